"""The points that a story ends with: marked lines in a row below its last paragraph."""

from __future__ import annotations

import re
from itertools import takewhile

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.kinship import Story
from broadsheet.reading.layout.prose import Roles, is_prose

__all__ = ["mark_points"]

_MARK = re.compile(
    r"(?:(?P<sign>[\u2022\u00b7\u25aa\u25cf\u25e6\u2023]) ?|(?P<dash>[-\u2013*]) |(?P<count>\d{1,2}|[a-z])[.)] )"
    r"(?=[^\W_])"
)
_ARTICLE = re.compile(r"\b(?:[Aa]n?|[Tt]he)\b")
FEWEST = 2
SHORTEST_LEAD, LONGEST_HEAD = 4, 8
"""So many words at least announce points, fewer are a title of the page such as `Read more:`; a title has at most so
many."""


def mark_points(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """Points below the last paragraph are of the story where that announces them, or half of them speak of the same.

    A title may stand over the second kind; links to stories that are told before or after speak of the same as well,
    in the words of headlines.
    """
    told = [i for i in range(body, len(blocks)) if roles[i] is None and not _kind(blocks[i].text)]
    last = max((i for i in told if is_prose(blocks[i].text) or _announces(blocks[i].text)), default=None)
    if last is None:
        return
    headed = last + 1 in told and _heads(blocks[last + 1].text)
    points = _points(blocks, roles, last + 2 if headed else last + 1)
    story = Story((blocks[i].text for i in told if i <= last), forms.common)
    shared = sum(story.shares(blocks[i].text) > 0 for i in points)
    worded = sum(_is_worded(blocks[i].text) for i in points)
    kin = ends_sentence(blocks[last].text) and 2 * min(shared, worded) >= len(points)
    if len(points) >= FEWEST and (kin or (not headed and _announces(blocks[last].text))):
        roles[points[0] : points[-1] + 1] = ["paragraph"] * len(points)
        if headed:
            roles[last + 1] = "subhead"


def _points(blocks: list[Block], roles: Roles, start: int) -> list[int]:
    """The points from an index on, all of them marked alike."""
    kind = _kind(blocks[start].text) if start < len(blocks) else ""
    alike = takewhile(lambda i: roles[i] is None and _kind(blocks[i].text) == kind, range(start, len(blocks)))
    return list(alike) if kind else []


def _kind(text: str) -> str:
    """What stands before a point: its sign, or `1` for any number and `a` for any letter."""
    marked = _MARK.match(text)
    if marked is None:
        return ""
    return marked["sign"] or marked["dash"] or ("1" if marked["count"].isdigit() else "a")


def _is_worded(text: str) -> bool:
    """Whether a point is a sentence or has an article, which headlines leave out."""
    return ends_sentence(text) or _ARTICLE.search(_MARK.sub("", text, count=1)) is not None


def _announces(text: str) -> bool:
    return text[-1] == ":" and len(text.split()) >= SHORTEST_LEAD


def _heads(text: str) -> bool:
    return len(text.split()) <= LONGEST_HEAD and text[-1].isalnum()
