"""Names and words without regard to case and diacritics."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["fold", "slug", "words"]

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in lower case without diacritics; as long as the text where that is in NFC.

    >>> fold("Bùi Thanh Sơn, Đà Nẵng")
    'bui thanh son, da nang'
    """
    if text.isascii():
        return text.lower()
    return "".join(_fold_character(character) for character in text)


@cache
def _fold_character(character: str) -> str:
    if character in "đĐ":
        return "d"
    if unicodedata.combining(character):
        return ""
    lower = unicodedata.normalize("NFD", character)[0].lower()
    return lower[0]


def words(text: str) -> list[tuple[str, int, int]]:
    """The folded words of a text, each with its start and end.

    >>> words("Hà Nội — 1975")
    [('ha', 0, 2), ('noi', 3, 6), ('1975', 9, 13)]
    """
    return [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def slug(text: str) -> str:
    """An id made of a name: folded words of ASCII letters and digits, joined by hyphens.

    >>> slug("Việt Nam News (VNS)")
    'viet-nam-news-vns'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))
