"""What tells that a line describes a picture: a word of captions, or what somebody is seen doing."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import ends_sentence
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.prose import sentences

__all__ = ["has_cue", "is_dated_scene", "is_scene"]

_CLAUSE = re.compile(
    r",? (?:that|which|who|whose|where|when|as|after|before|while|because|since|until|amid|following|during)\b"
)
"""What goes on behind one of these may be told in the past."""

_BEING = re.compile(r"[a-z] being [a-z]+(?:ed|en|wn|ght|nt|t|d)\b")
_PLACED = re.compile(
    r"\b(?:across|along|around|at|behind|beside|by|from|in|inside|near|of|off|on|outside|over|past|through|to|toward"
    r"|towards|under)\s(?:[a-z][\w'-]*\s){0,4}[A-Z]"
)
_DAY = re.compile(
    rf"\b(?:on|last|this) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:{MONTH} \d|\d{{1,2}} {MONTH})"
)
_TOLD = ('"', "\u201c", " said", " says", " say ", ";", ":", "?")
LONGEST = 200
ADJECTIVES = 2
"""One of the first so many words may look like a verb of the past: `Masked men wait`."""


def has_cue(text: str, forms: Forms) -> bool:
    """Whether a line has a word of captions, which in a title may need somebody's name before it.

    >>> from broadsheet.reading.layout.forms import compile_forms
    >>> from broadsheet.reading.lexicon import Lexicon
    >>> forms = Lexicon.load().compiled(compile_forms)
    >>> [has_cue(f"{who} addresses the council", forms) for who in ("Grace Hopper", "Plan")]
    [True, False]
    """
    cue = forms.caption.search(text)
    if cue is None:
        return False
    return cue[0].lower() not in forms.doubtful or ends_sentence(text) or forms.shown.search(text) is not None


def is_scene(text: str, forms: Forms) -> bool:
    """Whether a sentence tells in the present what somebody is seen doing somewhere, or what is being done to them.

    >>> from broadsheet.reading.layout.forms import compile_forms
    >>> from broadsheet.reading.lexicon import Lexicon
    >>> forms = Lexicon.load().compiled(compile_forms)
    >>> [is_scene(f"Dockers {what} at the gate in Skarn.", forms) for what in ("gather", "gathered", "will gather")]
    [True, False, False]
    """
    if not _may_show(text):
        return False
    main = _CLAUSE.split(text, maxsplit=1)[0]
    undone = _BEING.sub("", main)
    if sentences(text) > 1 or not forms.finite.isdisjoint(undone.split()):
        return False
    if undone != main:
        return True
    seen = forms.seen.match(main)
    if seen is None or any(word.endswith("ed") for word in seen["who"].split()[ADJECTIVES:]):
        return False
    return _PLACED.search(text, seen.end()) is not None


def is_dated_scene(text: str, forms: Forms) -> bool:
    """Whether such a sentence gives the day as well, as captions do that stand above a story, and no story does."""
    return _may_show(text) and _DAY.search(text) is not None and is_scene(text, forms)


def _may_show(text: str) -> bool:
    """Whether a line has the length and the end of such a sentence, and nobody says anything in it."""
    return len(text) <= LONGEST and text[-1] == "." and not any(map(text.__contains__, _TOLD))
