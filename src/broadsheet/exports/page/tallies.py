"""Counts with their evidence: how many rows of a table there are of each kind and year, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.exports.page.evidence import Names, Proof, Spot
from broadsheet.exports.page.wording import year

if TYPE_CHECKING:
    import polars as pl

__all__ = ["by_year", "recent", "shown_of", "tally", "years_of"]

RECENT = 12
"""Pictures show so many years, the last ones."""

ROOM, MOST = 1000, 30
"""How many places a picture's table has room for, and how many it shows of one number."""


def by_year(known: pl.DataFrame, names: Names) -> pl.DataFrame:
    """The rows of a table with the `year` of their article; without those whose year is unknown."""
    import polars as pl  # noqa: PLC0415 - heavy

    years = {id: year(article["date_published"]) for id, article in names.articles.items()}
    dated = pl.DataFrame(
        {"article": list(years), "year": list(years.values())}, {"article": pl.String, "year": pl.Int64}
    )
    return known.join(dated, "article").drop_nulls("year")


def recent(known: pl.DataFrame) -> pl.DataFrame:
    """The rows of the last years."""
    import polars as pl  # noqa: PLC0415 - heavy

    return known.filter(pl.col("year") > pl.col("year").max() - RECENT)


def shown_of(known: pl.DataFrame) -> str:
    """What is said where only the last years are shown; nothing where all are."""
    hidden = known.height - recent(known).height
    return f" Shown are the last {RECENT} years; {hidden:,} are of earlier ones." if hidden else ""


def years_of(cells: Sequence[Mapping[str, Any]]) -> list[int]:
    """The years from the first to the last cell, also those that have none.

    >>> years_of([{"year": 2021}, {"year": 2023}])
    [2021, 2022, 2023]
    """
    years = [int(cell["year"]) for cell in cells]
    return list(range(min(years), max(years) + 1))


def tally(known: pl.DataFrame, by: Sequence[str], anchor: str, names: Names) -> list[dict[str, Any]]:
    """A row for each combination of values: the values, `n`, and the `proof` of it.

    The rows of `known` have `article`, `id`, `start` and `end`; `anchor` is what stands before an id in the page of
    its article; without one, an article counts as a whole.
    """
    import polars as pl  # noqa: PLC0415 - heavy

    found = known.sort("article", "start").group_by(by, maintain_order=True)
    spots = pl.struct("article", "id", "start", "end")
    counted = found.agg(pl.len().alias("n"), spots.alias("spots").head(MOST)).sort(by)
    room = max(1, min(MOST, ROOM // max(1, counted.height)))
    return [_row(row, room, anchor, names) for row in counted.iter_rows(named=True)]


def _row(row: Mapping[str, Any], room: int, anchor: str, names: Names) -> dict[str, Any]:
    proof: Proof = names.proof([_spot(each, anchor) for each in row["spots"][:room]], row["n"])
    return {**{key: value for key, value in row.items() if key != "spots"}, "proof": proof}


def _spot(place: Mapping[str, Any], anchor: str) -> Spot:
    """A place in an article, or the whole of one where there is no anchor."""
    return Spot(place["article"], f"{anchor}-{place['id']}" if anchor else "", place["start"], place["end"])
