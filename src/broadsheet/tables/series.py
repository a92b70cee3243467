"""A resource while its rows are written: into one file, or into several."""

from __future__ import annotations

from pathlib import Path

from broadsheet.engines.disk import Disk
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.growing import Growing
from broadsheet.tables.receipt import Receipt
from broadsheet.tables.sums import Sums

__all__ = ["Series"]


class Series:
    """The files of a resource, written as its rows come: one file, or one for each group of articles that has rows.

    A single file begins with `head` and ends with `tail`; so does the file of a resource without any rows. Where
    there are several, each has the number of its group in its name. `path` is without the suffix; `sums` and `disk` are
    those of `Growing`.
    """

    def __init__(  # noqa: PLR0913 - a call with names
        self,
        folder: Path,
        path: str,
        suffix: str,
        *,
        several: bool,
        head: bytes = b"",
        tail: bytes = b"",
        sums: Sums | None = None,
        disk: Disk | None = None,
    ) -> None:
        self._folder, self._path, self._suffix, self._tail = folder, path, suffix, tail
        self._sums, self._disk = sums, disk
        self._done: list[Receipt] = []
        self._group = 1 if several else 0
        self._file: Growing | None = None
        self._head = head
        self._rows = 0

    def close(self) -> None:
        """Let go of the current file, whatever was written."""
        if self._file is not None:
            self._file.close()

    @property
    def _name(self) -> str:
        return f"{self._path}-{self._group:04}.{self._suffix}" if self._group else f"{self._path}.{self._suffix}"

    def append(self, chunk: Chunk, rows: int) -> None:
        """Write rows of the current group."""
        if not chunk.size:
            return
        self._open().append(chunk)
        self._rows += rows

    def _open(self) -> Growing:
        """The current file, begun where nothing was written yet."""
        if self._file is None:
            self._file = Growing(self._folder / self._name, self._sums, self._disk)
            self._file.append(Chunk.of(b"" if self._group else self._head))
        return self._file

    def turn(self) -> None:
        """Go on with the next group, in a file of its own."""
        if self._file is not None:
            self._end(self._file)
        self._group += 1

    def _end(self, file: Growing) -> None:
        file.settle()
        self._done.append(Receipt(self._name, file.sha256, file.length, self._rows))
        self._file, self._rows = None, 0

    def finish(self) -> Receipt:
        """Bring everything down to the disk: the receipt of it."""
        if self._group and (self._file is not None or self._done):
            self.turn()
            return Receipt.of_parts(f"{self._path}.{self._suffix}", self._done)
        self._group = 0
        file = self._open()
        file.append(Chunk.of(self._tail))
        self._end(file)
        return self._done[0]
