"""Files that stand already, as the last build left them: they are taken over, and not written or read again."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from broadsheet.engines import Kept
from broadsheet.engines.stamps import stamp_in

__all__ = ["Standing"]


HASH = "sha256:"


class Standing:
    """The files of a folder that a build writes anew: those that are as the last one left them are linked.

    They are known by the stamps that were left of them, under their names and hashes.
    """

    def __init__(self, kept: Kept, folder: Path) -> None:
        self._kept, self._folder = kept, os.fspath(folder.absolute())
        self._seen: dict[str, tuple[int, int]] = {}
        self._taken: dict[str, int] = {}
        self._noted: dict[str, tuple[int, int]] = {}

    def holds(self, path: str, sha256: str) -> bool:
        """Whether the file at a path is known to have a hash."""
        file = f"{self._folder}/{path}"
        try:
            about = os.stat(file)  # noqa: PTH116 - many files
        except OSError:
            return False
        self._seen[path] = about.st_ino, about.st_mtime_ns
        return self._kept.proves(file, lambda: False, _place(file, sha256), stamp_in(about))

    def take(self, path: str, target: Path) -> bool:
        """Take a file over into the new folder, where the system can; whether it did.

        Another file may have its path by now, for a moment.
        """
        if not linked(f"{self._folder}/{path}", target):
            return False
        number, self._taken[path] = self._seen.get(path, (None, 0))
        if number not in {None, os.stat(target).st_ino}:  # noqa: PTH116 - many files
            target.unlink()
            return False
        return True

    def note(self, folder: Path, paths: Iterable[str]) -> None:
        """Note which files have what they should, while nobody else knows of them, or before they are looked at."""
        for path in paths:
            with suppress(OSError):
                about = os.stat(f"{folder}/{path}")  # noqa: PTH116 - many files
                self._noted[path] = about.st_ino, self._taken.get(path, about.st_mtime_ns)

    def leave(self, folder: Path, hashes: Mapping[str, str]) -> None:
        """Tell the next build of the files of the folder, which stands in its place now, and of their hashes.

        Not of one that was written to since it was noted or taken, or that another build has put there.
        """
        inside = os.fspath(folder.absolute())
        for path, hash in hashes.items():
            file = f"{inside}/{path}"
            with suppress(OSError):
                about = os.stat(file)  # noqa: PTH116 - many files
                if self._noted.get(path) == (about.st_ino, about.st_mtime_ns):
                    self._kept.made(file, _place(file, hash), stamp_in(about))


def _place(file: str, sha256: str) -> str:
    return f"{file} {sha256.removeprefix(HASH)}"


def linked(old: str, new: Path) -> bool:
    """Take a file over into a new folder without copying it, where the system can; whether it could."""
    about = os.lstat(old)
    if about.st_nlink > 1 or about.st_mode != stat.S_IFREG | 0o644:
        return False
    try:
        os.link(old, new)
    except (OSError, AttributeError):
        return False
    return True
