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
from sys import maxsize
from typing import TYPE_CHECKING

from broadsheet.engines.scratch import new_folder
from broadsheet.engines.watching import watched
from broadsheet.syndication.buckets import Buckets, Shelf
from broadsheet.syndication.candidates import HITS, MANY, PAIR, Candidates
from broadsheet.syndication.ranks import Ranks, Sizes, zeros
from broadsheet.syndication.rows import alike, grouped, none, parted, runs, same, step

if TYPE_CHECKING:
    from polars import DataFrame, Expr, Series

__all__ = ["LEAST", "THRESHOLD", "Overlaps", "overlaps"]

THRESHOLD = 0.4
"""The share of an article's shingles that another has to hold for the two to be copies."""

LEAST = 12
"""An article of fewer shingles is too short to be judged."""

MEMORY = 1 << 30
"""Bytes that shingles may take where nothing is said."""

WORKING = 160
"""Bytes that a shingle takes while those of a part are compared."""

LEAST_ROOM = 1 << 16
"""Bytes that are worked on at once however little there is."""

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
    decides, they are a pair only if one of them is among the first `MANY` of these; and where each of the two shares
    as much with more than `MANY` others, only if it is among those with which one of them shares most.

    >>> from broadsheet.syndication import shingles
    >>> tale = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    >>> overlaps([shingles([(1, tale), (2, "Once more: " + tale), (3, "another " * 20)])]).rows()
    [(1, 2, 1.0)]
    """
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    with new_folder(folder) as work:
        found = Overlaps(Path(work), threshold, memory).pairs(frames, order)
        columns = none(article="UInt32", other="UInt32", containment="Float64")
        return pl.concat([columns, *found]).sort("article", "other")


class Overlaps:
    """The same pairs, some at a time, in no order; the passes of one comparison.

    Articles go by their numbers until all have come, and then by their ranks, the longest first: so one column tells
    which is the shorter of two. `crowded` is how many were not compared with all that may be their copies, known when
    all pairs were given.
    """

    def __init__(self, folder: Path, threshold: float, memory: int) -> None:
        """The folder is the caller's, to be deleted."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        self.crowded, self._kinds = 0, Sizes()
        self._folder, self._thousandths = folder, round(threshold * 1000)
        self._room, self._most = room, most = memory // 4, 1 + memory // 4 // WORKING
        rows = none(article="UInt32", shingle="UInt64")
        self._all = Buckets(folder / "all", rows, pl.col("shingle"), room, most)
        self._keys = Buckets(folder / "keys", none(key="UInt64"), pl.col("key") // 2**32, room, most)
        rows = none(article="UInt32", shingle="UInt64", articles="UInt32", runs="UInt32")
        self._few, self._many = (Shelf(folder / name, rows, room) for name in ("few", "many"))
        self._alike = Buckets(folder / "alike", rows, pl.col("article"), room, most)

    def pairs(
        self, frames: Iterable[DataFrame], order: Callable[[], Sequence[int] | Series] | None = None
    ) -> Iterator[DataFrame]:
        """All passes, one after the other; the arguments are those of `overlaps`."""
        sizes = Sizes()
        for frame in frames:
            sizes.add(runs(frame["article"]))
            self._all.add(frame)
        for counts in self._share():
            sizes.add(counts)
        ranks = Ranks.by(sizes, order() if order else None)
        candidates = self._candidates(ranks, self._limits(ranks))
        for found in self._counted(candidates.pairs(), ranks):
            yield found.with_columns(ranks.article.gather(found[name]).alias(name) for name in ("article", "other"))
        self.crowded = candidates.crowded

    def _share(self) -> Iterator[DataFrame]:
        """Keep what stands in two articles or more; what stands in one once more is counted, below zero."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        for number, rows in enumerate(watched(self._all, step("counted", len(self._all)))):
            ordered = rows.sort("shingle", maintain_order=True)
            again = same("shingle", 1) & same("article", 1)
            yield ordered.filter(again).group_by("article").agg(count=-pl.len().cast(pl.Int64))
            shared = ordered.filter(~again).filter(same("shingle", 1) | same("shingle", -1))
            shared = shared.with_columns(articles=pl.len().over("shingle"), runs=pl.lit(1, pl.UInt32))
            self._keys.add(shared.select(key=pl.col("article").cast(pl.UInt64) * 2**32 + _rarity()))
            self._few.put(number, shared.filter(pl.col("articles") <= MANY))
            many = alike(shared.filter(pl.col("articles") > MANY))
            self._alike.add(many.select("article", pl.col("mark").alias("shingle"), "articles", "runs"))
        parts, counts = len(self._alike), (pl.col("articles").first(), pl.col("runs").sum())
        for rows in self._alike:  # by article: of articles that are all alike there is one mark
            for number, some in parted(rows.group_by("article", "shingle").agg(counts), pl.col("shingle"), parts):
                self._many.put(number, some)

    def _limits(self, ranks: Ranks) -> Series:
        """Of each article, by rank, which of its shingles are looked up: those up to a rarity, none at 0."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        limits = zeros(len(ranks))
        for rows in watched(self._keys, step("ordered", len(self._keys))):
            keys = rows["key"].sort()
            shared = runs((keys // 2**32).cast(pl.UInt32)).with_columns(end=pl.col("count").cum_sum())
            sized = ranks.sized(shared.with_columns(article=ranks.of.gather(shared["article"])), self._thousandths)
            asking = sized.filter((pl.col("size") >= LEAST) & (pl.col("count") >= pl.col("needed")))
            last = asking["end"] - asking["needed"] + asking["needed"].clip(upper_bound=HITS) - 1
            limits.scatter(asking["article"], (keys.gather(last) % 2**32).cast(pl.UInt32))
        return limits

    def _shared_of(self, ranks: Ranks, done: str) -> Iterator[DataFrame]:
        """What stands in two articles or more, part by part; `article` is a rank."""
        parts = (shelf.get(number, keep=True) for shelf in (self._few, self._many) for number in shelf.numbers)
        for rows in watched(parts, step(done, self._parts)):
            yield rows.with_columns(ranks.of.gather(rows["article"]).alias("article"))

    @property
    def _parts(self) -> int:
        """In how many parts that is."""
        return len(self._few.numbers) + len(self._many.numbers)

    def _candidates(self, ranks: Ranks, limits: Series) -> Candidates:
        """The pairs that have enough of what is looked up in common; kinds of what very many hold are counted."""
        found = Candidates(self._folder, ranks, self._thousandths, self._room, self._most)
        for rows in self._shared_of(ranks, "looked up"):
            if rows["articles"][0] > MANY:
                self._kinds.add(rows["article"].value_counts())
            asks = rows.select(_rarity()).to_series() <= limits.gather(rows["article"])
            found.look_up(rows.with_columns(asks=asks))
        return found

    def _counted(self, candidates: Iterable[DataFrame], ranks: Ranks) -> Iterator[DataFrame]:
        """The candidates that hold, with their containment, some at a time."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        kinds = self._kinds.all(len(ranks))
        sized = (ranks.sized(pairs, self._thousandths) for pairs in candidates)
        chosen = (pairs.with_columns(kinds=kinds.gather(pairs["article"])) for pairs in sized)
        few, many = (len(shelf.numbers) or maxsize for shelf in (self._few, self._many))
        cost = (pl.col("size") // few + pl.col("kinds") // many) * PAIR + COUNTED * self._parts
        for pairs in grouped(chosen, cost, max(self._room, LEAST_ROOM)):
            named = pl.concat([pairs["article"], pairs["other"]]).unique()
            within = pl.int_range(len(ranks), dtype=pl.UInt32, eager=True).is_in(named.implode())
            held = (rows.filter(within.gather(rows["article"])) for rows in self._shared_of(ranks, "compared"))
            common = pl.concat(_common(pairs.select("article", "other"), part) for part in held)
            common = common.group_by("article", "other").agg(pl.col("common").sum())
            holding = pairs.join(common, on=["article", "other"]).filter(pl.col("common") >= pl.col("needed"))
            yield holding.select("article", "other", containment=pl.col("common") / pl.col("size"))


def _common(pairs: DataFrame, rows: DataFrame) -> DataFrame:
    """How many of some shingles the two articles of each pair have in common."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    runs = alike(rows.select("article", "shingle", "runs")).drop("mark")
    held = pairs.join(runs, on="article")
    both = held.join(runs.select("shingle", other="article"), on=["other", "shingle"])
    return both.group_by("article", "other").agg(common=pl.col("runs").sum())


def _rarity() -> Expr:
    """Shingles in order, the rarest first, as numbers of 32 bits; those of many articles that are alike are equals."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    articles, ties = pl.col("articles").clip(upper_bound=RARITY - 1), pl.col("shingle") // (2**64 // TIES)
    return articles * TIES + pl.when(pl.col("articles") <= MANY).then(ties.cast(pl.UInt32)).otherwise(0)
