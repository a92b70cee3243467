"""Stages that tests run in other processes: some do what no stage should."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from mmap import mmap
from pathlib import Path

from broadsheet.checks.pieces import Shard
from broadsheet.engines.kept import CHECK


def double(number: int) -> int:
    """Twice the number."""
    return 2 * number


def uneven(number: int) -> int:
    """The number, the later the smaller it is."""
    time.sleep(0.02 * (number % 3 == 0))
    return number


def poisoned(number: int) -> int:
    """The number, unless it is 13, at which the process dies."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def killing(_: object) -> None:
    """The process dies, whatever it is given."""
    os.kill(os.getpid(), signal.SIGKILL)


def starving(_: object) -> None:
    """There is no memory, whatever is to be done."""
    raise MemoryError


def held(shard: Shard) -> tuple[int, bool]:
    """How many bytes a shard has, and whether they are inside."""
    return sum(len(data) for piece in shard for data in piece.chunks(1 << 20)), any(not piece.path for piece in shard)


def troubled(shard: Shard) -> bool:
    """Whether something of a shard cannot be read, or is not what it was."""
    return any(piece.trouble() is not None or not piece.is_as_stamped for piece in shard)


class Poison(str):
    """A text at which a process dies that it is sent to."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Callable[[int], int], tuple[int]]:
        return poisoned, (13,)


class Hungry(str):
    """A text for which a process that it is sent to has no memory."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Callable[[int], int], tuple[int]]:
        return hungry, (13,)


def dies_once(mark: str) -> str:
    """A process dies the first time, as where the system needs its memory; the mark says that it did."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark


def hungry(number: int) -> int:
    """The number, unless it is 13, which takes more memory than there is."""
    return len(bytearray(2**50)) if number == 13 else number


def breaks(number: int) -> int:
    """No number: it raises."""
    raise ValueError(f"no {number} here")


def talks(number: int) -> int:
    """The number, said aloud."""
    print("nonsense" * 1000)  # noqa: T201 - a library may print, too
    return number


def process(_: int) -> int:
    """The id of the process."""
    return os.getpid()


def sleeps(number: int) -> int:
    """The number, after a minute."""
    time.sleep(60)
    return number


KEPT: list[str] = []
"""What a process keeps."""


def kept(_: int) -> list[str]:
    """What this process keeps."""
    return KEPT


def opened(numbers: list[int]) -> list[str]:
    """What this process has open under these numbers."""
    return [str(Path(f"/proc/self/fd/{number}").readlink()) for number in numbers]


@dataclass(frozen=True)
class Spelled:
    """A stage for packages: a number many times. At 13 its process dies, always, or as long as there is no mark."""

    mark: str = ""

    def __call__(self, number: int) -> bytes:
        """The bytes."""
        if number == 13 and not (self.mark and Path(self.mark).exists()):
            Path(self.mark or os.devnull).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return b"%d " % number * 5000

    def name(self, number: int) -> str:
        """What tells them from others."""
        return str(number)

    def to_bytes(self, made: bytes) -> list[bytes]:
        """They themselves."""
        return [made]

    def lent(self, data: mmap) -> bytes:
        """They where they are lent."""
        return data.read()

    def in_file(self, path: Path, key: str) -> bytes:
        """They where they are kept, with what tells that they are whole."""
        return path.read_bytes()[:-CHECK]


@dataclass(frozen=True)
class Read:
    """A stage for shards: their bytes. Where a word is in them the process dies, unless a mark says that it did."""

    word: bytes = b"\0"
    mark: str = ""

    def __call__(self, shard: Shard) -> bytes:
        """The bytes."""
        data = b"".join(data for piece in shard for data in piece.chunks(1 << 20))
        if self.word in data and not Path(self.mark).exists():
            Path(self.mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return data


@dataclass(frozen=True)
class DyingFinder:
    """A finder of no names. At a text with a word its process dies, unless a mark says that it did."""

    word: str
    mark: str

    def __call__(self, text: str) -> list[tuple[int, int, str, str]]:
        """No name."""
        if self.word in text and not Path(self.mark).exists():
            Path(self.mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return []
