"""The lines inside a story: subheads, captions, links."""

from __future__ import annotations

import re

from broadsheet.reading.layout.addressed import is_addressed
from broadsheet.reading.layout.authors import names_office
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.interviews import mark_turns
from broadsheet.reading.layout.kinship import Story
from broadsheet.reading.layout.lines import is_clock
from broadsheet.reading.layout.links import mark_lists
from broadsheet.reading.layout.page_words import tells_of_text
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.pictures import find_owner
from broadsheet.reading.layout.prose import Roles, is_prose, sentences
from broadsheet.reading.layout.scenes import has_cue
from broadsheet.reading.layout.starts import opens_entry
from broadsheet.reading.layout.story_sentences import tells_past
from broadsheet.reading.layout.zones import STOP

__all__ = ["read_inside"]

LEAST_ITEM, LONGEST_SUBHEAD = 4, 10
"""A line behind a colon is an item of a list if it has more words; a heading inside the story has at most so many: a
longer line is a link to another one."""

LONGEST_SHOWN, LONGEST_SEEN, LONGEST_LINE = 160, 250, 120
LONGEST_OWNER = 4
"""A line of so many words that ends in a colon, above a caption, names the paper whose picture it is."""

FEWEST_AGAIN = 5
"""So many words of a headline are not said again by chance."""

NEAR = 3
"""A day may stand behind so many of the first paragraphs."""

_STAMP = re.compile(rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?, \d{{1,2}}[:.]\d\d ?[AaPp]\.?[Mm]\.?")
FEWEST_STAMPS = 2
"""So many days with a time, without a year, stand over the entries of a live page."""

_CHANGED = ("updated", "last updated", "edited", "posted", "published")
_ASKS = re.compile(r"[A-Z][^.!?\"\u201c]{5,60}\?")
_SEEN = re.compile(
    r"\b(?:is|are) (?:seen|pictured)\b|\b[Pp]ictured\b|\b(?:[Ff]ile photo|in this (?:file )?(?:photo|picture|image))"
    r"|\((?:left|right|cent(?:re|er))\)|\b(?:second|third) from (?:left|right)\b"
    r"|^(?:[Aa]n? )?(?:aerial|general) view of\b"
)
_SEEN_NOW = re.compile(r"\b(?:is|are) (?:seen|pictured)\b")
_SIGHTS = (
    " seen", "ictured", "ile photo", "in this ", "(left)", "(right)", "(cent", " from left", " from right", "view of",
)  # fmt: skip
"""One of these stands wherever the expression matches."""

_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)] ")
_SET_IN = frozenset({"inset", "caption", "credit", "boilerplate"})
_LISTED = re.compile(r"[-\u2013*] |\(?[a-z\d]{1,2}\) ")
_AUTHOR = frozenset({"byline", "boilerplate"})
_TOLD = ('"', "\u201c", " said", "'s plan", " will ", " would ")


def read_inside(blocks: list[Block], roles: Roles, body: int, end: int, forms: Forms) -> None:
    """Give every line between the first paragraph of the story and its tail a role."""
    mark_lists(blocks, roles, body, end, forms)
    for index in range(body + 1, end):
        if _is_linked(blocks, roles, index):
            roles[index - 1] = roles[index] = "inset"
    stamps = [i for i in range(max(0, body - 1), end) if roles[i] == "date_line" and _STAMP.fullmatch(blocks[i].text)]
    for index in range(max(0, body - 1), len(blocks)):
        if roles[index] == "date_line" and body < index < end:
            roles[index] = _role_of_time(blocks[index].text, near=index <= body + NEAR)
        if index in stamps and len(stamps) >= FEWEST_STAMPS:
            roles[index] = "subhead"
        if body < index < end and roles[index - 1] in _AUTHOR and _is_of_author(blocks, roles, index, forms):
            roles[index] = roles[index] or "boilerplate"
        if roles[index] is None and body < index < end:
            told = opens_entry(blocks[index].text)
            roles[index] = "paragraph" if told else _role(blocks, roles, index, range(body, end), forms)
        elif roles[index] is None:
            roles[index] = "paragraph"
    mark_turns(blocks, roles, body, end, forms)


