"""What the lexicon knows of an outlet, and which outlets a sign-off names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.articles.folding import key, slug
from broadsheet.articles.segment import Segment
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.outlet_names import find_outlets
from broadsheet.reading.lexicon import Lexicon

__all__ = [
    "LONGEST_NAMING",
    "PARTS",
    "WITH_AGENCIES",
    "day_first",
    "is_kind",
    "lines_outside",
    "outlet_id",
    "read_sign",
]

_PEOPLE = re.compile(r"\b(?:reporting|writing|editing|compiled|translated)\b", re.IGNORECASE)
_AGENCY = re.compile(r"(?P<name>[A-Z].{2,40} (?:News|Press) (?:Agency|Service))(?: \([A-Z]{2,7}\))?")
_BY = re.compile(r"\W*by\s", re.IGNORECASE)
_FIRST = re.compile(r"This report by (?P<name>(?:[A-Z][\w.]*\s)+)was first published")
_MARKS = "(-\u2013=[/"
"""Without one of these before them, capitals that nobody knows at the end of a story are somebody's initials."""

WITH_AGENCIES = re.compile(r"\b(?:and|with)\s(?:news\s)?agencies\b", re.IGNORECASE)
"""Who signs a story with them is the page's own outlet: `Harbour Radio and news agencies`."""

_LABELLED = re.compile(r"[Ss]ources? ?: ?|SOURCES? ?: ?")
_JOINED = re.compile(r",? (?:and|&) |, ?|/")
_SMALL = frozenset({"of", "the", "and", "for", "de", "du", "da"})
_FIRM = re.compile(r" (?:Inc|Ltd|LLC|Corp|Co|GmbH|AG|PLC|plc|Limited)\.?$")
LONGEST_SOURCE = 6

_ENDS = frozenset({"END", "ENDS", "MORE", "NNNN"})
PARTS = re.compile(r"\s?[/,&]\s?|-\s|\sand\s")
_OPENING = re.compile(
    r"^[\s(\[=*\u2013/-]*(?:(?:with|from|inputs?|reports?|source|sources|agencies|agency|by|via)\b[\s:]*)*",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(?<![\s)\].|*/-])[\s)\].|*/-]+$")
LONGEST_NAMING = 300
"""So many characters of a line are searched for the name of an outlet."""


def outlet_id(name: str, forms: Forms) -> str:
    """The id of the outlet that goes by a name: the lexicon's, else the name itself as an id."""
    return forms.outlets.get(key(name)) or forms.outlets.get(key(name.partition(" (")[0])) or slug(name)


def day_first(outlet: str | None, lexicon: Lexicon) -> bool | None:
    """Whether an outlet writes the day before the month; None where that is not known."""
    known: bool | None = lexicon["outlets"].get(outlet or "", {}).get("day_first")
    return known


def is_kind(name: str, kinds: set[str], forms: Forms, lexicon: Lexicon) -> bool:
    """Whether a name is that of an outlet of one of some kinds."""
    outlet = forms.outlets.get(key(name), "")
    return lexicon["outlets"].get(outlet, {}).get("kind") in kinds


def read_sign(sign: str, forms: Forms) -> Iterator[str]:
    """The outlets that a sign-off names: those we know, else what stands alone in it."""
    spans = list(find_outlets(sign.rstrip("."), forms.agencies))
    if _PEOPLE.search(sign) and " by " in sign and not sign.lower().startswith("additional"):
        yield from _behind_by(sign, spans) if sign.startswith("Based on ") else ()
        return
    known = [sign[start:end] for start, end in spans]
    yield from known
    first = _FIRST.match(sign)
    if first is not None and not known:
        yield first["name"]
    if first or known or _BY.match(sign):
        return
    agency = _AGENCY.fullmatch(sign)
    if agency is not None:
        yield agency["name"]
        return
    bare = _bare(_bare(sign))
    for part in map(str.strip, PARTS.split(bare)):
        marked = sign[0] in _MARKS and _is_short(part, bare)
        named = _is_title(part) if sign[0] == "(" else _LABELLED.match(sign) is not None and _is_named(part)
        if key(part) in forms.outlets or marked or named:
            yield part


def _behind_by(sign: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The outlets right behind `by`, where others name who reported: `Based on reporting by AFP and Reuters`."""
    at = sign.index(" by ") + len(" by ")
    for start, end in spans:
        if start == at or _JOINED.fullmatch(sign, at, start):
            yield sign[start:end]
            at = end


def _is_named(part: str) -> bool:
    """Whether what is called the source has the capitals of a name, and is no firm, which issues its own release."""
    words = part.split()
    titled = all(word[0].isupper() or word in _SMALL for word in words)
    return titled and 0 < len(words) <= LONGEST_SOURCE and _FIRM.search(part) is None


def _bare(sign: str) -> str:
    """A sign-off without the marks at its ends, and the words that lead to its outlets."""
    return _CLOSING.sub("", _OPENING.sub("", sign))


def _is_short(part: str, bare: str) -> bool:
    return part == bare and part.isupper() and part.isalpha() and 3 <= len(part) <= 5 and part not in _ENDS


def _is_title(part: str) -> bool:
    words = part.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and ":" not in part


def lines_outside(layout: Layout) -> Iterator[Segment]:
    """The lines of the page above the headline and below the story."""
    first = min((s.start for s in layout.segments if s.role not in {"boilerplate", "date_line"}), default=0)
    last = max((s.end for s in layout.segments if s.role in {"paragraph", "answer"}), default=0)
    return (segment for segment in layout.of("boilerplate") if segment.start >= last or segment.end <= first)
