"""The names in a byline: who wrote the story, without title, place and outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.dateline_parts import MONTH
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import ends_in_job, ends_plainly, has_title, is_job, is_name, is_person
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.towns import load_towns
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = [
    "KICKED",
    "REPORT",
    "SERVICE",
    "STAFF",
    "are_joined",
    "before_job",
    "is_author_name",
    "is_labelled",
    "is_lettered",
    "is_office",
    "is_signed_day",
    "match_town",
    "names_office",
    "pieces",
    "read_names",
    "usual_case",
]

_WRITERS = re.compile(
    r"(?:[A-Z][\w' ]{1,20}\s)?"
    r"(?:[Ss]taff|(?:[Ss]taff\s)?(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?))\s(?=[A-Z][\w'\u2019-]+\s[A-Z])"
)
_BLANKS = r"(?:(?<!\s)\s+)?"
"""Blanks from their beginning on: a search does not try each of many."""

_AND = re.compile(rf"{_BLANKS},\s(?:and|with)\s|(?<!\s)\s+(?:and|with)\s|{_BLANKS}[&;]\s*", re.IGNORECASE)
_JOINING = ("and ", "with ", "&", ";")
"""One of these stands wherever the expression matches."""

_ANOTHER = re.compile(r"and\s|(?:--?|\u2013)\s?(?=[A-Z][A-Za-z])", re.IGNORECASE)
_AGO = r"\d{1,2}\s(?:min(?:ute)?|hour|hr|day|week|month|year)s?\sago\b"
_DATED = re.compile(
    rf"(?:[^|]{{0,40}}\b(?:19|20)\d\d\b[^|A-Z]{{0,12}}?|{_AGO})"
    r"(?:\s[Bb]y\s|\sAuthor:?\s|\s?\|\s?(?:[Bb]y\s|Author:?\s)?)(?=[A-Z][a-z.])"
    rf"|(?:{MONTH}\s\d{{1,2}},?|\d{{1,2}}\s{MONTH},?)\s(?:19|20)\d\d(?:\s[\u2013-]|,)?\s(?=[A-Z][a-z.])"
)
"""A day before the author: `May 4, 2021 | Grace Hopper`, `4 May 2021 Grace Hopper`, `2 hours ago by Grace Hopper`."""

_FILED = re.compile(r"\sin\s[A-Z][\w&-]*(?:,? (?:& )?[A-Z][\w&-]*){0,3}$")
"""The section behind an author: `by Grace Hopper in Harbour News`."""

_KICKER = r"[A-Z][A-Za-z]{3,12} \| (?=By [A-Z])"
KICKED = re.compile(_KICKER)
"""What kind of text it is, before its byline: `Analysis | By Grace Hopper`."""

_KICKED = re.compile(rf"{_KICKER}By ")
_MAIL = re.compile(r"[ ,<(]{1,3}[\w.+-]+@")
_COMMA = re.compile(rf"{_BLANKS}[,/]\s*")
_BREAK = re.compile(
    rf"{_BLANKS}[|\u2013\u00b7\u2022(@]|\s\[email|(?<=[a-z]{{3}})\.\s(?=[A-Z][a-z]*\s[a-z])|\s-\s|\s(?:at\s)?[\w.+\-]+@|\s(?i:updated|published|posted|last|on)\b(?=.{{0,300}}\d)"
    r"|\s(?i:for|of|in|at|from)\s(?i:the\s)?(?=[A-Z])|\son\s(?=[A-Z][a-z]+,\s[A-Z])"
    rf"|,?\s{_AGO}"
    r"|,?\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"|\s-(?={MONTH}\s\d)|,?\s{{1,3}}(?:{MONTH}\s\d{{1,2}}\b|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}|\d{{4}}-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d)"
)
_ENDING = frozenset("|\u2013-\u2022\u00b7@")
"""Behind these, and behind a day, no further author is named."""

_HONORIFIC = re.compile(
    r"(?:(?:the\s)?(?:Dr|Prof|Mr|Mrs|Ms|Rev|Sir|Fr|Hon)\.?\s"
    r"|(?:(?:1st|2nd|Lance|Staff|Tech|Master|Senior|Chief|First|Petty Officer|Airman)\.?\s)?"
    r"(?:\d(?:st|nd|rd)\sClass\s)?"
    r"(?:Sgt|Spc|Capt|Lt|Maj|Col|Gen|Cpl|Pfc|Pvt|Cmdr|Airman|Sergeant|Corporal|Captain|Lieutenant|Specialist)\.?\s"
    r"(?:1st\sClass\s)?(?:Col\.?\s|Gen\.?\s|Cmdr\.?\s)?)(?=[A-Z])"
)
_OFFICE = re.compile(
    r"(?:U\.?S\.?\s|State\s)?(?:Amb|Cllr|Gov|Governor|Mayor|Rep|Sen|Senator)\.?\s(?=[A-Z][\w'\u2019.-]+\s[A-Z])"
)
"""What an author is who holds one, behind `By` alone: a picture shows `Mayor Grace Hopper`."""

_CAPITALS = re.compile(r"(?=(?:[A-Z]\.\s?)*[A-Z]{2})[A-Z][A-Z.'\-]+(?:\s[A-Z][A-Z.'\-]*)+(?=\s[A-Z][a-z])")
_PAPERS = frozenset(
    {"Daily", "Weekly", "Evening", "Morning", "Sunday", "Monday", "Saturday", "Friday", "News", "Radio", "Staff"}
)
"""Words that names of papers begin with, and those of persons do not."""

_TOWN = re.compile(r"([A-Z][\w.' ]{2,30}) - (?=[A-Z])")
_GLUED = re.compile(r"(?<=[a-z])\d{1,4}$")
"""How often a story was shared, right behind the name."""

_LANDED = re.compile(r"[a-z] (?:NZ|UK|US|USA|UAE|EU|SA|TV|FM|PR|PTY|AFP|AP)$")
"""A land or kind in capitals ends the name of a firm, and no person's."""

