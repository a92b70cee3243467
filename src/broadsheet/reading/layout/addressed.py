"""Lines in which a page speaks of itself and to its reader: subscribe, download, follow, share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.story_sentences import is_attributed, is_sentence

__all__ = ["addresses", "is_addressed", "is_advice", "names_page"]

_WORD = re.compile(r"[a-z][a-z'-]*")
_READER = frozenset({"you", "your", "us", "our", "we", "here", "now", "i", "my"})
_YOU = re.compile(r"\byou(?:r|rself|rselves)?\b", re.IGNORECASE)
_SPOKEN = re.compile(r"[\"\u201c\u201dst](?:(?<=[\"\u201c\u201d])|(?<=\bs)a(?:id|ys)\b|(?<=\bt)old\b)")
LONGEST = 600
SENTENCE = 15
SHORT = 8
"""In a line of at most so many words one word of the page is enough."""


SPARSE = 25
"""Advice has fewer than one word of the page in so many; the page speaks of little else."""


def names_page(text: str, forms: Forms) -> bool:
    """Whether a line has any word for pages and what belongs to them."""
    return not forms.page_words.isdisjoint(_WORD.findall(text.lower()))


def addresses(text: str) -> bool:
    """Whether a line speaks to the reader: `you`, `our`, `here`, `now`."""
    return not _READER.isdisjoint(_WORD.findall(text.lower()))


def is_advice(text: str, story: Sequence[str], forms: Forms) -> bool:
    """Whether a long paragraph goes on with a story that speaks to its readers all along, and only touches on pages."""
    words = _WORD.findall(text.lower())
    if len(words) <= 2 * SPARSE:
        return False
    spoken = sum(_YOU.search(each) is not None for each in story)
    return 3 * spoken >= len(story) > 0 and len(forms.page_words.intersection(words)) * SPARSE < len(words)


@lru_cache(maxsize=256)
def is_addressed(text: str, forms: Forms) -> bool:
    """Whether a line asks the reader for something that one does with pages, or speaks of little but pages.

    It is no proof where stories stand: a story of papers and readers has such words, too.
    """
    small = text.lower()
    if len(text) > LONGEST or not any(map(small.__contains__, forms.page_words)) or _SPOKEN.search(text) is not None:
        return False
    if is_attributed(text) or is_sentence(text, forms):
        return False
    words = _WORD.findall(small)
    named = len(forms.page_words.intersection(words))
    asks = bool(words) and words[0] in forms.page_verbs
    speaks = not _READER.isdisjoint(words)
    if len(words) <= SHORT:
        return named > 0 and (asks or named == len(words))
    short = len(words) <= SENTENCE
    if asks and speaks and short:
        return named >= 1
    return named >= (2 if asks or speaks else 3 if short else 4)
