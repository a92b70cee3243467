"""Which outlet published a text, how it writes a day, and who holds the copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadsheet.articles.folding import fold, key, lower, slug
from broadsheet.articles.segment import Segment
from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.forms import Forms, compile_forms
from broadsheet.reading.layout.outlet_names import find_outlets
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.mastheads import find_imprint, find_masthead
from broadsheet.reading.outlets import (
    LONGEST_NAMING,
    WITH_AGENCIES,
    day_first,
    is_kind,
    lines_outside,
    outlet_id,
    read_sign,
)

__all__ = ["find_copyright_holder", "find_order", "find_publisher"]

_COPYRIGHT = re.compile(
    r"(?:(?:copyrights?|©|\(c\))\s*){1,3}(?:\d{4}(?:\s?[-\u2013]\s?\d{4})?[,\s]*)?"
    r"(?:by\s+)?(?P<name>[^.|\n\d©,;(]{2,60})",
    re.IGNORECASE,
)
_NOTICES = ("copyright", "\u00a9", "(c)")
"""The expression begins with one of these."""

_RIGHTS = re.compile(r"\s*(?:all rights reserved|\ball\b).*$", re.IGNORECASE)
_NOBODY = frozenset({"copyright", "copyrights", "private", "personal", "all rights reserved", "courtesy", "handout"})
"""Words of a notice that stand where its holder does."""

_FIRM = re.compile(r",? (?:(?:Pvt|Pty)\.? )?(?:Co|Corp|Inc|LLC|Limited|Ltd|PLC|plc)\b\.?$")
_HOST = re.compile(r"(?:https?://(?:www\.)?|www\.|@|^(?=\S+$))([\w-]+(?:\.[\w-]+)+)")
_SITE = re.compile(r"[\s\u2014\u2013(-]*((?:[A-Za-z][\w-]{2,30}\.)+[a-z]{2,4})[\s).]*")
"""An address of the web, alone in a sign-off."""

_TELLS = Firsts(["told", "tells"])
_TOLD = re.compile(r"\b(?:told|tells)\s(?=[A-Z]|the [A-Z])")
_BEFORE = re.compile(
    r"(?:\b(?:for|in|of|by|from|with|at|to|told|tells|join|follow|support|the)\s|[/\u00a9(:]\s?)$", re.IGNORECASE
)
_TITLED = re.compile(r"The (?:[A-Z][a-z]+ ){1,3}(?P<last>[A-Z][a-z]+)\b")
_PUBLISHING = frozenset({"newspaper", "broadcaster", "website", "magazine"})
_CALLED = re.compile(r"[KW][A-Z]{3}(?:-?TV)?")
"""What a station of the United States is called by, as nobody else is."""

SHORTEST_HOST = 6
REACH = 30
_PIECES = re.compile(r"\s[\u2013|-]\s|,\s|\(")


def find_publisher(text: str, layout: Layout, lexicon: Lexicon) -> str | None:
    """The outlet that the text shows itself to be published by, or None."""
    forms = lexicon.compiled(compile_forms)
    return (
        _by_marks(text, forms)
        or _by_lines(text, layout, forms, lexicon)
        or _by_marker(text, layout, forms, lexicon)
        or _by_address(text, layout, lexicon)
        or (holder if (holder := _by_copyright(text, layout, forms)) in lexicon["outlets"] else None)
        or _by_rights(text, layout, forms)
        or _by_named(text, layout, forms, lexicon)
        or holder
        or _by_opening(text, layout, forms)
        or _by_print(text, layout, forms)
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
    for segment in (*layout.of("date_line"), *layout.of("byline"), *lines_outside(layout)):
        line = segment.slice(folded)[:200]
        for part in _PIECES.split(line):
            name = part.partition("  ")[0].removeprefix("Source:").strip(" )")
            if key(name) in forms.outlets and not (
                _is_carried(segment, line, forms) and is_kind(name, {"agency"}, forms, lexicon)
            ):
                return forms.outlets[key(name)]
    return None


def _is_carried(segment: Segment, line: str, forms: Forms) -> bool:
    """Whether an agency in a line writes for others' pages: in a byline, or beside the place that it writes from."""
    following = [part.strip() for part in _PIECES.split(line)][1:2]
    return segment.role == "byline" or (segment.role == "date_line" and any(is_place(p, forms) for p in following))


