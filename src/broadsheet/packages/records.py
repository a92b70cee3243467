"""Records written: their tables in CSV, and themselves as JSON; articles block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

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

__all__ = ["Making", "Written", "making", "write_articles", "write_others"]


@dataclass(frozen=True)
class Written:
    """What was written of records: of each table the receipt and the digest, the receipt of the records themselves."""

    tables: dict[str, tuple[Receipt, str]]
    nested: Receipt
    gathered: Gathered


@dataclass(frozen=True, slots=True)
class Making:
    """The pieces of articles, in order, where they stand in `several` files or not, and the engine that makes them."""

    several: bool
    engine: Executor
    pieces: Iterable[Pieces]


@contextmanager
def making(records: Checked, means: Means) -> Iterator[Making]:
    """How articles are made into pieces of files: those that were kept are taken.

    What more than `means.part` articles come to stands in several files. Raises BroadsheetError for a block at which
    processes die.
    """
    several = len(records.articles) > means.part
    stage = Writing(records.left_out, several, keyed=means.kept is not None)
    results = None if means.kept is None else KeptResults(stage, means.kept)
    opened, blocks = means.open(
        records.articles.blocks(means.block), lambda block: 0 if results and results.knows(block) else len(block)
    )
    with opened as engine:
        sent = (block.carried() for block in blocks) if is_far(engine) else blocks
        step = Step[Any]("article", "written", len(records.articles), count=lambda found: found.count)
        with closing(make(stage, sent, engine, results, lambda block: f"a block of {len(block)} articles")) as pieces:
            yield Making(several, engine, watched(pieces, step))


def write_articles(stage: Path, records: Checked, making: Making, means: Means, sums: Sums | None = None) -> Written:
    """Write articles into the folder of a package: their tables in CSV, and themselves as JSON.

    In several files there are `means.part` of them at most in each; a file of one
    table has the articles of the files of the same number of all others. What `sums` know is not hashed again.
    """
    about: dict[str, Any] = {"several": making.several, "sums": sums, "disk": means.disk}
    with closing(_Files(stage, "articles", records.left_out, **about)) as files:
        for pieces in making.pieces:
            if making.several and files.count + pieces.count > means.part:
                files.turn()
            files.append(pieces)
        return files.finish()


def write_others(stage: Path, kind: str, records: Checked, means: Means, sums: Sums | None = None) -> Written:
    """Write the records of another kind in the same way, in one file for each table."""
    lines = b"".join(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in records.kinds[kind])
    with closing(_Files(stage, kind, records.left_out, several=False, sums=sums, disk=means.disk)) as files:
        files.append(Writing(records.left_out, keyed=sums is not None).of(kind, lines))
        return files.finish()


class _Files:
    """The files of the tables of a kind of records, and of the records themselves, while these are written."""

    def __init__(  # noqa: PLR0913 - a call with names
        self, stage: Path, kind: str, left_out: Sequence[str], *, several: bool, sums: Sums | None, disk: Disk | None
    ) -> None:
        tables = [table for table in tables_of(left_out) if table.root.name == kind]
        self._several = several
        self.count = 0
        self._gathered = Gathered()
        heads = {table.name: [column.name for column in table.all_columns] for table in tables}
        self._digests = {name: Sum(sums) for name in heads}
        for name, columns in heads.items():
            self._digests[name].add(Chunk.of(canonical_head(columns)))
        about: dict[str, Any] = {"several": several, "sums": sums, "disk": disk}
        self._tables = {
            name: Series(stage, f"data/{name}", "csv", head=(",".join(columns) + "\n").encode(), **about)
            for name, columns in heads.items()
        }
        suffix = "jsonl" if several else "json"
        self._nested = Series(stage, f"data/{kind}", suffix, head=b"[\n", tail=b"\n]\n", **about)
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
