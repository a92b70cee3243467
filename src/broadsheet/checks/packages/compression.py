"""Compressed files: gzip, bzip2, xz and zstd, under a cap on what comes out."""

from __future__ import annotations

import bz2
import importlib
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from broadsheet.checks.packages.stores import CHUNK, RefusedFile

__all__ = ["compression_of", "unpacked"]

ENDINGS = {"gz": "gz", "gzip": "gz", "bz2": "bz2", "xz": "xz", "zst": "zst", "zstd": "zst"}
RATIO = 1000
FREE = 100 << 20


def compression_of(path: str, declared: object = None) -> str | None:
    """The compression of a file: what its descriptor says, or what its name ends with.

    >>> compression_of("a.csv.gz"), compression_of("a.csv")
    ('gz', None)
    """
    if isinstance(declared, str):
        return ENDINGS.get(declared.lower())
    return ENDINGS.get(path.rsplit(".", 1)[-1].lower()) if "." in path else None


def unpacked(stream: IO[bytes], kind: str) -> Iterator[bytes]:
    """The bytes inside a compressed stream; RefusedFile when it is broken or swells beyond reason."""
    taken = given = 0
    with stream:
        decoder, whole = MAKERS[kind](), True
        while data := stream.read(CHUNK):
            taken += len(data)
            while data or _is_full(decoder):
                piece, data = _step(decoder, data)
                given += len(piece)
                if given > FREE and given > RATIO * taken:
                    raise RefusedFile("unpacks to more than is sensible")
                if piece:
                    yield piece
                whole = decoder.eof
                if whole:
                    data = decoder.unused_data.lstrip(b"\0")
                    decoder = MAKERS[kind]()
        if not whole:
            raise RefusedFile("ends in the middle of its compressed data")


def _is_full(decoder: Any) -> bool:
    """Whether a decoder has output left although its input is used up."""
    return not decoder.eof and not getattr(decoder, "needs_input", True)


def _step(decoder: Any, data: bytes) -> tuple[bytes, bytes]:
    """One bounded piece of output, and the input that is left."""
    try:
        piece = decoder.decompress(data, CHUNK * 4)
        return piece, getattr(decoder, "unconsumed_tail", b"")
    except Exception as error:
        raise RefusedFile("is not what its compression says, or broken") from error


def _zstd() -> Any:
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name).ZstdDecompressor()
        except ImportError:
            continue
    raise RefusedFile("is compressed with zstd: install broadsheet[zstd] to read it")


MAKERS: dict[str, Callable[[], Any]] = {
    "gz": lambda: zlib.decompressobj(wbits=31),
    "bz2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
    "zst": _zstd,
}
