"""Keys as hashes: eight bytes a row, so that a table of any length can be compared with itself and others."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from broadsheet.checks.tables.accept import HIGHEST, LOWEST, is_fast_number
from broadsheet.checks.tables.batch import Batch
from broadsheet.checks.tables.cells import Column
from broadsheet.checks.tables.field import Field

__all__ = ["Hashes", "Key", "common_kind", "kind_of"]

SEED = 20020
BYTES = 8
BUCKETS = 16
PLAIN = frozenset({"string", "any", "date", "time", "year", "yearmonth"})


@dataclass(frozen=True, slots=True)
class Key:
    """Names of fields, and the kind of value that each is compared as: int, float or text."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]


def kind_of(field: Field) -> str:
    """How the values of a field are compared."""
    return {"integer": "int", "number": "float"}.get(field.type, "text")


def common_kind(one: Field, other: Field) -> str:
    """How the values of two fields are compared with each other."""
    kinds = {kind_of(one), kind_of(other)}
    return kinds.pop() if len(kinds) == 1 else "float" if kinds == {"int", "float"} else "text"


class Hashes:
    """The hashes of one key, row by row; rows where a member is missing or has no value are left out.

    Beyond `memory` bytes the rows go to disk, in buckets by the first bits of their hash,
    so that one bucket at a time is enough to find what is equal.
    """

    def __init__(self, key: Key, columns: Sequence[Column], memory: int | None = None) -> None:
        by_name = {column.field.name: column for column in columns}
        self.key = key
        self.columns = [by_name[name] for name in key.names if name in by_name]
        self.complete = len(self.columns) == len(key.names)
        self._memory = memory
        self._parts: list[pl.Series] = []
        self._held = 0
        self._stored = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def add(self, batch: Batch, frame: pl.DataFrame) -> None:
        """Take in the rows of a batch."""
        if not self.complete:
            return
        hashes = self._whole(batch, frame)
        self._parts.append(hashes.alias("key"))
        self._held += len(hashes)
        if self._memory is not None and BYTES * self._held > self._memory:
            self._spill()

    def _whole(self, batch: Batch, frame: pl.DataFrame) -> pl.Series:
        kinds = zip(self.columns, self.key.kinds, strict=True)
        members = [_hashed(column, kind, batch, frame) for column, kind in kinds]
        if len(members) == 1:
            return members[0]
        together = pl.DataFrame([member.alias(str(place)) for place, member in enumerate(members)])
        whole = pl.all_horizontal(pl.all().is_not_null())
        return together.select(pl.when(whole).then(pl.struct(pl.all()).hash(SEED)).alias("key")).to_series()

    @property
    def spilled(self) -> bool:
        """Whether rows had to go to disk."""
        return self._folder is not None

    def _spill(self) -> None:
        self._folder = self._folder or tempfile.TemporaryDirectory()
        for place, bucket in enumerate(self._in_memory(BUCKETS)):
            bucket.write_ipc(Path(self._folder.name) / f"{place}-{self._stored}.arrow")
        self._stored += self._held
        self._parts, self._held = [], 0

    def close(self) -> None:
        """Remove what was written to disk."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _in_memory(self, count: int) -> Iterator[pl.DataFrame]:
        keys = pl.concat(self._parts, rechunk=False) if self._parts else pl.Series("key", [], dtype=pl.UInt64)
        rows = keys.to_frame().with_row_index("row", offset=self._stored)
        rows = rows.drop_nulls("key") if keys.null_count() else rows
        if count == 1:
            yield rows
            return
        for place in range(count):
            yield rows.filter(pl.col("key") % count == place)

    def buckets(self, count: int) -> Iterator[pl.DataFrame]:
        """All rows (row, key) in buckets of equal keys; one bucket when nothing is on disk."""
        for place, rows in enumerate(self._in_memory(count)):
            stored = sorted(Path(self._folder.name).glob(f"{place}-*.arrow")) if self._folder else []
            yield pl.concat([*(pl.read_ipc(path) for path in stored), rows]) if stored else rows

    def repeated(self) -> pl.Series:
        """The ordinals of the rows whose hash stands more than once."""
        found = [_repeated(rows) for rows in self.buckets(BUCKETS if self.spilled else 1)]
        return pl.concat(found).sort()

    def lost(self, other: Hashes) -> pl.Series:
        """The ordinals of the rows whose hash is not among those of another key."""
        count = BUCKETS if self.spilled or other.spilled else 1
        pairs = zip(self.buckets(count), other.buckets(count), strict=True)
        return pl.concat(
            [rows.filter(~pl.col("key").is_in(goal["key"].implode()))["row"] for rows, goal in pairs]
        ).sort()


def _repeated(rows: pl.DataFrame) -> pl.Series:
    ordered = rows["key"].sort()
    twice = ordered.filter(ordered == ordered.shift(1)).unique()
    if not len(twice):
        return rows["row"].head(0)
    return rows.filter(pl.col("key").is_in(twice.implode()))["row"]


def _hashed(column: Column, kind: str, batch: Batch, frame: pl.DataFrame) -> pl.Series:
    field = column.field
    cells = frame[column.name]
    if is_fast_number(field):
        return _numbers(column, kind, batch, frame)
    if field.type in PLAIN and field.format == "default" and kind == "text" and not batch.typed:
        return _hash(cells)
    return _judged(cells, column, kind, batch)


def _hash(values: pl.Series) -> pl.Series:
    return pl.select(pl.when(values.is_not_null()).then(values.hash(SEED)).alias("key")).to_series()


def _numbers(column: Column, kind: str, batch: Batch, frame: pl.DataFrame) -> pl.Series:
    """Hashes of a plain number column; what polars could not read is left to the Judge."""
    values, cells = frame[f"{column.name}#"], frame[column.name]
    if kind == "float":
        values = values.cast(pl.Float64) + 0.0
    elif kind == "text":
        values = values.cast(pl.String)
    hashes = _hash(values)
    if values.null_count() > cells.null_count():
        left = (values.is_null() & cells.is_not_null()).arg_true()
        hashes = hashes.scatter(left, _judged(cells.gather(left), column, kind, batch))
    return hashes


def _judged(cells: pl.Series, column: Column, kind: str, batch: Batch) -> pl.Series:
    unique = cells.drop_nulls().unique()
    judge = column.judge(batch)
    values = [judge.canonical(cell) for cell in unique.to_list()]
    if kind == "float" or column.field.type == "number":
        values = [value if value is None else float(value) for value in values]
    forms = _of_forms(values, kind)
    if not len(unique):
        return pl.Series("key", [None] * len(cells), dtype=pl.UInt64)
    return cells.replace_strict(unique, forms, default=None, return_dtype=pl.UInt64).alias("key")


def _of_forms(forms: list[Any], kind: str) -> pl.Series:
    """Hashes of canonical values, the same as those of columns."""
    whole = [form if kind == "int" and isinstance(form, int) and LOWEST <= form <= HIGHEST else None for form in forms]
    real = [float(form) + 0.0 if kind == "float" and isinstance(form, float) else None for form in forms]
    rest = [
        str(form) if form is not None and whole[place] is None and real[place] is None else None
        for place, form in enumerate(forms)
    ]
    parts = [
        _hash(pl.Series(whole, dtype=pl.Int64)),
        _hash(pl.Series(real, dtype=pl.Float64)),
        _hash(pl.Series(rest, dtype=pl.String)),
    ]
    return pl.select(pl.coalesce([part.alias(str(place)) for place, part in enumerate(parts)])).to_series()
