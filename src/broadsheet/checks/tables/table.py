"""Tables, what a check of one leaves behind, and their rows read once more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from broadsheet.checks.tables.batch import Batch, Place, Scene
from broadsheet.checks.tables.cells import Cells, Column
from broadsheet.checks.tables.field import Schema
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.keys import Hashes, Key, kind_of
from broadsheet.checks.tables.reading import Reading

__all__ = ["Checked", "Row", "Table", "again", "key_of", "names_of", "only", "revisit", "rows_of"]

Row = tuple[int, Place, list[Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be opened as often as needed."""

    name: str
    path: str | None
    open: Callable[[Scene], Reading]
    schema: Schema | None
    pointer: str = ""


@dataclass(slots=True)
class Checked:
    """What a check leaves behind for the keys: the columns, and the hashes of each key."""

    table: Table
    columns: list[Column]
    block: int
    rows: int = 0
    hashes: dict[Key, Hashes] = field(default_factory=dict)

    def keep(self, wanted: Collection[Key]) -> None:
        """Let all keys go but some."""
        for key in self.hashes.keys() - set(wanted):
            self.hashes.pop(key).close()


def names_of(schema: Schema | None) -> tuple[str, ...]:
    """The names of the fields."""
    return tuple(field.name for field in schema.fields) if schema else ()


def key_of(schema: Schema, names: tuple[str, ...]) -> Key:
    """The key over fields of a schema, compared as their own types."""
    found = [schema.field(name) for name in names]
    return Key(names, tuple(kind_of(each) if each else "text" for each in found))


def only(names: tuple[str, ...]) -> str | None:
    """The field that a key is about; None where there are several."""
    return names[0] if len(names) == 1 else None


def again(checked: Checked, key: Key, mask: pl.Series) -> Iterator[tuple[int, Batch, pl.DataFrame, pl.Series]]:
    """The batches of a table that have some of the rows of a mask: how many rows are before it, and which they are."""
    silent = Scene(Findings(0), checked.table.name, names_of(checked.table.schema), checked.block)
    cells = Cells([], silent)
    cells.columns = checked.hashes[key].columns
    done, left = 0, int(mask.sum())
    for batch in checked.table.open(silent).batches:
        if not left:
            return
        wanted = mask.slice(done, batch.frame.height).arg_true()
        if len(wanted):
            yield done, batch, cells.clean(batch), wanted
        left -= len(wanted)
        done += batch.frame.height


def revisit(checked: Checked, key: Key, mask: pl.Series) -> Iterator[Row]:
    """The rows of a mask one by one: their ordinals, where they stand, and the cells of a key."""
    for found in again(checked, key, mask):
        yield from rows_of(checked.hashes[key].columns, *found)


def rows_of(
    columns: Sequence[Column], done: int, batch: Batch, frame: pl.DataFrame, wanted: pl.Series
) -> Iterator[Row]:
    """Some rows of a batch one by one, as `again` gives them."""
    picked = frame.select(pl.col(column.name).gather(wanted).alias(str(n)) for n, column in enumerate(columns))
    for index, cells in zip(wanted, picked.iter_rows(), strict=True):
        yield done + index, batch.place(index), list(cells)
