"""A block of articles as pieces of the files of a package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import orjson

from broadsheet.checks.checked import Checked
from broadsheet.checks.spool import Block, InMemory
from broadsheet.packages.gathered import Gathered
from broadsheet.packages.kept import Kept
from broadsheet.tables import Tabulation, tables_of, without_left_out
from broadsheet.tables.formats import canonical, to_csv
from broadsheet.tables.tabulate import PART

__all__ = ["KeptPieces", "Pieces", "Writing"]


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a block of articles comes to.

    Under the name of each table are its rows in CSV, without a header, the same as its digest is made of, and their
    number; `records` are the articles as JSON Lines.
    """

    csv: Mapping[str, bytes]
    lines: Mapping[str, bytes]
    rows: Mapping[str, int]
    records: bytes
    count: int
    gathered: Gathered

    def to_bytes(self) -> Iterator[bytes]:
        """It as bytes, in pieces: a line of JSON that says how long the others are, then those."""
        names, blobs = list(self.csv), [*self.csv.values(), *self.lines.values(), self.records]
        known = [names, list(self.rows.values()), self.count, self.gathered.to_json(), list(map(len, blobs))]
        yield orjson.dumps(known) + b"\n"
        yield from blobs

    @classmethod
    def from_bytes(cls, data: bytes) -> Pieces:
        """It from what `to_bytes` gave."""
        begin = data.index(b"\n") + 1
        names, rows, count, gathered, lengths = orjson.loads(data[:begin])
        blobs = []
        for length in lengths:
            blobs.append(data[begin : begin + length])
            begin += length
        csv, lines = blobs[: len(names)], blobs[len(names) : -1]
        written = dict(zip(names, csv, strict=True)), dict(zip(names, lines, strict=True))
        return cls(*written, dict(zip(names, rows, strict=True)), blobs[-1], count, Gathered.from_json(gathered))


@dataclass(frozen=True, slots=True)
class Writing:
    """The stage that makes pieces of blocks; `left_out` names the columns that are in none of them."""

    left_out: tuple[str, ...] = ()

    def __call__(self, block: Block) -> Pieces:
        """The pieces of a block; of its records a few are in memory at a time."""
        lines, written, gathered = block.lines(), list[bytes](), Gathered()
        tables = Tabulation([table for table in tables_of(self.left_out) if table.root.name == "articles"])
        for begin in range(0, len(lines), PART):
            some = lines[begin : begin + PART]
            articles = InMemory(map(orjson.loads, some))
            kept = without_left_out(Checked(articles, left_out=self.left_out)).articles
            tables.take("articles", articles)
            gathered.add(Gathered.of(articles, kept), named=True)
            written += map(orjson.dumps, kept) if self.left_out else some
        return _pieces(tables, b"\n".join([*written, b""]), len(lines), gathered)


def _pieces(tables: Tabulation, records: bytes, count: int, gathered: Gathered) -> Pieces:
    csv, lines, rows = {}, {}, {}
    for table, frame in tables.frames():
        csv[table.name] = to_csv(frame, header=False) if frame.height else b""
        lines[table.name] = b"".join(canonical(frame, table.schema()))
        rows[table.name] = frame.height
    return Pieces(csv, lines, rows, records, count, gathered)


class KeptPieces:
    """The pieces of blocks that earlier builds wrote, by the digests of the blocks; it is the `shards` of a run."""

    def __init__(self, kept: Kept, left_out: Sequence[str]) -> None:
        self._kept, self._left_out = kept, left_out

    def name(self, batch: Sequence[Block]) -> str:
        """The name of what comes of a block."""
        return self._kept.name("block", *self._left_out, batch[0].digest)

    def load(self, name: str) -> list[Pieces] | None:
        """What came of it, if it was kept."""
        data = self._kept.load(name)
        return None if data is None else [Pieces.from_bytes(data)]

    def save(self, name: str, results: Sequence[Pieces]) -> None:
        """Keep what came of it."""
        self._kept.save(name, results[0].to_bytes())
