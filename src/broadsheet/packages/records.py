"""Records written: their tables in CSV, and themselves as JSON; articles block by block."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Any

from broadsheet.checks.blocks import Block, block_of
from broadsheet.checks.checked import Checked
from broadsheet.engines import is_far
from broadsheet.engines.disk import Disk
from broadsheet.engines.watching import Step, watched
from broadsheet.packages.gathered import Gathered
from broadsheet.packages.making import KeptResults, make
from broadsheet.packages.means import Means
from broadsheet.packages.pieces import Pieces, Writing
from broadsheet.tables import tables_of
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.formats import canonical_head
from broadsheet.tables.receipt import Receipt
from broadsheet.tables.series import Series
from broadsheet.tables.sums import Sum, Sums

__all__ = ["Making", "Written", "making", "write_records"]


@dataclass(frozen=True)
class Written:
    """What was written of records: of each table the receipt and the digest, the receipt of the records themselves."""

    tables: dict[str, tuple[Receipt, str]]
    nested: Receipt
    gathered: Gathered


@dataclass(frozen=True, slots=True)
class Making:
    """Who makes pieces of records: an engine that is open. Articles are in blocks; `known` is what is kept of them."""

    engine: Executor
    articles: Iterator[Block]
    known: KeptResults[Block, Pieces] | None


@contextmanager
def making(records: Checked, means: Means) -> Iterator[Making]:
    """Who makes pieces of some records: processes, where they pay for the articles that have to be worked on."""
    known = _known(_writing("articles", records, means), means)
    opened, blocks = means.open(
        records.articles.blocks(means.block), lambda block: 0 if known and known.knows(block) else len(block)
    )
    with opened as engine:
        yield Making(engine, blocks, known)


def write_records(  # noqa: PLR0913, PLR0917 - what is written, and how
    stage: Path, kind: str, records: Checked, means: Means, made: Making, sums: Sums | None = None
) -> Written:
    """Write records of a kind into the folder of a package: their tables in CSV, and themselves as JSON.

    What more than `means.part` articles come to stands in several files, each of so many at most; a file of one
    table has the articles of the files of the same number of all others. What `sums` know is not hashed again.
    Raises BroadsheetError for a block at which processes die.
    """
    writing = _writing(kind, records, means)
    with (
        closing(_pieces(records, writing, means, made)) as blocks,
        closing(_Files(stage, writing, sums, means.disk)) as files,
    ):
        for pieces in blocks:
            if writing.several and files.count + pieces.count > means.part:
                files.turn()
            files.append(pieces)
            del pieces  # before the next are made
        return files.finish()


def _writing(kind: str, records: Checked, means: Means) -> Writing:
    several = kind == "articles" and len(records.articles) > means.part
    return Writing(kind, records.left_out, several, keyed=means.kept is not None)


def _known(writing: Writing, means: Means) -> KeptResults[Block, Pieces] | None:
    return None if means.kept is None else KeptResults(writing, means.kept)


def _pieces(records: Checked, writing: Writing, means: Means, made: Making) -> Generator[Pieces]:
    """What each block of records of a kind comes to, in order; others than articles are one block."""
    kind, blocks, known = writing.kind, made.articles, made.known
    if kind != "articles":
        block = block_of(records.kinds[kind])
        blocks, known = iter([block] if len(block) else []), _known(writing, means)
    sent = (block.carried() for block in blocks) if is_far(made.engine) else blocks
    step = Step[Any]("article", "written", len(records.articles), count=lambda found: found.count)
    with closing(make(writing, sent, made.engine, known, lambda block: f"a block of {len(block)} {kind}")) as found:
        pieces = starmap(writing.with_records, found)
        yield from watched(pieces, step) if kind == "articles" else pieces


class _Files:
    """The files of the tables of a kind of records, and of the records themselves, while these are written."""

    def __init__(self, stage: Path, writing: Writing, sums: Sums | None, disk: Disk | None) -> None:
        tables = [table for table in tables_of(writing.left_out) if table.root.name == writing.kind]
        self._several = writing.several
        self.count = 0
        self._gathered = Gathered()
        heads = {table.name: [column.name for column in table.all_columns] for table in tables}
        self._digests = {name: Sum(sums) for name in heads}
        for name, columns in heads.items():
            self._digests[name].add(Chunk.of(canonical_head(columns)))
        about: dict[str, Any] = {"several": writing.several, "sums": sums, "disk": disk}
        self._tables = {
            name: Series(stage, f"data/{name}", "csv", head=(",".join(columns) + "\n").encode(), **about)
            for name, columns in heads.items()
        }
        suffix = "jsonl" if writing.several else "json"
        self._nested = Series(stage, f"data/{writing.kind}", suffix, head=b"[\n", tail=b"\n]\n", **about)
        self._between = b""

    def turn(self) -> None:
        """Go on in new files."""
        for series in (*self._tables.values(), self._nested):
            series.turn()
        self.count = 0

    def append(self, pieces: Pieces) -> None:
        """Write what a block comes to."""
        for name, series in self._tables.items():
            series.append(pieces.csv[name], pieces.rows[name])
            self._digests[name].add(pieces.lines[name])
        self._nested.append(Chunk.of(self._between), 0)
        self._nested.append(pieces.records, pieces.count)
        self._between = b"" if self._several else b",\n"
        self._gathered.add(pieces.gathered)
        self.count += pieces.count

    def close(self) -> None:
        """Let go of files that are open."""
        for series in (*self._tables.values(), self._nested):
            series.close()

    def finish(self) -> Written:
        """What was written."""
        tables = {name: (series.finish(), self._digests[name].hexdigest()) for name, series in self._tables.items()}
        return Written(tables, self._nested.finish(), self._gathered)
