"""Files at one moment: what tells one from itself when it was written to, without reading it."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

__all__ = ["NOWHERE", "SETTLED", "TICK", "Stamp", "clock_of", "has_stamp", "settles_in", "stamp_in", "stamp_of"]

SETTLED = 3_000_000_000
"""Nanoseconds after which a file that is written to has another time for certain: some systems count in two seconds."""

TICK = 20_000_000
"""The same on systems that count in less than this."""


class Stamp(NamedTuple):
    """A file at one moment: what tells it from itself when it was written to, its size, and since when it is so.

    The print is made of size, times and number of the file: Python's hash of whole numbers, which is the same always.
    """

    print: int = 0
    size: int = 0
    since: int = 0


NOWHERE = Stamp()
"""The stamp where there is no file."""


def settles_in(stamp: Stamp) -> int:
    """Nanoseconds after which a file that has a stamp would have another one, if it were written to."""
    return TICK if stamp.since % TICK else SETTLED


def stamp_of(path: str) -> Stamp:
    """The stamp of a file at this moment."""
    try:
        found = os.stat(path)  # noqa: PTH116 - many files
    except (OSError, ValueError):
        return NOWHERE
    return stamp_in(found)


def stamp_in(found: os.stat_result) -> Stamp:
    """The stamp of a file in what the system says of it."""
    times = found.st_mtime_ns, found.st_ctime_ns
    return Stamp(hash((found.st_size, *times, found.st_ino)), found.st_size, max(times))


def has_stamp(file: BinaryIO, stamp: Stamp) -> bool:
    """Whether an opened file is the one that has a stamp: what has its path later says nothing of that."""
    return stamp_in(os.fstat(file.fileno())).print == stamp.print


def clock_of(folder: Path) -> int:
    """The time as the clock of a file system has it, in nanoseconds; 0 where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    except OSError:
        return 0
