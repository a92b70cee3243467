"""Datelines that have a line to themselves."""

from __future__ import annotations

import re
from dataclasses import replace

from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.openings import PREFIX, Opening, is_agency, opening_of, read_dateline
from broadsheet.reading.layout.orders import PLACE, REGION, read_timed
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_place

__all__ = ["read_lone_dateline"]

_AGENCY_AND_PLACE = re.compile(
    rf"(?P<agency>[A-Z][\w.& ]{{1,24}}), (?P<place>[A-Z][\w.' -]{{2,30}})(?P<region>{REGION}?)"
)
_PLACE_AND_AGENCY = re.compile(
    rf"(?P<place>{PLACE})(?P<region>{REGION}?)\s?[\u2013|/-]\s?(?P<agency>[A-Z][\w.& -]{{1,24}})"
)
_REPORTING = re.compile(rf"Reporting from (?P<place>{PLACE})(?P<region>{REGION}?)")
_NAMING = re.compile("[(,|/\u2013:0-9-]")
"""Without one of these a line names no agency beside a place, and ends in no dash."""

LONGEST_LONE = 70
MOST_WORDS = 3
"""A town behind its agency has at most so many words."""


def read_lone_dateline(text: str, at: int, forms: Forms) -> Opening | None:
    """The dateline that is all of a line, `Hanoi (VNA) -`, with its dash."""
    whole = _REPORTING.fullmatch(text) if text.startswith("Reporting from ") else None
    whole = read_timed(f"{text} ") if " / " in text else whole
    if whole is not None and whole.end() >= len(text) and plain(whole["place"] or "") not in forms.outlets:
        return opening_of(whole, len(text), len(text), at, forms)
    if len(text) > LONGEST_LONE:
        return None
    if _NAMING.search(text) is None:
        return _agency_and_town(text, at, forms)
    if text[-1] not in "-\u2013:":
        return _undashed(text, at, forms)
    opening = read_dateline(text + " A", at, forms)
    if opening is None or opening.body <= at + len(text):
        return _closed(text, at, forms)
    return opening if opening.agency or text[-1] != ":" else None


def _closed(text: str, at: int, forms: Forms) -> Opening | None:
    """An agency and the town that it writes from, before a colon: `UNB, Keraniganj :`."""
    found = _AGENCY_AND_PLACE.fullmatch(text.rstrip(" :")) if text[-1] == ":" else None
    if found is None or plain(found["agency"]) not in forms.outlets or _is_paper(found["agency"], forms):
        return None
    return opening_of(found, len(text), len(text), at, forms)


def _undashed(text: str, at: int, forms: Forms) -> Opening | None:
    """A line without a dash that names an agency or paper beside a place, or beside a day."""
    bare = (_AGENCY_AND_PLACE.fullmatch(text) if ", " in text else None) or _PLACE_AND_AGENCY.fullmatch(text)
    if bare is not None and plain(bare["agency"]) in forms.outlets and is_place(bare["place"], forms):
        opening = opening_of(bare, len(text), len(text), at, forms)
        if bare.re is not _AGENCY_AND_PLACE or bare["place"].isupper():
            return opening
        return replace(opening, agency=None) if _is_paper(bare["agency"], forms) else None
    found = PREFIX.fullmatch(text)
    named = found is not None and (found["agency"] or found["bare"])
    dated = found is not None and (found["day"] or found["later"] or plain(found["place"]) in forms.places)
    if found is None or not named or not dated or not is_agency(named, forms, known=True):
        return None
    return opening_of(found, len(text), len(text), at, forms)


def _agency_and_town(text: str, at: int, forms: Forms) -> Opening | None:
    """An agency with the town that it writes from, and no more: `Press Trust of India Kathmandu`, `PTI New Delhi`."""
    for blank in reversed([i for i, sign in enumerate(text) if sign == " "][-MOST_WORDS:]):
        agency, town = text[:blank], text[blank + 1 :]
        outlet = forms.outlets.get(plain(agency)) if town[:1].isupper() else None
        if outlet is not None and outlet not in forms.publishers and _is_town(town, forms):
            start, end = at + blank + 1, at + len(text)
            return Opening(at, end, end, place=(start, end), agency=(at, at + blank))
    return None


def _is_paper(name: str, forms: Forms) -> bool:
    """Whether a name is that of an outlet that publishes: with its town it says where the story was written."""
    return forms.outlets.get(plain(name)) in forms.publishers


def _is_town(name: str, forms: Forms) -> bool:
    """Whether a name is that of a known place that no section of a page is called after."""
    return plain(name) in forms.places and plain(name) not in forms.rubrics
