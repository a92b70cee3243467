"""Entries of a live page: a time, perhaps a title, and what came about."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.lines import is_clock
from broadsheet.reading.layout.prose import Roles

__all__ = ["mark_entries"]

_POSTED = re.compile(r"Posted at \d{1,2}[.:]\d\d(?: ?[ap]m)?(?: [A-Z]{2,4})?")
_FREE = frozenset({None, "boilerplate", "date_line"})
FEWEST, SHORTEST, LONGEST_TITLE = 3, 30, 120
"""So many entries make a page a live one; what one says has so many characters at least, its title so many at most."""


def mark_entries(blocks: list[Block], roles: Roles) -> int | None:
    """Make subheads of the times and titles over the entries of a live page; where the first entry is told.

    None where the page is no live one, or where one time stands right above another, as in a programme.
    """
    timed = [i for i in range(1, len(blocks)) if roles[i] in _FREE and _is_timed(blocks[i].text)]
    told = {index: at for index in timed if (at := _told_below(blocks, roles, index)) is not None}
    if len(told) < FEWEST or 2 * len(told) < len(timed):
        return None
    for index, at in told.items():
        roles[index:at] = ["subhead"] * (at - index)
    return min(told.values())


def _told_below(blocks: list[Block], roles: Roles, index: int) -> int | None:
    """Where an entry is told: right below its time, or below a title between."""
    for at in range(index + 1, min(index + 3, len(blocks))):
        text = blocks[at].text
        if roles[at] not in {None, "boilerplate"} or _is_timed(text):
            return None
        if ends_sentence(text):
            return at if roles[at] is None and len(text) >= SHORTEST else None
        if len(text) > LONGEST_TITLE:
            return None
    return None


def _is_timed(text: str) -> bool:
    """Whether a line gives the time of an entry: `17:05 Summary`, `Posted at 17:05`."""
    return is_clock(text) or (text[0] == "P" and _POSTED.fullmatch(text) is not None)
