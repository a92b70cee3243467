"""Folders that a process has for itself, or shares with others that ask for no more."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Self

if sys.platform != "win32":
    import fcntl

__all__ = ["Lock"]

_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOLCK}


class Lock:
    """The lock of a folder, which goes with the process that holds it.

    Where the system or the file system knows no locks, nobody is kept out. Raises OSError for what is no folder.

    >>> with Lock(tmp) as one, Lock(tmp) as other:
    ...     one.take(shared=True), other.take(shared=True), one.take(wait=False)
    (True, True, False)
    """

    def __init__(self, folder: Path) -> None:
        self._handle = None if sys.platform == "win32" else os.open(folder, os.O_RDONLY)

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take it, alone or shared with others; whether that could be, where it is not waited for."""
        if sys.platform == "win32" or self._handle is None:
            return True
        try:
            fcntl.flock(self._handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _UNKNOWN:
                raise
        return True

    def close(self) -> None:
        """Let go of it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
