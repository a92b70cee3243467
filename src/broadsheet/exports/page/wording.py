"""How values are worded for people: texts that show what is invisible, numbers, sizes, dates in EDTF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.articles.edtf import DateError, parse
from broadsheet.issues import printable

__all__ = ["bibtex", "count", "cut", "day", "language", "listed", "number", "size", "visible", "web_address", "year"]

INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that pages cannot hold, or that reorder what is read: controls, line separators, bidi marks, surrogates,
tags. Joiners stay: names in Persian and emoji are written with them."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3][0-9]))?)?(?P<mark>[~?%]?)")
_MARKS = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}


LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "km": "Khmer", "ko": "Korean",
    "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "my": "Burmese", "nb": "Norwegian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language(tag: str) -> str:
    """The name of a language; a tag (BCP 47) that has no plain name stays as it is.

    >>> language("vi"), language("sl-rozaj")
    ('Vietnamese', 'sl-rozaj')
    """
    return LANGUAGES.get(tag, tag)


def visible(text: str) -> str:
    r"""The text with each character that a page cannot show, or that would reorder it, as an escape.

    >>> visible("Sơn\u202e\x00")
    'Sơn\\u202e\\x00'
    """
    return INVISIBLE.sub(lambda found: printable(found[0]), text)


def cut(text: str, limit: int) -> str:
    """The text in at most so many characters.

    >>> cut("Old harbour", 6)
    'Old h…'
    """
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def count(how_many: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "article"), count(12345, "entity")
    ('1 article', '12,345 entities')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("ty") else f"{noun}s"
    return f"{how_many:,} {noun if how_many == 1 else plural}"


def listed(names: Sequence[str]) -> str:
    """Names in a row, as a sentence has them.

    >>> listed(["Harbour Gazette"]), listed(["A", "B", "C"])
    ('Harbour Gazette', 'A, B and C')
    """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def number(value: float | None) -> str:
    """A number as people read it, with all its digits.

    >>> number(5300000.0), number(0.5), number(None)
    ('5,300,000', '0.5', '')
    """
    if value is None:
        return ""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def size(length: int | None) -> str:
    """A length in bytes, in the largest unit that leaves a digit before the point.

    >>> size(547), size(89788), size(None)
    ('547 B', '89.8 kB', '')
    """
    if length is None:
        return ""
    for unit, bound in (("B", 1e3), ("kB", 1e6), ("MB", 1e9)):
        if length < bound:
            return f"{length} B" if unit == "B" else f"{length / bound * 1e3:.1f} {unit}"
    return f"{length / 1e9:.1f} GB"


def day(date: str | None) -> str:
    """A date in EDTF in words; what has no simple wording stays as it is.

    >>> day("2021-04-22"), day("2023-12~"), day("2021/2023"), day("2021-04-08/..")
    ('22 April 2021', 'about December 2023', '2021 to 2023', 'since 8 April 2021')
    >>> day("../2021-12"), day("2001-21"), day(None)
    ('until December 2021', '2001-21', '')
    """
    match (date or "").split("/"):
        case [only]:
            return _simple(only)
        case [first, ".." | ""]:
            return f"since {_simple(first)}"
        case [".." | "", last]:
            return f"until {_simple(last)}"
        case [first, last]:
            return f"{_simple(first)} to {_simple(last)}"
    return date or ""


def _simple(date: str) -> str:
    found = _DATE.fullmatch(date)
    if found is None:
        return date
    month = MONTHS[int(found["month"]) - 1] if found["month"] else ""
    parts = (str(int(found["day"])) if found["day"] else "", month, found["year"])
    return _MARKS[found["mark"]] + " ".join(part for part in parts if part)


def year(date: str | None) -> int | None:
    """The first year that a date in EDTF may mean; None where it means none.

    >>> year("2023-12~"), year("../2021"), year("31 Feb")
    (2023, 2021, None)
    """
    try:
        found = parse(date) if date else None
    except DateError:
        return None
    bound = found and (found.earliest or found.latest)
    return bound[0] if bound else None


def web_address(address: object) -> str | None:
    """The address, if a link may lead there: http and https only.

    >>> web_address("https://a.example/"), web_address("javascript:alert(1)")
    ('https://a.example/', None)
    """
    return address if isinstance(address, str) and re.match(r"https?://[^\s/]", address) else None


def bibtex(text: str) -> str:
    r"""A text as the value of a BibTeX field.

    >>> bibtex("50 % {of} it")
    '50 \\% \\{of\\} it'
    """
    plain = visible(text).replace("\\", "\0")
    return re.sub(r"([{}%&$#_])", r"\\\1", plain).replace("\0", r"\textbackslash{}")
