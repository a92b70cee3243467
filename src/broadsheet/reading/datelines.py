"""Where a report was written: the place that its dateline names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold, key, slug
from broadsheet.articles.mention import Mention
from broadsheet.articles.segment import Segment
from broadsheet.reading.dates import find_dates
from broadsheet.reading.layout import Layout
from broadsheet.reading.layout.authorship import find_town
from broadsheet.reading.layout.dateline_parts import Parts, read_parts
from broadsheet.reading.layout.forms import Forms, compile_forms
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.lexicon import Lexicon

__all__ = ["read_place"]

_PART = re.compile(
    r"(?:(?<=[/|\u2022\u25cf-] )|^)[A-Z][\w.' -]{0,60}?(?:, [A-Z][\w.' ]{0,60}?)?(?= [/|\u2022\u25cf-] | ?$)"
)
_WRITTEN = re.compile(
    r"\b[Bb]y:? [^|\u2013]{3,60}(?:(?: [|\u2013-]| in|,) |\s?/\s?)(?P<place>[A-Z][\w.' -]{2,30}?),?(?: \|)?$"
)
_PLACES = re.compile(r", [^,]{3,30} (?:and|&) ")
"""In such a byline each author has a place: `By Ada Byron, Oslo and Grace Hopper, Bergen`."""

_SENT = re.compile(r"(?P<place>[A-Z][\w.' ]{2,30}) [|-] (?=[A-Z])")
_HAS_DIGIT = re.compile(r"\d")
_INITIALS = re.compile(r"[A-Z]\.[A-Z]")
_SMALL = frozenset({"on", "of", "the", "upon", "under", "de", "da", "do", "la", "and", "sur", "am"})
MOST_NAMES = 2
LONGEST_SHORT = 3
"""A name in capitals that is no longer may be made of initials."""

Named = tuple[str | None, tuple[Mention, ...], tuple[Entity, ...]]


def read_place(
    text: str, layout: Layout, mentions: Sequence[Mention], proposed: tuple[Entity, ...], lexicon: Lexicon
) -> Named:
    """The entity in the last dateline, with all mentions and proposed entities.

    What stands there is a place: a name that was taken for something else becomes one, and a new one
    is proposed, in the usual case of letters. An entity of the project and a known organisation stay what they are;
    the answer is None then.
    """
    place, mentions, proposed = _find_place(text, layout, mentions, proposed, lexicon)
    return place, tuple(mentions), tuple(_in_usual_case(e) if e.id == place else e for e in proposed)


def _in_usual_case(entity: Entity) -> Entity:
    """The entity under its name in small letters but for the first of each word: `Skarn-on-Sea` for SKARN-ON-SEA."""
    if not entity.name.isupper() or len(entity.name) <= LONGEST_SHORT or _INITIALS.search(entity.name):
        return entity
    words = entity.name.split()
    cased = ("-".join(_cased(part) for part in word.split("-")) for word in words)
    return entity.model_copy(update={"name": " ".join(cased)})


def _cased(part: str) -> str:
    return part.lower() if part.lower() in _SMALL else part.capitalize()


def _find_place(
    text: str, layout: Layout, mentions: Sequence[Mention], proposed: tuple[Entity, ...], lexicon: Lexicon
) -> Named:
    """The entity in the last dateline, or where the byline or date line says that the report was written."""
    for opening in reversed(layout.openings):
        if opening.place is not None:
            return _at(text, opening.place, tuple(mentions), proposed, lexicon)
    dated = next(_in_date_lines(text, layout, lexicon), None)
    return _at(text, dated, tuple(mentions), proposed, lexicon) if dated else (None, tuple(mentions), proposed)


def _in_date_lines(text: str, layout: Layout, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The places that a byline or date line sets apart: `Oslo, Norway / May 13, 2022`, `May 13, 2022 - OSLO`."""
    forms = lexicon.compiled(compile_forms)
    for segment in layout.of("byline"):
        for start, end in _beside_authors(segment.slice(fold(text)), forms):
            yield segment.start + start, segment.start + end
    headed = next((segment.end for segment in layout.of("headline")), 0)
    for segment in layout.of("date_line"):
        below = headed <= segment.start or _is_only(segment, layout, text)
        for start, end in _beside_days(segment.slice(fold(text)), forms, below=below):
            yield segment.start + start, segment.start + end


