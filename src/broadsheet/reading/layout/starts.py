"""Where the story of an article starts."""

from __future__ import annotations

import re
from itertools import islice

from broadsheet.reading.dates import find_dates
from broadsheet.reading.layout.addressed import is_addressed
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.bylines import is_byline
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.kinship import Story
from broadsheet.reading.layout.letters import is_salutation
from broadsheet.reading.layout.openings import read_dateline, read_marker
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.prose import LONGEST_DECK, PROSE, Roles, has_day, is_prose, is_titled, sentences
from broadsheet.reading.layout.scenes import has_cue, is_dated_scene
from broadsheet.reading.layout.transcripts import find_turns
from broadsheet.reading.titles import share_of_capitals

__all__ = ["body_text", "find_body", "opens_entry"]

AHEAD = 10
"""A deck is repeated at most so many blocks further on."""

DECKS = 4
"""The first paragraph is one of the first so many blocks of prose."""

LONGEST_CREDIT = 60
_CATCHWORD = re.compile(r"[A-Z][A-Z' -]{3,40}[.!:] (?=[A-Z])")
_PAST = re.compile(r"\b(?:said|told|was|were|had|has|will|would|\w{2,}ed)\b")
_PATHS = (" / ", " > ", " \u00bb ", " \u203a ", " | ")
_WHEN = re.compile(
    r"\b(?:today|yesterday|tonight|(?:this|last) (?:morning|afternoon|evening|night|week|month)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""News says when it came about; a deck hardly ever does."""

_POSED = re.compile(r"[a-z], (?:(?:at|far|second from|third from) )?(?:left|right|cent(?:re|er)), [a-z]+s\b")
"""Where in a picture somebody stands, and what that person does."""

_SIDES = ("left, ", "right, ", "centre, ", "center, ")
"""One of these stands wherever the expression matches."""

MOST_ABOVE = 2
FEWEST_WORDS = 7
SHORTEST = 20
"""So many characters of a title at least name it."""

_BORN = re.compile(r"\b[Bb]orn\b")
_DIED = re.compile(r"\b[Dd]ied\b")
_ENTRY = re.compile(r"\d{1,2}[.:]\d\d\s?(?:[ap]\.?m\.?|GMT|UTC|BST)(?:\s\([\d/]{4,10}\))?\s?:\s+(?=\S)")
"""A clock opens an entry of a live page: `2.03pm: Rain has begun.`"""

SHORTEST_ENTRY = 30
_BULLETS = frozenset({"\u2022 ", "- ", "\u2013 ", "* "})
_HEAD = frozenset({"date_line", "byline"})


def body_text(block: Block, forms: Forms) -> str:
    """What the block says after its dateline or marker, for comparison."""
    opening = read_marker(block.text, 0, forms) or read_dateline(block.text, 0, forms)
    return plain(block.text[opening.body if opening else 0 :])


def _opens(block: Block, forms: Forms) -> bool:
    if len(block.text) <= 40 or not (ends_sentence(block.text) or block.text[-1] == ":" or len(block.text) > 150):
        return False
    return read_dateline(block.text, 0, forms) is not None or read_marker(block.text, 0, forms) is not None


def _surely_opens(block: Block, forms: Forms) -> bool:
    """Whether the block begins with a dateline that names an agency or a day."""
    opening = read_dateline(block.text, 0, forms)
    return opening is not None and (opening.agency is not None or opening.day is not None)


def find_body(blocks: list[Block], roles: Roles, forms: Forms) -> int:
    """The index of the first paragraph of the story."""
    free = [i for i, role in enumerate(roles) if role is None]
    opens = next((i for i in free[:DECKS] if is_salutation(blocks[i].text)), None)
    opens = free[0] if free and forms.turn.match(blocks[free[0]].text) is not None else opens
    if opens is not None:
        return opens
    lone = next((i for i in free if i and roles[i - 1] == "dateline" and len(blocks[i].text) >= PROSE), None)
    if lone is not None:
        return lone
    body = _first_prose(blocks, roles, free, forms)
    body = _first_entry(blocks, _below_title(blocks, body, free), free)
    spoken = next(iter(find_turns(blocks, roles)), body)
    if spoken < body:
        return spoken
    body = _first_told(blocks, roles, body, free)
    leads = _leads(blocks, roles, body, forms) and _repeated(blocks, roles, body - 1, forms) is None
    return body - 1 if leads else body


def _first_told(blocks: list[Block], roles: Roles, body: int, free: list[int]) -> int:
    """The first of several short sentences, if nothing else stands above the first long paragraph."""
    above = [i for i in free if i < body]
    if not above or any(roles[i] not in {None, "boilerplate"} for i in range(body)):
        return body
    words = blocks[above[0]].text.split()
    titled = len(words) <= FEWEST_WORDS or share_of_capitals(words) > 1 / 2
    told = (
        words[-1][-1] == "."
        and not _tells_life(blocks[above[0]].text)
        and all(blocks[i].text.endswith((".", ":")) for i in above)
    )
    return above[0] if told and not titled and not _is_posed(blocks[above[0]].text) else body


def _tells_life(text: str) -> bool:
    """Whether somebody was born and died."""
    born = _BORN.search(text)
    return born is not None and _DIED.search(text, born.end()) is not None


def _first_entry(blocks: list[Block], body: int, free: list[int]) -> int:
    """The first entry of a live page, or the sentence right above it."""
    entry = next((i for i in free if i < body and opens_entry(blocks[i].text)), None)
    if entry is None or entry == free[0]:
        return body
    told = entry - 1 in free and entry > 1 and ends_sentence(blocks[entry - 1].text)
    return entry - 1 if told else entry


def opens_entry(text: str) -> bool:
    """Whether a clock and a colon stand before what an entry of a live page says.

    >>> opens_entry("2.03pm: Rain has begun in the estuary"), opens_entry("17:05 Summary")
    (True, False)
    """
    return len(text) >= SHORTEST_ENTRY and text[0].isdigit() and _ENTRY.match(text) is not None


def _below_title(blocks: list[Block], body: int, free: list[int]) -> int:
    """The first prose below a title that the path at the top of the page ends in, where a caption stands above it."""
    path = plain(blocks[0].text)
    if not any(mark in path for mark in _PATHS) or body >= len(blocks):
        return body
    for index in free:
        title = plain(blocks[index].text)
        if body < index <= body + DECKS and len(title) >= SHORTEST and path.endswith(title):
            return next((i for i in free if i > index and is_prose(blocks[i].text)), body)
    return body


def _leads(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> bool:
    """Whether a short sentence between a picture and the first long paragraph opens the story."""
    if not 1 < body < len(blocks) or roles[body - 1] is not None:
        return False
    text = blocks[body - 1].text
    if text[-1] == ":" and text.count(" ") >= FEWEST_WORDS - 1 and text[0].isupper():
        return not has_cue(text, forms) and not any(found.full for found in find_dates(text, 0, len(text)))
    told = ends_sentence(text) and len(text) >= PROSE // 2 and not text[0].islower() and not _opens(blocks[body], forms)
    shown = body > MOST_ABOVE and roles[body - 2] in {"caption", "inset"}
    below = len(text) < PROSE and None in roles[: body - 1]
    dated = below and (_WHEN.search(text) is not None or _is_led(text, forms))
    return told and (shown or dated) and not has_cue(text, forms) and not is_dated_scene(text, forms)


def _is_led(text: str, forms: Forms) -> bool:
    """Whether the small word that a sentence begins with is in capitals, as the first of a story is in some papers."""
    first, _, rest = text.partition(" ")
    return first.isupper() and len(first) > 1 and first.lower() in forms.small and rest[:1].islower()


def _first_prose(blocks: list[Block], roles: Roles, free: list[int], forms: Forms) -> int:
    first = free[0] if free else 0
    may = [i for i in free if blocks[i].text[:2] not in _BULLETS] or free
    told = (i for i in may if _may_begin(blocks[i], forms, first=i == first) and not _is_shown(blocks, roles, i))
    prose = list(islice(told, DECKS))
    if not prose:
        return _first_sentence(blocks, roles)
    for place, index in enumerate(prose):
        if _opens(blocks[index], forms) and (place < 2 or _surely_opens(blocks[index], forms)):
            return _repeated(blocks, roles, index, forms) or index
        if len(blocks[index].text) > LONGEST_DECK:
            break
    return _repeated(blocks, roles, prose[0], forms) or _after_deck(blocks, roles, prose, forms)


def _is_shown(blocks: list[Block], roles: Roles, index: int) -> bool:
    """Whether a single sentence in the present, or behind a catchword, stands above the credit of a picture."""
    text = blocks[index].text
    if index + 1 >= len(blocks) or roles[index + 1] != "caption" or len(blocks[index + 1].text) > LONGEST_CREDIT:
        return False
    catchword = _CATCHWORD.match(text)
    told = _PAST.search(text) is not None or ends_sentence(blocks[index + 1].text)
    return not told and sentences(text[catchword.end() if catchword else 0 :]) == 1


def _may_begin(block: Block, forms: Forms, *, first: bool) -> bool:
    """Whether a block is prose that may open the story; a caption that ends in a day stands below a title."""
    asked = block.text[-1] == "?" and sentences(block.text) == 1 and is_titled(block.text)
    prose = (
        is_prose(block.text)
        and not asked
        and not is_addressed(block.text, forms)
        and (first or not has_day(block.text))
    )
    if first or not prose:
        return (prose and not _is_posed(block.text)) or _opens(block, forms)
    return not (_is_posed(block.text) or is_dated_scene(block.text, forms)) or _opens(block, forms)


def _is_posed(text: str) -> bool:
    """Whether a single sentence says where in a picture somebody stands."""
    return any(map(text.__contains__, _SIDES)) and _POSED.search(text) is not None and sentences(text) == 1


def _first_sentence(blocks: list[Block], roles: Roles) -> int:
    free = [i for i, role in enumerate(roles) if role is None]
    if len(free) == 1 and sentences(blocks[free[0]].text) > 1:
        return free[0]
    ended = [i for i in free[1:] if ends_sentence(blocks[i].text)]
    return next(iter(ended or free[1:]), len(blocks) if free and not ends_sentence(blocks[free[0]].text) else 0)


def _repeated(blocks: list[Block], roles: Roles, index: int, forms: Forms) -> int | None:
    start = body_text(blocks[index], forms)[:60]
    if len(start) <= 30:
        return None
    for other in range(index + 1, min(len(blocks), index + AHEAD)):
        held = roles[other] is None and start in plain(blocks[other].text)
        if held and body_text(blocks[other], forms).startswith(start):
            told = all(roles[i] is None and _is_told(blocks[i].text) for i in range(index + 1, other))
            return index + 1 if told else other
    return None


def _is_told(text: str) -> bool:
    """Whether a paragraph tells what happened, as no caption does."""
    return is_prose(text) and ends_sentence(text) and _PAST.search(text) is not None


def _is_summed_up(text: str, told: list[str], forms: Forms) -> bool:
    """Whether the next paragraph says all of the first again, or only the first one has no full stop."""
    unended = text[-1].isalnum() and all(map(ends_sentence, told))
    return unended or Story(told[:1], forms.common).restates(text)


def _is_advert(text: str) -> bool:
    """Whether a line marks an advertisement, which stands between paragraphs and belongs to no head."""
    return text.lstrip("- ")[:6].lower() == "advert"


def _after_deck(blocks: list[Block], roles: Roles, prose: list[int], forms: Forms) -> int:
    """The first prose, or the second where the first is a deck: matter of the head comes after it."""
    first = prose[0]
    text = blocks[first].text
    titled = any(roles[i] is None for i in range(first))
    if not titled or len(prose) < 3 or len(text) > LONGEST_DECK:
        return first
    if _is_summed_up(text, [blocks[i].text for i in prose[1:]], forms) and not _opens(blocks[first], forms):
        return prose[1]
    between = range(first + 1, prose[1])
    if any(roles[i] in _HEAD or (roles[i] != "inset" and is_byline(blocks[i].text, forms)) for i in between):
        return prose[1]
    credited = any(roles[i] == "caption" for i in between)
    if credited and any(roles[i] is None and not ends_sentence(blocks[i].text) for i in between):
        return prose[1]
    shown = any(roles[i] in {"caption", "boilerplate"} and not _is_advert(blocks[i].text) for i in between)
    begun = roles[first - 1] is None and ends_sentence(blocks[first - 1].text) and _WHEN.search(blocks[first - 1].text)
    return prose[1] if shown and sentences(text) == 1 and not begun else first
