"""What every exporter may say of a package, gathered once: from its descriptor, and from its table of articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.articles.edtf import Day
from broadsheet.checks.fixity import group_of, stated
from broadsheet.errors import UnreadableError

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = [
    "UNFIT",
    "License",
    "dir_hash",
    "facts_of",
    "files_of",
    "is_person",
    "is_several",
    "is_table",
    "license_address",
    "with_addresses",
    "within",
]

License = Mapping[str, str]

UNFIT = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What may not stand in an IRI."""

REQUIRED = ("name", "title", "description", "version", "created", "licenses", "contributors")
"""What each descriptor of ours says."""

AUTHORS = {"author", "creator", "editor"}
"""The roles of those who made the data; where nobody has one, all did."""


def facts_of(package: Package) -> dict[str, Any]:
    """What is known of a package under our terms (see `terms.csv`), null where it is unknown.

    Raises UnreadableError when the descriptor lacks what each descriptor of ours says.

    >>> facts_of(broadsheet.load())["temporal"]
    '2021-04-22/2023-12-31'
    """
    descriptor = with_addresses(package.descriptor)
    if lacking := [name for name in REQUIRED if not descriptor.get(name)]:
        message = f"the descriptor of {package.path.as_posix()} has no {', no '.join(lacking)}"
        raise UnreadableError(message, hint="say it in the settings, and build the package again")
    people = descriptor["contributors"]
    publisher = next((each for each in people if "publisher" in each.get("roles", ())), people[0])
    return {
        **{name: descriptor.get(name) for name in (*REQUIRED, "homepage", "keywords", "sources")},
        "identifier": descriptor.get("id") or _identifier(descriptor),
        "created": descriptor["created"][:10],
        "creators": [each for each in people if AUTHORS & set(each.get("roles", ()))] or people,
        "publisher": publisher,
        "contact": next((each for each in (publisher, *people) if each.get("email")), None),
        "languages": package.extent.languages,
        "temporal": _temporal(package.extent.days),
        "usage": _usage(package),
        "cite_as": _cite_as(descriptor, publisher),
        "free": True,
        "standard": descriptor.get("$schema"),
        "files": [file for each in descriptor["resources"] for file in files_of(each)],
        "variables": [each for each in descriptor["resources"] if is_table(each)],
    }


def with_addresses(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """A descriptor in whose addresses stands nothing that an IRI may not hold (RFC 3987); it is percent-encoded.

    >>> with_addresses({"homepage": "https://house.example/a?b=<c>"})
    {'homepage': 'https://house.example/a?b=%3Cc%3E'}
    """
    found = dict(descriptor)
    if descriptor.get("homepage"):
        found["homepage"] = _iri(descriptor["homepage"])
    for key in ("licenses", "contributors", "sources"):
        if key in descriptor:
            found[key] = [each | {"path": _iri(each["path"])} if "path" in each else each for each in descriptor[key]]
    return found


def _iri(address: str) -> str:
    return UNFIT.sub(lambda unfit: "".join(f"%{byte:02X}" for byte in unfit[0].encode()), address)


def files_of(resource: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is known of each file of a resource under our terms; its length in bytes, its hash in hexadecimal."""
    about = {name: resource.get(name) for name in ("name", "path", "title", "description", "mediatype", "licenses")}
    files, found = stated(resource), []
    for number, file in enumerate(files, start=1):
        known = {"path": file["path"], "bytes": file.get("bytes"), "sha256": file["hash"].removeprefix("sha256:")}
        found.append(
            about | (_numbered(about, file["path"], number, len(files)) if is_several(resource) else {}) | known
        )
    return found


def _numbered(about: Mapping[str, Any], path: str, number: int, count: int) -> dict[str, str]:
    """What one of several files of a resource is called."""
    name, title = about["name"], about["title"] or about["name"]
    return {"name": f"{name}-{group_of(path) or number}", "title": f"{title}, file {number} of {count}"}


def is_several(resource: Mapping[str, Any]) -> bool:
    """Whether a resource stands in files by groups of articles, which have no header."""
    return isinstance(resource.get("path"), list)


def is_table(resource: Mapping[str, Any]) -> bool:
    """Whether a resource is a table of its own, in CSV."""
    return resource.get("type") == "table"


def is_person(contributor: Mapping[str, Any]) -> bool:
    """Whether a contributor is a person: who belongs to an organisation is none itself."""
    return bool(contributor.get("organization"))


def license_address(license: License) -> str | None:
    """Where the text of a licence stands: the address that is given, or else the page that SPDX has of it.

    >>> license_address({"name": "MIT"}), license_address({"name": "LicenseRef-own"})
    ('https://spdx.org/licenses/MIT', None)
    """
    if "path" in license:
        return license["path"]
    named = license.get("name", "")
    simple = named and not named.startswith("LicenseRef-") and " " not in named
    return f"https://spdx.org/licenses/{named}" if simple else None


def within(base: str, path: str) -> str:
    """The address of a file of the package: below `base`, or relative to the export beside it.

    >>> within("https://data.example/v1", "data/a b.csv"), within("", "data/outlets.csv")
    ('https://data.example/v1/data/a%20b.csv', 'data/outlets.csv')
    """
    from urllib.parse import quote  # noqa: PLC0415 - for addresses only

    return f"{base.rstrip('/')}/{quote(path)}" if base else quote(path)


def dir_hash(files: Mapping[str, str]) -> str:
    """The hash of a folder, of the hashes of its files (`dirHash` of in-toto, the `h1` of Go modules, in hex).

    >>> dir_hash({"a.txt": "0" * 64})[:8]
    '817d0524'
    """
    lines = "".join(f"{files[name]}  {name}\n" for name in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


def _identifier(descriptor: Mapping[str, Any]) -> str:
    files = (file for each in descriptor["resources"] for file in files_of(each))
    hashes = {file["path"]: file["sha256"] for file in files}
    return f"hash://sha256/{dir_hash(hashes)}"


def _temporal(days: tuple[Day, Day] | None) -> str | None:
    """The first to the last day, as ISO 8601 writes an interval; None where no day is known."""
    return f"{_day(days[0])}/{_day(days[1])}" if days else None


def _day(date: Day) -> str:
    return f"{date[0]:04}-{date[1]:02}-{date[2]:02}"


def _usage(package: Package) -> str | None:
    """What may not be done with withheld texts; None where no text is withheld."""
    extent = package.extent
    if not extent.withheld:
        return None
    of = f"{extent.withheld} of the {extent.articles} source texts"
    if package.edition == "open":
        return f"{of} may not be republished. They are not in this edition, which describes them by facts and offsets."
    return f"{of} may not be republished. This edition carries them for its holder only: do not pass it on."


def _cite_as(descriptor: Mapping[str, Any], publisher: Mapping[str, Any]) -> str:
    who = ", ".join(each["title"] for each in descriptor["contributors"])
    by = "" if publisher["title"] in who else f" {publisher['title']}."
    return f"{who} ({descriptor['created'][:4]}). {descriptor['title']}. Version {descriptor['version']}.{by}"
