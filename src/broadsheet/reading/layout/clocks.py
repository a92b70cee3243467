"""The days and times of a page's head that are those of the visit, and not of the story."""

from __future__ import annotations

import datetime as dt
import re

from broadsheet.reading.dates import find_dates
from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.headlines import names_outlet
from broadsheet.reading.layout.prose import Roles

__all__ = ["is_today", "is_visit", "settle_clocks", "shows_weather"]

_PLACED = re.compile(rf"[A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:{MONTH} \d|\d{{1,2}} {MONTH})")
_DEGREES = r"-?\d{1,2}(?:\.\d)?\s?"
_TEMPERATURE = re.compile(rf"{_DEGREES}(?:[\u00b0\u00ba]?\s?[CF]|[\u00b0\u00ba](?:\s[A-Z][a-z]+,?)?)")
_WEATHER = re.compile(rf"(?<![\d.]){_DEGREES}[\u00b0\u00ba]\s?[CF]\b")
_VISIT = re.compile(
    r"\b\d{1,2}[:.]\d\d\s?(?:[AaPp]\.?[Mm]\b.{1,4}|(?:on )?)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_TODAY = re.compile(
    r"Today['\u2019]s [Pp]aper\b.*"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\. [A-Z][a-z]{2} \d{1,2}(?:st|nd|rd|th), \d{4}"
    r"(?:,? \d{1,2}:\d\d(?::\d\d)? [AP]M)?"
)
_SAID = re.compile(r"(?:published|posted|updated)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, ")
_CALENDAR = re.compile(r"M T W T F S S|S M T W T F S")
_PATH = re.compile(r"\s[\u00bb\u203a>]\s")
LONGEST_DAY = 30
NEAR = 3
"""The temperature stands so many lines beside the day of a banner, at most."""


def is_visit(text: str) -> bool:
    """Whether a line gives a clock and a weekday, or the temperature: so do banners, and no story's date line.

    >>> is_visit("Skarn Time: 9:14 AM on Friday 17 May"), is_visit("Friday 17 May 2019")
    (True, False)
    """
    return _VISIT.search(text) is not None or shows_weather(text)


def shows_weather(text: str) -> bool:
    """Whether a line gives the temperature in degrees."""
    return _WEATHER.search(text) is not None


def is_today(text: str) -> bool:
    """Whether a line gives the day of the visit, as above today's paper and in the banners of a theme of many sites.

    >>> is_today("Mon. Sep 23rd, 2024"), is_today("Mon, Sep 23, 2024")
    (True, False)
    """
    return _TODAY.fullmatch(text) is not None


def settle_clocks(blocks: list[Block], roles: Roles, headline: int, body: int, forms: Forms) -> None:
    """Above the headline the day of a banner or of another story is the page's, and no date line.

    A day that is said to be that of publication is none of them. A weekday with its day, and no more, is that of the
    visit where another day stands below it, with lines between; so is a day alone that stands above the paper's name,
    or beside a calendar.
    """
    below = [day for i in range(headline, body) if roles[i] == "date_line" and (day := _day(blocks[i].text))]
    dated = "date_line" in roles[headline:body]
    calendar = any(_CALENDAR.fullmatch(block.text) is not None for block in blocks[:headline])
    for index in range(headline):
        if roles[index] != "date_line":
            continue
        text = blocks[index].text
        day, said = _day(text), _SAID.match(text) is not None
        later = bool(below) and day is not None and day > max(below) and not said
        placed = dated and _PLACED.match(text) is not None
        again = "date_line" in roles[index + 2 : body] and _is_weekday(text)
        beside = calendar and not said
        named = headline > 1 and blocks[1].text[-1] != ")" and names_outlet(blocks[1].text, forms)
        heads = index == 0 and named and _is_lone(text)
        shown = _is_weather(blocks, index) or _heads_path(blocks, index, headline)
        if later or placed or again or beside or heads or shown:
            roles[index] = "boilerplate"


def _day(text: str) -> dt.date | None:
    """The only day that a line gives in full."""
    days = {dt.date(d.year, d.month, d.day) for d in find_dates(text, 0, len(text)) if d.full and d.year and d.day}
    return days.pop() if len(days) == 1 else None


def _is_lone(text: str) -> bool:
    """Whether a line is a day and no more."""
    return _day(text) is not None and len(text) <= LONGEST_DAY and not _SAID.match(text)


def _heads_path(blocks: list[Block], index: int, headline: int) -> bool:
    """Whether a weekday and day, and no more, stand above the path to the page: they are those of the visit."""
    text = blocks[index].text
    return _is_weekday(text) and index + 1 < headline and _PATH.search(blocks[index + 1].text) is not None


def _is_weekday(text: str) -> bool:
    return len(text) <= LONGEST_DAY and _WEEKDAY.match(text) is not None


def _is_weather(blocks: list[Block], index: int) -> bool:
    """Whether the temperature stands beside a day: then it is the day on which the page was fetched."""
    near = blocks[max(0, index - NEAR) : index + NEAR + 1]
    return any(_TEMPERATURE.fullmatch(block.text) is not None for block in near)
