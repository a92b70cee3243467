"""How much there is to read, and how far that has come."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Future, wait
from pathlib import Path
from threading import Thread

__all__ = ["Extent"]

SOON = 1.0
"""So many seconds are waited for a count when it is asked for first: few files are counted by then."""


class Extent:
    """The bytes of the files under some paths: all of them, counted when that is asked for, and those read so far.

    >>> extent = Extent([project / "seeds/texts"])
    >>> for file in sorted((project / "seeds/texts").iterdir()):
    ...     extent.find(0)
    ...     extent.pass_by(file)
    >>> extent.share(1), extent.share(2)
    (0.5, 1.0)
    """

    def __init__(self, paths: Iterable[str | Path] = ()) -> None:
        self._paths = tuple(map(Path, paths))
        self._done = self._within = self._found = 0
        self._total: Future[int] | None = None

    def reach(self, within: int) -> None:
        """Note how far a file was read."""
        self._within = max(self._within, within)

    def find(self, within: int) -> None:
        """Note that a text was found, and how far the file was read that holds it."""
        self.reach(within)
        self._found += 1

    def pass_by(self, file: Path) -> None:
        """Note that a file was read to its end."""
        self._done, self._within = self._done + _size(file), 0

    def share(self, finished: int) -> float | None:
        """How much of all was read, 0 to 1, when so many texts are finished; None where it cannot be known.

        Texts that were found, and wait to be read, count as not read. The files are counted beside the work: of a
        million of them nothing is known for the first seconds.
        """
        total = self._counted()
        if not total or not self._found:
            return None
        return min(1.0, (self._done + self._within) / total * finished / self._found)

    def _counted(self) -> int:
        """The bytes of all files; 0 as long as they are counted."""
        if self._total is None:
            self._total = Future()
            Thread(target=lambda total: total.set_result(self._count()), args=[self._total], daemon=True).start()
            wait([self._total], timeout=SOON)
        return self._total.result() if self._total.done() else 0

    def _count(self) -> int:
        """The bytes of all files; 0 where one of the paths is none, as a stream or a pattern is."""
        if not all(path.exists() for path in self._paths):
            return 0
        return sum(_size_under(path) for path in self._paths)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _size_under(path: Path) -> int:
    """The bytes of a file, or of all files in a folder and under it that are not hidden."""
    if not path.is_dir():
        return _size(path)
    total, under = 0, [str(path)]
    while under:
        try:
            with os.scandir(under.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.is_symlink():
                        continue
                    if entry.is_dir():
                        under.append(entry.path)
                    else:
                        total += entry.stat().st_size
        except OSError:  # it is told where it is read
            continue
    return total
