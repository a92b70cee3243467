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


def tabulate(records: Checked) -> dict[str, pl.DataFrame]:
    """Every table as a polars frame: records by id, what they hold in their own order.

    Text columns are String, offsets Int64, numbers Float64; columns that are left out are not there.

    >>> tabulate(Checked())["figures"].columns[:4]
    ['article', 'id', 'start', 'end']
    """
    return {table.name: frame for table, frame in tabulated(records)}


def tabulated(records: Checked) -> Iterator[tuple[Table, pl.DataFrame]]:
    """The same one by one, each with its table, so that one need be in memory at a time."""
    roots = {"articles": records.articles, "entities": records.entities, "outlets": records.outlets}
    return ((table, frame(table, _rows(table, roots))) for table in tables_of(records))


def frame(table: Table, rows: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    """The rows of a table as a frame with the table's columns and types."""
    import polars as pl  # noqa: PLC0415 - heavy

    return pl.DataFrame(list(rows), schema=table.types, orient="row")


def _rows(table: Table, roots: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    values = _values(table.columns)
    return ((*key, *values(record)) for key, record in _records(table, roots))


def _values(columns: Sequence[Column]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of columns in a record, at once where they are fields of it."""
    if len(columns) > 1 and all(len(column.steps) == 1 for column in columns):
        return itemgetter(*(column.steps[0] for column in columns))
    return lambda record: tuple(column.value(record) for column in columns)


def _records(table: Table, roots: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each record of a table with the columns that come before its own: the parent's key and its position."""
    if table.parent is None:
        yield from (((), record) for record in roots[table.name])
        return
    for outer, parent in _records(table.parent, roots):
        key = _key_of(table.parent, outer, parent)
        held = parent[table.held_as]
        for position, item in enumerate(([] if held is None else [held]) if table.single else held, start=1):
            yield ((*key, position) if table.numbered else key), item


def _key_of(table: Table, outer: tuple[Any, ...], record: Any) -> tuple[Any, ...]:
    return (*outer, record["id"]) if table.identified else outer