_EMPLOYED = re.compile(r"(?<=[a-z])-(?:[A-Z][a-z]+ ){1,3}(?:Reporter|Correspondent|Writer|Editor)s?$")
"""The paper and the job right behind a name: `Grace Hopper-Herald Reporter`."""

_CLOSED = re.compile(r"(?<=[a-z]{3})[.)]{1,2}$")
_LABELLED = re.compile(r"(?i:author|writer|reporter)s?\s?:\s*(?=[A-Z])")
_BODY = re.compile(
    r"\b(?:Academy|College|Council|Foundation|Institute|Laboratory|Museum|Observatory|School|Society|University)\b"
)
"""A word by which what stands behind the name of an author is where that person works."""

STAFF = frozenset(
    {"staff", "bureau", "desk", "network", "team", "reporter", "reporters", "correspondent", "correspondents"}
)
REPORT = frozenset({"report", "reports"})
"""Behind the name of a paper these say that it wrote itself."""

_LETTERED = re.compile(r"(?P<paper>[A-Z]{2,4})(?: [A-Z][a-z]+)? (?P<who>[A-Z][A-Za-z]+)")

SERVICE = re.compile(r"(?:[A-Z][\w'&.-]* ){1,3}(?:News Service|NEWS SERVICE)|News Service of [A-Z]\w+")
"""A paper's own service, in whose name its reporters write."""

_DESKS = (" desk", " bureau", " staff", " network", "editorial board")
_BUTTONS = re.compile(r"(?<=[a-z]{2})\s\+?\s?(?:Follow|Subscribe|[Rr]eporting)$")
"""What is pressed right behind a name."""

LONGEST_CALLED = 3
FEWEST_OF_BOTH = 4
FEWEST_OF_NAME = 2
LONGEST_LABELLED = 70

Span = tuple[int, int]


