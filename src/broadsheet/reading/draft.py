"""From a received text to a draft record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from broadsheet.articles.article import Article
from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold, slug
from broadsheet.articles.folding import words as words_of
from broadsheet.articles.licences import allows_redistribution
from broadsheet.articles.rights import Rights
from broadsheet.articles.segment import Segment
from broadsheet.articles.source import Source
from broadsheet.reading.agencies import find_sources
from broadsheet.reading.datelines import read_place
from broadsheet.reading.events import read_events
from broadsheet.reading.figures import read_figures
from broadsheet.reading.finders import NameFinder
from broadsheet.reading.given import read_given
from broadsheet.reading.home import Frame, find_home
from broadsheet.reading.languages import find_language
from broadsheet.reading.layout import Layout, read_layout
from broadsheet.reading.layout.authors import is_author_name, usual_case
from broadsheet.reading.layout.authorship import read_authors
from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.bylines import names_writer
from broadsheet.reading.layout.forms import Forms, compile_forms
from broadsheet.reading.layout.persons import is_job
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.licences import find_licence, spdx_of_address
from broadsheet.reading.mentions import read_mentions
from broadsheet.reading.normalized import normalize
from broadsheet.reading.outlets import outlet_id
from broadsheet.reading.paywall import find_paywall
from broadsheet.reading.publication import Published, find_published
from broadsheet.reading.publishers import find_copyright_holder, find_order, find_publisher
from broadsheet.reading.statements import read_statements
from broadsheet.sources import Received

__all__ = ["Draft", "draft", "read_draft"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_ROW = re.compile(r":\d+$")
"""How a place ends that is a line or a row of a file."""

_PRINTED = "heading of the page"
"""A headline found there is in the page's own words; others may be cut short, or have the outlet with them."""

