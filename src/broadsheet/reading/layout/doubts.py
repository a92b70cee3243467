"""Lines that may be of two kinds, settled by the lines around them."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.lines import find_sign_off
from broadsheet.reading.layout.persons import is_person
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.pictures import BUTTONS, find_attached
from broadsheet.reading.layout.prose import LONGEST_DECK, Roles, is_prose, sentences
from broadsheet.reading.layout.scenes import has_cue, is_scene
from broadsheet.reading.layout.story_sentences import is_line, tells_past
from broadsheet.reading.layout.zones import MOST_AFTER, STOP

__all__ = ["settle_begun", "settle_cut", "settle_loose", "settle_twice", "settle_weak"]

_LED = re.compile(r"[A-Z]{4,} [a-z]")
"""A paragraph that opens with a word in capitals is the first of a story, also where its deck says the same."""

_NAMED = re.compile(r"[A-Z]{4,}(?= [A-Z][a-z])")
_GLUED = re.compile(r"[a-z][.!?][\"\u201d]?(?:\([^()]{2,40}\)|[\u2013-]{1,2}\s?[A-Z][\w ]{1,30})$")
"""A sign-off in brackets or behind a dash, right behind the full stop."""

_QUOTED = re.compile(r"[,!?][\"\u201d] (?:[\w' -]+ )?(?:said|says|told|added)\b")
_FURTHER = re.compile(r"[.!?] ")

NEAR = 3
"""A title that is said again, cut short, stands so many lines below it at most."""

SHORTEST = 20
"""What is so short may begin another line by chance."""


def settle_weak(blocks: list[Block], roles: Roles, forms: Forms) -> None:
    """A bare agency credits a picture, unless it signs the last paragraph or a window title ends in it.

    A single sentence with a word of captions, which tells of nothing past, describes one wherever it stands; with
    none of what pictures show, it signs also as the second paragraph of two.
    """
    if roles[0] in {"caption", "weak"} and _is_window_title(blocks[0].text, forms):
        roles[0] = None
    ended = [i for i, role in enumerate(roles) if role is None and ends_sentence(blocks[i].text)]
    for index, role in enumerate(roles):
        if role == "weak":
            before = sum(i < index for i in ended)
            signs = before >= MOST_AFTER and len(ended) - before <= MOST_AFTER
            signs = signs or (0 < before == len(ended) and not is_scene(_unsigned(blocks[index].text, forms), forms))
            signs = signs or (not ended and sentences(blocks[index].text) > 1)
            signs = signs or (index > min(ended, default=index) and _tells(blocks[index].text))
            stopped = STOP.search(blocks[index].text) or _GLUED.search(blocks[index].text)
            signs = (signs and stopped is not None) or len(blocks[index].text) > LONGEST_DECK
            roles[index] = None if signs and not _describes(blocks[index].text, forms) else "caption"


def _describes(text: str, forms: Forms) -> bool:
    """Whether a single sentence before an agency has a word of captions, and no verb of the past; or is a name.

    Behind a post a name is that of somebody whom a picture shows: `Harbour master Ada Byron. (AP)`.
    """
    bare = _unsigned(text, forms)
    if is_person(bare.rstrip(".")) or forms.posted.fullmatch(bare.rstrip(".")) is not None:
        return True
    return sentences(bare) == 1 and has_cue(bare, forms) and not tells_past(bare, forms)


def _unsigned(text: str, forms: Forms) -> str:
    """A paragraph without the sign-off at its end."""
    return text[: find_sign_off(text, forms)].rstrip()


def _tells(text: str) -> bool:
    """Whether somebody says something, and more stands behind it, as in no caption."""
    said = _QUOTED.search(text)
    return said is not None and _FURTHER.search(text, said.end()) is not None


def settle_twice(blocks: list[Block], roles: Roles, forms: Forms) -> None:
    """A sentence that is printed twice in a row, below a title, describes a picture."""
    for index in range(1, len(blocks) - 1):
        text = blocks[index].text
        twice = roles[index] is None and text == blocks[index + 1].text and ends_sentence(text) and sentences(text) == 1
        if twice and None in roles[:index] and not _is_led(text, forms):
            roles[index] = roles[index + 1] = "caption"


def settle_begun(blocks: list[Block], roles: Roles) -> None:
    """A line that the next block says again, with the credit of a picture behind it, describes that picture.

    Where no title stands above it, a line without a full stop is the headline, with which the picture is labelled.
    """
    for index in range(len(blocks) - 1):
        text, following = blocks[index].text, blocks[index + 1].text
        button = next(filter(text.endswith, BUTTONS), "")
        text = text.removesuffix(button).rstrip(". ")
        if button and roles[index + 1] is None and following.startswith(text):
            roles[index + 1] = "caption"
        if roles[index] is not None or len(text) < SHORTEST or text == following or not following.startswith(text):
            continue
        titled = any(roles[i] is None and len(blocks[i].text) >= SHORTEST for i in range(index))
        attached = titled and roles[index + 1] is None and find_attached(blocks[index + 1]) is not None
        if attached or (roles[index + 1] == "caption" and (titled or ends_sentence(blocks[index].text))):
            roles[index] = roles[index + 1] = "caption"


def settle_cut(blocks: list[Block], roles: Roles) -> None:
    """A title that begins a longer one right above it, and is cut, stands for the picture of the story."""
    for index in range(1, len(blocks)):
        text = blocks[index].text
        if roles[index] is not None or len(text) < SHORTEST or ends_sentence(text):
            continue
        above = (blocks[i].text for i in range(max(0, index - NEAR), index) if roles[i] is None)
        if any(title.startswith(f"{text} ") and title[len(text) + 1].isalnum() for title in above):
            roles[index] = "caption"


def _is_led(text: str, forms: Forms) -> bool:
    """Whether a sentence opens in capitals, as the first one of a story does."""
    named = _NAMED.match(text)
    return _LED.match(text) is not None or (named is not None and plain(named[0]) in forms.places)


def _is_window_title(text: str, forms: Forms) -> bool:
    """Whether a line is a title with the name of the site behind it: `Port to open | Reuters`."""
    head, stroke, site = text.rpartition(" | ") if " | " in text else text.rpartition(" - ")
    return bool(stroke) and plain(site) in forms.outlets and not ends_sentence(head) and not head.endswith(")")


def settle_loose(blocks: list[Block], roles: Roles, forms: Forms) -> None:
    """Below the story, what begins as lines of pages do is the page's, unless it may be the last paragraph."""
    loose, last = [], -1
    for index in range(len(blocks) - 1, -1, -1):
        if roles[index] is None and is_line(blocks[index].text, forms.loose, forms):
            loose.append(index)
        elif roles[index] is None and is_prose(blocks[index].text):
            last = index
            break
    page = {i for i in range(last + 1, len(blocks)) if roles[i] in {"boilerplate", "sign_off"}}
    for index in loose:
        if not ends_sentence(blocks[index].text) or (page and min(page) < index):
            roles[index] = "boilerplate"
