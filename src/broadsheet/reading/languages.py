"""The language of a text, told by its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import chain

from broadsheet.articles.folding import lower
from broadsheet.reading.lexicon import Lexicon

__all__ = ["find_language"]

SAMPLE = 1500
LEAST = 0.12
"""A running text has at least this share of its language's commonest words; in two languages' sum it has not."""

NOTHING = ((None, 0), (None, 0))

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\xa0"
_LETTERS = bytes(code if code < 128 and chr(code).isalpha() else 32 for code in range(256))


def find_language(text: str, lexicon: Lexicon) -> str | None:
    """The language whose commonest words fill the text; None where none of them clearly does.

    >>> find_language("The port of the town will open in May and the ships will come to it.", Lexicon.load())
    'en'
    """
    words = _words(lower.__wrapped__(unicodedata.normalize("NFC", text[:SAMPLE])))
    if len(words) < 5:
        return None
    common = lexicon.compiled(_common)
    counts = Counter(chain.from_iterable(filter(None, map(common.get, words))))
    (best, most), (_, second) = (*counts.most_common(2), *NOTHING)[:2]
    return best if best and most >= LEAST * len(words) and second * 2 < most else None


def _words(text: str) -> list[str]:
    """The runs of letters in a text, split at blanks where it is in ASCII but for its quotation marks and dashes."""
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text.encode().translate(_LETTERS).decode().split() if text.isascii() else _WORD.findall(text)


def _common(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The languages of which a word is one of the commonest."""
    languages: dict[str, list[str]] = defaultdict(list)
    for language, entry in lexicon["languages"].items():
        for word in dict.fromkeys(entry["words"]):
            languages[word].append(language)
    return {word: tuple(each) for word, each in languages.items()}
