"""Files of records, and what is known of each record in them: on disk as well, since records may be many."""

from __future__ import annotations

import mmap
import weakref
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import orjson

from broadsheet.checks.blocks import PRINT, Place
from broadsheet.checks.spooled import Spooled

__all__ = ["Parts"]

RANK, END = 4, 8
"""Bytes of a rank, and of an end."""


class _Part(NamedTuple):
    """A file of so many records, and where what is known of them starts, with how many bytes their ids have."""

    path: str
    records: int
    start: int
    ids: int

    @property
    def ends(self) -> int:
        return self.start + RANK * self.records

    @property
    def prints(self) -> int:
        return self.ends + END * self.records


class Parts:
    """Files of records by their numbers. Of each one few numbers are in memory, whatever it holds.

    >>> parts = Parts(tmp)
    >>> parts.add(Spooled.write(tmp, [("c", b'{"id":"c"}'), ("a", b'{"id":"a"}')]))
    >>> parts.add(Spooled.write(tmp, [("d", b'{"id":"d"}')]))
    >>> parts.records, [parts.ids(number) for number, _ in parts], parts.are_in_order
    (3, [['c', 'a'], ['d']], False)
    >>> parts.place(0, 1, 2)[1:]
    (11, 22)
    """

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - as long as this is there
        self._close = weakref.finalize(self, self._file.close)
        self._parts: list[_Part] = []
        self._size = 0
        self._last: str | None = ""
        self._map: mmap.mmap | None = None
        self.records = 0

    @classmethod
    def of(cls, files: Iterable[Spooled], folder: Path) -> Parts:
        """Some files, of which those numbers are in a file in a folder, without a name."""
        parts = cls(folder)
        for each in files:
            parts.add(each)
        return parts

    def add(self, spooled: Spooled) -> None:
        """Take a file, whose number is the next."""
        self._map = None
        self._parts.append(_Part(spooled.path, len(spooled), self._size, len(spooled.ids)))
        for known in (spooled.ranks, spooled.ends, spooled.prints, spooled.ids):
            self._size += self._file.write(known)
        self._file.flush()
        self.records += len(spooled)
        if len(spooled):
            reach = spooled.reach
            self._last = reach[1] if reach and self._last is not None and self._last <= reach[0] else None

    @property
    def are_in_order(self) -> bool:
        """Whether the records stand in the order of their ids, from file to file."""
        return self._last is not None

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The number of each file, and how many records it has."""
        return ((number, part.records) for number, part in enumerate(self._parts))

    def ids(self, number: int) -> list[str]:
        """The ids in a file."""
        part = self._parts[number]
        found: list[str] = orjson.loads(self._read(part.prints + PRINT * part.records, part.ids))
        self.rest()
        return found

    def ranks(self, number: int, first: int, last: int) -> array[int]:
        """The ranks of some records of a file."""
        return array("I", self._read(self._parts[number].start + RANK * first, RANK * (last - first)))

    def prints(self, number: int, first: int, last: int) -> bytes:
        """The digests of some records of a file."""
        return self._read(self._parts[number].prints + PRINT * first, PRINT * (last - first))

    def place(self, number: int, first: int, last: int) -> Place:
        """A file, and where in it some records start and end."""
        part = self._parts[number]
        return part.path, self._end(part, first - 1) if first else 0, self._end(part, last - 1)

    def _end(self, part: _Part, at: int) -> int:
        return array("Q", self._read(part.ends + END * at, END))[0]

    def _read(self, start: int, size: int) -> bytes:
        if not size:
            return b""
        if self._map is None:
            self._map = mmap.mmap(self._file.fileno(), self._size, access=mmap.ACCESS_READ)
        return self._map[start : start + size]

    def rest(self) -> None:
        """Let go of the memory of what was read, which stays at hand."""
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Let go of it; what was written goes."""
        if self._map is not None:
            self._map.close()
        self._close()
