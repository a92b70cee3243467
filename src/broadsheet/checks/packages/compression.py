"""Compressed files: gzip, bzip2, xz, zstd and zip with one file in it, under a cap on what comes out."""

from __future__ import annotations

import bz2
import importlib
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from broadsheet.checks.packages.stores import CHUNK, chunks_of
from broadsheet.checks.tables.caps import CAPS, Caps
from broadsheet.checks.tables.members import Members, spooled
from broadsheet.checks.tables.troubles import MissingExtra, RefusedFile, UnreadFile
from broadsheet.issues import shorten

__all__ = ["compression_of", "unpacked"]

ENDINGS = {"gz": "gz", "gzip": "gz", "bz2": "bz2", "xz": "xz", "zst": "zst", "zstd": "zst", "zip": "zip"}
NONE = {"", "no", "none"}
ZSTD = ("compression.zstd", "backports.zstd")
"""Who reads zstd: Python from 3.14 on, and the extra before."""


def compression_of(path: str, declared: object = None) -> str | None:
    """The compression of a file: what its descriptor says, or what its name ends with.

    UnreadFile when the descriptor names one that is not known here.

    >>> compression_of("a.csv.gz"), compression_of("a.csv")
    ('gz', None)
    """
    if isinstance(declared, str):
        if declared.lower() not in {*ENDINGS, *NONE}:
            raise UnreadFile(f"is packed in a way that is not known here: {shorten(declared)}")
        return ENDINGS.get(declared.lower())
    return ENDINGS.get(path.rsplit(".", 1)[-1].lower()) if "." in path else None


def unpacked(stream: IO[bytes], kind: str, caps: Caps = CAPS, inner: object = None) -> Iterator[bytes]:
    """The bytes inside a compressed stream; RefusedFile when it is broken, BeyondCap when it swells beyond reason.

    `inner` names the file in a zip that holds several.
    """
    return _member(stream, caps, inner) if kind == "zip" else _inflated(stream, kind, caps)


def _member(stream: IO[bytes], caps: Caps, inner: object) -> Iterator[bytes]:
    """The bytes of the one file in a zip archive."""
    with spooled(chunks_of(stream)) as file:
        members = Members(file, caps)
        wanted = [name for name in members.names if (name == inner if inner else not name.startswith("__MACOSX/"))]
        if len(wanted) != 1:
            what = "no file" if not wanted else f"{len(wanted)} files, and innerpath does not say which"
            raise RefusedFile(f"holds {what}" + (f" called {shorten(inner)}" if isinstance(inner, str) else ""))
        yield from chunks_of(members.open(wanted[0]))


def _inflated(stream: IO[bytes], kind: str, caps: Caps) -> Iterator[bytes]:
    taken = given = 0
    with stream:
        decoder, whole = MAKERS[kind](), False
        while data := stream.read(CHUNK):
            taken += len(data)
            while data or _is_full(decoder):
                piece, data = _step(decoder, data)
                given += len(piece)
                caps.hold(given, taken)
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
    for name in ZSTD:
        try:
            return importlib.import_module(name).ZstdDecompressor()
        except ImportError:
            continue
    raise MissingExtra("is compressed with zstd, which needs an extra", "zstd")


MAKERS: dict[str, Callable[[], Any]] = {
    "gz": lambda: zlib.decompressobj(wbits=31),
    "bz2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
    "zst": _zstd,
}
