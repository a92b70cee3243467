"""The rows of two tables compared: on their primary key, or else as multisets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any

import polars as pl

from broadsheet.checks.tables.cells import Column
from broadsheet.checks.tables.keys import Hashes
from broadsheet.checks.tables.table import key_of
from broadsheet.releases.forms import Shared, as_text, exact, quick, value_of
from broadsheet.releases.leftovers import HASH, MEMORY, Leftovers, cancelled
from broadsheet.releases.rows import RowChanges
from broadsheet.releases.streams import Stream

__all__ = ["TableComparison"]

ROW = "#row"
SEED = 20026


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
        self.key = self._key(pairs)
        self.memory = memory
        self._filled: list[pl.DataFrame] = []
        self._incomplete = [False, False]

    def _key(self, pairs: Mapping[str, str]) -> list[int]:
        """The places of the key among the shared fields; none when the tables do not have the same key."""
        old, new = (stream.schema.primary_key for stream in self.streams)
        names = [shared.name for shared in self.shared]
        if not new or sorted(old) != sorted(pairs.get(name, "") for name in new):
            return []
        return [names.index(name) for name in new if name in names] if set(new) <= set(names) else []

    def run(self) -> RowChanges:
        """Read both tables once, side by side, and tell what differs."""
        left = self._read()
        old, new = (self._empty(side) if frame is None else frame.sort(ROW) for side, frame in enumerate(left))
        removed, added, changed = self._on_key(old, new) if self.key else self._as_multisets(old, new)
        return self._told(removed, added, changed)

    def _read(self) -> tuple[pl.DataFrame | None, pl.DataFrame | None]:
        """The rows of each table that the other has not."""
        leftovers = Leftovers(self.memory)
        keys = [self._hashes(side) for side in (0, 1)]
        try:
            for old, new in zip_longest(self._rows(0, keys[0]), self._rows(1, keys[1])):
                leftovers.add(old, new)
            self._judge_keys(keys)
        finally:
            for each in filter(None, keys):
                each.close()
        self.notes += [note for stream in self.streams if (note := stream.note())]
        return leftovers.finish()

    def _hashes(self, side: int) -> Hashes | None:
        stream = self.streams[side]
        if not self.key:
            return None
        key = key_of(stream.schema, tuple(self.shared[place].columns[side].field.name for place in self.key))
        return Hashes(key, stream.cells.columns, self.memory)

    def _rows(self, side: int, keys: Hashes | None) -> Iterator[pl.DataFrame]:
        """The batches of a table under names of our own: shared fields "s0", "s1", …, others "o0", …."""
        done = 0
        for batch, frame in self.streams[side]:
            if keys is not None:
                keys.add(batch, frame)
            rows = self._named(frame, side)
            hashes = (
                self._hashed(rows, side)
                if self.shared
                else pl.int_range(done, done + rows.height, dtype=pl.UInt64, eager=True) * 2 + side
            )
            rows = rows.with_columns(pl.int_range(done, done + rows.height).alias(ROW), hashes.alias(HASH))
            done += rows.height
            self._incomplete[side] |= any(rows[f"s{place}"].null_count() for place in self.key)
            if side and self.come:
                self._keep(rows)
            yield rows

    def _hashed(
        self, rows: pl.DataFrame, side: int, forms: Callable[[pl.Series, Shared, int], list[pl.Series]] = quick
    ) -> pl.Series:
        """One number for each row, the same for rows of equal values."""
        columns = [form for place, shared in enumerate(self.shared) for form in forms(rows[f"s{place}"], shared, side)]
        return pl.DataFrame([form.alias(str(place)) for place, form in enumerate(columns)]).hash_rows(SEED)

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

    def _judge_keys(self, keys: Sequence[Hashes | None]) -> None:
        """Give the key up where it does not tell rows apart."""
        for stream, hashes, incomplete in zip(self.streams, keys, self._incomplete, strict=True):
            if hashes is not None and (incomplete or len(hashes.repeated())):
                fault = "is missing in some rows" if incomplete else "stands more than once"
                names = ", ".join(stream.schema.primary_key)
                what = f"the primary key ({names}) of {self.resource} {fault}"
                self.notes.append(f"{stream.shown}: {what}: its rows are compared as a whole")
                self.key = []

    # Explaining what differs

    def _on_key(
        self, old: pl.DataFrame, new: pl.DataFrame
    ) -> tuple[pl.DataFrame, pl.DataFrame, dict[int, pl.DataFrame]]:
        """Rows without a partner of the same key, and the values in which partners differ."""
        names = [f"k{place}" for place in self.key]
        old, new = (
            frame.with_columns(
                as_text(frame[f"s{place}"], self.shared[place], side).alias(f"k{place}") for place in self.key
            )
            for side, frame in enumerate((old, new))
        )
        both = new.join(old, on=names, how="inner", suffix="#old", maintain_order="left")
        changed = {
            place: frame for place in range(len(self.shared)) if (frame := self._differing(both, place)) is not None
        }
        return (
            old.join(new, on=names, how="anti", maintain_order="left"),
            new.join(old, on=names, how="anti", maintain_order="left"),
            changed,
        )

    def _differing(self, both: pl.DataFrame, place: int) -> pl.DataFrame | None:
        """The partners that differ in a shared field: their keys, the text before and after."""
        shared = self.shared[place]
        before, after = both[f"s{place}#old"], both[f"s{place}"]
        differs = before.ne_missing(after)
        rows = both.filter(differs)
        one, two = (exact(cells.filter(differs), shared, side) for side, cells in enumerate((before, after)))
        same = [first.eq_missing(second) for first, second in zip(one, two, strict=True)]
        rows = rows.filter(~pl.select(pl.all_horizontal(same)).to_series())
        if not rows.height:
            return None
        keys = [pl.col(f"s{each}") for each in self.key]
        return rows.select(*keys, pl.col(f"s{place}#old").alias("before"), pl.col(f"s{place}").alias("after"))

    def _as_multisets(
        self, old: pl.DataFrame, new: pl.DataFrame
    ) -> tuple[pl.DataFrame, pl.DataFrame, dict[int, pl.DataFrame]]:
        """Rows that are left when those of equal values have cancelled each other out."""
        if all(shared.certain for shared in self.shared):
            return old, new, {}
        frames = [
            frame.with_columns(self._hashed(frame, side, exact).alias(HASH)) for side, frame in enumerate((old, new))
        ]
        one, two = cancelled(*frames)
        assert one is not None  # noqa: S101 - frames went in
        assert two is not None  # noqa: S101 - as above
        return one.sort(ROW), two.sort(ROW), {}

    # Telling

    def _told(self, removed: pl.DataFrame, added: pl.DataFrame, changed: Mapping[int, pl.DataFrame]) -> RowChanges:
        names = [shared.name for shared in self.shared]
        key = tuple(names[place] for place in self.key)
        return RowChanges(
            self.resource,
            key,
            key or tuple(names),
            self._values(0),
            self._values(1),
            self._labelled(removed, 0),
            self._labelled(added, 1),
            {names[place]: frame for place, frame in changed.items()},
            self._extended(added, key or tuple(names)),
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


def _others(stream: Stream, shared: Sequence[Column]) -> list[Column]:
    taken = {column.name for column in shared}
    return [column for column in stream.columns.values() if column.name not in taken]
