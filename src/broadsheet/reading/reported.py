"""The words that a sentence reports: quoted in part, or as a clause."""

from __future__ import annotations

import re

from broadsheet.reading.cues import Cue
from broadsheet.reading.quotes import Quotation
from broadsheet.reading.speakers import Speaker
from broadsheet.reading.titles import share_of_capitals

__all__ = ["ENDS", "is_clause", "is_own", "reported_words"]

_LEADING = re.compile(r"[\s,:]*(?:that\b[\s,]*)?")
_LAST_CLAUSE = re.compile(r", (?:the|a|an|its|his|her) [^,]{0,70}$")
_CALLED = re.compile(
    r", (?!(?:and|but|or|so|which|who|whose|where|when|while|as|if|because|in|on|at|by|for|with|from|to|then)\b|\d)"
    r"(?:(?!than\b)[\w'&().-]+ ){1,12}"
)
"""What somebody is called, behind the comma that closes what is said."""

_CLOSING = 30
"""An attribution that so few letters follow closes its sentence."""

_OWNING = (", his", ", her", ", their", ", its")
"""Before whoever says something, and no end of what is said: In mitigation, his lawyer asked for time."""

_ROLE = re.compile(r", [a-z-]+(?: [a-z-]+){0,2}$")

_WHO = (", who ", ", whose ", ", which ")
"""What goes on about a speaker."""

_FEW, _CLAUSE, _LEAST = 4, 30, 2
_THIS = re.compile(
    r"(?:announced|confirmed|denied|disclosed|revealed|said|stated) (this)"
    r"(?=[.,;]|$| (?:on|at|in|during|to|when|while|after)\b)"
)
"""What was told before, or will be."""

_PLACES = re.compile(
    r"(?:At|In|On|For|Under|After|Since|From|By|With|During|Among|Of|To|Before|Between|Without|Despite)\b"
)
_AFTER = re.compile(
    r"[.,;:\u2013)?!\"\u201d]|$| (?:reporters|journalists|the press|the media|lawmakers|parliament|in|on|at|during"
    r"|to|by|via|after|before|while|as|when|last|this|yesterday|today|earlier|later|here|from|through|and|about|of"
    r"|there(?! (?:is|was|are|were|will|would|has|have|had|may))"
    r"|an? (?:(?:news|press|media) (?:conference|briefing)|briefing|hearing|meeting|rally|court|committee|seminar|forum"
    r"|conference|newspaper|broadcaster|radio)|over|for|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[a-z]+(?:ing|ly))\b"
)
_TOLD = re.compile(r"(?: [\w'-]+){1,7}?(?:[.,;]|$| (?:in|on|at|by|after|when)\b)")
"""Whom something was told, and nothing more."""

_GOES_ON = re.compile(r", (?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should)\b")
"""The verb of a clause that who tells it interrupts."""

_TOLD_WHEN = re.compile(
    r" (?:(?:on|at|in|late|early|earlier|during)\b[^,.;:\"\u201c\u201d]{1,40}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=,)"
)
"""When or where something was told, inside of what is said: Three men, police said on Monday, were held."""

_NEXT_WORD = re.compile(r" ([a-z]+)")
_DETERMINED = re.compile(r"\b(?:the|a|an|this|that|these|its|their|his|her|so-called|of) $")
_NO_NOUN = frozenset(
    [
        "and",
        "or",
        "but",
        "in",
        "on",
        "at",
        "to",
        "for",
        "of",
        "by",
        "with",
        "as",
        "that",
        "when",
        "while",
        "if",
        "because",
        "he",
        "she",
        "they",
        "from",
        "is",
        "was",
        "are",
        "were",
        "about",
        "said",
        "who",
        "which",
        "after",
        "before",
        "than",
        "into",
        "until",
        "between",
        "not",
    ]
)


ENDS = re.compile(r"[.,;]|$| (?:of|from|at|in|on|with|to|during|after|as|when|while|who|for|by)\b")
"""What follows whoever is named last in a sentence."""

