"""Many records on disk, in the order of their ids."""

from __future__ import annotations

import shutil
import weakref
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

import orjson

from broadsheet.checks.blocks import Block, Place, Record, cuts, joined
from broadsheet.checks.parts import Parts
from broadsheet.engines.scratch import read_rows, write_rows

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Spool"]

CHUNK = 100_000
"""About so many records are in a file of an index."""

STEP = 100
"""Of so many records that follow each other, one tells where the files of an index end."""

AT_ONCE = 1000
"""Records that are read together by who asks for one after the other."""


Run = tuple[int, int, int]
"""Records that follow each other in a part: its number, the first of them, and the one after the last."""


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """A block of lines in files, each file with where in it some of them start and end."""

    count: int
    digest: str
    places: tuple[Place, ...]

    def __len__(self) -> int:
        return self.count

    def lines(self) -> bytes:
        return b"".join(self._read())

    def carried(self) -> Block:
        return _Carried(len(self), self.digest, self.lines())

    def _read(self) -> Iterator[bytes]:
        name, file = "", None
        try:
            for path, start, end in self.places:
                if file is None or path != name:
                    if file is not None:
                        file.close()
                    name, file = path, open(path, "rb")  # noqa: PTH123, SIM115 - many pieces of few files
                file.seek(start)
                yield file.read(end - start)
        finally:
            if file is not None:
                file.close()


@dataclass(frozen=True, slots=True)
class _Carried:
    """A block of lines."""

    count: int
    digest: str
    joined: bytes

    @property
    def places(self) -> tuple[Place, ...]:
        return ()

    def __len__(self) -> int:
        return self.count

    def lines(self) -> bytes:
        return self.joined

    def carried(self) -> Block:
        return self


class Spool:
    """Records on disk. Memory is taken by a block of them at a time, and by a part of the index.

    There is an index where the records do not stand in the order of their ids.

    Args:
        parts: the files of records, each id in one of them.
        folder: where the index is written.
        temporary: remove the folder when the spool is closed, or Python ends.

    >>> from broadsheet.checks.spooled import Spooled
    >>> first = Spooled.write(tmp, [("c", b'{"id":"c"}'), ("a", b'{"id":"a"}')])
    >>> second = Spooled.write(tmp, [("b", b'{"id":"b"}')])
    >>> with Spool(Parts.of([first, second], tmp), tmp) as spool:
    ...     len(spool), [record["id"] for record in spool], [len(block) for block in spool.blocks(2)]
    (3, ['a', 'b', 'c'], [2, 1])
    """

    def __init__(self, parts: Parts, folder: Path, *, temporary: bool = False) -> None:
        self._remove = weakref.finalize(self, _remove, parts, folder if temporary else None)
        self._parts = parts
        self._index = None if parts.are_in_order else list(_write_index(parts, folder))

    def __len__(self) -> int:
        return self._parts.records

    def __iter__(self) -> Iterator[Record]:
        for block in self.blocks(AT_ONCE):
            yield from map(orjson.loads, block.lines().splitlines())

    def blocks(self, count: int) -> Iterator[Block]:
        """All records in blocks of at most `count`; an added record changes the blocks around it only."""
        ordered, some = self._ordered(), list[Run]()
        held, left = 0, len(self)
        while left:
            while held < min(left, count + 1):
                some.append(next(ordered))
                held += some[-1][2] - some[-1][1]
            ahead, _ = _split(some, count + 1)
            ranks = array("I")
            for run in ahead:
                ranks.extend(self._parts.ranks(*run))
            end = next(cuts(ranks, count))[1]
            block, some = _split(some, end)
            yield self._block(end, block)
            held, left = held - end, left - end

    def _ordered(self) -> Iterator[Run]:
        """All records in the order of their ids."""
        if self._index is None:
            return ((number, 0, count) for number, count in self._parts if count)
        return (run for path in self._index for run in _runs(read_rows(path)))

    def _block(self, count: int, runs: list[Run]) -> _OnDisk:
        """The block of some records."""
        digest = joined(self._parts.prints(*run) for run in runs)
        places = tuple(self._parts.place(*run) for run in runs)
        self._parts.rest()
        return _OnDisk(count, digest, places)

    def close(self) -> None:
        """Remove the files, if they are temporary."""
        self._remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _remove(parts: Parts, folder: Path | None) -> None:
    parts.close()
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def _split(runs: list[Run], count: int) -> tuple[list[Run], list[Run]]:
    """The first so many records, and the others."""
    for place, (part, first, last) in enumerate(runs):
        if last - first > count:
            return [*runs[:place], (part, first, first + count)], [(part, first + count, last), *runs[place + 1 :]]
        if last - first == count:
            return runs[: place + 1], runs[place + 1 :]
        count -= last - first
    return runs, []


def _runs(rows: pl.DataFrame) -> Iterator[Run]:
    """The records of an index, those together that follow each other in their part."""
    parts, ats = rows["part"].to_list(), rows["at"].to_list()
    breaks = [at for at in range(1, len(ats)) if ats[at] != ats[at - 1] + 1 or parts[at] != parts[at - 1]]
    for start, end in pairwise((0, *breaks, len(ats))):
        yield parts[start], ats[start], ats[end - 1] + 1


def _write_index(parts: Parts, folder: Path) -> Iterator[Path]:
    """Write files that tell in which part, and at which place there, each record stands, in the order of the ids.

    Rows are sorted by ranges of ids, which have about as many each.
    """
    import polars as pl  # noqa: PLC0415 - loaded when used

    bounds = pl.Series(_bounds(parts), dtype=pl.String)
    for number, some in enumerate(_some(parts)):
        rows = pl.concat(some)
        ranges = rows.with_columns(bounds.search_sorted(rows["id"], side="right").alias("range"))
        for (each,), found in ranges.partition_by("range", as_dict=True, include_key=False).items():
            write_rows(found, folder / f"rows-{each}-{number}.arrow")
    for each in range(len(bounds) + 1):
        paths = list(folder.glob(f"rows-{each}-*.arrow"))
        if paths:
            write_rows(pl.concat(map(read_rows, paths)).sort("id").drop("id"), path := folder / f"index-{each}.arrow")
            yield path
        for old in paths:
            old.unlink()


def _bounds(parts: Parts) -> list[str]:
    """Ids between which there are about as many records as an index has in a file."""
    found = sorted(id for number, _ in parts for id in parts.ids(number)[::STEP])
    return found[CHUNK // STEP :: CHUNK // STEP]


def _some(parts: Parts) -> Iterator[list[pl.DataFrame]]:
    """The ids of all records, with their places, of about as many together as an index has in a file."""
    import polars as pl  # noqa: PLC0415 - loaded when used

    some: list[pl.DataFrame] = []
    for number, count in parts:
        ids = pl.Series("id", parts.ids(number), dtype=pl.String)
        where = pl.lit(number, pl.UInt32).alias("part"), pl.int_range(pl.len(), dtype=pl.UInt32).alias("at")
        some.append(ids.to_frame().with_columns(*where))
        if sum(map(len, some)) + count > CHUNK:
            yield some
            some = []
    if some:
        yield some
