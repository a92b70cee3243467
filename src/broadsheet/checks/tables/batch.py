"""A batch of rows as every reader hands it on: all cells as text, and where each row stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from broadsheet.checks.budget import BLOCK
from broadsheet.checks.tables.findings import Findings

__all__ = ["Batch", "Place", "Scene"]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a reader reports, and for which resource.

    `fields` are the columns of a table without a header; `block` is how many bytes it reads together.
    """

    findings: Findings
    resource: str
    fields: tuple[str, ...] = ()
    block: int = BLOCK


@dataclass(frozen=True, slots=True)
class Place:
    """Where one row stands."""

    path: str | None
    row: int
    line: int | None


@dataclass(slots=True)
class Batch:
    """Rows of text cells under the columns "0", "1", …; null is a cell that is not there.

    `row` is the physical number of the first row; where numbers have gaps, `rows` and
    `lines` list them. `empties` says that null stands for an empty cell as well. `typed`
    says that cells may carry the mark of a native value.
    """

    frame: pl.DataFrame
    path: str | None
    row: int
    line: int | None = None
    rows: Sequence[int] | None = None
    lines: Sequence[int] | None = None
    empties: bool = False
    typed: bool = False
    newlines: bool = False
    _before: pl.Series | None = None

    def place(self, index: int) -> Place:
        """Where the row at an index stands."""
        row = self.rows[index] if self.rows is not None else self.row + index
        return Place(self.path, row, self._line(index))

    def _line(self, index: int) -> int | None:
        if self.lines is not None:
            return self.lines[index]
        if self.line is None:
            return None
        return self.line + index + (self._newlines_before(index) if self.newlines else 0)

    def _newlines_before(self, index: int) -> int:
        """How many lines stand inside the cells of the rows before one; counted once for all of them."""
        if self._before is None:
            inside = [pl.col(name).str.count_matches("\n", literal=True).fill_null(0) for name in self.frame.columns]
            self._before = self.frame.select(pl.sum_horizontal(inside).cum_sum()).to_series()
        return int(self._before[index - 1]) if index else 0
