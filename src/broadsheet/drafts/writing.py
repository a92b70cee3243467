"""Files written in one step: whoever looks sees the old one or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from broadsheet.errors import UnwritableError

__all__ = ["unwritable", "write_file"]


def write_file(path: Path, pieces: Iterable[bytes], *, settle: bool = False) -> None:
    """Write a file, and the folders that it needs; UnwritableError says what stands against it.

    With `settle` its bytes are on the disk before it takes the place of the old one.
    """
    partial = path.with_name(f".{path.name[:200]}.partial")
    try:
        try:
            stream = partial.open("wb")
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = partial.open("wb")
        with stream:
            stream.writelines(pieces)
            if settle:
                stream.flush()
                os.fsync(stream.fileno())
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> UnwritableError:
    """What is told of a file that cannot be written."""
    hint = "check the permissions and the space left and go on with --resume, or choose another folder with --out"
    return UnwritableError(f"cannot write {path.as_posix()}: {error.strerror or error}", hint=hint)
