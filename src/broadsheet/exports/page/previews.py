"""The tables: what each column means, and the first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from broadsheet.exports.page.downloads import Download
from broadsheet.exports.page.evidence import Spot
from broadsheet.exports.page.wording import count, cut
from broadsheet.tables import TABLES, Table

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["FIRST", "Column", "Preview", "previews"]

FIRST = ("articles", "statements", "figures", "events", "mentions", "entities", "outlets")
"""The tables that people look for first."""

ROWS, CELL = 40, 140
"""A preview shows so many rows, and of each value so many characters."""

ANCHORED = {
    "statements": "statement",
    "figures": "figure",
    "events": "event",
    "mentions": "mention",
    "segments": "segment",
}
"""What stands before the ids of a table's rows in the page of their article."""


@dataclass(frozen=True)
class Column:
    """A column of a table as people read about it."""

    name: str
    type: str
    description: str
    example: str
    rules: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Preview:
    """A table: its columns, its files, its first rows. Each cell is a value, with the address that it leads to."""

    name: str
    title: str
    description: str
    height: int
    columns: tuple[Column, ...]
    files: tuple[Download, ...]
    rows: tuple[tuple[tuple[str, Spot | None], ...], ...]
    numeric: tuple[bool, ...]

    @property
    def cut(self) -> str:
        """What the preview leaves out."""
        shown = len(self.rows)
        return f"The first {shown:,} of {count(self.height, 'row')}." if shown < self.height else count(shown, "row")


def previews(package: Package, files: Sequence[Download]) -> list[Preview]:
    """All tables of the package: those of records and of what articles hold first, then the lists of their values."""
    resources = {resource["name"]: resource for resource in package.descriptor["resources"]}
    known = sorted((table for table in TABLES if table.name in package), key=_place)
    return [_preview(package, table, resources[table.name], files) for table in known]


def _place(table: Table) -> int:
    return FIRST.index(table.name) if table.name in FIRST else len(FIRST)


def _preview(package: Package, table: Table, resource: Mapping[str, Any], files: Sequence[Download]) -> Preview:
    frame = package[table.name]
    own = tuple(file for file in files if file.resource in {table.name, f"{table.name}-parquet", f"{table.name}-json"})
    return Preview(
        name=table.name,
        title=str(resource.get("title") or table.title),
        description=str(resource.get("description") or table.description),
        height=frame.height,
        columns=tuple(_columns(table)),
        files=own,
        rows=tuple(tuple(_cells(table, row)) for row in _shown(table, frame.head(ROWS).to_dicts())),
        numeric=tuple(column.spec["type"] in {"integer", "number"} for column in table.all_columns),
    )


def _shown(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without whole texts: their pages have those that may be shown."""
    return [row | {"text": "…"} for row in rows] if table.name == "texts" else rows


def _columns(table: Table) -> Iterator[Column]:
    for column in table.all_columns:
        spec, rules = column.spec, column.spec.get("constraints", {})
        told = ["key"] if column.name in table.key else ["required"] if rules.get("required") else []
        told += [f"refers to {table.references[column.name]}"] if column.name in table.references else []
        terms = tuple((str(term["value"]), str(term["label"])) for term in spec.get("categories", ()))
        yield Column(
            column.name, spec["type"], spec["description"], str(spec.get("example", "")), tuple(told), _few(terms)
        )


def _few(terms: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The terms of a vocabulary; not those of a list that everybody has, such as all countries."""
    return terms if len(terms) <= 40 else ()


def _cells(table: Table, row: Mapping[str, Any]) -> Iterator[tuple[str, Spot | None]]:
    for column in table.all_columns:
        value = row[column.name]
        told = (
            ""
            if value is None
            else f"{value:g}"
            if column.spec["type"] == "number" and abs(value) < 1e6
            else str(value)
        )
        yield cut(told.removesuffix(".0"), CELL), _leads(table, column.name, row)


def _leads(table: Table, column: str, row: Mapping[str, Any]) -> Spot | None:
    """Where a cell leads: the id of an article to its page, that of what stands in one to its place there."""
    if table.name == "articles" and column == "id":
        return Spot(str(row["id"]), "", None, None)
    if column == "article" and row[column] is not None:
        return Spot(str(row["article"]), "", None, None)
    if table.name in ANCHORED and column == "id":
        return Spot(str(row["article"]), f"{ANCHORED[table.name]}-{row['id']}", row["start"], row["end"])
    return None
