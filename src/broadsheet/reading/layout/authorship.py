"""Lines of which every part says who wrote the story, as what, for whom, from where or when."""

from __future__ import annotations

import re

from broadsheet.reading.layout.authors import is_author_name, is_office, read_names, usual_case
from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import ends_in_job, is_person
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_place

__all__ = ["is_authorship", "read_authors"]

_BETWEEN = re.compile(r"(?<!\s)\s*[|\u2022\u00b7;,/:]\s*|(?<!\s)\s+(?:--?|\u2013|and|with|&)\s+|(?<!\s)\s*[()]\s*")
_BY = re.compile(r"(?:[A-Z][\w.'\u2019-]* ){0,3}(?:(?i:by)[ :]{1,2}|By)(?=[A-Z])")
"""What is said of a text before who wrote it: `Exclusive by`, `Harbour Radio by`."""

_MADE = ("ed", "en", "ght", "ED", "EN", "GHT")
_WROTE = frozenset({"authored", "compiled", "contributed", "filed", "prepared", "reported", "submitted", "written"})
"""Whoever did something else with a text, as those who edited, reviewed or sponsored it, did not write it."""

_FROM = re.compile(r" (?:(?:reports|reporting|writes) )?(?:from|in) (?=[A-Z])")
_DEGREE = re.compile(r"(?:Ph\.?D|M\.?D|J\.?D|M\.?B\.?A|R\.?N|M\.?A|D\.?O|Esq|MP|OBE|CBE|FRS)\.?")
_CONTACT = re.compile(r"(?:\S{1,60} )?\S{0,60}@\S{1,60}|(?:www\.)?[a-z][\w-]{1,30}(?:\.[a-z]{2,6}){1,3}")
_WRITES, _OUTLETS = frozenset({"person", "post"}), frozenset({"agency", "paper"})
_MENU = re.compile(r"[^,]\s{2}")
_SMALL = frozenset({"of", "the", "and", "for", "de", "du", "del", "da"})
LONGEST_PART = 6
"""The name of a paper or of a post has at most so many words."""

LONGEST = 120
MOST_PARTS = range(2, 7)


def is_authorship(text: str, forms: Forms) -> bool:
    """Whether a line of the head has a person, a desk or agencies, and nothing in it but what goes with authors."""
    kinds = [kind for _, kind in _parts(text, forms)]
    if not kinds or "" in kinds:
        return False
    return not _WRITES.isdisjoint(kinds) or ("agency" in kinds and _OUTLETS.issuperset(kinds) and not _BY.match(text))


def read_authors(block: Block, source: str, forms: Forms) -> tuple[str, ...]:
    """The authors that a byline names, as printed; names in capitals in the usual case."""
    names = read_names(block, source, forms)
    if names or not is_authorship(block.text, forms):
        return names
    persons = [part for part, kind in _parts(block.text, forms) if kind == "person"]
    starts = [block.start + block.text.index(name) for name in persons]
    printed = (source[start : start + len(name)] for start, name in zip(starts, persons, strict=True))
    return tuple(dict.fromkeys(map(usual_case, printed)))


def _parts(text: str, forms: Forms) -> list[tuple[str, str]]:
    """The parts of a line and what each of them is; none where the line is no list of such parts."""
    if len(text) > LONGEST or text[-1] in "?!:" or _MENU.search(text) is not None:
        return []
    marked = _BY.match(text)
    if marked is not None:
        said = text[: marked.end()].rstrip(" :").rpartition(" ")[0].rpartition(" ")[2]
        if said.endswith(_MADE) and said.lower() not in _WROTE:
            return []
    parts = [part for part in _BETWEEN.split(text[marked.end() if marked else 0 :]) if part]
    if marked is None and len(parts) not in MOST_PARTS:
        parts = _FROM.split(text)
    if marked is None and len(parts) not in MOST_PARTS:
        return []
    return [(part, _kind(part, forms)) for part in parts]


def _kind(part: str, forms: Forms) -> str:
    """What a part of a line is, of all that stands beside authors; nothing where it is none of these."""
    name = plain(part)
    words = name.split()
    if name in forms.outlets:
        return "agency"
    named = len(words) <= LONGEST_PART and all(word[0].isupper() or word in _SMALL for word in part.split())
    if is_office(part, forms) or (len(words) <= LONGEST_PART and part[0].isupper() and ends_in_job(f" {part}")):
        return "post"
    if named and len(words) > 1 and (words[-1] in forms.papers or not forms.issuers.isdisjoint(words)):
        return "paper"
    if is_person(usual_case(part)) and is_author_name(part, forms):
        return "person"
    if is_place(part, forms):
        return "place"
    return "more" if _DEGREE.fullmatch(part) or _CONTACT.fullmatch(part) else ""