_WHEN = re.compile(r"(?:[\w-]+ ){1,3}(?:later|earlier|ago|afterwards|before),")
"""Words that tell when something was said, and not what."""

_SPEAKING = re.compile(
    r"(?:Address|Speak|Talk|Brief|React|Respond|Comment|Answer|Welcom|Open|Attend|Inaugurat|Launch|Chair|Testify|Appear)ing\b"
    r"(?!.*\b(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should)\b)"
)
"""What somebody did while speaking, before who that is: Addressing the guild, he warned members who were late."""

_FOUND = re.compile(r"(?:found|finds|showed|shows|put|puts)\b")
_SUBORDINATE = re.compile(r"(?:After|Although|As|Because|Before|If|Once|Since|Though|Until|When|Where|While) [^,;:]+,")
"""A clause that only tells when or why something was found: When divers came, they found two boats."""

_DOES = re.compile(r"(?:report(?:s|ed)|den(?:ies|ied)|admit(?:s|ted)|recall(?:s|ed)) [a-z]{3,}ing\b")
"""A verb of saying with what somebody did: reported finding a boat."""

_DONE = re.compile(r"\b[a-z]{3,}ed\b")
_FINITE = re.compile(
    r"\b[a-z]+n't\b|\b(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|do|does|did)\b"
    r"|\b[a-z]+(?:ed|s) (?:the|a|an|to|in|on|at|by|from|with|its|his|her|their|off|up|out|down)\b"
    r"|\b(?:[Ww]e|I|[Tt]hey|[Hh]e|[Ss]he) [a-z]{3,}\b"
    r"|\b(?:began|came|died|fell|hit|left|lost|made|rose|took|went|won) (?:[a-z]|\d)"
)


def is_clause(folded: str, start: int, end: int) -> bool:
    """Whether the words between two offsets may be a whole clause, and not only somebody with what he is."""
    return end - start > _CLAUSE and _FINITE.search(folded, start, end) is not None


def is_own(folded: str, quotation: Quotation) -> bool:
    """Whether quoted words are the speaker's own rather than a name or a term."""
    words = folded[quotation.inner : quotation.after].split()
    if len(words) <= 3 and _DETERMINED.search(folded, max(0, quotation.start - 12), quotation.start):
        return False
    if len(words) > 1 and share_of_capitals(words) == 1:
        return False
    after = _NEXT_WORD.match(folded, quotation.end)
    noun = after is not None and after[1] not in _NO_NOUN
    return len(words) > 2 or not (noun and len(words) <= 3)


def reported_words(folded: str, unit: tuple[int, int], cue: Cue, speaker: Speaker) -> tuple[int, int] | None:
    """The reported clause: what follows the attribution, what stands before it, or what it interrupts."""
    first, last = min(cue.start, speaker.start), max(cue.end, speaker.end)
    if (this := _THIS.match(folded, cue.verb(folded), unit[1])) is not None and this.start(1) > speaker.end:
        return this.span(1)
    span = _apart(folded, unit, cue, first, last) or _side(folded, unit, cue, first, last)
    if span is None or (span[1] == first and _is_apposed(folded, unit[0], cue, speaker)):
        return None
    a, b = _stripped(folded, *span)
    interrupted = span[0] >= last and folded.startswith(",", span[0])
    least = 1 if interrupted or (span[0] >= last and cue.says_noun(folded, unit[1])) else _LEAST
    return (a, b) if folded.count(" ", a, b) >= least else None


def _is_apposed(folded: str, start: int, cue: Cue, speaker: Speaker) -> bool:
    """Whether words before a name between commas only tell who that is: The head of the club, Lan, announced it."""
    if folded[speaker.end : cue.start] != ", ":
        return False
    return _FINITE.search(folded, start, speaker.start) is None


