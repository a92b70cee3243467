"""Many records on disk, in the order of their ids."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

import orjson

from broadsheet.checks.blocks import PRINT, Block, Record, cuts, joined
from broadsheet.checks.spooled import Spooled
from broadsheet.engines.scratch import read_rows, write_rows

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Spool"]

CHUNK = 100_000
"""Records in a file of an index."""

AT_ONCE = 1000
"""Records that are read together by who asks for one after the other."""


Run = tuple[int, int, int]
"""Records that follow each other in a part: its number, the first of them, and the one after the last."""


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """A block of lines in files, each file with where in it some of them start and end."""

    count: int
    digest: str
    places: tuple[tuple[str, int, int], ...]

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

    def __len__(self) -> int:
        return self.count

    def lines(self) -> bytes:
        return self.joined

    def carried(self) -> Block:
        return self


class _Part:
    """What is known of the records of a file, without their ids."""

    def __init__(self, spooled: Spooled) -> None:
        self.path, self.prints, self.count = spooled.path, spooled.prints, len(spooled)
        self.ranks, self.ends = memoryview(spooled.ranks).cast("I"), memoryview(spooled.ends).cast("Q")


class Spool:
    """Records on disk. Memory is taken by a block of them at a time, by 28 bytes for each, and by a part of the index.

    There is an index where the records do not stand in the order of their ids.

    Args:
        parts: the files of records, each id in one of them.
        folder: where the index is written.
        temporary: remove the folder when the spool is closed, or Python ends.

    >>> first = Spooled.write(tmp, [("c", b'{"id":"c"}'), ("a", b'{"id":"a"}')])
    >>> second = Spooled.write(tmp, [("b", b'{"id":"b"}')])
    >>> with Spool([first, second], tmp) as spool:
    ...     len(spool), [record["id"] for record in spool], [len(block) for block in spool.blocks(2)]
    (3, ['a', 'b', 'c'], [2, 1])
    """

    def __init__(self, parts: Iterable[Spooled], folder: Path, *, temporary: bool = False) -> None:
        self._remove = weakref.finalize(self, partial(shutil.rmtree, folder, ignore_errors=True))
        if not temporary:
            self._remove.detach()
        spooled = list(parts)
        self._parts = list(map(_Part, spooled))
        self._count = sum(map(len, spooled))
        self._index = None if _are_in_order(spooled) else list(_write_index(spooled, folder))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Record]:
        for block in self.blocks(AT_ONCE):
            yield from map(orjson.loads, block.lines().splitlines())

    def blocks(self, count: int) -> Iterator[Block]:
        """All records in blocks of at most `count`; an added record changes the blocks around it only."""
        ordered, some = self._ordered(), list[Run]()
        held, left = 0, self._count
        while left:
            while held < min(left, count + 1):
                some.append(next(ordered))
                held += some[-1][2] - some[-1][1]
            ahead, _ = _split(some, count + 1)
            end = next(
                cuts([rank for part, first, last in ahead for rank in self._parts[part].ranks[first:last]], count)
            )[1]
            block, some = _split(some, end)
            yield self._block(end, block)
            held, left = held - end, left - end

    def _ordered(self) -> Iterator[Run]:
        """All records in the order of their ids."""
        if self._index is None:
            return ((number, 0, part.count) for number, part in enumerate(self._parts) if part.count)
        return (run for path in self._index for run in _runs(read_rows(path)))

    def _block(self, count: int, runs: list[Run]) -> _OnDisk:
        """The block of some records."""
        parts = self._parts
        prints = [parts[part].prints[PRINT * first : PRINT * last] for part, first, last in runs]
        places = [
            (parts[part].path, parts[part].ends[first - 1] if first else 0, parts[part].ends[last - 1])
            for part, first, last in runs
        ]
        return _OnDisk(count, joined(prints), tuple(places))

    def close(self) -> None:
        """Remove the files, if they are temporary."""
        self._remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _are_in_order(parts: Iterable[Spooled]) -> bool:
    """Whether the records stand in the order of their ids, from part to part."""
    before = ""
    for reach in (part.reach for part in parts if len(part)):
        if reach is None or reach[0] < before:
            return False
        before = reach[1]
    return True


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


def _write_index(parts: Iterable[Spooled], folder: Path) -> Iterator[Path]:
    """Write files that tell in which part, and at which place there, each record stands, in the order of the ids."""
    import polars as pl  # noqa: PLC0415 - loaded when used

    index = pl.DataFrame(schema={"id": pl.String, "part": pl.UInt32, "at": pl.UInt32})
    for number, part in enumerate(parts):
        ids = pl.Series("id", orjson.loads(part.ids), dtype=pl.String)
        where = pl.lit(number, pl.UInt32).alias("part"), pl.int_range(pl.len(), dtype=pl.UInt32).alias("at")
        index.vstack(ids.to_frame().with_columns(*where), in_place=True)
    for number, rows in enumerate(index.sort("id").drop("id").iter_slices(CHUNK)):
        path = folder / f"index-{number}.arrow"
        write_rows(rows, path)
        yield path
