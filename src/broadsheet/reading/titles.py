"""Titles, in which capitals tell nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.articles.segment import Segment

__all__ = ["is_title", "share_of_capitals"]

_TITLED = 0.7
"""From this share of words with a capital on, capitals tell nothing."""

_HEADS = frozenset({"headline", "alternative_headline", "subhead"})
_CAPITALS = re.compile(r"\b[A-Za-z]{4,}")


def is_title(folded: str, segment: Segment) -> bool:
    """Whether a segment is a headline, deck or subhead all or most of whose words have a capital.

    >>> text = "Old Quay Opens to Larger Ships"
    >>> is_title(text, Segment(id="g1", role="headline", start=0, end=len(text)))
    True
    """
    if segment.role not in _HEADS:
        return False
    words = _CAPITALS.findall(folded, segment.start, segment.end)
    if words and all(word.isupper() for word in words):
        return True
    return len(words) > 2 and share_of_capitals(words) > _TITLED


def share_of_capitals(words: Sequence[str]) -> float:
    """How many of some words begin with a capital, from 0 to 1; 0 of none.

    >>> share_of_capitals("Port of Skarn opens".split())
    0.5
    """
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0
