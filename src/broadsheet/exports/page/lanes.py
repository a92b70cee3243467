"""Lanes of time: marks laid out in rows so that none covers another, and their chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.articles.event import BASES, EVENT_KINDS
from broadsheet.exports.page.charts import altair
from broadsheet.exports.page.years import ticks

__all__ = ["ARTICLES", "Mark", "lanes"]

WIDTH, ROW = 920, 13
"""The width of the chart and the height of a row, in pixels."""

POINT, APART = 0.08, 0.12
"""What is shorter than a month, in years, is marked by a point; marks in a row begin so far from each other."""

ARTICLES = "articles"
"""The first lane."""


@dataclass(frozen=True)
class Mark:
    """An article or an event on the line: its lane, its ends in years, how its date is known, its tip and its link."""

    lane: str
    start: float
    end: float
    basis: str
    says: str
    href: str


def lanes(marks: Sequence[Mark], span: tuple[float, float]) -> Any:
    """The chart of marks: a lane for the articles and each kind of event, over a span of years."""
    alt = altair()
    placed, named, height = _placed(marks, span)
    x = alt.X("start:Q", title=None, axis=alt.Axis(format="d", values=ticks(span, 12), gridDash=[1, 3]),
              scale=alt.Scale(domain=list(span), nice=False, zero=False))  # fmt: skip
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    parts = [*_ground(alt, placed, named, x, y), *_marks(alt, placed, x, y)]
    return alt.layer(*parts).properties(width=WIDTH, height=height * ROW)


def _ground(alt: Any, placed: Sequence[dict[str, Any]], named: Sequence[dict[str, Any]], x: Any, y: Any) -> list[Any]:
    """What marks stand on: a line through all lanes for each article, a rule above each lane, and its name."""
    articles = _chart(alt, (mark for mark in placed if mark["lane"] == ARTICLES))
    beside = {"align": "right", "dx": -8, "baseline": "top", "dy": 2, "color": "var(--soft)", "aria": False}
    return [
        articles.mark_rule(color="var(--accent)", opacity=0.35, aria=False).encode(x=x),
        _chart(alt, named).mark_rule(color="var(--hair)", aria=False).encode(y=y),
        _chart(alt, named).mark_text(**beside).encode(x=alt.value(0), y=y, text="lane:N"),
    ]


def _marks(alt: Any, placed: Sequence[dict[str, Any]], x: Any, y: Any) -> list[Any]:
    """The bars of what lasts, the points of what does not."""
    known = [ARTICLES, *BASES]
    colours = alt.Scale(domain=known, range=[f"var(--basis-{name})" for name in known])
    legend = alt.Legend(title="The date is", values=list(BASES), symbolType="square")
    look = {
        "y": y,
        "color": alt.Color("basis:N", scale=colours, legend=legend),
        "description": "says:N",
        "href": "href:N",
    }
    shape = alt.condition("datum.lane === 'articles'", alt.value("diamond"), alt.value("circle"))
    bars = _chart(alt, (mark for mark in placed if mark["end"] - mark["start"] > POINT))
    points = _chart(alt, (mark for mark in placed if mark["end"] - mark["start"] <= POINT))
    return [
        bars.mark_bar(height=ROW - 5, cornerRadius=2, opacity=0.85).encode(x=x, x2="end:Q", **look),
        points.mark_point(filled=True, opacity=1, size=70).encode(x=x, shape=shape, **look),
    ]


def _chart(alt: Any, values: Iterable[dict[str, Any]]) -> Any:
    return alt.Chart(alt.Data(values=list(values)))


def _placed(marks: Sequence[Mark], span: Sequence[float]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """The marks with the row of each, the lanes with their first row, and how many rows there are."""
    placed: list[dict[str, Any]] = []
    named: list[dict[str, Any]] = []
    top = 0
    for lane in (ARTICLES, *EVENT_KINDS):
        ends: list[float] = []
        ours = sorted((mark for mark in marks if mark.lane == lane), key=lambda mark: (mark.start, mark.end))
        placed += [_in_row(mark, top, ends, span) for mark in ours]
        named += [{"lane": lane, "y": top}] if ends else []
        top += len(ends)
    return placed, named, top


def _in_row(mark: Mark, top: int, ends: list[float], span: Sequence[float]) -> dict[str, Any]:
    """A mark in the first row of its lane that has room; `ends` tells where each row is taken to."""
    start, end = max(mark.start, span[0]), min(mark.end, span[1])
    row = next((number for number, taken in enumerate(ends) if taken <= start), len(ends))
    ends[row : row + 1] = [max(end, start + APART)]
    if end - start <= POINT:
        start = end = (start + end) / 2
    about = {"lane": mark.lane, "basis": mark.basis, "says": mark.says, "href": mark.href}
    return {**about, "start": start, "end": end, "y": top + row + 0.5}
