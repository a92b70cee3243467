"""When it was: the articles and the events that they report, on one line of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from broadsheet.articles.event import BASES, EVENT_KINDS
from broadsheet.exports.page.charts import HERE, altair, drawn, heat
from broadsheet.exports.page.evidence import Names, Spot
from broadsheet.exports.page.frames import frame
from broadsheet.exports.page.picture import Cell, Picture
from broadsheet.exports.page.tallies import by_year, recent, tally, years_of
from broadsheet.exports.page.wording import count, cut, day
from broadsheet.exports.page.years import extent, window

if TYPE_CHECKING:
    import polars as pl

    from broadsheet.packages.package import Package

__all__ = ["timeline"]

TITLE = "When it was"

MARKS = 250
"""More events than these are counted by kind and year, not marked one by one."""

WIDTH, ROW = 920, 13
POINT = 0.08
"""What is shorter than a month, in years, is marked by a point."""

ARTICLES = "articles"


@dataclass(frozen=True)
class Mark:
    """An article or an event on the line: its lane, its ends in years, how its date is known, its tip and its link."""

    lane: str
    start: float
    end: float
    basis: str
    says: str
    href: str


def timeline(package: Package, names: Names) -> Picture | None:
    """When articles appeared and events were; None where no date is known."""
    events, span = frame(package, "events"), window(names)
    if events.height > MARKS or span is None:
        return _counted(events, names)
    marks = [*_articles(names), *_events(events, names)]
    shown = [mark for mark in marks if mark.start < span[1] and mark.end > span[0]]
    says = _says(events, marks, shown, span)
    svg = drawn(_chart(shown, span), "timeline", TITLE, says)
    rows = tuple(_row(event, names) for event in _in_time(events))
    return Picture("timeline", TITLE, says, svg, COLUMNS, rows)


COLUMNS = ("When", "What", "Kind", "How the date is known", "Evidence")


def _says(events: pl.DataFrame, marks: Sequence[Mark], shown: Sequence[Mark], span: Sequence[float]) -> str:
    undated = events.height - sum(mark.lane != ARTICLES for mark in marks)
    beyond = len(marks) - len(shown)
    told = [
        f"{count(sum(mark.lane == ARTICLES for mark in shown), 'article')} and "
        f"{count(sum(mark.lane != ARTICLES for mark in shown), 'event')} from {span[0]:.0f} to {span[1]:.0f}. "
        "A bar lasts as long as the event, or as long as its date is open; vertical lines are the articles."
    ]
    told += [f"{count(beyond, 'event')} of other years"] * bool(beyond) + [f"{count(undated, 'event')} without a date"] * bool(undated)
    return told[0] + (f" In the table only: {' and '.join(told[1:])}." if told[1:] else "")


def _articles(names: Names) -> Iterator[Mark]:
    for id, article in names.articles.items():
        span = extent(article["date_published"])
        if span is None or span[0] is None:
            continue
        says = f"{names.source(id)}: {cut(names.headline(id), 160)}"
        yield Mark(ARTICLES, span[0], span[0], ARTICLES, says, HERE + Spot(id, "", None, None).href)


def _events(events: pl.DataFrame, names: Names) -> Iterator[Mark]:
    for event in events.iter_rows(named=True):
        span = extent(event["date"])
        if span is None:
            continue
        start, end = -1e9 if span[0] is None else span[0], 1e9 if span[1] is None else span[1]
        says = f"{day(event['date'])}: {cut(event['what'] or event['kind'] or 'event', 160)} ({names.source(event['article'])})"
        yield Mark(event["kind"] or "other", start, end, event["date_basis"] or "stated", says, HERE + _spot(event).href)


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
    """Many events: how many of each kind the articles of each year report."""
    import polars as pl  # noqa: PLC0415 - heavy

    cells = tally(recent(by_year(events.with_columns(pl.col("kind").fill_null("other")), names)), ["kind", "year"], "event", names)
    if not cells:
        return None
    says = f"{count(events.height, 'event')} by their kind, and by the year of the article that reports them."
    squares = [
        {"x": cell["year"], "y": cell["kind"], "n": cell["n"], "says": f"{cell['kind']}, {cell['year']}: {count(cell['n'], 'event')}"}
        for cell in cells
    ]
    kinds = [kind for kind in EVENT_KINDS if any(cell["kind"] == kind for cell in cells)]
    svg = drawn(heat(squares, years_of(cells), kinds), "timeline", TITLE, says)
    rows = tuple((c["kind"], EVENT_KINDS.get(c["kind"], ""), str(c["year"]), f"{c['n']:,}", c["proof"]) for c in cells)
    return Picture("timeline", TITLE, says, svg, ("Kind", "What it is", "Year", "Events", "Evidence"), rows)


# The chart: lanes of rows, laid out here so that no two marks cover each other


def _chart(marks: Sequence[Mark], span: Sequence[float]) -> Any:
    alt = altair()
    placed, lanes, height = _placed(marks, span)
    x = alt.X("start:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1, tickCount=12, gridDash=[1, 3]),
              scale=alt.Scale(domain=list(span), nice=False, zero=False))  # fmt: skip
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    known = [ARTICLES, *BASES]
    colour = alt.Color(
        "basis:N", scale=alt.Scale(domain=known, range=[f"var(--basis-{name})" for name in known]),
        legend=alt.Legend(title="The date is", values=list(BASES), symbolType="square"),
    )  # fmt: skip
    tips = {"description": "says:N", "href": "href:N"}
    bars = [mark for mark in placed if mark["end"] - mark["start"] > POINT]
    points = [mark for mark in placed if mark["end"] - mark["start"] <= POINT]
    parts = [
        alt.Chart(_data(alt, [m for m in points if m["lane"] == ARTICLES])).mark_rule(color="var(--accent)", opacity=0.35, aria=False).encode(x=x),
        alt.Chart(_data(alt, lanes)).mark_rule(color="var(--hair)", aria=False).encode(y=y),
        alt.Chart(_data(alt, lanes)).mark_text(align="right", dx=-8, baseline="top", dy=3, color="var(--soft)", aria=False).encode(
            x=alt.value(0), y=y, text="lane:N"),
        alt.Chart(_data(alt, bars)).mark_bar(height=ROW - 5, cornerRadius=2, opacity=0.85).encode(
            x=x, x2="end:Q", y=y, color=colour, **tips),
        alt.Chart(_data(alt, points)).mark_point(filled=True, opacity=1, size=70).encode(
            x=x, y=y, color=colour,
            shape=alt.condition("datum.lane === 'articles'", alt.value("diamond"), alt.value("circle")), **tips),
    ]  # fmt: skip
    return alt.layer(*parts).properties(width=WIDTH, height=height * ROW)


def _data(alt: Any, values: Sequence[Any]) -> Any:
    return alt.Data(values=list(values))


def _placed(marks: Sequence[Mark], span: Sequence[float]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """The marks with the row of each, the lanes with their first row, and how many rows there are."""
    placed, lanes, top = [], [], 0
    for lane in (ARTICLES, *EVENT_KINDS):
        ends: list[float] = []
        for mark in sorted((mark for mark in marks if mark.lane == lane), key=lambda mark: (mark.start, mark.end)):
            start, end = max(mark.start, span[0]), min(mark.end, span[1])
            row = next((number for number, taken in enumerate(ends) if taken <= start), len(ends))
            ends[row : row + 1] = [max(end, start + 0.12)]
            middle = (start + end) / 2 if end - start <= POINT else start
            placed.append({"lane": lane, "start": middle, "end": end, "y": top + row + 0.5, "basis": mark.basis,
                           "says": mark.says, "href": mark.href})  # fmt: skip
        if ends:
            lanes.append({"lane": lane, "y": top})
            top += len(ends)
    return placed, lanes, top
