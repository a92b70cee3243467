"""Records to tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from broadsheet.checks.checked import Checked
from broadsheet.tables.left_out import tables_of
from broadsheet.tables.table import Column, Table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["frame", "tabulate", "tabulated"]

Roots = Mapping[str, Sequence[Mapping[str, Any]]]
"""The records on the outermost level, by the name of their table."""


def tabulate(records: Checked) -> dict[str, pl.DataFrame]:
    """Every table as a polars frame: records by id, what they hold in their own order.

    Text columns are String, offsets Int64, numbers Float64; columns that are left out are not there.

    >>> tabulate(Checked())["figures"].columns[:4]
    ['article', 'id', 'start', 'end']
    """
    return {table.name: frame for table, frame in tabulated(records)}


def tabulated(records: Checked) -> Iterator[tuple[Table, pl.DataFrame]]:
    """The same one by one, each with its table, so that one need be in memory at a time."""
    return ((table, frame(table, _rows(table, records.kinds))) for table in tables_of(records))


def frame(table: Table, rows: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    """The rows of a table as a frame with the table's columns and types."""
    import polars as pl  # noqa: PLC0415 - heavy

    return pl.DataFrame(list(rows), schema=table.types, orient="row")


def _rows(table: Table, roots: Roots) -> Iterator[tuple[Any, ...]]:
    values = _values(table.columns)
    for key, records in _groups(table, roots):
        if table.numbered:
            yield from [(*key, place, *values(record)) for place, record in enumerate(records, start=1)]
        else:
            yield from [(*key, *values(record)) for record in records]


def _values(columns: Sequence[Column]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of columns in a record, at once where they are fields of it."""
    if len(columns) > 1 and all(len(column.steps) == 1 for column in columns):
        return itemgetter(*(column.steps[0] for column in columns))
    return lambda record: tuple(column.value(record) for column in columns)


def _groups(table: Table, roots: Roots) -> Iterator[tuple[tuple[Any, ...], Sequence[Any]]]:
    """The records of a table that one record around holds, with the key of that one."""
    if table.parent is None:
        yield (), roots[table.name]
        return
    for outer, parents in _groups(table.parent, roots):
        for place, parent in enumerate(parents, start=1):
            if (held := parent[table.held_as]) not in (None, []):
                yield _key_of(table.parent, outer, place, parent), [held] if table.single else held


def _key_of(table: Table, outer: tuple[Any, ...], place: int, record: Any) -> tuple[Any, ...]:
    return (*outer, record["id"] if table.identified else place) if not table.single else outer
