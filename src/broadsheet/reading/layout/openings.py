"""What stands before the first sentence: dateline and marker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from broadsheet.articles.countries import COUNTRIES
from broadsheet.articles.folding import key
from broadsheet.reading.layout.dateline_parts import DAY, LANDS, MONTH, WEEKDAY, Parts, Span, read_parts
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import SITE, VOWEL, is_bare_place, is_place
from broadsheet.reading.titles import share_of_capitals
from broadsheet.reading.towns import load_towns

__all__ = ["Opening", "is_agency", "opening_of", "read_dateline", "read_marker"]

_LANDS = frozenset(map(key, COUNTRIES.values()))

_STROKE = re.compile(
    r"\s?:?(?:--+|\u2013)\s*|\s-\s?(?:/\s)?|\s?:?-\s|\s?:\s+|:-?(?=[A-Z])|;\s|\s(?:\u2022|//|\|)\s"
    r"|(?<=[\dA-Z])\.\s(?=[A-Z])|(?<=[a-z]{3})\.\s(?=[A-Z])|(?<=\d)-(?=[A-Z])|(?<=[A-Z]{3})-(?=[A-Z][a-z])"
    r"|(?<=\))(?:\.?-?\s|[-_]\s?)(?=[\"'\u201c\u2018]?[A-Z0-9])|(?<=\])\s(?=[A-Z])|(?<=/)\.?\s"
)
_STROKES = frozenset("-\u2013:;\u2022/|.)]")
"""One of these stands wherever the expression matches."""

_ALLOWED = f"of|de|da|do|la|al|el|and|the|upon|on|{LANDS}"
_BEYOND = re.compile(rf"\s(?=[a-z])(?!(?:{_ALLOWED}|(?i:{MONTH}))(?![a-z])).")
MOST_NAMING = 4
"""So many words has the name of an agency that nobody knows."""

_FAINT = frozenset({"", ".", ".-", "/", "_", "|"})
"""Behind these a dateline needs more than a place."""

_ENCLOSING = frozenset("([/")
"""Inside of these a dateline may have any words."""

_MARKER = re.compile(
    r"\((?P<inside>[^()|\n]{2,40}(?:\([^()|\n]{2,12}\))?)\)\s?(?:(?:--|[\u2013-])\s*)?"
    r"|(?P<bare>[A-Z][\w&.+/ ]{1,24}?)\s?(?:--|[\u2013-])\s+"
)
_UNDASHED = re.compile(
    rf"(?P<place>[A-Z]{{3,}}(?:[ /.'-]{{1,2}}[A-Z]{{2,}}){{0,3}})(?P<region>(?:,\s[A-Z][a-z]+\.)?),?"
    rf"\s(?P<day>(?i:{DAY}))\s+(?=[A-Z])"
)
_DATED_PLACE = re.compile(
    rf"(?P<place>[A-Z][a-z]{{2,}}(?:[ '-][A-Z][a-z]+){{0,2}}?)(?P<comma>,)?"
    rf"\s(?P<day>(?i:{DAY})(?(comma)|(?<=\d{{4}})))\s+(?=[\"\u201c]?[A-Z])"
)
"""A place and a day, with its year where no comma parts them, right before the first sentence."""

_BARE_PLACE = re.compile(
    r"(?P<place>[A-Z]{4,}(?:[ /.'-]{1,2}[A-Z]{2,}){0,2}),?\s"
    r"(?=(?:An?|The|At least|Two|Three|Four|Five) [a-z]|(?<=, )(?:[A-Z][\w'-]+ ){1,4}[a-z])"
)
"""A place in capitals right before the first sentence, which begins with a small word, or stands behind a comma."""

_HONORIFIC = re.compile(
    r"(?:B[yY]|MR|MS|MRS|DR|SEN|REP|GEN|AMB|Mr|Ms|Mrs|Dr)\.?\s"
    r"|(?:THE )?(?:MODERATOR|OPERATOR|SECRETARY|SPEAKER|PRESIDENT|MINISTER|EDITOR|SIRS?|MADAM)\b"
)
_DESK = re.compile(r"[a-z]{3} [A-Z]{3}")
"""Who reports, before a place in capitals: `Harbour Bureau OSLO`."""

_HOST = re.compile(r"[a-z][\w-]*(?:\.[a-z]{2,})+")
_OWN_SITE = re.compile(r"[A-Z][\w-]*\.(?:com|org|net)")
_SIGNED = re.compile(r"([A-Z]{3,12}|[A-Z][a-z]{3,11})\s+(?=[A-Z][a-z])")
_REVISED = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)\s)?(?:UPDATE[DS]?|LEAD|WRAP|RECAST|CORRECT(?:ED|ION))(?:\s\d{1,2})?", re.IGNORECASE
)
"""What stands in brackets where agencies do, and says that the report is a later one: `3rd UPDATE`."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = frozenset({"-", "--", "---", "\u2013", ":-", "-/"})
_QUOTES = '"\u201c\u00ab'
REACH = 130
_NEAR = 32
"""The dash behind a bare marker stands among so many characters."""

_LOOK = 8
"""A stroke is told by so many characters from its first on."""

SHORTEST_STOPPED = 100
"""A paragraph that opens with a place and a full stop has so many characters at least."""

SHORTEST_PROSE = 200
SHORTEST_TITLED, FEWEST_TITLED, NEARLY_ALL = 4, 5, 0.8
"""Titles have a capital in nearly every word of so many letters; so many such words tell."""

LONGEST_KEPT = 4000
"""What a block so long begins with is not remembered; the head of a page is asked for its dateline many times."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline or marker: where it ends, and the spans of its parts in the source."""

    start: int
    end: int
    body: int
    place: Span | None = None
    region: Span | None = None
    day: Span | None = None
    agency: Span | None = None

    def moved(self, by: int) -> Opening:
        """The same opening in a text that begins so many characters earlier."""
        parts = (self.place, self.region, self.day, self.agency)
        spans = (None if span is None else (span[0] + by, span[1] + by) for span in parts)
        return Opening(self.start + by, self.end + by, self.body + by, *spans)


def read_dateline(text: str, at: int, forms: Forms) -> Opening | None:
    """The dateline at the start of a folded block that begins at offset `at` of the source."""
    found = (_dateline if len(text) <= LONGEST_KEPT else _dateline.__wrapped__)(text, forms)
    return found.moved(at) if found is not None and at else found


@lru_cache(maxsize=64)
def _dateline(text: str, forms: Forms) -> Opening | None:
    """The dateline that ends at the last stroke before which only parts of one stand."""
    head, found = text[:REACH], None
    for stroke in _STROKE.finditer(head) if _may_stroke(head) else ():
        if stroke.start() < 2 or stroke.end() >= len(text):
            continue
        parts = read_parts(head, stroke.start(), forms)
        if parts is None and (found is not None or stroke[0].strip() in {":", ";"}):
            break
        if parts is not None and _plausible(_cleared(parts, forms), stroke[0], text, stroke.end(), forms):
            found = opening_of(parts, stroke.end(), stroke.start() + len(stroke[0].rstrip()))
    found = found or _undashed(head, forms)
    return _signed(found, text, forms) if found is not None and found.agency is None else found


def _cleared(parts: Parts, forms: Forms) -> Parts:
    """The parts without the note of a later report, and without a paper that carries an agency's report."""
    if parts.agency is not None and _REVISED.fullmatch(parts.text, *parts.agency) is not None:
        parts.agency = None
    if parts.agency is not None and parts.day is None and not parts.free:
        paper = parts.words(parts.place).rpartition(" ")[2].lower() in forms.papers
        if paper and plain(parts.words(parts.agency)) in forms.outlets:
            parts.place = None
    return parts


def _undashed(head: str, forms: Forms) -> Opening | None:
    """A place in capitals, with a day or before a small word, or a known one with a whole day, before the story."""
    capitals = head[:3].isalpha() and head[:3].isupper()
    found = (_UNDASHED.match(head) or _BARE_PLACE.match(head)) if capitals else _DATED_PLACE.match(head)
    if found is None or (found.re is not _UNDASHED and plain(found["place"]) not in forms.places):
        return None
    parts = Parts(head, found.span("place"), day=found.span("day") if found.re is not _BARE_PLACE else None)
    return opening_of(parts, found.end(), len(found[0].rstrip()))


def _signed(opening: Opening, text: str, forms: Forms) -> Opening:
    """The dateline with a known agency that stands right behind it."""
    found = _SIGNED.match(text, opening.body)
    if found is None or plain(found[1]) not in forms.outlets:
        return opening
    return replace(opening, end=found.end(1), body=found.end(), agency=found.span(1))


def _may_stroke(head: str) -> bool:
    """Whether a stroke stands before the first word that no dateline has, but in brackets."""
    beyond = _BEYOND.search(f" {head}")
    if beyond is None:
        return True
    before = head[: beyond.end() - 1 + _LOOK]
    return not _ENCLOSING.isdisjoint(before) or (not _STROKES.isdisjoint(before) and _STROKE.search(before) is not None)


def opening_of(parts: Parts, body: int, last: int) -> Opening:
    """The dateline of some parts that ends at `last`, before the text that begins at `body`."""
    return Opening(0, last, body, parts.place, parts.region, parts.day, parts.agency)


def _plausible(parts: Parts, stroke: str, text: str, after: int, forms: Forms) -> bool:
    """Whether what stands before a stroke is a dateline rather than the beginning of a sentence or title."""
    mark, rest = stroke.strip(), text[after : after + REACH]
    mark = "" if stroke == "-" and text[after - 2].isalpha() else mark
    if parts.place is None:
        return _is_placeless(parts, mark, rest, forms)
    place, agency = parts.words(parts.place), parts.words(parts.agency)
    if (
        _is_spoken(place, agency)
        or (mark == ":" and not (agency or parts.day) and (_is_told_of(place, rest) or _is_titled(rest, text)))
        or not ((agency and (parts.day or is_agency(agency, forms, known=True))) or _begins_sentence(rest))
        or plain(place) in forms.labels
        or _DESK.search(place) is not None
        or (place.rpartition(" ")[2].islower() and not (agency or parts.day))
        or (mark in _FAINT and not _is_sure(parts, mark, len(text), forms))
    ):
        return False
    if agency:
        doubtful = parts.day is None and (parts.free or not (place.isupper() or parts.region or is_place(place, forms)))
        return is_agency(agency, forms, known=doubtful)
    if parts.day and not parts.stroke:
        return mark != ";"
    return is_bare_place(place, parts.land(), parts.stroke or mark, forms)


def _is_sure(parts: Parts, mark: str, length: int, forms: Forms) -> bool:
    """Whether agency and day, or a place that is known, are enough where no dash or colon stands behind them."""
    place = parts.words(parts.place)
    known = is_place(place, forms)
    if parts.agency is not None:
        named = is_agency(parts.words(parts.agency), forms, known=True)
        barred = mark == "|" and (known or is_place(parts.words(parts.region), forms))
        return parts.day is not None or place.isupper() or named or barred
    if parts.day is not None:
        return known or place.isupper()
    return known and (length >= SHORTEST_STOPPED if mark == "." else parts.text[0] in "([")


def _is_spoken(place: str, agency: str) -> bool:
    """Whether capitals before a colon are who speaks, or a weekday, or brackets have the initials of what is before."""
    initials = "".join(word[0] for word in place.split())
    return (_HONORIFIC.match(place) or WEEKDAY.match(place)) is not None or agency == initials


def _is_placeless(parts: Parts, mark: str, rest: str, forms: Forms) -> bool:
    """Whether a day with an agency or with its year, or a paper with the agency whose report it carries, is enough."""
    if not (rest[:1].isupper() or rest[:1] in _QUOTES) or mark not in _DASHES | {":"}:
        return False
    agency = parts.words(parts.agency)
    if parts.day is None:
        return parts.text[0] != "(" and not parts.free and is_agency(agency, forms, known=True)
    return (
        mark in _DASHES and is_agency(agency, forms)
        if agency
        else _YEAR.match(parts.text, parts.day[1] - 4) is not None
    )


def _is_titled(rest: str, text: str) -> bool:
    """Whether nearly all words behind a name and a colon have a capital: a title, and no long paragraph."""
    if len(text) >= SHORTEST_PROSE and text[-1] == ".":
        return False
    words = [word for word in rest[:REACH].split() if len(word) >= SHORTEST_TITLED]
    return len(words) >= FEWEST_TITLED and share_of_capitals(words) > NEARLY_ALL


def _is_told_of(place: str, rest: str) -> bool:
    """Whether a country, which has no town of its name, is that of which the sentence begins to tell."""
    begins = rest[: len(place)].lower() == place.lower() and not rest[len(place) : len(place) + 1].isalpha()
    return begins and key(place) in _LANDS and not load_towns().knows(place)


def is_agency(name: str, forms: Forms, *, known: bool = False) -> bool:
    """Whether a name is that of an agency, or of several between strokes; of one that is `known`, if that is asked."""
    parts = [part.strip() for part in re.split(r"[/,&]|\sand\s", name)]
    if known:
        return all(plain(part) in forms.outlets for part in parts)
    named = (part[:1].isupper() or plain(part) in forms.outlets or _HOST.fullmatch(part) for part in parts if part)
    return all(named) and all(len(part.split()) <= MOST_NAMING for part in parts)


def _begins_sentence(rest: str) -> bool:
    bare = rest.lstrip("\"'\u201c\u00ab(\u2018 ")
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit() or not bare[0].isascii() or rest[0] in _QUOTES)


def read_marker(text: str, at: int, forms: Forms) -> Opening | None:
    """The outlet's own mark at the start of a folded block."""
    near = text[:_NEAR]
    found = _MARKER.match(text[:REACH]) if near[:1] == "(" or "- " in near or "\u2013 " in near else None
    if found is None or found.end() >= len(text) or (near[0] == "(" and _opens_with_place(found["inside"], forms)):
        return None
    name = found["inside"] or found["bare"]
    stroked = found[0].rstrip().endswith(("-", "\u2013"))
    bracketed = found["inside"] is not None
    told = bracketed or _begins_sentence(text[found.end() :])
    if not told or not _marks(name, forms, bracketed=bracketed, stroked=stroked):
        return None
    span = found.span("inside" if found["inside"] else "bare")
    end = at + len(found[0].rstrip())
    return Opening(at, end, at + found.end(), agency=(at + span[0], at + span[1]))


def _opens_with_place(name: str, forms: Forms) -> bool:
    """Whether what stands in brackets is a known place, perhaps with its land and a day, and no outlet's name."""
    place = name.partition(",")[0].strip()
    return plain(place) not in forms.outlets and is_place(place, forms)


def _names_paper(name: str, forms: Forms) -> bool:
    """Whether what stands in brackets before a story is a paper, by its capitals and the word it ends in."""
    words = name.split()
    return (
        1 < len(words) <= MOST_NAMING and all(word[0].isupper() for word in words) and words[-1].lower() in forms.papers
    )


def _marks(name: str, forms: Forms, *, bracketed: bool, stroked: bool) -> bool:
    known = all(plain(part) in forms.outlets for part in re.split(r"\s?[/-]\s?", name.partition(" (")[0]))
    if (bracketed or stroked) and _OWN_SITE.fullmatch(name) is not None:
        return True
    if known or not stroked:
        return known or (bracketed and _names_paper(name, forms))
    if bracketed:
        return len(name) <= 25 and name[0].isupper() and len(name.split()) <= 3
    if SITE.search(name) is not None:
        return True
    initials = name.isalpha() and name.isupper() and 2 <= len(name) <= 6 and VOWEL.search(name) is None
    return initials and plain(name) not in forms.places