def _beside_authors(line: str, forms: Forms) -> Iterator[tuple[int, int]]:
    """The places in a byline."""
    written = _WRITTEN.search(line) or _SENT.match(line)
    if written is not None and is_place(written["place"], forms) and _PLACES.search(written[0]) is None:
        yield written.span("place")
    town = find_town(line, forms)
    if town is not None:
        yield town


def _beside_days(line: str, forms: Forms, *, below: bool) -> Iterator[tuple[int, int]]:
    """The places in a date line, which stands below the headline or is the only one."""
    filed = read_parts(line, len(line), forms) or _up_to_day(line, forms)
    place = filed.place if filed is not None else None
    if filed is not None and place is not None and not place[0] and below and _is_town(filed, forms):
        yield place
    for part in _PART.finditer(line):
        names = part[0].split(", ")
        placed = any(is_place(name, forms) for name in names) or (len(names) > 1 and part.start() == 0)
        placed = placed and plain(part[0]) not in forms.rubrics
        if placed and not _HAS_DIGIT.search(part[0]) and len(names) <= MOST_NAMES:
            yield part.start(), part.start() + len(part[0].partition(", ")[0].rstrip())
    town = find_town(line, forms) if below else None
    if town is not None:
        yield town


def _up_to_day(line: str, forms: Forms) -> Parts | None:
    """What a date line begins with, its day included: `OSLO, NORWAY May 3, 2021 - 10:31 am GMT+3`."""
    day = next(find_dates(line, 0, len(line)), None)
    return read_parts(line, day.end, forms) if day is not None else None


def _is_only(segment: Segment, layout: Layout, text: str) -> bool:
    """Whether no other line says when the story appeared: an update does not count."""
    others = (each.slice(text) for each in layout.of("date_line") if each is not segment)
    return all(other[:6].lower() == "update" for other in others)


def _is_town(filed: Parts, forms: Forms) -> bool:
    """Whether the place is known, or stands in capitals before a land that is."""
    place, land = filed.words(filed.place), filed.words(filed.region)
    return is_place(place, forms) or (place.isupper() and key(land) in forms.places)


def _at(
    text: str, span: tuple[int, int], mentions: tuple[Mention, ...], proposed: tuple[Entity, ...], lexicon: Lexicon
) -> Named:
    inside = [m for m in mentions if m.start < span[1] and span[0] < m.end]
    found = next((m.entity for m in inside if m.kind == "place"), None)
    if found is not None:
        return found, mentions, proposed
    name = " ".join(text[slice(*span)].split())
    identity = slug(name)
    if not identity or identity.startswith("aboard-"):
        return None, mentions, proposed
    known = next((entity for entity in proposed if entity.id == identity), None)
    if known is None and not any(m.entity == identity for m in mentions):
        return identity, mentions, (*proposed, Entity(id=identity, kind="place", name=name))
    if known is None or identity in lexicon.compiled(_organisations):
        return None, mentions, proposed
    return identity, _placed_mentions(mentions, identity), _placed_entities(proposed, identity)


def _placed_mentions(mentions: tuple[Mention, ...], identity: str) -> tuple[Mention, ...]:
    return tuple(m.model_copy(update={"kind": "place"}) if m.entity == identity else m for m in mentions)


def _placed_entities(proposed: tuple[Entity, ...], identity: str) -> tuple[Entity, ...]:
    return tuple(e.model_copy(update={"kind": "place"}) if e.id == identity else e for e in proposed)


def _organisations(lexicon: Lexicon) -> frozenset[str]:
    """The ids of the organisations that the lexicon knows."""
    return frozenset(map(slug, lexicon["organisations"]["known"]))
