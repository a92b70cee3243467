"""What became of rows that have no equal in the other table: gone, come, or changed in some of their values.

Rows are frames of texts: shared fields "s0", "s1", …, fields of one table alone "o0", …, then
the place of the row and its hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import polars as pl

from broadsheet.checks.budget import Budget
from broadsheet.releases.forms import Shared, as_text, exact
from broadsheet.releases.leftovers import HASH, Pair, cancelled
from broadsheet.releases.pieces import Pieces

__all__ = ["ROW", "Explained", "hashed", "key_hashed"]

ROW = "#row"
SEED = 20026
Forms = Callable[[pl.Series, Shared, int], list[pl.Series]]


class Explained:
    """Rows that are gone, rows that came, and for the place of each shared field the values that changed.

    The latter are rows of the key, the text before and after, and the place in the new table. `key` has the places
    of the key among the shared fields; without one, rows are never partners. Beyond `memory` bytes all goes to disk.
    """

    def __init__(self, shared: Sequence[Shared], key: Sequence[int], memory: int) -> None:
        self.shared = shared
        self.key = key
        self.changed: dict[int, Pieces] = {}
        self._budget = Budget(memory)
        self.removed, self.added, self.extended = (Pieces(self._budget) for _ in range(3))

    def in_place(self, old: pl.DataFrame, new: pl.DataFrame) -> Pair:
        """The rows of two frames of one height that have another key at the same place; the others are explained."""
        if not self.key or not all(self.shared[place].same for place in self.key):
            return old, new
        names = [f"s{place}" for place in self.key]
        same = (
            pl.select(pl.all_horizontal([old[name] == new[name] for name in names])).to_series().fill_null(value=False)
        )
        if not same.any():
            return old, new
        if same.all():
            self._compare(old, new)
            return None, None
        self._compare(old.filter(same), new.filter(same))
        return old.filter(~same), new.filter(~same)

    def anywhere(self, old: pl.DataFrame | None, new: pl.DataFrame | None) -> Pair:
        """The rows of two frames whose key the other has not, or that repeat one; the others are explained."""
        if not self.key or old is None or new is None or not old.height or not new.height:
            return old, new
        names = [f"k{place}" for place in self.key]
        keys = (_keys(frame, self.shared, self.key, side) for side, frame in enumerate((old, new)))
        one, two = (each.unique(names, keep="none") for each in keys)
        pairs = two.join(one, on=names, how="inner", suffix="#old")
        ours, theirs = pairs["#at#old"], pairs["#at"]
        self._compare(old[ours], new[theirs])
        return _without(old, ours), _without(new, theirs)

    def rest(self, old: pl.DataFrame | None, new: pl.DataFrame | None) -> None:
        """Take in rows that have no equal and no partner anywhere."""
        if not self.key and old is not None and new is not None and not all(each.certain for each in self.shared):
            old, new = cancelled(*(_rehashed(frame, self.shared, side) for side, frame in enumerate((old, new))))
        for pieces, rows in ((self.removed, old), (self.added, new)):
            if rows is not None:
                pieces.add(_placed(rows))

    def extend(self, rows: pl.DataFrame) -> None:
        """Take in rows of which something is told if they turn out not to be new."""
        self.extended.add(_placed(rows))

    def forget_new(self) -> None:
        """Leave of the extended rows those that are not new."""
        if self.extended.height and self.added.height:
            new = pl.concat([frame[ROW] for frame in self.added.frames()]).implode()
            self.extended = self.extended.kept(lambda frame: ~frame[ROW].is_in(new))

    def _compare(self, old: pl.DataFrame, new: pl.DataFrame) -> None:
        """Tell the values in which rows differ from those at the same place, which have the same key."""
        known = [new[f"s{place}"] for place in self.key]
        for place, each in enumerate(self.shared):
            if place in self.key:
                continue
            found = _differing(old[f"s{place}"], new[f"s{place}"], each)
            if found is None:
                continue
            at = found["at"]
            cells = [*(cells.gather(at) for cells in known), found["before"], found["after"], new[ROW].gather(at)]
            self.changed.setdefault(place, Pieces(self._budget)).add(pl.DataFrame(cells))


def hashed(rows: pl.DataFrame, shared: Sequence[Shared], side: int, forms: Forms = exact) -> pl.Series:
    """One number for each row, the same for rows of equal values in the shared fields."""
    return _hash(form for place, each in enumerate(shared) for form in forms(rows[f"s{place}"], each, side))


def key_hashed(rows: pl.DataFrame, shared: Sequence[Shared], key: Sequence[int], side: int) -> pl.Series:
    """One number for each row, the same for rows of one key."""
    return _hash(as_text(rows[f"s{place}"], shared[place], side) for place in key)


def _hash(columns: Iterable[pl.Series]) -> pl.Series:
    return pl.DataFrame([column.alias(str(place)) for place, column in enumerate(columns)]).hash_rows(SEED)


def _keys(rows: pl.DataFrame, shared: Sequence[Shared], key: Sequence[int], side: int) -> pl.DataFrame:
    forms = [as_text(rows[f"s{place}"], shared[place], side).alias(f"k{place}") for place in key]
    return pl.DataFrame([*forms, pl.int_range(rows.height, eager=True).alias("#at")])


def _without(rows: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    kept = pl.repeat(value=True, n=rows.height, dtype=pl.Boolean, eager=True)
    return rows.filter(kept.scatter(places, False)) if rows.height else rows


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with their place last, and without their hash."""
    return rows.select(pl.exclude(ROW, HASH), ROW)


def _differing(before: pl.Series, after: pl.Series, shared: Shared) -> pl.DataFrame | None:
    """The partners that differ in a field: where they stand among the pairs, the text before and after."""
    differs = before.ne_missing(after) if shared.same else before.is_not_null() | after.is_not_null()
    if not differs.any():
        return None
    texts = before.filter(differs), after.filter(differs)
    forms = (exact(cells, shared, side) for side, cells in enumerate(texts))
    same = [one.eq_missing(two) for one, two in zip(*forms, strict=True)]
    frame = pl.DataFrame({"at": differs.arg_true(), "before": texts[0], "after": texts[1]})
    frame = frame.filter(~pl.select(pl.all_horizontal(same)).to_series())
    return frame if frame.height else None


def _rehashed(rows: pl.DataFrame, shared: Sequence[Shared], side: int) -> pl.DataFrame:
    return rows.with_columns(hashed(rows, shared, side).alias(HASH))
