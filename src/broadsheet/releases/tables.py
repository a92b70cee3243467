"""The rows of two tables compared: on their primary key, or else as multisets."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import zip_longest
from typing import Any

import polars as pl

from broadsheet.checks.tables.cells import Column
from broadsheet.releases.explained import ROW, Explained, as_multisets, hashed, key_hashed, on_key
from broadsheet.releases.forms import Shared, quick, value_of
from broadsheet.releases.keys import RowKeys
from broadsheet.releases.leftovers import HASH, MEMORY, Leftovers, Pair
from broadsheet.releases.lines import CommonLines, Rest, alike
from broadsheet.releases.rows import RowChanges
from broadsheet.releases.streams import Stream

__all__ = ["TableComparison"]


class TableComparison:
    """One run over the rows of two tables.

    `pairs` gives, for each field of the new table that the old one has as well, its old name.
    """

    def __init__(self, resource: str, old: Stream, new: Stream, pairs: Mapping[str, str], memory: int = MEMORY) -> None:
        self.resource = resource
        self.streams = (old, new)
        self.notes: list[str] = []
        typed = (old.typed, new.typed)
        self.shared = [
            Shared(name, old.columns[origin], new.columns[name], typed=typed)
            for name, origin in pairs.items()
            if origin in old.columns and name in new.columns
        ]
        self.gone = _others(old, [shared.columns[0] for shared in self.shared])
        self.come = _others(new, [shared.columns[1] for shared in self.shared])
        self.key = self._declared = self._key(pairs)
        self.memory = memory
        self._filled: list[pl.DataFrame] = []

    def _key(self, pairs: Mapping[str, str]) -> list[int]:
        """The places of the key among the shared fields; none when the tables do not have the same key."""
        old, new = (stream.schema.primary_key for stream in self.streams)
        names = [shared.name for shared in self.shared]
        if not new or sorted(old) != sorted(pairs.get(name, "") for name in new):
            return []
        return [names.index(name) for name in new if name in names] if set(new) <= set(names) else []

    def run(self) -> RowChanges:
        """Read both tables once, side by side, and tell what differs."""
        keys = [self._keys(side) for side in (0, 1)]
        with ExitStack() as stack:
            leftovers = stack.enter_context(closing(Leftovers(self._bucket, self.memory)))
            for each in filter(None, keys):
                stack.callback(each.close)
            for old, new in stack.enter_context(closing(self._pairs(keys))):
                leftovers.add(old, new)
            self._judge_keys(keys)
            self.notes += [note for stream in self.streams if (note := stream.note())]
            return self._told(self._explained(leftovers))

    def _pairs(self, keys: Sequence[RowKeys | None]) -> Generator[Pair, None, None]:
        """The rows of both tables batch by batch, without those of equal lines."""
        done = [0, 0]
        if alike(*self.streams, self.shared):
            common = CommonLines(*self.streams, keys, self.memory)
            for rests in common.left():
                yield from zip_longest(*(self._left(side, rest) for side, rest in enumerate(rests)))
            done = common.rows
        yield from zip_longest(*(self._rows(side, keys[side], done[side]) for side in (0, 1)))

    def _bucket(self, rows: pl.DataFrame, side: int) -> pl.Series:
        """What decides the bucket of a row on disk: its key, so that partners meet, or else all of it."""
        return key_hashed(rows, self.shared, self._declared, side) if self._declared else rows[HASH]

    def _explained(self, leftovers: Leftovers) -> Explained:
        """What became of the rows without an equal, bucket by bucket on a key."""
        empty = self._empty(0), self._empty(1)
        if self.key:
            parts = [on_key(*_filled(pair, empty), self.shared, self.key) for pair in leftovers.finish()]
        else:
            pairs = [_filled(pair, empty) for pair in leftovers.finish()]
            old, new = (pl.concat(frames) for frames in zip(*pairs, strict=True))
            parts = [as_multisets(old, new, self.shared)]
        return Explained.joined(parts)

    def _keys(self, side: int) -> RowKeys | None:
        columns = [self.shared[place].columns[side] for place in self.key]
        return RowKeys(self.streams[side], columns, self.memory) if columns else None

    def _left(self, side: int, rest: Iterator[Rest]) -> Iterator[pl.DataFrame]:
        """Batches of rows whose lines have no equal."""
        cells = self.streams[side].cells
        return (self._renamed(cells.clean(batch), side, places) for batch, places in rest)

    def _rows(self, side: int, keys: RowKeys | None, done: int) -> Iterator[pl.DataFrame]:
        """The batches of a table, without the rows that were done before."""
        for batch, frame in self.streams[side]:
            if keys is not None:
                keys.add(batch, frame)
            yield self._renamed(frame, side, pl.int_range(done, done + frame.height, eager=True))
            done += frame.height

    def _renamed(self, frame: pl.DataFrame, side: int, places: pl.Series) -> pl.DataFrame:
        """Rows with their places under names of our own: shared fields "s0", "s1", …, others "o0", …."""
        rows = self._named(frame, side).with_columns(places.alias(ROW))
        rows = rows.with_columns(self._hashed(rows, frame, side).alias(HASH))
        if side and self.come:
            self._keep(rows)
        return rows

    def _hashed(self, rows: pl.DataFrame, frame: pl.DataFrame, side: int) -> pl.Series:
        """One number for each row, the same for rows of equal values; tables without a common field have no equals."""
        if not self.shared:
            return rows[ROW].cast(pl.UInt64) * 2 + side

        def forms(texts: pl.Series, shared: Shared, side: int) -> list[pl.Series]:
            number = f"{shared.columns[side].name}#"
            return quick(texts, shared, side, frame[number] if number in frame.columns else None)

        return hashed(rows, self.shared, side, forms)

    def _named(self, frame: pl.DataFrame, side: int) -> pl.DataFrame:
        shared = [pl.col(each.columns[side].name).alias(f"s{place}") for place, each in enumerate(self.shared)]
        others = [pl.col(column.name).alias(f"o{place}") for place, column in enumerate((self.gone, self.come)[side])]
        return frame.select(*shared, *others)

    def _empty(self, side: int) -> pl.DataFrame:
        others = (self.gone, self.come)[side]
        names = [*(f"s{place}" for place in range(len(self.shared))), *(f"o{place}" for place in range(len(others)))]
        return pl.DataFrame(schema={**dict.fromkeys(names, pl.String), ROW: pl.Int64, HASH: pl.UInt64})

    def _keep(self, rows: pl.DataFrame) -> None:
        """Keep the values of new fields, with what rows are known by."""
        others = [f"o{place}" for place in range(len(self.come))]
        filled = rows.filter(pl.any_horizontal(pl.col(others).is_not_null()))
        self._filled += [filled] if filled.height else []

    def _judge_keys(self, keys: Sequence[RowKeys | None]) -> None:
        """Give the key up where it does not tell rows apart."""
        faults = [fault for each in keys if each is not None for fault in each.faults(self.resource)]
        self.notes += faults
        self.key = [] if faults else self.key

    # Telling

    def _told(self, found: Explained) -> RowChanges:
        names = [shared.name for shared in self.shared]
        key = tuple(names[place] for place in self.key)
        return RowChanges(
            self.resource,
            key,
            key or tuple(names),
            self._values(0),
            self._values(1),
            self._labelled(found.removed, 0),
            self._labelled(found.added, 1),
            {names[place]: frame for place, frame in found.changed.items()},
            self._extended(found.added, key or tuple(names)),
        )

    def _values(self, side: int) -> dict[str, Callable[[str], Any]]:
        """What makes a value of JSON of the cells of each field; shared fields go by their new names."""
        typed = self.streams[side].typed
        columns = {each.name: each.columns[side] for each in self.shared}
        columns |= {
            column.field.name: column for column in (self.gone, self.come)[side] if column.field.name not in columns
        }
        return {name: partial(value_of, column, typed=typed) for name, column in columns.items()}

    def _labelled(self, rows: pl.DataFrame, side: int) -> pl.DataFrame:
        others = (self.gone, self.come)[side]
        names = {f"s{place}": shared.name for place, shared in enumerate(self.shared)}
        names |= {
            f"o{place}": column.field.name
            for place, column in enumerate(others)
            if column.field.name not in names.values()
        }
        return rows.select(pl.col(own).alias(name) for own, name in names.items())

    def _extended(self, added: pl.DataFrame, known: Sequence[str]) -> pl.DataFrame | None:
        """What rows that are not new themselves hold in fields that are."""
        if not self._filled:
            return None
        rows = pl.concat(self._filled).join(added.select(ROW), on=ROW, how="anti", maintain_order="left")
        return (
            self._labelled(rows, 1).select(*known, *(column.field.name for column in self.come))
            if rows.height
            else None
        )


def _filled(
    pair: tuple[pl.DataFrame | None, pl.DataFrame | None], empty: tuple[pl.DataFrame, pl.DataFrame]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two frames, an empty one for a table that gave no rows."""
    old, new = pair
    return empty[0] if old is None else old, empty[1] if new is None else new


def _others(stream: Stream, shared: Sequence[Column]) -> list[Column]:
    taken = {column.name for column in shared}
    return [column for column in stream.columns.values() if column.name not in taken]
