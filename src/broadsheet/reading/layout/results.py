"""Results of a race or match: rows below a label, which belong to the story."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.prose import Roles

__all__ = ["mark_results"]

_LABEL = re.compile(r"(?:[A-Z][\w' -]{0,30})?\b(?:results?|standings|classification|scores|scorers):?", re.IGNORECASE)
_ROW = re.compile(r"\(?(?P<rank>\d{1,3})[.):]? +[A-Z]")
LONGEST_LABEL, LONGEST_ROW, FEWEST_ROWS = 50, 120, 2


def mark_results(blocks: list[Block], roles: Roles, body: int) -> None:
    """A label such as `Results`, and the numbered rows below it, are a subhead and paragraphs of the story."""
    for index in range(body + 1, len(blocks) - FEWEST_ROWS):
        text = blocks[index].text
        if len(text) <= LONGEST_LABEL and roles[index] in {None, "boilerplate"} and _LABEL.fullmatch(text) is not None:
            rows = _rows(blocks, index + 1)
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
