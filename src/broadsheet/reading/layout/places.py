"""Whether a name at the start of a story is that of a place."""

from __future__ import annotations

import re

from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.towns import load_towns
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["SITE", "VOWEL", "is_bare_place", "is_land", "is_place"]

SITE = re.compile(r"[A-Z]\.[A-Z]{2,4}$")
VOWEL = re.compile("[AEIOUY]")
LONGEST_PLACE = 4
_CODE = 2
"""So many capitals are a state, though a name is written so: JASPER, AL."""

MOST_UNHEARD, MOST_DASHED = 2, 3
LONGEST_INITIALS = 5
"""What has no more letters may be the initials of an agency, though a town is called so."""


def is_place(name: str, forms: Forms) -> bool:
    """Whether a folded name is that of a place that the lexicon knows, or of a town that can be nothing else."""
    return plain(name) in forms.places or load_towns().knows(name)


def _is_unheard(place: str) -> bool:
    """Whether a name before a long dash is no word of the language and no person's, so that it can only be a place."""
    words, said = place.split(), load_vocabulary()
    named = (said.is_english(word) or said.is_given(word) or said.is_family(word) for word in words)
    return len(words) <= MOST_UNHEARD and not place.isupper() and not any(named)


def _is_catchword(place: str, forms: Forms) -> bool:
    """Whether capitals are words of the language that name no kind of place, or an address of the web."""
    if SITE.search(place) is not None:
        return True
    is_plain = load_vocabulary().is_plain
    words = place.lower().replace("-", " ").split()
    return all(map(is_plain, words)) and forms.ground.isdisjoint(words)


def is_bare_place(place: str, region: str, mark: str, forms: Forms) -> bool:
    """Whether a name before a dash or colon, without day and agency, is a place."""
    known, lies = is_place(place, forms), is_place(region, forms)
    coded = len(region) == _CODE and region.isupper()
    if region and not (lies or coded) and load_vocabulary().is_given(region.partition(" ")[0]):
        return False
    if mark == ":" and not known and not place.replace("-", "").replace(" ", "").replace(".", "").isalpha():
        return False
    if place.isupper() and len(place) > 2 and mark != ";":
        named = len(place.split()) <= LONGEST_PLACE and VOWEL.search(place) is not None
        if mark == ":" and not known and (region or load_vocabulary().is_given(place.partition(" ")[0])):
            return lies
        return known or (named and (bool(region) or not _is_catchword(place, forms)))
    if region and mark in {":", ";"}:
        return known or (mark == ":" and _lies_in(place, region, forms))
    dashed = mark in {"\u2013", "--", "---"} and len(place.split()) <= MOST_DASHED
    return known or (dashed and (bool(region) or _is_unheard(place)))


def _lies_in(place: str, region: str, forms: Forms) -> bool:
    """Whether a land that is known stands behind a name that is no person's and no word's: `Khorog, Tajikistan`."""
    words, said = place.split(), load_vocabulary()
    named = any(said.is_given(word) or said.is_family(word) for word in words) or all(map(said.is_plain, words))
    return len(words) <= MOST_UNHEARD and not named and plain(region.rpartition(", ")[2]) in forms.places


def is_land(name: str, forms: Forms) -> bool:
    """Whether what stands in brackets behind a place is where that place lies: `Gwalior (Madhya Pradesh)`."""
    known = plain(name) in forms.places or (len(name) > LONGEST_INITIALS and is_place(name, forms))
    return known and plain(name) not in forms.outlets
