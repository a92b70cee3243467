"""Which outlets and agencies a text names as its own: publisher, sources, holder of the copyright."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from broadsheet.articles.folding import fold, key, lower, slug
from broadsheet.articles.segment import Segment
from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.bylines import names_writer
from broadsheet.reading.layout.forms import Forms, compile_forms
from broadsheet.reading.layout.headlines import ISSUER, is_motto
from broadsheet.reading.layout.named import find_outlets
from broadsheet.reading.layout.openings import Opening, is_place
from broadsheet.reading.lexicon import Lexicon

__all__ = [
    "day_first",
    "find_copyright_holder",
    "find_order",
    "find_publisher",
    "find_sources",
    "outlet_id",
    "outlet_name",
]

_COPYRIGHT = re.compile(
    r"(?:(?:copyrights?|©|\(c\))\s*){1,3}(?:\d{4}(?:\s?[-\u2013]\s?\d{4})?[,\s]*)?"
    r"(?:by\s+)?(?P<name>[^.|\n\d©,;(]{2,60})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\s*(?:all rights reserved|\ball\b).*$", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:reporting|writing|editing|compiled|translated)\b", re.IGNORECASE)
_AGENCY = re.compile(r"(?P<name>[A-Z].{2,40} (?:News|Press) (?:Agency|Service))(?: \([A-Z]{2,7}\))?")
_WRITTEN = re.compile(r"\b[Bb]y ([A-Z].*)")
_NO_NAME = re.compile(r"\s*(?:$|[,/|&)\u2013-]|(?:and|with|staff)\b|[A-Z]{2,}(?![a-z]))")
_OWNED = re.compile(r"(?:(?:copyright|\u00a9|\(c\)|\d{4}|the|by)[\s,]*)*", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://(?:www\.)?|www\.|@|^(?=\S+$))([\w-]+(?:\.[\w-]+)+)")
_SOURCED = re.compile(r"(?:source|via|from)\s?:?\s(?P<name>.{2,60})", re.IGNORECASE)
_BY = re.compile(r"\W*by\s", re.IGNORECASE)
_FIRST = re.compile(r"This report by (?P<name>(?:[A-Z][\w.]*\s)+)was first published")
_ENDS = frozenset({"END", "ENDS", "MORE", "NNNN"})
_TELLS = Firsts(["told", "tells"])
_TOLD = re.compile(r"\b(?:told|tells)\s(?=[A-Z]|the [A-Z])")
_BEFORE = re.compile(
    r"(?:\b(?:for|in|of|by|from|with|at|to|told|tells|join|follow|the)\s|[/\u00a9(:]\s?)$", re.IGNORECASE
)
_TITLED = re.compile(r"The (?:[A-Z][a-z]+ ){1,3}(?P<last>[A-Z][a-z]+)\b")
_RELEASED = re.compile(r"\brelease\b", re.IGNORECASE)
_PUBLISHING = frozenset({"newspaper", "broadcaster", "website", "magazine"})
LONGEST_NAMING = 300
SHORTEST_HOST = 6
REACH = 30
_PIECES = re.compile(r"\s[\u2013|-]\s|,\s|\(")
_PARTS = re.compile(r"\s?[/,&]\s?|-\s|\sand\s")
_BARE = re.compile(
    r"^[\s(\[=*\u2013/-]*(?:(?:with|from|inputs?|reports?|source|sources|agencies|agency|by|via)\b[\s:]*)*|[\s)\].|*/-]*$",
    re.IGNORECASE,
)


def outlet_id(name: str, forms: Forms) -> str:
    """The id of the outlet that goes by a name: the lexicon's, else the name itself as an id."""
    return forms.outlets.get(key(name)) or forms.outlets.get(key(name.partition(" (")[0])) or slug(name)


def outlet_name(outlet: str, lexicon: Lexicon) -> str:
    """The name that the lexicon gives an outlet; its id where the lexicon does not know it.

    >>> outlet_name("viet-nam-news", Lexicon.load())
    'Việt Nam News'
    """
    return str(lexicon["outlets"].get(outlet, {}).get("name", outlet))


def day_first(outlet: str | None, lexicon: Lexicon) -> bool | None:
    """Whether an outlet writes the day before the month; None where that is not known."""
    known: bool | None = lexicon["outlets"].get(outlet or "", {}).get("day_first")
    return known


