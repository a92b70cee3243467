"""What stories say beside their texts, and the copies found among them: beyond what has room in memory, on disk."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.engines.database import database
from broadsheet.errors import BroadsheetError
from broadsheet.syndication.story import Story

if TYPE_CHECKING:
    from polars import Series

__all__ = ["Known"]

AT_ONCE = 1 << 12
"""So many numbers are read together."""

UNDATED = "~"
"""What stands for the day of a story without one: it is behind all days."""

TABLES = """
CREATE TABLE stories (number INTEGER PRIMARY KEY, id BLOB, date BLOB, rest BLOB);
CREATE TABLE copies (article BLOB, copy_of BLOB, containment REAL, evidence TEXT)
"""

Found = tuple[str, str, float, Any]
"""A copy: two ids, the containment and the evidence."""


class Known:
    """Stories under numbers, without their texts. The file is the caller's, to be deleted.

    Ids and days are kept as bytes, whose order is that of their characters: names of files may be no text.
    """

    def __init__(self, file: Path, room: int) -> None:
        """`room` are the bytes that they may take in memory."""
        self._rows = database(TABLES, file, room)
        self._count = 0

    def add(self, stories: Sequence[Story]) -> range:
        """Remember some; the numbers that they have from now on."""
        numbers = range(self._count, self._count + len(stories))
        self._rows.executemany("INSERT INTO stories VALUES (?, ?, ?, ?)", map(_row, numbers, stories))
        self._count = numbers.stop
        return numbers

    def order(self) -> Series:
        """The numbers of all, by day and then by id; those without a day are last.

        Raises BroadsheetError where two have the same id.
        """
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        twice = "SELECT id FROM stories GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1"
        for (id,) in self._rows.execute(twice):
            raise BroadsheetError(f"two articles have the id {_text(id)!r}", hint="give each an id of its own")
        found, rows = pl.Series(dtype=pl.UInt32), self._rows.execute("SELECT number FROM stories ORDER BY date, id")
        while some := rows.fetchmany(AT_ONCE):
            found.extend(pl.Series([number for (number,) in some], dtype=pl.UInt32))
        return found

    def story(self, number: int) -> Story:
        """The one that has a number."""
        ((id, rest),) = self._rows.execute("SELECT id, rest FROM stories WHERE number = ?", (number,))
        return Story(_text(id), "", *pickle.loads(rest))  # noqa: S301 - from ourselves

    def add_copies(self, found: Iterable[Found]) -> None:
        """Remember some copies."""
        rows = ((_bytes(article), _bytes(of), *rest) for article, of, *rest in found)
        self._rows.executemany("INSERT INTO copies VALUES (?, ?, ?, ?)", rows)

    def copies(self) -> Iterator[Found]:
        """All copies, by article and by what it is a copy of."""
        for article, of, share, evidence in self._rows.execute("SELECT * FROM copies ORDER BY article, copy_of"):
            yield _text(article), _text(of), share, evidence

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()


def _row(number: int, story: Story) -> tuple[int, bytes, bytes, bytes]:
    rest = pickle.dumps((story.date, story.publisher, story.credits, story.marked))
    return number, _bytes(story.id), _bytes(story.date or UNDATED), rest


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _text(data: bytes) -> str:
    return data.decode(errors="surrogatepass")
