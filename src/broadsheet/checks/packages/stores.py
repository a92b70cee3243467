"""Where the files of a package lie: a folder or a zip archive. Nothing outside is ever read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

__all__ = ["CHUNK", "FolderStore", "MissingFile", "RefusedFile", "Store", "chunks_of"]

CHUNK = 1 << 20


class MissingFile(Exception):  # noqa: N818 - a fact, not an error
    """There is no such file."""


class RefusedFile(Exception):  # noqa: N818 - a fact, not an error
    """There is something, but it is not read; the text says why."""


class Store(Protocol):
    """Files by their path inside the package."""

    def open(self, path: str) -> IO[bytes]:
        """The file, opened; MissingFile or RefusedFile when it cannot be."""

    def size(self, path: str) -> int:
        """The bytes of the file."""

    def shown(self, path: str) -> str:
        """What reports call the file."""

    def close(self) -> None:
        """Let go of the archive, if there is one."""


class FolderStore:
    """A folder; links are refused, whether they are the file or a folder on the way to it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, path: str) -> IO[bytes]:
        """The file, opened without following links."""
        target = self._checked(path)
        handle = os.open(target, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        return os.fdopen(handle, "rb")

    def size(self, path: str) -> int:
        """The bytes of the file."""
        return self._checked(path).stat().st_size

    def shown(self, path: str) -> str:
        """The path from the package's folder on."""
        return path

    def close(self) -> None:
        """Nothing to let go of."""

    def _checked(self, path: str) -> Path:
        target = self.root
        for step in [step for step in path.split("/") if step not in {"", "."}]:
            target = target / step
            try:
                mode = target.lstat().st_mode
            except (OSError, ValueError):
                raise MissingFile(path) from None
            if stat.S_ISLNK(mode):
                raise RefusedFile("is a symbolic link, or lies behind one")
        if not stat.S_ISREG(mode if target != self.root else 0):
            raise RefusedFile("is not a file")
        return target


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a stream, piece by piece; it is closed at the end."""
    with stream:
        while chunk := stream.read(CHUNK):
            yield chunk
