"""What stories say beside their texts: in memory as long as there is room, on disk beyond that."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.errors import BroadsheetError
from broadsheet.syndication.buckets import Shelf
from broadsheet.syndication.rows import none, same
from broadsheet.syndication.story import Story

if TYPE_CHECKING:
    from polars import Series

__all__ = ["Known"]

TOGETHER = 1 << 14
"""So many stories are looked at together."""

UNDATED = "~"
"""What stands for the day of a story without one: it is behind all days."""


class Known:
    """Stories under numbers, without their texts. The folder is the caller's, to be deleted.

    Ids and days are kept as bytes, whose order is that of their characters: names of files may be no text.
    """

    def __init__(self, folder: Path, room: int) -> None:
        """`room` are the bytes that they may take in memory."""
        self._shelf = Shelf(folder, none(number="UInt32", id="Binary", date="Binary", rest="Binary"), room)

    def add(self, stories: Sequence[Story]) -> range:
        """Remember some; the numbers that they have from now on."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        first = self._shelf.height
        numbers = range(first, first + len(stories))
        columns = {
            "number": pl.Series(numbers, dtype=pl.UInt32),
            "id": [_bytes(each.id) for each in stories],
            "date": [_bytes(each.date or UNDATED) for each in stories],
            "rest": [pickle.dumps((each.date, each.publisher, each.credits, each.marked)) for each in stories],
        }
        self._shelf.put(first // TOGETHER, pl.DataFrame(columns))
        return numbers

    def order(self) -> Series:
        """The numbers of all, by day and then by id; those without a day are last.

        Raises BroadsheetError where two have the same id.
        """
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        parts = (self._shelf.get(part, keep=True) for part in self._shelf.numbers)
        rows = pl.concat([none(number="UInt32", id="Binary", date="Binary"), *(each.drop("rest") for each in parts)])
        rows = rows.sort("id")
        for id in rows.filter(same("id", 1))["id"].head(1):
            raise BroadsheetError(f"two articles have the id {_text(id)!r}", hint="give each an id of its own")
        rows = rows.drop("id")
        return rows.sort("date", maintain_order=True)["number"]

    def of(self, numbers: Series) -> dict[int, Story]:
        """Those that have some numbers, by these."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        found: dict[int, Story] = {}
        for part in self._shelf.numbers:
            rows = self._shelf.get(part, keep=True)
            here = numbers.filter(numbers.is_between(rows["number"][0], rows["number"][-1]))
            rows = rows.filter(pl.col("number").is_in(here.implode()))
            for number, id, rest in rows.select("number", "id", "rest").iter_rows():
                found[number] = Story(_text(id), "", *pickle.loads(rest))  # noqa: S301 - from ourselves
        return found


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _text(data: bytes) -> str:
    return data.decode(errors="surrogatepass")
