"""Days that one phrase joins: October 8 to 11, Jan 29 and 30, from 3 June to 18 August 2019."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from broadsheet.reading.dates import PrintedDate

__all__ = ["Span", "join_dates"]

_TO = r"(?: to | through | until | and | ?\u2013 ?)"
_DAY_BEHIND = re.compile(
    rf"{_TO}(\d{{1,2}})(?:st|nd|rd|th)?(?:,? ((?:1[6-9]|20)\d\d))?"
    r"(?=[.,;:)\u201d\"]|$| (?:in|at|with|for|when|to|of|as|on|by|this|last|next|\()\b)"
)
_DAY_BEFORE = re.compile(r"(?<![\w.,$/-])(\d{1,2})(?:st|nd|rd|th)?(?: to | through | and | ?[-\u2013] ?)$")
_BETWEEN = re.compile(r"\b[Bb]etween $")
_GAP = re.compile(r",? (?:to|through|until) | ?[-\u2013] ?")
_REACH, _LEAP = 14, 2000


class Span(NamedTuple):
    """The first and the last day of a phrase, the same one where it has only one, and where the phrase stands."""

    start: int
    end: int
    first: PrintedDate
    last: PrintedDate


def join_dates(folded: str, start: int, found: Iterable[PrintedDate], end: int) -> Iterator[Span]:
    """The dates of a stretch, those that one phrase joins as one.

    >>> from broadsheet.reading.dates import find_dates
    >>> text = "It is open from October 8 to 11, and on 3 June 2019."
    >>> [(s.first.day, s.last.day) for s in join_dates(text, 0, find_dates(text, 0, len(text)), len(text))]
    [(8, 11), (3, 3)]
    """
    dates = list(found)
    at = 0
    while at < len(dates):
        first = dates[at]
        second = dates[at + 1] if at + 1 < len(dates) else None
        if second is not None and _joined(folded, start, first, second):
            yield Span(first.start, second.end, replace(first, year=first.year or second.year), second)
            at += 2
        else:
            yield _beside(folded, start, first, end)
            at += 1


def _joined(folded: str, start: int, first: PrintedDate, second: PrintedDate) -> bool:
    """Whether a phrase goes from one date to another: between March 2011 and August 2015."""
    if first.other or second.other or (first.day is None) != (second.day is None):
        return False
    gap = folded[first.end : second.start].removeprefix(".")
    between = gap == " and " and _BETWEEN.search(folded, max(start, first.start - _REACH), first.start) is not None
    return between or _GAP.fullmatch(gap) is not None


def _beside(folded: str, start: int, printed: PrintedDate, end: int) -> Span:
    """A date with a further day of its month behind it or before it."""
    alone = Span(printed.start, printed.end, printed, printed)
    if printed.day is None or printed.other:
        return alone
    if folded[printed.start].isdigit():
        before = _DAY_BEFORE.search(folded, max(start, printed.start - _REACH), printed.start)
        if before is None or not 0 < int(before[1]) < printed.day:
            return alone
        return Span(before.start(1), printed.end, replace(printed, day=int(before[1])), printed)
    behind = None if printed.year else _DAY_BEHIND.match(folded, printed.end, end)
    if behind is None or not printed.day < int(behind[1]) <= monthrange(_LEAP, printed.month)[1]:
        return alone
    first = replace(printed, year=int(behind[2]) if behind[2] else None)
    return Span(printed.start, behind.end(), first, replace(first, day=int(behind[1])))
