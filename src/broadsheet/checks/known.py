"""The ids of all articles: which stand twice, which are there, and in which shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from broadsheet.checks.blocks import Reach
from broadsheet.engines.scratch import new_folder, read_rows, write_rows

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    import polars as pl

__all__ = ["Answer", "Known"]

BUCKETS = 64
"""Into so many files ids are sorted by their hash, where they do not fit into memory."""

WEIGHT = 4
"""Bytes that an id takes in memory for each of its own, while it is asked for."""

FEW = 10_000
"""Up to so many ids are told all together, to find those that were meant by a wrong one."""


@dataclass(frozen=True)
class Answer:
    """The ids that stand `twice`, and for each of these and of the wanted ones that are there, the shards it is in."""

    twice: set[str] = field(default_factory=set)
    shards: dict[str, set[int]] = field(default_factory=dict)


class Known:
    r"""Ids by shards, in memory up to `most` bytes, and beyond that in files on disk.

    Where all shards have a reach, one above the other, no id stands twice, and none of them is looked at for that.

    >>> known = Known(1 << 20)
    >>> known.add(0, "a\nb"), known.add(1, "b\nc")
    (2, 2)
    >>> known.answer({"c", "d"}).shards == {"b": {0, 1}, "c": {1}}
    True
    """

    def __init__(self, most: int) -> None:
        self._most = most // WEIGHT
        self._held: list[tuple[int, str]] = []
        self._size = self._count = self._spilled = 0
        self._few: set[str] = set()
        self._last: str | None = ""
        self._folder: TemporaryDirectory[str] | None = None

    def add(self, shard: int, ids: str, reach: Reach | None = None) -> int:
        """Remember ids of a shard, a line each, and their reach if they have one; how many they are."""
        count = ids.count("\n") + bool(ids)
        if ids:
            self._last = reach[1] if reach and self._last is not None and self._last < reach[0] else None
        self._held.append((shard, ids))
        self._count += count
        self._size += len(ids)
        if self._count <= FEW:
            self._few.update(ids.split("\n") if ids else ())
        if self._size > self._most:
            self._spill()
        return count

    def few(self) -> set[str]:
        """All ids, where there are not many."""
        return self._few if self._count <= FEW else set()

    def answer(self, wanted: Collection[str]) -> Answer:
        """What is known of ids that stand twice, and of those that are wanted."""
        if self._folder is None:
            return self._in_memory(wanted)
        self._spill()
        found = Answer()
        for rows in self._buckets(wanted):
            found.twice.update(rows.filter("twice")["id"])
            for id, shard in rows.select("id", "shard").iter_rows():
                found.shards.setdefault(id, set()).add(shard)
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def _in_memory(self, wanted: Collection[str]) -> Answer:
        found = Answer(set() if self._are_in_order() else self._repeated())
        asked = found.twice.union(wanted)
        for shard, ids in self._split() if asked else ():
            for id in asked.intersection(ids):
                found.shards.setdefault(id, set()).add(shard)
        return found

    def _split(self) -> Iterator[tuple[int, list[str]]]:
        """The ids of each shard that is held."""
        return ((shard, ids.split("\n")) for shard, ids in self._held if ids)

    def _are_in_order(self) -> bool:
        """Whether each id is above the one before it, also from shard to shard, so that none stands twice."""
        return self._last is not None

    def _repeated(self) -> set[str]:
        distinct = {id for _, ids in self._split() for id in ids}
        if len(distinct) == self._count:
            return set()
        return {id for id, times in Counter(id for _, ids in self._split() for id in ids).items() if times > 1}

    def _spill(self) -> None:
        """Bring what is held to disk, each id into the bucket of its hash."""
        import polars as pl  # noqa: PLC0415 - loaded when used

        if not self._held:
            return
        if self._folder is None:
            self._folder = new_folder()
        some = pl.DataFrame(self._held, schema={"shard": pl.UInt32, "id": pl.String}, orient="row")
        rows = some.filter(pl.col("id") != "").with_columns(pl.col("id").str.split("\n")).explode("id")
        buckets = rows.with_columns((pl.col("id").hash() % BUCKETS).alias("bucket")).partition_by(
            "bucket", as_dict=True, include_key=False
        )
        for (bucket,), frame in buckets.items():
            write_rows(frame, Path(self._folder.name) / f"{bucket}-{self._spilled}.arrow")
        self._spilled += 1
        self._held, self._size = [], 0

    def _buckets(self, wanted: Collection[str]) -> Iterator[pl.DataFrame]:
        """For each bucket, the rows of ids that stand twice or are wanted."""
        import polars as pl  # noqa: PLC0415 - loaded when used

        assert self._folder is not None  # noqa: S101 - something was spilled
        asked = pl.DataFrame({"id": pl.Series(list(wanted), dtype=pl.String)})
        for bucket in range(BUCKETS):
            if paths := sorted(Path(self._folder.name).glob(f"{bucket}-*.arrow")):
                rows = pl.concat(map(read_rows, paths)).with_columns(pl.col("id").is_duplicated().alias("twice"))
                there = pl.col("id").is_in(asked.filter(pl.col("id").hash() % BUCKETS == bucket)["id"].implode())
                yield rows.filter(pl.col("twice") | there)
