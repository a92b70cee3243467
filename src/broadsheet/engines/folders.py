"""What is in folders of many files, as strings: objects for thousands of paths take longer than the system does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

__all__ = ["entries_of", "files_under", "folders_under"]


def entries_of(folder: str | Path) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where it cannot be read, or there is none."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def files_under(folder: str | Path, but: str | None = None) -> Iterator[str]:
    """The paths of all that is in a folder and those inside it but these, in order; no link to a folder is followed.

    Nothing is given of folders that are called `but`.

    >>> place = tmp / "files"
    >>> for name in ("b.csv", "a/z.csv", "a.csv"):
    ...     (place / name).parent.mkdir(parents=True, exist_ok=True)
    ...     _ = (place / name).write_bytes(b"")
    >>> [Path(path).relative_to(place).as_posix() for path in files_under(place)]
    ['a/z.csv', 'a.csv', 'b.csv']
    """
    for each in sorted(entries_of(folder), key=lambda entry: entry.name):
        if each.is_dir(follow_symlinks=False):
            yield from () if each.name == but else files_under(each.path, but)
        else:
            yield each.path


def folders_under(folder: str | Path) -> Iterator[str]:
    """The paths of a folder and all those inside it."""
    yield os.fspath(folder)
    for each in entries_of(folder):
        if each.is_dir(follow_symlinks=False):
            yield from folders_under(each.path)