def read_names(block: Block, source: str, forms: Forms) -> tuple[str, ...]:
    """The authors that a byline names, as printed; names in capitals in the usual case."""
    text = _BUTTONS.sub("", _GLUED.sub("", _CLOSED.sub("", block.text.rstrip(" ,*-\u2013"))))
    employed = _EMPLOYED.search(text) if "-" in text else None
    text = text[: employed.start()] if employed else text
    small = text.islower()
    text = text.title() if small else text
    marked = forms.byline.match(text) or forms.heads.match(text) or _ANOTHER.match(text) or _DATED.match(text)
    marked = marked or match_town(text, forms) or _KICKED.match(text)
    if SERVICE.fullmatch(text, marked.end() if marked else 0):
        return ()
    if text[:11].lower() == "special to " or (marked and marked[0].lower().startswith(forms.translators)):
        return ()
    if marked is None and is_job(text) and not _is_employed(text, forms):
        return ()
    names = []
    for whole in _authors(text, marked.end() if marked else 0, forms):
        span = _called(text, *whole) if is_office(text[slice(*whole)], forms) else whole
        if span[0] == span[1]:
            continue
        start, end = _without_title(text, *span, forms)
        piece = text[start:end]
        paper = is_office(piece, forms) or piece.lower() in forms.papers
        initials = piece.isupper() and text[end : end + 1] == "/"
        single = marked is not None and " " not in piece and piece[:1].isupper() and not (paper or initials)
        plainly = marked is not None and _is_plainly_called(piece, forms)
        if is_author_name(piece, forms) or small or plainly or (single and plain(piece) not in forms.places):
            name = " ".join(source[block.start + start : block.start + end].split())
            names.append(usual_case(name.title() if name.islower() else name))
    return tuple(dict.fromkeys(names))


def match_town(text: str, forms: Forms) -> re.Match[str] | None:
    """The town before the name of who writes from there: `Oslo - Grace Hopper`."""
    found = _TOWN.match(text) if " - " in text else None
    return found if found and is_place(found[1], forms) and is_person(text[found.end() :]) else None


def _is_plainly_called(piece: str, forms: Forms) -> bool:
    """Whether what stands behind `by` begins with a word by which people are called, or one that is short and none."""
    first, _, rest = piece.partition(" ")
    short = len(first) <= LONGEST_CALLED and first.istitle() and not load_vocabulary().is_english(first)
    return (
        (short or first.lower() in forms.called)
        and 0 < len(rest.split()) < LONGEST_CALLED
        and not is_office(piece, forms)
    )


def is_office(piece: str, forms: Forms) -> bool:
    """Whether a piece of a byline is a desk or an outlet rather than a person."""
    name = plain(piece)
    first, _, last = piece.partition(" ")
    if last.isupper() and plain(last) in forms.outlets and first.istitle() and name not in forms.outlets:
        return not load_vocabulary().is_given(first)
    if name.endswith(" staff") and load_vocabulary().is_given(first) and is_person(piece[: -len(" staff")]):
        return False
    if name in forms.desks or name in forms.outlets or name.endswith(_DESKS):
        return True
    return names_office(name, forms) or is_lettered(piece, forms) or are_joined(piece, forms)


def are_joined(piece: str, forms: Forms) -> bool:
    """Whether a piece is made up of outlets that dashes join: `NNN-Petra`."""
    return "-" in piece and all(plain(part) in forms.outlets for part in piece.split("-"))


def is_lettered(text: str, forms: Forms) -> bool:
    """Whether a line is a paper by its letters, which are no body's or land's, and who of it wrote: `HM Staff`."""
    found = _LETTERED.fullmatch(text)
    return found is not None and found["who"].lower() in STAFF | REPORT and found["paper"] not in forms.abbreviations


def names_office(name: str, forms: Forms) -> bool:
    """Whether a plain name has no words but those by which people who write for a paper are called: `staff reports`."""
    words = set(name.split())
    return words <= forms.office and not words.isdisjoint(forms.offices)


