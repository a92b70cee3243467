"""Which texts stand in which others, exactly, without comparing each with each.

An article whose shingles have to stand in another to the share t has at least h of any
n - ceil(t n) + h of its n shingles there: the rarest are looked up, the common ones only counted
(prefix filtering: Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007; more than one
hit asked for: Wang, Li and Feng 2012). What stands in one article alone is never looked up, so
most articles ask for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.engines.scratch import new_folder
from broadsheet.engines.watching import Step, watched
from broadsheet.syndication.buckets import Buckets, Shelf
from broadsheet.syndication.ranks import Ranks, Sizes, zeros
from broadsheet.syndication.rows import alike, grouped, none, runs, same, slices

if TYPE_CHECKING:
    from polars import DataFrame, Expr, Series

__all__ = ["HITS", "LEAST", "MANY", "THRESHOLD", "each_overlap", "overlaps"]

THRESHOLD = 0.4
"""The share of an article's shingles that another has to hold for the two to be copies."""

LEAST = 12
"""An article of fewer shingles is too short to be judged."""

MANY = 100
"""A shingle that stands in more articles leads only to the first so many of them, and from these to all."""

HITS = 3
"""So many of the shingles that an article looks up have to stand in another, before all are counted."""

MEMORY = 1 << 30
"""Bytes that shingles may take where nothing is said."""

WORKING = 160
"""Bytes that a shingle takes while those of a part are compared."""

LEAST_ROOM = 1 << 16
"""Bytes that are worked on at once however little there is."""

PAIR = 256
"""Bytes that a pair takes for each shingle that its articles may have in common, while these are looked for."""

COUNTED = 16
"""Bytes that a pair takes for each part in which its articles have shingles in common."""

RARITY, TIES = 1 << 20, 1 << 12
"""Shingles in fewer articles are rarer, up to the first number; equals are told apart by bits, up to the second."""


def overlaps(
    frames: Iterable[DataFrame],
    threshold: float = THRESHOLD,
    folder: Path | None = None,
    memory: int = MEMORY,
    order: Callable[[], Sequence[int] | Series] | None = None,
) -> DataFrame:
    """The pairs of articles of which one holds `threshold` or more of the other's shingles.

    Args:
        frames: shingles, as `shingles` gives them; article by article, which are numbered from about 0.
        threshold: a share above 0, at most 1; thousandths count.
        folder: where rows that wait are kept; a temporary folder where none is named.
        memory: about how many bytes shingles may take; the answer is the same with any.
        order: all numbers, from that of the first article on; asked for when all frames have come. Without it,
            the lower number is first.

    Columns: `article`, `other`, both numbers, and `containment`, the share of the shingles of
    `article` that `other` holds too. Each pair stands there once, with the shorter as `article`
    (of two equals the later), sorted. Where what two share stands in more than `MANY` articles, in all of it that
    decides, they are a pair only if one of them is among the first `MANY` of these.

    >>> from broadsheet.syndication import shingles
    >>> tale = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    >>> overlaps([shingles([(1, tale), (2, "Once more: " + tale), (3, "another " * 20)])]).rows()
    [(1, 2, 1.0)]
    """
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    with new_folder(folder) as work:
        found = each_overlap(frames, threshold, Path(work), memory, order)
        columns = none(article="UInt32", other="UInt32", containment="Float64")
        return pl.concat([columns, *found]).sort("article", "other")


def each_overlap(
    frames: Iterable[DataFrame],
    threshold: float,
    folder: Path,
    memory: int,
    order: Callable[[], Sequence[int] | Series] | None = None,
) -> Iterator[DataFrame]:
    """The same pairs, some at a time, in no order. The folder is the caller's, to be deleted."""
    return _Run(folder, round(threshold * 1000), memory).pairs(frames, order)


