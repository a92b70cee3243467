"""What is known of all articles of a package together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

import orjson

from broadsheet.articles.edtf import Day, parse
from broadsheet.engines import Kept
from broadsheet.packages.gathered import outermost

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COLUMNS", "Extent", "recalled"]

COLUMNS = ("in_language", "date_published", "creative_work_status", "redistribution")
"""The columns of articles that tell of all of them together."""


class Extent(NamedTuple):
    """What is known of all articles together: how many there are, are reviewed, have a text that is withheld.

    `first` and `last` are days that a date may mean; None where no day is known.
    """

    articles: int
    reviewed: int
    withheld: int
    languages: list[str]
    first: Day | None
    last: Day | None

    @property
    def days(self) -> tuple[Day, Day] | None:
        """The first and the last day, where both are known."""
        return (self.first, self.last) if self.first and self.last else None

    @classmethod
    def of(cls, articles: pl.DataFrame) -> Extent:
        """It of some rows of the table."""
        dates = [parse(date) for date in outermost(set(articles["date_published"].drop_nulls().unique()))]
        return cls(
            articles.height,
            int((articles["creative_work_status"] == "reviewed").sum()),
            int((articles["redistribution"] == "withheld").sum()),
            sorted(articles["in_language"].drop_nulls().unique()),
            min((date.earliest for date in dates if date.earliest), default=None),
            max((date.latest for date in dates if date.latest), default=None),
        )

    @classmethod
    def joined(cls, extents: Iterable[Extent]) -> Extent:
        """It of what several tell of.

        >>> one, other = Extent(1, 1, 0, ["vi"], (2024, 5, 2), None), Extent(2, 0, 2, ["en"], None, (2024, 5, 4))
        >>> Extent.joined([one, other])
        Extent(articles=3, reviewed=1, withheld=2, languages=['en', 'vi'], first=(2024, 5, 2), last=(2024, 5, 4))
        """
        found = list(extents)
        return cls(
            sum(each.articles for each in found),
            sum(each.reviewed for each in found),
            sum(each.withheld for each in found),
            sorted({language for each in found for language in each.languages}),
            min((each.first for each in found if each.first), default=None),
            max((each.last for each in found if each.last), default=None),
        )

    @classmethod
    def from_json(cls, data: bytes) -> Extent:
        """It from JSON, as an array."""
        *others, first, last = orjson.loads(data)
        return cls(*others, *(tuple(day) if day else None for day in (first, last)))


def recalled(kept: Kept | None, hash: str, read: Callable[[], pl.DataFrame]) -> Extent:
    """It of the file with a hash: as it was kept, or else of the rows that are read, and kept then."""
    if kept is None:
        return Extent.of(read())
    name = kept.name("extent", hash)
    if (data := kept.load(name)) is not None:
        return Extent.from_json(data)
    extent = Extent.of(read())
    kept.save(name, [orjson.dumps(tuple(extent))])
    return extent
