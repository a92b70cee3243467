"""Files of records as they are shared out: small ones in groups, long ones in ranges of lines."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from broadsheet.checks.file_bytes import ChangedError, numbered_lines, read_bytes, trouble_of
from broadsheet.engines.stamps import NOWHERE, Stamp, has_stamp, stamp_of
from broadsheet.issues import Issue

__all__ = [
    "LINES", "PARQUET", "ZIP", "Given", "Piece", "Ranges", "Shard", "cut_of", "halves", "is_lines",
    "is_packed", "shared_out",
]  # fmt: skip

SHARE = 4 << 20
"""Bytes of a shard, at most, unless a line is longer."""

WINDOW = 256 << 10
"""So many of its last bytes are looked through for the line at which a shard ends."""

FIRST = 128
"""So many bytes of a line decide whether a shard ends before it."""

MOST, FEW = 256, 64
"""Files of a group, at most and about."""

LINES = (".jsonl", ".ndjson")
"""The endings of JSON Lines."""

PACKED = (".gz", ".zst")
"""The endings of packed ones."""

PARQUET, ZIP = ".parquet", ".zip"
"""The endings of files that hold many records in a form of their own; a row of Parquet is a line."""

Given = tuple[str | Path, str]
"""A file, and its path as reports print it."""

Range = tuple[int, int, int]
"""Where lines start and end, and the number of the first."""

Ranges = MutableMapping[tuple[str, int], list[Range]]
"""The ranges of long files that are known, by their names and the prints of their stamps."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of records, a range of its lines, or bytes at hand.

    What was packed has both a path and its bytes; `issue` tells why there are no more.
    `stamp` is that of the file when it was shared out first: it has to be the same when it was read.
    """

    shown: str
    path: str = ""
    data: bytes | None = None
    start: int = 0
    end: int | None = None
    line: int = 1
    stamp: Stamp | None = None
    issue: Issue | None = None

    @property
    def size(self) -> int:
        """About how many bytes it has."""
        if self.data is not None:
            return len(self.data)
        if self.end is not None:
            return self.end - self.start
        return (self.stamp or stamp_of(self.path)).size

    @property
    def is_all(self) -> bool:
        """Whether it is known to be a whole file, and no part of one."""
        return self.line == 1 and self.end is None and self.size < SHARE

    @property
    def is_lines(self) -> bool:
        """Whether there is one record a line."""
        return is_lines(self.shown)

    @property
    def is_as_stamped(self) -> bool:
        """Whether the file was not written to since it has its stamp; what has none cannot be."""
        return self.stamp is None or self.stamp.print == (stamp_of(self.path) if self.path else NOWHERE).print

    def trouble(self) -> Issue | None:
        """The issue when nothing can be read."""
        return self.issue if self.data is not None else trouble_of(self.path, self.shown)

    def read(self) -> bytes | Issue:
        """All bytes; the issue when there are too many, or none can be read. Raises ChangedError as `lines` does."""
        if self.issue is not None:
            return self.issue
        return self.data if self.data is not None else read_bytes(self.path, self.shown, self.stamp)

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """The lines that are not blank, with their numbers in the file; None for one that is too long.

        Raises ChangedError when another file has its path, or none.
        """
        with self._open() as file:
            file.seek(self.start)
            yield from numbered_lines(file, self.line, self.size)

    def chunks(self, size: int) -> Iterator[bytes]:
        """All bytes of it, in chunks; none when it cannot be read, or another file has its path."""
        left = self.size
        try:
            with self._open() as file:
                file.seek(self.start)
                while data := file.read(min(size, left)):
                    left -= len(data)
                    yield data
        except (ChangedError, OSError):
            return

    @property
    def is_at_hand(self) -> bool:
        """Whether its bytes are inside, or its file can be read here, and is the one that was shared out."""
        return not self.path or (self.stamp is not None and self.is_as_stamped and self.trouble() is None)

    def named(self) -> Piece:
        """The same for a machine on which the file may be: with its whole path, or its bytes where no file has them."""
        if not self.path or self.data is not None or self.stamp is None:
            return self.carried()
        return replace(self, path=os.path.abspath(self.path))  # noqa: PTH100 - many files

    def carried(self) -> Piece:
        """The same with its bytes inside, or why they cannot be read, for a machine on which the file is not."""
        if not self.path:
            return self
        if (trouble := self.trouble()) is not None:
            return replace(self, path="", data=b"", start=0, end=None, stamp=None, issue=trouble)
        data = self.data if self.data is not None else b"".join(self.chunks(SHARE))
        return replace(self, path="", data=data, start=0, end=None, stamp=None if self.is_as_stamped else Stamp(-1))

    def part(self, start: int, end: int, lines: int = 0) -> Piece:
        """A range of its bytes, before which there are so many lines."""
        line = self.line + lines
        if self.data is not None:
            return replace(self, data=self.data[start:end], line=line)
        return replace(self, start=self.start + start, end=self.start + end, line=line)

    def _open(self) -> BinaryIO:
        """Its bytes, or the file that was shared out; ChangedError when its path leads to that no more."""
        if self.data is not None:
            return io.BytesIO(self.data)
        try:
            file = open(self.path, "rb", buffering=1 << 20)  # noqa: PTH123, SIM115 - closed by who asks for it
        except OSError:
            raise ChangedError from None
        if self.stamp is not None and not has_stamp(file, self.stamp):
            file.close()
            raise ChangedError
        return file


Shard = tuple[Piece, ...]
"""What is checked in one go."""


def halves(shard: Shard) -> list[Shard]:
    """The two halves of a shard; none where it is one record, or a file that holds no lines."""
    if len(shard) > 1:
        return [shard[: len(shard) // 2], shard[len(shard) // 2 :]]
    piece = shard[0]
    lines = b"".join(piece.chunks(SHARE)).removesuffix(b"\n").split(b"\n") if piece.is_lines else []
    if len(lines) < 2:
        return []
    first = lines[: len(lines) // 2]
    return [(piece.part(0, cut := sum(map(len, first)) + len(first)),), (piece.part(cut, piece.size, len(first)),)]


def shared_out(files: Iterable[Given | Piece], known: Ranges | None = None) -> Iterator[Shard]:
    """The files in shards, in their order. Ranges of long files that are `known` are not looked for again.

    Where a shard ends depends on what is near its end: other names, or longer lines, earlier on change nothing there.
    """
    some: list[Piece] = []
    size = 0
    for given in files:
        for piece in _pieces(given, {} if known is None else known):
            length = piece.size
            if some and size + length > SHARE:
                yield tuple(some)
                some, size = [], 0
            some.append(piece)
            size += length
            if len(some) >= MOST or crc32(piece.shown.encode(errors="surrogatepass")) % FEW == 0:
                yield tuple(some)
                some, size = [], 0
    if some:
        yield tuple(some)


def _pieces(given: Given | Piece, known: Ranges) -> Iterator[Piece]:
    if isinstance(given, Piece):
        yield given
        return
    path, shown = given
    name = os.fspath(path)
    piece = Piece(shown, name, stamp=stamp_of(name))
    if is_packed(name) and trouble_of(path, shown) is None:
        from broadsheet.checks.holders import held  # noqa: PLC0415 - for these alone

        yield from held(piece)
    elif not is_lines(name) or piece.size <= SHARE:
        yield piece
    else:
        try:
            for start, end, line in _ranges(name, piece.stamp or NOWHERE, known):
                yield replace(piece, start=start, end=end, line=line)
        except (ChangedError, OSError):
            yield replace(piece, stamp=Stamp(-1))


def is_packed(name: str) -> bool:
    """Whether what is in a file of this name is more than its bytes."""
    return name.lower().endswith((*PACKED, PARQUET, ZIP))


def is_lines(name: str) -> bool:
    """Whether a file of this name has one record a line, packed or not; a row of Parquet is a line.

    >>> is_lines("a.jsonl"), is_lines("A.NDJSON.gz"), is_lines("a.parquet"), is_lines("a.json")
    (True, True, True, False)
    """
    return name.lower().removesuffix(PACKED[0]).removesuffix(PACKED[1]).endswith((*LINES, PARQUET))


def _ranges(name: str, stamp: Stamp, known: Ranges) -> Iterator[Range]:
    """The ranges of a file, known then. Raises ChangedError when it has not the stamp that it should have."""
    if (name, stamp.print) not in known:
        found = []
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - as a stream
            if not has_stamp(file, stamp):
                raise ChangedError
            for each in _found_in(file):
                yield each
                found.append(each)
        known[name, stamp.print] = found
    else:
        yield from known[name, stamp.print]


def _found_in(file: io.FileIO) -> Iterator[Range]:
    """Ranges, found with one buffer for all of them."""
    data, start, line = bytearray(SHARE), 0, 1
    while size := file.readinto(data):
        length = size if size < SHARE else cut_of(data) or SHARE + _rest_of_line(file)
        yield start, start + length, line
        line += _breaks(data, min(length, size)) + (length > size)
        start += length
        file.seek(start)


def _breaks(data: bytes | bytearray, end: int) -> int:
    """How many lines end in some bytes; looked for line by line, which is quicker than to count byte by byte."""
    count, at = 0, data.find(b"\n", 0, end)
    while at >= 0:
        count, at = count + 1, data.find(b"\n", at + 1, end)
    return count


def cut_of(data: bytes | bytearray) -> int:
    """Where the last line starts whose first bytes hash lowest, among those in the window; 0 where there is none."""
    at, best, found = len(data) - WINDOW, 1 << 32, 0
    while (at := data.find(b"\n", at, len(data) - FIRST) + 1) > 0:
        if (rank := crc32(data[at : at + FIRST])) < best:
            best, found = rank, at
    return found


def _rest_of_line(file: io.FileIO) -> int:
    """How many bytes there are to the end of the line."""
    count = 0
    while data := file.read(SHARE):
        if (at := data.find(b"\n")) >= 0:
            return count + at + 1
        count += len(data)
    return count
