"""Some of the bytes of a file that is to be written: at hand, or in another file, from which they are copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from broadsheet.engines.copying import copy_range
from broadsheet.errors import UnreadableError

__all__ = ["ROOM", "Chunk", "gone"]

SMALL = 4096
"""Fewer bytes may be held for some time."""

ROOM = 1 << 17
"""Bytes that are read at once: few enough that the processor still holds them when they are looked at."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some bytes. `key` tells them from all others, where they have one; they are in a file where there is a `path`.

    >>> Chunk.of(b"one").read()
    b'one'
    """

    size: int
    data: bytes | memoryview = b""
    key: str = ""
    path: Path | None = None
    start: int = 0

    @property
    def can_wait(self) -> bool:
        """Whether it takes little memory to be held for some time."""
        return self.path is not None or self.size < SMALL

    @classmethod
    def of(cls, data: bytes, key: str = "") -> Chunk:
        """Some bytes at hand."""
        return cls(len(data), data, key)

    @classmethod
    def lent(cls, data: memoryview, key: str = "") -> Chunk:
        """Some bytes that are at hand for now, of which those that may be held for some time are copied."""
        return cls(len(data), bytes(data) if len(data) < SMALL else data, key)

    def read(self) -> bytes:
        """The bytes; UnreadableError where their file is gone."""
        return b"".join(map(bytes, self.pieces(bytearray(ROOM)))) if self.path else bytes(self.data)

    def pieces(self, room: bytearray) -> Iterator[memoryview]:
        """The bytes in pieces, which are read into some room, so that each is good until the next; the error as above.

        The room is for many chunks, one after the other: new memory would have to be cleared for each.
        """
        if self.path is None:
            yield memoryview(self.data)
            return
        buffer, left = memoryview(room), self.size
        with self._open(self.path) as file:
            file.seek(self.start)
            while left:
                count = file.readinto(buffer[:left])  # type: ignore[attr-defined]
                if not count:
                    raise gone(self.path)
                yield buffer[:count]
                left -= count

    def append_to(self, file: BinaryIO) -> None:
        """Write them behind what is in a file; UnreadableError as above, OSError when the disk is full."""
        if self.path is None:
            file.write(self.data)
            return
        with self._open(self.path) as source:
            copy_range(source, self.start, self.size, file)

    @staticmethod
    def _open(path: Path) -> BinaryIO:
        try:
            return path.open("rb", buffering=0)
        except OSError:
            raise gone(path) from None


def gone(path: Path) -> UnreadableError:
    """What to raise where a file, or a part of it, went while it was needed."""
    return UnreadableError(f"{path.as_posix()} was removed while it was needed", hint="run it again")
