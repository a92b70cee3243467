"""What became of rows that have no equal in the other table: gone, come, or changed in some of their values.

Rows are frames of texts: shared fields "s0", "s1", …, fields of one table alone "o0", …, then
the place of the row and its hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from broadsheet.releases.forms import Shared, as_text, exact
from broadsheet.releases.leftovers import HASH, cancelled

__all__ = ["ROW", "Explained", "as_multisets", "hashed", "key_hashed", "on_key"]

ROW = "#row"
SEED = 20026
Forms = Callable[[pl.Series, Shared, int], list[pl.Series]]


@dataclass(frozen=True, slots=True)
class Explained:
    """Rows that are gone, rows that came, and for the place of each shared field the values that changed.

    The latter are frames of the key, the text before and after, and the place of the row.
    """

    removed: pl.DataFrame
    added: pl.DataFrame
    changed: Mapping[int, pl.DataFrame]

    @classmethod
    def joined(cls, parts: Sequence[Explained]) -> Explained:
        """One of several, rows in their order."""
        removed, added = (
            pl.concat(frames).sort(ROW) for frames in zip(*((p.removed, p.added) for p in parts), strict=True)
        )
        places = sorted({place for part in parts for place in part.changed})
        changed = {place: pl.concat([p.changed[place] for p in parts if place in p.changed]) for place in places}
        return cls(removed, added, {place: frame.sort(ROW).drop(ROW) for place, frame in changed.items()})


def hashed(rows: pl.DataFrame, shared: Sequence[Shared], side: int, forms: Forms = exact) -> pl.Series:
    """One number for each row, the same for rows of equal values in the shared fields."""
    return _hash(form for place, each in enumerate(shared) for form in forms(rows[f"s{place}"], each, side))


def key_hashed(rows: pl.DataFrame, shared: Sequence[Shared], key: Sequence[int], side: int) -> pl.Series:
    """One number for each row, the same for rows of one key."""
    return _hash(as_text(rows[f"s{place}"], shared[place], side) for place in key)


def _hash(columns: Iterable[pl.Series]) -> pl.Series:
    return pl.DataFrame([column.alias(str(place)) for place, column in enumerate(columns)]).hash_rows(SEED)


def on_key(old: pl.DataFrame, new: pl.DataFrame, shared: Sequence[Shared], key: Sequence[int]) -> Explained:
    """Rows without a partner of the same key, and the values in which partners differ."""
    one, two = (_keys(frame, shared, key, side) for side, frame in enumerate((old, new)))
    names = [f"k{place}" for place in key]
    pairs = two.join(one, on=names, how="inner", suffix="#old")
    ours, theirs = pairs["#at#old"], pairs["#at"]
    changed = {
        place: frame
        for place, each in enumerate(shared)
        if place not in key
        and (frame := _differing(old[f"s{place}"].gather(ours), new[f"s{place}"].gather(theirs), each)) is not None
    }
    told = {place: _keyed(frame, new, key, theirs) for place, frame in changed.items()}
    return Explained(_without(old, ours), _without(new, theirs), told)


def _keys(rows: pl.DataFrame, shared: Sequence[Shared], key: Sequence[int], side: int) -> pl.DataFrame:
    forms = [as_text(rows[f"s{place}"], shared[place], side).alias(f"k{place}") for place in key]
    return pl.DataFrame([*forms, pl.int_range(rows.height, eager=True).alias("#at")])


def _without(rows: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    kept = pl.repeat(value=True, n=rows.height, dtype=pl.Boolean, eager=True)
    return rows.filter(kept.scatter(places, False)) if rows.height else rows


def _differing(before: pl.Series, after: pl.Series, shared: Shared) -> pl.DataFrame | None:
    """The partners that differ in a field: where they stand among the pairs, the text before and after."""
    differs = before.ne_missing(after)
    if not differs.any():
        return None
    texts = before.filter(differs), after.filter(differs)
    forms = (exact(cells, shared, side) for side, cells in enumerate(texts))
    same = [one.eq_missing(two) for one, two in zip(*forms, strict=True)]
    frame = pl.DataFrame({"at": differs.arg_true(), "before": texts[0], "after": texts[1]})
    frame = frame.filter(~pl.select(pl.all_horizontal(same)).to_series())
    return frame if frame.height else None


def _keyed(frame: pl.DataFrame, new: pl.DataFrame, key: Sequence[int], places: pl.Series) -> pl.DataFrame:
    at = places.gather(frame["at"])
    known = [new[f"s{place}"].gather(at) for place in key]
    return pl.DataFrame([*known, frame["before"], frame["after"], new[ROW].gather(at)])


def as_multisets(old: pl.DataFrame, new: pl.DataFrame, shared: Sequence[Shared]) -> Explained:
    """Rows that are left when those of equal values have cancelled each other out."""
    if all(each.certain for each in shared):
        return Explained(old, new, {})
    one, two = (_rehashed(frame, shared, side) for side, frame in enumerate((old, new)))
    left = cancelled(one, two)
    return Explained(old if left[0] is None else left[0], new if left[1] is None else left[1], {})


def _rehashed(rows: pl.DataFrame, shared: Sequence[Shared], side: int) -> pl.DataFrame:
    return rows.with_columns(hashed(rows, shared, side).alias(HASH))
