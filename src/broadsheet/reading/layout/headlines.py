"""The headline among the lines above a story: each is marked by what it says of the story and by how it looks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from broadsheet.reading.layout.addressed import addresses, names_page
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.credit_forms import Credits
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.kinship import Story
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.scenes import has_cue
from broadsheet.reading.vocabulary import load_vocabulary

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
    "is_told",
    "may_stand_alone",
    "names_outlet",
]

_QUOTES = "'\"\u2018\u201c\u00ab"
_SOURCE_LINE = re.compile(
    r"(?:[A-Z][\w&'.-]*|of|the|and)(?: (?:[A-Z&][\w&'.-]*|of|the|and)){0,5} \(([A-Z][\w' .-]{2,30})\)"
)
_MOTTO = re.compile(
    r"\b(?:[Ss]ince|[Ee]st\.?|[Ee]stablished|[Ff]ounded)(?: in)? (?:[A-Z][a-z]+ \d{1,2}, )?"
    r"(?:1[6-9]|20)\d\d\b[^.]{0,20}"
)
_COUNTED = re.compile(r"[A-Z][\w' -]{1,40} \(\d{1,3}\)")
"""An entry of a menu with how many stand behind it."""

_NUMBERED = re.compile(
    r"(?i:(?:press |news |media )?(?:release|statement|bulletin|notice|reference|ref|pr))\.?\s?(?i:no|number|#)"
    r"\b\.?:?\s?[\w/-]{1,20}"
)
"""What stands above a text that is issued: `PR No. 89`, `Press Release No: 12/2024`."""

_RELEASED = re.compile(r"\s[-\u2013|]\s(?:press|media|news) release$", re.IGNORECASE)
_PATH = re.compile(r"\s?[|>\u00bb/\u203a\u2022]\s?|\s[\u2013&-]\s|\sand\s")
_MENU = re.compile(r"\s\s|[|>\u00bb\u203a\u2022\u00b7]|\s/\s|^/\s")
_SITE = re.compile(r"\s[|\u2013-]\s")
_NAMES = re.compile(r"\s[-|:(]+\s?|: ")
_REPORTS = frozenset(
    {"says", "say", "said", "will", "calls", "seeks", "urges", "warns", "vows", "denies", "announces", "after", "amid"}
)
"""A line with one of these tells something, and is nobody's name."""

_DIGEST = re.compile(r"\b(?:briefs?|round-?up|digest)$", re.IGNORECASE)
_UTTERED = re.compile('["\u201c\u00ab][^"\u201c\u201d\u00ab\u00bb]+[.]["\u201d\u00bb]')
"""Words in quotation marks with their full stop, which somebody has said: a headline that quotes has none."""

_STOPPED = re.compile(r"\.[\"'\u201d\u2019)]*$")
ISSUER = re.compile(
    r"(?:(?:[A-Z][\w.]*|of|the) ){0,3}"
    r"(?:(?:University|Ministry|Department|Office|Embassy|Institute|Bank|City|Council|Government|Parliament) of [A-Z]"
    r"|Court of (?:Justice|Auditors|Human|Arbitration|Audit)\b)"
)
LONGEST_RUBRIC = 60
USUAL = range(5, 17)
"""So many words has a headline mostly."""

MOST_TOLD = 3
"""So many words of the story show that a line is of it."""

LEAST, LIKELY, BELOW = 0, 6, 6
"""What is marked lower is no headline; what is marked so high makes a deck of what stands below it; a sentence right
below another title is so much less likely one."""

LONGEST_NAME, LONGEST_ISSUER = 6, 12
"""The name of a paper has at most so many words, a line that names who issues a text so many."""

LONGEST_UNNAMED = 2
"""A line of more words, of which the first alone has a capital, is no name: `Ministry hails ferry`."""

LEAST_ALONE, SHORTEST_ALONE, SHORTEST_MENU, SHORTEST_SAYING = 2, 3, 3, 4
HIGH = 40
"""A path or the title of the window is one of the first so many lines."""

SHORTEST_TITLE, LONGEST_TITLE = 20, 160
"""Shorter titles may stand in others by chance; what is longer is hardly one."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above a story are held against: the forms of lines and of credits, and the story itself."""

    forms: Forms
    credits: Credits
    story: Story


def find_headline(blocks: list[Block], titles: list[int], head: Head) -> int | None:
    """The title that is most like a headline, the first of equal ones; None where none is like one.

    What stands below one that may be it is rather its deck, unless a path above has the same words, or it is printed
    again, and not right below itself, as what a picture shows is. Of equal ones that in small letters alone is last.
    """
    best, chosen, decks = LEAST - 1, None, False
    above = (-1, LEAST)
    lines = [plain(block.text) for block in blocks[: min(max(titles, default=0), HIGH)]]
    told = {index: plain(blocks[index].text) for index in titles}
    printed = Counter(told.values())
    sentences: set[str] = set()
    for index in titles:
        inside = _is_inside(told[index], lines[:index])
        again = printed[told[index]] > 1 and not (decks and told[index] in {told.get(index - 1), told.get(index + 1)})
        own = _mark(blocks, index, head)
        if told[index] in sentences or (own > LEAST and _is_below(blocks, index, above)):
            own -= BELOW
            sentences.add(told[index])
        above = (index, own)
        mark = own + 8 * inside + 2 * again - 7 * (decks and not inside and not again)
        if mark > best:
            best, chosen = mark, index
        decks = decks or own >= LIKELY
    title = told[chosen] if chosen is not None else ""
    same = sorted((index for index in titles if told[index] == title), key=lambda index: blocks[index].text.islower())
    return same[0] if same else chosen


