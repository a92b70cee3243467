"""What readers write below a story."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.prose import Roles, is_prose

__all__ = ["cut_at_comments"]

_COMMENTER = re.compile(r"[A-Z][\w .'-]{1,40} said\.\.\.")
_COUNTED = re.compile(
    r"\d{1,4} (?:comments?|responses?|thoughts?|replies)\b(?: (?:on|to|so far|for)\b.*)?:?", re.IGNORECASE
)
_REPLIES = frozenset({"leave a reply", "leave a comment", "post a comment"})
LONGEST = 100
FEWEST_TOLD = 3
"""Below so many paragraphs a count of comments opens them; above, it stands in the head."""


def cut_at_comments(blocks: list[Block], roles: Roles, body: int) -> int:
    """The index of the first line of comments; they are the page's, prose though they be."""
    told = [i for i in range(body, len(blocks)) if roles[i] is None and is_prose(blocks[i].text)]
    first = told[FEWEST_TOLD - 1] if len(told) >= FEWEST_TOLD else len(blocks)
    for index in range(body + 1, len(blocks)):
        text = blocks[index].text
        if len(text) > LONGEST:
            continue
        counted = index > first and (_COUNTED.fullmatch(text) is not None or plain(text) in _REPLIES)
        if counted or (text.endswith("...") and _COMMENTER.fullmatch(text) is not None):
            roles[index:] = ["boilerplate"] * (len(blocks) - index)
            return index
    return len(blocks)
