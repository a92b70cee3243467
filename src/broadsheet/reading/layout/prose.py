"""Prose, told from titles by its length and its end."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import ends_sentence

__all__ = ["LONGEST_DECK", "LONGEST_LABEL", "PROSE", "Roles", "has_day", "is_prose", "is_told", "sentences"]

_TOLD = ('"', "\u201c", " said", " told ", "announced")
_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.$|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}\.$")

_SAYS = "(?:said|says|told|asked|added|warned)"
_ATTRIBUTED = re.compile(rf", (?:{_SAYS}|[\w'-]+(?: [\w'.-]+){{0,5}} {_SAYS})\b[^.,:;]{{0,60}}\.$")
_PAST = re.compile(r"[a-z] (?:was|were|had|has been|have been|fell|rose|is|are|will)\b")
_PAGES = re.compile(
    r"\b(?:you|your|our|ours|us|we|here|this|please|click|page|site|website|web|newsletters?|subscri\w+|cookies|e-?mail"
    r"|editors?|editorial|readers?|contents?|articles?|stor(?:y|ies)|headlines?|copyright\w*|rights|reserved|reproduc\w+"
    r"|licen[cs]\w+|published|permission|comments?|posts?|posted|news|information|registered|trademarks?|views|opinions?"
    r"|writers?|authors?|reporters?|journalists?|columnists?|correspondents?|photos?|photograph\w*|images?|pictures?"
    r"|videos?|podcasts?|app|apps|advert\w+|sponsor\w+|edited|translated|version|updated|terms|policy|privacy|free"
    r"|data|account|log|sign|contact|press|agency|media|newspaper|magazine|broadcast\w*|company|founded|based)\b"
    r"|[\d@\u00a9]",
    re.IGNORECASE,
)
"""Words of what pages say of themselves, and of a firm or a person behind a report."""

_INITIAL = re.compile(r"(?:^|(?<=[ (.\"\u201c]))[A-Z]\. ")

Roles = list[str | None]

PROSE = 80
"""A sentence of at least so many characters is taken for prose."""

LONGEST_LABEL = 250
"""Longer lines are no date line, byline or link."""

LONGEST_DECK = 350


def is_prose(text: str) -> bool:
    """Whether the text reads like a sentence of a story rather than a title."""
    return len(text) >= PROSE and (ends_sentence(text) or len(text) > LONGEST_LABEL or text[-1] == ":")


def is_told(text: str) -> bool:
    """Whether a line is a sentence that tells what somebody said, or what was, and not of the page.

    >>> is_told("Read more books, the minister said."), is_told("Most popular is the red one."), is_told("Read more.")
    (True, True, False)
    """
    if text[-1] != ".":
        return False
    return _ATTRIBUTED.search(text) is not None or (_PAST.search(text) is not None and _PAGES.search(text) is None)


def has_day(text: str) -> bool:
    """Whether a single sentence ends in a day with its year, as captions of agencies do, and reports nothing."""
    if len(text) > LONGEST_LABEL or _DAY.search(text[-24:]) is None:
        return False
    return sentences(text) == 1 and not any(mark in text for mark in _TOLD)


def sentences(text: str) -> int:
    """About how many sentences the text has; the stop of an initial ends none.

    >>> sentences("S. Korea lends more. It owes less."), sentences("Rain falls")
    (2, 1)
    """
    stops = sum(text.count(stop) for stop in ("? ", "! ", ".\u201d ", '." '))
    return stops + text.count(". ") - len(_INITIAL.findall(text) if ". " in text else ()) + 1
