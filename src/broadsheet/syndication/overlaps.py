"""Which texts stand in which others, exactly, without comparing each with each.

An article whose shingles have to stand in another to the share t has at least one of any
n - ceil(t n) + 1 of its n shingles there: the rarest are looked up, the common ones only counted
(prefix filtering: Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007). What stands
in one article alone is never looked up, so most articles ask for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from broadsheet.engines.watching import Step, watched
from broadsheet.syndication.buckets import COUNT, Buckets

if TYPE_CHECKING:
    from polars import DataFrame, Expr

__all__ = ["LEAST", "THRESHOLD", "overlaps"]

THRESHOLD = 0.4
"""The share of an article's shingles that another has to hold for the two to be copies."""

LEAST = 12
"""An article of fewer shingles is too short to be judged."""

MEMORY = 1 << 30
"""Bytes that shingles may take where nothing is said."""

WORKING = 160
"""Bytes that a shingle takes while those of a part are compared."""

WAITING = 64
"""Bytes that there are for a shingle that waits to be written, with what it is written from."""


def overlaps(
    frames: Iterable[DataFrame], threshold: float = THRESHOLD, folder: Path | None = None, memory: int = MEMORY
) -> DataFrame:
    """The pairs of articles of which one holds `threshold` or more of the other's shingles.

    Args:
        frames: shingles, as `shingles` gives them; article by article.
        threshold: a share above 0, at most 1; thousandths count.
        folder: where rows that wait are kept; a temporary folder where none is named.
        memory: about how many bytes shingles may take; the answer is the same with any.

    Columns: `article`, `other`, both numbers, and `containment`, the share of the shingles of
    `article` that `other` holds too. Each pair stands there once, with the shorter as `article`
    (of two equals the later), sorted.

    >>> from broadsheet.syndication import shingles
    >>> tale = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    >>> overlaps([shingles([(1, tale), (2, "Once more: " + tale), (3, "another " * 20)])]).rows()
    [(1, 2, 1.0)]
    """
    with TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as work:
        return _Run(Path(work), round(threshold * 1000), memory).pairs(frames)


