"""Who wrote a story, introduced beside it: below the byline or below the story."""

from __future__ import annotations

import re

from broadsheet.reading.layout.authorship import read_authors
from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import has_title, is_job, is_name
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.prose import Roles

__all__ = ["mark_bios", "settle_bios"]

_ABOUT = re.compile(
    r",?\s(?:is|was|are|writes|wrote|covers|covered|teaches|taught|works|worked|reports|reported|lives|joined|has|can"
    r"|leads|edits|serves|holds|studied)\b"
)
_INTRODUCED = re.compile(
    r", (?:a|an|the|former|who|author|professor|director)\b[^.!?\"\u201c]{3,250}, (?:is|was) (?:a|an|the)\b"
)
_CALLED = re.compile(
    r"(?:The (?:author|writer|columnist)|[A-Z][a-z'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3})"
    r" (?:is|was) (?:an?|the|our|former)\b"
)
_JOURNALIST = re.compile(
    r"\bfreelance\b|\b(?:reporter|journalist|correspondent|columnist|writer|editor|producer|broadcaster)s?\b"
    r"[^.]{0,40}\b(?:for|at|with|of)\b (?:[Tt]he )?[A-Z][\w'\u2019-]*(?: (?:of|the|and|for|[A-Z][\w'\u2019-]*))*"
    r"(?:,? (?:covering|based|in|and|who (?:covers|writes|reports))\b[^.]*)?\.?$"
)
_WRITER = re.compile(r"The (?:author|writer|columnist) ")
_CARD = re.compile(r"(?P<name>[A-Z][\w.'\u2019 -]{3,40}?) \| ")
_DISCLOSED = frozenset(
    {
        "disclosure statement",
        "disclosure",
        "declaration of interest",
        "declaration of interests",
        "conflict of interest",
        "conflicts of interest",
        "competing interests",
    }
)
NEAR, NEAR_START = 6, 60
"""How many of the last blocks may introduce an author."""

FEWEST = 2
"""So many paragraphs are told at least, of which the last may introduce who has not signed above."""

LONGEST_BIO, LONGEST_JOB = 400, 4
MOST_BETWEEN = 4
"""So many lines at most, names and posts, stand between a byline and what introduces its author."""


def settle_bios(blocks: list[Block], roles: Roles, forms: Forms) -> None:
    """Who is introduced right below the byline is introduced by the page; so are the interests that authors tell."""
    signed = "byline" in roles
    for index in range(1, len(blocks)):
        if roles[index] is None and plain(blocks[index - 1].text).rstrip(":") in _DISCLOSED:
            roles[index - 1] = roles[index] = "boilerplate"
        above = _signed_above(blocks, roles, index, forms) if signed and roles[index] is None else ()
        if above and _introduces(blocks[index].text, above):
            roles[index] = "boilerplate"


def _signed_above(blocks: list[Block], roles: Roles, index: int, forms: Forms) -> tuple[str, ...]:
    """The names in the byline above a line, with nothing between but the same names again and a post."""
    for above in range(index - 1, max(-1, index - 1 - MOST_BETWEEN), -1):
        text = blocks[above].text
        if roles[above] == "byline":
            return _names(text, forms)
        if roles[above] is not None or not (is_name(text) or is_job(text)):
            break
    return ()


def mark_bios(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """Who is introduced below the story as its author, having signed above it, is introduced by the page."""
    names = [name for i, role in enumerate(roles) if role == "byline" for name in _names(blocks[i].text, forms)]
    _mark_cards(blocks, roles, body, names)
    for index in range(max(body + 2, len(blocks) - NEAR), len(blocks)):
        if roles[index] is None and _introduces(blocks[index].text, names):
            roles[index] = "boilerplate"
        card = _CARD.match(blocks[index].text) if roles[index] in {None, "subhead"} else None
        if card is not None and card["name"] in names:
            roles[index] = "boilerplate"
    told = [index for index in range(body, len(blocks)) if roles[index] is None]
    story = " ".join(blocks[index].text for index in told[:-1])
    if len(told) > FEWEST and _is_bio(blocks[told[-1]].text, names, story):
        roles[told[-1]] = "boilerplate"


def _mark_cards(blocks: list[Block], roles: Roles, body: int, names: list[str]) -> None:
    """Below the story the author's name signs again over a job, or over what that person is; these are the page's."""
    for index in range(body + 2, len(blocks) - 1):
        name, below = blocks[index].text, blocks[index + 1].text
        if name not in names or roles[index] is not None:
            continue
        last = index + 1 if has_title(below) and len(below.split()) <= LONGEST_JOB else index
        bio = last + 1 < len(blocks) and _introduces(blocks[last + 1].text, (name, name.split()[0]))
        if last > index or bio:
            roles[index : last + 1 + bio] = ["byline"] + ["boilerplate"] * (last + bio - index)


def _is_bio(text: str, names: list[str], story: str) -> bool:
    """Whether one of the last paragraphs says who the author is, or a journalist of whom the story does not tell."""
    called = _CALLED.match(text) if len(text) <= LONGEST_BIO else None
    if called is None:
        return False
    if _WRITER.match(text) is not None:
        return bool(names)
    name = called[0].rpartition(" is ")[0] or called[0].rpartition(" was ")[0]
    alone = not any(word in story for word in name.split() if len(word) > 2)
    return (
        alone and _JOURNALIST.search(text) is not None and (" " in name or any(each.startswith(name) for each in names))
    )


def _names(line: str, forms: Forms) -> tuple[str, ...]:
    return read_authors(Block(0, len(line), line, 0), line, forms)


def _introduces(text: str, names: list[str] | tuple[str, ...]) -> bool:
    """Whether a paragraph opens with one of the names and says what that person is or does."""
    small = text[:NEAR_START].lower()
    about = next((name for name in names if name.lower() in small), None)
    if about is None:
        return False
    begin = small.index(about.lower())
    if begin and not has_title(text[:begin]):
        return False
    end = begin + len(about)
    return _ABOUT.match(text, end) is not None or _INTRODUCED.match(text, end) is not None
