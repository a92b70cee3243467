"""EDTF dates (ISO 8601-2): what a date says as days, or why a text is none.

>>> date = parse("2021-12?")
>>> date.earliest, date.latest, date.uncertain, date.precision
((2021, 12, 1), (2021, 12, 31), True, 'month')
>>> parse("2021-02-30")
Traceback (most recent call last):
broadsheet.articles.edtf.DateError: "2021-02-30": February 2021 has 28 days

`parse` accepts what `PATTERN` matches, but for two things which the pattern cannot say:
a text has at most `MAX_LENGTH` characters, and no interval or range ends before it
starts.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from broadsheet.articles.edtf_advice import explain, quote
from broadsheet.articles.edtf_pattern import (
    LOOSE_PATTERN,
    MAX_LENGTH,
    PATTERN,
    PATTERNS,
    level,
)
from broadsheet.errors import BroadsheetError

__all__ = [
    "LOOSE_PATTERN",
    "MAX_LENGTH",
    "PATTERN",
    "PATTERNS",
    "Date",
    "DateError",
    "Day",
    "parse",
]

Day = tuple[int, int, int]
"""Year, month and day in the proleptic Gregorian calendar; year 0 is 1 BC."""


class DateError(BroadsheetError, ValueError):
    """A text that is no date: the message says what was found and what to write."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as the days it may mean.

    >>> parse("1950S2").earliest, parse("2021-33").latest
    ((1900, 1, 1), (2021, 3, 31))
    """

    text: str
    """The EDTF string, as it was given."""
    level: int
    """The lowest EDTF level that has it: 0, 1 or 2."""
    earliest: Day | None
    """The first day it may mean; None when open or unknown."""
    latest: Day | None
    """The last day it may mean; None when open or unknown."""
    approximate: bool
    """Whether any part bears `~` or `%`."""
    uncertain: bool
    """Whether any part bears `?` or `%`."""
    precision: str
    """second, day, month, season, quarter, quadrimester, semester, year, decade,
    century, millennium; or interval, or set."""

    def overlaps(self, other: Date) -> bool:
        """Tell whether some day lies within the bounds of both.

        >>> parse("2021/..").overlaps(parse("202X"))
        True
        """
        return not (self.before(other) or other.before(self))

    def contains(self, other: Date) -> bool:
        """Tell whether every day the other may mean lies within these bounds.

        An unknown end (`2021/`) is no bound, hence contains nothing for certain.

        >>> parse("2021").contains(parse("2021-0X-31"))
        True
        """
        if self.text.startswith("/") or self.text.endswith("/"):
            return False
        starts = self.earliest is None or _at_most(self.earliest, other.earliest)
        return starts and (self.latest is None or _at_most(other.latest, self.latest))

    def before(self, other: Date) -> bool:
        """Tell whether every day of this comes before every day of the other.

        >>> parse("2021").before(parse("2022?")), parse("2021").before(parse("202X"))
        (True, False)
        """
        if self.latest is None or other.earliest is None:
            return False
        return self.latest < other.earliest


def _at_most(one: Day | None, other: Day | None) -> bool:
    """Compare two bounds, of which neither may be missing."""
    return one is not None and other is not None and one <= other


@lru_cache(maxsize=4096)
def parse(text: str) -> Date:
    """Give the date that an EDTF string means, or raise `DateError`.

    >>> parse("2004-06-~01/2004-06-~20").earliest
    (2004, 6, 1)
    >>> parse("31 Feb")
    Traceback (most recent call last):
    broadsheet.articles.edtf.DateError: "31 Feb" is not a date; write YYYY-MM-DD
    """
    found = level(text)
    if found is None:
        raise DateError(explain(text))
    earliest, latest = _bounds(text)
    return Date(
        text=text,
        level=found,
        earliest=earliest,
        latest=latest,
        approximate="~" in text or "%" in text,
        uncertain="?" in text or "%" in text,
        precision=_precision(text),
    )


# --- From a text that the pattern took to days

_UNQUALIFIED = str.maketrans("", "", "?~%")
_YEAR_PARTS = re.compile(r"Y?(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]))?")
_PRECISIONS = {"X": "decade", "XX": "century", "XXX": "millennium"}
_KINDS = (
    ("X", "month"),
    ("40", "semester"),
    ("37", "quadrimester"),
    ("33", "quarter"),
    ("21", "season"),
)
_MONTHS = 12
_SPRING, _SUMMER, _AUTUMN, _WINTER = (3, 6), (6, 9), (9, 12), (1, 15)
_GROUPINGS = dict(
    enumerate(
        (
            *((3, 12), (1, 15), (3, 12), (1, 15)),  # 21-24: either hemisphere
            *(_SPRING, _SUMMER, _AUTUMN, _WINTER),  # 25-28: northern
            *(_AUTUMN, _WINTER, _SPRING, _SUMMER),  # 29-32: southern
            *((1, 3), (4, 6), (7, 9), (10, 12)),  # 33-36: quarters
            *((1, 4), (5, 8), (9, 12)),  # 37-39: quadrimesters
            *((1, 6), (7, 12)),  # 40-41: semesters
        ),
        start=21,
    )
)
"""First and last month of each sub-year grouping; 13 to 15 are of the next year.

