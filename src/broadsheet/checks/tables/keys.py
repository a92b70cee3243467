"""Keys as hashes: eight bytes a row, so that a table of any length can be compared with itself and others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from broadsheet.checks.budget import Budget
from broadsheet.checks.tables.accept import HIGHEST, LOWEST, is_fast_number
from broadsheet.checks.tables.batch import Batch
from broadsheet.checks.tables.cells import Column
from broadsheet.checks.tables.field import Field
from broadsheet.checks.tables.judge import NATIVE
from broadsheet.checks.tables.spool import BUCKETS, Spool

__all__ = ["Hashes", "Key", "common_kind", "hashed", "kind_of"]

SEED = 20020
BYTES = 8
DIGITS = 15
"""Numbers of so many characters are told apart by their doubles."""
TINY = 1e-290
"""Below it doubles have fewer digits, or none."""

PLAIN = frozenset({"string", "any", "date", "time", "year", "yearmonth"})


@dataclass(frozen=True, slots=True)
class Key:
    """Names of fields, and the kind of value that each is compared as: int, float, any or text."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]


def kind_of(field: Field) -> str:
    """How the values of a field are compared with each other: those of any type are what their format says."""
    return {"integer": "int", "number": "float", "any": "any"}.get(field.type, "text")


def common_kind(one: Field, other: Field) -> str:
    """How the values of two fields are compared with each other: those of any type by their text."""
    kinds = {kind_of(one), kind_of(other)}
    if "any" in kinds or len(kinds) > 1:
        return "float" if kinds == {"int", "float"} else "text"
    return kinds.pop()


class Hashes:
    """The hashes of one key, row by row; rows where a member is missing or has no value are left out.

    When the budget is used up they go to disk, in buckets by the hash, so that one bucket at a
    time is enough to find what is equal.
    """

    def __init__(self, key: Key, columns: Sequence[Column], budget: Budget) -> None:
        by_name = {column.field.name: column for column in columns}
        self.key = key
        self.columns = [by_name[name] for name in key.names if name in by_name]
        self.complete = len(self.columns) == len(key.names)
        self._budget = budget
        self._parts: list[pl.Series] = []
        self._rows = 0
        self._stored = 0
        self._spool: Spool | None = None

    def add(self, batch: Batch, frame: pl.DataFrame) -> None:
        """Take in the rows of a batch."""
        if not self.complete:
            return
        hashes = hashed(self.columns, self.key.kinds, batch, frame)
        self._parts.append(hashes.alias("key"))
        self._rows += len(hashes)
        self._budget.take(self, BYTES * len(hashes))

    @property
    def spilled(self) -> bool:
        """Whether rows had to go to disk."""
        return self._spool is not None

    def spill(self) -> None:
        """Bring all rows to disk."""
        self._spool = self._spool or Spool()
        rows = self._held().to_frame().with_row_index("row", offset=self._stored)
        self._spool.put(rows.drop_nulls("key"))
        self._stored, self._parts = self._rows, []

    def close(self) -> None:
        """Let everything go."""
        self._budget.give(self)
        self._parts = []
        if self._spool is not None:
            self._spool.close()
            self._spool = None

    def _held(self) -> pl.Series:
        return pl.concat(self._parts, rechunk=False) if self._parts else pl.Series("key", [], dtype=pl.UInt64)

    def _on_disk(self) -> Spool:
        self.spill()
        self._budget.give(self)
        return self._spool or Spool()

    def repeated(self) -> pl.Series:
        """The mask of the rows whose hash stands more than once."""
        if not self.spilled:
            return _is_among(keys := self._held(), _repeated(keys))
        return self._mask(_repeated_rows(self._on_disk()))

    def lost(self, other: Hashes) -> pl.Series:
        """The mask of the rows whose hash is not among those of another key."""
        if not self.spilled and not other.spilled:
            return _is_lost(self._held(), other._held())
        return self._mask(_lost_rows(self._on_disk(), other._on_disk()))

    def _mask(self, found: Iterable[pl.DataFrame]) -> pl.Series:
        mask = pl.zeros(self._rows, dtype=pl.Boolean, eager=True)
        for rows in found:
            if rows.height:
                mask = mask.scatter(rows["row"], True)
        return mask


def _repeated_rows(spool: Spool) -> Iterator[pl.DataFrame]:
    """The rows of a spool whose key stands more than once."""
    for place in range(BUCKETS):
        keys = pl.DataFrame(schema={"key": pl.UInt64, "rows": pl.UInt64})
        for rows in spool.bucket(place):
            counted = rows.group_by("key").agg(pl.len().cast(pl.UInt64).alias("rows"))
            keys = pl.concat([keys, counted]).group_by("key").agg(pl.col("rows").sum())
        twice = keys.filter(pl.col("rows") > 1)["key"]
        yield from (rows.filter(_is_among(rows["key"], twice)) for rows in spool.bucket(place) if len(twice))


def _lost_rows(spool: Spool, other: Spool) -> Iterator[pl.DataFrame]:
    """The rows of a spool whose key is not in the other."""
    for place in range(BUCKETS):
        goal = pl.Series("key", [], dtype=pl.UInt64)
        for rows in other.bucket(place):
            goal = pl.concat([goal, rows["key"]]).unique()
        yield from (rows.filter(_is_lost(rows["key"], goal)) for rows in spool.bucket(place))


