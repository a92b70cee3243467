"""Packed files as streams of what is in them."""

from __future__ import annotations

import gzip
import importlib
import zlib
from typing import BinaryIO, cast

__all__ = ["BROKEN", "PACKED", "MissingZstdError", "unpacked"]

PACKED = (".gz", ".zst")
"""The endings of packed files of lines."""

BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)
"""What is raised where packed bytes are damaged or cut off; zstd has an error of its own, see `unpacked`."""

ZSTD = ("compression.zstd", "backports.zstd")
"""Who reads zstd: Python from 3.14 on, and the extra before."""


class MissingZstdError(ImportError):
    """Nobody reads zstd here."""


def unpacked(stream: BinaryIO, name: str) -> tuple[BinaryIO, tuple[type[Exception], ...]]:
    """The bytes in a packed stream, by the ending of its name, and the errors of damaged ones.

    Raises MissingZstdError where the extra `zstd` is not installed.
    """
    if not name.lower().endswith(PACKED):
        return stream, ()
    if name.lower().endswith(".gz"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream)), BROKEN
    for module in ZSTD:
        try:
            zstd = importlib.import_module(module)
        except ImportError:
            continue
        return cast("BinaryIO", zstd.ZstdFile(stream)), (EOFError, zstd.ZstdError)
    raise MissingZstdError
