"""What a page shows round its headline: the headline as it is printed, and the lines of its day and its authors.

An extractor of stories leaves these lines out as often as not, and old pages state them nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from broadsheet.sources.received import Hint

__all__ = ["BLOCKS", "find_head", "letters"]

_HEADINGS = ("h1", "h2", "h3", "h4")
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "head")
BLOCKS = (
    *("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dt", "dd", "table", "tr", "pre"),
    *("article", "section", "header", "footer", "main", "aside", "nav", "figure", "figcaption", "blockquote"),
)
"""Elements that stand on lines of their own, wherever they are."""

_BLOCKS = frozenset({*BLOCKS, "dl", "td", "form", "button", "label"})

_LEAST = 3
"""A headline has so many words; a section or an outlet may have fewer."""

_ABOVE, _BELOW = 2, 20
"""So many lines above a headline and below it are looked at."""

_LINE, _STORY = 100, 160
"""The longest line that gives a day or authors, and a line so long that the story has begun."""

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?![A-Z])(?!(?:by|on|at|of|in|and|the|posted|published|updated|last|modified|written|report|date|created|from)\b)"
    r"[^\W\d_]{2,}"
)
"""A word as sentences have them, and lines of days and names do not."""

_CHANGED = re.compile(r"updated|modified|expir|retrieved|current", re.IGNORECASE)

_BY = re.compile(r"(?:(?:written|words|story|report(?:ed)?|posted|published) )?by\b\s*:?\s*", re.IGNORECASE)
_WORD = r"[^\W\d_a-z](?:[\w.'\u2019]|-(?=\w))*"
_PARTICLE = r"(?:de|la|le|del|della|di|da|dos|du|van|von|der|den|ter|bin|al|el|y|e)"
_NAME = rf"(?!(?i:the|our|this|an?)\b){_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{1,3}}"
_AFTER = r"\s*(?:[|\u2022\u00b7\u2013\u2014@\d(,]|- |$|(?i:on|at|for|in|posted|published|updated|last)\b)"
_NAMES = re.compile(rf"{_NAME}(?:(?:, {_NAME})*,? (?:and|&) {_NAME})?(?={_AFTER})")
"""One or several names, and what may follow upon them; what a comma adds without an "and" is an outlet."""


def find_head(tree: Any, headline: str | None) -> Iterator[tuple[str, Hint]]:
    """What stands round the headline: its own words, then the first day and the first byline beside it.

    `headline` is what the page's data call it. The day of a change counts where there is no other.
    """
    heading = _heading(tree, headline)
    if heading is None:
        return
    yield "headline", Hint(_words(heading), "heading of the page")
    above, below = _around(tree, heading)
    days = [*_days(below), *_days(each for each in reversed(above) if not _WEEKDAY.search(each))]
    for changed in (False, True):
        for line, day in days:
            if bool(_CHANGED.search(line)) is changed:
                yield "date_published", Hint(day, "line by the heading of the page")
    for line in below:
        undated = _DAY.split(line)[0]
        if (by := _BY.match(undated)) and (names := _NAMES.match(undated, by.end())):
            yield "author", Hint(names[0], "line by the heading of the page")


def letters(title: object) -> str:
    """A title without what may differ between two that mean one.

    >>> letters("The port&#39;s new crane"), letters(None)
    ('theportsnewcrane', '')
    """
    return "".join(filter(str.isalnum, unescape(title).casefold())) if isinstance(title, str) else ""


def _heading(tree: Any, headline: str | None) -> Any | None:
    """The heading that is the headline: one that the page's data or its title call so, the highest first."""
    title = letters(next((each.text_content() for each in tree.iter("title")), ""))
    told = letters(headline)
    for level in _HEADINGS:
        fitting = [
            each
            for each in tree.iter(level)
            if len(_words(each).split()) >= _LEAST and _fits(_words(each), told, headline or "", title, level)
        ]
        if len({_words(each) for each in fitting}) == 1:
            return fitting[0]
    return None


def _fits(printed: str, told: str, headline: str, title: str, level: str) -> bool:
    """Whether a heading is what the data or the title have: whole, cut short, with the outlet, or in half its words."""
    own = letters(printed)
    if own and (told.startswith(own) or title.startswith(own) or (told and own.startswith(told))):
        return True
    one, other = ({*re.findall(r"\w+", text.casefold())} for text in (printed, headline))
    return level == "h1" and 2 * len(one & other) >= max(len(one), len(other))


def _around(tree: Any, heading: Any) -> tuple[list[str], list[str]]:
    """The lines that stand above a heading, and those below it until the story begins."""
    above: list[str] = []
    below: list[str] = []
    for line, passed in _lines(tree, heading):
        if not passed:
            above = [*above[1 - _ABOVE :], line]
        elif len(below) == _BELOW or len(line) >= _STORY:
            break
        else:
            below.append(line)
    return above, below


def _lines(tree: Any, heading: Any) -> Iterator[tuple[str, bool]]:
    """The lines that a page shows but for the heading, each with whether that has passed."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - an extra

    parts: list[str] = []
    passed = False
    within = None
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        block = event in {"start", "end"} and element.tag in _BLOCKS
        if block and within is None and (line := " ".join("".join(parts).split())):
            yield line, passed
        if block and within is None:
            parts = []
        if event == "start":
            if within is None and (element.tag in _UNSEEN or element is heading):
                within, passed = element, passed or element is heading
            elif within is None:
                parts.append(element.text or "")
            continue
        if element is within:
            within = None
        if within is None:
            parts.append(element.tail or "")


def _days(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The lines that give a day, each with the day."""
    for line in lines:
        if len(line) <= _LINE and (day := _DAY.search(line)) and _SAID.search(line, 0, day.start()) is None:
            yield line, day[0]


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
