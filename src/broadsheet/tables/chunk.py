"""Some of the bytes of a file that is to be written: at hand, or in other files, from which they are copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from broadsheet.checks.blocks import Place
from broadsheet.engines.copying import copy_range
from broadsheet.errors import UnreadableError

__all__ = ["ROOM", "Chunk", "gone"]

SMALL = 4096
"""Fewer bytes may be held for some time."""

ROOM = 1 << 17
"""Bytes that are read at once: few enough that the processor still holds them when they are looked at."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some bytes. `key` tells them from all others, where they have one; they are in files where there are `places`.

    >>> Chunk.of(b"one").read()
    b'one'
    """

    size: int
    data: bytes | memoryview = b""
    key: str = ""
    places: tuple[Place, ...] = ()

    @property
    def can_wait(self) -> bool:
        """Whether it takes little memory to be held for some time."""
        return bool(self.places) or self.size < SMALL

    @classmethod
    def of(cls, data: bytes, key: str = "") -> Chunk:
        """Some bytes at hand."""
        return cls(len(data), data, key)

    @classmethod
    def lent(cls, data: memoryview, key: str = "") -> Chunk:
        """Some bytes that are at hand for now, of which those that may be held for some time are copied."""
        return cls(len(data), bytes(data) if len(data) < SMALL else data, key)

    @classmethod
    def at(cls, places: tuple[Place, ...], key: str = "") -> Chunk:
        """Some bytes in files, one after the other."""
        return cls(sum(end - start for _, start, end in places), b"", key, places)

    def read(self) -> bytes:
        """The bytes; UnreadableError where a file of theirs is gone."""
        return b"".join(map(bytes, self.pieces(bytearray(ROOM)))) if self.places else bytes(self.data)

    def pieces(self, room: bytearray) -> Iterator[memoryview]:
        """The bytes in pieces, which are read into some room, so that each is good until the next; the error as above.

        The room is for many chunks, one after the other: new memory would have to be cleared for each.
        """
        if not self.places:
            yield memoryview(self.data)
        buffer = memoryview(room)
        for file, start, end in self._opened():
            file.seek(start)
            while left := end - file.tell():
                count = file.readinto(buffer[:left])  # type: ignore[attr-defined]
                if not count:
                    raise gone(file.name)
                yield buffer[:count]

    def append_to(self, file: BinaryIO) -> None:
        """Write them behind what is in a file; UnreadableError as above, OSError when the disk is full."""
        if not self.places:
            file.write(self.data)
        for source, start, end in self._opened():
            copy_range(source, start, end - start, file)

    def _opened(self) -> Iterator[tuple[BinaryIO, int, int]]:
        """The files that they are in, as they are gone through, and where in them they start and end."""
        for path, places in groupby(self.places, itemgetter(0)):
            with _open(path) as file:
                for _, start, end in places:
                    yield file, start, end


def _open(path: str) -> BinaryIO:
    try:
        return open(path, "rb", buffering=0)  # noqa: PTH123 - many files
    except OSError:
        raise gone(path) from None


def gone(path: str | Path) -> UnreadableError:
    """What to raise where a file, or a part of it, went while it was needed."""
    return UnreadableError(f"{Path(path).as_posix()} was removed while it was needed", hint="run it again")
