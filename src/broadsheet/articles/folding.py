"""Names and words without regard to diacritics, typography and case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["LINE_ENDS", "fold", "key", "lower", "runs", "slug", "word_list", "words"]

LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
"""What may end a line beside the line feed."""

_MARKS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_RUNS = re.compile(r"([^\x00-\x7f]+)")
_BLANKS = dict.fromkeys("\t\n\r\v\f", " ")
_WHOLE = dict(
    zip(
        "\u0110\u0111\u00d0\u00f0\u0142\u0141\u00f8\u00d8\u0131\u00e6\u00c6\u0153\u0152\u00df\u1e9e\u00fe\u00de\u0259\u018f\u0127\u0126",
        "DdDdlLoOiaAoOsStTeEhH",
        strict=True,
    )
)
_LIKENESS = {
    **dict.fromkeys(
        "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
        "\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff",
        " ",
    ),
    "\u201a": ",",
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012", "-"),
    **dict.fromkeys("\u2014\u2015\u2212", "\u2013"),
    **_WHOLE,
}
_MANY = 200
"""Of so many different characters each is looked up where it stands; of fewer each is replaced at once."""
_LETTERS = re.compile(r"[^\W_]+")
_ASCII_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_ASCII_LETTERS = bytes(code if code > 127 or chr(code).isalpha() else 32 for code in range(256))
_COMMON = {**dict.fromkeys("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\xa0", " "), **_WHOLE}
"""What stands in nearly every article outside ASCII, and the letters that NFD does not take apart."""


@lru_cache(maxsize=2)
def fold(text: str) -> str:
    """The text without marks on its letters, with plain blanks, apostrophes, hyphens and digits.

    The result has the length of the text: what is found in it stands at the same offsets.

    >>> fold("Bùi Thanh Sơn’s Đà Nẵng")
    "Bui Thanh Son's Da Nang"
    """
    plain = text
    for blank, likeness in _BLANKS.items():
        plain = plain.replace(blank, likeness)
    beyond = () if plain.isascii() else set(_BEYOND.findall(plain))
    if len(beyond) > _MANY:
        return "".join(map(_alike, plain))
    for character in beyond:
        plain = plain.replace(character, _alike(character))
    return plain


@lru_cache(maxsize=2)
def lower(folded: str) -> str:
    """A folded text in lower case, of the same length.

    >>> lower("Ha Noi \u2013 “HUE”")
    'ha noi – “hue”'
    """
    small = folded.lower()
    if len(small) == len(folded) and "\u03a3" not in folded:  # a capital sigma is lowered by what stands beside it
        return small
    return "".join(map(str.lower, _RUNS.split(folded)))


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """What two spellings of one name share.

    >>> key("HÀ  NỘI") == key("Hà Nội") == key("Ha Noi")
    True
    """
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(_MARKS.sub("", fold.__wrapped__(name)).lower().split())


def words(text: str) -> list[tuple[str, int, int]]:
    """The folded words of a text in lower case, each with its start and end.

    >>> words("Hà Nội — 1975")
    [('ha', 0, 2), ('noi', 3, 6), ('1975', 9, 13)]
    """
    found = _WORD.finditer(lower.__wrapped__(fold.__wrapped__(text)))
    return [(_MARKS.sub("", match[0]), match.start(), match.end()) for match in found]


def word_list(text: str) -> list[str]:
    """The folded words of a text in lower case; much quicker than `words`, which tells where they stand.

    >>> word_list("Hà Nội — 1975")
    ['ha', 'noi', '1975']
    """
    plain = text if text.isascii() else _unmarked(text)
    if plain.isascii():
        return plain.encode().translate(_ASCII_WORDS).decode().split()
    return _LETTERS.findall(plain.lower())


def runs(text: str) -> list[str]:
    """The runs of letters in a text, as they are printed: many times as fast as an expression for them.

    >>> runs("May 2nd: 5,000 caf\u00e9s \u2013 \u6e2f")
    ['May', 'nd', 'caf\u00e9s', '\u6e2f']
    """
    for character in () if text.isascii() else set(_BEYOND.findall(text)):
        if not character.isalnum() or character.isdecimal():
            text = text.replace(character, " ")
    return text.encode().translate(_ASCII_LETTERS).decode().split()


def _unmarked(text: str) -> str:
    """The text without marks on its letters, and with blanks for the commonest marks outside ASCII."""
    for character, likeness in _COMMON.items():
        text = text.replace(character, likeness)
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", text))


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """The name as an id: ASCII letters and digits in words joined by hyphens.

    >>> slug("Bùi Thanh Sơn"), slug("UN Office on Drugs & Crime")
    ('bui-thanh-son', 'un-office-on-drugs-crime')
    """
    letters = unicodedata.normalize("NFKD", key(name).replace("'", ""))
    return "-".join(re.findall("[a-z0-9]+", letters))[:120].rstrip("-")


@lru_cache(maxsize=4096)
def _alike(character: str) -> str:
    if character in _LIKENESS:
        return _LIKENESS[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    first, *rest = list(unicodedata.normalize("NFD", character))
    return first if all(map(unicodedata.combining, rest)) else character
