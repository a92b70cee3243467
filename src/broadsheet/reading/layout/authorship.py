"""Lines of which every part says who wrote the story, as what, for whom, from where or when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.reading.dates import find_dates
from broadsheet.reading.layout.authors import SERVICE, is_author_name, is_office, read_names, usual_case
from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import ends_in_job, is_name, is_person
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.towns import load_towns

__all__ = ["find_town", "is_authorship", "names_person", "read_authors"]

_BETWEEN = re.compile(
    r"(?<!\s)\s*(?:\|\s\||[|\u2022\u00b7;,/:])\s*|(?<!\s)\s+(?:--?|\u2013|and|with|&|\.)\s+|(?<=[a-z])\u2013\s"
    r"|(?<!\s)\s*[()]\s*"
)
_BY = re.compile(r"(?:[A-Z][\w.'\u2019-]* ){0,3}(?:(?i:by)[ :]{1,2}|By)(?=[A-Z])")
"""What is said of a text before who wrote it: `Exclusive by`, `Harbour Radio by`."""

_POSTED = re.compile(
    r"(?:(?:Curated|Edited|Posted|Published|Uploaded) [Bb]y\s{1,3}|(?:[A-Z]\w{1,20} )?Editor\s{2,3})(?=[A-Z])"
)
"""Beside an agency, who put its story on the page: `Reuters | Posted by Ada Byron`, `Xinhua | Editor: Ada Byron`."""

_BY_COLON = re.compile(r"(?:(?<= [Bb]y)|(?<=Editor))\s?:(?=\s)")
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"|\b(?:(?i:last|first) )?(?i:published|updated|posted|created|modified)\b(?! by)(?: (?:on|at)\b)?\s?:?"
    r"|\d{1,2}\s(?i:min(?:ute)?s?\sread)\b"
)
"""The clock of a day, and what is said of both."""

_ZONE = re.compile(r"(?<=\|\|)\s([A-Z]{2,5})\b")

_MADE = ("ed", "en", "ght", "ED", "EN", "GHT")
_WROTE = frozenset({"authored", "compiled", "contributed", "filed", "prepared", "reported", "submitted", "written"})
"""Whoever did something else with a text, as those who edited, reviewed or sponsored it, did not write it."""

_FROM = re.compile(r" (?:(?:reports|reporting|writes) )?(?:from|in) (?=[A-Z])")
_DEGREE = re.compile(r"(?:Ph\.?D|M\.?D|J\.?D|M\.?B\.?A|R\.?N|M\.?A|D\.?O|Esq|MP|OBE|CBE|FRS)\.?")
_CONTACT = re.compile(r"(?:\S{1,60} )?\S{0,60}@\S{1,60}|(?:www\.)?[a-z][\w-]{1,30}(?:\.[a-z]{2,6}){1,3}")
_WRITES, _OUTLETS = frozenset({"person", "post"}), frozenset({"agency", "paper"})
_FILED = _OUTLETS | {"day", "place"}
_MENU = re.compile(r"[^,]\s{2}")
_SMALL = frozenset({"of", "the", "and", "for", "de", "du", "del", "da"})
LONGEST_PART = 6
"""The name of a paper or of a post has at most so many words."""

LONGEST = 120
MOST_PARTS = range(2, 7)


Part = tuple[int, int, str]


def is_authorship(text: str, forms: Forms) -> bool:
    """Whether a line of the head has a person, a desk or agencies, and nothing in it but what goes with authors."""
    kinds = [kind for _, _, kind in _parts(text, forms)]
    if not kinds or "" in kinds:
        return False
    if "day" in kinds:
        return "person" in kinds
    return not _WRITES.isdisjoint(kinds) or ("agency" in kinds and _OUTLETS.issuperset(kinds) and not _BY.match(text))


def names_person(text: str, forms: Forms) -> bool:
    """Whether such a line names a person."""
    kinds = [kind for _, _, kind in _parts(text, forms)]
    return "person" in kinds and "" not in kinds


def read_authors(block: Block, source: str, forms: Forms) -> tuple[str, ...]:
    """The authors that a byline names, as printed; names in capitals in the usual case."""
    names = read_names(block, source, forms)
    if names or not is_authorship(block.text, forms):
        return names
    spans = [(block.start + a, block.start + b) for a, b, kind in _parts(block.text, forms) if kind == "person"]
    return tuple(dict.fromkeys(usual_case(source[start:end]) for start, end in spans))


def find_town(text: str, forms: Forms) -> tuple[int, int] | None:
    """Where in a line beside an agency, or behind a day, stands a town: `Reuters, Oslo`. That of an author is his own.

    >>> from broadsheet.reading.layout.forms import compile_forms
    >>> from broadsheet.reading.lexicon import Lexicon
    >>> find_town("Reuters | Oslo | May 3, 2024", Lexicon.load().compiled(compile_forms))
    (10, 14)
    """
    parts = _parts(text, forms, 1)
    kinds = [kind for _, _, kind in parts]
    if not _FILED.issuperset(kinds) or "place" not in kinds:
        return None
    start, end, _ = parts[kinds.index("place")]
    listed = kinds.count("place") > 1 and "place" not in kinds[kinds.index("place") + 1 :][:1]
    sure = "agency" in kinds or (start > 0 and load_towns().knows(usual_case(text[start:end])))
    return (start, end) if sure and not listed and plain(text[start:end]) not in forms.rubrics else None


def _parts(text: str, forms: Forms, fewest: int = 2) -> list[Part]:
    """The parts of a line beside its day, and what each of them is; none where the line is no list of such parts."""
    if len(text) > LONGEST or ("  " in text and _MENU.search(text) is not None):
        return []
    marked = _BY.match(text)
    bare = text.rstrip(" :") if marked is not None else text
    if bare[-1:] in {"", "?", "!", ":"}:
        return []
    if marked is not None:
        said = text[: marked.end()].rstrip(" :").rpartition(" ")[0].rpartition(" ")[2]
        if said.endswith(_MADE) and said.lower() not in _WROTE:
            return []
    bare = _BY_COLON.sub(lambda found: " " * len(found[0]), bare)
    line = _without_day(bare, forms)
    spans = list(_split(_BETWEEN, line, marked.end() if marked else 0))
    if marked is None and len(spans) not in MOST_PARTS and line == bare:
        spans = list(_split(_FROM, line, 0))
    if marked is None and not fewest <= len(spans) <= MOST_PARTS[-1]:
        return []
    dated = [(0, 0, "day")] if line != bare else []
    return dated + [(start, end, _kind(line[start:end], forms)) for start, end in spans]


def _without_day(text: str, forms: Forms) -> str:
    """A line with bars for its days, clocks, their zones and what is said of them."""
    if not any(map(str.isdigit, text)):
        return text
    for found in find_dates(text, 0, len(text)):
        text = f"{text[: found.start]}{'|' * (found.end - found.start)}{text[found.end :]}"
    text = _CLOCK.sub(lambda found: "|" * len(found[0]), text)
    return _ZONE.sub(lambda found: "|" * len(found[0]) if found[1].lower() in forms.date_words else found[0], text)


def _split(cut: re.Pattern[str], text: str, at: int) -> Iterator[tuple[int, int]]:
    """The spans between the marks of a line that have more than bars and blanks."""
    for match in [*cut.finditer(text, at), None]:
        end = match.start() if match is not None else len(text)
        piece = text[at:end].strip("|,;.\u2013- ")
        if piece:
            start = text.index(piece, at)
            yield start, start + len(piece)
        at = match.end() if match is not None else end


def _kind(part: str, forms: Forms) -> str:
    """What a part of a line is, of all that stands beside authors; nothing where it is none of these."""
    name = plain(part)
    if name in forms.outlets:
        return "agency"
    posted = _POSTED.match(part)
    if posted is not None or _is_post(part, forms):
        return "post" if posted is None or is_name(part[posted.end() :]) else ""
    if _is_paper(part, forms):
        return "paper"
    if is_person(usual_case(part)) and is_author_name(part, forms):
        return "person"
    if is_place(part, forms):
        return "place"
    return "more" if _DEGREE.fullmatch(part) or _CONTACT.fullmatch(part) else ""


def _is_post(part: str, forms: Forms) -> bool:
    """Whether a part is a desk, a paper's service or what somebody is called there."""
    called = len(part.split()) <= LONGEST_PART and part[0].isupper() and ends_in_job(f" {part}")
    return called or is_office(part, forms) or SERVICE.fullmatch(part) is not None


def _is_paper(part: str, forms: Forms) -> bool:
    """Whether a part has the capitals and the words of the name of a paper or service."""
    words = plain(part).split()
    named = 1 < len(words) <= LONGEST_PART and all(word[0].isupper() or word in _SMALL for word in part.split())
    return named and (words[-1] in forms.papers or not forms.issuers.isdisjoint(words))
