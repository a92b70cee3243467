"""Records to tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from broadsheet.checks.checked import Checked
from broadsheet.tables.left_out import tables_of
from broadsheet.tables.table import Column, Table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["tabulate", "tabulated"]

PART = 100
"""Records that are gone through at once: few enough to stay near the processor."""


@dataclass(frozen=True, slots=True)
class _Level:
    """The records of one table, one after the other, with the value of each column; how many each record around has."""

    items: list[Any]
    values: list[list[Any]]
    counts: list[int]


def tabulate(records: Checked) -> dict[str, pl.DataFrame]:
    """Every table as a polars frame: records by id, what they hold in their own order.

    Text columns are String, offsets Int64, numbers Float64; columns that are left out are not there.

    >>> tabulate(Checked())["figures"].columns[:4]
    ['article', 'id', 'start', 'end']
    """
    return {table.name: frame for table, frame in tabulated(records)}


def tabulated(records: Checked) -> Iterator[tuple[Table, pl.DataFrame]]:
    """The same one by one, each with its table, so that one need be in memory at a time.

    Columns are made from the records at once, without rows between them: a row that Python holds costs more than
    all that is done with it.
    """
    tables = tables_of(records)
    around = {table.parent.name for table in tables if table.parent is not None}
    known: dict[str, tuple[list[Any], pl.DataFrame]] = {}
    for table in tables:
        items, keys = known[table.parent.name] if table.parent is not None else (list(records.kinds[table.name]), None)
        level = _level(table, items)
        frame = _frame(table, level, keys)
        if table.name in around:
            known[table.name] = level.items, frame.select(table.key)
        yield table, frame


def _level(table: Table, around: Sequence[Any]) -> _Level:
    """What is in the records around, or in those of the outermost level themselves."""
    level = _Level([], [[] for _ in table.columns], [])
    for begin in range(0, len(around), PART):
        lists = _lists(table, around[begin : begin + PART])
        items = list(chain.from_iterable(lists))
        level.counts.extend(map(len, lists))
        level.items.extend(items)
        for values, column in zip(level.values, table.columns, strict=True):
            values.extend(_picked(column, items))
    return level


def _lists(table: Table, around: Sequence[Any]) -> list[Sequence[Any]]:
    """The records that each record around holds."""
    if table.parent is None:
        return [around]
    held = map(itemgetter(table.held_as), around)
    return [[] if each is None else [each] for each in held] if table.single else list(held)


def _picked(column: Column, records: Iterable[Any]) -> Iterable[Any]:
    """The value of a column in each record."""
    for step in column.steps:
        records = map(itemgetter(step), records)
    return records


def _frame(table: Table, level: _Level, keys: pl.DataFrame | None) -> pl.DataFrame:
    """The frame of a table; `keys` are the primary keys of the records around."""
    import polars as pl  # noqa: PLC0415 - heavy

    types, columns = table.types, zip(table.columns, level.values, strict=True)
    own = [pl.Series(each.name, values, dtype=types[each.name]) for each, values in columns]
    return pl.DataFrame([*(_inherited(table, level, keys) if keys is not None else ()), *own])


def _inherited(table: Table, level: _Level, keys: pl.DataFrame) -> pl.DataFrame:
    """For each record the key of the one around, and its place there where that tells it from others."""
    import polars as pl  # noqa: PLC0415 - heavy

    counts = pl.Series("count", level.counts, dtype=pl.Int64)
    some = keys.with_columns(counts).filter(counts > 0)
    names = zip(keys.columns, table.inherited, strict=True)
    repeated = [pl.col(old).repeat_by("count").alias(new.name) for old, new in names]
    place = [pl.int_ranges(1, pl.col("count") + 1).alias("position")] if table.numbered else []
    found = some.select(*repeated, *place)
    return found.explode(found.columns)
