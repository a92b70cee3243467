"""Where the files of a package lie: a folder or a zip archive. Nothing outside is ever read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from broadsheet.checks.tables.troubles import MissingFile, RefusedFile, UnreadFile

__all__ = ["CHUNK", "FolderStore", "Store", "chunks_of"]

CHUNK = 1 << 20


class Store(Protocol):
    """Files by their path inside the package."""

    def open(self, path: str) -> IO[bytes]:
        """The file, opened; MissingFile or RefusedFile when it cannot be."""

    def size(self, path: str) -> int:
        """The bytes of the file."""

    def place(self, path: str) -> Path | None:
        """Where the file lies, or None when it is packed."""

    def close(self) -> None:
        """Let go of the archive, if there is one."""


class FolderStore:
    """A folder; links are refused, whether they are the file or a folder on the way to it."""

    top = ""

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, path: str) -> IO[bytes]:
        """The file, opened without following links."""
        target = self._checked(path)
        try:
            handle = os.open(target, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise UnreadFile(f"cannot be opened: {error.strerror}") from error
        return os.fdopen(handle, "rb")

    def size(self, path: str) -> int:
        """The bytes of the file."""
        return self._checked(path).stat().st_size

    def place(self, path: str) -> Path | None:
        """Where the file lies."""
        return self._checked(path)

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
