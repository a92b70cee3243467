"""Sentences of a story, told from lines of its page that begin with the same words."""

from __future__ import annotations

import re
from functools import lru_cache

from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.phrases import LONGEST_LINE, Phrases, plain

__all__ = ["is_attributed", "is_line", "is_sentence", "tells_past"]

_SAYS = (
    "(?:said|says|told|asked|added|advised|argued|called|decided|found|heard|ordered|recalled|ruled|shouted|urged"
    "|warned|wrote)"
)
_ATTRIBUTED = re.compile(
    rf"[a-z\d][,?!][\"\u201d\u2019]? (?:{_SAYS}|[\w'-]+(?: [\w'.-]+){{0,5}} {_SAYS})\b[^.:;]{{0,70}}\.$"
)
"""Who said it, behind what was said: `Read more books, the minister told pupils.`"""

_LABEL = re.compile(r"[A-Z][\w' -]{1,30}: (?P<capital>[A-Z])?")
_TOLD = re.compile(
    r"[,:] (?:(?:the|an?|he|she|it|they|his|her|its|their|every|each|any|none|no|both|two|three|four|five|six|seven"
    r"|eight|nine|ten)\b|\d[\d.,]* [a-z])"
)
"""What stands behind no label of a page, and behind no comma that parts names."""

_SPOKEN = re.compile(r"[\"\u201c][^\"\u201c\u201d]*[\"\u201d]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][\w'-]*")
_COUNTED = re.compile(r"\b\d[\d.,]{0,20} [a-z]{3,}")
_PAST = re.compile(r"(?<=[a-z] )(?<! is )(?<! are )[a-z]{2,}ed\b(?! (?:by|with)\b)")
_WAS = re.compile(r" (?:was|were|had|did) ")
_BESIDE = re.compile(r"\b(?:above|below)[.,]")
_READER = frozenset({"i", "my", "you", "your", "yours", "we", "us", "our", "here", "please"})
_ADDRESSES = ("\u00a9", "@", "://", "www.")
_OPENING = "(["
_CLOSING = "\"'\u201d\u2019)"
SHORTEST = 3
"""Shorter words say nothing."""

FEWEST, FEWEST_FINITE = 3, 2
"""A sentence has so many words of its own, which pages do not say of themselves; with a finite verb fewer do."""


def is_line(text: str, phrases: Phrases, forms: Forms) -> bool:
    """Whether a text is one of some lines of pages, and no sentence of a story that only begins as one."""
    if not (_is_any_line if len(text) <= LONGEST_LINE else _is_any_line.__wrapped__)(text, forms.lines):
        return False
    line = plain(text)
    if not phrases.match(line) or is_attributed(text):
        return False
    return not is_sentence(text, forms) or phrases.holds(line)


@lru_cache(maxsize=256)
def _is_any_line(text: str, lines: Phrases) -> bool:
    """Whether a text is one of the lines of pages, whichever; most are none."""
    return lines.match(plain(text))


def is_attributed(text: str) -> bool:
    """Whether a text says behind a comma who said it.

    >>> is_attributed("Read more books, the minister told pupils."), is_attributed("Read more books.")
    (True, False)
    """
    return text[-1] == "." and _ATTRIBUTED.search(text) is not None


def is_sentence(text: str, forms: Forms) -> bool:
    """Whether a text tells something, in words of which few are those that pages say of themselves and their makers.

    It ends in a full stop, does not speak to the reader, and goes on in small letters behind a label.
    """
    if text.rstrip(_CLOSING)[-1:] != "." or text[0] in _OPENING or any(map(text.__contains__, _ADDRESSES)):
        return False
    bare = _SPOKEN.sub("", text)
    words = _WORD.findall(bare)
    if not words or _speaks(bare, words):
        return False
    small = {word for word in words if word.islower()}
    finite = not forms.finite.isdisjoint(small) or _PAST.search(bare) is not None
    if not finite and not _may_tell(bare, words, forms):
        return False
    lower = {word.lower() for word in words}
    page = lower & forms.page_words | lower & forms.own_words
    own = {word for word in small - page - forms.common if len(word) >= SHORTEST}
    counted = set(_COUNTED.findall(bare))
    return len(own) + len(counted) >= max(FEWEST_FINITE if finite else FEWEST, len(page))


def tells_past(text: str, forms: Forms) -> bool:
    """Whether a text is such a sentence with a verb of the past, which hardly any caption has."""
    return (_WAS.search(text) is not None or _PAST.search(text) is not None) and is_sentence(text, forms)


def _speaks(text: str, words: list[str]) -> bool:
    """Whether a line speaks to the reader, or of what stands beside it, or is what a label says."""
    addressed = any(word.lower() in _READER and word != "US" for word in words) or _BESIDE.search(text) is not None
    labelled = _LABEL.match(text)
    return addressed or (labelled is not None and labelled["capital"] is not None)


def _may_tell(text: str, words: list[str], forms: Forms) -> bool:
    """Whether a line without a known verb does not ask the reader for something, and goes on as sentences do."""
    asks = words[0].lower() in forms.page_verbs and words[1:2] != ["of"]
    return not asks and _TOLD.search(text) is not None