def _repeated(keys: pl.Series) -> pl.Series:
    """The keys that stand more than once."""
    ordered = keys.drop_nulls().sort()
    return ordered[1:].filter(ordered[1:] == ordered[:-1]).unique()


def _is_among(keys: pl.Series, some: pl.Series) -> pl.Series:
    if not len(some):
        return pl.zeros(len(keys), dtype=pl.Boolean, eager=True)
    return keys.is_in(some.implode()).fill_null(value=False)


def _is_lost(keys: pl.Series, goal: pl.Series) -> pl.Series:
    """Which keys are not in the goal; a table of the fewer of the two is made to look into."""
    if len(keys) < len(goal):
        goal = goal.filter(_is_among(goal, keys.drop_nulls().unique()))
    return keys.is_not_null() & ~_is_among(keys, goal.drop_nulls().unique())


def hashed(
    columns: Sequence[Column], kinds: Sequence[str], batch: Batch, frame: pl.DataFrame, seed: int = SEED
) -> pl.Series:
    """The hashes of the key in each row of a batch, null where it is not whole."""
    members = [_hashed(column, kind, batch, frame, seed) for column, kind in zip(columns, kinds, strict=True)]
    if len(members) == 1:
        return members[0]
    together = pl.DataFrame([member.alias(str(place)) for place, member in enumerate(members)])
    whole = pl.all_horizontal(pl.all().is_not_null())
    return together.select(pl.when(whole).then(pl.struct(pl.all()).hash(seed)).alias("key")).to_series()


def _hashed(column: Column, kind: str, batch: Batch, frame: pl.DataFrame, seed: int) -> pl.Series:
    field = column.field
    cells = frame[column.name]
    if is_fast_number(field):
        return _numbers(column, kind, batch, frame, seed)
    if field.type in PLAIN and field.format == "default" and kind in {"text", "any"} and not batch.typed:
        return _hash(cells, seed)
    return _judged(cells, column, kind, batch, seed)


def _hash(values: pl.Series, seed: int) -> pl.Series:
    return pl.select(pl.when(values.is_not_null()).then(values.hash(seed)).alias("key")).to_series()


def _numbers(column: Column, kind: str, batch: Batch, frame: pl.DataFrame, seed: int) -> pl.Series:
    """Hashes of a plain number column; what polars could not read, or not exactly, is left to the Judge."""
    values, cells = frame[f"{column.name}#"], frame[column.name]
    doubt = values.is_null()
    if kind == "float":
        values = values.cast(pl.Float64) + 0.0
        doubt |= (cells.str.len_bytes() > DIGITS) | ~values.is_finite()
        if (tiny := (values.abs() < TINY).fill_null(value=False)).any():
            doubt |= tiny & cells.str.contains("[eE]")
    elif kind == "text":
        values = values.cast(pl.String)
    hashes = _hash(values, seed)
    doubt &= cells.is_not_null()
    if not doubt.any():
        return hashes
    left = doubt.arg_true()
    return hashes.scatter(left, _judged(cells.gather(left), column, kind, batch, seed))


def _judged(cells: pl.Series, column: Column, kind: str, batch: Batch, seed: int) -> pl.Series:
    unique = cells.drop_nulls().unique()
    judge = column.judge(batch)
    values = [judge.canonical(cell) for cell in unique.to_list()]
    if kind == "float":
        values = [_double(value) for value in values]
    elif kind == "any" and batch.typed:
        values = [_of_its_type(value, cell) for value, cell in zip(values, unique, strict=True)]
    elif column.field.type == "number":
        values = [value if value is None else float(value) for value in values]
    forms = _of_forms(values, kind, seed)
    if not len(unique):
        return pl.Series("key", [None] * len(cells), dtype=pl.UInt64)
    return cells.replace_strict(unique, forms, default=None, return_dtype=pl.UInt64).alias("key")


def _double(value: Any) -> Any:
    """The double that stands for a number; where several numbers share one, only for the shortest of them."""
    if value is None:
        return None
    near = float(value)
    return near if near != near or Decimal(repr(near)) == Decimal(value) else str(value)  # noqa: PLR0124 - NaN


def _of_its_type(value: Any, cell: str) -> Any:
    """The form of a value of any type: a number is not the text of its digits."""
    return f"{NATIVE}{value}" if value is not None and cell.startswith(NATIVE) else value


def _of_forms(forms: list[Any], kind: str, seed: int) -> pl.Series:
    """Hashes of canonical values, the same as those of columns."""
    whole = [form if kind == "int" and isinstance(form, int) and LOWEST <= form <= HIGHEST else None for form in forms]
    real = [form + 0.0 if kind == "float" and isinstance(form, float) else None for form in forms]
    rest = [
        str(form) if form is not None and whole[place] is None and real[place] is None else None
        for place, form in enumerate(forms)
    ]
    parts = [
        _hash(pl.Series(whole, dtype=pl.Int64), seed),
        _hash(pl.Series(real, dtype=pl.Float64), seed),
        _hash(pl.Series(rest, dtype=pl.String), seed),
    ]
    return pl.select(pl.coalesce([part.alias(str(place)) for place, part in enumerate(parts)])).to_series()
