"""When it was: the articles and the events that they report, on one line of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.articles.event import EVENT_KINDS
from broadsheet.exports.page.charts import HERE, drawn, heat
from broadsheet.exports.page.evidence import Names, Spot
from broadsheet.exports.page.frames import frame
from broadsheet.exports.page.lanes import ARTICLES, Mark, lanes
from broadsheet.exports.page.picture import Cell, Picture
from broadsheet.exports.page.tallies import by_year, recent, shown_of, tally, years_of
from broadsheet.exports.page.wording import count, cut, day
from broadsheet.exports.page.years import extent, narrowed, window

if TYPE_CHECKING:
    import polars as pl

    from broadsheet.packages.package import Package

__all__ = ["timeline"]

TITLE = "When it was"

MARKS = 250
"""More events than these are counted by kind and year, not marked one by one."""


def timeline(package: Package, names: Names) -> Picture | None:
    """When articles appeared and events were; None where no date is known."""
    events, span = frame(package, "events"), window(names)
    if events.height > MARKS or span is None:
        return _counted(events, names)
    marks = [*_articles(names), *_events(events, names)]
    shown = [mark for mark in marks if mark.start < span[1] and mark.end > span[0]]
    span = narrowed(span, ((mark.start, mark.end) for mark in shown))
    says = _says(events, marks, shown, span)
    svg = drawn(lanes(shown, span), "timeline", TITLE, says)
    rows = tuple(_row(event, names) for event in _in_time(events))
    return Picture("timeline", TITLE, says, svg, COLUMNS, rows)


COLUMNS = ("When", "What", "Kind", "How the date is known", "Evidence")


def _says(events: pl.DataFrame, marks: Sequence[Mark], shown: Sequence[Mark], span: Sequence[float]) -> str:
    undated = events.height - sum(mark.lane != ARTICLES for mark in marks)
    beyond = len(marks) - len(shown)
    articles = sum(mark.lane == ARTICLES for mark in shown)
    events_shown = count(len(shown) - articles, "event")
    first, last = int(span[0]), int(span[1]) - 1
    when = f"in {first}" if first == last else f"from {first} to {last}"
    said = (
        f"{count(articles, 'article')} and {events_shown} {when}. "
        "A bar lasts as long as the event, or as long as its date is open; vertical lines are the articles. "
        "A date is stated by the text, inferred from it, or known from outside (external)."
    )
    others = ((beyond, "of other years"), (undated, "without a date"))
    told = " and ".join(f"{count(number, 'event')} {what}" for number, what in others if number)
    return f"{said} In the table only: {told}." if told else said


def _articles(names: Names) -> Iterator[Mark]:
    for id, article in names.articles.items():
        span = extent(article["date_published"])
        if span is None or span[0] is None:
            continue
        says = names.cited(id)
        yield Mark(ARTICLES, span[0], span[0], ARTICLES, says, HERE + Spot(id, "", None, None).href)


def _events(events: pl.DataFrame, names: Names) -> Iterator[Mark]:
    for event in events.iter_rows(named=True):
        span = extent(event["date"])
        if span is None:
            continue
        start, end = -1e9 if span[0] is None else span[0], 1e9 if span[1] is None else span[1]
        what = cut(event["what"] or event["kind"] or "event", 160)
        says = f"{day(event['date'])}: {what} ({names.source(event['article'])})"
        yield Mark(
            event["kind"] or "other", start, end, event["date_basis"] or "stated", says, HERE + _spot(event).href
        )


def _spot(event: dict[str, Any]) -> Spot:
    return Spot(event["article"], f"event-{event['id']}", event["start"], event["end"])


def _in_time(events: pl.DataFrame) -> list[dict[str, Any]]:
    """The events by the time at which they begin or end; those without a date come last."""
    return sorted(events.to_dicts(), key=lambda event: _begin(event["date"]))


def _begin(date: str | None) -> float:
    span = extent(date)
    return 1e9 if span is None else next(bound for bound in span if bound is not None)


def _row(event: dict[str, Any], names: Names) -> tuple[Cell, ...]:
    known = event["date_basis"] or ""
    basis = f"{known}: {event['date_note']}" if event["date_note"] else known
    return (day(event["date"]), event["what"] or "", event["kind"] or "", basis, names.proof([_spot(event)], 1))


def _counted(events: pl.DataFrame, names: Names) -> Picture | None:
    """Many events: how many articles there are of each year, and how many events of each kind they report."""
    import polars as pl  # noqa: PLC0415 - heavy

    kinds = by_year(events.with_columns(pl.col("kind").fill_null("other")), names)
    articles = by_year(_whole(names), names)
    cells = [*tally(recent(articles), KEYS, "", names), *tally(recent(kinds), KEYS, "event", names)]
    if not cells:
        return None
    says = (
        f"{count(articles.height, 'article')} and {count(kinds.height, 'event')} by their kind, and by the year of the "
        "article that reports them."
    ) + shown_of(kinds)
    squares = [{"x": cell["year"], "y": cell["kind"], "n": cell["n"], "says": _tip(cell)} for cell in cells]
    kinds_shown = [kind for kind in (ARTICLES, *EVENT_KINDS) if any(cell["kind"] == kind for cell in cells)]
    svg = drawn(heat(squares, years_of(cells), kinds_shown), "timeline", TITLE, says)
    rows = tuple((c["kind"], EVENT_KINDS.get(c["kind"], ""), str(c["year"]), f"{c['n']:,}", c["proof"]) for c in cells)
    return Picture("timeline", TITLE, says, svg, ("Kind", "What it is", "Year", "Number", "Evidence"), rows)


KEYS = ("kind", "year")


def _whole(names: Names) -> pl.DataFrame:
    """Each article as a thing that it reports itself, without a place in its text."""
    import polars as pl  # noqa: PLC0415 - heavy

    nowhere = {"start": pl.lit(None, pl.Int64), "end": pl.lit(None, pl.Int64)}
    return pl.DataFrame({"article": list(names.articles)}).with_columns(kind=pl.lit(ARTICLES), id=pl.lit(""), **nowhere)


def _tip(cell: dict[str, Any]) -> str:
    what = "article" if cell["kind"] == ARTICLES else f"{cell['kind']} event"
    return f"{cell['year']}: {count(cell['n'], what)}"
