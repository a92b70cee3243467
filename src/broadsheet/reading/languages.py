"""The language of a text, told by its commonest words."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from itertools import chain

from broadsheet.articles.folding import lower, runs
from broadsheet.reading.lexicon import Lexicon

__all__ = ["find_language"]

SAMPLE = 1500
LEAST = 0.12
"""A running text has at least this share of its language's commonest words; in two languages' sum it has not."""

NOTHING = ((None, 0), (None, 0))


def find_language(text: str, lexicon: Lexicon) -> str | None:
    """The language whose commonest words fill the text; None where none of them clearly does.

    >>> find_language("The port of the town will open in May and the ships will come to it.", Lexicon.load())
    'en'
    """
    words = runs(lower.__wrapped__(unicodedata.normalize("NFC", text[:SAMPLE])))
    if len(words) < 5:
        return None
    common = lexicon.compiled(_common)
    counts = Counter(chain.from_iterable(filter(None, map(common.get, words))))
    (best, most), (_, second) = (*counts.most_common(), *NOTHING)[:2]
    return best if best and most >= LEAST * len(words) and second * 2 < most else None


def _common(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The languages of which a word is one of the commonest."""
    languages: dict[str, list[str]] = defaultdict(list)
    for language, entry in lexicon["languages"].items():
        for word in dict.fromkeys(entry["words"]):
            languages[word].append(language)
    return {word: tuple(each) for word, each in languages.items()}
