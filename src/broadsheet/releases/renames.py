"""Resources and fields that go on under another name: known by what they hold, and by what is said of them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any

import polars as pl

from broadsheet.releases.files import content_of, schema_of, table_of
from broadsheet.releases.schemas import fields_of
from broadsheet.releases.side import Side
from broadsheet.releases.streams import Stream, open_stream

__all__ = ["renamed_fields", "renamed_resources"]

ENOUGH = 0.8
"""The share of values that a field has kept when it counts as renamed."""

HALF = 0.5
"""The share of rows that a resource has kept when it counts as renamed."""

SIMILAR = 0.6
"""How alike two names are when they tell of one thing (difflib's ratio)."""

NUMERIC = {"integer", "number"}


def renamed_resources(old: Side, new: Side) -> dict[str, str]:
    """The new names of resources by their old ones: the same path, bytes, or rows for the most part."""
    gone = [name for name in old.resources if name not in new.resources]
    come = [name for name in new.resources if name not in old.resources]
    return _best(gone, come, lambda one, two: _likeness(old, one, new, two))


def _likeness(old: Side, one: str, new: Side, two: str) -> float:
    """How much of one resource stands in another: 1 for all, 0 for too little."""
    before, after = old.resources[one], new.resources[two]
    if before.paths and before.paths == after.paths and before.is_table == after.is_table:
        return 1.0
    tables = table_of(old, before), table_of(new, after)
    if tables[0] is None or tables[1] is None:
        return float((tables[0] is None) == (tables[1] is None) and content_of(old, before) == content_of(new, after))
    if list(fields_of(schema_of(old, before) or {})) != list(fields_of(schema_of(new, after) or {})):
        return 0.0
    samples = [open_stream(side.shown, table).sample() for side, table in zip((old, new), tables, strict=True) if table]
    if samples[0].columns != samples[1].columns or not samples[0].width:
        return 0.0
    share = _overlap(*(sample.hash_rows() for sample in samples))
    return share if share >= HALF else 0.0


def renamed_fields(old: Mapping[str, Any], new: Mapping[str, Any], streams: tuple[Stream, Stream]) -> dict[str, str]:
    """The new names of fields by their old ones: those that hold nearly the same, or of which the same is said."""
    before, after = fields_of(old), fields_of(new)
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    if not gone or not come:
        return {}
    one, two = (stream.sample() for stream in streams)
    key = [name for name in streams[1].schema.primary_key if name in one.columns and name in two.columns]
    pairs = one.join(two, on=key, how="inner", suffix="\x00") if key else None

    def likeness(origin: str, name: str) -> float:
        if not _same_type(before[origin], after[name]):
            return 0.0
        told = _told_alike(origin, before[origin], name, after[name])
        share = _kept(one, two, pairs, origin, name)
        if share is None:
            return told if told >= SIMILAR else 0.0
        return share + told / 100 if share >= ENOUGH else 0.0

    return _best(gone, come, likeness)


def _best(gone: Iterable[str], come: Iterable[str], likeness: Callable[[str, str], float]) -> dict[str, str]:
    """The pairs of the greatest likeness, each name once."""
    scored = [(likeness(one, two), one, two) for one, two in product(gone, come)]
    found: dict[str, str] = {}
    for score, one, two in sorted(scored, key=lambda each: -each[0]):
        if score and one not in found and two not in found.values():
            found[one] = two
    return found


def _same_type(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    types = {one.get("type", "any"), two.get("type", "any")}
    return len(types) == 1 or types <= NUMERIC


def _told_alike(origin: str, one: Mapping[str, Any], name: str, two: Mapping[str, Any]) -> float:
    """How alike the names of two fields are; 1 where the same words describe them."""
    words = [each.get("description") or each.get("title") for each in (one, two)]
    if words[0] and words[0] == words[1]:
        return 1.0
    return difflib.SequenceMatcher(None, origin.lower(), name.lower()).ratio()


def _kept(one: pl.DataFrame, two: pl.DataFrame, pairs: pl.DataFrame | None, origin: str, name: str) -> float | None:
    """The share of values that stand in both fields; None where the values tell nothing.

    Rows of one key are compared where there are such; else the values, wherever they stand.
    """
    if origin not in one.columns or name not in two.columns:
        return None
    if one[origin].drop_nulls().n_unique() < 2 or two[name].drop_nulls().n_unique() < 2:
        return None
    if pairs is None or not pairs.height:
        return _overlap(one[origin].drop_nulls(), two[name].drop_nulls())
    told = pairs.filter(pl.col(origin).is_not_null() | pl.col(name).is_not_null())
    return float((told[origin] == told[name]).sum()) / told.height if told.height else None


def _overlap(one: pl.Series, two: pl.Series) -> float:
    """The share of values that two series have in common, counted as often as they occur."""
    if not len(one) or not len(two):
        return 0.0
    counts = [series.alias("value").value_counts(name="count") for series in (one, two)]
    both = counts[0].join(counts[1], on="value", suffix="#")
    common = both.select(pl.min_horizontal("count", "count#").sum()).item() or 0
    return float(common) / max(len(one), len(two))
