"""Values that have to be unique, and stand more than once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from broadsheet.checks.budget import Budget
from broadsheet.checks.tables.batch import Batch, Place
from broadsheet.checks.tables.cells import Column
from broadsheet.checks.tables.field import Schema
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.judge import NATIVE, quoted, seen
from broadsheet.checks.tables.keys import SEED, Key, hashed
from broadsheet.checks.tables.spool import BUCKETS, PIECE, Spool
from broadsheet.checks.tables.table import Checked, Row, again, key_of, only, revisit, rows_of

__all__ = ["check_unique", "unique_rules"]

WORDS = {"B650": "The value", "B651": "The primary key", "B653": "The unique key"}
SEEDS = {"key": SEED, "check": SEED + 1}
NAN = "NaN"
"""The number that is not even equal to itself."""

BYTES = 20
FEW = 5000
"""So many rows are kept while they are compared, and need not be read once more to be shown."""


def unique_rules(schema: Schema) -> list[tuple[str, Key]]:
    """The rules of a schema that ask for unique values, with their keys."""
    primary = [("B651", schema.primary_key)] if schema.primary_key else []
    unique = [("B653", names) for names in schema.unique_keys]
    single = [("B650", (each.name,)) for each in schema.fields if each.unique]
    return [(code, key_of(schema, names)) for code, names in (*primary, *unique, *single)]


def check_unique(checked: Checked, schema: Schema, findings: Findings, budget: Budget) -> None:
    """Report the rows whose key stands in an earlier row: all are counted, the first are shown."""
    for code, key in unique_rules(schema):
        if checked.hashes[key].complete:
            _report(checked, code, key, findings, budget)


def _report(checked: Checked, code: str, key: Key, findings: Findings, budget: Budget) -> None:
    mask = checked.hashes[key].repeated()
    if not mask.any():
        return
    name, columns, repeats = only(key.names), checked.hashes[key].columns, _Repeats(budget)
    few: list[Row] | None = [] if int(mask.sum()) <= FEW else None
    try:
        for done, batch, frame, wanted in again(checked, key, mask):
            repeats.add(_twice_hashed(columns, key, batch, frame[wanted], wanted + done))
            if few is not None:
                few += rows_of(columns, done, batch, frame, wanted)
        total, shown = repeats.found(findings.room(code, checked.table.name, name))
    finally:
        repeats.close()
    for cells, first, place in _places(shown, few if few is not None else _revisited(checked, key, shown)):
        where = {"path": place.path, "resource": checked.table.name, "row": place.row, "line": place.line}
        message = f"{WORDS[code]} {', '.join(map(quoted, cells))} stands already in row {first}."
        hint = "keep one of the rows, or correct the key"
        findings.add(code, message, hint=hint, field=name, value=seen(*cells), **where)
    findings.count(code, total - shown.height, resource=checked.table.name, field=name)


def _twice_hashed(
    columns: Sequence[Column], key: Key, batch: Batch, frame: pl.DataFrame, ordinals: pl.Series
) -> pl.DataFrame:
    """The hash of each row, and another one, so that different keys differ in one of them."""
    one, two = (hashed(columns, key.kinds, batch, frame, seed).alias(name) for name, seed in SEEDS.items())
    numbers = [frame[column.name].str.strip_prefix(NATIVE) for column in columns if column.field.type == "number"]
    rows = pl.DataFrame([ordinals.alias("row"), one, two])
    for texts in numbers:
        rows = rows.filter((texts != NAN).fill_null(value=True)) if (texts == NAN).any() else rows
    return rows


class _Repeats:
    """Rows (row, key, check) of which some have the same key."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._parts: list[pl.DataFrame] = []
        self._spool: Spool | None = None

    def add(self, rows: pl.DataFrame) -> None:
        """Take in rows."""
        self._parts.append(rows)
        self._budget.take(self, BYTES * rows.height)

    def spill(self) -> None:
        """Bring all rows to disk."""
        self._spool = self._spool or Spool()
        self._spool.put(pl.concat(self._parts))
        self._parts = []

    def close(self) -> None:
        """Let everything go."""
        self._budget.give(self)
        if self._spool is not None:
            self._spool.close()

    def found(self, most: int) -> tuple[int, pl.DataFrame]:
        """How many rows repeat an earlier one; and the first of them (row, first), with the row that they repeat."""
        total, shown = 0, pl.DataFrame(schema={"row": pl.UInt32, "first": pl.UInt32})
        for pieces in self._buckets():
            groups = _Groups(most)
            for rows in pieces:
                groups.add(rows)
            total += groups.total
            shown = pl.concat([shown, *groups.shown]).sort("row")
            shown = shown.head(min(most, shown.height)).rechunk()
        return total, shown

    def _buckets(self) -> Iterator[Iterable[pl.DataFrame]]:
        """The rows in pieces, the pieces in which the same keys stand together."""
        if self._spool is not None:
            if self._parts:
                self.spill()
            yield from map(self._spool.bucket, range(BUCKETS))
            return
        rows = pl.concat(self._parts)
        count = 1 + rows.height // PIECE
        for place in range(count):
            yield [rows.filter(pl.col("key") % count == place) if count > 1 else rows]


class _Groups:
    """Rows by their keys: where each stood first, and the first `most` that come after such a one."""

    def __init__(self, most: int) -> None:
        self.total = 0
        self.shown: list[pl.DataFrame] = []
        self._left = most
        self._known = pl.DataFrame(schema={"key": pl.UInt64, "check": pl.UInt64, "first": pl.UInt32})

    def add(self, rows: pl.DataFrame) -> None:
        """Take in rows that come after all others."""
        before, keys = self._known.height, ["key", "check"]
        new = rows.group_by(keys).agg(pl.col("row").min().alias("first"))
        self._known = pl.concat([self._known, new]).group_by(keys).agg(pl.col("first").min())
        self.total += rows.height - (self._known.height - before)
        if self._left:
            early = rows.head(min(rows.height, self._left + self._known.height))
            later = early.join(self._known, on=keys).filter(pl.col("row") != pl.col("first")).sort("row")
            self.shown.append(later.select("row", "first").head(min(later.height, self._left)))
            self._left -= self.shown[-1].height


def _revisited(checked: Checked, key: Key, shown: pl.DataFrame) -> Iterator[Row]:
    """The rows that are shown, and those that they repeat."""
    mask = pl.zeros(checked.rows, dtype=pl.Boolean, eager=True)
    for name in shown.columns:
        mask = mask.scatter(shown[name], True) if shown.height else mask
    return revisit(checked, key, mask)


def _places(shown: pl.DataFrame, rows: Iterable[Row]) -> Iterator[tuple[list[str], int, Place]]:
    """The cells of repeating rows, the number of the row that they repeat, and where they stand."""
    firsts = dict(shown.iter_rows())
    numbers: dict[int, int] = dict.fromkeys(firsts.values(), 0)
    for ordinal, place, cells in rows:
        if ordinal in numbers:
            numbers[ordinal] = place.row
        if ordinal in firsts:
            yield cells, numbers[firsts[ordinal]], place
