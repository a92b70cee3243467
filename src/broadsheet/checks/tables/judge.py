"""The exact verdict on single values: what the fast masks doubt comes here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from broadsheet.checks.tables.caps import BEYOND, CAPS, BeyondCap, Caps
from broadsheet.checks.tables.field import Bound, Field
from broadsheet.checks.tables.json_schema import validator
from broadsheet.checks.tables.values.casting import canonical, cast, cast_native, cast_stamp
from broadsheet.checks.tables.values.structures import NotJsonError, read_json
from broadsheet.checks.tables.values.times import Duration, Moment
from broadsheet.issues import excerpt, shorten

__all__ = ["MARKS", "NATIVE", "STAMP", "UNUSABLE", "Fault", "Judge", "decode", "quoted", "seen", "visible"]

NATIVE = "\x00"
"""What stands before a value that is no text: JSON follows."""

STAMP = NATIVE + "@"
"""Before a date, time, date-time or duration that a format has typed: its default form follows."""

UNUSABLE = NATIVE + "!"
"""Before a cell without a usable value: the reason follows."""

MARKS = f"^{NATIVE}(?:@|!(?:is the error )?)?"
"""What readers set before cells, as a regular expression."""

SPECIAL = {"NaN", "inf", "-inf"}
REMEMBERED = 50_000
LONG = 5000
"""Cells of more characters are not remembered."""

ZONES = 14 * 3600
ANCHORS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
WORDS = {
    "minimum": "below the minimum",
    "maximum": "above the maximum",
    "exclusiveMinimum": "not above the exclusive minimum",
    "exclusiveMaximum": "not below the exclusive maximum",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, under which rule, and what to do."""

    code: str
    message: str
    hint: str


class Judge:
    """Every fault of any value of one field.

    `typed` says that cells come from a format with types of its own, where those that
    are no text start with the mark NATIVE and go on in JSON.
    """

    def __init__(self, field: Field, *, typed: bool = False) -> None:
        self.field = field
        self.typed = typed
        self._known: dict[str, tuple[Fault, ...]] = {}
        self._validator: Any = None

    def faults(self, cells: Sequence[str]) -> list[tuple[Fault, ...]]:
        """The faults of each cell, in order; most cells repeat, so each text is judged once."""
        new = [cell for cell in dict.fromkeys(cells) if cell not in self._known]
        if len(self._known) + len(new) > REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(cells))
        self._known.update(zip(new, self._judged(new), strict=True))
        found = [self._known[cell] for cell in cells]
        if any(len(cell) > LONG for cell in new):
            self._known.clear()
        return found

    def value(self, cell: str) -> Any:
        """The logical value of a cell; ValueError when it has none."""
        if not self.typed or not cell.startswith(NATIVE):
            return cast(self.field, cell)
        if cell.startswith(UNUSABLE):
            raise ValueError(visible(cell))
        if cell.startswith(STAMP):
            return cast_stamp(self.field, visible(cell))
        native = decode(cell, self.field.caps)
        return cast(self.field, native) if isinstance(native, str) else cast_native(self.field, native)

    def canonical(self, cell: str) -> str | int | float | None:
        """One hashable form for equal values, None for a cell that has no value."""
        try:
            return canonical(self.field, self.value(cell))
        except (ValueError, ArithmeticError):
            return None

    def _judged(self, cells: list[str]) -> Iterable[tuple[Fault, ...]]:
        matching = self._matching(cells)
        for place, cell in enumerate(cells):
            try:
                value = self.value(cell)
            except (ValueError, ArithmeticError) as error:
                yield (self._type_fault(cell, error),)
                continue
            faults = list(self._value_faults(cell, value))
            if not matching[place]:
                message = f"{self._quoted(cell)} does not match the pattern {shorten(self.field.pattern_text)}"
                faults.append(Fault("B644", message, "correct the value, or widen the pattern"))
            yield tuple(faults)

    def _matching(self, cells: list[str]) -> list[bool]:
        if self.field.pattern is None or not cells:
            return [True] * len(cells)
        return pl.Series(cells, dtype=pl.String).str.contains(self.field.pattern).to_list()

    def _type_fault(self, cell: str, error: Exception) -> Fault:
        if isinstance(error, BeyondCap):
            return Fault(BEYOND, f"{self._quoted(cell)} {error}", error.hint)
        reason = str(error) if type(error) in {ValueError, NotJsonError} else "has no value that can be computed with"
        kind = self.field.type if self.field.format == "default" else f"{self.field.type} ({self.field.format})"
        return Fault(
            "B640",
            f"{self._quoted(cell)} {reason}",
            f"write a value of the type {kind}, or change the type of the field",
        )

    def _value_faults(self, cell: str, value: Any) -> Iterable[Fault]:
        field = self.field
        for bound in field.bounds:
            if breaks(bound, value):
                yield Fault(
                    "B642",
                    f"{self._quoted(cell)} is {_beside(bound, value)} {bound.text}",
                    f"correct the value, or change {bound.rule}",
                )
        yield from self._length_faults(cell, value)
        form = canonical(field, value) if field.enum is not None or field.categories is not None else None
        if field.categories is not None and form not in field.categories:
            yield Fault(
                "B647",
                f"{self._quoted(cell)} is not one of the categories",
                "correct the value, or add it to the categories",
            )
        if field.enum is not None and form not in field.enum:
            yield Fault(
                "B645", f"{self._quoted(cell)} is not one of the values in enum", "correct the value, or add it to enum"
            )
        if field.json_schema is not None and not self._fits(value):
            yield Fault(
                "B646",
                f"{self._quoted(cell)} does not fit the field's JSON Schema",
                "correct the value, or change jsonSchema",
            )

    def _length_faults(self, cell: str, value: Any) -> Iterable[Fault]:
        low, high = self.field.min_length, self.field.max_length
        if low is None and high is None:
            return
        length = len(value)
        if low is not None and length < low:
            yield Fault(
                "B643",
                f"{self._quoted(cell)} has the length {length}; at least {low} is asked for",
                "lengthen the value, or lower minLength",
            )
        if high is not None and length > high:
            yield Fault(
                "B643",
                f"{self._quoted(cell)} has the length {length}; at most {high} is allowed",
                "shorten the value, or raise maxLength",
            )

    def _quoted(self, cell: str) -> str:
        return quoted(cell) if self.typed else shorten(cell)

    def _fits(self, value: Any) -> bool:
        if self._validator is None:
            self._validator = validator(self.field.json_schema)
        return bool(self._validator.is_valid(value))


