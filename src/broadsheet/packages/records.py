"""Records written: their tables in CSV, and themselves as JSON; articles block by block."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

import orjson

from broadsheet.checks.checked import Checked
from broadsheet.engines import ENGINES, Lost, is_far, open_engine, run
from broadsheet.errors import BroadsheetError
from broadsheet.packages.gathered import Gathered
from broadsheet.packages.means import Means
from broadsheet.packages.pieces import KeptPieces, Pieces, Writing, pieces_of
from broadsheet.tables import tables_of
from broadsheet.tables.formats import canonical_head
from broadsheet.tables.receipt import Receipt
from broadsheet.tables.series import Series

__all__ = ["Written", "write_records"]


@dataclass(frozen=True)
class Written:
    """What was written of records: of each table the receipt and the digest, the receipt of the records themselves."""

    tables: dict[str, tuple[Receipt, str]]
    nested: Receipt
    gathered: Gathered


def write_records(stage: Path, kind: str, records: Checked, means: Means) -> Written:
    """Write records of a kind into the folder of a package: their tables in CSV, and themselves as JSON.

    What more than `means.part` articles come to stands in several files, each of so many at most; a file of one
    table has the articles of the files of the same number of all others.
    """
    several = kind == "articles" and len(records.articles) > means.part
    with ExitStack() as stack:
        files = _Files(stage, kind, records.left_out, stack, several=several)
        for pieces in _of_articles(records, means) if kind == "articles" else _of_others(records, kind):
            if several and files.count + pieces.count > means.part:
                files.turn()
            files.append(pieces)
        return files.finish()


class _Files:
    """The files of the tables of a kind of records, and of the records themselves, while these are written."""

    def __init__(self, stage: Path, kind: str, left_out: Sequence[str], stack: ExitStack, *, several: bool) -> None:
        tables = [table for table in tables_of(left_out) if table.root.name == kind]
        self._several = several
        self.count = 0
        self._gathered = Gathered()
        heads = {table.name: [column.name for column in table.all_columns] for table in tables}
        self._digests = {name: hashlib.sha256(canonical_head(columns)) for name, columns in heads.items()}
        self._tables = {
            name: Series(stage, f"data/{name}", "csv", several=several, head=(",".join(columns) + "\n").encode())
            for name, columns in heads.items()
        }
        suffix = "jsonl" if several else "json"
        self._nested = Series(stage, f"data/{kind}", suffix, several=several, head=b"[\n", tail=b"\n]\n")
        self._before = b""
        for series in (*self._tables.values(), self._nested):
            stack.enter_context(series)

    def turn(self) -> None:
        """Go on in new files."""
        for series in (*self._tables.values(), self._nested):
            series.turn()
        self.count = 0

    def append(self, pieces: Pieces) -> None:
        """Write what a block comes to."""
        for name, series in self._tables.items():
            series.append(pieces.csv[name], pieces.rows[name])
            self._digests[name].update(pieces.lines[name])
        self._nested.append(pieces.records if self._several else self._items(pieces.records), pieces.count)
        self._gathered.add(pieces.gathered, named=not self._several)
        self.count += pieces.count

    def _items(self, lines: bytes) -> bytes:
        """Lines of JSON as items of an array that is going on."""
        before, self._before = self._before, b",\n"
        return before + lines.removesuffix(b"\n").replace(b"\n", b",\n")

    def finish(self) -> Written:
        """What was written."""
        tables = {name: (series.finish(), self._digests[name].hexdigest()) for name, series in self._tables.items()}
        return Written(tables, self._nested.finish(), self._gathered)


def _of_others(records: Checked, kind: str) -> Iterator[Pieces]:
    lines = b"".join(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in records.kinds[kind])
    yield pieces_of(kind, lines, records.left_out)


def _of_articles(records: Checked, means: Means) -> Iterator[Pieces]:
    """What each block comes to, in order; raises BroadsheetError for one at which processes die."""
    blocks = records.articles.blocks(means.block)
    kept = None if means.kept is None else KeptPieces(means.kept, records.left_out)
    with _engine(means) as engine:
        sent = (block.carried() for block in blocks) if is_far(engine) else blocks
        for found in run(Writing(records.left_out), sent, engine, batch=1, shards=kept):
            if isinstance(found, Lost):
                message = f"a block of {len(found.item)} articles cannot be written: {found.reason}"
                raise BroadsheetError(message, hint="there may be too little memory; try --engine local")
            yield found


def _engine(means: Means) -> AbstractContextManager[Executor]:
    """Threads where nothing else is asked for: they cost nothing to start, and polars works beside Python."""
    if means.engine in ENGINES:
        return means.threads()
    return open_engine(means.engine, (), lambda _: 0)[0]
