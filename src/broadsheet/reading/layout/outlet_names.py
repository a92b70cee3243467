"""Names of outlets and agencies inside a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from broadsheet.articles.folding import word_list
from broadsheet.reading.layout.forms import Forms

__all__ = ["find_outlets", "may_name_outlet"]

_TOKEN = re.compile(r"[^\s/,|()\[\]:;\-\u2013]+")
LONGEST = 6
"""Names of outlets have at most so many words."""


def find_outlets(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The spans of the names in a text, the longest at each place; only whole words count.

    >>> list(find_outlets("Ada Byron/AFP via EPA-EFE", frozenset({"AFP", "EPA", "EPA-EFE"})))
    [(10, 13), (18, 25)]
    """
    firsts, words = _first_words(names), _TOKEN.findall(text)
    if firsts.isdisjoint(words):
        return
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    reached = 0
    for first, word in enumerate(words):
        start = tokens[first][0]
        if word not in firsts or start < reached:
            continue
        for _, end in reversed(tokens[first : first + LONGEST]):
            if text[start:end] in names:
                yield start, end
                reached = end
                break


@lru_cache(maxsize=256)
def may_name_outlet(text: str, forms: Forms) -> bool:
    """Whether a line has all words of the name of an outlet, in whatever order; where it has not, it names none."""
    words = set(word_list(text))
    names = map(forms.outlet_words.__getitem__, words & forms.outlet_words.keys())
    return any(map(words.issuperset, chain.from_iterable(names)))


@lru_cache(maxsize=8)
def _first_words(names: frozenset[str]) -> frozenset[str]:
    """The words that names begin with."""
    return frozenset(_TOKEN.findall(name)[0] for name in names if _TOKEN.match(name))
