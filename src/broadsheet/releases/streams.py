"""The rows of a table as they come from its file, column by column of its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import polars as pl

from broadsheet.checks.budget import BLOCK
from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.cells import Cells
from broadsheet.checks.tables.field import Field, Schema
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.judge import MARKS
from broadsheet.checks.tables.labels import match
from broadsheet.checks.tables.table import Table
from broadsheet.errors import UnreadableError

__all__ = ["Nothing", "Stream", "open_stream"]

BROKEN = {"B610", "B611", "B612", "B613"}
SAMPLE = 20_000
CROOKED = {"B621", "B622", "B623", "B624", "B630", "B631", "B632"}


class Stream:
    """An open table: its columns by the names of their fields, and its rows in batches.

    `typed` says that cells may carry a native value, as those of JSON and Parquet do. `lines` are
    the rows of a delimited file before they are taken apart; what is taken there does not come in batches.
    """

    def __init__(self, shown: str, table: Table, block: int = BLOCK) -> None:
        self.shown = shown
        self._table, self._block = table, block
        self._findings = Findings(1)
        names = tuple(field.name for field in table.schema.fields) if table.schema else ()
        self._scene = Scene(self._findings, table.name, names, block)
        reading = table.open(self._scene)
        self._check()
        schema = table.schema or _assumed(reading.labels, reading.width)
        found, faults = match(reading.labels, reading.width, schema, keyed=reading.keyed)
        for code, field, message, *_ in faults:
            self._findings.add(code, message, resource=table.name, field=field)
        self.schema = schema
        self.cells = Cells(found, self._scene)
        self.columns = {column.field.name: column for column in reversed(self.cells.columns)}
        self.lines = reading.lines
        self._batches = reading.batches
        self._first: Batch | None = None
        self.typed = self.lines is None and (first := self._peek()) is not None and first.typed

    def __iter__(self) -> Iterator[tuple[Batch, pl.DataFrame]]:
        """Each batch, and its cells with missing values as null; UnreadableError where the file breaks off."""
        for batch in self._batches:
            self._check()
            yield batch, self.cells.clean(batch)
        self._check()

    def again(self) -> Stream:
        """The same table, opened once more."""
        return Stream(self.shown, self._table, self._block)

    def sample(self) -> pl.DataFrame:
        """The texts of the first rows, under the names of the fields; the rows stay in the stream."""
        first = self._peek()
        if first is None:
            return pl.DataFrame()
        frame = self.cells.clean(first).head(SAMPLE)
        texts = [pl.col(column.name).str.replace(MARKS, "").alias(name) for name, column in self.columns.items()]
        return frame.select(texts)

    def _peek(self) -> Batch | None:
        """The first batch, which stays in the stream; the stream gives no lines from then on."""
        if self._first is None:
            self._first = next(self._batches, None)
            self._batches = chain([self._first] if self._first is not None else [], self._batches)
            self.lines = None
        return self._first

    def _check(self) -> None:
        for issue in self._findings.issues:
            if issue.code in BROKEN:
                message = f"{self.shown}: resource {issue.resource}: {issue.message}"
                raise UnreadableError(message, hint="broadsheet validate tells more")

    def note(self) -> str | None:
        """What is wrong with the structure of the table, for whom it is compared as far as it can be read."""
        totals = Counter(issue.message for issue in self._findings.issues if issue.code in CROOKED)
        if not totals:
            return None
        message = next(iter(totals))
        return f"{self.shown}: {self._scene.resource} is compared as far as it fits its header: {message}"


class Nothing(Stream):
    """A table with the columns of another, and no rows."""

    def __init__(self, like: Stream) -> None:
        self.shown, self.schema, self.cells = like.shown, like.schema, like.cells
        self.columns, self.typed, self.lines = like.columns, like.typed, None

    def __iter__(self) -> Iterator[tuple[Batch, pl.DataFrame]]:
        """No batches."""
        return iter(())

    def again(self) -> Stream:
        """It has nothing to read once more."""
        return self

    def note(self) -> str | None:
        """Nothing is wrong with it."""
        return None


def open_stream(shown: str, table: Table) -> Stream:
    """The stream of a table; `shown` is what messages call its package."""
    return Stream(shown, table)


def _assumed(labels: list[str] | None, width: int) -> Schema:
    """A schema for a table without one: a field of any type for each column."""
    names = labels if labels is not None else [f"column {place + 1}" for place in range(width)]
    return Schema(tuple(map(Field, names)), "exact", declared=False)
