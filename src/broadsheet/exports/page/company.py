"""Who is named: how often in each year, and with whom in the same passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadsheet.exports.page.charts import drawn, heat
from broadsheet.exports.page.evidence import Names
from broadsheet.exports.page.frames import frame
from broadsheet.exports.page.picture import Picture
from broadsheet.exports.page.tallies import by_year, recent, shown_of, tally, years_of
from broadsheet.exports.page.wording import count, number

if TYPE_CHECKING:
    import polars as pl

    from broadsheet.packages.package import Package

__all__ = ["company", "named"]

MOST = 16
"""So many of those who are named most often are shown."""

NAMED, COMPANY = "Who is named, and how often", "Who is named with whom"


def named(package: Package, names: Names) -> Picture | None:
    """How often each of those named most is named in each year; None where nobody is."""
    known = by_year(_named(package, names), names)
    if known.is_empty():
        return None
    order = _most(known)
    cells = tally(_of(recent(known), order), ["entity", "year"], "mention", names)
    says = (
        f"{count(known.height, 'mention')} of {count(known['entity'].n_unique(), 'entity')}: persons, organisations "
        f"and countries, by the year of the article. Most often named is {names.entity(order[0])}."
    ) + shown_of(known)
    squares = [
        {"x": cell["year"], "y": names.short(cell["entity"]), "n": cell["n"],
         "says": f"{names.entity(cell['entity'])}, {cell['year']}: {count(cell['n'], 'mention')}"}
        for cell in cells
    ]  # fmt: skip
    years = years_of(cells)
    svg = drawn(heat(squares, years, [names.short(id) for id in order]), "named", NAMED, says)
    cells.sort(key=lambda cell: (order.index(cell["entity"]), cell["year"]))
    rows = tuple((names.entity(c["entity"]), str(c["year"]), number(c["n"]), c["proof"]) for c in cells)
    return Picture("named", NAMED, says, svg, ("Name", "Year", "Mentions", "Evidence"), rows, _left_out(known))


def company(package: Package, names: Names) -> Picture | None:
    """In how many passages two of those named most are named together; None where no two are."""
    known = _placed(package, _named(package, names))
    order = _most(known)[:MOST]
    pairs = _pairs(_of(known, order))
    if pairs.is_empty():
        return None
    cells = tally(pairs, ["one", "other"], "segment", names)
    cells.sort(key=lambda cell: (-cell["n"], cell["one"], cell["other"]))
    first = cells[0]
    says = (
        f"Two are together where one passage, a paragraph or caption say, names both; {count(len(cells), 'pair')} of "
        f"the {len(order)} named most are. Most often together are {names.entity(first['one'])} and "
        f"{names.entity(first['other'])}, in {count(first['n'], 'passage')}."
    )
    squares = [square for cell in cells for square in _both(cell, names)]
    labels = [names.short(id, 26) for id in order if any(id in {cell["one"], cell["other"]} for cell in cells)]
    svg = drawn(heat(squares, labels, labels, tilt=45), "company", COMPANY, says)
    rows = tuple((names.entity(c["one"]), names.entity(c["other"]), number(c["n"]), c["proof"]) for c in cells)
    return Picture("company", COMPANY, says, svg, ("Name", "With", "Passages", "Evidence"), rows, _left_out(known))


def _named(package: Package, names: Names) -> pl.DataFrame:
    """The mentions of those who may act: persons, organisations and countries."""
    import polars as pl  # noqa: PLC0415 - heavy

    acting = [id for id, known in names.entities.items() if _acts(known)]
    return frame(package, "mentions").filter(pl.col("entity").is_in(acting)).drop("kind")


def _acts(entity: Any) -> bool:
    return entity["kind"] in {"person", "organisation"} or bool(entity["country_code"])


def _most(known: pl.DataFrame) -> list[str]:
    """Those named most often, the first one first."""
    counted = known.group_by("entity").len().sort("len", "entity", descending=[True, False])
    return list(map(str, counted["entity"].head(MOST)))


def _of(known: pl.DataFrame, entities: list[str]) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415 - heavy

    return known.filter(pl.col("entity").is_in(entities))


def _placed(package: Package, known: pl.DataFrame) -> pl.DataFrame:
    """Mentions with the passage that they stand in: its id, start and end."""
    import polars as pl  # noqa: PLC0415 - heavy

    segments = frame(package, "segments").select("article", pl.col("id").alias("segment"), "start", "end")
    spans = segments.rename({"start": "from", "end": "to"}).sort("from")
    placed = known.sort("start").join_asof(
        spans, left_on="start", right_on="from", by="article", check_sortedness=False
    )
    inside = placed.filter(pl.col("end") <= pl.col("to"))
    return inside.select("article", "entity", pl.col("segment").alias("id"), start="from", end="to")


def _pairs(known: pl.DataFrame) -> pl.DataFrame:
    """A row for each passage and each two that it names."""
    import polars as pl  # noqa: PLC0415 - heavy

    once = known.unique(["article", "id", "entity"])
    keys = ["article", "id", "start", "end"]
    both = once.join(once, keys, suffix="_other").filter(pl.col("entity") < pl.col("entity_other"))
    return both.rename({"entity": "one", "entity_other": "other"})


def _both(cell: dict[str, Any], names: Names) -> list[dict[str, Any]]:
    """The two squares of a pair, one on each side of the diagonal."""
    one, other = cell["one"], cell["other"]
    says = f"{names.entity(one)} with {names.entity(other)}: {count(cell['n'], 'passage')}"
    across, down = names.short(one, 26), names.short(other, 26)
    return [{"x": x, "y": y, "n": cell["n"], "says": says} for x, y in ((across, down), (down, across))]


def _left_out(known: pl.DataFrame) -> str:
    others = known["entity"].n_unique() - MOST
    return f"{count(others, 'entity')} less often named are in the table of mentions only." if others > 0 else ""
