"""Datelines that have a line to themselves."""

from __future__ import annotations

import re
from dataclasses import replace

from broadsheet.reading.layout.dateline_parts import Parts, read_parts
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.openings import Opening, is_agency, opening_of, read_dateline
from broadsheet.reading.layout.outlet_names import may_name_outlet
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_place

__all__ = ["read_lone_dateline"]

_TOWN = re.compile(
    r"(?P<town>[A-Z][A-Z .'-]{2,30}?)(?: \((?P<land>[A-Z][a-z][\w .]{2,30})\)|, (?P<beside>[A-Z][a-z][\w .]{2,30}))"
)
"""A town in capitals and its land have a line to themselves: `ISTANBUL (Turkey)`."""

_FROM = "Reporting from "
LONGEST_LONE = 70


def read_lone_dateline(text: str, at: int, forms: Forms) -> Opening | None:
    """The dateline that is all of a line, `Hanoi (VNA) -`, with its dash."""
    if len(text) > LONGEST_LONE or text[:3].lower() == "by ":
        return None
    if text[-1] in "-\u2013:":
        opening = read_dateline(text + " A", at, forms)
        if opening is not None and opening.body > at + len(text):
            return opening if opening.agency or text[-1] != ":" else None
    town = _read_town(text, forms)
    if town is not None:
        return town.moved(at)
    return _read_parted(text, at, forms)


def _read_town(text: str, forms: Forms) -> Opening | None:
    """A known town in capitals and its land, which have a line to themselves."""
    found = _TOWN.fullmatch(text)
    if (
        found is None
        or not is_place(found["town"], forms)
        or plain(found["land"] or found["beside"]) not in forms.places
    ):
        return None
    return Opening(0, len(text), len(text), place=found.span("town"))


def _read_parted(text: str, at: int, forms: Forms) -> Opening | None:
    """The dateline of a line that is made of nothing but its parts."""
    shift = len(_FROM) if text.startswith(_FROM) else 0
    if not shift and text[-1] not in ")/" and not may_name_outlet(text, forms):
        return None
    line = text[shift:].rstrip(" -\u2013:.")
    parts = read_parts(line, len(line), forms)
    if parts is None or parts.place is None:
        return None
    if not _is_enclosed(parts, text, forms) and not _stands_alone(parts, text, forms):
        return None
    whole = opening_of(parts, len(text) - shift, len(text) - shift).moved(at + shift)
    return replace(whole, start=at)


def _is_enclosed(parts: Parts, text: str, forms: Forms) -> bool:
    """Whether capitals between strokes, which end the line, are the agency behind a known place: `Oslo/HNS/`."""
    enclosed = text[-1] == "/" and parts.agency is None and parts.words(parts.region).isupper()
    if not enclosed or not is_place(parts.words(parts.place), forms):
        return False
    parts.agency, parts.region = parts.region, None
    return True


def _stands_alone(parts: Parts, text: str, forms: Forms) -> bool:
    """Whether the place of a line is a known agency's or of who reports from there; a paper is none of the agencies."""
    if parts.place is None or text.startswith(_FROM):
        return parts.agency is None and parts.day is None
    place, agency = parts.words(parts.place), parts.words(parts.agency)
    if parts.agency is None and place.rpartition(" ")[2].lower() in forms.papers and text[-1] == ")":
        parts.place = parts.region
        return parts.day is None and is_place(parts.words(parts.region), forms)
    if parts.agency is None or not is_agency(agency, forms, known=True):
        return False
    if parts.place < parts.agency:
        return parts.day is not None or is_place(place, forms)
    if forms.outlets.get(plain(agency)) in forms.publishers:
        parts.agency = None
        return ("," in text or text[-1] == ")") and is_place(place, forms)
    town = plain(place) in forms.places and plain(place) not in forms.rubrics
    return text[-1] == ":" or (is_place(place, forms) and (town if "," not in text else place.isupper()))
