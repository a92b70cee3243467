"""Articles written block by block: their tables in CSV, and their nested records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from broadsheet.checks.checked import Checked
from broadsheet.engines import Lost, is_far, open_engine, run
from broadsheet.engines.choose import MUCH
from broadsheet.errors import BroadsheetError
from broadsheet.packages.gathered import Gathered
from broadsheet.packages.means import CROWD, Means
from broadsheet.packages.pieces import KeptPieces, Pieces, Writing
from broadsheet.tables import Table, tables_of
from broadsheet.tables.formats import canonical_head
from broadsheet.tables.receipt import Receipt
from broadsheet.tables.series import Series

__all__ = ["Written", "write_articles"]


@dataclass(frozen=True)
class Written:
    """What was written of articles: of each table the receipt and the digest, the receipt of the nested records."""

    tables: dict[str, tuple[Receipt, str]]
    nested: Receipt
    gathered: Gathered


def write_articles(stage: Path, records: Checked, means: Means) -> Written:
    """Write the tables and the nested records of articles into the folder of a package.

    What more than `means.part` articles come to stands in several files, each of so many at most; a file of one
    table has the articles of the files of the same number of all others.
    """
    several = len(records.articles) > means.part
    tables = [table for table in tables_of(records.left_out) if table.root.name == "articles"]
    with ExitStack() as stack:
        files = _Files(stage, tables, stack, several=several)
        for pieces in _pieces(records, means):
            if several and files.count + pieces.count > means.part:
                files.turn()
            files.append(pieces)
        return files.finish()


class _Files:
    """The files of all tables and of the nested records, while articles are written into them."""

    def __init__(self, stage: Path, tables: list[Table], stack: ExitStack, *, several: bool) -> None:
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
        self._nested = Series(stage, "data/articles", suffix, several=several, head=b"[\n", tail=b"\n]\n")
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


def _pieces(records: Checked, means: Means) -> Iterator[Pieces]:
    """What each block comes to, in order; raises BroadsheetError for one at which processes die."""
    weight = MUCH if len(records.articles) > CROWD else 0
    opened, blocks = open_engine(means.engine, records.articles.blocks(means.block), lambda _: weight, means.jobs)
    kept = None if means.kept is None else KeptPieces(means.kept, records.left_out)
    with opened as engine:
        sent = (block.carried() for block in blocks) if is_far(engine) else blocks
        for found in run(Writing(records.left_out), sent, engine, batch=1, shards=kept):
            if isinstance(found, Lost):
                message = f"a block of {len(found.item)} articles cannot be written: {found.reason}"
                raise BroadsheetError(message, hint="there may be too little memory; try --engine local")
            yield found
