"""Packed files as streams of what is in them."""

from __future__ import annotations

import gzip
import importlib
import io
import zlib
from typing import Any, BinaryIO

__all__ = ["BROKEN", "HIGHEST_RATIO", "PACKED", "BombError", "MissingZstdError", "unpacked"]

PACKED = (".gz", ".zst")
"""The endings of packed files of lines."""

BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)
"""What is raised where packed bytes are damaged or cut off; zstd has an error of its own, see `unpacked`."""

ZSTD = ("compression.zstd", "backports.zstd")
"""Who reads zstd: Python from 3.14 on, and the extra before."""


HIGHEST_RATIO = 200
"""Plain text shrinks to a twentieth at best; what unpacks to so many times its size is no text."""

PIECE = 2**16

LEAST = 2**20
"""So many unpacked bytes are no harm, whatever they were packed into."""


class BombError(Exception):
    """Packed bytes unpack to far more than texts would."""


class MissingZstdError(ImportError):
    """Nobody reads zstd here."""


def unpacked(stream: BinaryIO, name: str) -> tuple[BinaryIO, tuple[type[Exception], ...]]:
    """The lines in a packed stream, by the ending of its name, and the errors of damaged ones.

    Raises MissingZstdError where the extra `zstd` is not installed; reading raises BombError.
    """
    if not name.lower().endswith(PACKED):
        return stream, ()
    if name.lower().endswith(".gz"):
        return _capped(stream, gzip.GzipFile(fileobj=stream)), BROKEN
    for module in ZSTD:
        try:
            zstd = importlib.import_module(module)
        except ImportError:
            continue
        return _capped(stream, zstd.ZstdFile(stream)), (EOFError, zstd.ZstdError)
    raise MissingZstdError


def _capped(packed: BinaryIO, inner: Any) -> BinaryIO:
    return io.BufferedReader(_Capped(packed, inner), PIECE)


class _Capped(io.RawIOBase):
    """What unpacks packed bytes, as long as these do not grow too much."""

    def __init__(self, packed: BinaryIO, inner: Any) -> None:
        self._packed, self._inner, self._read = packed, inner, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill as much of a buffer as comes at once: what comes before damage is not lost."""
        data = self._inner.read1(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        if self._read > LEAST and self._read > HIGHEST_RATIO * self._packed.tell():
            raise BombError
        return len(data)
