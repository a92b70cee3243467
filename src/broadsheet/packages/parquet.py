"""Tables in Parquet, written from their files in CSV, of which few are in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.engines import is_far
from broadsheet.engines.watching import Step, watched
from broadsheet.packages.making import KeptResults, make
from broadsheet.packages.means import Means, chunk_in
from broadsheet.tables import Table
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.formats import from_csv, to_parquet
from broadsheet.tables.receipt import Receipt, write_chunks
from broadsheet.tables.sums import Sums

if TYPE_CHECKING:
    import polars as pl

__all__ = ["write_parquet"]

_Item = tuple[Table, Receipt, bool]
"""A table, its file in CSV, and whether that has a header."""


def write_parquet(
    stage: Path, tables: Iterable[tuple[Table, Receipt]], means: Means, engine: Executor, sums: Sums | None = None
) -> dict[str, Receipt]:
    """Write a file in Parquet beside each file that tables have in CSV: the receipt of each table by its name.

    An engine that is far makes none: threads do.
    """
    tables = list(tables)
    files = [(table, file, not csv.parts) for table, csv in tables for file in csv.files]
    making = _Conversion(stage)
    results = None if means.kept is None else KeptResults(making, means.kept)
    step = Step[Any]("file", "written in Parquet", len(files), name=lambda written: written.path)
    with (
        means.threads() if is_far(engine) else nullcontext(engine) as near,
        closing(make(making, files, near, results, lambda item: _path(item[1]))) as made,
    ):
        written = watched(_written(making, made, means, sums), step)
        return {table.name: _receipt(csv, written) for table, csv in tables}


def _written(
    making: _Conversion, made: Iterable[tuple[_Item, Chunk]], means: Means, sums: Sums | None
) -> Iterator[Receipt]:
    """The receipts of files as they are written; a key tells the next build what their bytes are."""
    for item, chunk in made:
        csv, keyed = item[1], replace(chunk, key=making.name(item))
        yield write_chunks(making.folder, _path(csv), [keyed], csv.rows, sums, disk=means.disk)


def _receipt(csv: Receipt, written: Iterator[Receipt]) -> Receipt:
    """The receipt of a table, whose files are the next that are written."""
    return Receipt.of_parts(_path(csv), islice(written, len(csv.parts))) if csv.parts else next(written)


def _path(csv: Receipt) -> str:
    return f"{csv.path.removesuffix('.csv')}.parquet"


@dataclass(frozen=True, slots=True)
class _Conversion:
    """The stage that makes a file in Parquet of one in CSV, in the folder of a package; see `Stage`."""

    folder: Path

    def __call__(self, item: _Item) -> Chunk:
        """The bytes."""
        return Chunk.of(to_parquet(self._rows(*item)))

    def _rows(self, table: Table, csv: Receipt, header: bool) -> pl.DataFrame:
        """The rows, beside which the bytes of CSV are not held."""
        return from_csv((self.folder / csv.path).read_bytes(), table, header=header) if csv.rows else table.empty

    def name(self, item: _Item) -> str:
        """What tells the bytes from others."""
        table, csv, header = item
        return "\0".join(("parquet", table.name, str(header), *(each.name for each in table.all_columns), csv.sha256))

    def to_bytes(self, made: Chunk) -> Iterator[bytes]:
        """Them in one piece."""
        yield made.read()

    def lent(self, data: mmap) -> Chunk:
        """Them where they are lent."""
        return Chunk.lent(memoryview(data))

    def in_file(self, path: Path, key: str) -> Chunk:
        """Them from a file, where they are kept."""
        return chunk_in(path, key)
