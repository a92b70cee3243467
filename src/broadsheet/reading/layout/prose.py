"""Prose, told from titles by its length and its end."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import ends_sentence
from broadsheet.reading.titles import share_of_capitals

__all__ = ["LONGEST_DECK", "LONGEST_LABEL", "PROSE", "Roles", "has_day", "is_prose", "is_titled", "sentences"]

_TOLD = ('"', "\u201c", " said", " told ", "announced")
_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.$|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}\.$")

_INITIAL = re.compile(r"(?:^|(?<=[ (.\"\u201c]))[A-Z]\. ")

Roles = list[str | None]

PROSE = 80
"""A sentence of at least so many characters is taken for prose."""

LONGEST_LABEL = 250
"""Longer lines are no date line, byline or link."""

LONGEST_DECK = 350


def is_prose(text: str) -> bool:
    """Whether the text reads like a sentence of a story rather than a title."""
    return len(text) > LONGEST_LABEL or (len(text) >= PROSE and (text[-1] == ":" or ends_sentence(text)))


def is_titled(text: str) -> bool:
    """Whether most words of a line have a capital, as in titles.

    >>> is_titled("Will the Port of Skarn Open Again?"), is_titled("Will the port of Skarn open?")
    (True, False)
    """
    return share_of_capitals(text.split()) > 2 / 3


def has_day(text: str) -> bool:
    """Whether a single sentence ends in a day with its year, as captions of agencies do, and reports nothing."""
    if len(text) > LONGEST_LABEL or not text[-2:-1].isdigit() or _DAY.search(text[-24:]) is None:
        return False
    return sentences(text) == 1 and not any(mark in text for mark in _TOLD)


def sentences(text: str) -> int:
    """About how many sentences the text has; the stop of an initial ends none.

    >>> sentences("S. Korea lends more. It owes less."), sentences("Rain falls")
    (2, 1)
    """
    stops = sum(text.count(stop) for stop in ("? ", "! ", ".\u201d ", '." '))
    return stops + text.count(". ") - len(_INITIAL.findall(text) if ". " in text else ()) + 1
