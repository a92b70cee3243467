"""The agencies that a text credits: in its dateline, its byline and its sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from broadsheet.articles.folding import fold, key
from broadsheet.articles.segment import Segment
from broadsheet.reading.dates import find_dates
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.authors import SERVICE, are_joined, is_office
from broadsheet.reading.layout.authorship import read_authors
from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.bylines import names_writer
from broadsheet.reading.layout.forms import Forms, compile_forms
from broadsheet.reading.layout.openings import Opening
from broadsheet.reading.layout.outlet_names import find_outlets
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.outlets import (
    LONGEST_NAMING,
    PARTS,
    is_kind,
    lines_outside,
    outlet_id,
    read_sign,
)

__all__ = ["find_sources"]

_WRITTEN = re.compile(r"\b[Bb]y ([A-Z].*)")
_NO_NAME = re.compile(
    r"\s*(?:$|[,/|&):\u2013-]|(?:and|with|in|staff|(?i:writer|reporter|correspondent|editor)s?)\b|\d|(?i:published|updated|posted|on|last)\b|[A-Z]{2,}(?![a-z]))"
)
_AROUND = " ([|,/\u2013-"
_APART = re.compile(
    r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{4}\s(?:GMT|UTC)\b|[|\u00b7\u2022,()/]|\s[-\u2013]\s?|\s{2,}|\s\.\s"
    r"|\b(?:(?:last )?(?:published|posted|updated)|source|editor|by|via)\b\s?:?",
    re.IGNORECASE,
)
"""What parts the pieces of a date line, beside its days."""

_STATE = 2
"""So many capitals behind a place are its state: `Skarn, PA, May 3, 2021`."""

_OWNED = re.compile(r"(?:(?:copyright|\u00a9|\(c\)|\d{4}|the|by)[\s,]*)*", re.IGNORECASE)
_SEATED = re.compile(r"(?P<name>[A-Z][^()]{2,60}) \([A-Z][a-z' .-]{1,30}[a-z]\)")
_SOURCED = re.compile(r"(?:source|via|from)\s?:?\s(?P<name>.{2,60})", re.IGNORECASE)


def find_sources(text: str, layout: Layout, publisher: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The agencies credited for the story: in the dateline, the byline and the sign-off.

    A paper that signs its own report is its publisher only, unless what signs is a news service of its own. Capitals
    that nobody knows are an editor's initials where an agency is named.
    """
    forms = lexicon.compiled(compile_forms)
    named = [part for opening in layout.openings for part in _opened(text, opening, forms, lexicon)]
    named += _sourced(text, layout, forms)
    for segment in layout.of("date_line"):
        line = segment.slice(fold(text))
        if (by := _WRITTEN.search(line)) is not None:
            credited = [*_set_off(by[1], forms), *_credited(by[1])]
            named += [part for part in credited if is_kind(part, {"agency"}, forms, lexicon)]
        first = line.split("|")[0].partition("  ")[0].removeprefix("Source:").strip()
        named += [first] if key(first) in forms.outlets else []
        named += [name for name in _dated(line, forms, lexicon) if name != first]
    for segment in layout.of("byline"):
        line = segment.slice(fold(text))
        marked = forms.byline.match(line)
        credited = [*_set_off(line, forms), *_credited(line[marked.end() :] if marked else line)]
        named += [p for p in credited if is_kind(p, {"agency"}, forms, lexicon) or SERVICE.fullmatch(p)]
        named += credited[-1:] if marked and publisher and _is_other(credited[-1], publisher, forms) else []
    agencies = [(part, outlet_id(part, forms)) for name in named for part in _parts(name, forms)]
    full = {agency for _, agency in agencies}
    ids = [agency for part, agency in agencies if not _is_short_for(part, full - {agency})]
    about = lexicon["outlets"].get(publisher or "", {})
    own = None if about.get("kind") == "agency" or about.get("service") else publisher
    for segment in _closing(layout):
        for name in read_sign(segment.slice(fold(text)), forms):
            if key(name) not in forms.outlets and ((ids and name.isupper()) or name in _initials(text, layout, forms)):
                continue
            ids += [each for part in _parts(name, forms) if (each := outlet_id(part, forms)) != own]
    return _without_long_forms([each for each in ids if each != own] or ids or _of_page(text, layout, forms, lexicon))


def _initials(text: str, layout: Layout, forms: Forms) -> frozenset[str]:
    """The initials of the authors, with which some sign below the story."""
    folded = fold(text)
    blocks = (Block(each.start, each.end, folded[each.start : each.end], 0) for each in layout.of("byline"))
    names = (name for block in blocks for name in read_authors(block, folded, forms))
    return frozenset("".join(word[0] for word in name.replace("-", " ").split()) for name in names)


def _is_other(credited: str, publisher: str, forms: Forms) -> bool:
    """Whether all that `by` credits is another outlet than the page's own."""
    outlet = forms.outlets.get(key(credited))
    return outlet is not None and outlet != publisher


def _closing(layout: Layout) -> Iterator[Segment]:
    """The sign-offs behind which no further brief of a column begins."""
    last = max((each.start for each in layout.of("subhead")), default=0)
    return (segment for segment in layout.of("sign_off") if segment.start > last)