class _Run:
    """The passes of one comparison.

    Articles go by their numbers until all have come, and then by their ranks, the longest first: so one column tells
    which is the shorter of two.
    """

    def __init__(self, folder: Path, thousandths: int, memory: int) -> None:
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        self._thousandths, room = thousandths, memory // 4
        self._room, most = max(room, LEAST_ROOM), 1 + room // WORKING
        rows = none(article="UInt32", shingle="UInt64")
        self._all = Buckets(folder / "all", rows, pl.col("shingle"), room, most)
        self._keys = Buckets(folder / "keys", none(key="UInt64"), pl.col("key") // 2**32, room, most)
        self._shared = Shelf(folder / "shared", none(article="UInt32", shingle="UInt64", articles="UInt32"), room)
        hits = none(article="UInt32", other="UInt32", hits="UInt32")
        self._hits = Buckets(folder / "hits", hits, pl.col("article"), room, most)
        self._candidates = Shelf(folder / "candidates", none(article="UInt32", other="UInt32"), room)

    def pairs(
        self, frames: Iterable[DataFrame], order: Callable[[], Sequence[int] | Series] | None
    ) -> Iterator[DataFrame]:
        """All passes, one after the other."""
        sizes = Sizes()
        for frame in frames:
            sizes.add(runs(frame["article"]))
            self._all.add(frame)
        for counts in self._share():
            sizes.add(counts)
        ranks = Ranks.by(sizes, order() if order else None)
        self._look_up(ranks, self._limits(ranks))
        self._choose(ranks)
        for found in self._counted(ranks):
            yield found.with_columns(ranks.article.gather(found[name]).alias(name) for name in ("article", "other"))

    def _share(self) -> Iterator[DataFrame]:
        """Keep what stands in two articles or more; what stands in one once more is counted, below zero."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        for number, rows in enumerate(watched(self._all, _step("counted", len(self._all)))):
            ordered = rows.sort("shingle", maintain_order=True)
            again = same("shingle", 1) & same("article", 1)
            yield ordered.filter(again).group_by("article").agg(count=-pl.len().cast(pl.Int64))
            shared = ordered.filter(~again).filter(same("shingle", 1) | same("shingle", -1))
            shared = shared.with_columns(articles=pl.len().over("shingle"))
            self._shared.put(number, shared)
            self._keys.add(shared.select(key=pl.col("article").cast(pl.UInt64) * 2**32 + _rarity()))

    def _needed(self) -> Expr:
        """How many of its shingles have to stand in another article."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        return (pl.col("size") * self._thousandths + 999) // 1000

    def _sized(self, rows: DataFrame, ranks: Ranks) -> DataFrame:
        """The rows with the size of each article, which is a rank, and how many of these are needed."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        sized = rows.with_columns(size=ranks.size.gather(rows["article"]).cast(pl.Int64))
        return sized.with_columns(needed=self._needed())

    def _limits(self, ranks: Ranks) -> Series:
        """Of each article, by rank, which of its shingles are looked up: those up to a rarity, none at 0."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        limits = zeros(len(ranks))
        for rows in watched(self._keys, _step("ordered", len(self._keys))):
            keys = rows["key"].sort()
            shared = runs((keys // 2**32).cast(pl.UInt32)).with_columns(end=pl.col("count").cum_sum())
            sized = self._sized(shared.with_columns(article=ranks.of.gather(shared["article"])), ranks)
            asking = sized.filter((pl.col("size") >= LEAST) & (pl.col("count") >= pl.col("needed")))
            last = asking["end"] - asking["needed"] + asking["needed"].clip(upper_bound=HITS) - 1
            limits.scatter(asking["article"], (keys.gather(last) % 2**32).cast(pl.UInt32))
        return limits

    def _shared_of(self, ranks: Ranks, done: str) -> Iterator[DataFrame]:
        """What stands in two articles or more, part by part; `article` is a rank."""
        parts = (self._shared.get(number, keep=True) for number in self._shared.numbers)
        for rows in watched(parts, _step(done, len(self._shared.numbers))):
            yield rows.with_columns(ranks.of.gather(rows["article"]).alias("article"))

    def _look_up(self, ranks: Ranks, limits: Series) -> None:
        """How many of the shingles that an article looks up stand in each that is longer."""
        for rows in self._shared_of(ranks, "looked up"):
            asks = rows.select(_rarity()).to_series() <= limits.gather(rows["article"])
            for hits in _hits(rows.with_columns(asks=asks), ranks.place, self._room // PAIR):
                self._hits.add(hits)

    def _choose(self, ranks: Ranks) -> None:
        """Keep the pairs that have enough of these in common, the shorter first."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        for number, rows in enumerate(watched(self._hits, _step("put together", len(self._hits)))):
            pairs = self._sized(rows.group_by("article", "other").agg(pl.col("hits").sum()), ranks)
            wanted = pairs.filter(pl.col("hits") >= pl.col("needed").clip(upper_bound=HITS))
            self._candidates.put(number, wanted.select("article", "other"))

    def _counted(self, ranks: Ranks) -> Iterator[DataFrame]:
        """The candidates that hold, with their containment, some at a time."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        chosen = (self._sized(self._candidates.get(number), ranks) for number in self._candidates.numbers)
        parts = len(self._shared.numbers)
        cost = pl.col("size") * PAIR // parts + COUNTED * parts
        for pairs in grouped(chosen, cost, self._room):
            named = pl.concat([pairs["article"], pairs["other"]]).unique()
            within = pl.int_range(len(ranks), dtype=pl.UInt32, eager=True).is_in(named.implode())
            held = (rows.filter(within.gather(rows["article"])) for rows in self._shared_of(ranks, "compared"))
            common = pl.concat(_common(pairs.select("article", "other"), part) for part in held)
            common = common.group_by("article", "other").agg(pl.col("common").sum())
            holding = pairs.join(common, on=["article", "other"]).filter(pl.col("common") >= pl.col("needed"))
            yield holding.select("article", "other", containment=pl.col("common") / pl.col("size"))


def _hits(rows: DataFrame, place: Series, most: int) -> Iterator[DataFrame]:
    """How many of the shingles that an article asks for stand in each that is longer, some articles at a time.

    Those in many articles lead only to the first of these and from them, and one of them is enough.
    """
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    few, many = (rows.filter(which) for which in (pl.col("articles") <= MANY, pl.col("articles") > MANY))
    yield from _met(few.filter("asks"), few, pl.col("articles"), most)
    many = alike(many.with_columns(place=place.gather(many["article"])))
    many = many.with_columns(first=pl.col("place").rank("ordinal").over("shingle") <= MANY)
    asked, first = many.filter("asks"), many.filter("first")
    yield from _met(asked.filter("first"), many, pl.col("articles"), most, HITS)
    yield from _met(asked.filter(~pl.col("first")), first, pl.lit(MANY), most, HITS)


def _met(asked: DataFrame, held: DataFrame, cost: Expr, most: int, worth: int = 1) -> Iterator[DataFrame]:
    """How many shingles, times their worth, of those that articles ask for stand in each that is longer."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    others = held.select("shingle", other="article")
    for some in slices(asked, cost, most):
        pairs = some.select("shingle", "article").join(others, on="shingle").filter(pl.col("article") > pl.col("other"))
        yield pairs.group_by("article", "other").agg(hits=pl.len() * worth)


def _common(pairs: DataFrame, rows: DataFrame) -> DataFrame:
    """How many of some shingles the two articles of each pair have in common."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    runs = alike(rows.select("article", "shingle"))
    held = pairs.join(runs, on="article")
    both = held.join(runs.select("shingle", other="article"), on=["other", "shingle"])
    return both.group_by("article", "other").agg(common=pl.col("runs").sum())


def _rarity() -> Expr:
    """Shingles in order, the rarest first, as numbers of 32 bits."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    articles = pl.col("articles").clip(upper_bound=RARITY - 1)
    return articles * TIES + (pl.col("shingle") // (2**64 // TIES)).cast(pl.UInt32)


def _step(done: str, parts: int) -> Step[Any]:
    """What is done to runs of words, in so many parts."""
    return Step("part", f"of the runs of words {done}", parts, name=lambda _: None)
