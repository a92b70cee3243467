"""What is known of each article while texts are compared: a few numbers, without names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from broadsheet.syndication.rows import none

if TYPE_CHECKING:
    from polars import DataFrame, Series

__all__ = ["Ranks", "Sizes"]

TOGETHER = 1 << 17
"""So many counts are added at once."""


class Sizes:
    """How many shingles each article has, by its number.

    >>> sizes = Sizes()
    >>> for counts in ({"article": [2, 0], "count": [5, 1]}, {"article": [2], "count": [-3]}):
    ...     sizes.add(pl.DataFrame(counts))
    >>> sizes.all().to_list()
    [1, 0, 2]
    """

    def __init__(self) -> None:
        self._found = zeros(0)
        self._waiting, self._rows = [none(article="UInt32", count="Int64")], 0

    def add(self, counts: DataFrame) -> None:
        """Add to the counts of some articles; a count may be below zero."""
        self._waiting.append(counts)
        self._rows += counts.height
        if self._rows > TOGETHER:
            self._sum()

    def all(self, least: int = 0) -> Series:
        """The counts of all articles, of at least so many."""
        self._sum()
        self._lengthen(least)
        return self._found

    def _sum(self) -> None:
        """Add the counts that wait."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        counts = pl.concat(self._waiting, how="vertical_relaxed").group_by("article").agg(pl.col("count").sum())
        self._waiting, self._rows = self._waiting[:1], 0
        if counts.height:
            self._lengthen(1 + int(counts["article"].max() or 0))  # type: ignore[arg-type]
            found = self._found.gather(counts["article"]).cast(pl.Int64) + counts["count"]
            self._found.scatter(counts["article"], found.cast(pl.UInt32))

    def _lengthen(self, count: int) -> None:
        self._found.extend(zeros(max(0, count - len(self._found))))


@dataclass(frozen=True, slots=True)
class Ranks:
    """Articles by their ranks, the longest first, and of those of one size the first in their order.

    `article` is the number of each, `place` where it stands in the order, `size` how many shingles it has; `of` are the
    ranks by number.
    """

    article: Series
    place: Series
    size: Series
    of: Series

    @classmethod
    def by(cls, sizes: Sizes, order: Sequence[int] | Series | None) -> Self:
        """The ranks of articles whose numbers are given in their order; without one, the lower number is first.

        >>> sizes = Sizes()
        >>> sizes.add(pl.DataFrame({"article": [0, 2], "count": [7, 7]}))
        >>> ranks = Ranks.by(sizes, [2, 1, 0])
        >>> ranks.article.to_list(), ranks.of.to_list()
        ([2, 0, 1], [1, 2, 0])
        """
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        found = sizes.all(0 if order is None else len(order))
        count = len(found)
        placed = (
            pl.int_range(count, dtype=pl.UInt32, eager=True) if order is None else pl.Series(order, dtype=pl.UInt32)
        )
        least = pl.int_range(count, dtype=pl.UInt64, eager=True)
        keys = ((2**32 - 1 - found.gather(placed).cast(pl.UInt64)) * 2**32 + least).sort()
        place = (keys % 2**32).cast(pl.UInt32)
        article = placed.gather(place)
        of = zeros(count)
        of.scatter(article, pl.int_range(count, dtype=pl.UInt32, eager=True))
        return cls(article, place, found.gather(article), of)

    def __len__(self) -> int:
        return len(self.article)

    def sized(self, rows: DataFrame, thousandths: int) -> DataFrame:
        """The rows with the `size` of each article, which is a rank, and how many of its shingles such a share is.

        >>> sizes = Sizes()
        >>> sizes.add(pl.DataFrame({"article": [0, 1], "count": [11, 20]}))
        >>> Ranks.by(sizes, None).sized(pl.DataFrame({"article": [1, 0]}), 400)["needed"].to_list()
        [5, 8]
        """
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        sized = rows.with_columns(size=self.size.gather(rows["article"]).cast(pl.Int64))
        return sized.with_columns(needed=(pl.col("size") * thousandths + 999) // 1000)


def zeros(count: int) -> Series:
    """So many zeros, to be written over."""
    import polars as pl  # noqa: PLC0415 - loaded when texts are compared

    return pl.repeat(0, count, dtype=pl.UInt32, eager=True).rechunk()
