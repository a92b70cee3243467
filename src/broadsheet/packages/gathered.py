"""What a descriptor says of its articles, gathered while they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from broadsheet.articles.edtf import parse

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Gathered", "outermost"]

Day = tuple[int, int, int]

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day as most dates are written."""


@dataclass
class Gathered:
    """What is known of some articles together.

    `newest` is their last day, `origins` the publisher, date and title of each, `publishers` how many each
    publisher has, `licences` the licence and the holder of every text that is carried.
    """

    newest: Day | None = None
    origins: list[tuple[str | None, str | None, str]] = field(default_factory=list)
    publishers: Counter[str | None] = field(default_factory=Counter)
    licences: dict[tuple[str | None, str | None], None] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: pl.DataFrame, left_out: Collection[str] = (), *, named: bool = True) -> Gathered:
        """What is known of nested records of articles, what each is called only where they are to be `named`.

        The columns that are left out do not name them.
        """
        return cls(
            _newest_of(set(articles["date_published"].to_list()) - {None}),
            _origins(articles, left_out) if named else [],
            Counter(articles["publisher"].to_list()),
            _licences(articles),
        )

    def add(self, other: Gathered) -> None:
        """Take what is known of others."""
        self.newest = _newest([self.newest, other.newest])
        self.origins += other.origins
        self.publishers += other.publishers
        self.licences |= other.licences

    def to_json(self) -> list[Any]:
        """It as a value of JSON."""
        return [self.newest, self.origins, list(self.publishers.items()), list(self.licences)]

    @classmethod
    def from_json(cls, value: list[Any]) -> Gathered:
        """It from what `to_json` gave."""
        newest, origins, publishers, licences = value
        found = cls(tuple(newest) if newest else None, [tuple(each) for each in origins])
        found.publishers.update(dict(map(tuple, publishers)))
        found.licences.update(dict.fromkeys(map(tuple, licences)))
        return found


def _origins(articles: pl.DataFrame, left_out: Collection[str]) -> list[tuple[str | None, str | None, str]]:
    """The publisher, date and title of each."""
    import polars as pl  # noqa: PLC0415 - heavy

    name = pl.col("source").struct.field("name")
    title = pl.when(pl.col("headline") != "").then("headline").otherwise(name)
    return articles.select(
        "publisher",
        pl.lit(None) if "articles.date_published" in left_out else "date_published",
        name if "articles.headline" in left_out else title,
    ).rows()


def _licences(articles: pl.DataFrame) -> dict[tuple[str | None, str | None], None]:
    """The licence and the holder of every text that is carried, each once."""
    import polars as pl  # noqa: PLC0415 - heavy

    if articles["text"].null_count() == articles.height:
        return {}
    rights = pl.col("rights").struct
    carried = articles.filter(pl.col("text").is_not_null())
    found = carried.select(rights.field("license"), rights.field("copyright_holder"))
    return dict.fromkeys(found.unique(maintain_order=True).rows())


def _newest_of(dates: set[str]) -> Day | None:
    """The last day of some dates."""
    return _newest(parse(date).latest for date in outermost(dates))


def outermost(dates: set[str]) -> set[str]:
    """The dates that have to be read to know the first and the last day of all.

    Of those that are written as days, these are the first and the last in the alphabet.

    >>> sorted(outermost({"2024-05-02", "2024-05-04", "2024-05-03", "2024-05"}))
    ['2024-05', '2024-05-02', '2024-05-04']
    """
    days = set(filter(DAY.fullmatch, dates))
    return dates - days | ({min(days), max(days)} if days else set())


def _newest(days: Iterable[Day | None]) -> Day | None:
    return max((each for each in days if each is not None), default=None)