def _is_below(blocks: list[Block], index: int, above: tuple[int, int]) -> bool:
    """Whether a line ends in a full stop, and right above it stands one that does not and may be a headline."""
    title, mark = above
    stopped = _STOPPED.search(blocks[index].text) is not None
    return title == index - 1 and mark > LEAST and stopped and not ends_sentence(blocks[title].text)


def may_stand_alone(text: str, forms: Forms) -> bool:
    """Whether the only line above a story may be its headline though it says nothing of it.

    What stands behind a stroke is the name of the site.
    """
    title = _SITE.split(text)[0]
    words = title.split()
    told = is_told(words, forms) and not names_page(title, forms)
    if len(words) < (LEAST_ALONE if told else SHORTEST_ALONE):
        return False
    return not names_outlet(title, forms) and not is_rubric(title, forms)


def _mark(blocks: list[Block], index: int, head: Head) -> int:
    """How much a line is like a headline, by itself."""
    text, forms = blocks[index].text, head.forms
    words, shared = text.split(), head.story.shares(text)
    return (
        2 * min(shared, MOST_TOLD)
        - 2 * (not shared or head.story.is_foreign(text))
        + 2 * (len(words) in USUAL)
        + 2 * (len(words) >= SHORTEST_SAYING and is_told(words, forms))
        + 4 * (text[0] in _QUOTES)
        - 12 * (_UTTERED.fullmatch(text) is not None)
        - 2 * _is_named(words, forms)
        - (8 if head.story.begins(text) else 2) * (_STOPPED.search(text) is not None)
        - 5 * _is_masthead(blocks, index, forms)
        - 4 * is_menu(text, forms)
        - 4 * (not shared and _is_for_reader(text, forms))
        - 4 * (text[0].islower() or text.endswith((":", "...", "\u2026")))
        - 4 * (len(text) > LONGEST_TITLE)
        - 8 * has_cue(text, forms)
    )


def _is_for_reader(text: str, forms: Forms) -> bool:
    """Whether a line has a word for pages, or speaks to the reader and is no quotation."""
    return names_page(text, forms) or (text[0] not in _QUOTES and addresses(text))


def is_told(words: list[str], forms: Forms) -> bool:
    """Whether a word of the language, in small letters, stands among some words."""
    told = [word for word in words if word.isalpha() and word.islower() and word not in forms.small]
    shouted = len(words) >= SHORTEST_SAYING and " ".join(words).isupper()
    return bool(told) or (shouted and any(word.endswith("S") and load_vocabulary().is_plain(word) for word in words))


def _is_named(words: list[str], forms: Forms) -> bool:
    """Whether a few words, all of them with a capital but small ones, may be a name."""
    named = (word[0].isupper() or not word[0].isalpha() or word in forms.small for word in words)
    return len(words) <= LONGEST_NAME and all(named)


def is_menu(text: str, forms: Forms) -> bool:
    """Whether a line is parted by strokes or wide blanks, as menus and paths are, or made of names of sections."""
    if _MENU.search(text) is not None:
        return True
    words = plain(text).split()
    return len(words) >= SHORTEST_MENU and 2 * sum(word in forms.rubrics for word in words) > len(words)


def _is_masthead(blocks: list[Block], index: int, forms: Forms) -> bool:
    """Whether a line names an outlet, is the motto of one, or stands above its motto."""
    if any(is_motto(block.text) for block in blocks[index : index + 2]):
        return True
    return names_outlet(blocks[index].text, forms)


def names_outlet(text: str, forms: Forms) -> bool:
    """Whether a line names an outlet, or somebody who issues texts, by a known name or by its words."""
    words = text.split()
    if ISSUER.match(text) is not None and not is_told(words, forms):
        return True
    issues = (
        (len(words) <= LONGEST_ISSUER or words[0] == "From:")
        and _DIGEST.search(text) is None
        and _REPORTS.isdisjoint(map(str.lower, words))
        and (len(words) <= LONGEST_UNNAMED or any(word[0].isupper() for word in words[1:]))
        and any(word[0].isupper() and word.strip(",:").lower() in forms.issuers for word in words)
    )
    parts = [plain(part) for part in _NAMES.split(text)]
    return issues or any(part in forms.outlets or part.rpartition(" ")[2] in forms.papers for part in parts)


def _is_inside(title: str, lines: list[str]) -> bool:
    """Whether a title stands inside a longer one of the lines above it: a path or the title of the window."""
    if len(title) < SHORTEST_TITLE:
        return False
    return any(title in line and line not in {title, title + title, f"{title} {title}"} for line in lines)


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
    if text[-1] == ")" and _COUNTED.fullmatch(text) is not None:
        return True
    issued = _RELEASED.search(text) is not None or _NUMBERED.fullmatch(text) is not None
    if issued or plain(text.partition(", ")[0]) in forms.outlets:
        return True
    sourced = _SOURCE_LINE.fullmatch(text) if text[-1] == ")" else None
    if sourced is not None and plain(sourced[1]) in forms.places:
        return True
    parts = [plain(part.strip()) for part in _PATH.split(text)]
    others = [part for part in parts if part not in forms.rubrics and part not in forms.places]
    return len(others) < len(parts) and all(part in forms.outlets for part in others)
