"""Who has asked somebody for something, told in the passive: growers were asked by Lind to wait."""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.reading.cues import Cue
from broadsheet.reading.speakers import Speaker, Subjects

__all__ = ["Asked", "find_asked"]

_ASKED = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:also |now |again |once more )?"
    r"(advised|asked|directed|encouraged|instructed|invited|ordered|reminded|requested|summoned|urged|warned) by $"
)
_WISH = re.compile(r"(?: \([A-Z]{2,8}\))? ((?:not )?to [a-z]+)\b")
_REACH = 36
_NEAR = 30
"""So many characters may stand before a name: the Ministry of ..."""


class Asked(NamedTuple):
    """Somebody with the verb and the words of what is asked for."""

    speaker: Speaker
    cue: Cue
    words: tuple[int, int]


def find_asked(folded: str, start: int, end: int, cast: Subjects) -> Asked | None:
    """The request in the passive that a sentence reports, where somebody is named for it."""
    by = folded.find("ed by ", start, end)
    if by < 0:
        return None
    asked = _ASKED.search(folded, max(start, by - _REACH), by + len("ed by "))
    speaker = cast.after_cue(asked.end() - 1, end) if asked else None
    if asked is None or speaker is None or speaker.entity is None or speaker.start - asked.end() > _NEAR:
        return None
    wish = _WISH.match(folded, speaker.end, end)
    if wish is None:
        return None
    return Asked(speaker, Cue(*asked.span(1)), (wish.start(1), start + len(folded[start:end].rstrip(" .,;"))))