def decode(cell: str, caps: Caps = CAPS) -> Any:
    """The value behind the mark NATIVE: JSON, or a number that JSON does not have."""
    text = cell[len(NATIVE) :]
    return Decimal(text) if text in SPECIAL else read_json(text, caps)


def _beside(bound: Bound, value: Any) -> str:
    """Where a value lies that breaks a bound."""
    said = WORDS[bound.rule]
    is_nan = isinstance(value, Decimal) and value.is_nan()
    return f"on neither side of the {said.partition(' the ')[2]}" if is_nan else said


def breaks(bound: Bound, value: Any) -> bool:
    """Whether a value surely lies on the wrong side of a bound, or, being no number, on neither."""
    if isinstance(value, Decimal) and value.is_nan():
        return True
    order = compare(value, bound.value)
    if order is None:
        return False
    wrong = {"minimum": order < 0, "maximum": order > 0, "exclusiveMinimum": order <= 0, "exclusiveMaximum": order >= 0}
    return wrong[bound.rule]


def compare(one: Any, other: Any) -> int | None:
    """-1, 0 or 1 as one value lies before, on or after the other; None where their order is not defined."""
    if isinstance(one, Duration):
        return _durations(one, other)
    if isinstance(one, Moment):
        return _moments(one, other)
    if isinstance(one, Decimal) and (one.is_nan() or (isinstance(other, Decimal) and other.is_nan())):
        return None
    return int(one > other) - int(one < other)


def _moments(one: Moment, other: Moment) -> int | None:
    apart = one.seconds - other.seconds
    if one.zoned != other.zoned and abs(apart) <= ZONES:
        return None
    return (apart > 0) - (apart < 0)


def _durations(one: Duration, other: Duration) -> int | None:
    """The order of two durations when it is the same from four starting points (XML Schema part 2, 3.3.6.2)."""
    orders = {_sign(_elapsed(one, anchor) - _elapsed(other, anchor)) for anchor in ANCHORS}
    return orders.pop() if len(orders) == 1 else None


def _elapsed(duration: Duration, anchor: tuple[int, int]) -> Decimal:
    year, month = divmod(anchor[0] * 12 + anchor[1] - 1 + duration.months, 12)
    return Decimal(_day_number(year, month + 1) - _day_number(*anchor)) * 86400 + duration.seconds


def _day_number(year: int, month: int) -> int:
    year -= month <= 2
    return year * 365 + year // 4 - year // 100 + year // 400 + (((month + 9) % 12) * 306 + 5) // 10


def _sign(value: Decimal) -> int:
    return int(math.copysign(1, value)) if value else 0


def visible(cell: str) -> str:
    """A cell without the marks that readers set before it."""
    return cell.removeprefix(UNUSABLE).removeprefix(STAMP).removeprefix(NATIVE)


def quoted(cell: str) -> str:
    """A cell as a message quotes it: a text between quotes, another value without the mark before it.

    >>> quoted("1"), quoted(NATIVE + "1")
    ('"1"', '1')
    """
    if cell.startswith(UNUSABLE):
        return "The cell"
    return excerpt(visible(cell)) if cell.startswith(NATIVE) else shorten(cell)


def seen(*cells: str | None) -> str | None:
    """The cells as the value of an issue; None when there is none, or one that cannot be used.

    >>> seen("a", NATIVE + "1"), seen(None)
    ('a, 1', None)
    """
    usable = [cell for cell in cells if cell is not None and not cell.startswith(UNUSABLE)]
    return ", ".join(excerpt(visible(cell)) for cell in usable) or None if len(usable) == len(cells) else None
