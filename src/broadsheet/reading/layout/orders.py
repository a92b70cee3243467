"""Datelines whose parts stand in an order or between strokes of their own, and what parts any dateline has."""

from __future__ import annotations

import re

from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_place

__all__ = [
    "AGENCY",
    "DAY",
    "LANDS",
    "MONTH",
    "PLACE",
    "REGION",
    "WEEKDAY",
    "read_bracketed",
    "read_special",
    "read_timed",
]

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
DAY = (
    rf"(?:{MONTH}(?:\s{{0,2}}|/){_NTH}(?:,?\s\d{{4}}|/\d{{4}})?|{_NTH}\s{{0,2}}{MONTH}(?:,?\s\d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?)"
)
_WORD = r"[A-Z][\w.'\-]*"
PLACE = rf"{_WORD}(?:[ /]{_WORD}|\s(?:of|de|da|do|la|al|el|and|the|upon)(?=\s[A-Z])){{0,5}}"
AGENCY = r"\((?P<agency>[^()\n]{2,40})\)"
LANDS = "province|district|state|county|region|regency|governorate"
REGION = (
    rf"(?:,\s?{PLACE}(?:\s(?:{LANDS}))?|\s?&\s?{PLACE}|\s?/\s{PLACE}|,?\s\([A-Z][A-Za-z/.]{{0,6}}\)|\s\({PLACE}\)(?=,|\s?/)"
    r"|\s\[[A-Z][\w .]{2,40}\])"
)
_RELEASE = re.compile(
    rf"(?P<place>{PLACE})(?P<region>{REGION}{{0,2}}?)"
    rf"(?:\s/\s?(?P<slashed>[A-Z][\w. ]{{1,25}}?)\s?/\s?(?P<day>(?i:{DAY}))\s?/(?:\s?--?)?"
    rf"|,?\s?(?:--?|:)?\s?\((?P<agency>[^()]{{2,60}}?)\s?-\s?(?P<later>(?i:{DAY}))\s?\)(?:\s?(?:--?|:))?)\s*"
)
_JOINED = re.compile(
    rf"(?P<place>{PLACE})(?P<region>,\s{PLACE})?\sand\s{PLACE}(?:,\s{PLACE})?,\s(?P<day>(?i:{DAY}))(?:,\s(?i:{DAY}))?"
    rf"\s?{AGENCY}\s?(?:--?|\u2013)\s+"
)
"""A release of firms in two places."""

_DAY_FIRST = re.compile(rf"(?P<day>(?i:{DAY})),\s(?P<place>{PLACE})(?P<region>{REGION}?)\s?(?::|--?|\u2013)\s+")
"""The day before the place: `May 13, Oslo:`."""

_STROKED = re.compile(
    rf"(?P<place>{PLACE})\s?/\s?(?P<day>\d{{1,2}}\.\d{{1,2}}\.(?:\d\d)?\d\d)\s?/\s?(?P<agency>[A-Z][\w. ]{{1,20}}?)"
    r"\s?(?:--?|[:\u2013])\s+"
)
"""Place, day and agency between strokes: `Oslo/13.05.22/NTB:`."""

_PLACELESS = re.compile(
    rf"(?:{WEEKDAY.pattern},?\s)?"
    rf"(?P<day>(?i:{DAY}))(?:\s{AGENCY}\s?(?:--?|\u2013)|(?<=(?:19|20)\d\d)(?: ?[-\u2013](?: ?--)?|:))\s+"
    r"(?=[A-Z\"\u201c])"
)
"""The day with an agency, or with its year, and no place."""

_TIMED = re.compile(
    rf"(?:(?P<place>{PLACE}?)(?P<region>{REGION}?)(?:\sNewsroom)?|[A-Z]{{2,5}}\sStaff),\s(?P<day>(?i:{DAY}))"
    rf"\s/\s\d{{1,2}}:\d\d\s?(?i:[ap]m)(?:\s[A-Z]{{2,4}})?\s{AGENCY}\.?\s?(?:--?|\u2013)?\s+"
)
"""Place, day and clock, with a stroke between: `Oslo, May 13, 2024 / 09:00 am (HNS).`"""

CLOCK = 60
"""The stroke of such a one is among so many characters."""

