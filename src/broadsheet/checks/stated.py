"""Whether a date that is called stated says what its words say."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from broadsheet.articles.edtf import Date, DateError, Day, parse
from broadsheet.issues import shorten

__all__ = ["contradiction"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_NAMES = "|".join(form for name in _MONTHS for form in (name.title(), name.upper()))
_MONTH = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)?\s+)?(?P<month>{_NAMES})\b\.?"
    r"(?(day)|(?:\s+(?P<later>\d{1,2})(?:st|nd|rd|th)?(?![\w]|[:.]\d))?)"
)
_DATE_YEAR = re.compile(r"(?<![0-9A-Z:+])[0-9]{4}(?![0-9X])")
_TEXT_YEAR = re.compile(r"(?<![\d.,])(?:1\d{3}|20\d{2})(?!\d|[.,]\d)")
_SPELT = re.compile(r"nineteen|twenty|hundred|thousand|\b[BA]\.?[CD]\b|\b[MDCLXVI]{3,}\b", re.IGNORECASE)
_BEYOND = re.compile(r"\b(?:after|ahead|before|by|follow\w*|prior|till|until)\b", re.IGNORECASE)
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "MASCULINE", "FEMININE")
"""Scripts whose readers count the years as EDTF does; others may have another calendar or other numerals."""


def contradiction(text: str, words: str, *, english: bool) -> str | None:
    """Why a date in EDTF is not what the words state; None where they agree or cannot be compared.

    >>> contradiction("2024-05-03", "Thursday, 2 May 2024", english=True)
    'the day 2 May in "Thursday, 2 May 2024" lies outside 2024-05-03'
    """
    try:
        found = parse(text)
    except DateError:
        return None
    if re.search(r"(?:^|[/\[{,.])-|Y", text) or not _is_comparable(words):
        return None
    return _years(found, words) or (_months(found, words) if english else None)


def _is_comparable(words: str) -> bool:
    letters = (unicodedata.name(letter, "") for letter in words if letter.isalpha())
    return not _SPELT.search(words) and all(name.startswith(_SCRIPTS) for name in letters)


def _years(found: Date, words: str) -> str | None:
    slack = _BEYOND.search(words) is not None  # before 2020 may end with 2019
    for year in _DATE_YEAR.findall(found.text):
        if not any(_is_shown(int(year) + step, words) for step in ((0, 1, -1) if slack else (0,))):
            return f"the year {year} does not stand in {shorten(words)}"
    for year in _TEXT_YEAR.findall(words):
        too_early = found.earliest and int(year) < found.earliest[0] - slack
        if too_early or (found.latest and int(year) > found.latest[0] + slack):
            return f"the year {year} in {shorten(words)} lies outside {found.text}"
    return None


def _is_shown(year: int, words: str) -> bool:
    """Whether a year stands in the words, in full or as its last two digits: 2023-25."""
    return str(year) in words or re.search(rf"(?<!\d){year % 100:02}(?!\d)", words) is not None


def _months(found: Date, words: str) -> str | None:
    """The first month or day in the words that the date does not take in."""
    days = _days(found.earliest, found.latest)
    for match in _MONTH.finditer(words) if days else ():
        month, day = _MONTHS[match["month"].lower()], match["day"] or match["later"]
        if month not in {each for each, _ in days}:
            return f"the month {match['month']} in {shorten(words)} lies outside {found.text}"
        if day and int(day) <= 31 and (month, int(day)) not in days:
            return f"the day {day} {match['month']} in {shorten(words)} lies outside {found.text}"
    return None


def _days(earliest: Day | None, latest: Day | None) -> set[tuple[int, int]]:
    """Month and day of all days between two; nothing where there are none, or a whole year of them."""
    if earliest is None or latest is None or not 0 < earliest[0] <= latest[0] < 9999:
        return set()
    first, count = date(*earliest), (date(*latest) - date(*earliest)).days + 1
    return {(day.month, day.day) for day in (first + timedelta(n) for n in range(count))} if count < 366 else set()
