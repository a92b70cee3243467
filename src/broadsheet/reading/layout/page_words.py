"""What a page says below a story of the text itself and to its reader, in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.reading.layout.story_sentences import is_attributed

__all__ = ["speaks_alone", "tells_of_text"]

_TEXT = (
    r"(?:articles?|stor(?:y|ies)|reports?|versions?|posts?|pieces?|cop(?:y|ies)|content|columns?|coverage|interviews?|pages?"
    r"|newsletters?|podcasts?|transcripts?|translations?|reporting|dispatch|work)"
)
_MADE = (
    r"(?:published|republished|printed|reprinted|reproduced|distributed|syndicated|shared|posted|updated|corrected"
    r"|clarified|changed|amended|revised|modified|edited|condensed|adapted|excerpted|shortened|translated|transcribed"
    r"|produced|created|constructed|compiled|generated|auto-generated|written (?:with|by|for|in)|reviewed|fact-checked"
    r"|supported|funded|sponsored|paid for|made possible|made available|provided|licensed|protected|free to"
    r"|available (?:without charge|under|free)|for (?:your )?(?:personal|subscribers|members)"
    r"|a (?:collaboration|joint|product of|publication of)|part of (?:an?|our|the) [\w\u2019' -]{0,40}?"
    r"(?:series|collaboration|partnership|project|initiative|collection|edition)"
    r"|an? (?:daily|weekday|weekly|monthly|excerpt|edited|abridged|updated|automated))"
)
_OF_TEXT = re.compile(
    rf"(?:(?:This|These|Our)(?: [\w-]+){{0,2}} {_TEXT}|The \w+ (?:in|of) this {_TEXT}|This)"
    rf"(?:(?: (?:is|was|were|are|has|have|had|may|been|be|also|not|now|first|\w+ly)){{1,4}} {_MADE}\b"
    r"|(?: (?:also|first|originally)){0,2}"
    r" (?:corrects|clarifies|updates|appeared (?:first|in|on|originally)|appears in|contains affiliate)\b)"
)
"""What was done with a text, or what it is a part of."""

_NOT_OURS = re.compile(
    rf"\(?(?:The|Our) [^.()]{{3,60}}? (?:had no (?:part|hand|role) in|(?:was|were) not involved in)\b[^.]{{0,60}}?"
    rf"\b(?:this|the|these)\b[^.]{{0,30}}?\b{_TEXT}"
)
"""Who of the page had nothing to do with a text that an agency has sent."""

_ONLY_THIS = re.compile(r"This (?:is|was) (?![\w\u2019' ,-]{0,60}(?:newsletter|podcast|transcript)\b)")
"""What is only called `this` may be of the story, unless it is called a newsletter further on."""
_QUOTES = '"\u201c\u2018'
_QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d]*[\"\u201d]?")
_READER = re.compile(r"\b(?:[Yy]ou(?:r|rs|rself)?|[Ww]e|[Oo]ur|us)\b")
_SAID = re.compile(r"\b(?:said|says|told|asked|added)\b|^[A-Z][\w.' -]{1,40}: ")
_FIRST = re.compile(r"\b(?:I|[Mm]y|me)\b")
LONGEST, LONGEST_SPOKEN = 500, 240
FEWEST = 4
"""In so many paragraphs and more nobody is spoken to, where only the last line does it."""


def tells_of_text(text: str) -> bool:
    """Whether a line says how the text that it stands below was made, changed, published or paid for.

    >>> tells_of_text("This story is part of a series on rivers."), tells_of_text("This story has been told before.")
    (True, False)
    """
    if len(text) > LONGEST:
        return False
    if _NOT_OURS.match(text) is not None:
        return True
    if _OF_TEXT.match(text) is None:
        return False
    return _ONLY_THIS.match(text) is None and not is_attributed(text)


def speaks_alone(text: str, story: Sequence[str]) -> bool:
    """Whether a line speaks to the reader, below a story that never does so outside of what others say.

    >>> story = ["The port will open.", "Ships wait.", "The mayor came.", "“We will see,” she said."]
    >>> speaks_alone("Let us know what you think.", story), speaks_alone("Ships wait for us all.", story[:2])
    (True, False)
    """
    if len(text) > LONGEST_SPOKEN or len(story) < FEWEST or any(mark in text for mark in _QUOTES):
        return False
    if _READER.search(text) is None or _SAID.search(text) is not None:
        return False
    return not any(_speaks(each) for each in story)


def _speaks(text: str) -> bool:
    bare = _QUOTED.sub("", text)
    return _READER.search(bare) is not None or _FIRST.search(bare) is not None
