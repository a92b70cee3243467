"""Tables to records: the way back, which loses nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.articles.version import CURRENT
from broadsheet.tables.definitions import TABLES
from broadsheet.tables.table import Table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["assemble"]


def assemble(frames: Mapping[str, pl.DataFrame]) -> dict[str, list[dict[str, Any]]]:
    """The records of tables as plain dictionaries, under `articles`, `entities`, `outlets` and `copies`.

    A field whose column was left out is not there; of a table that older packages lack there is nothing.
    """
    held = {table.name: _held(table, frames) for table in TABLES}
    roots = [table for table in TABLES if table.parent is None]
    found = {table.name: [_record(table, row, held) for row in held[table.name].get((), [])] for table in roots}
    for article in found["articles"]:
        article["schema_version"] = CURRENT
    return found


def _held(table: Table, frames: Mapping[str, pl.DataFrame]) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    return {} if table.later and table.name not in frames else _by_parent(table, frames[table.name])


def _by_parent(table: Table, frame: pl.DataFrame) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """The rows of a table under the key of the record around them."""
    names = [column.name for column in table.inherited]
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        groups[tuple(row[name] for name in names)].append(row)
    return groups


def _record(table: Table, row: dict[str, Any], held: Mapping[str, Any]) -> Any:
    if not table.columns[0].steps:
        return row[table.columns[0].name]
    record: dict[str, Any] = {}
    for column in table.columns:
        if column.name in row:
            _put(record, column.steps, row[column.name])
    key = tuple(row[name] for name in table.key)
    for child in TABLES:
        if child.parent is table:
            items = [_record(child, item, held) for item in held[child.name].get(key, [])]
            record[child.held_as] = next(iter(items), None) if child.single else items
    return record


def _put(record: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    for step in steps[:-1]:
        record = record.setdefault(step, {})
    record[steps[-1]] = value