def _called(text: str, start: int, end: int) -> Span:
    """The first two words of a desk of at least four, where they are a name: `Grace Hopper Northern Bureau`."""
    words = text[start:end].split(" ")
    name = " ".join(words[:2])
    called = len(words) > LONGEST_CALLED and is_name(name) and load_vocabulary().is_plain(words[-1])
    return (start, start + len(name)) if called else (start, start)


def _authors(text: str, start: int, forms: Forms) -> list[Span]:
    """The spans of the names: `A, B and C` are three; in `A, Place, and B, Title` they come first."""
    writers = _WRITERS.match(text, start)
    groups = list(_groups(text, writers.end() if writers else start))
    parts = [_split(_COMMA, text, *group) for group in groups]
    if (
        writers
        or (_LABELLED.match(text) and parts and _are_names(text, parts[0]))
        or (len(groups) > 1 and parts[-1] and len(parts[-1]) == 1)
    ):
        return [span for group in parts for span in group]
    if len(parts) == 1 and len(parts[0]) > 1 and _are_stroked(text, parts[0], forms):
        return parts[0]
    named = not start or all(_is_author(text[slice(*span)]) for span in (parts[0] if parts else ()))
    if named and len(parts) == 1 and len(parts[0]) > 1 and _are_names(text, parts[0]):
        listed = len(parts[0]) == FEWEST_OF_NAME or all(_is_author(text[slice(*span)]) for span in parts[0])
        return parts[0] if listed else parts[0][:1]
    return [group[0] for group in parts if group]


def _are_stroked(text: str, spans: list[Span], forms: Forms) -> bool:
    """Whether names of two words and more stand between strokes alone: `ADA BYRON/GRACE HOPPER`."""
    between = {text[a[1] : b[0]].strip() for a, b in pairwise(spans)}
    names = [text[slice(*span)] for span in spans]
    return between == {"/"} and all(" " in name and is_author_name(name, forms) for name in names)


def _is_author(piece: str) -> bool:
    """Whether a name between commas behind `By` is that of another author, and not where the first one writes."""
    return is_person(piece) and not load_towns().knows(piece)


def _are_names(text: str, spans: list[Span]) -> bool:
    parts = [text[start:end] for start, end in spans]
    return all(
        is_name(piece) and not has_title(piece) and piece[:4] != "The " and _BODY.search(piece) is None
        for piece in parts
    )


def pieces(text: str, start: int, forms: Forms) -> Iterator[Span]:
    """The spans between the commas of a byline, without titles."""
    writers = _WRITERS.match(text, start)
    for group in _groups(text, writers.end() if writers else start):
        for span in _split(_COMMA, text, *group):
            yield _without_title(text, *span, forms)


def _groups(text: str, start: int) -> Iterator[Span]:
    """The spans between the words `and`, each up to what is said of place, outlet or day."""
    if start >= len(text):
        return
    joined = any(map(text.lower().__contains__, _JOINING))
    for begin, end in _split(_AND, text, start, len(text)) if joined else [(start, len(text))]:
        cut = _BREAK.search(text, begin, end)
        if cut is None:
            yield begin, end
        elif cut.start() > begin:
            yield begin, cut.start()
        if cut is not None and (cut[0].strip()[:1] in _ENDING or any(map(str.isdigit, cut[0]))):
            return