def _role_of_time(text: str, *, near: bool) -> str:
    """The role of a day or time inside the story: over an entry of a live page, or of when one was changed."""
    if is_clock(text):
        return "subhead"
    if near:
        return "date_line"
    return "boilerplate" if text.lower().startswith(_CHANGED) else "subhead"


def _is_linked(blocks: list[Block], roles: Roles, index: int) -> bool:
    """Whether a line is one of the links below a line such as `Read more:`: bulleted, or titles."""
    text, before = blocks[index].text, blocks[index - 1].text
    if text.startswith("\u2022 "):
        return roles[index - 1] == "inset" or _heads_list(before, roles[index - 1])
    title = roles[index] is None and len(text) <= LONGEST_LINE and STOP.search(text) is None
    below = roles[index - 1] == "inset" and STOP.search(before) is None and index > 1 and roles[index - 2] == "inset"
    return title and (below or _heads_list(before, roles[index - 1]))


def _heads_list(text: str, role: str | None) -> bool:
    """Whether a line of the page stands above links that are set into the story: `Read more:`."""
    return role == "boilerplate" and text.endswith(":")


def _role(blocks: list[Block], roles: Roles, index: int, story: range, forms: Forms) -> str:
    text = blocks[index].text
    last = index + 1 == story.stop
    heads = not last and (_asks(blocks, roles, index, story.start) or _heads_numbered(text, blocks[index + 1].text))
    if heads or is_clock(text) or (roles[index - 1] == "subhead" and _is_entry(text, blocks[index - 1].text)):
        return "subhead"
    if (
        _is_seen(text, forms)
        or text in {blocks[index - 1].text, blocks[index + 1].text if not last else ""}
        or (len(text) <= LONGEST_SHOWN and _shows(blocks, story.start, index, forms))
        or find_owner(blocks[index]) is not None
        or ("headline" in roles[: story.start] and _says_again(text, blocks[roles.index("headline")].text))
    ):
        return "caption"
    if roles[index - 1] == "caption" and _is_owner(text):
        return "credit"
    if len(text) > LONGEST_LINE or STOP.search(text) or text.endswith((":", ",", ";")):
        return _role_of_prose(blocks, roles, index, story, forms)
    above, words = blocks[index - 1].text, len(text.split())
    announced = words > LEAST_ITEM and roles[index - 1] == "paragraph" and above[-1] == ":"
    if announced or (words > LONGEST_SUBHEAD and _is_listed(above, roles[index - 1])):
        return "paragraph"
    following = "" if last else blocks[index + 1].text
    return _role_of_title(text, following, forms, first=index == story.start + 1)


def _is_of_author(blocks: list[Block], roles: Roles, index: int, forms: Forms) -> bool:
    """Whether a line below a byline is what its author is at a paper, or below that the paper."""
    text, above = blocks[index].text, blocks[index - 1].text
    if roles[index - 1] == "byline":
        return names_office(plain(text), forms)
    words = text.split()
    paper = len(words) <= LONGEST_SUBHEAD and all(word[0].isupper() for word in words) and text[-1].isalpha()
    return paper and roles[index - 2] == "byline" and names_office(plain(above), forms)


def _role_of_prose(blocks: list[Block], roles: Roles, index: int, story: range, forms: Forms) -> str:
    """The role of a long line or sentence: a paragraph, if it is no word to the reader and stands beside no picture."""
    text = blocks[index].text
    last = index + 1 == story.stop
    if _LISTED.match(text) is not None and text.endswith((";", ",", ".")):
        return "paragraph"
    shown = len(text) <= LONGEST_SEEN and text[-1].isalnum() and sentences(text) == 1
    if shown and (roles[index - 1] == "caption" or (not last and _is_seen(blocks[index + 1].text, forms))):
        return "caption"
    asks = text.partition(" ")[0].lower() in forms.page_verbs
    page = (asks and len(text) <= LONGEST_LINE and is_addressed(text, forms)) or tells_of_text(text)
    owned = text[-1] == ":" and not last and roles[index + 1] == "caption" and len(text.split()) <= LONGEST_OWNER
    return "boilerplate" if page or owned else "paragraph"


