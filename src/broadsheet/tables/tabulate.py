"""Records to tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from broadsheet.checks.checked import Checked
from broadsheet.tables.left_out import tables_of
from broadsheet.tables.table import Column, Table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["PART", "Tabulation", "tabulate", "tabulated"]

PART = 100
"""Records that are gone through at once: few enough to stay near the processor."""


def tabulate(records: Checked) -> dict[str, pl.DataFrame]:
    """Every table as a polars frame: records by id, what they hold in their own order.

    Text columns are String, offsets Int64, numbers Float64; columns that are left out are not there.

    >>> tabulate(Checked())["figures"].columns[:4]
    ['article', 'id', 'start', 'end']
    """
    return {table.name: frame for table, frame in tabulated(records)}


def tabulated(records: Checked) -> Iterator[tuple[Table, pl.DataFrame]]:
    """The same one by one, each with its table."""
    found = Tabulation(tables_of(records.left_out))
    for name, items in records.kinds.items():
        rest = iter(items)
        while part := list(islice(rest, PART)):
            found.take(name, part)
    return found.frames()


class Tabulation:
    """Tables whose records come a few at a time.

    Columns are made from the records at once, without rows between them: a row that Python holds costs more than
    all that is done with it. The records themselves are not held.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        self._levels = {table.name: _Level(table) for table in tables}

    def take(self, name: str, records: Sequence[Any]) -> None:
        """Take a few more records of the outermost table of a name, and what they hold."""
        items = {name: records}
        for level in self._levels.values():
            table = level.table
            if table.parent is None and table.name == name:
                level.take(records)
            elif table.parent is not None and table.parent.name in items:
                items[table.name] = level.take_from(items[table.parent.name])

    def frames(self) -> Iterator[tuple[Table, pl.DataFrame]]:
        """Each table with its frame, one by one; what was taken is let go of on the way."""
        around = {level.table.parent.name for level in self._levels.values() if level.table.parent is not None}
        keys: dict[str, pl.DataFrame] = {}
        for name in list(self._levels):
            level = self._levels.pop(name)
            frame = level.frame(keys.get(level.table.parent.name) if level.table.parent is not None else None)
            if name in around:
                keys[name] = frame.select(level.table.key)
            yield level.table, frame


class _Level:
    """The records of one table, one after the other: the values of each column; how many each record around has."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._columns: list[tuple[Column, list[Any]]] = [(column, []) for column in table.columns]
        self._counts: list[int] = []

    def take(self, items: Sequence[Any]) -> None:
        """Take more records."""
        for column, values in self._columns:
            values.extend(_picked(column, items))

    def take_from(self, around: Sequence[Any]) -> Sequence[Any]:
        """Take those that more records of the table around hold, and give them."""
        lists = _held(self.table, around)
        self._counts.extend(map(len, lists))
        items = list(chain.from_iterable(lists))
        self.take(items)
        return items

    def frame(self, keys: pl.DataFrame | None) -> pl.DataFrame:
        """The frame of the table; `keys` are the primary keys of the records around."""
        import polars as pl  # noqa: PLC0415 - heavy

        types = self.table.types
        own = [pl.Series(column.name, values, dtype=types[column.name]) for column, values in self._columns]
        return pl.DataFrame([*(self._inherited(keys) if keys is not None else ()), *own])

    def _inherited(self, keys: pl.DataFrame) -> Iterator[pl.Series]:
        """For each record the key of the one around, and its place there where that tells it from others."""
        import polars as pl  # noqa: PLC0415 - heavy

        places = pl.Series(chain.from_iterable(map(repeat, range(keys.height), self._counts)), dtype=pl.UInt32)
        for column, found in zip(self.table.inherited, keys.select(pl.all().gather(places)), strict=True):
            yield found.alias(column.name)
        if self.table.numbered:
            numbers = chain.from_iterable(range(1, count + 1) for count in self._counts)
            yield pl.Series("position", numbers, dtype=pl.Int64)


def _held(table: Table, around: Sequence[Any]) -> list[Sequence[Any]]:
    """The records that each record around holds."""
    held = map(itemgetter(table.held_as), around)
    return [[] if each is None else [each] for each in held] if table.single else list(held)


def _picked(column: Column, records: Iterable[Any]) -> Iterable[Any]:
    """The value of a column in each record."""
    for step in column.steps:
        records = map(itemgetter(step), records)
    return records
