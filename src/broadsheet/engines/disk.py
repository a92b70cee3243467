"""Files brought down to the disk, beside other work."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, Self

__all__ = ["AT_ONCE", "Disk", "bring_down"]

AT_ONCE = 32
"""At most so many files wait to be brought down, since each of them is open."""


class Disk:
    """Files that are brought down to the disk while others are written. It is a context, at whose end all of them are.

    Raises OSError, at the latest then, for a file that could not be.

    >>> with Disk() as disk:
    ...     file = (tmp / "a").open("wb")
    ...     disk.take(file)
    >>> file.closed
    True
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "broadsheet-disk")
        self._under_way: list[Future[None]] = []

    def take(self, file: BinaryIO) -> None:
        """Bring a file down and close it, which nobody writes to any more; at once where too many wait."""
        if sum(not each.done() for each in list(self._under_way)) < AT_ONCE:
            self._under_way.append(self._thread.submit(bring_down, file))
        else:
            bring_down(file)

    def begin(self, file: BinaryIO) -> None:
        """Begin to bring down what is in a file that is written on, so that less is left to do at its end."""
        file.flush()
        self._under_way.append(self._thread.submit(bring_down, os.fdopen(os.dup(file.fileno()), "wb")))

    def settle(self) -> None:
        """Wait until all that was taken, or begun, is on the disk: OSError for what could not be."""
        while self._under_way:
            self._under_way.pop().result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._thread.shutdown()
        if kind is None:
            self.settle()


def bring_down(file: BinaryIO) -> None:
    """Bring a file down to the disk and close it."""
    with file:
        file.flush()
        os.fsync(file.fileno())