_LUNAR = re.compile(
    rf"[A-Z][\w' -]{{3,16}} \d{{1,2}},? 14\d\d(?: ?A?H)?,? (?P<day>(?i:{DAY})),? (?P<agency>[A-Z]{{2,6}})\s?--?\s+"
)
"""The day of the Islamic calendar and the other one, and no place: `Safar 12, 1435, Sep 7, 2014, SPA -- `."""

_CARRIED = re.compile(
    r"(?P<paper>[A-Z][\w' ]{2,30}) \((?P<agency>[A-Z][\w.]{1,14})\)\s?(?:--?|[:\u2013])\s+(?=[A-Z\"\u201c])"
)
"""A paper, and the agency whose report it carries: `Harbour Mirror (AFP): `."""

_BOXED = re.compile(rf"\((?P<agency>[A-Z][\w. ]{{1,14}})\s?[|/]\s?(?P<place>{PLACE})\)\s?(?:--?|[:\u2013])\s+")
_BRACKETED = re.compile(
    rf"[(\[](?P<place>{PLACE})(?P<region>,\s{PLACE})?(?:,\s(?P<day>(?i:{DAY})))?(?:\]|\)\s?(?:--?|\u2013))\s+"
)
"""Place, and perhaps day, in brackets."""

_SLASHED = re.compile(
    rf"(?P<place>{_WORD}(?: {_WORD}){{0,2}})\s?/\s?(?P<agency>[A-Z][\w. ]{{1,20}}?)\s?(?:--?|[:\u2013])\s+"
)
"""A place and an agency behind a stroke: `Oslo/AFP - `."""

_BARRED = re.compile(rf"(?P<place>{PLACE})(?P<region>{REGION}{{0,2}}?)\s?\|\s(?P<agency>[A-Z][\w.' &-]{{1,30}})\s\|\s+")
NEAR = 30
_MONTHS = "JFMASONDTW0123456789"


def read_special(head: str, forms: Forms) -> re.Match[str] | None:
    """A dateline whose parts stand in an order or between strokes of their own."""
    found = _dated(head, forms) if head[0] in _MONTHS else None
    found = found or (_LUNAR.match(head) if ", 14" in head[:NEAR] else None)
    found = found or (read_timed(head) if " / " in head[:CLOCK] else None)
    found = found or (_stroked(head, forms) if "/" in head else None)
    found = found or (_JOINED.match(head) if " and " in head and "(" in head else None)
    found = found or (read_bracketed(head, forms) if head[0] in "([" else None)
    found = found or (_RELEASE.match(head) if "/ " in head or "(" in head else None)
    found = found or (_carried(head, forms) if "(" in head else None)
    if found is not None:
        return found
    barred = _BARRED.match(head) or _BOXED.match(head) if "|" in head or head[0] == "(" else None
    if barred is None:
        return None
    region = barred.groupdict().get("region") or ""
    return barred if any(is_place(name, forms) for name in (barred["place"], region.strip(", ()"))) else None


def read_timed(head: str) -> re.Match[str] | None:
    """A dateline with a clock behind its day."""
    return _TIMED.match(head)


def _stroked(head: str, forms: Forms) -> re.Match[str] | None:
    """A dateline with strokes between its parts; without a day its place and agency are known."""
    found = _STROKED.match(head)
    if found is not None:
        return found
    found = _SLASHED.match(head)
    known = found is not None and is_place(found["place"], forms) and not is_place(found["agency"], forms)
    return found if found is not None and known and plain(found["agency"]) in forms.outlets else None


def _carried(head: str, forms: Forms) -> re.Match[str] | None:
    """A paper that is known, or whose name ends as those of papers do, and an agency in brackets."""
    found = _CARRIED.match(head)
    if found is None or plain(found["agency"]) not in forms.outlets:
        return None
    paper = plain(found["paper"])
    return found if paper in forms.outlets or paper.rpartition(" ")[2] in forms.papers else None


def _dated(head: str, forms: Forms) -> re.Match[str] | None:
    """A dateline that begins with the day, and perhaps a place that is known behind it."""
    found = _DAY_FIRST.match(head)
    return found if found is not None and is_place(found["place"], forms) else _PLACELESS.match(head)


def read_bracketed(head: str, forms: Forms) -> re.Match[str] | None:
    """A dateline in brackets, whose place is known and no outlet's name: `(Oslo) -`."""
    found = _BRACKETED.match(head)
    if found is None or plain(found["place"]) in forms.outlets or not is_place(found["place"], forms):
        return None
    return found
