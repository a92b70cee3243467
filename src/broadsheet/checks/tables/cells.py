"""The cells of a batch against their fields: masks first, the Judge for what they leave in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import polars as pl

from broadsheet.checks.tables.accept import accepted, has_stamps, is_fast_number, typed
from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.field import Field
from broadsheet.checks.tables.judge import NATIVE, STAMP, UNUSABLE, Fault, Judge, seen
from broadsheet.issues import excerpt

__all__ = ["Cells", "Column"]


class Column:
    """One column of a table, with the field that it belongs to."""

    def __init__(self, place: int, field: Field) -> None:
        self.name = str(place)
        self.field = field
        self.plain = Judge(field)
        self.native = Judge(field, typed=True)

    def judge(self, batch: Batch) -> Judge:
        """The Judge for the cells of a batch."""
        return self.native if batch.typed else self.plain

    def text(self, batch: Batch, *, has_empty: bool = True) -> pl.Expr:
        """The cells as text, null where a value is missing; `has_empty` says whether any is an empty text."""
        cell = pl.col(self.name)
        missing = self.field.missing if has_empty or not batch.empties else self.field.missing - {""}
        if batch.empties and "" not in self.field.missing:
            cell = cell.fill_null("")
        if not missing:
            return cell
        if len(missing) == 1:
            (only,) = missing
            return pl.when(cell != only).then(cell)
        return pl.when(~cell.is_in(sorted(missing))).then(cell)

    def number(self, batch: Batch) -> pl.Expr | None:
        """The cells as numbers, where the field is a plain number."""
        text = pl.col(self.name)
        if batch.typed and is_fast_number(self.field):
            text = text.str.strip_prefix(NATIVE)
        return typed(self.field, text)

    def is_good(self, batch: Batch) -> pl.Expr | None:
        """The mask of cells that are surely good."""
        value = pl.col(f"{self.name}#") if is_fast_number(self.field) else None
        text = pl.col(self.name)
        good = accepted(
            self.field, text.str.strip_prefix(STAMP) if batch.typed and has_stamps(self.field) else text, value
        )
        if good is not None and batch.typed and self.field.type in {"string", "any"}:
            return good & ~text.str.starts_with(NATIVE if self.field.type == "string" else UNUSABLE)
        return good


class Cells:
    """Checks batch after batch; `clean` gives what the keys of the table need."""

    def __init__(self, columns: Sequence[tuple[int, Field]], scene: Scene) -> None:
        self.columns = [Column(place, field) for place, field in columns]
        self.scene = scene

    def clean(self, batch: Batch) -> pl.DataFrame:
        """The columns of the fields: missing values as null, numbers beside their text ("0#", "1#", …)."""
        columns = _distinct(self.columns)
        empty = batch.frame.select((pl.col(column.name) == "").any() for column in columns)
        texts = [column.text(batch, has_empty=any(empty.to_series(place))) for place, column in enumerate(columns)]
        frame = batch.frame.select(text.alias(column.name) for text, column in zip(texts, columns, strict=True))
        numbers = {column.name: column.number(batch) for column in self.columns}
        return frame.with_columns(value.alias(f"{name}#") for name, value in numbers.items() if value is not None)

    def check(self, batch: Batch, frame: pl.DataFrame) -> None:
        """Report every fault of the batch's cells."""
        if not self.columns or not frame.height:
            return
        doubts: list[pl.Expr] = []
        for place, column in enumerate(self.columns):
            good = column.is_good(batch)
            present = pl.col(column.name).is_not_null()
            doubt = present if good is None else present & ~good.fill_null(False)
            doubts.append(doubt.alias(str(place)))
        masks = frame.select(doubts)
        totals = masks.select(pl.all().sum()).row(0) if masks.height == frame.height else [0] * len(self.columns)
        for place, column in enumerate(self.columns):
            if totals[place]:
                self._judge(batch, frame, column, masks.to_series(place))
            if column.field.required and frame[column.name].null_count():
                self._required(batch, frame, column)

    def _judge(self, batch: Batch, frame: pl.DataFrame, column: Column, doubt: pl.Series) -> None:
        where = doubt.arg_true()
        cells = frame[column.name].gather(where).to_list()
        found = column.judge(batch).faults(cells)
        hits = [(place, fault) for place, faults in enumerate(found) if faults for fault in faults]
        if not hits:
            return
        totals = Counter(fault.code for _, fault in hits)
        rooms = {code: self.scene.findings.room(code, self.scene.resource, column.field.name) for code in totals}
        shown: Counter[str] = Counter()
        for place, fault in hits:
            if shown[fault.code] < rooms[fault.code]:
                shown[fault.code] += 1
                self._add(batch, int(where[place]), column, fault, cells[place])
        for code, total in totals.items():
            self.scene.findings.count(code, total - shown[code], resource=self.scene.resource, field=column.field.name)

    def _required(self, batch: Batch, frame: pl.DataFrame, column: Column) -> None:
        absent = frame[column.name].is_null()
        if not batch.empties and not batch.typed:
            absent = absent & batch.frame[column.name].is_not_null()
        where = absent.arg_true()
        room = self.scene.findings.room("B641", self.scene.resource, column.field.name)
        fault = Fault(
            "B641",
            "The value is missing, and the field is required.",
            "fill the cell in, or drop the constraint required",
        )
        for index in where.head(min(room, len(where))):
            self._add(batch, int(index), column, fault)
        self.scene.findings.count(
            "B641", max(0, len(where) - room), resource=self.scene.resource, field=column.field.name
        )

    def _add(self, batch: Batch, index: int, column: Column, fault: Fault, cell: str | None = None) -> None:
        place = batch.place(index)
        where: dict[str, Any] = {
            "path": place.path,
            "resource": self.scene.resource,
            "row": place.row,
            "field": column.field.name,
            "value": excerpt(cell) if cell and not batch.typed else seen(cell),
            "line": place.line,
        }
        self.scene.findings.add(fault.code, fault.message, hint=fault.hint, **where)


def _distinct(columns: Sequence[Column]) -> list[Column]:
    return list({column.name: column for column in columns}.values())
