"""The descriptor: `datapackage.json` (Data Package 2.0) of what was written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from broadsheet.articles.version import CURRENT
from broadsheet.checks.fixity import PARTS
from broadsheet.errors import SettingsError
from broadsheet.packages.gathered import Gathered
from broadsheet.settings import Settings
from broadsheet.tables import Table
from broadsheet.tables.receipt import Receipt, to_json

__all__ = ["PROFILE", "Head", "created", "file_resource", "from_epoch", "licences_of", "table_resource", "to_json"]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}


_OF_THE_PROJECT = {"sources", "exports", "versioning", "changelog", "leave_out", "sites"}
"""Settings that are no properties of the package."""


@dataclass(frozen=True)
class Head:
    """All of a descriptor but its resources, which the settings say, and the articles once they are written.

    `more` is said as well, or instead.
    """

    settings: Settings
    edition: str
    more: Mapping[str, Any] = field(default_factory=dict)

    def of(self, gathered: Gathered, outlets: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """It for articles of which some things are known, and for the outlets that published them."""
        said = self.settings.model_dump(mode="json", exclude_none=True, exclude=_OF_THE_PROJECT)
        said["contributors"] = [_filled(each) for each in said["contributors"]]
        return {
            "$schema": PROFILE,
            **_filled(said),
            "created": created(gathered),
            "sources": [*_origins(self.settings), *_articles(gathered, {each["id"]: each for each in outlets})],
            "broadsheet:schemaVersion": CURRENT,
            "broadsheet:edition": self.edition,
            **self.more,
        }


def _filled(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said, without lists of nothing, which the standard does not take."""
    return {name: value for name, value in said.items() if value != []}


def _origins(settings: Settings) -> Iterable[dict[str, Any]]:
    return (origin.model_dump(mode="json", exclude_none=True) for origin in settings.sources)


def _articles(gathered: Gathered, outlets: Mapping[str | None, Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    """The articles as sources: outlet, date, and the title or else the name of the text.

    Where they are too many to be named, each outlet is a source, with the number of its articles.
    """
    names = {id: outlet["name"] for id, outlet in outlets.items()}
    for publisher, date, title in gathered.origins:
        yield {"title": ", ".join(filter(None, (names.get(publisher), date, title)))}
    if not gathered.origins:
        yield from (
            _outlet(outlets.get(each, {}), count) for each, count in sorted(gathered.publishers.items(), key=_id)
        )


def _id(publisher: tuple[str | None, int]) -> tuple[bool, str]:
    return publisher[0] is None, publisher[0] or ""


def _outlet(outlet: Mapping[str, Any], count: int) -> dict[str, str]:
    title = f"{outlet.get('name', 'Articles without an outlet')}, {count:,} article{'s' * (count != 1)}"
    return {"title": title} | ({"path": outlet["url"]} if outlet.get("url") else {})


def created(gathered: Gathered) -> str:
    """The time that the package counts as created: SOURCE_DATE_EPOCH, or else the day of the newest article.

    It never is the time of the build, so that two builds of the same input are the same bytes.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return from_epoch(epoch).isoformat().replace("+00:00", "Z")
    newest = gathered.newest or (1980, 1, 1)
    year, month, day = min(max(newest, (1, 1, 1)), (9999, 12, 31))  # all that RFC 3339 and Python can say
    return f"{year:04}-{month:02}-{day:02}T00:00:00Z"


def from_epoch(epoch: str) -> datetime:
    """The time that SOURCE_DATE_EPOCH says; SettingsError for what is no number of seconds."""
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {epoch!r}"
        raise SettingsError(message, hint="it is a number of seconds since 1970, or not set") from None


def licences_of(gathered: Gathered) -> dict[str, Any]:
    """The `licenses` of a resource in which texts stand: those of the texts, which are their owners'.

    Nothing where no text stands in it, so that the licences of the package hold.
    """
    return {"licenses": [_licence(*each) for each in gathered.licences]} if gathered.licences else {}


def _licence(licence: str | None, holder: str | None) -> dict[str, str]:
    key = "path" if licence and "://" in licence else "name"
    owner = {"title": f"Texts of {holder}"} if holder else {"title": "Texts of their owners"}
    return {key: licence or "LicenseRef-not-stated", **owner}


def table_resource(table: Table, receipt: Receipt, logical: str) -> dict[str, Any]:
    """The resource of a table in CSV; `logical` is the digest of its content.

    The files of one that has several have no header: the standard puts them together as they are, and frictionless
    5.21 skips the first line of each but the first, unless the dialect says that there is no header.
    """
    return {
        "name": table.name,
        "type": "table",
        "path": _path(receipt),
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": _MEDIA_TYPES["csv"],
        "encoding": "utf-8",
        "dialect": {**({"header": False} if receipt.parts else {}), "lineTerminator": "\n"},
        **_fixity(receipt),
        "broadsheet:rows": receipt.rows,
        **_parts(receipt),
        "broadsheet:digest": f"sha256:{logical}",
        "schema": table.schema(),
    }


def file_resource(name: str, title: str, description: str, receipt: Receipt, **more: Any) -> dict[str, Any]:
    """The resource of a file that is no table of its own: nested records, or a table's Parquet form.

    `broadsheet:repeats` among `more` names the tables whose data it holds once more.
    """
    form = receipt.path.rpartition(".")[2]
    about = {"name": name, "path": _path(receipt), "title": title, "description": description}
    return {**about, "format": form, "mediatype": _MEDIA_TYPES[form], **_fixity(receipt), **_parts(receipt), **more}


def _path(receipt: Receipt) -> str | list[str]:
    return [each.path for each in receipt.parts] or receipt.path


def _parts(receipt: Receipt) -> dict[str, Any]:
    """The receipts of several files, each by its path."""
    told = [
        {"path": each.path, "bytes": each.bytes, "hash": f"sha256:{each.sha256}", "rows": each.rows}
        for each in receipt.parts
    ]
    return {PARTS: told} if told else {}


def _fixity(receipt: Receipt) -> dict[str, Any]:
    """Length, and the hash of a single file: of several, each has its own among the parts.

    frictionless 5.21 counts no bytes of a Parquet file and so calls any `bytes` of it wrong.
    """
    length = "broadsheet:bytes" if receipt.path.endswith(".parquet") else "bytes"
    return {length: receipt.bytes, **({} if receipt.parts else {"hash": f"sha256:{receipt.sha256}"})}
