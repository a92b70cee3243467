"""Foreign keys: every reference finds a row."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import polars as pl

from broadsheet.checks.tables.field import Field, ForeignKey, Schema
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.judge import quoted, seen
from broadsheet.checks.tables.keys import Key, common_kind
from broadsheet.checks.tables.table import Checked, Table, only, revisit
from broadsheet.issues import shorten

__all__ = ["check_references", "keys_of", "with_fields"]


def keys_of(foreign: ForeignKey, source: Schema, target: Schema) -> tuple[Key, Key] | None:
    """The two keys of a reference, compared alike; None when the target lacks a field."""
    kinds: list[str] = []
    for name, other in zip(foreign.fields, foreign.targets, strict=True):
        one, two = source.field(name), target.field(other)
        if one is None or two is None:
            return None
        kinds.append(common_kind(one, two))
    return Key(foreign.fields, tuple(kinds)), Key(foreign.targets, tuple(kinds))


def name_of(foreign: ForeignKey, own: str) -> str:
    """What messages call the table that a foreign key leads to, in the table of a name."""
    name = foreign.resource or own
    return f"{name} of {foreign.package}" if foreign.package is not None else name


def check_references(
    foreign: ForeignKey, keys: tuple[Key, Key], source: Checked, target: Checked, findings: Findings
) -> None:
    """Report the rows whose reference is not null and not found."""
    own, other = source.hashes[keys[0]], target.hashes[keys[1]]
    if not own.complete or not other.complete:
        return
    lost = own.lost(other)
    if lost.any():
        _report(foreign, keys[0], source, lost, findings)


def _report(foreign: ForeignKey, key: Key, source: Checked, lost: pl.Series, findings: Findings) -> None:
    name, total = only(key.names), int(lost.sum())
    room = findings.room("B654", source.table.name, name)
    goal = f"{shorten(name_of(foreign, source.table.name))[1:-1]}({', '.join(foreign.targets)})"
    for _, place, cells in islice(revisit(source, key, lost), min(room, total)):
        where = {"path": place.path, "resource": source.table.name, "row": place.row, "line": place.line, "field": name}
        shown = ", ".join(map(quoted, cells))
        findings.add(
            "B654",
            f"{shown} is not found in {goal}.",
            hint="add the row that is referred to, or correct the reference",
            value=seen(*cells),
            **where,
        )
    findings.count("B654", max(0, total - room), resource=source.table.name, field=name)


def with_fields(table: Table, names: tuple[str, ...]) -> Table:
    """The table with fields of any type for the columns that are referred to, if it has no schema of its own."""
    if table.schema is not None and table.schema.declared:
        return table
    known = table.schema.fields if table.schema else ()
    new = tuple(Field(name) for name in names if name not in {field.name for field in known})
    return replace(table, schema=Schema((*known, *new), match="subset", declared=False))
