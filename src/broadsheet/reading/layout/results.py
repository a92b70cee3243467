"""Rows below a label: results of a race or match, which belong to the story, and times in a box beside it."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.prose import Roles

__all__ = ["mark_results", "mark_sides", "mark_times"]

_LABEL = re.compile(r"(?:[A-Z][\w' -]{0,30})?\b(?:results?|standings|classification|scores|scorers):?", re.IGNORECASE)
_ROW = re.compile(r"\(?(?P<rank>\d{1,3})[.):]? +[A-Z]")
_SCORE = re.compile(
    r"[A-Z][\w'. -]{2,40}?:? \d{1,3}(?: ?[-\u2013/&] ?\d{1,3}| for \d{1,2})?"
    r"(?: all out| declared| dec)?(?: ?\(|[,;.]|$)"
)
_SIDE = re.compile(r"[A-Z][\w'. &-]{2,30} (?:\d{1,2}-\d{1,3}|\d{1,3})")
_TIMED = re.compile(r"\d{1,2}[.:]\d\d\s?(?:[ap]\.?m\.?|hrs)?\s?[:\u2013-]\s(?=\S)")
LONGEST_LABEL, LONGEST_ROW, FEWEST_ROWS = 50, 120, 2
LONGEST_CUP = 3
"""What two sides played for has at most so many words."""


def mark_results(blocks: list[Block], roles: Roles, body: int) -> None:
    """A label such as `Results`, and the rows below it, numbered or of scores, are a subhead and paragraphs."""
    for index in range(body + 1, len(blocks) - FEWEST_ROWS):
        text = blocks[index].text
        if len(text) <= LONGEST_LABEL and roles[index] in {None, "boilerplate"} and _LABEL.fullmatch(text) is not None:
            rows = _rows(blocks, index + 1) or _scores(blocks, index + 1)
            if len(rows) >= FEWEST_ROWS:
                roles[index] = "subhead"
                roles[rows.start : rows.stop] = ["paragraph"] * len(rows)


def _rows(blocks: list[Block], start: int) -> range:
    """The rows from an index on, each of which has the next rank, or the same."""
    rank, end = 1, start
    while end < len(blocks) and len(blocks[end].text) <= LONGEST_ROW:
        row = _ROW.match(blocks[end].text)
        if row is None or int(row["rank"]) not in {rank, rank - 1}:
            break
        rank, end = int(row["rank"]) + 1, end + 1
    return range(start, end)


def _scores(blocks: list[Block], start: int) -> range:
    """The rows from an index on that give a side and what it scored: `Kelder 224-8 (50 overs)`."""
    end = start
    while end < len(blocks) and len(blocks[end].text) <= LONGEST_ROW and _SCORE.match(blocks[end].text) is not None:
        end += 1
    return range(start, end)


def mark_sides(blocks: list[Block], roles: Roles, body: int) -> None:
    """Above the story two sides with their scores, each in its own line, are a box with the few words above them."""
    for index in range(1, body - 1):
        pair = range(index, index + 2)
        if roles[index : index + 2] == [None, None] and all(_SIDE.fullmatch(blocks[i].text) for i in pair):
            above = roles[index - 1] is None and len(blocks[index - 1].text.split()) <= LONGEST_CUP
            roles[index - above : index + 2] = ["inset"] * (2 + above)


def mark_times(blocks: list[Block], roles: Roles, body: int) -> None:
    """A title, and the lines below it that give times and end as titles do, are a box: `6.45pm: The ferry leaves`."""
    for index in range(body + 1, len(blocks) - FEWEST_ROWS):
        rows = _timed(blocks, roles, index + 1) if roles[index] in {None, "boilerplate"} else range(0)
        text = blocks[index].text
        if len(rows) >= FEWEST_ROWS and len(text) <= LONGEST_LABEL and not ends_sentence(text):
            roles[index : rows.stop] = ["inset"] * (rows.stop - index)


def _timed(blocks: list[Block], roles: Roles, start: int) -> range:
    """The rows from an index on that begin with a time."""
    end = start
    while end < len(blocks) and roles[end] in {None, "boilerplate"} and _is_timed(blocks[end].text):
        end += 1
    return range(start, end)


def _is_timed(text: str) -> bool:
    return len(text) <= LONGEST_ROW and _TIMED.match(text) is not None and not ends_sentence(text)