class _Run:
    """The passes of one comparison."""

    def __init__(self, folder: Path, thousandths: int, memory: int) -> None:
        self._thousandths, self._memory = thousandths, memory
        most = max(1 << 12, min(1 << 22, memory // (4 * WAITING)))
        rows = _none(article="UInt32", shingle="UInt64")
        self._all = Buckets(folder / "all", rows, "shingle", most)
        self._shared = Buckets(folder / "shared", rows, "shingle", most)
        self._asked = Buckets(folder / "asked", rows, "shingle", most)
        counted = _none(article="UInt32", shingle="UInt64", articles="UInt32")
        self._of_articles = Buckets(folder / "articles", counted, "article", most)

    def _parts(self, buckets: Buckets) -> int:
        """In how many parts each bucket is read, so that one fits into the memory that there is."""
        return 1 + buckets.height * WORKING // (COUNT * self._memory)

    def _of(self, buckets: Buckets, done: str) -> Iterator[DataFrame]:
        """The rows of buckets, part by part."""
        parts = self._parts(buckets)
        step = Step[Any]("part", f"of the runs of words {done}", COUNT * parts, name=lambda _: None)
        return watched(buckets.parts(parts), step)

    def pairs(self, frames: Iterable[DataFrame]) -> DataFrame:
        """All passes, one after the other."""
        for frame in frames:
            self._all.add(frame)
        sizes, shared = self._share()
        self._ask(sizes, shared)
        return self._counted(self._candidates(sizes), sizes, shared)

    def _share(self) -> tuple[DataFrame, DataFrame]:
        """Keep what stands in two articles or more.

        The answer says of each article how many shingles it has (`size`) and how many of them have to stand in
        another (`needed`); and how many do stand in others (`shared`).
        """
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        sizes, counts = [_none(article="UInt32", count="UInt32")], [_none(article="UInt32", count="UInt32")]
        for rows in self._of(self._all, "counted"):
            distinct = _distinct(rows)
            many = distinct.filter(_same("shingle", 1) | _same("shingle", -1))
            many = many.with_columns(articles=pl.len().over("shingle"))
            self._shared.add(many.select("article", "shingle"))
            self._of_articles.add(many)
            sizes.append(distinct.group_by("article").len("count"))
            counts.append(many.group_by("article").len("count"))
        needed = (pl.col("size").cast(pl.Int64) * self._thousandths + 999) // 1000
        return _summed(sizes, "size").with_columns(needed=needed), _summed(counts, "shared")

    def _ask(self, sizes: DataFrame, shared: DataFrame) -> None:
        """Of each article that may stand in another, the rarest of the shared shingles, as many as decide it."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        alone = pl.col("size").cast(pl.Int64) - pl.col("shared")
        asks = (pl.col("size") - pl.col("needed") + 1 - alone).alias("asks")
        open_ones = shared.join(sizes.filter(pl.col("size") >= LEAST), on="article").select("article", asks)
        open_ones = open_ones.filter(pl.col("asks") > 0)
        for rows in self._of(self._of_articles, "ordered"):
            ranked = rows.join(open_ones, on="article").sort("article", "articles", "shingle")
            rank = pl.int_range(pl.len()).over("article")
            self._asked.add(ranked.filter(rank < pl.col("asks")).select("article", "shingle"))

    def _candidates(self, sizes: DataFrame) -> DataFrame:
        """The pairs that share a shingle that was asked for, the shorter first."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        others = sizes.select(other="article", other_size="size")
        shorter = pl.col("size") < pl.col("other_size")
        equal = (pl.col("size") == pl.col("other_size")) & (pl.col("article") > pl.col("other"))
        found = [_none(article="UInt32", other="UInt32")]
        asking = self._asked.parts(self._parts(self._shared))
        for asked, shared in zip(asking, self._of(self._shared, "looked up"), strict=True):
            pairs = asked.join(shared.rename({"article": "other"}), on="shingle").select("article", "other")
            sized = pairs.unique().join(sizes, on="article").join(others, on="other")
            found.append(sized.filter(shorter | equal).select("article", "other"))
        return pl.concat(found).unique()

    def _counted(self, candidates: DataFrame, sizes: DataFrame, shared: DataFrame) -> DataFrame:
        """The candidates that hold, with their containment.

        A pair is let go as soon as what is left of its shingles is less than what it lacks.
        """
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        left = pl.col("shared").cast(pl.Int64).alias("left")
        pairs = candidates.join(sizes, on="article").join(shared.select("article", left), on="article")
        pairs = pairs.with_columns(common=pl.lit(0, pl.Int64))
        for rows in self._of(self._shared, "compared"):
            here = rows.group_by("article").len("here")
            found = _common(pairs.select("article", "other"), rows)
            pairs = pairs.join(here, on="article", how="left").join(found, on=["article", "other"], how="left")
            pairs = pairs.with_columns(
                left=pl.col("left") - pl.col("here").fill_null(0),
                common=pl.col("common") + pl.col("found").fill_null(0),
            ).drop("here", "found")
            pairs = pairs.filter(pl.col("common") + pl.col("left") >= pl.col("needed"))
        return pairs.select("article", "other", containment=pl.col("common") / pl.col("size")).sort("article", "other")


def _common(pairs: DataFrame, rows: DataFrame) -> DataFrame:
    """How many of some shingles the two articles of each pair have in common."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    held = pairs.join(rows, on="article").join(rows.rename({"article": "other"}), on=["other", "shingle"])
    return held.group_by("article", "other").agg(pl.len().alias("found"))


def _distinct(rows: DataFrame) -> DataFrame:
    """Each shingle of an article once, sorted by shingle; rows come article by article."""
    return rows.sort("shingle", maintain_order=True).filter(~(_same("shingle", 1) & _same("article", 1)))


def _same(column: str, step: int) -> Expr:
    """Whether a row has the value of the row so many before it."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    return (pl.col(column) == pl.col(column).shift(step)).fill_null(value=False)


def _summed(parts: Iterable[DataFrame], name: str) -> DataFrame:
    """The counts of each article, added up."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    return pl.concat(parts).group_by("article").agg(pl.col("count").sum().alias(name))


def _none(**columns: str) -> DataFrame:
    """A frame without rows; columns and the names of their types."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    return pl.DataFrame(schema={name: getattr(pl, kind) for name, kind in columns.items()})
