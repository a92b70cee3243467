"""Many records on disk, in the order of their ids."""

from __future__ import annotations

import os
import shutil
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import orjson

from broadsheet.checks.blocks import Block, Record, cuts, joined
from broadsheet.checks.spooled import Spooled

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Spool"]

CHUNK = 100_000
"""Records in a file of an index."""

AT_ONCE = 1000
"""Records that are read together by who asks for one after the other."""


class _OnDisk:
    """A block of lines in files, which are looked for in the index when they are read."""

    def __init__(self, rows: pl.DataFrame) -> None:
        self._rows = rows
        self.digest = joined(rows["print"])

    def __len__(self) -> int:
        return self._rows.height

    def lines(self) -> bytes:
        return b"".join(self._read())

    def carried(self) -> Block:
        return _Carried(len(self), self.digest, self.lines())

    def _read(self) -> Iterator[bytes]:
        name, file = "", None
        try:
            for path, start, end in _places(self._rows):
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


class Spool:
    """Records on disk. Memory is taken by a block of them at a time, and by a part of the index.

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
        self._index = list(_write_index(parts, folder))
        self._count = sum(count for _, count in self._index)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Record]:
        for block in self.blocks(AT_ONCE):
            yield from map(orjson.loads, block.lines().splitlines())

    def blocks(self, count: int) -> Iterator[Block]:
        """All records in blocks of at most `count`; an added record changes the blocks around it only."""
        rows, left = _rows(), self._count
        chunks = (path for path, _ in self._index)
        while left:
            while rows.height < min(left, count + 1):
                rows = rows.vstack(_read(next(chunks)))
            end = next(cuts(rows.head(count + 1)["id"].to_list(), count))[1]
            yield _OnDisk(rows.head(end))
            rows, left = rows.slice(end), left - end

    def close(self) -> None:
        """Remove the files, if they are temporary."""
        self._remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _rows() -> pl.DataFrame:
    """No rows of an index."""
    return Spooled("", (), (), b"").frame()


def _write_index(parts: Iterable[Spooled], folder: Path) -> Iterator[tuple[Path, int]]:
    """Write an index in the order of the ids; its files, and how many records are in each."""
    index = _rows()
    for part in parts:
        index.vstack(part.frame(), in_place=True)
    if not index["id"].is_sorted():
        index = index.sort("id")
    for number, rows in enumerate(index.iter_slices(CHUNK)):
        path = folder / f"index-{number}.arrow"
        with path.open("wb") as file:
            rows.write_ipc(file)
        yield path, rows.height


def _read(path: Path) -> pl.DataFrame:
    """The rows of a file; it is opened here, since polars opens no path whose name is not UTF-8."""
    import polars as pl  # noqa: PLC0415 - loaded when used

    with path.open("rb") as file:
        return pl.read_ipc(file)


def _places(rows: pl.DataFrame) -> Iterator[tuple[str, int, int]]:
    """Where in files the records of an index stand, those together that follow each other."""
    import polars as pl  # noqa: PLC0415 - loaded when used

    begins = (pl.col("path") != pl.col("path").shift()) | (pl.col("start") != pl.col("end").shift())
    pieces = rows.group_by(begins.fill_null(value=True).cum_sum().alias("piece"), maintain_order=True)
    places = pieces.agg(pl.col("path", "start").first(), pl.col("end").last())
    return ((os.fsdecode(path), start, end) for _, path, start, end in places.iter_rows())
