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
    rf"((?:1(?<![\w$.,/-]1)[6-9]|2(?<![\w$.,/-]2)0)\d\d)(?:(?: and | to | or |-|\u2013)({_ALONE}))?"
    r"(?![\w%]|[.,:/-]\d| ?[-\u2013] ?\d)"
)
_SHARE = re.compile(
    rf"\b(?:(first|second|third|fourth) (quarter|half) of|Q([1-4])(?: of)?) ({_ALONE})(?![\w%]|[.,/-]\d)"
)
_SHARES = ("quarter of ", "half of ", "Q")
"""One of these stands wherever the expression matches."""

_ORDINALS = ("first", "second", "third", "fourth")
_MONTHS_OF = {"quarter": 3, "half": 6}
"""How many months a quarter has, or a half."""

_YEAR_MONTHS = 12
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

_MONTH_BEFORE = re.compile(
    r"\b(?:([Ll]ast|[Tt]his|[Nn]ext) |(?:[Ii]n|([Ss]ince)|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom"
    r"|(?:end|start|beginning|middle|half|weeks?|days) of) (?:(?:early|mid|late)[ -])?)$"
)
_DAY_BEHIND = re.compile(r"\.? \d|, \d{4}|/\d|-\d")
_MONTH_ENDS = re.compile(
    r"(?! (?:of|last|next|this|that|each|every)\b)(?! (?:to|and|or) [A-Z])(?:[,.;:)\u2013\u201d\"]|$| [a-z])"
)
"""Behind a month that nothing but a word before it tells from a name: no year, noun or second month of a season."""

_WORD = re.compile(r"[A-Za-z]+")
_REACH = 24


class Period(NamedTuple):
    """A year or month where it stands: EDTF where the text tells it, else the month and which one is meant."""

    start: int
    end: int
    date: str | None
    month: int = 0
    when: str = ""


def find_periods(folded: str, start: int, end: int) -> Iterator[Period]:
    """The years and their quarters, and the months without a year, by which clauses are dated.

    >>> text = "It ran from 1995 to 2015, shut last May, and opens in June."
    >>> [(text[p.start : p.end], p.date, p.month, p.when) for p in find_periods(text, 0, len(text))]
    [('1995 to 2015', '1995/2015', 0, ''), ('May', None, 5, 'last'), ('June', None, 6, '')]
    """
    index = index_of(folded)
    dated = bool(index.digits(start, end))
    shared = dated and any(folded.find(word, start, end) >= 0 for word in _SHARES)
    for share in _SHARE.finditer(folded, start, end) if shared else ():
        if (months := _share_of_year(share)) is not None:
            yield Period(*share.span(), months)
    for match in _YEARS.finditer(folded, start, end) if dated else ():
        if _is_dating(folded, start, match, end):
            first, second = match.groups()
            if second is None or second > first:
                yield Period(*match.span(), f"{first}/{second}" if second else first)
    for at in index.between(_NAMED, start, end):
        led = _MONTH_BEFORE.search(folded, max(start, at - _REACH), at) if folded[at].isupper() else None
        named = _WORD.match(folded, at) if led else None
        if led and named and not _DAY_BEHIND.match(folded, named.end()) and _ends(led, folded, named.end(), end):
            month = _MONTHS.index(named[0].lower()) + 1
            yield Period(at, named.end(), None, month, "last" if led[2] else (led[1] or "").lower())


def _ends(led: re.Match[str], folded: str, at: int, end: int) -> bool:
    return led[1] is not None or _MONTH_ENDS.match(folded, at, end) is not None


def _share_of_year(share: re.Match[str]) -> str | None:
    """The months of a quarter or half of a year in EDTF; a year has no third half."""
    ordinal, kind, number, year = share.groups()
    length = _MONTHS_OF[kind or "quarter"]
    last = (int(number) if number else _ORDINALS.index(ordinal) + 1) * length
    return f"{year}-{last - length + 1:02}/{year}-{last:02}" if last <= _YEAR_MONTHS else None


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
