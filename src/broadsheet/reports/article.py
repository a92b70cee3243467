"""An article as an editor reads it in a terminal: the text, with every annotation marked where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from broadsheet.articles.article import Article
from broadsheet.articles.segment import Segment
from broadsheet.issues import printable

__all__ = ["as_marked"]

_PLAIN = "\x1b[0m"
_COLOURS = {
    "statement": "\x1b[4m",
    "words": "\x1b[3m",
    "speaker": "\x1b[1m",
    "cue": "\x1b[2m",
    "figure": "\x1b[33m",
    "event": "\x1b[35m",
    "person": "\x1b[36m",
    "organisation": "\x1b[34m",
    "place": "\x1b[32m",
    "document": "\x1b[31m",
}
GUTTER = 21


class _Mark(NamedTuple):
    """A stretch of the text with the id and the kind of what is annotated there."""

    start: int
    end: int
    id: str
    kind: str


def as_marked(article: Article, text: str, *, colour: bool = False) -> str:
    """The text segment by segment with its roles beside it, and below it what the marks mean.

    Without colour each annotation stands between `[id:` and `:id]`. Characters that a terminal would act
    on are shown as escapes.
    """
    marks = list(_marks(article))
    covered = [segment for segment in article.segments if segment.role != "credit"] or [*article.segments]
    lines = [line for segment in covered for line in _segment(segment, text, marks, colour)]
    return "\n".join([*_head(article), "", *lines, "", *_legend(article, colour)])


def _marks(article: Article) -> Iterator[_Mark]:
    for statement in article.statements:
        yield _Mark(statement.start, statement.end, statement.id, "statement")
        for kind in ("words", "speaker", "cue"):
            start, end = getattr(statement, f"{kind}_start"), getattr(statement, f"{kind}_end")
            if start is not None and end is not None:
                yield _Mark(start, end, f"{statement.id}.{kind}", kind)
    for figure in article.figures:
        yield _Mark(figure.start, figure.end, figure.id, "figure")
    for event in article.events:
        yield _Mark(event.start, event.end, event.id, "event")
    for mention in article.mentions:
        yield _Mark(mention.start, mention.end, mention.id, mention.kind)


def _head(article: Article) -> Iterator[str]:
    fields = ("id", "headline", "date_published", "publisher", "source_organization", "author", "credit_text",
              "location_created", "in_language")  # fmt: skip
    for name in fields:
        value = getattr(article, name)
        told = ", ".join(value) if isinstance(value, tuple) else value
        yield f"{name:<{GUTTER}}{printable(str(told)) if told else '-'}"


def _segment(segment: Segment, text: str, marks: list[_Mark], colour: bool) -> Iterator[str]:
    role = segment.role
    inside = [mark for mark in marks if mark.start < segment.end and segment.start < mark.end]
    told = _coloured(segment, text, inside) if colour else _bracketed(segment, text, inside)
    for line in told.split("\n"):
        yield f"{role:<{GUTTER}}{line}"
        role = ""


def _bracketed(segment: Segment, text: str, marks: list[_Mark]) -> str:
    opening: defaultdict[int, list[_Mark]] = defaultdict(list)
    closing: defaultdict[int, list[_Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: -mark.end):
        opening[max(mark.start, segment.start)].append(mark)
        closing[min(mark.end, segment.end)].insert(0, mark)
    out, at = [], segment.start
    for edge in sorted({*opening, *closing, segment.end}):
        out.append(_safe(text[at:edge]))
        out += [f":{mark.id}]" for mark in sorted(closing[edge], key=lambda mark: -mark.start)]
        out += [f"[{mark.id}:" for mark in opening[edge]]
        at = edge
    return "".join(out)


def _coloured(segment: Segment, text: str, marks: list[_Mark]) -> str:
    edges = sorted({segment.start, segment.end, *(e for m in marks for e in (m.start, m.end))})
    edges = [edge for edge in edges if segment.start <= edge <= segment.end]
    out = []
    for start, end in pairwise(edges):
        styles = "".join(_COLOURS.get(mark.kind, "") for mark in marks if mark.start <= start and end <= mark.end)
        lines = _safe(text[start:end]).split("\n")
        out.append("\n".join(f"{styles}{line}{_PLAIN}" if styles and line else line for line in lines))
    return "".join(out)


def _safe(text: str) -> str:
    """The text with line breaks as they are and everything else that a terminal would act on as escapes."""
    lines = text.replace("\r\n", "\n").replace("\t", " ").split("\n")
    return "\n".join(printable(line) for line in lines)


def _legend(article: Article, colour: bool) -> Iterator[str]:
    for statement in article.statements:
        yield _row(statement.id, "statement", f"{statement.mode}, speaker {statement.speaker or '-'}", colour)
    for figure in article.figures:
        bounds = f" ({figure.low} to {figure.high})" if figure.low is not None or figure.high is not None else ""
        told = f"{'-' if figure.value is None else figure.value}{bounds} {figure.unit or '-'}"
        yield _row(figure.id, "figure", told + (f", {figure.qualifier}" if figure.qualifier else ""), colour)
    for event in article.events:
        yield _row(event.id, "event", event.date or "-", colour)
    for mention in article.mentions:
        yield _row(mention.id, mention.kind, mention.entity, colour)


def _row(id: str, kind: str, told: str, colour: bool) -> str:
    style, plain = (_COLOURS.get(kind, ""), _PLAIN) if colour else ("", "")
    return f"{id:<6}{style}{kind:<{GUTTER - 6}}{plain}{printable(told)}"
