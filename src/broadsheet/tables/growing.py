"""One file of a package while it is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Self

from broadsheet.engines.disk import Disk, bring_down
from broadsheet.errors import UnwritableError
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.sums import Sum, Sums

__all__ = ["Growing"]


class Growing:
    """A new file that is written chunk by chunk and hashed on the way.

    It is a context, at whose end it is on the disk, with permissions that do not depend on the user. With `sums`,
    chunks that can wait are neither written nor read before that is needed: where the sum of all is known, and a file
    of that sum stands already, it is taken. With a `disk`, it is brought down beside other work, and is there when that
    one ends. Raises UnwritableError when the folder is read-only or the disk full.
    """

    def __init__(self, target: Path, sums: Sums | None = None, disk: Disk | None = None) -> None:
        self._target, self._sums, self._sum, self._disk = target, sums, Sum(sums), disk
        self._waiting: list[Chunk] = []
        self._file: BinaryIO | None = None
        self.length = 0
        with self._told():
            target.parent.mkdir(parents=True, exist_ok=True)
        if sums is None:
            self._write()

    @property
    def sha256(self) -> str:
        """The SHA-256 of what was written."""
        return self._sum.hexdigest()

    def append(self, chunk: Chunk) -> None:
        """Write more of it."""
        self._waiting.append(chunk)
        if self._sums is None or not chunk.can_wait:
            self._write()
        self._sum.add(chunk)
        self.length += chunk.size

    def _write(self) -> BinaryIO:
        """Write what waits, into the file, which is open then."""
        with self._told():
            if self._file is None:
                self._file = self._target.open("wb")
            for chunk in self._waiting:
                chunk.append_to(self._file)
        self._waiting.clear()
        return self._file

    def settle(self) -> None:
        """Bring it down to the disk, and close it."""
        if self._sums is not None:
            self._sums.layouts[self.sha256] = self._sum.layout
            if self._file is None and self._sums.take(self._target, self.sha256):
                self._waiting.clear()
                return
        file = self._write()
        with self._told():
            file.flush()
            self._target.chmod(0o644)
            self._disk.take(file) if self._disk else bring_down(file)

    def close(self) -> None:
        """Let go of it, whatever was written."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.settle()
        else:
            self.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            hint = "free some space, or choose another folder with --out"
            raise UnwritableError(f"cannot write {self._target.as_posix()}: {error.strerror}", hint=hint) from error