def _by_named(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> str | None:
    """The one paper, broadcaster or site that lines beside the story name, or that was told things.

    A credit counts that names no other outlet: a picture that it shares with an agency may stand on anybody's page.
    """
    folded = fold(text)
    beside = (*layout.of("boilerplate"), *layout.of("byline"), *layout.of("date_line"))
    lines = [each.slice(folded) for each in beside if each.end - each.start <= LONGEST_NAMING]
    credits = (each.slice(folded)[:LONGEST_NAMING] for each in layout.of("credit"))
    own = (credit for credit in credits if "ourtesy" not in credit and "redit to" not in credit)
    lines += [credit for credit in own if len(list(find_outlets(credit, forms.agencies))) == 1]
    told = [match.end() for at in index_of(folded).starts(_TELLS) if (match := _TOLD.match(folded, at))]
    told = [] if _is_wired(folded, layout, forms, lexicon) else told
    named = {outlet for line in lines for outlet in _papers(line, forms, lexicon)}
    named |= {outlet for each in layout.of("byline") for outlet in _written_for(each.slice(folded), forms, lexicon)}
    told_to = {outlet for at in told for outlet in _papers(folded[at : at + REACH], forms, lexicon)}
    named |= {outlet for outlet in told_to if not lexicon["outlets"][outlet].get("quoted")}
    if not named:
        titled = (_TITLED.match(folded, at) for at in told)
        words = lexicon["layout"]["masthead"]["words"]
        named = {slug(each[0]) for each in titled if each and each["last"].lower() in words}
    return named.pop() if len(named) == 1 else None


def _written_for(byline: str, forms: Forms, lexicon: Lexicon) -> Iterator[str]:
    """The outlet that publishes, with whose name a byline ends: `By Ada Byron Harbour News`."""
    for start, end in find_outlets(byline, forms.agencies):
        outlet = forms.outlets.get(key(byline[start:end]), "")
        about = lexicon["outlets"].get(outlet, {})
        if start and end == len(byline) and about.get("kind") in _PUBLISHING:
            yield outlet


def _is_wired(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> bool:
    """Whether the dateline is an agency's: whoever was told things in its report need not be the page's outlet."""
    named = (text[slice(*each.agency)] for each in layout.openings if each.agency)
    return any(is_kind(name, {"agency"}, forms, lexicon) for name in named)


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


def _by_print(text: str, layout: Layout, forms: Forms) -> str | None:
    """The paper whose name the page prints as its own, though nobody may know it."""
    name = find_imprint(text, layout, forms) or find_masthead(text, layout, forms)
    return outlet_id(name, forms) or None if name else None


def _by_sign(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> str | None:
    """The outlet that signs the story with its initials, its address, or beside agencies that have no name."""
    for segment in layout.of("sign_off"):
        site = _SITE.fullmatch(segment.slice(text))
        if site is not None:
            return outlet_id(site[1], forms) or None
        sign = segment.slice(fold(text))
        for name in read_sign(sign, forms):
            outlet = forms.outlets.get(key(name), "")
            about = lexicon["outlets"].get(outlet, {})
            if outlet in forms.publishers and WITH_AGENCIES.search(sign) is not None:
                return outlet
            if about.get("kind") in {"newspaper", "website", "magazine"} and name in about.get("abbreviation", ()):
                return outlet
    return None


def _by_address(text: str, layout: Layout, lexicon: Lexicon) -> str | None:
    """The one paper, broadcaster or site to whose address in the web links and mails beside the story belong."""
    hosts = lexicon.compiled(_hosts)
    beside = (segment.slice(text)[:LONGEST_NAMING] for segment in (*layout.of("boilerplate"), *layout.of("byline")))
    lines = [line for line in beside if not line.startswith(("Source", "SOURCE"))]
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


def _by_marker(text: str, layout: Layout, forms: Forms, lexicon: Lexicon) -> str | None:
    """The outlet whose mark opens the story; an agency marks its reports on others' pages, too."""
    for opening in layout.openings:
        if opening.place is None and opening.day is None and opening.agency:
            first = re.split(r"[/-]", text[slice(*opening.agency)])[0]
            outlet = forms.outlets.get(key(first))
            return None if is_kind(first, {"agency"}, forms, lexicon) else outlet
    return None


def _by_opening(text: str, layout: Layout, forms: Forms) -> str | None:
    """The paper, broadcaster or site whose name stands in the dateline where agencies do, or the sign of a station."""
    folded = fold(text)
    names = {folded[slice(*each.agency)] for each in layout.openings if each.agency}
    if len(names) != 1:
        return None
    name = names.pop()
    outlet = forms.outlets.get(key(name))
    if outlet is None:
        return outlet_id(name, forms) if _CALLED.fullmatch(name) is not None else None
    return outlet if outlet in forms.publishers else None


def _by_copyright(text: str, layout: Layout, forms: Forms) -> str | None:
    """The holder of the copyright; where the name of a firm is that of its paper, the paper."""
    holder = find_copyright_holder(text, layout.segments) or ""
    paper = _FIRM.sub("", holder)
    printed = paper.rpartition(" ")[2].lower() in forms.papers - {"press"}
    return outlet_id(paper if printed else holder, forms) or None


def _by_rights(text: str, layout: Layout, forms: Forms) -> str | None:
    """The holder of the copyright, if it is called as papers are."""
    holder = find_copyright_holder(text, layout.segments) or ""
    return outlet_id(holder, forms) if holder.rpartition(" ")[2].lower() in forms.papers else None


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
    lines = (segment.slice(text)[:300] for segment in segments if segment.role == "boilerplate")
    for line in lines:
        if any(map(line.lower().__contains__, _NOTICES)) and (found := _COPYRIGHT.search(line)):
            name = _RIGHTS.sub("", found["name"]).strip(" -–—")
            if name[:1].isupper() and lower(name) not in _NOBODY:
                return " ".join(name.split())
    return None
