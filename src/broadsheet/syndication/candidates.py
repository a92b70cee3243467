"""Which pairs of articles are worth being compared whole: at most about a hundred for each article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.engines.watching import watched
from broadsheet.syndication.buckets import Buckets
from broadsheet.syndication.ranks import Ranks, zeros
from broadsheet.syndication.rows import none, slices, step

if TYPE_CHECKING:
    from polars import DataFrame, Expr, Series

__all__ = ["HITS", "MANY", "Candidates"]

MANY = 100
"""A shingle that stands in more articles counts only for pairs of which one is among the first so many of them; and of
more that an article has so many in common with, it is compared with those with which it has most."""

HITS = 3
"""So many of the shingles that an article looks up have to count for a pair, before all are counted."""

PAIR = 256
"""Bytes that a pair takes for each shingle that its articles have in common, while these are looked up."""


class Candidates:
    """The pairs of articles that have enough of what the shorter looks up in common.

    An article, or a run of words, that has very many others beside it leads to no more than about `MANY` pairs: so
    there are that many for each article, however many articles are made after one form.
    """

    def __init__(self, folder: Path, ranks: Ranks, thousandths: int, room: int, most: int) -> None:
        """`thousandths` of an article have to stand in another; the rest is as for `Buckets`."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        def kept(name: str, by: str, **columns: str) -> Buckets:
            return Buckets(folder / name, none(**columns), pl.col(by), room, most)

        self._ranks, self._thousandths, self._slice = ranks, thousandths, 1 + room // PAIR
        self._hits = kept("hits", "article", article="UInt32", other="UInt32", hits="UInt32")
        self._ends = kept("ends", "end", end="UInt32", mate="UInt32", hits="UInt32")
        self._kept = kept("kept", "article", article="UInt32", other="UInt32")
        self._left, self._late = (zeros(len(ranks)).cast(kind) for kind in (pl.Int32, pl.Boolean))

    def look_up(self, rows: DataFrame) -> None:
        """Add what all articles hold of some shingles, and whether they ask for them.

        Columns: `article`, a rank, `shingle`, `articles`, in how many it stands, `runs`, for how many it counts,
        and `asks`.
        """
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        few, many = (rows.filter(which) for which in (pl.col("articles") <= MANY, pl.col("articles") > MANY))
        self._meet(few.filter("asks"), few, pl.col("articles"))
        many = many.with_columns(place=self._ranks.place.gather(many["article"]))
        many = many.with_columns(first=pl.col("place").rank("ordinal").over("shingle") <= MANY)
        asked, first = many.filter("asks"), many.filter("first")
        later = asked.filter(~pl.col("first"))
        self._late.scatter(later["article"].unique(), values=True)
        self._meet(asked.filter("first"), many, pl.col("articles"))
        self._meet(later, first, pl.lit(MANY))

    def pairs(self) -> Iterator[DataFrame]:
        """The pairs, some at a time: `article`, the shorter, and `other`."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        for rows in watched(self._hits, step("put together", len(self._hits))):
            found = rows.group_by("article", "other").agg(pl.col("hits").sum())
            sized = self._ranks.sized(found, self._thousandths)
            self._offer(sized.filter(pl.col("hits") >= pl.col("needed").clip(upper_bound=HITS)))
        for rows in self._ends:
            ends = pl.col("end"), pl.col("mate")
            nearest = self._nearest(rows).select(article=pl.max_horizontal(ends), other=pl.min_horizontal(ends))
            self._kept.add(nearest)
        for rows in self._kept:
            pairs = rows.unique().sort("article", "other")
            self._count(pairs["article"], -1)
            yield pairs

    @property
    def crowded(self) -> int:
        """How many articles were not compared with all that may be their copies; known when all pairs were given."""
        return int(((self._left > 0) | self._late).sum())

    def _meet(self, asked: DataFrame, held: DataFrame, cost: Expr) -> None:
        """Count how many shingles, of those that articles ask for, stand in each that is longer."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        others = held.select("shingle", other="article")
        for some in slices(asked.sort("article"), cost, self._slice):
            pairs = some.select("shingle", "article", "runs").join(others, on="shingle")
            longer = pairs.filter(pl.col("article") > pl.col("other"))
            self._hits.add(longer.group_by("article", "other").agg(hits=pl.col("runs").sum()))

    def _offer(self, pairs: DataFrame) -> None:
        """Give each pair to both of its articles; the shorter has all that are its, and takes the nearest."""
        self._count(pairs["article"], 1)
        self._ends.add(self._nearest(pairs.select("hits", end="article", mate="other")))
        self._ends.add(pairs.select("other", "article", "hits").rename({"other": "end", "article": "mate"}))

    def _nearest(self, rows: DataFrame) -> DataFrame:
        """Of the mates of each article those with which it has most in common, and of equals the first."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        rows = rows.select("end", "mate", "hits")
        among = pl.len().over("end") > MANY
        place = self._ranks.place.gather(rows["mate"]).cast(pl.UInt64)
        keyed = rows.with_columns(key=(2**32 - 1 - pl.col("hits").cast(pl.UInt64)) * 2**32 + place)
        return keyed.filter(~among | (pl.col("key").rank("ordinal").over("end") <= MANY)).drop("key")

    def _count(self, articles: Series, each: int) -> None:
        """Count for each article the pairs that it may have and has not."""
        counts = articles.value_counts()
        found = self._left.gather(counts["article"]) + counts["count"].cast(self._left.dtype) * each
        self._left.scatter(counts["article"], found)