def _split(cut: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    found, begin = [], start
    for match in cut.finditer(text, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    return [(a, b) for a, b in [*found, (begin, end)] if a < b]


def _without_title(text: str, start: int, end: int, forms: Forms) -> Span:
    """The span of the name alone: no honorific before it, no title or outlet behind it."""
    honorific = _HONORIFIC.match(text, start, end) or (_OFFICE.match(text, start, end) if start else None)
    start = honorific.end() if honorific else start
    capitals = _CAPITALS.match(text, start, end)
    title = forms.title.search(text[start:end])
    if capitals is not None:
        end = capitals.end()
    elif ends_in_job(text[start:end]) and all(word[0].isupper() for word in text[start:end].split()):
        end = _before_paper(text, start, end, forms)
    elif title is not None and title.start():
        end = start + title.start()
    words = text[start:end].split(" ")
    papers = [i for i, word in enumerate(words) if word.lower() in forms.papers] if len(words) >= FEWEST_OF_BOTH else []
    called = _beside_paper(words, papers, forms) if papers else ""
    if called:
        return start + text[start:end].index(called), start + text[start:end].index(called) + len(called)
    for count in range(len(words) - 2, 0, -1):
        if plain(" ".join(words[-count:])) in forms.outlets:
            return start, end - len(" ".join(words[-count:])) - 1
    return start, end


def _beside_paper(words: list[str], papers: list[int], forms: Forms) -> str:
    """The name before or behind that of a paper: `Grace Hopper Skarn Herald`, `Skarn Herald Grace Hopper`."""
    before, behind = " ".join(words[:FEWEST_OF_NAME]), " ".join(words[papers[-1] + 1 :])
    ends = papers[0] >= FEWEST_OF_NAME and papers[-1] == len(words) - 1
    name = before if ends else behind if papers[-1] else ""
    return name if all(word[:1].isupper() for word in words) and is_person(name) and is_author_name(name, forms) else ""


def _is_employed(text: str, forms: Forms) -> bool:
    """Whether somebody is named before a job: `Grace Hopper Senior Editor`, and not `Harbour Media Senior Editor`."""
    named = text[: before_job(text, 0, len(text))]
    first = named.partition(" ")[0]
    known = load_vocabulary()
    return (
        not has_title(named)
        and first.lower() not in forms.papers
        and (known.is_given(first) or not known.is_plain(first))
    )


def before_job(text: str, start: int, end: int) -> int:
    """Where a name ends, before what somebody is called at a paper: `Grace Hopper Local Democracy Reporter`."""
    words = text[start:end].split(" ")[:-1]
    while len(words) > FEWEST_OF_NAME and load_vocabulary().is_plain(words[-1]):
        words.pop()
    return start + len(" ".join(words))


def usual_case(name: str) -> str:
    """A name, in the usual case where it, or the last of two words, was in capitals: `Grace HOPPER`."""
    first, _, last = name.partition(" ")
    family = first.istitle() and len(last) > LONGEST_CALLED and last.isupper() and last.isalpha()
    return name.title() if name.isupper() or family else name


def is_author_name(piece: str, forms: Forms) -> bool:
    """Whether a piece of a byline is the name of a person, and of no place, desk or outlet."""
    if piece.partition(" ")[0] in _PAPERS or _LANDED.search(piece) is not None:
        return False
    return (
        is_name(piece) and not ends_plainly(piece) and not is_office(piece, forms) and plain(piece) not in forms.places
    )


def is_signed_day(text: str, forms: Forms) -> bool:
    """Whether a day stands in a line before the name of who wrote the story, and nothing behind it."""
    dated = _DATED.match(text) if "19" in text or "20" in text or " ago" in text else None
    if dated is None:
        return False
    name = _MAIL.split(text[dated.end() :].partition(" | ")[0], maxsplit=1)[0]
    name = _FILED.sub("", name) if " in " in name else name
    return is_person(name) and is_author_name(name, forms)


def is_labelled(text: str) -> bool:
    """Whether a line says outright, before a colon, that what follows is the author.

    >>> is_labelled("Author: Harbour Newsroom"), is_labelled("Author of the report: a clerk")
    (True, False)
    """
    return len(text) <= LONGEST_LABELLED and _LABELLED.match(text) is not None


def _before_paper(text: str, start: int, end: int, forms: Forms) -> int:
    """Where a name ends that is called before a job: its first two words, where a paper's name stands behind them."""
    words = text[start:end].split(" ")
    listed = any(word.lower() in forms.papers for word in words[FEWEST_OF_NAME:])
    return start + len(" ".join(words[:FEWEST_OF_NAME])) if listed else before_job(text, start, end)
