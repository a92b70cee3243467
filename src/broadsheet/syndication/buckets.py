"""Rows under numbers: in memory as long as there is room, on disk beyond that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.engines.scratch import read_rows, telling, write_rows
from broadsheet.syndication.rows import parted

if TYPE_CHECKING:
    from polars import DataFrame, Expr

__all__ = ["COUNT", "Buckets", "Shelf"]

COUNT = 64
"""So many buckets there are; one that is too large is read in parts."""

TOGETHER = 1 << 20
"""So many rows are parted at once, if there is room for them."""


class Shelf:
    """Rows of one shape, each under a number. The folder is the caller's, to be deleted."""

    def __init__(self, folder: Path, none: DataFrame, room: int) -> None:
        """`none` is a frame without rows that has their columns, `room` the bytes that they may take in memory."""
        with telling():
            folder.mkdir()
        self._folder, self._none, self._room = folder, none, room
        self._held: dict[int, list[DataFrame]] = defaultdict(list)
        self._files: dict[int, list[Path]] = defaultdict(list)
        self._taken = self.height = 0

    @property
    def numbers(self) -> list[int]:
        """Under which numbers there are rows, or were."""
        return sorted({*self._held, *self._files})

    def put(self, number: int, rows: DataFrame) -> None:
        """Add rows under a number, if there are any."""
        if not rows.height:
            return
        self._held[number].append(rows)
        self._taken += int(rows.estimated_size())
        self.height += rows.height
        if self._taken > self._room:
            self._write()

    def get(self, number: int, *, keep: bool = False, only: Expr | None = None) -> DataFrame:
        """The rows under a number, in the order in which they came; without `keep`, they are let go of.

        Where there are too many of them, `only` tells which are wanted.
        """
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        held = self._held[number] if keep else self._held.pop(number, [])
        files = self._files[number] if keep else self._files.pop(number, [])
        parts = (rows if only is None else rows.filter(only) for rows in chain(map(read_rows, files), held))
        rows = pl.concat([self._none, *parts]).rechunk()
        if not keep:
            self._taken -= sum(int(each.estimated_size()) for each in held)
            for path in files:
                with suppress(OSError):  # where a file that is still read cannot go, it goes with the folder
                    path.unlink()
        return rows

    def _write(self) -> None:
        """Put what is in memory on disk."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        for number, frames in self._held.items():
            path = self._folder / f"{number}-{len(self._files[number])}.arrow"
            write_rows(pl.concat(frames), path)
            self._files[number].append(path)
        self._held.clear()
        self._taken = 0


class Buckets:
    """Rows of one shape in parts: those for which a number is the same are in the same one. They are read once."""

    def __init__(self, folder: Path, none: DataFrame, by: Expr, room: int, most: int) -> None:
        """`by` is the number of a row, in its columns, `most` about how many rows a part may have.

        The rest is as for a `Shelf`.
        """
        self._shelf, self._none = Shelf(folder, none, room), none
        self._by, self._most, self._together = by, most, min(TOGETHER, most)
        self._waiting: list[DataFrame] = []
        self._rows = 0

    def add(self, rows: DataFrame) -> None:
        """Put rows into their buckets."""
        self._waiting.append(rows)
        self._rows += rows.height
        if self._rows > self._together:
            self._part()

    def _part(self) -> None:
        """Put the rows that wait into their buckets."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        for bucket, part in parted(pl.concat(self._waiting), self._by, COUNT):
            self._shelf.put(bucket, part)
        self._waiting, self._rows = [], 0

    @property
    def _each(self) -> int:
        """In how many parts a bucket is given."""
        return 1 + (self._shelf.height + self._rows) // (COUNT * self._most)

    def __len__(self) -> int:
        """In how many parts the rows are given: few are in one, without buckets."""
        return COUNT * self._each if self._shelf.height else 1

    def __iter__(self) -> Iterator[DataFrame]:
        """The parts, one after the other; one may be empty."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        if not self._shelf.height:
            yield pl.concat([self._none, *self._waiting])
            return
        each = self._each
        if self._rows:
            self._part()
        here = self._by // COUNT % each
        for bucket in range(COUNT):
            for part in range(each):
                yield self._shelf.get(bucket, keep=part + 1 < each, only=None if each == 1 else here == part)
