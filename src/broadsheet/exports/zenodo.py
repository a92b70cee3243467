"""The metadata of a Zenodo deposit (Zenodo REST API, deposit metadata)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.errors import BroadsheetError
from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of
from broadsheet.exports.languages import three_letters
from broadsheet.exports.terms import Shapes, translated
from broadsheet.tables.receipt import to_json

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["REQUIRED", "deposit", "export"]

REQUIRED = ("title", "upload_type", "publication_date", "creators", "description", "access_right", "license")
"""What Zenodo asks of an open data set."""


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """Zenodo deposit: the metadata that its API takes, and the DOI comes with."""
    return {"zenodo.json": to_json(deposit(package))}


def deposit(package: Package) -> dict[str, Any]:
    """The metadata of a deposit of a package; BroadsheetError names what Zenodo asks for and the settings lack.

    >>> deposit(broadsheet.open("datapackage.json"))["metadata"]["license"]
    'cc-by-4.0'
    """
    facts = facts_of(package)
    shapes: Shapes = {
        "creators": lambda people: [_creator(each) for each in people],
        "languages": lambda tags: three_letters(tags[0]) if len(tags) == 1 else None,
        "licenses": _licence,
        "free": lambda _: "open",
        "usage": lambda _: _notes(facts),
    }
    known = facts | {"usage": _notes(facts)}
    found = {"upload_type": "dataset", **translated(known, "dataset", "zenodo", shapes)}
    if lacking := [name for name in REQUIRED if not found.get(name)]:
        raise BroadsheetError(f"Zenodo asks for {', '.join(lacking)}", hint="say it in the settings")
    return {"metadata": found}


def _creator(contributor: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: contributor.get(name) for name in ("title", "organization")}
    return translated(known, "agent", "zenodo")


def _licence(licences: Sequence[Mapping[str, str]]) -> str:
    """The licence as Zenodo names it: one, by its SPDX identifier; what it does not know is not specified."""
    first = licences[0].get("name", "")
    return "notspecified" if not first or first.startswith("LicenseRef-") else first.lower()


def _notes(facts: Mapping[str, Any]) -> str:
    """Zenodo takes one licence; the others are named in a note, and what may not be done with withheld texts."""
    names = [each.get("name") or each["title"] for each in facts["licenses"]]
    more = len(names) > 1 or names[0].startswith("LicenseRef-")
    parts = [f"Licences: {', '.join(names)}." if more else "", facts["usage"] or ""]
    return " ".join(part for part in parts if part)
