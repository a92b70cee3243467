"""Ranges of files appended to others: by the system itself where it can, which may share them between the two."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from broadsheet.engines.disk import Disk, bring_down

__all__ = ["PIECE", "copy_file", "copy_range"]

PIECE = 1 << 20
"""Bytes of a file that are in memory at once."""

_UNABLE = {errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EPERM}
"""What systems say that cannot do it between these two files."""


def copy_file(source: Path, target: Path, disk: Disk | None = None) -> None:
    """Copy a file, down to the disk, with permissions that do not depend on the user; OSError as below.

    With a `disk`, it is brought down beside other work, and is there when that one ends.

    >>> (tmp / "a").write_bytes(b"one"), copy_file(tmp / "a", tmp / "b"), (tmp / "b").read_bytes()
    (3, None, b'one')
    """
    with source.open("rb", buffering=0) as old, ExitStack() as stack:
        new = stack.enter_context(target.open("wb"))
        copy_range(old, 0, source.stat().st_size, new)
        target.chmod(0o644)
        stack.pop_all()  # the disk closes it
        (disk.take if disk else bring_down)(new)


def copy_range(source: BinaryIO, start: int, length: int, target: BinaryIO) -> None:
    """Append a range of a file to one that is written; OSError where the range is not there, or the disk full.

    >>> with (tmp / "a").open("wb") as file:
    ...     file.write(b"one two three")
    13
    >>> with (tmp / "a").open("rb") as source, (tmp / "b").open("wb") as target:
    ...     copy_range(source, 4, 3, target)
    >>> (tmp / "b").read_bytes()
    b'two'
    """
    target.flush()
    at = target.tell()
    done = _copied(source.fileno(), start, length, target.fileno(), at)
    target.seek(at + done)
    source.seek(start + done)
    while done < length:
        data = source.read(min(PIECE, length - done))
        if not data:
            raise OSError(errno.EIO, os.strerror(errno.EIO), source.name)
        done += target.write(data)


def _copied(source: int, start: int, length: int, target: int, at: int) -> int:
    """How many bytes the system copied."""
    done = 0
    if hasattr(os, "copy_file_range"):
        try:
            while done < length:
                count = os.copy_file_range(source, target, length - done, start + done, at + done)
                if not count:
                    break
                done += count
        except OSError as error:
            if error.errno not in _UNABLE:
                raise
    return done
