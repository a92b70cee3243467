"""Two numbers that are the ends of one range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from broadsheet.reading.numbers import Number
from broadsheet.reading.units import Unit

__all__ = ["Part", "join_ranges"]

_GAP = re.compile(r" ?[-\u2013] ?| to | and | or |- (?:to|or) ")
_BETWEEN = re.compile(r"\b[Bb]etween (?:the ages of )?$")
_CHANGES = re.compile(
    r"\b(?:rose|fell|rise|fall|up|down|grew|grow|cut|drop|increase|raise|went|go|climb|slip|shr[ai]nk|jump|gain|add|advanc"
    r"|soar|surg|slid|slump|plummet|crept|swung|recover|bounc|tumbl|s[aiu]nk|eas|lost|shed|retreat|dip|plung|declin|weaken|strengthen|widen|narrow|lift|hik|lower|rall"
    r"|rebound|edg|firm|higher|lower)"
)
_FROM = re.compile(r"\b(?:[Ff]rom|down|up) $")
_RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|cost(?:s|ing)?|pric(?:es|ed|ing)|fines)(?: in [a-z]+)? from $"
)


class Part(NamedTuple):
    """A number with its sign or noun; spans may grow to the left and to the right."""

    number: Number
    start: int
    end: int
    unit: Unit | None
    money: bool = False
    parts: Decimal | None = None
    """Whether it counts hundredths of a currency."""

    low: Decimal | None = None
    high: Decimal | None = None


def join_ranges(parts: list[Part], folded: str, start: int) -> Iterator[Part]:
    """Two numbers that are the ends of one range become one part."""
    at = 0
    while at < len(parts):
        part = parts[at]
        joined = _range(part, parts[at + 1], folded, start) if at + 1 < len(parts) else None
        yield joined or part
        at += 2 if joined else 1


def _range(first: Part, second: Part, folded: str, start: int) -> Part | None:
    gap = folded[first.end : second.start] if second.start >= first.end else ""
    if len(gap) > 5 or _GAP.fullmatch(gap) is None:
        return None
    before = folded[max(start, first.start - 24) : first.start]
    word = gap.strip().removeprefix("- ")
    between = _BETWEEN.search(before)
    if not _may_join(word, first, second, between is not None, before):
        return None
    clause = folded[max(start, first.start - 48) : first.start].rpartition(". ")[2]
    if word == "to" and not folded.startswith(" to ", second.end) and _reaches(first, second, clause):
        return None
    low = first.number.value
    if second.parts and first.unit is None:
        low *= second.parts
    if first.number.scale == 1 < second.number.scale and low < second.number.value / second.number.scale:
        low *= second.number.scale
    if low >= second.number.value:
        return None
    opening = first.start - len(before) + between.start() if between else first.start
    money = first.money or second.money
    unit = first.unit if money and first.unit and not second.unit else second.unit or first.unit
    return first._replace(start=opening, end=second.end, unit=unit, money=money, low=low, high=second.number.value)


def _may_join(word: str, first: Part, second: Part, between: bool, before: str) -> bool:
    if first.unit and second.unit and first.unit.name != second.unit.name:
        return False
    if word == "and":
        return between
    if word == "or":
        return second.number.value == first.number.value + 1 and first.unit is None
    if word == "to":
        return _RANGING.search(before) is not None or not (
            _FROM.search(before) and (first.unit is not None or _changes(before))
        )
    return second.unit is not None or first.money


def _reaches(first: Part, second: Part, before: str) -> bool:
    """Whether the second number is what a change by the first led to: rose 12 cents to $4.10, fell 2 percent to 45."""
    if first.unit is None and second.unit is None and before.endswith(" by ") and _changes(before):
        return True
    if first.unit is None:
        return False
    if first.parts and not second.parts:
        return _changes(before)
    return _changes(before) if second.unit else not first.money


def _changes(before: str) -> bool:
    return _CHANGES.search(before) is not None
