"""Pieces of the records that are checked: a file, a range of its lines, or bytes at hand."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from broadsheet.checks.file_bytes import ChangedError, numbered_lines, read_bytes, trouble_of
from broadsheet.engines.stamps import NOWHERE, Stamp, has_stamp, stamp_of
from broadsheet.issues import Issue

__all__ = ["LINES", "PARQUET", "ZIP", "Given", "Piece", "Shard", "cut_of", "is_lines", "is_packed"]

SHARE = 4 << 20
"""Bytes of a shard, at most, unless a line is longer."""

WINDOW = 256 << 10
"""So many of its last bytes are looked through for the line at which a shard ends."""

FIRST = 128
"""So many bytes of a line decide whether a shard ends before it."""

LINES = (".jsonl", ".ndjson")
"""The endings of JSON Lines."""

PACKED = (".gz", ".zst")
"""The endings of packed ones."""

PARQUET, ZIP = ".parquet", ".zip"
"""The endings of files that hold many records in a form of their own; a row of Parquet is a line."""

Given = tuple[str | Path, str]
"""A file, and its path as reports print it."""


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


def is_packed(name: str) -> bool:
    """Whether what is in a file of this name is more than its bytes."""
    return name.lower().endswith((*PACKED, PARQUET, ZIP))


def is_lines(name: str) -> bool:
    """Whether a file of this name has one record a line, packed or not; a row of Parquet is a line.

    >>> is_lines("a.jsonl"), is_lines("A.NDJSON.gz"), is_lines("a.parquet"), is_lines("a.json")
    (True, True, True, False)
    """
    return name.lower().removesuffix(PACKED[0]).removesuffix(PACKED[1]).endswith((*LINES, PARQUET))


def cut_of(data: bytes | bytearray) -> int:
    """Where the last line starts whose first bytes hash lowest, among those in the window; 0 where there is none."""
    at, best, found = len(data) - WINDOW, 1 << 32, 0
    while (at := data.find(b"\n", at, len(data) - FIRST) + 1) > 0:
        if (rank := crc32(data[at : at + FIRST])) < best:
            best, found = rank, at
    return found
