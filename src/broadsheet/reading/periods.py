"""Years and months that a clause is dated by without a day: until 2019, between 1995 and 2015, last May."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from broadsheet.reading.index import Firsts, index_of

__all__ = ["Period", "find_periods", "nearest_month"]

_MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_NAMED = Firsts(_MONTHS)
_ALONE = r"(?:1[6-9]|20)\d\d"
_YEARS = re.compile(
    rf"(?<![\w$.,/-])({_ALONE})(?:(?: and | to | or |-|\u2013)({_ALONE}))?(?![\w%]|[.,:/-]\d| ?[-\u2013] ?\d)"
)
_SURE = frozenset({"in", "since"})
_LEADING = frozenset({
    "from", "by", "until", "till", "after", "before", "during", "between", "through", "of", "late", "early", "mid",
    "around", "about",
})  # fmt: skip
_ENDS = re.compile(
    r"[,.;:)\u2013\u201d\"]|$| (?:and|but|or|when|to|the|as|after|before|with|that|it|he|she|they|for|by|in|on|at|is"
    r"|was|were|has|had|who|which|while|until|through|because|under|from|a|an|will|would|due|alone|onwards?)\b"
)
"""What may follow a year, and no noun that it would count."""

_MONTH_BEFORE = re.compile(r"\b([Ll]ast|[Tt]his|[Nn]ext) $")
_DAY_BEHIND = re.compile(r"\.? \d|, \d{4}|/\d|-\d")
_WORD = re.compile(r"[A-Za-z]+")
_REACH = 6


class Period(NamedTuple):
    """A year or month where it stands: EDTF where the text tells it, else the month and which one is meant."""

    start: int
    end: int
    date: str | None
    month: int = 0
    when: str = ""


def find_periods(folded: str, start: int, end: int) -> Iterator[Period]:
    """The years, and the months of the last year or the next, by which clauses between two offsets are dated.

    >>> text = "It ran from 1995 to 2015, and shut last May."
    >>> [(text[p.start : p.end], p.date, p.month) for p in find_periods(text, 0, len(text))]
    [('1995 to 2015', '1995/2015', 0), ('May', None, 5)]
    """
    for match in _YEARS.finditer(folded, start, end):
        if _is_dating(folded, start, match, end):
            first, second = match.groups()
            if second is None or second > first:
                yield Period(*match.span(), f"{first}/{second}" if second else first)
    for at in index_of(folded).between(_NAMED, start, end):
        led = _MONTH_BEFORE.search(folded, max(start, at - _REACH), at) if folded[at].isupper() else None
        named = _WORD.match(folded, at) if led else None
        if led and named and not _DAY_BEHIND.match(folded, named.end()):
            month = _MONTHS.index(named[0].lower()) + 1
            yield Period(at, named.end(), None, month, led[1].lower())


def _is_dating(folded: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether the word before four digits and the one behind make a year of them."""
    word = folded[max(start, match.start() - 12) : match.start()].rstrip(" -").rpartition(" ")[2].lower()
    return word in _SURE or (word in _LEADING and _ENDS.match(folded, match.end(), end) is not None)


def nearest_month(month: int, published: date, *, ahead: bool) -> str:
    """The month of this name before publication, that of publication included, or the next one.

    >>> nearest_month(11, date(2024, 2, 1), ahead=False), nearest_month(2, date(2024, 2, 1), ahead=True)
    ('2023-11', '2024-02')
    """
    step = month < published.month if ahead else -(month > published.month)
    return f"{published.year + step}-{month:02}"
