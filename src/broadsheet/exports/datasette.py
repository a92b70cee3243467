"""What Datasette is told of the database: titles, licence, descriptions of columns, and searches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.exports.questions import QUESTIONS, SEARCHED

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["datasette_metadata"]

LABELS = {"articles": "headline", "entities": "name", "outlets": "name"}
"""The columns by which a row is shown where others refer to it."""

FACETS = {
    "articles": ["publisher", "in_language"],
    "entities": ["kind", "country_code"],
    "mentions": ["kind"],
    "segments": ["role"],
    "statements": ["mode", "kind", "speaker"],
    "events": ["kind"],
    "figures": ["unit", "qualifier"],
}
"""The columns whose values are counted beside a table."""


def datasette_metadata(
    package: Package, tables: Mapping[str, Mapping[str, Any]], asked: Sequence[str], base: str = ""
) -> bytes:
    """The metadata file of a package's database, for `datasette NAME.db --metadata metadata.json`.

    `asked` names the views that the database has, `base` where the data are published.
    """
    descriptor = package.descriptor
    licence: Mapping[str, str] = next(iter(descriptor.get("licenses", ())), {})
    about = {
        "title": descriptor.get("title"),
        "description": descriptor.get("description"),
        "license": licence.get("title") or licence.get("name"),
        "license_url": licence.get("path"),
        "source": f"{package.name} {package.version}",
        "source_url": base or descriptor.get("homepage"),
    }
    known = {name: value for name, value in about.items() if value}
    shown = {name: _table(package, name, schema) for name, schema in tables.items()}
    views = {name: {"title": QUESTIONS[name].title} for name in asked}
    hidden = {f"{name}_search": {"hidden": True} for name in SEARCHED if name in tables}
    databases = {package.name: {"tables": shown | views | hidden}}
    return orjson.dumps(known | {"databases": databases}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _table(package: Package, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    resource = next(each for each in package.descriptor["resources"] if each["name"] == name)
    columns = {field["name"]: field["description"] for field in schema["fields"] if "description" in field}
    told = {
        "title": resource.get("title"),
        "description": resource.get("description"),
        "columns": columns,
        "label_column": LABELS.get(name),
        "facets": [each for each in FACETS.get(name, ()) if each in columns],
    }
    search = {"fts_table": f"{name}_search", "fts_pk": "rowid"} if name in SEARCHED else {}
    return {key: value for key, value in told.items() if value} | search
