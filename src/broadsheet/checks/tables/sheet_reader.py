"""Sheets of workbooks (xlsx, ods) as batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import polars as pl

from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.caps import Caps
from broadsheet.checks.tables.csv_text import Part
from broadsheet.checks.tables.dialect import Dialect
from broadsheet.checks.tables.headers import joined
from broadsheet.checks.tables.judge import seen, visible
from broadsheet.checks.tables.reading import Reading
from broadsheet.checks.tables.sheets.workbook import Row, rows_of
from broadsheet.issues import shorten

__all__ = ["read_sheets"]

ROWS = 20_000


def read_sheets(parts: Sequence[Part], dialect: Dialect, scene: Scene, caps: Caps) -> Reading:
    """Open a table of one or several workbooks; only the first has a header."""
    reader = _Reader(dialect, scene)
    rows = rows_of(parts[0], dialect, caps)
    labels, rest = reader.header(rows)
    later = (reader.batches(rows_of(part, dialect, caps), part) for part in parts[1:])
    batches = chain(reader.batches(rest, parts[0]), chain.from_iterable(later))
    return Reading(labels, reader.width, batches)


class _Reader:
    """Counts rows across the parts of a table and reports what is wrong with their structure."""

    def __init__(self, dialect: Dialect, scene: Scene) -> None:
        self.dialect = dialect
        self.scene = scene
        self.labels: list[str] | None = None
        self.width = len(scene.fields)
        self._before = self._last = 0
        self._blank: list[int] = []

    def header(self, rows: Iterator[Row]) -> tuple[list[str] | None, Iterator[Row]]:
        """The labels of the header rows, and the rows behind them."""
        if self.dialect.header:
            self.labels = joined(self._header_rows(rows), self.dialect.header_join)
            self.width = len(self.labels)
            return self.labels, rows
        first = next(rows, None)
        self.width = self.width or len(first[1] if first else ())
        return None, chain([first] if first else [], rows)

    def _header_rows(self, rows: Iterator[Row]) -> list[list[str]]:
        """The rows that the dialect calls header rows; without a word from it, the first one that is no comment."""
        wanted = self.dialect.header_rows or ()
        found: list[list[str]] = []
        for number, cells in rows:
            self._last = number
            if self._is_comment(number, cells):
                continue
            if not wanted or number in wanted:
                found.append([visible(cell or "") for cell in cells])
            if found and number >= max(wanted, default=1):
                break
        return found

    def batches(self, rows: Iterable[Row], part: Part) -> Iterator[Batch]:
        """The rows of one part."""
        data = self._data(rows, part)
        while taken := list(islice(data, ROWS)):
            schema = dict.fromkeys(map(str, range(self.width)), pl.String)
            frame = pl.DataFrame([cells for _, cells in taken], schema=schema, orient="row")
            numbers = [number for number, _ in taken]
            yield Batch(frame, part.path, numbers[0], rows=numbers, typed=True)
        self._before += self._last
        self._last = 0

    def _data(self, rows: Iterable[Row], part: Part) -> Iterator[Row]:
        """The rows that are neither comments nor blank, in the width of the table."""
        for number, cells in rows:
            self._last = number
            if self._is_comment(number, cells):
                continue
            if not any(cell is not None for cell in cells):
                self._blank.append(self._before + number)
                continue
            self._report_blank(part)
            yield self._before + number, self._fitted(cells, self._before + number, part)

    def _is_comment(self, number: int, cells: list[str | None]) -> bool:
        mark = self.dialect.comment_char
        return number in self.dialect.comment_rows or bool(mark and cells and (cells[0] or "").startswith(mark))

    def _report_blank(self, part: Part) -> None:
        """Blank rows between others; those at the very end are no rows."""
        where = {"path": part.path, "resource": self.scene.resource}
        room = self.scene.findings.room("B630", self.scene.resource)
        for row in self._blank[:room]:
            self.scene.findings.add("B630", "The row is blank.", hint="remove the row", row=row, **where)
        self.scene.findings.count("B630", max(0, len(self._blank) - room), resource=self.scene.resource)
        self._blank.clear()

    def _fitted(self, cells: list[str | None], row: int, part: Part) -> list[str | None]:
        """The cells in the width of the table; what has no column is reported."""
        self.width = self.width or len(cells)
        beyond = [place for place in range(self.width, len(cells)) if cells[place] is not None]
        where = {"path": part.path, "resource": self.scene.resource, "row": row}
        room = self.scene.findings.room("B631", self.scene.resource)
        for place in beyond[:room]:
            message = f"Cell {place + 1}, {shorten(visible(cells[place] or ''))}, has no column."
            hint = "remove the cell, or give its column a label"
            self.scene.findings.add("B631", message, hint=hint, value=seen(cells[place]), **where)
        self.scene.findings.count("B631", max(0, len(beyond) - room), resource=self.scene.resource)
        return [*cells[: self.width], *[None] * (self.width - len(cells))]
