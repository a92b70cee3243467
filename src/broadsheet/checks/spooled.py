"""Files of records, one a line, with what is known of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING
from zlib import crc32

import orjson

from broadsheet.checks.blocks import PRINT, Record, fingerprint, joined

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Spooled"]

PIECE = 1 << 20
"""Bytes of a file that are read at once."""

AT_ONCE = 1000
"""Records that are written to a file together."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A file of records, one a line, in any order: its path, and of each record the id, the bytes, the digest.

    `check` is the CRC-32 of the file.
    """

    path: str
    ids: tuple[str, ...]
    sizes: tuple[int, ...]
    prints: bytes
    check: int = 0

    @classmethod
    def write_all(cls, folder: Path, records: Iterable[Record]) -> Iterator[Spooled]:
        """The receipts of many records that are written to files, of which few are in memory at a time."""
        lines = ((record["id"], orjson.dumps(record)) for record in records)
        while some := list(islice(lines, AT_ONCE)):
            yield cls.write(folder, some)

    @classmethod
    def write(cls, folder: Path, lines: Iterable[tuple[str, bytes]]) -> Spooled:
        """The receipt of records that are written to a file, whole or not at all; its name is that of its contents.

        Of each record there are the id and the line.
        """
        ids, sizes, prints, check = [], [], [], 0
        with NamedTemporaryFile("wb", dir=folder, prefix=".", delete=False) as file:
            try:
                for id, line in lines:
                    check = crc32(b"\n", crc32(line, check))
                    file.write(line + b"\n")
                    ids.append(id)
                    sizes.append(len(line) + 1)
                    prints.append(fingerprint(line))
            except BaseException:
                Path(file.name).unlink()
                raise
        path = Path(file.name).replace(folder / f"{joined(prints)}.jsonl")
        return cls(path.as_posix(), tuple(ids), tuple(sizes), b"".join(prints), check)

    def is_whole(self) -> bool:
        """Whether the file is there, with what was written into it."""
        found = 0
        try:
            with open(self.path, "rb") as file:  # noqa: PTH123 - many files
                while data := file.read(PIECE):
                    found = crc32(data, found)
        except OSError:
            return False
        return found == self.check

    def frame(self) -> pl.DataFrame:
        """A row for each record, in the order of the file."""
        import polars as pl  # noqa: PLC0415 - loaded when used

        ends = list(accumulate(self.sizes))
        return pl.DataFrame({
            "id": pl.Series(self.ids, dtype=pl.String),
            "path": pl.Series([os.fsencode(self.path)], dtype=pl.Binary).new_from_index(0, len(self.ids)),
            "start": pl.Series([0, *ends[:-1]] if ends else [], dtype=pl.Int64),
            "end": pl.Series(ends, dtype=pl.Int64),
            "print": pl.Series(
                [self.prints[at : at + PRINT] for at in range(0, len(self.prints), PRINT)], dtype=pl.Binary
            ),
        })  # fmt: skip
