"""What a server says in place of an article, though it sends it as if it were one: 404 Not Found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.sources.received import Hint

__all__ = ["find_refusal"]

_PARTS = re.compile(r"\s[|:\u00b7\u00bb\u2013\u2014-]+\s")
_MARKS = re.compile(r"[^\w\s]+")
_PAGE = (
    r"(?:(?:the|this|that|your) )?(?:requested |web ?)?"
    r"(?:page|file(?: or directory)?|url|link|article|story|content|document|resource)"
    r"(?: you (?:(?:are|were) (?:looking|searching) for|(?:have )?requested|tried to (?:reach|open)))?"
)
_CODE = r"(?:http )?(?:error )?(?:code )?(?:40\d|410|50\d)(?: error| page)?"
_WORDS = (
    rf"{_PAGE} (?:(?:is|was|could|can|does) )?(?:not|no longer|cannot|cant|couldnt|wasnt|isnt|doesnt)(?: be)?"
    r" (?:found|exists?|available)"
    rf"|we (?:cant|cannot|couldnt|could not) find {_PAGE}|not found|nothing found|forbidden|access denied"
    r"|internal server error|bad gateway|gateway time ?out|service (?:temporarily )?unavailable"
    r"|just a moment|attention required|are you a robot"
)
_REFUSED = re.compile(
    rf"(?:(?:oops|whoops|sorry) )*(?:(?:{_CODE} )?(?:error )?(?:{_WORDS})|404|error (?:404|50\d)|404 (?:error|page))"
    r"(?: 404| error)?"
)
"""All of a title, in small letters and without its marks."""

_TIME = "time element of the page"
"""Any teaser on a page may have one."""

MOST_TOLD = 1500
"""The paragraphs of such a page have at most so many characters; below a headline that only looks so stands a story."""

LONGEST, LONGEST_NAME = 120, 4
"""What names the site beside it in a title has at most so many words."""


def find_refusal(tree: Any, hints: Mapping[str, Hint]) -> str | None:
    """The words by which a page says that it holds no article, where it gives no day of one and tells little.

    They are all of its title, but for the name of the site, or all of its only heading of the first level.
    """
    day = hints.get("date_published")
    if day is not None and day.found_in != _TIME:
        return None
    said = next((title for title in _titles(tree) if _refuses(title)), None)
    return said if said and sum(len(each.text_content()) for each in tree.iter("p")) <= MOST_TOLD else None


def _titles(tree: Any) -> Iterator[str]:
    title = next(tree.iter("title"), None)
    headings = [*tree.iter("h1")]
    for each in (title, headings[0] if len(headings) == 1 else None):
        words = " ".join(each.text_content().split()) if each is not None else ""
        if 0 < len(words) <= LONGEST:
            yield words


def _refuses(title: str) -> bool:
    """Whether a title says so, and nothing else but the name of a site."""
    parts = [" ".join(_MARKS.sub("", part.lower()).split()) for part in _PARTS.split(title)]
    said = [part for part in parts if part and _REFUSED.fullmatch(part) is not None]
    rest = (part for part in parts if part not in said)
    return bool(said) and all(len(part.split()) <= LONGEST_NAME for part in rest)
