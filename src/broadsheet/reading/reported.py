"""The clause that a sentence reports."""

from __future__ import annotations

import re

from broadsheet.reading.cues import Cue
from broadsheet.reading.speakers import Speaker

__all__ = ["reported_words"]

_LEADING = re.compile(r"[\s,:]*(?:that\b[\s,]*)?")
_LAST_CLAUSE = re.compile(r", (?:the|a|an|its|his|her) [^,]{0,70}$")


def reported_words(folded: str, unit: tuple[int, int], cue: Cue, speaker: Speaker) -> tuple[int, int] | None:
    """The reported clause: what follows the attribution, what stands before it, or what it interrupts."""
    first, last = min(cue.start, speaker.start), max(cue.end, speaker.end)
    span = _side(folded, unit, cue, first, last)
    if span is None:
        return None
    a, b = _stripped(folded, *span)
    return (a, b) if folded.count(" ", a, b) >= 2 else None


def _side(folded: str, unit: tuple[int, int], cue: Cue, first: int, last: int) -> tuple[int, int] | None:
    start, end = unit
    before = folded[start:first].rstrip(" ")
    closing = cue.end >= end - 30 and _LAST_CLAUSE.search(before) is not None
    trailing = (before.endswith((",", "\u2013")) or closing) and _ends_here(folded, last, end)
    if trailing and folded[last : last + 1] == "," and len(before) < end - last:
        return last, end
    if trailing or (cue.phrase and first > start + 1):
        return start, first
    if cue.leads(folded, last, end):
        lead = _LEADING.match(folded, last)
        return (lead.end() if lead else last), end
    return None


def _ends_here(folded: str, last: int, end: int) -> bool:
    return end - last < 110 and not folded.startswith(" that ", last)


def _stripped(folded: str, a: int, b: int) -> tuple[int, int]:
    while b > a and folded[b - 1] in " .,;:\u2013-":
        b -= 1
    while a < b and folded[a] in " ,;:\u2013-":
        a += 1
    return a, b