_ENDING = re.compile(r"\.(txt|md|x?html?)$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft record, and the entities that it refers to and nobody has recorded yet.

    `paywall` is the line by which the page says that the rest of the article is for those who pay or sign in.
    """

    article: Article
    entities: tuple[Entity, ...]
    paywall: Segment | None = None


def draft(
    received: Received,
    *,
    lexicon: Lexicon | None = None,
    entities: Sequence[Entity] = (),
    finders: Sequence[NameFinder] = (),
) -> Article:
    """The record of a text as far as the text states it, for an editor to confirm.

    What the text does not say is null; a draft never guesses. The names of `entities` come first;
    `finders` are asked for names where none was found.
    """
    return read_draft(received, lexicon=lexicon, entities=entities, finders=finders).article


def read_draft(
    received: Received,
    *,
    lexicon: Lexicon | None = None,
    entities: Sequence[Entity] = (),
    finders: Sequence[NameFinder] = (),
) -> Draft:
    """The draft together with the entities that it refers to; `finders` add names where we found none.

    Letters are read with their marks, also where a text has these apart from them (Unicode Normalization Form D), lines
    as if one line feed ended them, and all blanks in them as plain ones.
    """
    words = lexicon or Lexicon.load()
    normal = normalize(received.text)
    if normal is None:
        return _read(received, words, entities, finders)
    found = _read(replace(received, text=normal.text), words, entities, finders)
    article = normal.restored(found.article).model_copy(update={"source": _source(received)})
    named = tuple(map(normal.restored, found.entities))
    return Draft(article, named, normal.restored(found.paywall) if found.paywall else None)


def _read(received: Received, words: Lexicon, entities: Sequence[Entity], finders: Sequence[NameFinder]) -> Draft:
    layout = read_layout(received.text, words)
    text = _unwrapped(received.text, layout.segments)
    mentions, proposed = read_mentions(text, layout.segments, words, entities, finders)
    place, mentions, proposed = read_place(text, layout, mentions, proposed, words)
    publisher = _publisher(received, find_publisher(text, layout, words), words)
    published = find_published(
        text, layout, words, day_first=find_order(text, layout, publisher, words), hints=received.hints
    )
    sources = find_sources(text, layout, publisher, words)
    head = Article(
        schema_version="1.0",
        id=_id(received),
        creative_work_status="draft",
        source=_source(received),
        publisher=publisher,
        source_organization=sources,
        in_language=find_language(text, words) or _language(received),
        article_section=_hint(received, "article_section"),
        location_created=place,
        rights=_rights(received, layout.segments),
        **_head(received, layout, words),
        **_dates(published),
    )
    page = Frame(text, layout.segments, (publisher, *sources), place)
    facts = {
        "segments": _segments(received, layout),
        "statements": read_statements(text, layout.segments, mentions, (*entities, *proposed), words),
        "figures": read_figures(text, layout.segments, words, find_home(page, mentions, (*entities, *proposed), words)),
        "events": read_events(text, layout.segments, words, published.day),
        "mentions": mentions,
    }
    return Draft(head.model_copy(update=facts), proposed, find_paywall(text, layout, words))


def _unwrapped(text: str, segments: Sequence[Segment]) -> str:
    """The text with a blank for each line end inside of a segment: the line was only broken to fit."""
    parts, done = [], 0
    for segment in segments:
        if "\n" in text[max(done, segment.start) : segment.end]:
            parts += [text[done : segment.start], segment.slice(text).replace("\n", " ")]
            done = segment.end
    return "".join((*parts, text[done:])) if parts else text


def _id(received: Received) -> str:
    """The name of a file without its ending, or of a row as it is, where that can be an id; else what can of it."""
    name = received.name.lower()
    is_row = _ROW.search(received.path or "") is not None
    stem = _ENDING.sub("", name.partition("://")[2] or name) if is_row else PurePosixPath(name).stem
    if len(stem) <= 120 and _ID.fullmatch(stem):
        return stem
    return slug(stem) or f"article-{hashlib.sha256(stem.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}"


def _source(received: Received) -> Source:
    return Source(
        name=_line(received.name) or "unnamed",
        sha256=received.sha256,
        bytes=received.bytes,
        encoding=received.encoding,
        characters=received.characters,
    )


def _line(printed: str | None) -> str | None:
    """What was printed, on one line."""
    return " ".join(_CONTROL.sub(" ", printed).split())[:500].strip() or None if printed else None


def _hint(received: Received, name: str) -> str | None:
    hint = received.hints.get(name)
    return _line(hint.value) if hint else None


def _language(received: Received) -> str | None:
    hint = _hint(received, "in_language")
    return hint if hint and _LANGUAGE.fullmatch(hint) else None


def _publisher(received: Received, printed: str | None, lexicon: Lexicon) -> str | None:
    """The outlet that the page's own data name, else the one that the text shows, which may be whom it quotes.

    Where both are one outlet, the text tells by which of its names it is known.
    """
    name = _hint(received, "publisher")
    hinted = outlet_id(name, lexicon.compiled(compile_forms)) if name else None
    if not hinted or not printed:
        return printed or hinted or None
    told, shown = hinted.replace("-", ""), printed.replace("-", "")
    return printed if shown in told or told in shown else hinted


def _head(received: Received, layout: Layout, lexicon: Lexicon) -> dict[str, Any]:
    headline = next(iter(layout.of("headline")), None)
    credit = next(iter(layout.of("credit")), None)
    printed = _line(headline.slice(received.text)) if headline else None
    return {
        "headline": printed if headline and not _is_other(received, printed) else _hint(received, "headline"),
        "author": _authors(received, layout, lexicon),
        "credit_text": _line(_unbracketed(credit.slice(received.text))) if credit else None,
    }


def _unbracketed(credit: str) -> str:
    """A credit without what encloses it: `(Photo: VNA)`, and not `Photo: Ada Byron (VNA)`.

    >>> _unbracketed("(Photo: VNA)"), _unbracketed("Photo: Ada Byron (VNA)"), _unbracketed("Photo: VNA)")
    ('Photo: VNA', 'Photo: Ada Byron (VNA)', 'Photo: VNA')
    """
    bare = credit.strip("[]| ")
    inside = bare[1:-1] if bare[:1] == "(" and bare[-1:] == ")" and "(" not in bare[1:] else bare
    return inside if inside.count("(") == inside.count(")") else inside.strip("() ")


_BARRED = re.compile(r"\| ?((?:By|BY):? [A-Z][^|]{3,90}?) ?(?:\||$)")
"""Who wrote, in a date line between strokes: `| By: Ada Byron and Mara Lind |`."""


def _authors(received: Received, layout: Layout, lexicon: Lexicon) -> tuple[str, ...]:
    forms, folded = lexicon.compiled(compile_forms), fold(received.text)
    spans = [(s.start + folded.startswith("(By ", s.start), s.end) for s in layout.of("byline")]
    spans += [by.span(1) for s in layout.of("date_line") if (by := _BARRED.search(folded, s.start, s.end))]
    blocks = [Block(start, end, folded[start:end], 0) for start, end in spans]
    found = [name for block in blocks for name in read_authors(block, received.text, forms)]
    found = found or [*_written(folded, layout, forms), *_told_in_deck(folded, layout, forms)]
    opened = [folded[slice(*each.agency)] for each in layout.openings if each.agency]
    found += [name.title() for name in opened if names_writer(name, forms)]
    hint = received.hints.get("author")
    given = list(read_given(hint.value, _hint(received, "publisher"), forms)) if hint else []
    named = found or not all(is_job(block.text) for block in blocks)
    chosen = given if (given and set(given) <= set(found)) or not named else found
    return tuple(dict.fromkeys(chosen))


def _written(folded: str, layout: Layout, forms: Forms) -> Iterator[str]:
    """The author whom a date line names between strokes: `May 13, 2022 | Written by Grace Hopper | Sport`."""
    for segment in layout.of("date_line"):
        for part in segment.slice(folded).split(" | "):
            by = forms.byline.match(part)
            name = part[by.end() :].strip() if by else ""
            if name and is_author_name(name, forms):
                yield name


_WRITES = re.compile(
    r"(?:^|[.!?] )(?P<first>[A-Z][^.!?,;:]{4,40}?)\*? writes(?=[.:,]|$| (?:about|from|how|of|on|that|why)\b)"
    r"|\bwrites (?P<last>[A-Z][^!?,;:]{4,40}?)\*?\.?$"
)


def _told_in_deck(folded: str, layout: Layout, forms: Forms) -> Iterator[str]:
    """The author whom a deck names, and no paragraph: `Ada Byron writes that it is late`, `Late, writes Ada Byron`."""
    for segment in layout.of("alternative_headline"):
        found = _WRITES.search(segment.slice(folded))
        name = (found["first"] or found["last"]) if found else ""
        if name and is_author_name(name, forms) and not any(name in p.slice(folded) for p in layout.of("paragraph")):
            yield usual_case(name)


def _dates(published: Published) -> dict[str, Any]:
    return {
        "date_published": published.date,
        "date_published_basis": published.basis,
        "date_published_start": published.start,
        "date_published_end": published.end,
        "date_published_note": published.note,
    }


def _is_other(received: Received, printed: str | None) -> bool:
    """Whether the page names another headline than the line that looks like one."""
    hint = _hint(received, "headline")
    if hint is None or printed is None:
        return False
    one, other = ({word for word, _, _ in words_of(title)} for title in (hint, printed))
    least = max if received.hints["headline"].found_in == _PRINTED else min
    return 2 * len(one & other) < least(len(one), len(other))


def _segments(received: Received, layout: Layout) -> tuple[Segment, ...]:
    """The layout; a line that the page's own headline shows to be none is a deck."""
    headline = next(iter(layout.of("headline")), None)
    if headline is None or not _is_other(received, _line(headline.slice(received.text))):
        return layout.segments
    return tuple(
        segment.model_copy(update={"role": "alternative_headline"}) if segment.role == "headline" else segment
        for segment in layout.segments
    )


def _rights(received: Received, segments: Sequence[Segment]) -> Rights:
    stated = _hint(received, "license")
    licence = find_licence(received.text, segments) or (spdx_of_address(stated) or stated if stated else None)
    permitted = allows_redistribution(licence)
    return Rights(
        license=licence,
        copyright_holder=_line(find_copyright_holder(received.text, segments)) or _hint(received, "copyright_holder"),
        redistribution="permitted" if permitted else "withheld",
    )
