"""Tables in Parquet, written from their files in CSV, of which few are in memory at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from broadsheet.engines import Kept, Lost, run
from broadsheet.packages.means import Means
from broadsheet.tables import Table
from broadsheet.tables.formats import from_csv, to_parquet
from broadsheet.tables.receipt import Receipt, write_bytes

__all__ = ["write_parquet"]

_Item = tuple[Table, Receipt, bool]
"""A table, its file in CSV, and whether that has a header."""


def write_parquet(stage: Path, tables: Iterable[tuple[Table, Receipt]], means: Means) -> dict[str, Receipt]:
    """Write a file in Parquet beside each file that tables have in CSV: the receipt of each table by its name."""
    tables = list(tables)
    files = ((table, file, not csv.parts) for table, csv in tables for file in csv.files)
    with means.threads() as threads:
        written = run(_Conversion(stage, means.kept), files, threads, batch=1)
        return {table.name: _receipt(csv, written) for table, csv in tables}


def _receipt(csv: Receipt, written: Iterator[tuple[Receipt, bytes] | Lost[_Item]]) -> Receipt:
    """The receipt of a table, whose files are the next that were written."""
    whole, parts = hashlib.sha256(), []
    for done in islice(written, len(csv.files)):
        assert not isinstance(done, Lost)  # noqa: S101 - threads do not get lost
        file, data = done
        whole.update(data)
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

    def __call__(self, item: _Item) -> tuple[Receipt, bytes]:
        """The receipt and the bytes."""
        table, csv, header = item
        data = self._taken(table, csv, header=header) if self.kept else self._made(table, csv, header=header)
        return write_bytes(self.stage, _path(csv), data, csv.rows), data

    def _taken(self, table: Table, csv: Receipt, *, header: bool) -> bytes:
        assert self.kept  # noqa: S101 - asked before
        columns = (column.name for column in table.all_columns)
        name = self.kept.name("parquet", table.name, str(header), *columns, csv.sha256)
        data = self.kept.load(name)
        if data is None:
            data = self._made(table, csv, header=header)
            self.kept.save(name, [data])
        return data

    def _made(self, table: Table, csv: Receipt, *, header: bool) -> bytes:
        return to_parquet(from_csv((self.stage / csv.path).read_bytes(), table, header=header))
