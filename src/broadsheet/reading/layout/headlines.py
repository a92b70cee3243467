"""The headline among the lines above a story: each is marked by what it says of the story and by how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.layout.addressed import addresses, names_page
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.kinship import Story
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.pictures import Credits

__all__ = [
    "ISSUER",
    "LONGEST_NAME",
    "LONGEST_RUBRIC",
    "SHORTEST_TITLE",
    "Head",
    "find_headline",
    "is_menu",
    "is_motto",
    "is_rubric",
]

_QUOTES = "'\"\u2018\u201c\u00ab"
_SOURCE_LINE = re.compile(
    r"(?:[A-Z][\w&'.-]*|of|the|and)(?: (?:[A-Z&][\w&'.-]*|of|the|and)){0,5} \(([A-Z][\w' .-]{2,30})\)"
)
_MOTTO = re.compile(r"\b(?:[Ss]ince|[Ee]st\.?|[Ee]stablished|[Ff]ounded)(?: in)? (?:1[6-9]|20)\d\d\b[^.]{0,20}")
_RELEASED = re.compile(r"\s[-\u2013|]\s(?:press|media|news) release$", re.IGNORECASE)
_PATH = re.compile(r"\s?[|>\u00bb/\u203a\u2022]\s?|\s[\u2013&-]\s|\sand\s")
_MENU = re.compile(r"\s\s|[|>\u00bb\u203a\u2022\u00b7]|\s/\s|^/\s")
_NAMES = re.compile(r"\s[-|:(]+\s?|: ")
_STOPPED = re.compile(r"\.[\"'\u201d\u2019)]*$")
ISSUER = re.compile(
    r"(?:(?:[A-Z][\w.]*|of|the) ){0,3}"
    r"(?:University|Ministry|Department|Office|Embassy|Institute|Bank|City|Council|Government) of [A-Z]"
)
LONGEST_RUBRIC = 60
USUAL = range(5, 17)
"""So many words has a headline mostly."""

MOST_TOLD = 3
"""So many words of the story show that a line is of it."""

LEAST = 0
"""What is marked lower is no headline."""

LONGEST_NAME = 6
"""The name of a paper has at most so many words."""

SHORTEST_MENU, SHORTEST_SAYING = 3, 4
SHORTEST_TITLE = 20
"""Shorter titles may stand in others by chance."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above a story are held against: the forms of lines and of credits, and the story itself."""

    forms: Forms
    credits: Credits
    story: Story


def find_headline(blocks: list[Block], titles: list[int], head: Head) -> int | None:
    """The title that is most like a headline, the first of equal ones; None where none is like one."""
    marks = [_mark(blocks, titles, place, head) for place in range(len(titles))]
    best = max(marks, default=LEAST - 1)
    return titles[marks.index(best)] if best >= LEAST else None


def _mark(blocks: list[Block], titles: list[int], place: int, head: Head) -> int:
    """How much a title is like a headline."""
    text, story = blocks[titles[place]].text, head.story
    words = text.split()
    inside = _is_inside(blocks, titles[place])
    return (
        2 * min(story.shares(text), MOST_TOLD)
        - 2 * (not story.shares(text) or story.is_foreign(text))
        + 2 * (len(words) in USUAL)
        + 2 * (len(words) >= SHORTEST_SAYING and _is_told(words, head.forms))
        + 2 * (text[0] in _QUOTES)
        - 2 * (len(words) <= LONGEST_NAME and _is_named(words, head.forms))
        - 2 * (_STOPPED.search(text) is not None)
        - 4 * is_menu(text, head.forms)
        - 4 * (not story.shares(text) and _is_for_reader(text, head.forms))
        - 2 * _is_masthead(blocks, titles[place], head.forms)
        - 8 * (head.forms.caption.search(text) is not None)
        + 8 * inside
        - 7 * (not inside and _has_headline(blocks, titles[:place], head))
    )


def _is_for_reader(text: str, forms: Forms) -> bool:
    """Whether a line has a word for pages, or speaks to the reader and is no quotation."""
    return names_page(text, forms) or (text[0] not in _QUOTES and addresses(text))


def _is_told(words: list[str], forms: Forms) -> bool:
    """Whether a word of the language, in small letters, stands among some words."""
    return any(word.isalpha() and word.islower() and word not in forms.small for word in words)


def _is_named(words: list[str], forms: Forms) -> bool:
    """Whether all words but small ones begin with a capital."""
    return all(word[0].isupper() or not word[0].isalpha() or word in forms.small for word in words)


def is_menu(text: str, forms: Forms) -> bool:
    """Whether a line is parted by strokes or wide blanks, as menus and paths are, or made of names of sections."""
    if _MENU.search(text) is not None:
        return True
    words = plain(text).split()
    return len(words) >= SHORTEST_MENU and 2 * sum(word in forms.rubrics for word in words) > len(words)


def _is_masthead(blocks: list[Block], index: int, forms: Forms) -> bool:
    """Whether a line names an outlet or somebody who issues texts, or stands above the motto of a paper."""
    text = blocks[index].text
    words = text.split()
    if is_motto(text) or (index + 1 < len(blocks) and is_motto(blocks[index + 1].text)):
        return True
    if ISSUER.match(text) is not None and not _is_told(words, forms):
        return True
    issues = any(word[0].isupper() and word.strip(",:").lower() in forms.issuers for word in words)
    parts = [plain(part) for part in _NAMES.split(text)]
    return issues or any(part in forms.outlets or part.rpartition(" ")[2] in forms.papers for part in parts)


def _is_inside(blocks: list[Block], index: int) -> bool:
    """Whether a title stands inside a longer line above it: a path or the title of the window."""
    text = plain(blocks[index].text)
    if len(text) < SHORTEST_TITLE:
        return False
    return any(text in above and text != above for above in (plain(block.text) for block in blocks[:index]))


def _has_headline(blocks: list[Block], titles: list[int], head: Head) -> bool:
    """Whether one of the titles above a line may be the headline, so that the line is rather its deck."""
    return any(_may_be_headline(blocks, index, head) for index in titles)


def _may_be_headline(blocks: list[Block], index: int, head: Head) -> bool:
    text = blocks[index].text
    words = text.split()
    named = len(words) <= LONGEST_NAME and _is_named(words, head.forms)
    if named or len(words) not in USUAL or is_menu(text, head.forms) or _is_masthead(blocks, index, head.forms):
        return False
    return _STOPPED.search(text) is None and (head.story.shares(text) > 0 or text[0] in _QUOTES)


def is_motto(text: str) -> bool:
    """Whether a line says since when a paper has been there.

    >>> is_motto("Serving the coast since 1948"), is_motto("The port has been closed since 1948.")
    (True, False)
    """
    return len(text) <= LONGEST_RUBRIC and _MOTTO.search(text) is not None and not ends_sentence(text)


def is_rubric(text: str, forms: Forms) -> bool:
    """Whether a line is the name of a section, or of a place and no more, or several of them."""
    if len(text) > LONGEST_RUBRIC:
        return False
    if plain(text.partition(", ")[0]) in forms.outlets or _RELEASED.search(text) is not None:
        return True
    sourced = _SOURCE_LINE.fullmatch(text) if text[-1] == ")" else None
    if sourced is not None and plain(sourced[1]) in forms.places:
        return True
    parts = [plain(part.strip()) for part in _PATH.split(text)]
    others = [part for part in parts if part not in forms.rubrics and part not in forms.places]
    return len(others) < len(parts) and all(part in forms.outlets for part in others)
