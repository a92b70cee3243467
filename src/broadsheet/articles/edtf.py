"""EDTF dates (ISO 8601-2): one regular expression, and what a date says as days.

>>> date = parse("2021-12?")
>>> date.earliest, date.latest, date.uncertain, date.precision
((2021, 12, 1), (2021, 12, 31), True, 'month')
>>> parse("2021-02-30")
Traceback (most recent call last):
broadsheet.articles.edtf.DateError: "2021-02-30": February 2021 has 28 days

`PATTERN` and `parse` accept the same strings, but for two things which a regular
expression of bearable size cannot say: that a text has at most `MAX_LENGTH`
characters, and that an interval or a range does not end before it starts. The pieces
bear the names of ISO 8601-2. They use only what XML Schema, ECMA-262, Rust and Python
write alike: plain groups, classes, counts; no anchors.

Add the anchors yourself: `re.fullmatch(PATTERN, text)`, or `^…$` where the engine is
ECMA-262 or Rust. In Python `$` also matches before a final newline, and no construct
that Rust shares can mend that: a JSON Schema has to refuse line feeds by a rule of its own.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

Day = tuple[int, int, int]
"""Year, month and day in the proleptic Gregorian calendar; year 0 is 1 BC."""

MAX_LENGTH: Final = 100
"""The most characters a date may have; goes with `PATTERN` wherever that goes."""


class DateError(ValueError):
    """A text that is no date: the message says what was found and what to write."""


# --- The pattern, piece by piece --------------------------------------------------

_QUALIFIER = "[?~%]"
_TIME = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_HOURS_AHEAD = "(0[0-9]|1[0-3])(:[0-5][0-9])?|14(:00)?"
_HOURS_BEHIND = "(0[1-9]|1[0-3])(:[0-5][0-9])?|00:(0[1-9]|[1-5][0-9])|14(:00)?"
_SHIFT = f"(Z|[+]({_HOURS_AHEAD})|-({_HOURS_BEHIND}))"
_SEASON = "2[1-4]"
_SUB_YEAR_GROUPING = "2[1-9]|3[0-9]|4[01]"
_PREFIXED_YEAR = "Y-?[1-9][0-9]{4,11}"
_EXPONENTIAL_YEAR = "Y-?[1-9][0-9]{0,5}E([1-9]|1[0-2])"
_SIGNIFICANT_DIGITS = "S[1-9]"

Mark = Callable[[str], str]
"""What surrounds each component of a date in the pattern: nothing, or qualifiers."""


def _one_of(*choices: str) -> str:
    """Join choices into one group.

    >>> _one_of("a", "b")
    '(a|b)'
    """
    return f"({'|'.join(choices)})"


def _bare(component: str) -> str:
    """Leave a component as it is."""
    return component


def _qualified(component: str) -> str:
    """Allow one qualifier, on the left or on the right (8.3 and 8.4 of the profile).

    >>> _qualified("02")
    '([?~%]02|02[?~%]?)'
    """
    return f"({_QUALIFIER}{component}|{component}{_QUALIFIER}?)"


@dataclass(frozen=True)
class _Calendar:
    """The patterns of a year, a month, a day that exists, and any of the three."""

    year: str
    month: str
    day: str
    date: str


def _calendar(x: str = "", *, signed: bool = True, mark: Mark = _bare, grouping: str = "") -> _Calendar:
    """Say which days exist; with x="X", which have a reading that exists."""
    n = f"[0-9{x}]"
    year, leap_year = _years(x, signed=signed)
    tens = f"|{x}[0-9{x}]" if x else ""
    month = _one_of(f"0[1-9{x}]", f"1[0-2{x}]" + tens)
    months_of_31 = _one_of(f"0[13578{x}]", f"1[02{x}]" + ("|X[0-3578X]" if x else ""))
    months_of_30 = _one_of("0[469]", "11" + ("|X[469]" if x else ""))
    up_to_31 = _one_of(f"0[1-9{x}]", f"[12{x}]{n}", f"3[01{x}]")
    up_to_30 = _one_of(f"0[1-9{x}]", f"[12{x}]{n}", f"3[0{x}]")
    up_to_28 = _one_of(f"0[1-9{x}]", f"[1{x}]{n}", f"2[0-8{x}]")
    month_day = _one_of(
        f"{mark(months_of_31)}-{mark(up_to_31)}",
        f"{mark(months_of_30)}-{mark(up_to_30)}",
        f"{mark('02')}-{mark(up_to_28)}",
    )
    leap_day = f"{mark(leap_year)}-{mark('02')}-{mark('29')}"
    month_or_grouping = _one_of(month, grouping) if grouping else month
    return _Calendar(
        year=year,
        month=f"{year}-{month}",
        day=_one_of(f"{year}-{month_day}", leap_day),
        date=_one_of(f"{mark(year)}(-({mark(month_or_grouping)}|{month_day}))?", leap_day),
    )


def _years(x: str, *, signed: bool) -> tuple[str, str]:
    """Write any year and a leap year; -0000 is neither, since 0000 says it."""
    n = f"[0-9{x}]"
    fourth = f"([02468{x}][48{x}]|[2468{x}]0|[13579{x}][26{x}])"
    leap = f"{n}{n}{fourth}|{fourth}00"
    if not signed:
        return f"{n}{{4}}", f"({leap}|0000)"
    some = f"[1-9{x}]"
    nonzero = f"({some}{n}{{3}}|0{some}{n}{{2}}|00{some}{n}|000{some})"
    return f"(-?{nonzero}|0000)", f"(-?({leap})|0000)"


def _interval(end: str, *, extended: bool = True) -> str:
    """Write both ends, or one with `..` (open) or nothing (unknown) for the other."""
    if not extended:
        return f"{end}/{end}"
    dots = r"\.\."
    return _one_of(f"{end}/({end}|{dots})?", f"({dots})?/{end}")


def _set(element: str, plain: _Calendar) -> str:
    """Write [one of these] or {all of these}; `..` joins dates of one precision."""
    dots, one = r"\.\.", plain.date
    ranges = (f"{p}{dots}{p}" for p in (plain.year, plain.month, plain.day))
    member = _one_of(element, *ranges)
    first = _one_of(f"{dots}{one}", member)
    members = _one_of(f"{first}(,{member})*(,{one}{dots})?", f"{one}{dots}")
    return _one_of(rf"\[{members}\]", rf"\{{{members}\}}")


def _level_0() -> str:
    """Write what ISO 8601-1 has: dates, date-times, intervals of dates."""
    plain = _calendar(signed=False)
    return _one_of(
        plain.date,
        f"{plain.day}{_TIME}{_SHIFT}?",
        _interval(plain.date, extended=False),
    )


def _level_1() -> str:
    """Add signs, Y, seasons, qualifiers at the end, X from the right, open ends."""
    plain = _calendar(grouping=_SEASON)
    year, month = plain.year, plain.month
    unspecified = _one_of("-?[0-9]{2}[0-9X]X", f"{year}-XX(-XX)?", f"{month}-XX")
    return _one_of(
        _one_of(plain.date, unspecified, _PREFIXED_YEAR) + f"{_QUALIFIER}?",
        f"{plain.day}{_TIME}{_SHIFT}?",
        _interval(f"{plain.date}{_QUALIFIER}?"),
    )


def _level_2() -> str:
    """Add exponents, S, groupings, sets, qualifiers and X in any place."""
    plain = _calendar()
    date = _calendar("X", mark=_qualified, grouping=_SUB_YEAR_GROUPING).date
    prefixed = _one_of(_PREFIXED_YEAR, _EXPONENTIAL_YEAR)
    estimated = f"{prefixed}({_SIGNIFICANT_DIGITS})?|{plain.year}{_SIGNIFICANT_DIGITS}"
    single = _one_of(date, f"({estimated}){_QUALIFIER}?")
    return _one_of(
        f"{single}(/({single}|\\.\\.)?)?",
        f"(\\.\\.)?/{single}",
        f"{plain.day}{_TIME}{_SHIFT}?",
        _set(date, plain),
    )


PATTERNS: Final = (_level_0(), _level_1(), _level_2())
"""The pattern of each level, which includes the levels below: PATTERNS[1] is short."""

PATTERN: Final = PATTERNS[2]
"""The pattern of every EDTF string we support: one group, without anchors."""

LOOSE_PATTERN: Final = r"[0-9XYESTZ?~%:+./,{}\[\]-]{4,100}"
"""Every date and many other strings: the characters dates are made of, where 12 kB are too much."""


# --- What a date says -------------------------------------------------------------


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


def parse(text: str) -> Date:
    """Give the date that an EDTF string means, or raise `DateError`.

    >>> parse("2004-06-~01/2004-06-~20").earliest
    (2004, 6, 1)
    >>> parse("31 Feb")
    Traceback (most recent call last):
    broadsheet.articles.edtf.DateError: "31 Feb" is not a date; write YYYY-MM-DD
    """
    level = _level(text)
    if level is None:
        raise DateError(_explain(text))
    earliest, latest = _bounds(text)
    approximate, uncertain = "~" in text or "%" in text, "?" in text or "%" in text
    return Date(text, level, earliest, latest, approximate, uncertain, _precision(text))


def _level(text: str) -> int | None:
    """Find the lowest level whose pattern takes the text; longer texts have none."""
    if len(text) > MAX_LENGTH:
        return None
    return next((n for n in (0, 1, 2) if _compiled(n).fullmatch(text)), None)


@cache
def _compiled(level: int) -> re.Pattern[str]:
    """Compile a pattern when it is first needed, so that importing stays quick."""
    return re.compile(PATTERNS[level])


# --- From a text that the pattern took to days ------------------------------------

_UNQUALIFIED = str.maketrans("", "", "?~%")
_YEAR_PARTS = re.compile(r"Y?(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]))?")
_PRECISIONS = {"X": "decade", "XX": "century", "XXX": "millennium"}
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
        message = f"{_quote(text)} ends before it starts; write the earlier date first"
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
    year, width = int(digits) * 10 ** int(exponent or 0), len(digits + "0" * int(exponent or 0))
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
    last = next(_readings(year, -1, negative=negative)) + (end > 12)
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
    if len(rest) == 1 and rest[0].isdecimal() and (number := int(rest[0])) in _GROUPINGS:
        kinds = {33: "quarter", 37: "quadrimester", 40: "semester"}
        return next((kinds[n] for n in (40, 37, 33) if number >= n), "season")
    if rest:
        return "month" if len(rest) == 1 else "day"
    known = text.rstrip("X")
    return "year" if "X" in known else _PRECISIONS.get(text[len(known) :], "year")


# --- From a text that the pattern refused to advice -------------------------------

_SHAPE = re.compile(r"-?([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_ADVICE = (
    (r"\s.*|.*\s", "has blanks around it; take them away"),
    (r"-0+", "is the year 0; write 0000"),
    (r"[0-9]{8}", "lacks hyphens; write YYYY-MM-DD"),
    (r"[^T]*T24:.*", "has no hour 24; write 00:00:00 of the next day"),
    (r".*:60.*", "is a leap second; write :59"),
    (r"[0-9-]{10}[T ][0-9].*", "is not a date-time; write YYYY-MM-DDThh:mm:ssZ"),
    (r"[0-9-]*[ux][0-9ux-]*", "marks digits in lower case; write X"),
    (r"-?[0-9]{5,}", "has more than four digits; write Y before it"),
    (r"Y.*", "is not a long year; write Y and 5 to 12 digits, or like Y-17E7"),
    (r"[?~%].*[?~%].*|.*[?~%]{2}", "qualifies a part twice; write % for both ? and ~"),
    (r"open|unknown", "is no end of an interval; write .. (open) or nothing (unknown)"),
    (r"[\[{].*", "is not a set; write like [1667,1670..1672] or {1960,1961-12}"),
)


def _explain(text: str) -> str:
    """Say what is wrong with a text that is no date, and what to write."""
    if len(text) > MAX_LENGTH:
        return f"{_quote(text)} has {len(text)} characters; write at most {MAX_LENGTH}"
    if text.strip("./") == "":
        return f"{_quote(text)} names no date; write null where none is known"
    if text.count("/") < 2 and (part := _first_bad_part(text)):
        return _explain(part)
    if match := _SHAPE.fullmatch(text.translate(_UNQUALIFIED)):
        return f"{_quote(text)}: {_misfit(*match.groups())}"
    advice = (say for shape, say in _ADVICE if re.fullmatch(shape, text, re.DOTALL))
    return f"{_quote(text)} {next(advice, 'is not a date; write YYYY-MM-DD')}"


def _first_bad_part(text: str) -> str | None:
    """Find the part of an interval or a set that is to blame, if it is one part."""
    parts = re.split(r"/|\.\.|,", text.strip("[]{}"))
    bad = (part for part in parts if part and _level(part) is None)
    return next((part for part in bad if part != text), None)


def _misfit(year: str, month: str, day: str | None) -> str:
    """Say why a year, a month and a day do not make a date."""
    if not 1 <= int(month) <= 12:
        return "months run from 01 to 12, seasons and quarters from 21 to 41"
    if day is None or 1 <= int(day) <= (most := _days_in(int(year), int(month))):
        return "a part is qualified twice or the year is -0000; write 0000, or %"
    return f"{calendar.month_name[int(month)]} {year} has {most} days"


def _quote(text: str) -> str:
    """Put a text in quotes, shortened, with everything unprintable escaped."""
    short = text if len(text) <= 40 else f"{text[:39]}…"
    safe = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)
    return f'"{"".join(safe)}"'
