"""One file of a package while it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from broadsheet.errors import UnwritableError
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.sums import Sum, Sums

__all__ = ["Growing"]


class Growing:
    """A new file that is written piece by piece and hashed on the way, or later where `sums` may know its hash.

    It is a context, at whose end it is on the disk, with permissions that do not depend on the user. Raises
    UnwritableError when the folder is read-only or the disk full.
    """

    def __init__(self, target: Path, sums: Sums | None = None) -> None:
        self._target, self._sum = target, Sum(sums)
        self.length = 0
        with self._told():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._file = target.open("wb")

    @property
    def sha256(self) -> str:
        """The SHA-256 of what was written."""
        return self._sum.hexdigest()

    def append(self, chunk: Chunk) -> None:
        """Write more of it."""
        with self._told():
            chunk.append_to(self._file)
        self._sum.add(chunk)
        self.length += chunk.size

    def settle(self) -> None:
        """Bring it down to the disk, and close it."""
        with self._told():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._target.chmod(0o644)

    def close(self) -> None:
        """Let go of it, whatever was written."""
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