Generous where usage differs: a winter may be the one that opens the year or closes it.
"""


def _bounds(text: str) -> tuple[Day | None, Day | None]:
    """Give the first and last day of any date, interval or set."""
    if "/" in text:
        return _range(text, *text.split("/"))
    if text[0] not in "[{":
        return _span(text)
    ranges = [_member(member) for member in text[1:-1].split(",")]
    firsts = [first for first, _ in ranges if first is not None]
    lasts = [last for _, last in ranges if last is not None]
    return (
        min(firsts) if len(firsts) == len(ranges) else None,
        max(lasts) if len(lasts) == len(ranges) else None,
    )


def _member(member: str) -> tuple[Day | None, Day | None]:
    """Give the first and last day of one member of a set."""
    start, dots, end = member.partition("..")
    return _range(member, start, end) if dots else _span(member)


def _range(text: str, start: str, end: str) -> tuple[Day | None, Day | None]:
    """Give the days from one date to another; `..` and nothing have none."""
    first = _span(start)[0] if start.strip(".") else None
    last = _span(end)[1] if end.strip(".") else None
    if first and last and last < first:
        message = f"{quote(text)} ends before it starts; write the earlier date first"
        raise DateError(message)
    return first, last


def _span(text: str) -> tuple[Day, Day]:
    """Give the first and last day of a single date."""
    text = text.translate(_UNQUALIFIED).partition("T")[0]
    if text[0] == "Y" or "S" in text:
        first, last = _estimate(text)
        return (first, 1, 1), (last, 12, 31)
    negative, text = text.startswith("-"), text.removeprefix("-")
    year, month, day = (*text.split("-"), "XX", "XX")[:3]
    if month.isdecimal() and int(month) in _GROUPINGS:
        return _group(year, int(month), negative=negative)
    return (
        _edge(_readings(year, 1, negative=negative), month, day, 1),
        _edge(_readings(year, -1, negative=negative), month, day, -1),
    )


def _estimate(text: str) -> tuple[int, int]:
    """Give the first and last year that agree in the significant digits."""
    match = _YEAR_PARTS.fullmatch(text)
    assert match  # noqa: S101  (the pattern took it)
    sign, digits, exponent, significant = match.groups()
    digits += "0" * int(exponent or 0)
    year, width = int(digits), len(digits)
    unit = 10 ** max(0, width - int(significant or width))
    first = year // unit * unit
    last = first + unit - 1
    return (-last, -max(first, 1)) if sign else (first, last)


def _readings(mask: str, step: int, *, negative: bool) -> Iterator[int]:
    """Yield the years a mask allows: upwards for step 1, downwards for -1."""
    digits = "0123456789"[:: -step if negative else step]
    for choice in product(*(digits if c == "X" else c for c in mask)):
        year = int("".join(choice))
        if year or not negative:
            yield -year if negative else year


@cache
def _fitting(mask: str, most: int) -> tuple[int, ...]:
    """List the months or days that a mask of two characters allows.

    >>> _fitting("X1", 12)
    (1, 11)
    """
    numbers = (f"{n:02}" for n in range(1, most + 1))
    fits = re.compile(mask.replace("X", "[0-9]")).fullmatch
    return tuple(int(number) for number in numbers if fits(number))


def _edge(years: Iterator[int], month: str, day: str, step: int) -> Day:
    """Give the first day that exists among the readings, in their order."""
    return next(
        (y, m, d)
        for y in years
        for m in _fitting(month, 12)[::step]
        for d in _fitting(day, 31)[::step]
        if d <= _days_in(y, m)
    )


def _days_in(year: int, month: int) -> int:
    """Count the days of a month in any year, negative ones too."""
    return calendar.monthrange(2000 + year % 400, month)[1]


def _group(year: str, grouping: int, *, negative: bool) -> tuple[Day, Day]:
    """Give the first and last day of a season, quarter, quadrimester or semester."""
    start, end = _GROUPINGS[grouping]
    first = next(_readings(year, 1, negative=negative))
    last = next(_readings(year, -1, negative=negative)) + (end > _MONTHS)
    month = (end - 1) % 12 + 1
    return (first, start, 1), (last, month, _days_in(last, month))


def _precision(text: str) -> str:
    """Name the unit that the text counts in."""
    if "/" in text or text[0] in "[{":
        return "interval" if "/" in text else "set"
    if ":" in text:
        return "second"
    text = text.translate(_UNQUALIFIED)
    _, *rest = text.removeprefix("-").removeprefix("Y-").split("-")
    if len(rest) == 1:
        return next((kind for n, kind in _KINDS if rest[0] >= n), "month")
    if rest:
        return "day"
    known = text.rstrip("X")
    return "year" if "X" in known else _PRECISIONS.get(text[len(known) :], "year")
