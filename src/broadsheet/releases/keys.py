"""The primary keys of two tables: whether they tell the rows apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from broadsheet.checks.budget import Budget
from broadsheet.checks.tables.batch import Batch
from broadsheet.checks.tables.cells import Cells, Column
from broadsheet.checks.tables.keys import Hashes
from broadsheet.checks.tables.table import key_of
from broadsheet.releases.streams import Stream

__all__ = ["RowKeys"]


class RowKeys:
    """The key of every row of a table, as hashes; what is beyond `memory` bytes of them goes to disk."""

    def __init__(self, stream: Stream, columns: Sequence[Column], memory: int) -> None:
        names = tuple(column.field.name for column in columns)
        self.columns = columns
        self.cells = Cells([(int(column.name), column.field) for column in columns], stream.cells.scene)
        self._stream = stream
        self._incomplete = False
        self._hashes = Hashes(key_of(stream.schema, names), stream.cells.columns, Budget(memory))

    def add(self, batch: Batch, frame: pl.DataFrame) -> None:
        """Take in the rows of a batch, of which the frame has the cells."""
        self._hashes.add(batch, frame)
        self._incomplete |= any(frame[column.name].null_count() for column in self.columns)

    def faults(self, resource: str) -> Iterator[str]:
        """What is wrong with the key, if anything."""
        if self._incomplete or self._hashes.repeated().any():
            fault = "is missing in some rows" if self._incomplete else "stands more than once"
            what = f"the primary key ({', '.join(self._stream.schema.primary_key)}) of {resource} {fault}"
            yield f"{self._stream.shown}: {what}: its rows are compared as a whole"

    def close(self) -> None:
        """Let everything go."""
        self._hashes.close()
