"""The rows of two tables compared: on their primary key, or else as multisets."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from itertools import chain, tee
from operator import itemgetter

import polars as pl

from broadsheet.checks.tables.cells import Column
from broadsheet.engines.watching import Step, watched
from broadsheet.releases.explained import ROW, Explained, hashed, key_hashed
from broadsheet.releases.forms import Shared, quick, value_of
from broadsheet.releases.keys import RowKeys
from broadsheet.releases.leftovers import HASH, MEMORY, Leftovers, Pair, in_step
from broadsheet.releases.lines import CommonLines, Rest, alike
from broadsheet.releases.rows import Cell, RowChanges, Rows
from broadsheet.releases.streams import Stream

__all__ = ["TableComparison"]


class TableComparison:
    """One run over the rows of two tables.

    `pairs` gives, for each field of the new table that the old one has as well, its old name; `total` is about how many
    rows there are, where that is stated.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what is compared, and how
        self,
        resource: str,
        old: Stream,
        new: Stream,
        pairs: Mapping[str, str],
        memory: int = MEMORY,
        total: int | None = None,
    ) -> None:
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
        self.key = self._key(pairs)
        self.memory = memory
        self._step = Step("row", "compared", total, count=_rows_of, name=lambda _: resource)

    def _key(self, pairs: Mapping[str, str]) -> list[int]:
        """The places of the key among the shared fields; none when the tables do not have the same key."""
        old, new = (stream.schema.primary_key for stream in self.streams)
        names = [shared.name for shared in self.shared]
        if not new or sorted(old) != sorted(pairs.get(name, "") for name in new):
            return []
        return [names.index(name) for name in new if name in names] if set(new) <= set(names) else []

    def run(self) -> RowChanges:
        """Read both tables once, side by side, and tell what differs; once more where the key does not hold."""
        while (found := self._compared()) is None:
            self.key = []
            self.streams = (self.streams[0].again(), self.streams[1].again())
        self.notes += [note for stream in self.streams if (note := stream.note())]
        return self._told(found)

    def _compared(self) -> Explained | None:
        """What became of the rows; None where the key does not tell them apart."""
        found = Explained(self.shared, self.key, self.memory)
        keys = [self._keys(side) for side in (0, 1)]
        with ExitStack() as stack:
            leftovers = stack.enter_context(closing(Leftovers(self._bucket, self.memory, found)))
            for each in filter(None, keys):
                stack.callback(each.close)
            for old, new in stack.enter_context(closing(self._pairs(keys, found))):
                leftovers.add(old, new)
            if faults := [fault for each in keys if each is not None for fault in each.faults(self.resource)]:
                self.notes += faults
                return None
            for pair in leftovers.finish():
                found.rest(*pair)
            found.forget_new()
        return found

    def _pairs(self, keys: Sequence[RowKeys | None], found: Explained) -> Generator[Pair, None, None]:
        """The rows of both tables in step, without those of equal lines."""
        common = (
            CommonLines(*self.streams, keys, self.memory, self._step) if alike(*self.streams, self.shared) else None
        )
        step = replace(self._step, done="compared cell by cell", total=None) if common else self._step
        rests = tee(common.left()) if common else ((), ())
        left = [chain.from_iterable(map(itemgetter(side), rests[side])) for side in (0, 1)]
        rows = [chain(self._left(side, left[side]), self._rows(side, keys[side], common)) for side in (0, 1)]
        for pair in watched(in_step(*rows), step):
            if self.come and pair[1] is not None:
                self._extend(pair[1], found)
            yield pair

    def _bucket(self, rows: pl.DataFrame, side: int) -> pl.Series:
        """What decides the bucket of a row on disk: its key, so that partners meet, or else its values."""
        if self.key:
            return key_hashed(rows, self.shared, self.key, side)
        return rows[HASH] if all(each.certain for each in self.shared) else hashed(rows, self.shared, side)

    def _keys(self, side: int) -> RowKeys | None:
        columns = [self.shared[place].columns[side] for place in self.key]
        return RowKeys(self.streams[side], columns, self.memory) if columns else None

    def _left(self, side: int, rest: Iterator[Rest]) -> Iterator[pl.DataFrame]:
        """The rows whose lines have no equal."""
        cells = self.streams[side].cells
        return (self._renamed(cells.clean(batch), side, places) for batch, places in rest)

    def _rows(self, side: int, keys: RowKeys | None, common: CommonLines | None) -> Iterator[pl.DataFrame]:
        """The batches of a table, without the rows that were taken as lines."""
        done = common.rows[side] if common else 0
        for batch, frame in self.streams[side]:
            if keys is not None:
                keys.add(batch, frame)
            yield self._renamed(frame, side, pl.int_range(done, done + frame.height, eager=True))
            done += frame.height

    def _renamed(self, frame: pl.DataFrame, side: int, places: pl.Series) -> pl.DataFrame:
        """Rows with their places under names of our own: shared fields "s0", "s1", …, others "o0", …."""
        rows = self._named(frame, side).with_columns(places.alias(ROW))
        return rows.with_columns(self._hashed(rows, frame, side).alias(HASH))

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

    def _extend(self, rows: pl.DataFrame, found: Explained) -> None:
        """Keep the values of new fields, with what rows are known by."""
        others = [f"o{place}" for place in range(len(self.come))]
        known = [f"s{place}" for place in self.key or range(len(self.shared))]
        found.extend(rows.filter(pl.any_horizontal(pl.col(others).is_not_null())).select(*known, *others, ROW))

    # Telling

    def _told(self, found: Explained) -> RowChanges:
        names = [shared.name for shared in self.shared]
        key = tuple(names[place] for place in self.key)
        return RowChanges(
            self.resource,
            key,
            Rows(found.removed, self._cells(0)),
            Rows(found.added, self._cells(1)),
            {names[place]: pieces for place, pieces in sorted(found.changed.items())},
            found.extended,
            (key or tuple(names), tuple(column.field.name for column in self.come)),
        )

    def _cells(self, side: int) -> dict[str, Cell]:
        """Where the cell of each field stands in a row; shared fields go by their new names."""
        typed = self.streams[side].typed
        columns = [(each.name, each.columns[side]) for each in self.shared]
        columns += [(column.field.name, column) for column in (self.gone, self.come)[side]]
        found: dict[str, Cell] = {}
        for place, (name, column) in enumerate(columns):
            found.setdefault(name, Cell(place, partial(value_of, column, typed=typed)))
        return found


def _rows_of(pair: Pair) -> int:
    """How many rows of the longer table a pair has."""
    return max(frame.height for frame in pair if frame is not None)


def _others(stream: Stream, shared: Sequence[Column]) -> list[Column]:
    taken = {column.name for column in shared}
    return [column for column in stream.columns.values() if column.name not in taken]
