"""Abbreviations in brackets, and the words before them of which they are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["LongForm", "bare", "find_long_forms", "head_word", "spells"]

_SHORT = re.compile(r" \((?:the |or |hereinafter )?[\"'\u201c]?((?:[A-Z]\.){2,6}|[A-Z][A-Za-z&-]{1,9})[\"'\u201d]?\)")
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_GAPS = frozenset({" ", "-", " & ", ", ", "/"})
_SMALL = frozenset({
    "of", "the", "and", "for", "on", "in", "at", "to", "with", "against", "without", "under", "de", "du", "des", "del",
    "da", "do", "la", "le", "les", "el", "y", "e", "et", "und", "fur", "ng", "mga", "sa",
})  # fmt: skip
_OPTIONAL = _SMALL | {
    "co", "ltd", "inc", "corp", "corporation", "company", "group", "limited", "plc", "university", "ministry", "agency",
}  # fmt: skip
"""Words that an abbreviation may leave out."""

_REACH, _MOST = 110, 12
_LONG = 5
"""Longer ones take more than two letters of a word, though they are in capitals: Caribbean Community (CARICOM)."""

_TAIL, _SHORTEST = 2, 4
"""So many letters may be left, of a country say, where an abbreviation has so many: Fire and Emergency (Fenz)."""


class LongForm(NamedTuple):
    """Where the long form of an abbreviation ends, and the abbreviation."""

    end: int
    short: str


def find_long_forms(folded: str) -> dict[int, LongForm]:
    """The long forms that a text explains abbreviations by, each under the offset at which it begins.

    >>> text = "The Union of River Pilots (Urip) met the Guild for Rope and Sail (G.R.S.)."
    >>> [(text[a:form.end], form.short) for a, form in find_long_forms(text).items()]
    [('Union of River Pilots', 'Urip'), ('Guild for Rope and Sail', 'G.R.S.')]
    """
    found: dict[int, LongForm] = {}
    for match in _SHORT.finditer(folded):
        words = list(_before(folded, match.start()))
        begin = next((n for n in range(len(words) - 2, -1, -1) if _is_made_of(match[1], words[n:])), None)
        if begin is not None:
            found[words[begin].start()] = LongForm(match.start(), match[1])
    return found


def bare(short: str) -> str:
    """An abbreviation without its stops."""
    return short.replace(".", "")


def head_word(name: str) -> str:
    """The word of a name that tells what it is: the last, or the one before "of".

    >>> head_word("System of Harbour Areas"), head_word("Delivery Mode")
    ('System', 'Mode')
    """
    return name.partition(" of ")[0].rpartition(" ")[2]


def spells(short: str, name: str) -> bool:
    """Whether an abbreviation is made of the words of a name.

    >>> spells("Urip", "Union of River Pilots"), spells("Reuters", "Union of River Pilots")
    (True, False)
    """
    words = list(_WORD.finditer(name))
    return len(words) > 1 and _is_made_of(short, words)


def _before(folded: str, at: int) -> Iterator[re.Match[str]]:
    """The words with capitals that end at an offset, with the small words between them."""
    words = list(_WORD.finditer(folded, max(0, at - _REACH), at))[-_MOST:]
    first = len(words)
    for n in range(len(words) - 1, -1, -1):
        word, following = words[n], words[n + 1].start() if n + 1 < len(words) else None
        gap = "" if following is None else folded[word.end() : following]
        if (following is None and word.end() != at) or (gap and gap not in _GAPS):
            break
        if not (word[0][0].isupper() or word[0] in _SMALL or gap == "-" or folded[word.start() - 1] == "-"):
            break
        first = n
    yield from words[first:]


def _is_made_of(short: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether the words begin with the letters of an abbreviation, one or more from each."""
    letters = "".join(filter(str.isalpha, short)).lower()
    if not words[0][0][0].isupper() or letters[0] != words[0][0][0].lower():
        return False
    plural = letters.removesuffix("s") if short.endswith("s") and short[:-1].isupper() else letters
    spoken = short[1:].islower()
    left = {len(plural) - n for n in range(_TAIL + 1 if spoken and len(letters) >= _SHORTEST else 1)}
    most = len(plural) if spoken or len(plural) > _LONG else 2
    return not left.isdisjoint(_reached(plural, [word[0].lower() for word in words], most))


def _reached(letters: str, words: Sequence[str], most: int) -> set[int]:
    """How many letters the words may have used up, each from one to `most` of them, others none as well."""
    reached = {0}
    for word in words:
        taken = range(word not in _OPTIONAL, min(most, len(word)) + 1)
        reached = {at + n for at in reached for n in taken if letters[at : at + n] == word[:n]}
    return reached
