"""Two delimited files whose common lines are set aside before any cell is looked at.

Where two tables are written in one way, equal lines are equal rows. What has no equal line is
taken apart, and compared by its values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

import polars as pl

from broadsheet.checks.tables.batch import Batch
from broadsheet.checks.tables.csv_lines import Lines, Taken
from broadsheet.checks.tables.field import Field
from broadsheet.engines.watching import Step, watched
from broadsheet.releases.explained import ROW
from broadsheet.releases.forms import Shared
from broadsheet.releases.keys import RowKeys
from broadsheet.releases.leftovers import HASH, Leftovers, Pair, in_step
from broadsheet.releases.streams import Stream

__all__ = ["CommonLines", "Rest", "alike"]

LINE = "#line"
SEED = 20027
Rest = tuple[Batch, pl.Series]
"""Rows that have no equal line, and their places in the table."""


def alike(old: Stream, new: Stream, shared: Sequence[Shared]) -> bool:
    """Whether equal lines of two tables are surely equal rows: the same columns, read in the same way."""
    one, two = old.lines, new.lines
    if one is None or two is None or one.dialect != two.dialect or one.width != two.width:
        return False
    columns = [{column.name for column in stream.cells.columns} for stream in (old, new)]
    whole = all({each.columns[side].name for each in shared} == columns[side] for side in (0, 1))
    return whole and all(
        each.columns[0].name == each.columns[1].name and _reads(each.columns[0].field) == _reads(each.columns[1].field)
        for each in shared
    )


def _reads(field: Field) -> tuple[object, ...]:
    """What decides the value of a cell."""
    options = {key: repr(value) for key, value in field.options.items()}
    return field.type, field.format, options, field.missing


class CommonLines:
    """One run over the lines of two tables, as far as both consist of lines.

    `rows` says how many rows of each table it has taken; the others stand in the streams.
    """

    def __init__(self, old: Stream, new: Stream, keys: Sequence[RowKeys | None], memory: int, step: Step[Pair]) -> None:
        self.streams = (old, new)
        self.keys = keys
        self._step = step
        self.rows = [0, 0]
        self._met = 0
        self._leftovers = Leftovers(lambda rows, _: rows[HASH], memory)
        self._lines: list[Lines] = [stream.lines for stream in (old, new) if stream.lines is not None]

    def left(self) -> Iterator[tuple[Iterator[Rest], Iterator[Rest]]]:
        """The rows of both tables whose lines the other has not."""
        with closing(self._leftovers):
            for pair in watched(in_step(self._taken(0), self._taken(1)), self._step):
                self._leftovers.add(*pair)
                self._met += sum(each.height for each in pair if each is not None)
            for old, new in self._leftovers.finish():
                yield self._parsed(0, old), self._parsed(1, new)

    def _taken(self, side: int) -> Iterator[pl.DataFrame]:
        """The lines of a table block by block, until either table has a block that is no lines."""
        while self._is_worthwhile() and not any(each.refused for each in self._lines):
            if (taken := self._lines_of(side)) is None:
                return
            yield taken

    def _is_worthwhile(self) -> bool:
        """Whether any line has an equal so far; where none has, all is written in another way."""
        return not self._met or self._leftovers.held() < self._met

    def _lines_of(self, side: int) -> pl.DataFrame | None:
        keys = self.keys[side]
        taken = self._lines[side].take([column.name for column in keys.columns] if keys is not None else [])
        if taken is None:
            return None
        if keys is not None:
            self._add(keys, taken)
        done = self.rows[side]
        self.rows[side] += len(taken.lines)
        places = pl.int_range(done, self.rows[side], eager=True)
        return pl.DataFrame({LINE: taken.lines, ROW: places, HASH: taken.lines.hash(SEED)})

    @staticmethod
    def _add(keys: RowKeys, taken: Taken) -> None:
        batch = Batch(taken.columns, None, 1, empties=True)
        keys.add(batch, keys.cells.clean(batch))

    def _parsed(self, side: int, rows: pl.DataFrame | None) -> Iterator[Rest]:
        """Lines taken apart, in their order."""
        if rows is None or not rows.height:
            return
        rows, done = rows.sort(ROW), 0
        for batch in self._lines[side].parse(rows[LINE]):
            yield batch, rows[ROW].slice(done, batch.frame.height)
            done += batch.frame.height