def _says_again(text: str, headline: str) -> bool:
    """Whether nearly all words of a title are those of the headline: it stands for a picture."""
    if STOP.search(text) is not None:
        return False
    words, said = (set(plain(line).replace(",", "").split()) for line in (text, headline))
    return len(words) >= FEWEST_AGAIN and 4 * len(words & said) >= 3 * len(words)


def _asks(blocks: list[Block], roles: Roles, index: int, start: int) -> bool:
    """Whether a line is a question behind a paragraph; links and pictures may stand between."""
    if _ASKS.fullmatch(blocks[index].text) is None:
        return False
    return ends_sentence(next((blocks[i].text for i in range(index - 1, start - 1, -1) if roles[i] not in _SET_IN), ""))


def _heads_numbered(text: str, following: str) -> bool:
    """Whether a line is a number and a title, over a paragraph: `2. The quay`."""
    number = _NUMBER.match(text)
    title = text[number.end() :] if number is not None else ""
    short = 0 < len(title.split()) <= LONGEST_SUBHEAD and STOP.search(title) is None and title[-1].isalnum()
    return short and title[0].isupper() and is_prose(following)


def _is_entry(text: str, above: str) -> bool:
    """Whether a line is the title of an entry of a live page, below its time."""
    return STOP.search(text) is None and is_clock(above)


def _is_listed(above: str, role: str | None) -> bool:
    """Whether what stands above a long line without a full stop makes it one of a list: a heading or another one."""
    return role == "subhead" or (role == "paragraph" and STOP.search(above) is None)


def _role_of_title(text: str, following: str, forms: Forms, *, first: bool) -> str:
    """The role of a short line without a full stop, the first below the first paragraph or the last of the story.

    A long one heads the paragraph behind it where both speak of the same.
    """
    if has_cue(text, forms) or (first and _names_something(text)):
        return "caption"
    if not following:
        return "paragraph"
    if len(text.split()) <= LONGEST_SUBHEAD:
        return "subhead"
    heads = is_prose(following) and Story([following], forms.common).tells(text)
    return "subhead" if heads else "inset"


def _shows(blocks: list[Block], body: int, index: int, forms: Forms) -> bool:
    """Whether a single sentence tells in the present what somebody is seen doing, in a story told in the past."""
    text = blocks[index].text
    if forms.shown.match(text) is None or sentences(text) > 1 or any(mark in text for mark in _TOLD):
        return False
    return sum(" said" in block.text or "ed " in block.text for block in blocks[body:]) * 4 >= len(blocks) - body


def _is_seen(text: str, forms: Forms) -> bool:
    """Whether a single sentence says what is seen in a picture, and reports nothing that was said."""
    if len(text) > LONGEST_SEEN or not any(map(text.__contains__, _SIGHTS)) or _SEEN.search(text) is None:
        return False
    told = tells_past(text, forms) and _SEEN_NOW.search(text) is None
    return sentences(text) == 1 and not any(mark in text for mark in _TOLD) and not told


def _is_owner(text: str) -> bool:
    """Whether a line below a caption is nothing but the name of whom the picture belongs to."""
    words = text.split()
    return 2 <= len(words) <= 5 and text[-1].isalnum() and all(word[0].isupper() for word in words)


def _names_something(text: str) -> bool:
    """Whether words beyond the first are capitalised, in a line that is not all a title."""
    words = text.split()[1:]
    return sum(word[0].isupper() for word in words) >= 2
