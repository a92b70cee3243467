"""Records to tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.checks.checked import Checked
from broadsheet.tables.definitions import TABLES
from broadsheet.tables.left_out import tables_of
from broadsheet.tables.table import Column, Table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["nested", "tabulate", "tabulated"]

PART = 250
"""Records that are read at once: few enough to stay near the processor."""


def tabulate(records: Checked) -> dict[str, pl.DataFrame]:
    """Every table as a polars frame: records by id, what they hold in their own order.

    Text columns are String, offsets Int64, numbers Float64; columns that are left out are not there.

    >>> tabulate(Checked())["figures"].columns[:4]
    ['article', 'id', 'start', 'end']
    """
    found: dict[str, pl.DataFrame] = {}
    for kind, items in records.kinds.items():
        lines = b"".join(orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE) for item in items)
        found |= {table.name: frame for table, frame in tabulated(kind, nested(kind, lines), records.left_out)}
    return {table.name: found[table.name] for table in TABLES}


def nested(kind: str, lines: bytes) -> pl.DataFrame:
    """Records of a kind, each a line of JSON, as a frame that has their fields for columns, with all that they hold.

    polars reads them, since values that Python holds one by one cost more than all that is done with them.
    """
    import polars as pl  # noqa: PLC0415 - heavy

    form = _form(kind)
    if not lines:
        return pl.DataFrame(schema=form)
    read = pl.read_lines(lines)
    parts = (part.to_series().str.json_decode(form).struct.unnest() for part in read.iter_slices(PART))
    return pl.concat(parts, rechunk=True)


def tabulated(kind: str, records: pl.DataFrame, left_out: Sequence[str] = ()) -> Iterator[tuple[Table, pl.DataFrame]]:
    """The tables of records of a kind that are `nested`, each with its frame."""
    held = {kind: records}
    for table in tables_of(left_out):
        if table.root.name != kind:
            continue
        if table.parent is not None:
            held[table.name] = _held(table, table.parent, held[table.parent.name])
        found = held[table.name]
        yield table, found.select(*map(_value, table.all_columns)) if found.height else table.empty


def _held(table: Table, parent: Table, around: pl.DataFrame) -> pl.DataFrame:
    """The records that others hold, each with the key of the one around and its place there, if that tells it apart."""
    import polars as pl  # noqa: PLC0415 - heavy

    if not around.height:
        return around
    items = pl.col(table.held_as)
    keys = (pl.col(key).alias(column.name) for key, column in zip(parent.key, table.inherited, strict=True))
    if table.single:
        return around.filter(items.is_not_null()).select(*keys, items)
    places = {"position": pl.int_ranges(1, items.list.len() + 1)} if table.numbered else {}
    found = around.lazy().select(*keys, items, **places)
    found = found.explode(table.held_as, *places, empty_as_null=False, keep_nulls=False)
    whole = table.columns[0].steps
    found = found.unnest(table.held_as) if whole else found.rename({table.held_as: table.columns[0].name})
    return found.collect(engine="in-memory")


def _value(column: Column) -> pl.Expr:
    """The value of a column in a record."""
    import polars as pl  # noqa: PLC0415 - heavy

    first, *rest = column.steps or (column.name,)
    found = pl.col(first)
    for step in rest:
        found = found.struct.field(step)
    return found.alias(column.name)


@cache
def _form(name: str) -> Any:
    """The polars type of the records of a table, with all that they hold."""
    import polars as pl  # noqa: PLC0415 - heavy

    table = next(table for table in TABLES if table.name == name)
    if not table.columns[0].steps:
        return table.types[table.columns[0].name]
    fields: dict[str, Any] = {}
    for column in table.columns:
        around = fields
        for step in column.steps[:-1]:
            around = around.setdefault(step, {})
        around[column.steps[-1]] = table.types[column.name]
    for child in TABLES:
        if child.parent is table:
            fields[child.held_as] = _form(child.name) if child.single else pl.List(_form(child.name))
    return _struct(fields)


def _struct(fields: Mapping[str, Any]) -> pl.Struct:
    import polars as pl  # noqa: PLC0415 - heavy

    return pl.Struct({name: _struct(each) if isinstance(each, dict) else each for name, each in fields.items()})
