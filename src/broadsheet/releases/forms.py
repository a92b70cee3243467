"""Cells in a form that is equal for equal values, and as values of JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl

from broadsheet.checks.tables.accept import is_fast_number
from broadsheet.checks.tables.cells import Column
from broadsheet.checks.tables.field import Field
from broadsheet.checks.tables.judge import NATIVE, STAMP, Judge, decode, visible

__all__ = ["Shared", "as_text", "exact", "quick", "value_of"]

NUMERIC = {"integer", "number"}
STRUCTURED = {"boolean", "list", "object", "array", "geojson", "geopoint"}
PLAIN = {"string", "any"}
NUMBER_IS_PLAIN = r"^(?:0|-?[1-9][0-9]*|-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9])$"
NO_VALUE = "\x01"
WIDEST = 400
SAFE = 2**53
DIGITS = 15
TINIEST = 1e-300


class Shared:
    """A field that both tables have: its columns there, and how its values are compared.

    `kind` is `number` where both are numbers, `text` where texts stand for themselves, `value`
    where only the value of a text counts. `same` says whether equal texts are surely equal values.
    """

    def __init__(self, name: str, old: Column, new: Column, *, typed: tuple[bool, bool]) -> None:
        self.name = name
        self.columns = (old, new)
        self.typed = typed
        one, two = old.field, new.field
        self.alike = one.type == two.type or {one.type, two.type} <= NUMERIC
        self.same = same = self.alike and _lexis(one) == _lexis(two) and typed[0] == typed[1]
        self.kind = "number" if {one.type, two.type} <= NUMERIC else "value"
        if not self.alike or one.type in PLAIN or (same and one.type not in STRUCTURED):
            self.kind = "text" if self.kind != "number" else self.kind
        self.certain = self.kind != "text" or not self.alike or one.type in PLAIN
        """Whether texts that differ in their quick form are surely other values."""

    def judge(self, side: int) -> Judge:
        """The Judge of the old or the new cells."""
        column = self.columns[side]
        return column.native if self.typed[side] else column.plain


def _lexis(field: Field) -> tuple[Any, ...]:
    """What decides the value that a text has in a field."""
    return field.type, field.format, sorted((key, repr(value)) for key, value in field.options.items())


def quick(texts: pl.Series, shared: Shared, side: int, numbers: pl.Series | None = None) -> list[pl.Series]:
    """Columns that are equal only for equal values, which may differ in them all the same where `certain` is False.

    `numbers` are the texts as numbers, null where polars reads none, if they are at hand.
    """
    if shared.kind == "number":
        return _numbers(texts, shared, side, numbers)
    if shared.kind == "value":
        return [_judged(texts, shared.judge(side))]
    return [_texts(texts) if shared.typed[side] else texts]


def exact(texts: pl.Series, shared: Shared, side: int) -> list[pl.Series]:
    """Columns that are equal exactly for equal values."""
    return quick(texts, shared, side) if shared.certain else [_judged(texts, shared.judge(side))]


def as_text(texts: pl.Series, shared: Shared, side: int) -> pl.Series:
    """A text that is the same exactly for equal values."""
    if shared.kind == "number":
        plain = _bare(texts) if shared.typed[side] else texts
        is_plain = is_fast_number(shared.columns[side].field) and plain.str.contains(NUMBER_IS_PLAIN).all()
        return plain if is_plain else _judged(texts, shared.judge(side))
    return exact(texts, shared, side)[0]


def _numbers(texts: pl.Series, shared: Shared, side: int, numbers: pl.Series | None = None) -> list[pl.Series]:
    """Numbers as doubles where those tell them apart (up to 15 digits do), the others as texts."""
    if not is_fast_number(shared.columns[side].field):
        return _short(_judged(texts, shared.judge(side)))
    plain = _bare(texts) if shared.typed[side] else texts
    doubles = (plain if numbers is None else numbers).cast(pl.Float64, strict=False) + 0.0
    odd = _odd(plain, doubles)
    if shared.columns[side].field.type == "integer":
        odd |= doubles != doubles.round()
    if not odd.any():
        return [doubles, pl.Series([None], dtype=pl.String).new_from_index(0, len(texts))]
    left = odd.arg_true()
    again = _short(_judged(texts.gather(left), shared.judge(side)))
    forms = pl.Series([None], dtype=pl.String).new_from_index(0, len(texts)).scatter(left, again[1])
    return [doubles.scatter(left, again[0]), forms]


def _short(forms: pl.Series) -> list[pl.Series]:
    """Canonical numbers, those as doubles that are short enough."""
    doubles = forms.cast(pl.Float64, strict=False) + 0.0
    odd = _odd(forms, doubles)
    frame = pl.DataFrame({"form": forms, "double": doubles, "odd": odd})
    return frame.select(pl.when(~pl.col("odd")).then("double"), pl.when("odd").then("form")).get_columns()


def _odd(plain: pl.Series, doubles: pl.Series) -> pl.Series:
    """Where a number has more digits than a double keeps apart, is none, or is too small for one."""
    odd = (plain.str.len_bytes() > DIGITS) | ~doubles.is_finite().fill_null(value=False)
    tiny = (doubles.abs() < TINIEST).fill_null(value=False)
    places = tiny.arg_true()
    lost = places.filter(plain.gather(places).str.contains("[1-9]").fill_null(value=False))
    odd = odd.fill_null(value=False)
    return odd.scatter(lost, True) if len(lost) else odd


def _judged(texts: pl.Series, judge: Judge) -> pl.Series:
    """The canonical form of each value; a cell without a value stands for itself, behind a mark."""
    unique = texts.drop_nulls().unique()
    if not len(unique):
        return pl.Series(texts.name, [None] * len(texts), dtype=pl.String)
    forms = pl.Series([_form(cell, judge) for cell in unique.to_list()], dtype=pl.String)
    return texts.replace_strict(unique, forms, default=None, return_dtype=pl.String)


def _form(cell: str, judge: Judge) -> str:
    try:
        value = judge.value(cell)
    except (ValueError, ArithmeticError):
        return NO_VALUE + cell
    if judge.field.type in NUMERIC:
        return _number(Decimal(value))
    return str(judge.canonical(cell))


def _number(value: Decimal) -> str:
    if not value.is_finite():
        return str(value).lower()
    if not value:
        return "0"
    if abs(value.adjusted()) > WIDEST:
        return f"{value.normalize():E}"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _texts(cells: pl.Series) -> pl.Series:
    """Typed cells, texts as such also where they had to be marked; other values keep their mark."""
    plain = cells.str.strip_prefix(STAMP)
    marked = plain.str.starts_with(NATIVE + '"').fill_null(value=False)
    if not marked.any():
        return plain
    texts = [decode(cell) for cell in plain.filter(marked).to_list()]
    return plain.scatter(marked.arg_true(), pl.Series(texts, dtype=pl.String))


def _bare(texts: pl.Series) -> pl.Series:
    return texts.str.strip_prefix(NATIVE)


def value_of(column: Column, cell: str, *, typed: bool) -> Any:
    """The cell as a value of JSON: numbers and booleans as such where JSON keeps them exactly, else the text.

    >>> value_of(Column(0, Field("n", "number")), "9.50", typed=False)
    9.5
    """
    judge = column.native if typed else column.plain
    native = typed and cell.startswith(NATIVE)
    try:
        value = judge.value(cell)
    except (ValueError, ArithmeticError):
        return visible(cell) if typed else cell
    if isinstance(value, bool):
        return value
    if column.field.type in NUMERIC:
        return _json_number(Decimal(value))
    if native:
        return visible(cell) if cell.startswith(STAMP) else decode(cell)
    return value if column.field.type in {"object", "array", "geojson"} else cell


def _json_number(value: Decimal) -> int | float | str:
    """A number of JSON that every reader keeps exactly, or else its digits as a text."""
    if not value.is_finite() or value == value.to_integral_value():
        return int(value) if value.is_finite() and abs(value) < SAFE else _number(value)
    real = float(value)
    return real if Decimal(repr(real)) == value else _number(value)
