"""What stands before the first sentence: dateline and marker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.fold import key
from broadsheet.reading.layout.forms import Forms

__all__ = ["Opening", "read_dateline", "read_marker"]

MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DAY = rf"(?:{MONTH}\s{{0,2}}\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s{{0,2}}{MONTH}(?:,?\s\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{4}})?)"
_WORD = r"[A-Z][\w.'\-]*"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}|\s(?:of|de|da|do|la|al|el|and|the|upon)(?=\s[A-Z])){{0,5}}"
_PREFIX = re.compile(
    rf"(?P<place>{_PLACE})(?P<region>(?:,\s?{_PLACE}){{0,2}}?)(?:,?\s(?:on\s)?(?P<day>(?i:{_DAY}))\.?,?)?"
    rf"\s?(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<slashed>[A-Z][\w ]{{1,25}})/)?\.?",
)
_STROKE = re.compile(r"\s?(?:--|[\u2013\u2013-])\s*|:\s+|\s--?\s?")
_MARKER = re.compile(r"\((?P<inside>[^()\n]{2,40})\)\s?(?:--|[\u2013-])\s*|(?P<bare>[A-Z][\w&.+/ ]{1,24}?)\s?(?:--|[\u2013-])\s+")
REACH = 110


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline or marker: where it ends, and the spans of its parts in the source."""

    start: int
    end: int
    body: int
    place: tuple[int, int] | None = None
    region: tuple[int, int] | None = None
    day: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None


def read_dateline(text: str, at: int, forms: Forms) -> Opening | None:
    """The dateline at the start of a folded block that begins at offset `at` of the source."""
    head = text[:REACH]
    for stroke in _STROKE.finditer(head):
        if stroke.start() < 2 or stroke.end() >= len(text):
            continue
        found = _PREFIX.fullmatch(head, 0, stroke.start())
        if found is not None and _plausible(found, stroke[0], text, stroke.end(), forms):
            return _opening(found, stroke, at)
        if found is None and stroke[0].strip() in {":", ""}:
            return None
    return None


def _opening(found: re.Match[str], stroke: re.Match[str], at: int) -> Opening:
    def span(name: str) -> tuple[int, int] | None:
        return (at + found.start(name), at + found.end(name)) if found[name] else None

    last = at + stroke.start() + len(stroke[0].rstrip())
    agency = span("agency") or span("slashed")
    return Opening(at, last, at + stroke.end(), span("place"), span("region"), span("day"), agency)


def _plausible(found: re.Match[str], stroke: str, text: str, after: int, forms: Forms) -> bool:
    place, mark = found["place"], stroke.strip()
    if not _begins_sentence(text[after:]) or key(place) in forms.outlets or key(place) in forms.labels:
        return False
    if mark == "-" and not stroke.startswith(" ") and not found["agency"] and not found["day"]:
        return False
    if found["agency"] or found["slashed"]:
        return _is_agency(found["agency"] or found["slashed"], forms)
    if found["day"]:
        return True
    if place.upper() == place and len(place) > 2:
        return len(place.split()) <= 4
    return mark in {"\u2013", "--"} and len(place.split()) <= 3 and text[after : after + 1].isupper()


def _is_agency(name: str, forms: Forms) -> bool:
    parts = [part.strip() for part in re.split(r"[/,&]|\sand\s", name)]
    return all(key(part) in forms.outlets or (part.isupper() and part.isalpha()) or part.istitle() for part in parts)


def _begins_sentence(rest: str) -> bool:
    bare = rest.lstrip("\"'\u201c\u00ab(\u2018 ")
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit() or not bare[0].isascii())


def read_marker(text: str, at: int, forms: Forms) -> Opening | None:
    """The outlet's own mark at the start of a folded block."""
    found = _MARKER.match(text[:REACH])
    if found is None or found.end() >= len(text):
        return None
    name = found["inside"] or found["bare"]
    if not all(_known(part, forms) for part in re.split(r"\s?[/-]\s?", name)):
        return None
    span = found.span("inside" if found["inside"] else "bare")
    end = at + len(found[0].rstrip())
    return Opening(at, end, at + found.end(), agency=(at + span[0], at + span[1]))


def _known(name: str, forms: Forms) -> bool:
    return key(name) in forms.outlets
