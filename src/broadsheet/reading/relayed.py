"""Whom somebody else quotes: the agency quoted Lind as saying that the quay is closed."""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.reading.cues import Cue
from broadsheet.reading.speakers import Speaker, Subjects

__all__ = ["Relayed", "find_relayed"]

_VERB = r"as (?:saying|stating|telling [\w' ]{2,30}?|warning|writing|adding|having said)(?: (?:that|how)\b)?"
_QUOTED = re.compile(
    rf"\b(?P<verb>quot(?:ed|es|e|ing)|cit(?:ed|es|ing)) (?P<who>[^.;:\"\u201c\u201d]{{2,90}}?) "
    rf"{_VERB}(?P<words>[ ,:.]|$)"
)
_BY = re.compile(
    r"\b(?P<verb>(?:is|was|were|are|been) (?:also |later )?quoted) by [^.;:\"\u201c\u201d]{2,60}? "
    rf"{_VERB}(?P<words>[ ,:.]|$)"
)
_CITING = re.compile(r", (?P<verb>citing|quoting) (?P<who>[^,.;:\"\u201c\u201d]{2,60})(?P<words>)\.?$")
"""Behind what an agency has reported: who has said it."""

_LEAST = 3
"""So many words are a clause."""


class Relayed(NamedTuple):
    """Somebody with the verb by which another relays the words, and these where they are a clause.

    The `teller` is the person who relays them, and of whom the text goes on.
    """

    speaker: Speaker
    cue: Cue
    words: tuple[int, int] | None
    teller: Speaker | None = None


def find_relayed(folded: str, start: int, end: int, cast: Subjects) -> Relayed | None:
    """Whose words a sentence relays; not those of the outlet that relays them."""
    if folded.find("quot", start, end) < 0 and folded.find("cit", start, end) < 0:
        return None
    by = _BY.search(folded, start, end)
    found = by or _QUOTED.search(folded, start, end)
    if found is None and (cited := _CITING.search(folded, start, end)) is not None:
        speaker = cast.after_cue(cited.end("verb"), cited.end("who"))
        return Relayed(speaker, Cue(*cited.span("verb"), sure=True), None) if speaker and speaker.entity else None
    if found is None:
        return None
    cue = Cue(*found.span("verb"), sure=True)
    if by is not None:
        speaker = cast.before_cue(start, cue.start)
    else:
        speaker = cast.after_cue(cue.end, found.end("who")) or Speaker(*found.span("who"), None)
    teller = cast.before_cue(start, cue.start) if by is None else None
    told = teller if teller and cast.is_person(teller) else None
    return Relayed(speaker, cue, _words(folded, start, end, found), told) if speaker else None


def _words(folded: str, start: int, end: int, found: re.Match[str]) -> tuple[int, int] | None:
    """What is said, behind the verb or before the clause that it is in."""
    last = start + len(folded[start:end].rstrip(" .,;"))
    begin = found.end("words")
    if folded.count(" ", begin, last) + 1 >= _LEAST and found["words"] == " ":
        return begin, last
    comma = folded.rfind(", ", start, found.start())
    return (start, comma) if folded.count(" ", start, max(start, comma)) + 1 >= _LEAST else None
