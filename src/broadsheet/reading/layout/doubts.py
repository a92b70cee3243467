"""Lines that may be of two kinds, settled by the lines around them."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.prose import LONGEST_DECK, Roles, is_prose, sentences
from broadsheet.reading.layout.zones import MOST_AFTER, STOP

__all__ = ["settle_begun", "settle_loose", "settle_twice", "settle_weak"]

_LED = re.compile(r"[A-Z]{4,} [a-z]")
"""A paragraph that opens with a word in capitals is the first of a story, also where its deck says the same."""

_GLUED = re.compile(r"[a-z][.!?][\"\u201d]?\([^()]{2,40}\)$")
"""A sign-off in brackets, right behind the full stop."""

_QUOTED = re.compile(r"[,!?][\"\u201d] (?:[\w' -]+ )?(?:said|says|told|added)\b.*[.!?] ")
"""What somebody says, and more behind it, stands in no caption."""

SHORTEST = 20
"""What is so short may begin another line by chance."""


def settle_weak(blocks: list[Block], roles: Roles, forms: Forms) -> None:
    """A bare agency credits a picture, unless it signs the last paragraph or a window title ends in it."""
    if roles[0] in {"caption", "weak"} and _is_window_title(blocks[0].text, forms):
        roles[0] = None
    ended = [i for i, role in enumerate(roles) if role is None and ends_sentence(blocks[i].text)]
    for index, role in enumerate(roles):
        if role == "weak":
            before = sum(i < index for i in ended)
            signs = before >= MOST_AFTER and len(ended) - before <= MOST_AFTER
            signs = signs or (not ended and sentences(blocks[index].text) > 1)
            signs = signs or (index > min(ended, default=index) and _QUOTED.search(blocks[index].text) is not None)
            stopped = STOP.search(blocks[index].text) or _GLUED.search(blocks[index].text)
            signs = (signs and stopped is not None) or len(blocks[index].text) > LONGEST_DECK
            roles[index] = None if signs else "caption"


def settle_twice(blocks: list[Block], roles: Roles) -> None:
    """A sentence that is printed twice in a row, below a title, describes a picture."""
    for index in range(1, len(blocks) - 1):
        text = blocks[index].text
        twice = roles[index] is None and text == blocks[index + 1].text and ends_sentence(text) and sentences(text) == 1
        if twice and None in roles[:index] and _LED.match(text) is None:
            roles[index] = roles[index + 1] = "caption"


def settle_begun(blocks: list[Block], roles: Roles) -> None:
    """A sentence that the next block says again, with the credit of a picture behind it, describes that picture."""
    for index in range(len(blocks) - 1):
        text = blocks[index].text.rstrip(". ")
        again = roles[index + 1] == "caption" and blocks[index + 1].text.startswith(text)
        if again and roles[index] is None and len(text) >= SHORTEST and text != blocks[index + 1].text:
            roles[index] = "caption"


def _is_window_title(text: str, forms: Forms) -> bool:
    """Whether a line is a title with the name of the site behind it: `Port to open | Reuters`."""
    head, stroke, site = text.rpartition(" | ") if " | " in text else text.rpartition(" - ")
    return bool(stroke) and plain(site) in forms.outlets and not ends_sentence(head) and not head.endswith(")")


def settle_loose(blocks: list[Block], roles: Roles, forms: Forms) -> None:
    """Below the story, what begins as lines of pages do is the page's, unless it may be the last paragraph."""
    loose, last = [], -1
    for index in range(len(blocks) - 1, -1, -1):
        if roles[index] is None and forms.loose.match(plain(blocks[index].text)):
            loose.append(index)
        elif roles[index] is None and is_prose(blocks[index].text):
            last = index
            break
    page = {i for i in range(last + 1, len(blocks)) if roles[i] in {"boilerplate", "sign_off"}}
    for index in loose:
        if not ends_sentence(blocks[index].text) or (page and min(page) < index):
            roles[index] = "boilerplate"
