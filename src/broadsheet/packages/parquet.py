"""A table in Parquet, written from its files in CSV, of which one is in memory at a time."""

from __future__ import annotations

import hashlib
from pathlib import Path

from broadsheet.packages.kept import Kept
from broadsheet.tables import Table
from broadsheet.tables.formats import from_csv, to_parquet
from broadsheet.tables.receipt import Receipt, write_bytes

__all__ = ["write_parquet"]


def write_parquet(stage: Path, table: Table, csv: Receipt, kept: Kept | None = None) -> Receipt:
    """Write a file in Parquet beside each file that a table has in CSV: their receipt."""
    whole, done = hashlib.sha256(), []
    for file in csv.files:
        data = _converted(stage / file.path, table, file, kept, header=not csv.parts)
        whole.update(data)
        done.append(write_bytes(stage, f"{file.path.removesuffix('.csv')}.parquet", data, file.rows))
    if not csv.parts:
        return done[0]
    path = f"{csv.path.removesuffix('.csv')}.parquet"
    return Receipt(path, whole.hexdigest(), sum(each.bytes for each in done), csv.rows, tuple(done))


def _converted(path: Path, table: Table, csv: Receipt, kept: Kept | None, *, header: bool) -> bytes:
    """A file in Parquet; one that is kept is taken instead."""
    if kept is None:
        return to_parquet(from_csv(path.read_bytes(), table, header=header))
    columns = (column.name for column in table.all_columns)
    name = kept.name("parquet", table.name, str(header), *columns, csv.sha256)
    data = kept.load(name)
    if data is None:
        data = to_parquet(from_csv(path.read_bytes(), table, header=header))
        kept.save(name, [data])
    return data
