"""What is spoken of: statements by topic and year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from broadsheet.articles.statement import TOPICS
from broadsheet.exports.labels import topic_label
from broadsheet.exports.page.charts import drawn, heat
from broadsheet.exports.page.evidence import Names
from broadsheet.exports.page.frames import frame
from broadsheet.exports.page.picture import Picture
from broadsheet.exports.page.tallies import by_year, recent, shown_of, tally, years_of
from broadsheet.exports.page.wording import count, cut

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["topics"]

TITLE = "What is spoken of, year by year"


def topics(package: Package, names: Names) -> Picture | None:
    """How many statements there are on each topic in each year; None where there is none."""
    statements = frame(package, "statements").select("article", "id", "start", "end")
    about = frame(package, "statement_topics").rename({"statement": "id"}).join(statements, ["article", "id"])
    dated = by_year(about, names)
    known = recent(dated)
    if known.is_empty():
        return None
    cells = tally(known, ["topic", "year"], "statement", names)
    totals = Counter[str]()
    for cell in cells:
        totals[cell["topic"]] += cell["n"]
    order = sorted(totals, key=lambda topic: (-totals[topic], topic))
    says = (
        f"{count(known.n_unique(['article', 'id']), 'statement')} on {count(len(order), 'topic')}, by the year of the "
        f"article. Most are on {_short(order[0])}. A statement may have several topics, and counts for each of them."
    ) + shown_of(dated)
    squares = [
        {"x": cell["year"], "y": _short(cell["topic"]), "n": cell["n"],
         "says": f"{_short(cell['topic'])}, {cell['year']}: {count(cell['n'], 'statement')}"}
        for cell in cells
    ]  # fmt: skip
    years = years_of(cells)
    svg = drawn(heat(squares, years, [_short(topic) for topic in order]), "topics", TITLE, says)
    cells.sort(key=lambda cell: (order.index(cell["topic"]), cell["year"]))
    rows = tuple(
        (_short(cell["topic"]), TOPICS.get(cell["topic"], ""), str(cell["year"]), f"{cell['n']:,}", cell["proof"])
        for cell in cells
    )
    return Picture("topics", TITLE, says, svg, ("Topic", "What it is", "Year", "Statements", "Evidence"), rows)


def _short(topic: str) -> str:
    """The name of a topic as a chart has room for it."""
    return cut(topic_label(topic), 40)
