"""The headline among the lines above a story that may be it."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    "is_motto",
    "is_rubric",
]

_QUOTES = "'\"\u2018\u201c\u00ab"
_SOURCE_LINE = re.compile(
    r"(?:[A-Z][\w&'.-]*|of|the|and)(?: (?:[A-Z&][\w&'.-]*|of|the|and)){0,5} \(([A-Z][\w' .-]{2,30})\)"
)
_RUBRICS = re.compile(r"[A-Z&' ]{3,20}(?:\s[\u00b7\u2022|/]\s[A-Z&' ]{3,20}){1,5}")
_MOTTO = re.compile(r"\b(?:[Ss]ince|[Ee]st\.?|[Ee]stablished|[Ff]ounded)(?: in)? (?:1[6-9]|20)\d\d\b[^.]{0,20}")
_RELEASED = re.compile(r"\s[-\u2013|]\s(?:press|media|news) release$", re.IGNORECASE)
_RELEASE = re.compile(r"(?:(?:press|media|news) (?:release|statement)s?|for immediate release)[:.]?", re.IGNORECASE)
_PATH = re.compile(r"\s?[|>\u00bb/\u203a\u2022]\s?|\s[\u2013&-]\s|\sand\s")
ISSUER = re.compile(
    r"(?:(?:[A-Z][\w.]*|of|the) ){0,3}"
    r"(?:University|Ministry|Department|Office|Embassy|Institute|Bank|City|Council|Government) of [A-Z]"
)
LONGEST_RUBRIC = 60
LONGEST_PATH = 40
USUAL = range(5, 17)
"""So many words has a headline mostly."""

CLEARLY = 4
"""By so much has a line to be more like a headline to be taken instead of one above it."""

LONGEST_NAME = 6
"""The name of a paper has at most so many words."""

SHORTEST_TITLE = 20
"""Shorter titles may stand in others by chance."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above a story are held against: the forms of lines and of credits, and the story itself."""

    forms: Forms
    credits: Credits
    story: Story


def find_headline(blocks: list[Block], titles: list[int], head: Head) -> int:
    """The title printed twice, or the first that is not only the name of a section or of the outlet."""
    again = _printed_again(blocks, titles)
    if again is not None:
        return again
    motto = next((place for place, index in enumerate(titles[:3]) if is_motto(blocks[index].text)), -1)
    titles = _without_notices(blocks, titles[motto + 1 :] or titles, head.story)
    texts = [blocks[index].text for index in titles]
    for place, index in enumerate(titles[:-1]):
        above = _is_kicker(texts[place:], head) or _is_above(texts[place:], head.story)
        if not above and not any(map(_is_release, blocks[index + 1 : titles[place + 1]])):
            return _more_telling(blocks, titles[place:], head.story)
    return titles[-1] if len(titles) == 1 or not ends_sentence(texts[-1]) else titles[0]


def _more_telling(blocks: list[Block], titles: list[int], story: Story) -> int:
    """The first of some titles; where it hardly tells of the story, one that is by far more like its headline.

    What stands right below a line in plain words is its deck.
    """
    first = blocks[titles[0]].text
    if story.tells(first) or first[0] in _QUOTES:
        return titles[0]
    marks = [_mark(blocks[index].text, story) for index in titles]
    best = marks.index(max(marks))
    deck = titles[best] == titles[0] + 1 and not ends_sentence(first) and not _is_named(first)
    return titles[best] if marks[best] - marks[0] >= CLEARLY and not deck else titles[0]


def _is_named(text: str) -> bool:
    """Whether all words but small ones begin with a capital."""
    return all(word[0].isupper() or len(word) <= 3 for word in text.split())


def _mark(text: str, story: Story) -> int:
    """How much a line is like a headline: by what it says of the story, its length and how it ends."""
    told = 2 * min(story.shares(text), 4) + 3 * story.tells(text)
    return told + 2 * (len(text.split()) in USUAL) - 2 * ends_sentence(text)


def is_motto(text: str) -> bool:
    """Whether a line says since when a paper has been there.

    >>> is_motto("Serving the coast since 1948"), is_motto("The port has been closed since 1948.")
    (True, False)
    """
    return len(text) <= LONGEST_RUBRIC and _MOTTO.search(text) is not None and not ends_sentence(text)


def _is_release(block: Block) -> bool:
    """Whether a line says that the headline of a release follows."""
    return len(block.text) <= LONGEST_RUBRIC and _RELEASE.fullmatch(block.text) is not None


def _is_above(texts: list[str], story: Story) -> bool:
    """Whether the first of some titles says nothing of the story, and one of the next does: a masthead or a motto."""
    first = texts[0]
    told = max((story.shares(text) for text in texts[1:] if not ends_sentence(text) and story.tells(text)), default=0)
    foreign = not story.shares(first) or story.is_foreign(first)
    return foreign and told >= 2 and first[0] not in _QUOTES


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


def _printed_again(blocks: list[Block], titles: list[int]) -> int | None:
    """The first title that stands a second time, or inside a path or window title above it."""
    texts = [plain(blocks[index].text) for index in titles]
    for place, text in enumerate(texts):
        for later in range(place + 1, len(texts)):
            same = texts[later] == text and (later == place + 1 or len(text) >= SHORTEST_TITLE)
            if same and not ends_sentence(text):
                return titles[place]
            if len(texts[later]) >= SHORTEST_TITLE and texts[later] in text and texts[later] != text:
                return titles[later]
    return None


def _without_notices(blocks: list[Block], titles: list[int], story: Story) -> list[int]:
    """The titles from the first on that is no sentence, where those before it say nothing of the story and it does."""
    for place, index in enumerate(titles):
        text = blocks[index].text
        if not text.endswith(".") or story.tells(text):
            return titles[place:] if not place or story.shares(text) else titles
    return titles


def _is_kicker(texts: list[str], head: Head) -> bool:
    """Whether the first of some titles names a section, a series or who issues the text, above the next one."""
    text, following = texts[:2]
    if _RUBRICS.fullmatch(text) is not None:
        return True
    if " | " in text or " > " in text or "\u00bb" in text:
        return len(text) <= LONGEST_PATH or plain(text.partition(" | ")[0]) in head.forms.rubrics
    if ISSUER.match(text) is not None and len(text) <= LONGEST_RUBRIC:
        return True
    words = text.split()
    if len(words) > 3 or len(text) > 30 or ends_sentence(text):
        return False
    named = text.isupper() or len(words) == 1 or all(word[0].isupper() for word in words)
    told = not text.isupper() and head.story.tells(text) and head.story.shares(text) > head.story.shares(following)
    return named and not told and not ends_sentence(following) and len(following) <= 160
