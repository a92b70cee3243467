"""Files of records as they are shared out: small ones in groups, long ones in ranges of lines."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import replace
from zlib import crc32

from broadsheet.checks import pieces
from broadsheet.checks.file_bytes import ChangedError, trouble_of
from broadsheet.checks.pieces import Given, Piece, Shard, cut_of, is_lines, is_packed
from broadsheet.engines.stamps import NOWHERE, Stamp, has_stamp, stamp_of

__all__ = ["Ranges", "halves", "shared_out"]

MOST, FEW = 256, 64
"""Files of a group, at most and about."""

Range = tuple[int, int, int]
"""Where lines start and end, and the number of the first."""

Ranges = MutableMapping[tuple[str, int], list[Range]]
"""The ranges of long files that are known, by their names and the prints of their stamps."""


def halves(shard: Shard) -> list[Shard]:
    """The two halves of a shard; none where it is one record, or a file that holds no lines."""
    if len(shard) > 1:
        return [shard[: len(shard) // 2], shard[len(shard) // 2 :]]
    piece = shard[0]
    lines = b"".join(piece.chunks(pieces.SHARE)).removesuffix(b"\n").split(b"\n") if piece.is_lines else []
    if len(lines) < 2:
        return []
    first = lines[: len(lines) // 2]
    return [(piece.part(0, cut := sum(map(len, first)) + len(first)),), (piece.part(cut, piece.size, len(first)),)]


def shared_out(files: Iterable[Given | Piece], known: Ranges | None = None) -> Iterator[Shard]:
    """The files in shards, in their order. Ranges of long files that are `known` are not looked for again.

    Where a shard ends depends on what is near its end: other names, or longer lines, earlier on change nothing there.
    """
    some: list[Piece] = []
    size = 0
    for given in files:
        for piece in _pieces(given, {} if known is None else known):
            length = piece.size
            if some and size + length > pieces.SHARE:
                yield tuple(some)
                some, size = [], 0
            some.append(piece)
            size += length
            if len(some) >= MOST or crc32(piece.shown.encode(errors="surrogatepass")) % FEW == 0:
                yield tuple(some)
                some, size = [], 0
    if some:
        yield tuple(some)


def _pieces(given: Given | Piece, known: Ranges) -> Iterator[Piece]:
    if isinstance(given, Piece):
        yield given
        return
    path, shown = given
    name = os.fspath(path)
    piece = Piece(shown, name, stamp=stamp_of(name))
    if is_packed(name) and trouble_of(path, shown) is None:
        from broadsheet.checks.holders import held  # noqa: PLC0415 - for these alone

        yield from held(piece)
    elif not is_lines(name) or piece.size <= pieces.SHARE:
        yield piece
    else:
        try:
            for start, end, line in _ranges(name, piece.stamp or NOWHERE, known):
                yield replace(piece, start=start, end=end, line=line)
        except (ChangedError, OSError):
            yield replace(piece, stamp=Stamp(-1))


def _ranges(name: str, stamp: Stamp, known: Ranges) -> Iterator[Range]:
    """The ranges of a file, known then. Raises ChangedError when it has not the stamp that it should have."""
    if (name, stamp.print) not in known:
        found = []
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - as a stream
            if not has_stamp(file, stamp):
                raise ChangedError
            for each in _found_in(file):
                yield each
                found.append(each)
        known[name, stamp.print] = found
    else:
        yield from known[name, stamp.print]


def _found_in(file: io.FileIO) -> Iterator[Range]:
    """Ranges, found with one buffer for all of them."""
    data, start, line = bytearray(pieces.SHARE), 0, 1
    while size := file.readinto(data):
        length = size if size < pieces.SHARE else cut_of(data) or pieces.SHARE + _rest_of_line(file)
        yield start, start + length, line
        line += _breaks(data, min(length, size)) + (length > size)
        start += length
        file.seek(start)


def _breaks(data: bytes | bytearray, end: int) -> int:
    """How many lines end in some bytes; looked for line by line, which is quicker than to count byte by byte."""
    count, at = 0, data.find(b"\n", 0, end)
    while at >= 0:
        count, at = count + 1, data.find(b"\n", at + 1, end)
    return count


def _rest_of_line(file: io.FileIO) -> int:
    """How many bytes there are to the end of the line."""
    count = 0
    while data := file.read(pieces.SHARE):
        if (at := data.find(b"\n")) >= 0:
            return count + at + 1
        count += len(data)
    return count
