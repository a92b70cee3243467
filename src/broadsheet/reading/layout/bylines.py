"""Which lines say who wrote the story."""

from __future__ import annotations

import re

from broadsheet.reading.layout.authors import (
    KICKED,
    REPORT,
    SERVICE,
    STAFF,
    before_job,
    is_author_name,
    is_lettered,
    is_office,
    match_town,
    names_office,
    pieces,
)
from broadsheet.reading.layout.authorship import is_authorship
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.outlet_names import find_outlets
from broadsheet.reading.layout.persons import ends_in_job, ends_plainly, has_title, is_called, is_name, is_person
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.layout.story_sentences import is_sentence
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = [
    "is_byline",
    "is_desk",
    "is_marked_byline",
    "is_staff",
    "names_author",
    "names_writer",
    "shows_official",
]

_WITHOUT_STAFF = re.compile(r" (?:staff|digital|news|web|online)$", re.IGNORECASE)
"""What stands before them, too: `Skarn Post staff reporter`."""

_SITE = re.compile(r"[a-z][\w-]*(?:\.[a-z]{2,})+")
_OWNS = re.compile(r"[a-z]['\u2019]s\s[A-Z]")
"""Whose somebody is, is no byline: `The County's Harbour Master, Grace Hopper`."""
_FILED = re.compile(r"(?:In|Under) [A-Z][\w&, -]{2,40}? on (?=[A-Z\d])")
"""The section that a page put a story into, before the day: `In Harbours on May 4, 2021`."""

_MAILED = re.compile(r"([^,|<(@\[]{5,60}?)\s?(?:[,|<(]\s?[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]+[>)]?$|\[email.protected\])")
_HANDLED = re.compile(
    r"((?:[A-Z][A-Z.'\u2019-]+ ){2,4}|(?:[A-Z][\w.'\u2019-]+ ){2,4}(?=\S+ @))"
    r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]+(?: @\w{2,30})?"
)
"""A name in capitals before an address for mail, or in any letters where what it is called elsewhere stands behind."""

_DATED = re.compile(
    rf"([A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]*){{1,3}}?),?(?: [\u2013|\u00b7\u2022-])?\s{{0,3}}"
    r"(?:(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Oo]n|\d{1,2} \w+ ago|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*),?:? ?){0,3}"
    rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|\d{{4}}-\d\d-)"
)
"""A name right before a day: `Grace Hopper 4 May 2021`, `Grace Hopper Published May 4, 2021`."""

MOST_SMALL = 4
"""A line with more words in small letters says something."""

LONGEST = 160
LONGEST_PAPER = 5
SMALL_NAMES = range(2, 4)
"""A byline without any capital has so many blanks."""


def names_writer(name: str, forms: Forms) -> bool:
    """Whether what stands in a dateline where agencies do is who wrote the story: `OSLO | ADA BYRON |`."""
    return plain(name) not in forms.outlets and name.isupper() and is_called(name.title())


def is_desk(text: str, forms: Forms) -> bool:
    """Whether a line names a desk or an outlet instead of a person."""
    return is_office(text, forms)


def is_byline(text: str, forms: Forms) -> bool:
    """Whether a line in the head of an article says who wrote it."""
    if len(text) > LONGEST:
        return False
    if text.lower().startswith("special to ") or is_marked_byline(text, forms) or is_staff(text, forms):
        return True
    if names_office(plain(text.rstrip(".")), forms) or is_authorship(text, forms) or is_lettered(text, forms):
        return True
    if match_town(text, forms) or _is_posted(text, forms):
        return True
    if text.endswith((".", "?", "!")) and plain(text.rstrip(".")) not in forms.desks:
        return False
    return _is_bare(text, forms)


def _is_posted(text: str, forms: Forms) -> bool:
    """Whether a line is an outlet and where it reports from: `Reuters in Hanoi`."""
    outlet, posted, place = text.partition(" in ")
    return bool(posted) and plain(outlet) in forms.outlets and is_place(place, forms)


