"""Where sentences begin and end."""

from __future__ import annotations

import re

from broadsheet.reading.index import index_of
from broadsheet.reading.lexicon import Lexicon, alternatives

__all__ = ["split_sentences"]

LONGEST = 2000
"""What is longer is a list or a table: each verb in it would be held against all that stands before it."""

_STOP = re.compile("[.!?\u2026][.!?\u2026]*[\"'\u201d\u00bb)\\]]*")
_GLUED = re.compile('["\u201c\u00ab][A-Z]|(?!(?:Com|Info|Net|Org)\\b)[A-Z][a-z]')
_INITIAL = re.compile(r"\b[a-z]+ [A-Z]\.$")
_NEXT = re.compile(r"""\ *["'\u201c\u201e\u00ab(\[]*(?:[A-Z0-9]|[^\x00-\x7f])""")
_ASIDE = re.compile(r" \([^()]{1,60}\)(?:[,;:]| [a-z])")
"""Words in brackets behind a name that ends in a stop, which ends nothing: Kelder Lines Ltd. (KEL) said."""

_TIMED = re.compile(r"[ap]\.m\. (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
"""A time of day whose last stop has the day behind it, and ends nothing: 5 p.m. Thursday."""


def split_sentences(folded: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The sentences between two offsets of a folded text, without the blanks around them.

    >>> text = "Mr. Lam came at 5 p.m. on Monday. “Why?” he asked. No one knew."
    >>> [text[a:b] for a, b in split_sentences(text, 0, len(text), Lexicon.load())]
    ['Mr. Lam came at 5 p.m. on Monday.', '“Why?” he asked.', 'No one knew.']
    """
    kept = index_of(folded).sentences
    if (start, end, lexicon) not in kept:
        kept[start, end, lexicon] = _split(folded, start, end, lexicon.compiled(_shortened))
    return kept[start, end, lexicon]


def _split(folded: str, start: int, end: int, shortened: re.Pattern[str]) -> list[tuple[int, int]]:
    found, begin = [], start
    for stop in _STOP.finditer(folded, start, end):
        at = stop.end()
        if at >= end or _NEXT.match(folded, at, end) is None:
            continue
        if folded[at] != " " and not (folded[stop.start() - 1].islower() and _GLUED.match(folded, at, end)):
            continue
        last = stop.start()
        if folded[last] == "." and (
            _is_short(folded, max(begin, last - 12), last + 1, shortened)
            or _TIMED.match(folded, max(begin, last - 3))
            or _ASIDE.match(folded, at, end)
        ):
            continue
        found.append(_trim(folded, begin, at))
        begin = at
    found.append(_trim(folded, begin, end))
    return [piece for a, b in found if a < b for piece in _pieces(folded, a, b)]


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, or the pieces of what is far too long for one, divided at blanks."""
    found = []
    while end - start > LONGEST:
        at = folded.rfind(" ", start + 1, start + LONGEST)
        at = at if at > 0 else start + LONGEST
        found.append((start, at))
        start = at + (folded[at] == " ")
    return [*found, (start, end)]


def _is_short(folded: str, start: int, end: int, shortened: re.Pattern[str]) -> bool:
    """Whether the full stop only ends an abbreviation; "from A to Z." before a quotation is the end of a sentence."""
    if shortened.search(folded, start, end) is None:
        return False
    return not (folded[end : end + 2] in {' "', " \u201c", " \u00ab"} and _INITIAL.search(folded, start, end))


def _shortened(lexicon: Lexicon) -> re.Pattern[str]:
    words = lexicon["sentences"]["abbreviations"]
    return re.compile(rf"(?:\b(?:{alternatives(words)})|\b[A-Z](?:\.[A-Z])*)\.$")


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start] == " ":
        start += 1
    while end > start and folded[end - 1] == " ":
        end -= 1
    return start, end
