"""What a descriptor says of its articles, gathered while they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from broadsheet.articles.edtf import parse

__all__ = ["Gathered"]

Day = tuple[int, int, int]

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day as most dates are written: of such, the last in the alphabet is the newest."""


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
    def of(cls, articles: Iterable[Mapping[str, Any]], kept: Iterable[Mapping[str, Any]]) -> Gathered:
        """What is known of records of articles; `kept` are the same without what is left out, which names them."""
        found, dates = cls(), set()
        for article, named in zip(articles, kept, strict=True):
            title = named.get("headline") or named["source"]["name"]
            found.origins.append((named["publisher"], named.get("date_published"), title))
            found.publishers[named["publisher"]] += 1
            dates.add(article["date_published"])
            if article["text"] is not None:
                found.licences[article["rights"]["license"], article["rights"]["copyright_holder"]] = None
        days = {date for date in dates if date and DAY.fullmatch(date)}
        rest = {date for date in dates if date} - days
        found.newest = _newest(parse(date).latest for date in (*rest, *([max(days)] if days else ())))
        return found

    def add(self, other: Gathered, *, named: bool) -> None:
        """Take what is known of others; what each of them is called only where they are to be `named`."""
        self.newest = _newest([self.newest, other.newest])
        self.origins += other.origins if named else []
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


def _newest(days: Iterable[Day | None]) -> Day | None:
    return max((each for each in days if each is not None), default=None)
