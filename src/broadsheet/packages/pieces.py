"""Some records as pieces of the files of a package."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from mmap import mmap
from pathlib import Path

import orjson

from broadsheet.checks.blocks import Block
from broadsheet.packages.gathered import Gathered
from broadsheet.tables import nested, tabulated, without_left_out
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.formats import canonical, to_csv

__all__ = ["Pieces", "Writing"]

FEW = 10
"""In so many places of files records may stand for them to be copied from there."""

MARKED = re.compile(rb'\\[^"n]')
"""A character that is escaped in JSON, and neither quotation mark nor line feed."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What some records come to, as chunks.

    Under the name of each table are its rows in CSV, without a header, the same as its digest is made of, and their
    number; `records` are the records as JSON, unless they are copied from their block; `count` is how many there are.
    """

    csv: Mapping[str, Chunk]
    lines: Mapping[str, Chunk]
    rows: Mapping[str, int]
    records: Chunk
    count: int
    gathered: Gathered

    def to_bytes(self) -> Iterator[bytes]:
        """It as bytes, in pieces: a line of JSON that says what the chunks are, then those."""
        names, chunks = list(self.csv), [*self.csv.values(), *self.lines.values(), self.records]
        about = [[chunk.size, chunk.key] for chunk in chunks]
        yield orjson.dumps([names, list(self.rows.values()), self.count, self.gathered.to_json(), about]) + b"\n"
        for chunk in chunks:
            yield chunk.read()

    @classmethod
    def read(cls, head: bytes, chunk: Callable[[int, int, str], Chunk]) -> Pieces:
        """It from the line; `chunk` gives the chunk that starts at a byte behind it, of a size, with a key."""
        names, rows, count, gathered, about = orjson.loads(head)
        starts = accumulate((size for size, _ in about), initial=0)
        chunks = [chunk(start, size, key) for start, (size, key) in zip(starts, about, strict=False)]
        csv, lines = chunks[: len(names)], chunks[len(names) : -1]
        told = dict(zip(names, csv, strict=True)), dict(zip(names, lines, strict=True))
        return cls(*told, dict(zip(names, rows, strict=True)), chunks[-1], count, Gathered.from_json(gathered))


@dataclass(frozen=True, slots=True)
class Writing:
    """The stage that makes pieces of blocks of records of a kind; see `Stage`.

    `left_out` names the columns that are in none of them. Records are lines of JSON where they stand in `several`
    files, and else items of an array, and each article is then named in what is gathered. Chunks that are `keyed` have
    keys.
    """

    kind: str = "articles"
    left_out: tuple[str, ...] = ()
    several: bool = False
    keyed: bool = False

    def __call__(self, block: Block) -> Pieces:
        """The pieces of a block."""
        lines = block.lines()
        records = nested(self.kind, lines)
        csv, digested, rows, marked = {}, {}, {}, _is_marked(lines)
        for table, frame in tabulated(self.kind, records, self.left_out):
            data = to_csv(frame, header=False) if frame.height else b""
            plain = not marked and _is_plain(data, frame.height)
            key = f"{table.name} {hashlib.sha256(data).hexdigest()}" if self.keyed else ""  # tells its lines as well
            csv[table.name] = Chunk.of(data, key)
            digested[table.name] = Chunk.of(b"".join(canonical(frame, table.schema(), plain=plain)), key)
            rows[table.name] = frame.height
        named = not self.several
        gathered = Gathered.of(records, self.left_out, named=named) if self.kind == "articles" else Gathered()
        told = b"" if self._copies(block) else self._json(lines)
        return Pieces(csv, digested, rows, Chunk.of(told, self._key(block)), records.height, gathered)

    def _copies(self, block: Block) -> bool:
        """Whether the records of a block, as they stand in files, are what is written: then they are not kept again."""
        return self.keyed and self.several and not self.left_out and 0 < len(block.places) <= FEW

    def _key(self, block: Block) -> str:
        return self.name(block) if self.keyed else ""

    def with_records(self, block: Block, pieces: Pieces) -> Pieces:
        """The pieces of a block with its records, wherever these are."""
        return replace(pieces, records=Chunk.at(block.places, self._key(block))) if self._copies(block) else pieces

    def name(self, block: Block) -> str:
        """What tells the pieces of a block from others."""
        about = self.kind, str(self.several), str(self._copies(block)), *self.left_out
        return "\0".join(("block", *about, block.digest))

    def to_bytes(self, pieces: Pieces) -> Iterator[bytes]:
        """Pieces as bytes."""
        return pieces.to_bytes()

    def lent(self, data: mmap) -> Pieces:
        """Pieces from bytes that are lent."""
        head, view = data.readline(), memoryview(data)
        return Pieces.read(head, lambda start, size, key: Chunk.lent(view[len(head) + start :][:size], key))

    def in_file(self, path: Path, _: str) -> Pieces:
        """Pieces from a file that begins with them, of which the chunks are ranges."""
        with path.open("rb") as file:
            head = file.readline()
        name, first = os.fspath(path), len(head)
        return Pieces.read(head, lambda start, size, key: Chunk.at(((name, first + start, first + start + size),), key))

    def _json(self, lines: bytes) -> bytes:
        """Records, each a line of JSON, without what is left out."""
        if self.left_out:
            kept = without_left_out(self.kind, map(orjson.loads, lines.splitlines()), self.left_out)
            lines = b"".join(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in kept)
        return lines if self.several else lines.removesuffix(b"\n").replace(b"\n", b",\n")


def _is_marked(lines: bytes) -> bool:
    """Whether texts in JSON have other characters that are escaped than quotation marks and line feeds."""
    return b"\\" in lines and bool(MARKED.search(lines))


def _is_plain(csv: bytes, rows: int) -> bool:
    """Whether so many rows in CSV, without a header, have no text with quotation marks or line feeds in it."""
    return csv.count(b"\n") == rows and not (b'"' in csv and b'""' in csv)
