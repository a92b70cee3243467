"""The language of a text, told by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from broadsheet.articles.folding import lower
from broadsheet.reading.lexicon import Lexicon

__all__ = ["find_language"]

SAMPLE = 1500
LEAST = 0.12
"""A running text has at least this share of its language's commonest words; in two languages' sum it has not."""

_WORD = re.compile(r"[^\W\d_]+")


def find_language(text: str, lexicon: Lexicon) -> str | None:
    """The language whose commonest words fill the text; None where none of them clearly does.

    >>> find_language("The port of the town will open in May and the ships will come to it.", Lexicon.load())
    'en'
    """
    words = _WORD.findall(lower.__wrapped__(text[:SAMPLE]))
    if len(words) < 5:
        return None
    counts = Counter(words)
    common = lexicon.compiled(_common)
    shares = {
        language: sum(map(counts.__getitem__, known & counts.keys())) / len(words) for language, known in common.items()
    }
    best = max(shares, key=lambda language: shares[language], default=None)
    return best if best and shares[best] >= LEAST and sorted(shares.values())[-2] * 2 < shares[best] else None


def _common(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    return {language: frozenset(entry["words"]) for language, entry in lexicon["languages"].items()}