def _of_page(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> list[str]:
    """The one agency that lines below the story begin with, or name as holder of the copyright: the page is its own."""
    folded = fold(text)
    found = set()
    for segment in lines_outside(layout):
        line = segment.slice(folded)[:LONGEST_NAMING].rstrip(". ")
        for start, end in find_outlets(line, forms.agencies):
            if _OWNED.fullmatch(line, 0, start) is not None and is_kind(line[start:end], {"agency"}, forms, lexicon):
                found.add(outlet_id(line[start:end], forms))
    return list(found) if len(found) == 1 else []


def _parts(name: str, forms: Forms) -> Iterator[str]:
    """The agencies of which a name is made: `AFP/Reuters`."""
    if key(name) in forms.outlets:
        yield name
        return
    if are_joined(name, forms):
        yield from name.split("-")
        return
    for part in filter(str.strip, PARTS.split(name)):
        called = key(part) in forms.labels or (key(part) not in forms.outlets and is_office(part, forms))
        if SERVICE.fullmatch(part) or not called:
            yield part


def _opened(text: str, opening: Opening, forms: Forms, lexicon: Lexicon) -> list[str]:
    """The agencies of a dateline or marker; a paper beside them, or who distributes and marks its page, is none."""
    if opening.agency is None:
        return []
    name = fold(text)[slice(*opening.agency)]
    parts = (
        [part for part in _parts(name, forms) if not _is_own_site(part, forms)] if not names_writer(name, forms) else []
    )
    if any(is_kind(part, {"agency"}, forms, lexicon) for part in parts):
        parts = [part for part in parts if not _is_paper(part, forms)]
    marker = opening.place is None and opening.day is None
    return parts[1:] if marker and parts and is_kind(parts[0], {"distributor"}, forms, lexicon) else parts


def _is_paper(name: str, forms: Forms) -> bool:
    """Whether a name is that of a paper or site, by what is known of it or by its words: `Harbour News`."""
    outlet, words = forms.outlets.get(key(name)), key(name).split()
    listed = len(words) > 1 and (words[-1] in forms.papers or not forms.issuers.isdisjoint(words))
    return outlet in forms.publishers or (outlet is None and listed)


def _sourced(text: str, layout: Layout, forms: Forms) -> list[str]:
    """Where lines above the story say that it comes from: `Source: Harbour Gazette`, `Prensa Latina (Havana)`."""
    begin = min((each.start for each in layout.of("paragraph")), default=0)
    lines = (each.slice(fold(text)).lstrip("|/ ") for each in layout.of("boilerplate") if each.end <= begin)
    found = (_SOURCED.fullmatch(line) or _SEATED.fullmatch(line) for line in lines)
    named = [(match["name"].rstrip(". "), match.re is _SEATED) for match in found if match is not None]
    outlets = [(name, forms.outlets.get(key(name)), seated) for name, seated in named]
    return [name for name, outlet, seated in outlets if outlet and not (seated and outlet in forms.publishers)]


def _is_own_site(name: str, forms: Forms) -> bool:
    """Whether a name in a dateline is an address of the web, with which a page marks its own reports."""
    return name.islower() and "." in name and key(name) not in forms.outlets


def _dated(line: str, forms: Forms, lexicon: Lexicon) -> Iterator[str]:
    """The agencies that have a piece of a date line, alone, behind a section or at the end of several words.

    `PTI, Skarn, May 3, 2021`, `World News Agence France-Presse Updated: May 3, 2021`.
    """
    bare = line
    for day in find_dates(line, 0, len(line)):
        bare = f"{bare[: day.start]}{'|' * (day.end - day.start)}{bare[day.end :]}"
    before = ""
    for piece in filter(None, (each.strip(_AROUND) for each in _APART.split(bare))):
        found = next((piece[at:] for at, end in find_outlets(piece, forms.agencies) if end == len(piece)), "")
        section = piece.removesuffix(found).strip()
        set_apart = not section or " " in found or key(section) in forms.rubrics
        state = len(found) == _STATE and is_place(before, forms)
        if set_apart and not state and is_kind(found, {"agency"}, forms, lexicon):
            yield found
        elif not found and (SERVICE.fullmatch(piece) or is_kind(piece, {"agency"}, forms, lexicon)):
            yield piece
        before = piece


def _credited(byline: str) -> Iterator[str]:
    """What stands in a byline beside the names: `By Jane Doe, AFP`."""
    bare = re.sub(r"(?i)^by\s|\sstaff$", "", byline)
    for part in re.split(r"(?:(?<!\s)\s+)?[,|(\u2013)]\s*|\s-\s|\s/\s|\s(?i:and)\s", bare):
        yield part.strip()


def _set_off(byline: str, forms: Forms) -> Iterator[str]:
    """The outlets in a byline that no name goes on behind: `Reuters WORLD`, `By Euronews with AP, AFP`."""
    for start, end in find_outlets(byline, forms.agencies):
        if _NO_NAME.match(byline, end) is not None:
            yield byline[start:end]


def _is_short_for(name: str, others: Iterable[str]) -> bool:
    """Whether a name, by which another agency goes as well, is made of the initials of one that is named in full."""
    initials = ("".join(word[0] for word in other.split("-") if word) for other in others)
    return name.isupper() and name.lower() in initials


def _without_long_forms(ids: Iterable[str]) -> tuple[str, ...]:
    """Distinct ids; a name whose initials are already there says the same thing."""
    found: list[str] = []
    for each in ids:
        initials = "".join(word[0] for word in each.split("-") if word)
        if each and each not in found and initials not in found:
            found.append(each)
    return tuple(found)
