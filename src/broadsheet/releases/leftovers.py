"""What is left of two streams of rows when equal rows have cancelled each other out.

Rows are equal when their hashes are; where they stand does not matter, how often they occur
does. Memory holds what has found no equal yet. When that grows beyond a bound, it goes to disk
in buckets, and the buckets are settled one by one at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import polars as pl

from broadsheet.engines.scratch import new_folder, read_rows, write_rows

__all__ = ["HASH", "Leftovers", "Pair", "Partners", "cancelled", "in_step"]

HASH = "#hash"
BUCKETS = 16
MEMORY = 1 << 28
"""Bytes of rows that wait in memory for an equal."""

Pair = tuple[pl.DataFrame | None, pl.DataFrame | None]


class Partners(Protocol):
    """What finds rows that have no equal, but a partner; each gives the rows that have neither."""

    def in_place(self, old: pl.DataFrame, new: pl.DataFrame) -> Pair:
        """Look at the same place of two frames of one height."""

    def anywhere(self, old: pl.DataFrame | None, new: pl.DataFrame | None) -> Pair:
        """Look everywhere."""


def in_step(old: Iterator[pl.DataFrame], new: Iterator[pl.DataFrame]) -> Iterator[Pair]:
    """Two tables in frames of the same heights, as long as both go on; then the rest of the longer one."""
    one, two = next(old, None), next(new, None)
    while one is not None and two is not None:
        height = min(one.height, two.height)
        yield one.head(height), two.head(height)
        one = one.slice(height) if height < one.height else next(old, None)
        two = two.slice(height) if height < two.height else next(new, None)
    while one is not None or two is not None:
        yield one, two
        one, two = next(old, None), next(new, None)


class Leftovers:
    """Takes two tables piece by piece, and gives the rows of each that the other has not.

    `bucket` gives a number for each row of a frame of the old (0) or the new (1) table, the same for rows that must
    come out together; equal rows must have equal numbers. Rows that have `partners` do not come out.
    """

    def __init__(
        self,
        bucket: Callable[[pl.DataFrame, int], pl.Series],
        memory: int = MEMORY,
        partners: Partners | None = None,
    ) -> None:
        self._bucket_of = bucket
        self._memory = memory
        self._partners = partners
        self._waiting: tuple[list[pl.DataFrame], list[pl.DataFrame]] = ([], [])
        self._settled = 0
        self._folder: TemporaryDirectory[str] | None = None
        self._files = 0

    def add(self, old: pl.DataFrame | None, new: pl.DataFrame | None) -> None:
        """Take in a piece of each table; where both are of one height, rows at the same place are compared first."""
        if old is not None and new is not None and old.height == new.height:
            old, new = self._aligned(old, new)
        for frames, frame in zip(self._waiting, (old, new), strict=True):
            if frame is not None and frame.height:
                frames.append(frame)
        if self.held() > 2 * self._settled:
            self._settle()

    def held(self) -> int:
        """How many rows wait in memory for an equal."""
        return sum(frame.height for frames in self._waiting for frame in frames)

    def finish(self) -> Iterator[Pair]:
        """The rows that have no equal, bucket by bucket; None for a table that has none there."""
        self._settle()
        if self._folder is None:
            yield _joined(self._waiting[0]), _joined(self._waiting[1])
            return
        self._spill()
        for place in range(BUCKETS):
            yield self._left(self._bucket(0, place), self._bucket(1, place))

    def close(self) -> None:
        """Remove what went to disk."""
        if self._folder is not None:
            self._folder.cleanup()

    def _aligned(self, old: pl.DataFrame, new: pl.DataFrame) -> Pair:
        """Two frames without the rows that have an equal, or a partner, at the same place."""
        differs = old[HASH] != new[HASH]
        if not differs.any():
            return None, None
        one, two = (old, new) if differs.all() else (old.filter(differs), new.filter(differs))
        return self._partners.in_place(one, two) if self._partners else (one, two)

    def _left(self, old: pl.DataFrame | None, new: pl.DataFrame | None) -> Pair:
        """Two frames without the rows that have an equal, or a partner, anywhere."""
        pair = cancelled(old, new)
        return self._partners.anywhere(*pair) if self._partners else pair

    def _settle(self) -> None:
        """Leave what has no equal; when that is too much, it goes to disk."""
        left = self._left(_joined(self._waiting[0]), _joined(self._waiting[1]))
        self._waiting = tuple([frame] if frame is not None and frame.height else [] for frame in left)  # type: ignore[assignment]
        self._settled = self.held()
        if sum(frame.estimated_size() for frames in self._waiting for frame in frames) > self._memory:
            self._spill()

    def _spill(self) -> None:
        self._folder = self._folder or new_folder()
        for side, frames in enumerate(self._waiting):
            for frame in frames:
                places = self._bucket_of(frame, side) % BUCKETS
                for place in range(BUCKETS):
                    part = frame.filter(places == place)
                    write_rows(part, Path(self._folder.name) / f"{side}-{place}-{self._files}.arrow")
            self._files += 1
        self._waiting, self._settled = ([], []), 0

    def _bucket(self, side: int, place: int) -> pl.DataFrame | None:
        assert self._folder is not None  # noqa: S101 - asked for only after a spill
        paths = sorted(Path(self._folder.name).glob(f"{side}-{place}-*.arrow"))
        return _joined([*map(read_rows, paths)])


def cancelled(old: pl.DataFrame | None, new: pl.DataFrame | None) -> Pair:
    """Two frames without the rows that stand in both, counted as often as they occur."""
    if old is None or new is None or not old.height or not new.height:
        return old, new
    ones, twos = old[HASH], new[HASH]
    many = pl.concat([_repeated(ones), _repeated(twos)]).unique()
    if not len(many):
        return old.filter(~ones.is_in(twos.implode())), new.filter(~twos.is_in(ones.implode()))
    often_old, often_new = ones.is_in(many.implode()), twos.is_in(many.implode())
    single = cancelled(old.filter(~often_old), new.filter(~often_new))
    one, two = _numbered(old.filter(often_old)), _numbered(new.filter(often_new))
    rest = one.join(two, on=[HASH, "#nth"], how="anti"), two.join(one, on=[HASH, "#nth"], how="anti")
    first, second = (
        _joined([*([kept] if kept is not None else []), many_left.drop("#nth")])
        for kept, many_left in zip(single, rest, strict=True)
    )
    return first, second


def _repeated(hashes: pl.Series) -> pl.Series:
    ordered = hashes.sort()
    return ordered.filter(ordered == ordered.shift(1)).unique()


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with a number for each time that a hash occurs."""
    return frame.with_columns(pl.int_range(pl.len()).over(HASH).alias("#nth"))


def _joined(frames: list[pl.DataFrame]) -> pl.DataFrame | None:
    return pl.concat(frames) if frames else None