def find_sources(text: str, layout: Layout, publisher: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The agencies credited for the story: in the dateline, the byline and the sign-off.

    A paper that signs its own report is its publisher only, unless what signs is a news service of its own.
    """
    forms = lexicon.compiled(compile_forms)
    named = [part for opening in layout.openings for part in _opened(text, opening, forms, lexicon)]
    named += _sourced(text, layout, forms)
    for segment in layout.of("date_line"):
        line = segment.slice(fold(text))
        if (by := _WRITTEN.search(line)) is not None:
            named += [part for part in _credited(by[1]) if _is_kind(part, {"agency"}, forms, lexicon)]
        first = line.split("|")[0].partition("  ")[0].removeprefix("Source:").strip()
        named += [first] if key(first) in forms.outlets else []
    for segment in layout.of("byline"):
        line = segment.slice(fold(text))
        marked = forms.byline.match(line)
        credited = [*_set_off(line, forms), *_credited(line[marked.end() :] if marked else line)]
        named += [part for part in credited if _is_kind(part, {"agency"}, forms, lexicon)]
    ids = [outlet_id(part, forms) for name in named for part in _parts(name, forms)]
    about = lexicon["outlets"].get(publisher or "", {})
    own = None if about.get("kind") == "agency" or about.get("service") else publisher
    for segment in layout.of("sign_off"):
        for name in _signed(segment.slice(fold(text)), forms):
            ids += [each for part in _parts(name, forms) if (each := outlet_id(part, forms)) != own]
    return _without_long_forms([each for each in ids if each != own] or ids or _of_page(text, layout, forms, lexicon))


def _of_page(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> list[str]:
    """The one agency that lines below the story begin with, or name as holder of the copyright: the page is its own."""
    folded = fold(text)
    found = set()
    for segment in _outside(layout):
        line = segment.slice(folded)[:LONGEST_NAMING]
        for start, end in find_outlets(line, forms.agencies):
            if _OWNED.fullmatch(line, 0, start) is not None and _is_kind(line[start:end], {"agency"}, forms, lexicon):
                found.add(outlet_id(line[start:end], forms))
    return list(found) if len(found) == 1 else []


def _parts(name: str, forms: Forms) -> Iterator[str]:
    """The agencies of which a name is made: `AFP/Reuters`."""
    if key(name) in forms.outlets:
        yield name
        return
    yield from (part for part in _PARTS.split(name) if part.strip() and key(part) not in forms.desks | forms.labels)


def _opened(text: str, opening: Opening, forms: Forms, lexicon: Lexicon) -> list[str]:
    """The agencies of a dateline or marker; who only distributes and marks its own page first is none."""
    if opening.agency is None:
        return []
    name = fold(text)[slice(*opening.agency)]
    parts = (
        [part for part in _parts(name, forms) if not _is_own_site(part, forms)] if not names_writer(name, forms) else []
    )
    marker = opening.place is None and opening.day is None
    return parts[1:] if marker and parts and _is_kind(parts[0], {"distributor"}, forms, lexicon) else parts


def _sourced(text: str, layout: Layout, forms: Forms) -> list[str]:
    """The outlet from which a line above the story says that it comes: `Source: Harbour Gazette`."""
    begin = min((each.start for each in layout.of("paragraph")), default=0)
    lines = (each.slice(fold(text)) for each in layout.of("boilerplate") if each.end <= begin)
    names = (found["name"].rstrip(". ") for line in lines if (found := _SOURCED.fullmatch(line)))
    return [name for name in names if key(name) in forms.outlets]


def _is_own_site(name: str, forms: Forms) -> bool:
    """Whether a name in a dateline is an address of the web, with which a page marks its own reports."""
    return name.islower() and "." in name and key(name) not in forms.outlets


def _credited(byline: str) -> Iterator[str]:
    """What stands in a byline beside the names: `By Jane Doe, AFP`."""
    for part in re.split(r"\s*[,|(\u2013)]\s*|\s-\s|\s/\s|\s(?i:and)\s", re.sub(r"(?i)^by\s|\sstaff$", "", byline)):
        yield part.strip()


def _set_off(byline: str, forms: Forms) -> Iterator[str]:
    """The outlets in a byline that no name goes on behind: `Reuters WORLD`, `By Euronews with AP, AFP`."""
    for start, end in find_outlets(byline, forms.agencies):
        if _NO_NAME.match(byline, end) is not None:
            yield byline[start:end]


def _is_kind(name: str, kinds: set[str], forms: Forms, lexicon: Lexicon) -> bool:
    outlet = forms.outlets.get(key(name), "")
    return lexicon["outlets"].get(outlet, {}).get("kind") in kinds


def _signed(sign: str, forms: Forms) -> Iterator[str]:
    """The outlets that a sign-off names: those we know, else what stands alone in it."""
    if _PEOPLE.search(sign) and " by " in sign and not sign.lower().startswith("additional"):
        return
    known = [sign[start:end] for start, end in find_outlets(sign.rstrip("."), forms.agencies)]
    yield from known
    first = _FIRST.match(sign)
    if first is not None and not known:
        yield first["name"]
    if first or known or _BY.match(sign):
        return
    agency = _AGENCY.fullmatch(sign)
    if agency is not None:
        yield agency["name"]
        return
    bare = _BARE.sub("", _BARE.sub("", sign))
    for part in map(str.strip, _PARTS.split(bare)):
        if key(part) in forms.outlets or _is_short(part, bare) or (sign.startswith("(") and _is_title(part)):
            yield part


def _is_short(part: str, bare: str) -> bool:
    return part == bare and part.isupper() and part.isalpha() and 3 <= len(part) <= 5 and part not in _ENDS


def _is_title(part: str) -> bool:
    words = part.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and ":" not in part


def _without_long_forms(ids: Iterable[str]) -> tuple[str, ...]:
    """Distinct ids; a name whose initials are already there says the same thing."""
    found: list[str] = []
    for each in ids:
        initials = "".join(word[0] for word in each.split("-") if word)
        if each and each not in found and initials not in found:
            found.append(each)
    return tuple(found)


def find_publisher(text: str, layout: Layout, lexicon: Lexicon) -> str | None:
    """The outlet that the text shows itself to be published by, or None."""
    forms = lexicon.compiled(compile_forms)
    return (
        _by_marks(text, forms)
        or _by_lines(text, layout, forms, lexicon)
        or _by_marker(text, layout, forms)
        or _by_address(text, layout, lexicon)
        or (holder if (holder := _by_copyright(text, layout, forms)) in lexicon["outlets"] else None)
        or _by_named(text, layout, forms, lexicon)
        or holder
        or _by_masthead(text, layout, lexicon)
        or _by_sign(text, layout, forms, lexicon)
    )


def _by_marks(text: str, forms: Forms) -> str | None:
    page = lower(fold(text))
    return next((outlet for mark, outlet in forms.marks if mark in page), None)


def _by_lines(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> str | None:
    """The outlet that a line beside the story names; an agency in a byline writes for others' pages."""
    folded = fold(text)
    for segment in layout.of("boilerplate"):
        outlet = forms.outlets.get(key(segment.slice(folded)[:LONGEST_NAMING]))
        if outlet in forms.publishers:
            return outlet
    for segment in (*layout.of("date_line"), *layout.of("byline"), *_outside(layout)):
        line = segment.slice(folded)[:200]
        for part in _PIECES.split(line):
            name = part.partition("  ")[0].removeprefix("Source:").strip(" )")
            if key(name) in forms.outlets and not (
                _is_carried(segment, line, forms) and _is_kind(name, {"agency"}, forms, lexicon)
            ):
                return forms.outlets[key(name)]
    return None


def _is_carried(segment: Segment, line: str, forms: Forms) -> bool:
    """Whether an agency in a line writes for others' pages: in a byline, or beside the place that it writes from."""
    following = [part.strip() for part in _PIECES.split(line)][1:2]
    return segment.role == "byline" or (segment.role == "date_line" and any(is_place(p, forms) for p in following))


def _by_named(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> str | None:
    """The one paper, broadcaster or site that lines beside the story and credits name, or that was told things."""
    folded = fold(text)
    beside = (*layout.of("boilerplate"), *layout.of("byline"), *layout.of("date_line"), *layout.of("credit"))
    lines = [each.slice(folded) for each in beside if each.end - each.start <= LONGEST_NAMING]
    told = [match.end() for at in index_of(folded).starts(_TELLS) if (match := _TOLD.match(folded, at))]
    named = {outlet for line in lines for outlet in _papers(line, forms, lexicon)}
    told_to = {outlet for at in told for outlet in _papers(folded[at : at + REACH], forms, lexicon)}
    named |= {outlet for outlet in told_to if not lexicon["outlets"][outlet].get("quoted")}
    if not named:
        titled = (_TITLED.match(folded, at) for at in told)
        words = lexicon["layout"]["masthead"]["words"]
        named = {slug(each[0]) for each in titled if each and each["last"].lower() in words}
    return named.pop() if len(named) == 1 else None


def _papers(line: str, forms: Forms, lexicon: Lexicon) -> Iterator[str]:
    """The outlets that publish, by names that can be nothing else, which begin a line or what `for` or `in` opens."""
    line = line.rstrip(". ")
    for start, end in find_outlets(line, forms.agencies):
        if start and _BEFORE.search(line[:start]) is None and not (end == len(line) and line[:start].endswith(", ")):
            continue
        outlet = forms.outlets.get(key(line[start:end]), "")
        about = lexicon["outlets"].get(outlet, {})
        if about.get("kind") in _PUBLISHING and not about.get("quiet"):
            yield outlet


def _outside(layout: Layout) -> Iterator[Segment]:
    """The lines of the page above the headline and below the story."""
    first = min((s.start for s in layout.segments if s.role not in {"boilerplate", "date_line"}), default=0)
    last = max((s.end for s in layout.segments if s.role in {"paragraph", "answer"}), default=0)
    return (segment for segment in layout.of("boilerplate") if segment.start >= last or segment.end <= first)


def _by_masthead(text: str, layout: Layout, lexicon: Lexicon) -> str | None:
    """The outlet whose name stands above the headline, told by the word that such names end in."""
    first = min((s.start for s in layout.segments if s.role not in {"boilerplate", "date_line"}), default=0)
    words = lexicon["layout"]["masthead"]["words"]
    head = max(first, min((s.start for s in layout.of("paragraph")), default=0))
    above = [segment.slice(fold(text)).strip() for segment in layout.of("boilerplate") if segment.end <= head]
    released = any(_RELEASED.search(line) for line in above)
    for place, name in enumerate(above):
        if place + 1 < len(above) and is_motto(above[place + 1]):
            return slug(name)
        if released and ISSUER.match(name):
            return slug(name)
        parts = re.split(r"[ -]", name)
        if 2 <= len(parts) <= 5 and parts[-1].lower() in words and all(part[:1].isupper() for part in parts):
            return slug(name)
    return None


def _by_sign(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> str | None:
    """The paper or site that signs the story with the initials that it gives itself."""
    for segment in layout.of("sign_off"):
        for name in _signed(segment.slice(fold(text)), forms):
            outlet = forms.outlets.get(key(name), "")
            about = lexicon["outlets"].get(outlet, {})
            if about.get("kind") in {"newspaper", "website", "magazine"} and name in about.get("abbreviation", ()):
                return outlet
    return None


def _by_address(text: str, layout: Layout, lexicon: Lexicon) -> str | None:
    """The one paper, broadcaster or site to whose address in the web links and mails beside the story belong."""
    hosts = lexicon.compiled(_hosts)
    lines = [segment.slice(text)[:LONGEST_NAMING] for segment in (*layout.of("boilerplate"), *layout.of("byline"))]
    found = {
        hosts.get(key(name)) for line in lines for host in _HOST.findall(line) for name in (host, host.split(".")[0])
    }
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _hosts(lexicon: Lexicon) -> dict[str, str]:
    """Outlets that publish, by their address and by their name in one word."""
    hosts: dict[str, str] = {}
    for outlet, about in lexicon["outlets"].items():
        if about["kind"] in _PUBLISHING:
            hosts[key(about["name"]).removeprefix("the ").replace(" ", "")] = outlet
            hosts |= dict.fromkeys(_HOST.findall(about.get("url", "")), outlet)
    return {name: outlet for name, outlet in hosts.items() if len(name) >= SHORTEST_HOST}


def _by_marker(text: str, layout: Layout, forms: Forms) -> str | None:
    for opening in layout.openings:
        if opening.place is None and opening.day is None and opening.agency:
            first = re.split(r"[/-]", text[slice(*opening.agency)])[0]
            return forms.outlets.get(key(first))
    return None


def _by_copyright(text: str, layout: Layout, forms: Forms) -> str | None:
    holder = find_copyright_holder(text, layout.segments)
    return outlet_id(holder, forms) or None if holder else None


def find_order(text: str, layout: Layout, publisher: str | None, lexicon: Lexicon) -> bool | None:
    """Whether the page writes the day before the month, by the outlets whose house style it shows.

    Agencies do not count: their reports stand on everybody's pages.
    """
    known = day_first(publisher, lexicon)
    if known is not None:
        return known
    forms = lexicon.compiled(compile_forms)
    folded = fold(text)
    named = [folded[slice(*each.agency)] for each in layout.openings if each.agency]
    named += [segment.slice(folded) for segment in (*layout.of("sign_off"), *layout.of("credit"))]
    orders = {day_first(outlet, lexicon) for name in named for outlet in _own(name, forms, lexicon)}
    return orders.pop() if len(orders) == 1 else None


def _own(name: str, forms: Forms, lexicon: Lexicon) -> Iterator[str]:
    for part in re.split(r"[^\w.&]+", name):
        outlet = forms.outlets.get(key(part), "")
        if lexicon["outlets"].get(outlet, {}).get("kind") in {"newspaper", "broadcaster", "website"}:
            yield outlet


def find_copyright_holder(text: str, segments: Sequence[Segment]) -> str | None:
    """Whom a line of the page names as holder of the copyright."""
    for segment in segments:
        if segment.role == "boilerplate" and (found := _COPYRIGHT.search(segment.slice(text)[:300])):
            name = _RIGHTS.sub("", found["name"]).strip(" -–—\u00a0")
            if name[:1].isupper():
                return " ".join(name.split())
    return None
