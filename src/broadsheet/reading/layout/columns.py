"""Columns of briefs: several short stories, each under its own title, below the title of the column."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.prose import PROSE, Roles, is_prose

__all__ = ["find_briefs", "names_column"]

_COLUMN = re.compile(
    r"(?:.*\s)?(?:in brief|briefs|briefing|briefly|round-?up|digest|at a glance)(?: for [A-Z][a-z]+ \d{1,2})?"
    r"|[A-Z]\w+ (?:brief|news summary)(?: for)? [A-Z][a-z]+ \d{1,2}(?:, \d{4})?",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\w.*[\w)'\"\u2019\u201d%?!]")
LONGEST_NAME, LONGEST_TITLE, FEWEST = 40, 100, 2
"""A column's own title has at most so many characters, that of a brief so many, and there are so many briefs."""


def names_column(text: str) -> bool:
    """Whether a line is the title of a column of briefs.

    >>> names_column("Region in brief"), names_column("NEWS BRIEFING"), names_column("Minister ends briefing early")
    (True, True, False)
    """
    return len(text) <= LONGEST_NAME and _COLUMN.fullmatch(text) is not None


def find_briefs(blocks: list[Block], roles: Roles, body: int) -> list[int]:
    """Where the briefs begin, or only where the story does if the page is no column.

    The title of the column becomes the headline, those of the briefs subheads.
    """
    column = next((i for i in range(body) if roles[i] in {None, "boilerplate"} and names_column(blocks[i].text)), None)
    if column is None:
        return [body]
    briefs = {i: told for i in range(column + 1, len(blocks) - 1) if (told := _told_below(blocks, roles, i))}
    if len(briefs) < FEWEST:
        return [body]
    roles[column] = "headline"
    for title, told in briefs.items():
        roles[title], roles[told] = "subhead", None
    return sorted({min(body, *briefs.values()), *briefs.values()})


def _told_below(blocks: list[Block], roles: Roles, index: int) -> int | None:
    """Where prose begins below a title, perhaps behind a line that says where; a sign-off may look like a credit."""
    text = blocks[index].text
    if roles[index] is not None or len(text) > LONGEST_TITLE or ends_sentence(text) or not _TITLE.fullmatch(text):
        return None
    below = index + 1 + (roles[index + 1] == "dateline")
    if below == len(blocks) or roles[below] not in {None, "caption"}:
        return None
    told = blocks[below].text
    stopped = len(told) >= PROSE // 2 and ". " in told and told[0].isalnum()
    return below if stopped or (roles[below] is None and is_prose(told)) else None
