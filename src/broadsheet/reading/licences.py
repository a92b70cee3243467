"""Licences that a text states for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.articles.folding import fold, lower
from broadsheet.articles.segment import Segment
from broadsheet.reading.index import index_of

__all__ = ["find_licence", "spdx_of_address"]

_ADDRESS = re.compile(
    r"creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<terms>[a-z-]{2,10})/(?P<version>\d\.\d)", re.IGNORECASE
)
_SHORT = re.compile(r"\bCC[ -](?P<terms>BY(?:-(?:NC|SA|ND)){0,2}|0)[ -]?(?P<version>\d\.\d)?\b")
_LONG = re.compile(
    r"Creative Commons (?P<terms>Attribution"
    r"(?:[ -](?:NonCommercial|Non-Commercial|ShareAlike|Share Alike|NoDerivatives|NoDerivs)){0,2})"
    r"(?: (?P<version>\d\.\d))?",
    re.IGNORECASE,
)
_TERMS = {
    "attribution": "BY",
    "noncommercial": "NC",
    "non-commercial": "NC",
    "sharealike": "SA",
    "share alike": "SA",
    "noderivatives": "ND",
    "noderivs": "ND",
}
_PICTURE = re.compile(
    r"\b(?:photo|image|picture|illustration|graphic|cartoon|map|video|audio|music|icon)", re.IGNORECASE
)
_STORY = re.compile(r"\b(?:article|story|text|report|content|page)s?\b", re.IGNORECASE)
_OUTRIGHT = re.compile(
    r"This (?:article|story|text|report|post|piece|page|work) (?:is|was|has been) (?:\w+ ){0,2}"
    r"(?:licen[sc]ed|available|released|distributed|(?:re)?published) (?:\w+ ){0,4}under ",
    re.IGNORECASE,
)
"""How a paragraph begins that says outright under which licence the story is."""


def find_licence(text: str, segments: Sequence[Segment]) -> str | None:
    """The open licence that a line of the page states, as an SPDX identifier.

    A mention of a licence inside the story says nothing about the story, unless a paragraph says so outright;
    nor does that of a picture.
    """
    folded = fold(text)
    if "creative" not in lower(folded) and "cc" not in index_of(folded).words:
        return None
    for segment in segments:
        line = segment.slice(text)[:600]
        told = segment.role in {"boilerplate", "sign_off", "byline", "date_line"} or _OUTRIGHT.match(line)
        if told and (_STORY.search(line) or not _PICTURE.search(line)) and (found := _in_line(line)):
            return found
    return None


def spdx_of_address(address: str) -> str | None:
    """The SPDX identifier of a Creative Commons address.

    >>> spdx_of_address("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC-BY-SA-4.0'
    """
    found = _ADDRESS.search(address)
    if found is None:
        return None
    if found["kind"].lower() == "publicdomain":
        return "CC0-1.0" if found["terms"].lower() == "zero" else None
    return f"CC-{found['terms'].upper()}-{found['version']}"


def _in_line(line: str) -> str | None:
    if address := spdx_of_address(line):
        return address
    if short := _SHORT.search(line):
        terms, version = short["terms"], short["version"] or ("1.0" if short["terms"] == "0" else None)
        return (f"CC0-{version}" if terms == "0" else f"CC-{terms}-{version}") if version else None
    if (long := _LONG.search(line)) and long["version"]:
        terms = [short_form for word, short_form in _TERMS.items() if word in long["terms"].lower()]
        return f"CC-{'-'.join(dict.fromkeys(terms))}-{long['version']}"
    return None
