"""Rows that are kept piece by piece until they are told: in memory as far as a budget goes, beyond it on disk."""

from __future__ import annotations

import heapq
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import polars as pl

from broadsheet.checks.budget import Budget
from broadsheet.engines.scratch import read_rows, telling, write_rows

__all__ = ["Pieces"]


class Pieces:
    """Frames of the same columns, the last of which is the place of a row; they come out in its order.

    What is on disk is removed when nobody holds the pieces any more.
    """

    def __init__(self, budget: Budget) -> None:
        self.height = 0
        self._budget = budget
        self._held: list[pl.DataFrame] = []
        self._folder: Path | None = None
        self._files: list[Path] = []

    def add(self, frame: pl.DataFrame) -> None:
        """Take in some rows."""
        if frame.height:
            self.height += frame.height
            self._held.append(frame)
            self._budget.take(self, int(frame.estimated_size()))

    def spill(self) -> None:
        """Bring what is in memory to disk, in order."""
        if self._folder is None:
            with telling():
                self._folder = Path(tempfile.mkdtemp(prefix="broadsheet-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._files.append(self._folder / f"{len(self._files)}.arrow")
        write_rows(_ordered(self._held), self._files[-1])
        self._held = []

    def frames(self) -> Iterator[pl.DataFrame]:
        """All rows in frames, each of which is in order."""
        yield from map(read_rows, self._files)
        if self._held:
            self._held = [_ordered(self._held)]
            yield from self._held

    def kept(self, among: Callable[[pl.DataFrame], pl.Series]) -> Pieces:
        """The rows of each frame that a mask of it leaves."""
        found = Pieces(self._budget)
        for frame in self.frames():
            found.add(frame.filter(among(frame)))
        self._budget.give(self)
        return found

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The rows in order, without their places."""
        runs = [frame.iter_rows() for frame in self.frames()]
        for *cells, _ in heapq.merge(*runs, key=itemgetter(-1)):
            yield tuple(cells)


def _ordered(frames: list[pl.DataFrame]) -> pl.DataFrame:
    rows = pl.concat(frames)
    places = rows.to_series(rows.width - 1)
    return rows if places.is_sorted() else rows.sort(places)
