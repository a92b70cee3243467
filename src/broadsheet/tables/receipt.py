"""What a write leaves behind: where the file is and how to recognise it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from broadsheet.engines.copying import PIECE
from broadsheet.engines.disk import Disk
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.growing import Growing
from broadsheet.tables.sums import Sums

__all__ = ["Receipt", "pieces_of", "to_json", "write_bytes", "write_chunks", "write_pieces"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file that was written: its path in the package, SHA-256, length in bytes, and rows if it has any.

    Of a resource in several files, `bytes` and `rows` are those of all, and `parts` the receipts of each. It has no
    SHA-256, which could not be made of theirs.
    """

    path: str
    sha256: str
    bytes: int
    rows: int | None = None
    parts: tuple[Receipt, ...] = ()

    @classmethod
    def of_parts(cls, path: str, parts: Iterable[Receipt]) -> Receipt:
        """The receipt of several files; the path is the one that a single file would have."""
        files = tuple(parts)
        return cls(path, "", sum(each.bytes for each in files), sum(each.rows or 0 for each in files), files)

    @property
    def files(self) -> tuple[Receipt, ...]:
        """The receipt of each file."""
        return self.parts or (self,)


def to_json(value: Any) -> bytes:
    """A value as indented JSON with a line feed at the end."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def write_bytes(folder: Path, path: str, data: bytes, rows: int | None = None) -> Receipt:
    """Write a file of a package, down to the disk, with permissions that do not depend on the user.

    Raises UnwritableError when the folder is read-only or the disk full.
    """
    return write_pieces(folder, path, (data,), rows)


def write_pieces(folder: Path, path: str, pieces: Iterable[bytes], rows: int | None = None) -> Receipt:
    """The same, for a file that comes in pieces."""
    return write_chunks(folder, path, map(Chunk.of, pieces), rows)


def write_chunks(  # noqa: PLR0913 - a call with names
    folder: Path,
    path: str,
    chunks: Iterable[Chunk],
    rows: int | None = None,
    sums: Sums | None = None,
    *,
    disk: Disk | None = None,
) -> Receipt:
    """The same, for a file that comes in chunks; `sums` and `disk` are those of `Growing`."""
    with Growing(folder / path, sums, disk) as file:
        for chunk in chunks:
            file.append(chunk)
    return Receipt(path, file.sha256, file.length, rows)


def pieces_of(file: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with file.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece
