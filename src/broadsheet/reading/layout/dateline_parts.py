"""What a dateline is made of: place and land, day, agency, in any order, between commas, brackets and strokes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_land, is_place

__all__ = ["DAY", "LANDS", "MONTH", "WEEKDAY", "Parts", "Span", "read_parts"]

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
DAY = (
    rf"(?:{MONTH}(?:\s{{0,2}}|/){_NTH}(?:,?\s\d{{4}}|[,/]\d{{4}})?|{_NTH}\s{{0,2}}{MONTH}(?:,?\s\d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?)"
)
LANDS = "province|district|state|county|region|regency|governorate"
_LUNAR = r"(?:\d{1,2}\s)?[A-Z][\w' -]{3,16}?(?:\s\d{1,2})?,?\s14\d\d(?:\s?A?H)?"
"""The day of the Islamic calendar, whose months are spelled in many ways: `Safar 12, 1435`."""

_CLOCK = r"\d{1,2}[:.]\d\d(?:\s?(?i:[ap]\.?m\b\.?))?(?:\s[A-Z]{2,4}\b)?"
_WORD = rf"(?!(?i:{MONTH})\s?\d)[A-Z](?:[\w']|[.-](?=\w))*(?:(?<=\b[A-Za-z])\.|(?<=\b[A-Za-z]{{2}})\.|(?<=\.[A-Z])\.)?"
_SMALL = "of|de|da|do|dos|das|del|della|di|du|des|la|las|le|les|los|al|el|y|and|the|upon|sur|am|e"
_NAME = rf"{_WORD}(?:\s{{1,2}}{_WORD}|\s(?:{_SMALL})(?=\s{_WORD})){{0,6}}(?:\s(?:{LANDS})\b)?"
_ATOM = re.compile(
    rf"(?:on\s)?(?P<day>(?i:\d{{1,2}}\.\d{{1,2}}\.\d\d(?!\d)|{DAY})(?![\w:]))"
    rf"|(?P<lunar>{_LUNAR})|(?P<timed>{_CLOCK}|(?i:{WEEKDAY.pattern}))"
    r"|\((?P<round>(?:[^()\n]|\([^()\n]{2,12}\)){0,60})\)|\[(?P<square>[^\[\]\n]{2,40})\]"
    r"|(?<=[\s\d])/\s?(?P<slashed>[A-Z][^/\n]{1,40}?)\s?/"
    rf"|(?P<name>{_NAME})"
)
_DAY = re.compile(rf"(?i:{DAY})")
_YEAR = re.compile(r"\d{4}")
_GAP = re.compile(r"\.?\s{0,2}(?P<mark>,|/|\||&|-{1,3}|\u2013|)\s{0,2}")
_BETWEEN = re.compile(r"\s?[,/|]\s?|\s?\u2013\s?|\s-\s?|-\s")
"""What parts the pieces of a bracket."""

_AND = re.compile(r"\s(?:and|AND)\s")
_FIRST = frozenset({"", ",", "-", "--", "---", "\u2013"})
_PARTING = frozenset({"|", "-", "--", "---", "\u2013"})
_JOINED = frozenset({",", "/", "&"})

LONGEST_SIGN = 7
"""Capitals behind a place in small letters are those of an agency up to so many letters."""

SHORTEST_TOWN = 3
"""Fewer letters behind agency and day begin the story: `May 13 (AFP) -- U.S. ships`."""

LONGEST_AGENCY = 5
"""The name of an agency before its town has at most so many words."""

Span = tuple[int, int]


@dataclass(slots=True)
class Parts:
    """The parts of a dateline as spans of its text, and the stroke between place and day, if there is one.

    An agency is free where it stands in no brackets or strokes.
    """

    text: str
    place: Span | None = None
    region: Span | None = None
    day: Span | None = None
    agency: Span | None = None
    free: bool = False
    stroke: str = ""

    def words(self, span: Span | None) -> str:
        """What stands in a span, nothing in none."""
        return self.text[slice(*span)] if span is not None else ""

    def land(self) -> str:
        """Where the place lies, with the full stop of a shortened name."""
        end = self.region[1] if self.region is not None else 0
        return self.words(self.region) + ("." if self.text[end : end + 1] == "." and end else "")


def read_parts(text: str, end: int, forms: Forms) -> Parts | None:
    """The parts of which all of a text before `end` is made; None where it has other words, or parts in no order.

    >>> from broadsheet.reading.layout.forms import compile_forms
    >>> from broadsheet.reading.lexicon import Lexicon
    >>> parts = read_parts("May 13, OSLO, Norway (AFP)", 26, Lexicon.load().compiled(compile_forms))
    >>> parts.place, parts.day, parts.agency
    ((8, 12), (0, 6), (22, 25))
    """
    reader, at, mark = _Reader(text, forms), int(text[:1] in {"#", "*"}), ""
    while at < end:
        atom = _ATOM.match(text, at, end)
        if atom is None or not reader.take(atom, mark):
            return None
        gap = _GAP.match(text, atom.end(), end)
        mark, at = (gap["mark"], gap.end()) if gap is not None else ("", atom.end())
    told = reader.parts.day is not None or not reader.timed
    return reader.parts if told and reader.parts != Parts(text) else None


class _Reader:
    """Takes one part after the other."""

    def __init__(self, text: str, forms: Forms) -> None:
        self.text, self.forms, self.parts = text, forms, Parts(text)
        self.timed = False
        """Whether a weekday or clock has passed, which a dateline has beside its day alone."""

        self._loose = False
        """Whether what stands in brackets may be a land that nobody knows."""

    def take(self, atom: re.Match[str], mark: str) -> bool:
        """Whether an atom, behind the mark that parts it from the one before, is a part of the dateline."""
        kind = atom.lastgroup or ""
        if kind == "name":
            return self._take_name(atom.span(kind), mark)
        if kind in {"day", "timed"} and self.parts.place is not None and mark in _PARTING:
            self.parts.stroke = mark
        if kind == "day":
            self._take_day(atom.span(kind))
        elif kind == "timed":
            self.timed = True
        elif kind != "lunar":
            self._take_pieces(atom.span(kind))
        return True

    def _take_day(self, span: Span) -> None:
        if self._loose:
            self._free_brackets()
        dated = _YEAR.search(self.parts.words(self.parts.day)) is None and _YEAR.search(self.parts.words(span))
        self.parts.day = span if dated else self.parts.day or span

    def _free_brackets(self) -> None:
        """What stood in brackets is where the place lies: `Skarn (Upper Skarn), May 13`."""
        self.parts.region, self.parts.agency, self._loose = self.parts.agency, None, False

    def _take_pieces(self, span: Span) -> None:
        """What stands in brackets or between strokes: a day, the place before its land, or an agency."""
        if self._loose:
            self._free_brackets()
        placed, loose, signed = False, self.parts.day is None, self.parts.agency is not None
        for piece in self._pieces(span):
            words = self.parts.words(piece)
            known = plain(words) in self.forms.outlets
            if _DAY.fullmatch(words) is not None:
                self.parts.day, loose = self.parts.day or piece, False
            elif not known and self.parts.place is None and is_place(words, self.forms):
                self.parts.place, placed = piece, True
            elif not known and (placed or (self.parts.place is not None and is_land(words, self.forms))):
                self.parts.region = self.parts.region or piece
            elif not signed or (known and self.parts.free):
                begin = piece if self.parts.agency is None or self.parts.free else self.parts.agency
                self.parts.agency, self.parts.free = (begin[0], piece[1]), False
                loose = loose and not (known or words.isupper() or words[:1].islower())
        self._loose = loose and not signed and self.parts.agency is not None

    def _pieces(self, span: Span) -> Iterator[Span]:
        """The pieces of a bracket; a day is one of them, whatever stands in it."""
        at, end = span
        while at < end:
            day = _DAY.match(self.text, at, end)
            cut = _BETWEEN.search(self.text, day.end() if day is not None else at, end)
            stop = cut.start() if cut is not None else end
            words = self.text[at:stop]
            begin = at + len(words) - len(words.lstrip())
            if words.strip():
                yield begin, at + len(words.rstrip())
            at = cut.end() if cut is not None else end

    def _take_name(self, span: Span, mark: str) -> bool:
        words = self.parts.words(span)
        shortened = mark == "," and self.text[span[1] : span[1] + 1] == "." and not words.isupper()
        if plain(words) in self.forms.outlets and not (shortened and self.parts.day is None):
            return self._take_outlet(span, mark)
        if self.parts.place is None:
            signed = mark in _PARTING and self.parts.agency is not None and self.parts.day is not None
            return not (signed and len(words.replace(".", "")) < SHORTEST_TOWN) and self._take_place(span)
        if self._loose and mark in _JOINED:
            self._free_brackets()
        if self.parts.agency is not None:
            return False
        if self.parts.day is not None and self.parts.day > self.parts.place:
            return mark in _FIRST | {"/"} and words.isupper() and self._sign(span)
        if mark == "," and self._may_sign(words):
            return self._sign(span)
        if mark in _JOINED:
            self.parts.region = (self.parts.region or span)[0], span[1]
        elif mark == "|":
            self.parts.agency = span
        return mark in _JOINED or mark == "|"

    def _take_outlet(self, span: Span, mark: str) -> bool:
        """An outlet, or a second one behind a stroke; what stood in brackets before is where the place lies."""
        agency = self.parts.agency
        if (
            agency is not None
            and self.parts.day is not None
            and plain(self.parts.words(agency)) not in self.forms.outlets
        ):
            self.parts.region, agency = agency, None
        if agency is None:
            return self._sign(span)
        self.parts.agency = (agency[0], span[1])
        return mark in _JOINED

    def _sign(self, span: Span) -> bool:
        self.parts.agency, self.parts.free = span, True
        return True

    def _take_place(self, span: Span) -> bool:
        """A place, or an agency and the town that it writes from; the first of two places that `and` joins."""
        start, end = span
        words = self.text[start:end]
        if words.endswith(" Staff"):
            return True
        end -= len(" Newsroom") if words.endswith(" Newsroom") else 0
        for blank in [i for i, sign in enumerate(words) if sign == " "][:LONGEST_AGENCY]:
            if plain(words[:blank]) in self.forms.outlets and is_place(words[blank + 1 :], self.forms):
                self.parts.place = (start + blank + 1, end)
                return self.parts.agency is None and self._sign((start, start + blank))
        joined = _AND.search(words)
        if joined is not None and not is_place(words, self.forms) and is_place(words[: joined.start()], self.forms):
            self.parts.region, end = (start + joined.end(), end), start + joined.start()
        self.parts.place = (start, end)
        return True

    def _may_sign(self, name: str) -> bool:
        """Whether capitals behind a place in small letters are those of an agency: `Jakarta, MINA`."""
        place = self.parts.place or (0, 0)
        capitals = name.isalpha() and name.isupper() and 3 <= len(name) <= LONGEST_SIGN
        return capitals and self.text[place[0] + 1].islower() and plain(name) not in self.forms.places
