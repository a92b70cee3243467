"""Some records as pieces of the files of a package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import orjson

from broadsheet.checks.spool import Block
from broadsheet.engines import Kept
from broadsheet.packages.gathered import Gathered
from broadsheet.tables import nested, tabulated, without_left_out
from broadsheet.tables.formats import canonical, to_csv

__all__ = ["KeptPieces", "Pieces", "Writing"]


@dataclass(frozen=True, slots=True)
class Pieces:
    """What some records come to.

    Under the name of each table are its rows in CSV, without a header, the same as its digest is made of, and their
    number; `records` are the records as JSON Lines, `count` is how many there are.
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


def pieces_of(kind: str, lines: bytes, left_out: Sequence[str]) -> Pieces:
    """The pieces of records of a kind, each a line of JSON; `left_out` names the columns that are in none of them."""
    records = nested(kind, lines)
    csv, digested, rows = {}, {}, {}
    for table, frame in tabulated(kind, records, left_out):
        csv[table.name] = to_csv(frame, header=False) if frame.height else b""
        digested[table.name] = b"".join(canonical(frame, table.schema()))
        rows[table.name] = frame.height
    gathered = Gathered.of(records, left_out) if kind == "articles" else Gathered()
    return Pieces(csv, digested, rows, _kept(kind, lines, left_out), records.height, gathered)


def _kept(kind: str, lines: bytes, left_out: Sequence[str]) -> bytes:
    """Records, each a line of JSON, without what is left out."""
    if not left_out:
        return lines
    kept = without_left_out(kind, map(orjson.loads, lines.splitlines()), left_out)
    return b"".join(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in kept)


@dataclass(frozen=True, slots=True)
class Writing:
    """The stage that makes pieces of blocks of articles."""

    left_out: tuple[str, ...] = ()

    def __call__(self, block: Block) -> Pieces:
        """The pieces of a block."""
        return pieces_of("articles", block.lines(), self.left_out)


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