def is_marked_byline(text: str, forms: Forms) -> bool:
    """Whether a line, wherever it stands, says `by` and a name."""
    kicker = KICKED.match(text) if " | By " in text else None
    text = text[kicker.end() :] if kicker else text.rstrip("*")
    may = len(text) <= LONGEST and text[:2].lower() in forms.byline_starts
    marked = forms.byline.match(text) if may else None
    if marked is None or text.endswith(("?", "!", ":")) or is_sentence(text, forms):
        return False
    if text.islower() and text.count(" ") in SMALL_NAMES:
        return forms.small.isdisjoint(text.split()[1:]) and forms.common.isdisjoint(text.split()[1:])
    first = next(pieces(text, marked.end(), forms), None)
    named = first is not None and _writes(text[slice(*first)], forms)
    return named or next(find_outlets(text[marked.end() :], forms.agencies), (1, 1))[0] == 0


def _writes(piece: str, forms: Forms) -> bool:
    """Whether what stands behind `by` is a name, a desk or a paper."""
    words = piece.split()
    paper = (
        len(words) <= LONGEST_PAPER and words[-1].lower() in forms.papers and all(word[0].isupper() for word in words)
    )
    joined = len(words) == 1 and "-" in piece and all(part[:1].isupper() for part in piece.split("-"))
    return paper or joined or is_name(piece) or is_office(piece, forms)


def names_author(text: str, forms: Forms) -> bool:
    """Whether a line says `by` and the name of a person, or a name and what it is called elsewhere: `(@grace)`."""
    if len(text) > LONGEST:
        return False
    marked = forms.byline.match(text)
    if marked is None:
        dated = _DATED.match(text)
        if dated is not None and is_person(dated[1]):
            return is_author_name(dated[1], forms) and _FILED.match(text) is None
        line = text.lstrip("-\u2013 ")
        mailed = _MAILED.match(line) or _HANDLED.fullmatch(line)
        if mailed is not None:
            called = mailed[1].rstrip()
            called = called[: before_job(called, 0, len(called))] if ends_in_job(called) else called
            return is_author_name(called, forms) and not has_title(called)
        name, mark, _ = text.partition(" (@") if " (@" in text else text.partition(" | ")
        return bool(mark) and is_author_name(name, forms) and not has_title(name) and plain(name) not in forms.rubrics
    return any(is_author_name(text[slice(*span)], forms) for span in pieces(text, marked.end(), forms))


def shows_official(text: str, forms: Forms) -> bool:
    """Whether a line is somebody behind an office, and the day of a picture: `President Ada Byron 4 May 2021`."""
    dated = _DATED.match(text)
    return dated is not None and forms.posted.match(dated[1]) is not None and not has_title(dated[1])


def is_staff(text: str, forms: Forms) -> bool:
    """Whether a line is a paper, by its name or by its last word, and who of it wrote: `Skarn Post Bureau`."""
    if SERVICE.fullmatch(text) is not None:
        return True
    paper, _, staff = text.rstrip(".").rpartition(" ")
    paper = _WITHOUT_STAFF.sub("", paper)
    listed = plain(paper) in forms.outlets
    known = listed or paper.rpartition(" ")[2].lower() in forms.papers
    if staff.lower() in REPORT:
        return listed or (known and " " in paper)
    desk = text[-1] == ":" and plain(text.rstrip(" :"))
    return (staff.lower() in STAFF and known) or (bool(desk) and desk in forms.desks and desk.split()[-1] in STAFF)


def _is_bare(text: str, forms: Forms) -> bool:
    """A byline without `By`: names or a desk, with a title, a place or an agency after them."""
    first = text.partition(" ")[0]
    if first.lower() in forms.page_verbs and load_vocabulary().is_plain(first):
        return False
    if (
        _FILED.match(text) is not None
        or _OWNS.search(text) is not None
        or sum(map(str.islower, text.split())) > MOST_SMALL
    ):
        return False
    headed = forms.heads.match(text)
    spans = pieces(text, headed.end() if headed else 0, forms)
    first = next((text[slice(*span)] for span in spans), text)
    office = is_office(first, forms)
    if not office and (first == text or not is_name(first) or ends_plainly(first)):
        return False
    rest = [text[slice(*span)] for span in spans]
    if office and not rest and plain(text.rstrip(".")) not in forms.desks and not names_office(plain(text), forms):
        return False
    return all(
        is_name(piece) or piece.istitle() or is_office(piece, forms) or _SITE.fullmatch(piece) or has_title(piece)
        for piece in rest
    )
