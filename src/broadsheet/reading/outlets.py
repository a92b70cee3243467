"""Which outlets and agencies a text names as its own: publisher, sources, holder of the copyright."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from broadsheet.articles.folding import fold, key, lower, slug
from broadsheet.articles.segment import Segment
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.forms import Forms, compile_forms
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
    r"(?:copyrights?|©|\(c\))[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s?[-\u2013]\s?\d{4})?[,\s]*)?"
    r"(?:by\s+)?(?P<name>[^.|\n\d©,;(]{2,60})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\s*(?:all rights reserved|\ball\b).*$", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:reporting|writing|editing|compiled|translated)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s?[/,&]\s?|-\s|\sand\s")
_BARE = re.compile(
    r"^[\s(\[=*\u2013/-]*(?:(?:with|from|inputs?|reports?|source|sources|agencies|agency|by|via)\b[\s:]*)*|[\s)\].|*/-]*$",
    re.IGNORECASE,
)


def outlet_id(name: str, forms: Forms) -> str:
    """The id of the outlet that goes by a name: the lexicon's, else the name itself as an id."""
    return forms.outlets.get(key(name)) or slug(name)


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


def find_sources(text: str, layout: Layout, lexicon: Lexicon) -> tuple[str, ...]:
    """The agencies credited for the story: in the dateline and in the sign-off."""
    forms = lexicon.compiled(compile_forms)
    named = [text[slice(*each.agency)] for each in layout.openings if each.agency]
    for segment in layout.of("sign_off"):
        named += _signed(segment.slice(fold(text)), forms)
    for segment in layout.of("date_line"):
        first = segment.slice(fold(text)).split("|")[0].partition("  ")[0].removeprefix("Source:").strip()
        named += [first] if key(first) in forms.outlets else []
    for segment in layout.of("byline"):
        named += [part for part in _credited(segment.slice(fold(text))) if _is_agency(part, forms, lexicon)]
    ids = [outlet_id(part, forms) for name in named for part in _PARTS.split(name) if part.strip()]
    return _without_long_forms(each for each in ids if lexicon["outlets"].get(each, {}).get("kind") != "distributor")


def _credited(byline: str) -> Iterator[str]:
    """What stands in a byline beside the names: `By Jane Doe, AFP`."""
    for part in re.split(r"\s*[,|(\u2013)]\s*|\s-\s|\s/\s", re.sub(r"(?i)^by\s|\sstaff$", "", byline)):
        yield part.strip()


def _is_agency(name: str, forms: Forms, lexicon: Lexicon) -> bool:
    outlet = forms.outlets.get(key(name), "")
    return bool(lexicon["outlets"].get(outlet, {}).get("kind") == "agency")


def _signed(sign: str, forms: Forms) -> Iterator[str]:
    if _PEOPLE.search(sign):
        return
    bare = _BARE.sub("", _BARE.sub("", sign))
    for part in map(str.strip, _PARTS.split(bare)):
        if key(part) in forms.outlets or _is_short(part, bare) or (sign.startswith("(") and _is_title(part)):
            yield part


def _is_short(part: str, bare: str) -> bool:
    return part == bare and part.isupper() and part.isalpha() and 2 <= len(part) <= 6 and part != "END"


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
        or _by_lines(text, layout, forms)
        or _by_marker(text, layout, forms)
        or _by_copyright(text, layout, forms)
    )


def _by_marks(text: str, forms: Forms) -> str | None:
    page = lower(fold(text))
    return next((outlet for mark, outlet in forms.marks if mark in page), None)


def _by_lines(text: str, layout: Layout, forms: Forms) -> str | None:
    last = max((s.end for s in layout.segments if s.role in {"paragraph", "answer"}), default=0)
    tail = [segment for segment in layout.of("boilerplate") if segment.start >= last]
    for segment in (*layout.of("date_line"), *layout.of("byline"), *tail):
        for part in re.split(r"\s[\u2013-]\s|,\s", segment.slice(fold(text))[:200]):
            name = part.partition("  ")[0].removeprefix("Source:").strip()
            if key(name) in forms.outlets:
                return forms.outlets[key(name)]
    return None


def _by_marker(text: str, layout: Layout, forms: Forms) -> str | None:
    for opening in layout.openings:
        if opening.place is None and opening.agency:
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
