"""Records written: their tables in CSV, and themselves as JSON; articles block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from broadsheet.checks.checked import Checked
from broadsheet.engines import ENGINES, Lost, is_far, open_engine, run
from broadsheet.engines.disk import Disk
from broadsheet.engines.watching import Step, watched
from broadsheet.errors import BroadsheetError
from broadsheet.packages.gathered import Gathered
from broadsheet.packages.means import Means
from broadsheet.packages.pieces import KeptPieces, Pieces, Writing
from broadsheet.tables import tables_of
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.formats import canonical_head
from broadsheet.tables.receipt import Receipt
from broadsheet.tables.series import Series
from broadsheet.tables.sums import Sum, Sums

__all__ = ["Written", "write_records"]


@dataclass(frozen=True)
class Written:
    """What was written of records: of each table the receipt and the digest, the receipt of the records themselves."""

    tables: dict[str, tuple[Receipt, str]]
    nested: Receipt
    gathered: Gathered


def write_records(stage: Path, kind: str, records: Checked, means: Means, sums: Sums | None = None) -> Written:
    """Write records of a kind into the folder of a package: their tables in CSV, and themselves as JSON.

    What more than `means.part` articles come to stands in several files, each of so many at most; a file of one
    table has the articles of the files of the same number of all others. What `sums` know is not hashed again.
    """
    several = kind == "articles" and len(records.articles) > means.part
    with closing(_Files(stage, kind, records.left_out, several=several, sums=sums, disk=means.disk)) as files:
        writing = Writing(records.left_out, several, keyed=sums is not None)
        for pieces in (
            _of_articles(records, means, writing) if kind == "articles" else _of_others(records, kind, writing)
        ):
            if several and files.count + pieces.count > means.part:
                files.turn()
            files.append(pieces)
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


def _of_others(records: Checked, kind: str, writing: Writing) -> Iterator[Pieces]:
    lines = b"".join(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in records.kinds[kind])
    yield writing.of(kind, lines)


def _of_articles(records: Checked, means: Means, writing: Writing) -> Iterator[Pieces]:
    """What each block comes to, in order; raises BroadsheetError for one at which processes die."""
    blocks = records.articles.blocks(means.block)
    kept = None if means.kept is None else KeptPieces(means.kept, writing)
    with _engine(means) as engine:
        sent = (block.carried() for block in blocks) if is_far(engine) else blocks
        step = Step[Any]("article", "written", len(records.articles), count=lambda found: getattr(found, "count", 0))
        for found in watched(run(writing, sent, engine, batch=1, shards=kept), step):
            if isinstance(found, Lost):
                message = f"a block of {len(found.item)} articles cannot be written: {found.reason}"
                raise BroadsheetError(message, hint="there may be too little memory; try --engine local")
            yield found


def _engine(means: Means) -> AbstractContextManager[Executor]:
    """Threads where nothing else is asked for: they cost nothing to start, and polars works beside Python."""
    if means.engine in ENGINES:
        return means.threads()
    return open_engine(means.engine, (), lambda _: 0)[0]
