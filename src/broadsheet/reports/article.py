"""An article as an editor reads it in a terminal: the text, with every annotation marked where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from broadsheet.articles.article import Article
from broadsheet.articles.event import Event
from broadsheet.articles.figure import Figure
from broadsheet.articles.mention import Mention
from broadsheet.articles.segment import Segment
from broadsheet.articles.statement import Statement
from broadsheet.issues import printable, shorten

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

    Without colour each annotation stands between `[id:` and `:id]`; with it what it is tells its words, too. What no
    segment holds is shown with `-` for its role. Characters that a terminal would act on are shown as escapes. Lines
    are wrapped at words where they are longer than `width` cells of a terminal, of which a wide character takes two.
    """
    marks = list(_marks(article))
    stretches = (_stretch(each, text, marks, colour) for each in _stretches(article.segments, text))
    legend = _legend(article, text if colour else None)
    rows = [*_head(article), (Text(), Text()), *stretches, (Text(), Text()), *legend]
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


class _Stretch(NamedTuple):
    """A part of the text with what it is shown beside: the role of a segment, or a dash."""

    role: str
    start: int
    end: int


def _stretches(segments: Sequence[Segment], text: str) -> Iterator[_Stretch]:
    """The segments, and between them what none of them holds; a credit within a caption is shown with that."""
    shown = [segment for segment in segments if segment.role != "credit"] or [*segments]
    at = 0
    for segment in sorted(shown, key=lambda segment: segment.start):
        yield from _unheld(segments, text, at, segment.start)
        yield _Stretch(segment.role, segment.start, segment.end)
        at = max(at, segment.end)
    yield from _unheld(segments, text, at, len(text))


def _unheld(segments: Sequence[Segment], text: str, start: int, end: int) -> Iterator[_Stretch]:
    """What is said between two offsets, without the blanks around it: no dash between a dateline and a story."""
    between = text[start:end]
    if any(map(str.isalnum, between)):
        start += len(between) - len(between.lstrip())
        end -= len(between) - len(between.rstrip())
        role = next((each.role for each in segments if each.start <= start < each.end), "-")
        yield _Stretch(role, start, end)


def _stretch(segment: _Stretch, text: str, marks: list[_Mark], colour: bool) -> Row:
    inside = [mark for mark in marks if mark.start < segment.end and segment.start < mark.end]
    return Text(segment.role), _coloured(segment, text, inside) if colour else Text(_bracketed(segment, text, inside))


def _bracketed(segment: _Stretch, text: str, marks: list[_Mark]) -> str:
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


def _coloured(segment: _Stretch, text: str, marks: list[_Mark]) -> Text:
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


def _legend(article: Article, text: str | None) -> Iterator[Row]:
    """What the marks mean; with the words of each where `text` is given, since colours name none."""
    for statement in article.statements:
        yield _fact(statement, "statement", f"{statement.mode}, speaker {statement.speaker or '-'}", text)
    for figure in article.figures:
        told = f"{'-' if figure.value is None else figure.value}{_bounds(figure)} {figure.unit or '-'}"
        yield _fact(figure, "figure", told + (f", {figure.qualifier}" if figure.qualifier else ""), text)
    for event in article.events:
        yield _fact(event, "event", event.date or "-", text)
    for mention in article.mentions:
        yield _fact(mention, mention.kind, mention.entity, text)


def _bounds(figure: Figure) -> str:
    if figure.low is None:
        return "" if figure.high is None else f" (at most {figure.high})"
    return f" (at least {figure.low})" if figure.high is None else f" ({figure.low} to {figure.high})"


def _fact(fact: Statement | Figure | Event | Mention, kind: str, told: str, text: str | None) -> Row:
    words = f": {shorten(' '.join(text[fact.start : fact.end].split()))}" if text else ""
    return Text.assemble(f"{fact.id:<6}", (kind, _STYLES.get(kind, ""))), Text(printable(told + words))
