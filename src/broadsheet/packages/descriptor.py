"""The descriptor: `datapackage.json` (Data Package 2.0) of what was written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from broadsheet.articles.edtf import parse
from broadsheet.articles.version import CURRENT
from broadsheet.checks.checked import Checked
from broadsheet.errors import SettingsError
from broadsheet.settings import Settings
from broadsheet.tables import Table, without_left_out
from broadsheet.tables.receipt import Receipt, to_json

__all__ = ["PROFILE", "created", "file_resource", "from_epoch", "head", "licences_of", "table_resource", "to_json"]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


_OF_THE_PROJECT = {"sources", "exports", "versioning", "changelog", "leave_out", "sites"}
"""Settings that are no properties of the package."""


def head(settings: Settings, records: Checked, edition: str) -> dict[str, Any]:
    """The descriptor of a package but for its resources."""
    said = settings.model_dump(mode="json", exclude_none=True, exclude=_OF_THE_PROJECT)
    about = {name: value for name, value in said.items() if value != []}
    return {
        "$schema": PROFILE,
        **about,
        "created": created(records),
        "sources": [*_origins(settings), *_articles(without_left_out(records))],
        "broadsheet:schemaVersion": CURRENT,
        "broadsheet:edition": edition,
    }


def _origins(settings: Settings) -> Iterable[dict[str, Any]]:
    return (origin.model_dump(mode="json", exclude_none=True) for origin in settings.sources)


def _articles(records: Checked) -> Iterable[dict[str, str]]:
    """The articles as sources: outlet, date, and the title or else the name of the text."""
    outlets = {outlet["id"]: outlet["name"] for outlet in records.outlets}
    for article in records.articles:
        known = (
            outlets.get(article["publisher"]),
            article.get("date_published"),
            article.get("headline") or article["source"]["name"],
        )
        yield {"title": ", ".join(part for part in known if part)}


def created(records: Checked) -> str:
    """The time that the package counts as created: SOURCE_DATE_EPOCH, or else the day of the newest article.

    It never is the time of the build, so that two builds of the same input are the same bytes.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return from_epoch(epoch).isoformat().replace("+00:00", "Z")
    dates = [parse(article["date_published"]).latest for article in records.articles if article["date_published"]]
    newest = max((date for date in dates if date is not None), default=(1980, 1, 1))
    year, month, day = min(max(newest, (1, 1, 1)), (9999, 12, 31))  # all that RFC 3339 and Python can say
    return f"{year:04}-{month:02}-{day:02}T00:00:00Z"


def from_epoch(epoch: str) -> datetime:
    """The time that SOURCE_DATE_EPOCH says; SettingsError for what is no number of seconds."""
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {epoch!r}"
        raise SettingsError(message, hint="it is a number of seconds since 1970, or not set") from None


def licences_of(records: Checked) -> dict[str, Any]:
    """The `licenses` of a resource in which texts stand: those of the texts, which are their owners'.

    Nothing where no text stands in it, so that the licences of the package hold.
    """
    rights = [article["rights"] for article in records.articles if article["text"] is not None]
    found = {(each["license"], each["copyright_holder"]): None for each in rights}
    return {"licenses": [_licence(*each) for each in found]} if found else {}


def _licence(licence: str | None, holder: str | None) -> dict[str, str]:
    key = "path" if licence and "://" in licence else "name"
    owner = {"title": f"Texts of {holder}"} if holder else {"title": "Texts of their owners"}
    return {key: licence or "LicenseRef-not-stated", **owner}


def table_resource(table: Table, receipt: Receipt, logical: str) -> dict[str, Any]:
    """The resource of a table in CSV; `logical` is the digest of its content."""
    return {
        "name": table.name,
        "type": "table",
        "path": receipt.path,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": _MEDIA_TYPES["csv"],
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        **_fixity(receipt),
        "broadsheet:rows": receipt.rows,
        "broadsheet:digest": f"sha256:{logical}",
        "schema": table.schema(),
    }


def file_resource(name: str, title: str, description: str, receipt: Receipt, **more: Any) -> dict[str, Any]:
    """The resource of a file that is no table of its own: nested records, or a table's Parquet form.

    `broadsheet:repeats` among `more` names the tables whose data it holds once more.
    """
    form = receipt.path.rpartition(".")[2]
    about = {"name": name, "path": receipt.path, "title": title, "description": description}
    return {**about, "format": form, "mediatype": _MEDIA_TYPES[form], **_fixity(receipt), **more}


def _fixity(receipt: Receipt) -> dict[str, Any]:
    """Length and hash. frictionless 5.21 counts no bytes of a Parquet file and so calls any `bytes` of it wrong."""
    length = "broadsheet:bytes" if receipt.path.endswith(".parquet") else "bytes"
    return {length: receipt.bytes, "hash": f"sha256:{receipt.sha256}"}
