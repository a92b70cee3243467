"""Files in which processes of one machine hand over bytes, and which are used again and again.

A file that is written anew has its memory already: that takes a fourth of what a new file does, and a tenth of a pipe.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from broadsheet.engines.scratch import telling

__all__ = ["Filled", "Trays", "fill"]


@dataclass(frozen=True, slots=True)
class Filled:
    """A tray with so many bytes in it; they are kept in a file as well, if that is named."""

    tray: Path
    size: int
    kept: str | None = None

    def look(self) -> mmap.mmap:
        """What is in it, as long as that is not given back. Raises UnwritableError where somebody removed it."""
        with telling(), self.tray.open("rb") as file:
            return mmap.mmap(file.fileno(), self.size, access=mmap.ACCESS_READ)


def fill(tray: Path, pieces: Iterable[bytes], kept: str | None = None) -> Filled | None:
    """Put bytes into a tray; None where there is no room for them."""
    try:
        with tray.open("r+b" if tray.exists() else "wb") as file:
            return Filled(tray, sum(file.write(piece) for piece in pieces), kept)
    except OSError:
        return None


class Trays:
    """The trays of a folder.

    >>> trays = Trays(tmp)
    >>> tray = trays.take()
    >>> fill(tray, [b"one ", b"two"]).look().read()
    b'one two'
    >>> trays.give_back(tray)
    >>> trays.take() == tray
    True
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count()
        self._free: list[Path] = []

    def take(self) -> Path:
        """One that is free."""
        return self._free.pop() if self._free else self._folder / str(next(self._numbers))

    def give_back(self, tray: Path) -> None:
        """Let it be used again: what was in it is good no longer."""
        self._free.append(tray)
