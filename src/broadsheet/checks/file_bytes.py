"""The bytes of files: whole, or line by line; and why there are none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from broadsheet.engines.stamps import Stamp, has_stamp
from broadsheet.issues import Issue

__all__ = ["LONGEST_FILE", "ChangedError", "numbered_lines", "read_bytes", "trouble_of"]

LONGEST_FILE = 256 * 2**20
"""Bytes of one JSON file, or of one line of JSON Lines, where larger collections belong."""


class ChangedError(Exception):
    """Another file has the path of one that was shared out, or it was written to."""


def read_bytes(path: str | Path, shown: str, stamp: Stamp | None = None) -> bytes | Issue:
    """The bytes of a file; the issue when it is none, cannot be read, or is too large.

    Raises ChangedError when it has not the stamp that it should have.
    """
    data = _first_bytes(path, shown, LONGEST_FILE + 1, stamp)
    if isinstance(data, bytes) and len(data) > LONGEST_FILE:
        return Issue.of("B001", f"is larger than {LONGEST_FILE >> 20} MiB", hint="split it", path=shown)
    return data


def trouble_of(path: str | Path, shown: str) -> Issue | None:
    """The issue when a path leads to no file, or to one that cannot be read."""
    found = _first_bytes(path, shown, 1)
    return found if isinstance(found, Issue) else None


def _first_bytes(path: str | Path, shown: str, most: int, stamp: Stamp | None = None) -> bytes | Issue:
    """The bytes with which a file begins; the issue when it is none, or cannot be read."""
    try:
        about = os.stat(path)  # noqa: PTH116 - many files
        if not S_ISREG(about.st_mode):
            found = "a folder" if S_ISDIR(about.st_mode) else "a pipe or a device"
            return Issue.of("B001", f"is {found}, not a file", hint="put a file of records there", path=shown)
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            if stamp is not None and not has_stamp(file, stamp):
                raise ChangedError
            data = file.read(min(about.st_size + 1, most))
            return data + file.read(most - len(data)) if about.st_size < len(data) < most else data
    except OSError as error:
        hint = "check the path and its permissions"
        return Issue.of("B001", f"cannot be read: {error.strerror or error}", hint=hint, path=shown)


def numbered_lines(file: BinaryIO, first: int = 1, size: int | None = None) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, without their ends, numbered from `first`; None for one that is too long.

    Of a range of `size` bytes, nothing beyond it is read.
    """
    left = size if size is not None else sys.maxsize
    for number in count(first):
        line = file.readline(LONGEST_FILE + 1) if left > 0 else b""
        if not line:
            return
        left -= len(line)
        if len(line) > LONGEST_FILE:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_FILE)
                left -= len(line)
            yield number, None
        elif not line.isspace():
            yield number, line.removesuffix(b"\n")
