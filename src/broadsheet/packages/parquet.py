"""Tables in Parquet, written from their files in CSV, of which few are in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from broadsheet.engines import Kept, Lost, run
from broadsheet.engines.disk import Disk
from broadsheet.engines.watching import Step, watched
from broadsheet.packages.means import Means, kept_chunk
from broadsheet.tables import Table
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.formats import from_csv, to_parquet
from broadsheet.tables.receipt import Receipt, write_chunks
from broadsheet.tables.sums import Sum, Sums

__all__ = ["write_parquet"]

_Item = tuple[Table, Receipt, bool]
"""A table, its file in CSV, and whether that has a header."""


def write_parquet(
    stage: Path, tables: Iterable[tuple[Table, Receipt]], means: Means, sums: Sums | None = None
) -> dict[str, Receipt]:
    """Write a file in Parquet beside each file that tables have in CSV: the receipt of each table by its name."""
    tables = list(tables)
    files = ((table, file, not csv.parts) for table, csv in tables for file in csv.files)
    with means.threads() as threads:
        step = Step[Any]("file", "written in Parquet", sum(len(csv.files) for _, csv in tables), name=_name)
        written = watched(run(_Conversion(stage, means.kept, sums, means.disk), files, threads, batch=1), step)
        return {table.name: _receipt(csv, written, sums) for table, csv in tables}


def _name(written: tuple[Receipt, Chunk]) -> str:
    return written[0].path


def _receipt(csv: Receipt, written: Iterator[tuple[Receipt, Chunk] | Lost[_Item]], sums: Sums | None) -> Receipt:
    """The receipt of a table, whose files are the next that were written."""
    whole, parts = Sum(sums), []
    for done in islice(written, len(csv.files)):
        assert not isinstance(done, Lost)  # noqa: S101 - threads do not get lost
        file, chunk = done
        whole.add(chunk)
        parts.append(file)
    if not csv.parts:
        return parts[0]
    return Receipt(_path(csv), whole.hexdigest(), sum(each.bytes for each in parts), csv.rows, tuple(parts))


def _path(csv: Receipt) -> str:
    return f"{csv.path.removesuffix('.csv')}.parquet"


@dataclass(frozen=True, slots=True)
class _Conversion:
    """The stage that writes a file in Parquet; one that is kept is taken instead."""

    stage: Path
    kept: Kept | None
    sums: Sums | None
    disk: Disk | None

    def __call__(self, item: _Item) -> tuple[Receipt, Chunk]:
        """The receipt and the bytes."""
        table, csv, header = item
        chunk = self._taken(self.kept, *item) if self.kept else Chunk.of(self._made(table, csv, header))
        return write_chunks(self.stage, _path(csv), [chunk], csv.rows, self.sums, disk=self.disk), chunk

    def _taken(self, kept: Kept, table: Table, csv: Receipt, header: bool) -> Chunk:
        columns = (column.name for column in table.all_columns)
        name = kept.name("parquet", table.name, str(header), *columns, csv.sha256)
        if found := kept_chunk(kept, name):
            return found
        data = self._made(table, csv, header)
        kept.save(name, [data])
        return Chunk.of(data, name)

    def _made(self, table: Table, csv: Receipt, header: bool) -> bytes:
        data = (self.stage / csv.path).read_bytes() if csv.rows else b""
        return to_parquet(from_csv(data, table, header=header) if csv.rows else table.empty)