def _apart(folded: str, unit: tuple[int, int], cue: Cue, first: int, last: int) -> tuple[int, int] | None:
    """What is said behind "with" and its speaker, or before a comma and what its speaker is called."""
    start, end = unit
    if folded.endswith(" with ", start, first) and folded.endswith("ing", 0, cue.end):
        return last, end
    if cue.of_object or cue.end < end - _CLOSING or folded.endswith(", ", start, first):
        return None
    comma = _called_last(folded, start, first)
    return (start, comma) if comma is not None and _ends_here(folded, cue, last, end) else None


def _side(folded: str, unit: tuple[int, int], cue: Cue, first: int, last: int) -> tuple[int, int] | None:
    start, end = unit
    before = folded[start:first].rstrip(" ")
    closing = cue.end >= end - _CLOSING and _LAST_CLAUSE.search(before) is not None
    trailing = (
        not cue.of_object
        and (before.endswith((",", "\u2013")) or closing or _ROLE.search(before) is not None)
        and _ends_here(folded, cue, last, end)
    )
    owned = before.endswith(_OWNING) and _PLACES.match(before) is not None
    is_found = _FOUND.match(folded, cue.verb(folded), end) is not None
    when = _SUBORDINATE.fullmatch(before) if is_found else _WHEN.fullmatch(before)
    trailing = trailing and not owned and when is None
    told = _TOLD_WHEN.match(folded, last, end) if trailing and _is_opening(before) else None
    last = told.end() if told else last
    aside = folded.startswith(",", last) and not folded.startswith(_WHO, last)
    if trailing and _DOES.match(folded, cue.verb(folded), end) and _is_opening(before):
        return last, end
    if trailing and cue.orders and _SPEAKING.match(before) and _FINITE.search(folded, last, end):
        return last, end
    if (
        trailing
        and (len(before) < end - last or (before.count(" ") < _FEW and _GOES_ON.match(folded, last, end)))
        and (_is_doing(folded, before, last, end) or (aside and _is_opening(before)))
    ):
        return last, end
    if trailing or (cue.phrase and first > start + 1):
        return start, first
    if cue.leads(folded, last, end):
        begin = cue.follows(folded, last, end)
        lead = _LEADING.match(folded, begin)
        return (lead.end() if lead else begin), end
    return None


def _called_last(folded: str, start: int, first: int) -> int | None:
    """Where a clause ends behind which only what somebody is called stands before the name: , the guild's manager."""
    comma = folded.rfind(", ", start, first)
    called = _CALLED.fullmatch(folded, comma, first) if comma > start else None
    if called is None or _FINITE.search(folded, comma, first) or not is_clause(folded, start, comma):
        return None
    return comma


def _ends_here(folded: str, cue: Cue, last: int, end: int) -> bool:
    """Whether nothing that is said follows an attribution any more."""
    if cue.introduces(folded, last, end):
        return False
    if cue.phrase or last > cue.end or _AFTER.match(folded, last, end) is not None:
        return True
    return cue.transitive and _TOLD.match(folded, last, end) is not None


def _is_opening(before: str) -> bool:
    """Whether words before an attribution only begin what is said: At eight of the lights, said Lan, the keepers."""
    return before.count(" ") < _FEW or _PLACES.match(before) is not None


def _is_doing(folded: str, before: str, last: int, end: int) -> bool:
    """Whether words before an attribution tell what the speaker did: Opening the quay, Lan said at noon it was late."""
    if not before.partition(" ")[0].endswith("ing") or _FINITE.search(before) is not None:
        return False
    told = _FINITE.search(folded, last, end) or _DONE.search(folded, last, end)
    return told is not None and not folded.startswith(_WHO, last)


def _stripped(folded: str, a: int, b: int) -> tuple[int, int]:
    while b > a and folded[b - 1] in " .,;:\u2013-":
        b -= 1
    while a < b and folded[a] in " ,;:\u2013-":
        a += 1
    return a, b
