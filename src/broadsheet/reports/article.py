"""An article as an editor reads it in a terminal: the text, with every annotation marked where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from broadsheet.articles.article import Article
from broadsheet.articles.segment import Segment
from broadsheet.issues import printable

__all__ = ["as_marked"]

_STYLES = {
    "statement": "underline",
    "words": "italic",
    "speaker": "bold",
    "cue": "dim",
    "figure": "yellow",
    "event": "magenta",
    "person": "cyan",
    "organisation": "blue",
    "place": "green",
    "document": "red",
}
GUTTER = 21
LEAST = 20
"""So many cells a line has beside the gutter, however narrow the terminal."""


Row = tuple[Text, Text]
"""What stands in the gutter, and what it is beside."""


class _Mark(NamedTuple):
    """A stretch of the text with the id and the kind of what is annotated there."""

    start: int
    end: int
    id: str
    kind: str


def as_marked(article: Article, text: str, *, colour: bool = False, width: int | None = None) -> str:
    """The text segment by segment with its roles beside it, and below it what the marks mean.

    Without colour each annotation stands between `[id:` and `:id]`. Characters that a terminal would act
    on are shown as escapes. Lines are wrapped at words where they are longer than `width` cells of a terminal,
    of which a wide character takes two.
    """
    marks = list(_marks(article))
    covered = [segment for segment in article.segments if segment.role != "credit"] or [*article.segments]
    segments = (_segment(segment, text, marks, colour) for segment in covered)
    rows = [*_head(article), (Text(), Text()), *segments, (Text(), Text()), *_legend(article)]
    console = Console(color_system=None)
    lines = (line for row in rows for line in _lines(row, console, width))
    return "\n".join(_ansi(line, console) if colour else line.plain for line in lines)


def _lines(row: Row, console: Console, width: int | None) -> Iterator[Text]:
    """The lines of one row: what it is beside the first of them, and the rest under it."""
    label, content = row
    room = max(LEAST, width - GUTTER) if width else None
    for line in content.wrap(console, room) if room else content.split(allow_blank=True):
        label.pad_right(GUTTER - label.cell_len)
        whole = label + line
        whole.rstrip()
        yield whole
        label = Text()


def _ansi(line: Text, console: Console) -> str:
    """A line with the escapes by which a terminal shows its styles."""
    parts = ((part.text, part.style) for part in line.render(console))
    return "".join(style.render(text, color_system=ColorSystem.STANDARD) if style else text for text, style in parts)


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


def _head(article: Article) -> Iterator[Row]:
    fields = ("id", "headline", "date_published", "publisher", "source_organization", "author", "credit_text",
              "location_created", "in_language")  # fmt: skip
    for name in fields:
        value = getattr(article, name)
        told = ", ".join(value) if isinstance(value, tuple) else value
        yield Text(name), Text(printable(str(told)) if told else "-")


def _segment(segment: Segment, text: str, marks: list[_Mark], colour: bool) -> Row:
    inside = [mark for mark in marks if mark.start < segment.end and segment.start < mark.end]
    return Text(segment.role), _coloured(segment, text, inside) if colour else Text(_bracketed(segment, text, inside))


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


def _coloured(segment: Segment, text: str, marks: list[_Mark]) -> Text:
    edges = sorted({segment.start, segment.end, *(e for m in marks for e in (m.start, m.end))})
    edges = [edge for edge in edges if segment.start <= edge <= segment.end]
    told = Text()
    for start, end in pairwise(edges):
        styles = (_STYLES.get(mark.kind, "") for mark in marks if mark.start <= start and end <= mark.end)
        told.append(_safe(text[start:end]), " ".join(filter(None, styles)))
    return told


def _safe(text: str) -> str:
    """The text with line breaks as they are and everything else that a terminal would act on as escapes."""
    lines = text.replace("\r\n", "\n").replace("\t", " ").split("\n")
    return "\n".join(printable(line) for line in lines)


def _legend(article: Article) -> Iterator[Row]:
    for statement in article.statements:
        yield _fact(statement.id, "statement", f"{statement.mode}, speaker {statement.speaker or '-'}")
    for figure in article.figures:
        bounds = f" ({figure.low} to {figure.high})" if figure.low is not None or figure.high is not None else ""
        told = f"{'-' if figure.value is None else figure.value}{bounds} {figure.unit or '-'}"
        yield _fact(figure.id, "figure", told + (f", {figure.qualifier}" if figure.qualifier else ""))
    for event in article.events:
        yield _fact(event.id, "event", event.date or "-")
    for mention in article.mentions:
        yield _fact(mention.id, mention.kind, mention.entity)


def _fact(id: str, kind: str, told: str) -> Row:
    return Text.assemble(f"{id:<6}", (kind, _STYLES.get(kind, ""))), Text(printable(told))
