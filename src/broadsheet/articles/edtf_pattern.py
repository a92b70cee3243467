"""The regular expressions of EDTF (ISO 8601-2), one for each level, built of pieces.

>>> level("2021-12-31"), level("2021-12?"), level("?2021-12"), level("2021-02-30")
(0, 1, 2, None)

The pieces bear the names of ISO 8601-2. They use only what XML Schema, ECMA-262, Rust
and Python write alike: plain groups, classes, counts; no anchors. Add the anchors
yourself: `re.fullmatch(PATTERN, text)`, or `^…$` where the engine is ECMA-262 or Rust.
In Python `$` also matches before a final newline, and no construct that Rust shares can
mend that; hence the `not` beside it in the JSON Schemas.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

MAX_LENGTH: Final = 100
"""The most characters a date may have; goes with `PATTERN` wherever that goes."""

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
    """Allow one qualifier, on the left or on the right.

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
"""Every date and many other texts: the characters that dates are made of, where 12 kB are too much."""


def level(text: str) -> int | None:
    """Find the lowest level whose pattern takes the text; None if no level has it.

    >>> level("2004-06-~01/2004-06-~20")
    2
    """
    if len(text) > MAX_LENGTH:
        return None
    if _PLAIN.fullmatch(text):
        return 0 if _exists(text) else None
    return next((n for n in (0, 1, 2) if _compiled(n).fullmatch(text)), None)


_PLAIN = re.compile("[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
"""Years, months and days, as most dates are; for them no pattern is compiled, which takes 80 ms for all three."""


def _exists(text: str) -> bool:
    """Tell whether a year or a month, which does, or a day exists."""
    return len(text) < len("YYYY-MM-DD") or int(text[8:]) <= monthrange(2000 + int(text[:4]) % 400, int(text[5:7]))[1]


@cache
def _compiled(level: int) -> re.Pattern[str]:
    """Compile a pattern when it is first needed, so that importing stays quick."""
    return re.compile(PATTERNS[level])
