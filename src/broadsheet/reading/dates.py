"""Dates as texts print them, and what they mean where the text settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["PrintedDate", "find_dates", "find_days", "to_edtf"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b\.?"
)
_DIGIT = re.compile("[0-9]")
_OPENING = re.compile(
    r"[0-9JFMASOND](?:(?<=[0-9])(?<![0-9][0-9])[0-9]*+(?=[/.-][0-9JFMASOND]|(?:st|nd|rd|th)? (?:of )?[JFMASOND])"
    r"|(?i:an|un|ul|eb|ar|ay|pr|ug|ep|ct|ov|ec)\w{0,7}+(?=\.?(?: of)?,?[ /]{0,2}\d))"
)
"""A number or a month with what stands behind it in a date: the beginning of one, or of nothing."""

_BEFORE = 20
"""A month stands in a date at most so many characters before its number."""

_YEAR = r"(?:1[6-9]|20)\d\d"
_OVER = r"(?!\d(?!\d?[:.]\d\d|\d?\s?min))"
"""Behind a year stands no further digit, unless a time is glued to it: `March 2, 20197:58 AM`, `March 2, 20193 min`."""

TURN = 70
"""Years of two digits from here on are of the twentieth century; they count only beside a month and a day beyond 12."""

_DATE = re.compile(
    rf"""
    (?:(?<![\w/.:+-])|(?:(?<=[/.-](?:19|20)\d\d)|(?<=\ -)|(?<=[a-z.]\ \d-)|(?<=[a-z.]\ \d\d-))(?=[A-Z])
      |(?:(?<=\s\d-)|(?<=\s\d\d-))(?=\d\d?\ {_MONTH}))(?:
      (?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?![\d-])
    | (?P<a2>\d{{1,2}})(?P<s2>[-/.])(?P<b2>\d{{1,2}})(?P=s2)(?P<y2>{_YEAR})(?!\d)
    | (?P<m3>{_MONTH})\ {{0,2}}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?
      (?![\d.]\d|\d|:\d|\ ?(?:-|\u2013)\ ?\d{{1,2}}\b|/{_YEAR})(?:(?:,\ {{0,2}}|\ {{1,2}})(?P<y3>{_YEAR})(?!-){_OVER})?
    | (?P<d4>[0-3]?\d)(?:st|nd|rd|th)?\ (?:of\ )?(?P<m4>{_MONTH})(?:\ ?,?\ {{1,2}}(?P<y4>{_YEAR}){_OVER})?
    | (?P<m10>{_MONTH}),\ (?P<d10>\d{{1,2}}),\ (?P<y10>{_YEAR})(?!\d)
    | (?P<m6>{_MONTH})(?:,?\ |/)(?P<d6>\d{{1,2}})/(?P<y6>{_YEAR})
    | (?P<d7>[0-3]?\d)(?P<s7>[-/])(?P<m7>{_MONTH})(?P=s7)(?P<y7>{_YEAR})
    | (?P<m8>0[1-9]|1[0-2])/(?P<d8>1[3-9]|2\d|3[01])/(?P<y8>\d\d)(?=,?\s\d{{1,2}}:\d\d|\s*$)
    | (?P<d9>1[3-9]|2\d|3[01])/(?P<m9>0[1-9]|1[0-2])/(?P<y9>\d\d)(?=\s*$)
    | (?P<m5>{_MONTH})(?:\ of)?,?\ (?P<y5>{_YEAR})(?![\d-])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """One date as printed: a span and its parts; `other` is the second reading of an ambiguous one."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    other: tuple[int, int] | None = None

    @property
    def full(self) -> bool:
        """Whether the text gives year, month and day, and only one reading of them."""
        return self.year is not None and self.day is not None and self.other is None


_DAYS = re.compile(
    rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)? ?[-\u2013] ?(\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:,? ({_YEAR})(?!\d)|(?=[.,;:)\u201d\"]|$| (?:in|at|with|for|when|of|as|on|by|this|last|next|\()\b)(?![.,]\d))"
)
_IN = re.compile(r"\b[Ii]n $")
_JOINED = re.compile(r"[\w/.:-]")
"""No month stands right behind one of these."""


def find_days(folded: str, start: int, end: int) -> Iterator[tuple[PrintedDate, PrintedDate]]:
    """The first and the last day where a line joins two of a month: March 3-5, 2024.

    Without a year, behind "in", they are the points of a match.

    >>> [(first.day, last.day) for first, last in find_days("from March 3-5, 2024", 0, 20)]
    [(3, 5)]
    """
    for match in _DAYS.finditer(folded, start, end) if _DIGIT.search(folded, start, end) else ():
        if _JOINED.match(folded, max(0, match.start() - 1), match.start()):
            continue
        if match[4] is None and _IN.search(folded, max(start, match.start() - 3), match.start()):
            continue
        month, year = MONTHS.index(match[1][:3].lower()) + 1, int(match[4]) if match[4] else None
        first, last = (PrintedDate(*match.span(), year, month, int(match[n])) for n in (2, 3))
        if int(match[2]) < int(match[3]) and _exists(first) and _exists(last):
            yield first, last


def find_dates(folded: str, start: int, end: int, *, day_first: bool | None = None) -> Iterator[PrintedDate]:
    """The dates between two offsets of a folded text; what is glued before the first is another line's.

    >>> [found.day for found in find_dates("on May 2, 2024 and 3 June", 0, 25)]
    [2, 3]
    """
    if start and folded[start - 1].isalnum():
        folded = f"{' ' * start}{folded[start:end]}"
    reached, digit = start, _DIGIT.search(folded, start, end)
    for opening in _OPENING.finditer(folded, max(start, digit.start() - _BEFORE), end) if digit else ():
        match = _DATE.match(folded, opening.start(), end) if opening.start() >= reached else None
        if match is not None:
            reached = match.end()
            found = _read(match, day_first)
            if found is not None and _exists(found):
                yield found


def _read(match: re.Match[str], day_first: bool | None) -> PrintedDate | None:
    group = match.group
    start, end = match.span()
    if group("y1"):
        return PrintedDate(start, end, int(group("y1")), int(group("m1")), int(group("d1")))
    if group("y2"):
        return _numeric(match, day_first)
    if group("y8") or group("y9"):
        short = int(group("y8") or group("y9"))
        numbers = int(group("m8") or group("m9")), int(group("d8") or group("d9"))
        return PrintedDate(start, end, short + (2000 if short < TURN else 1900), *numbers)
    which = next(number for number in ("3", "4", "10", "6", "7", "5") if group(f"m{number}"))
    month = MONTHS.index(group("m" + which)[:3].lower()) + 1
    year = group("y" + which)
    day = group("d" + which) if which != "5" else None
    end -= 1 if match.group().endswith(".") else 0
    return PrintedDate(start, end, int(year) if year else None, month, int(day) if day else None)


def _numeric(match: re.Match[str], day_first: bool | None) -> PrintedDate:
    first, second, year = int(match["a2"]), int(match["b2"]), int(match["y2"])
    start, end = match.span()
    day_first = True if day_first is None and match["s2"] == "." else day_first
    if first > 12 or (day_first and second <= 12):
        return PrintedDate(start, end, year, second, first)
    if second > 12 or day_first is False:
        return PrintedDate(start, end, year, first, second)
    return PrintedDate(start, end, year, first, second, other=None if first == second else (second, first))


def _exists(found: PrintedDate) -> bool:
    try:
        date(found.year or 2000, found.month, found.day or 1)
    except ValueError:
        return False
    return True


def to_edtf(found: PrintedDate) -> str | None:
    """The date in EDTF, with the year unspecified where the text leaves it out; null when ambiguous.

    >>> to_edtf(PrintedDate(0, 6, None, 4, 8))
    'XXXX-04-08'
    """
    if found.other is not None:
        return None
    year = f"{found.year:04}" if found.year else "XXXX"
    return f"{year}-{found.month:02}" + (f"-{found.day:02}" if found.day else "")
