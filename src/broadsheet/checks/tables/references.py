"""Foreign keys: every reference finds a row."""

from __future__ import annotations

from broadsheet.checks.tables.field import ForeignKey, Schema
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.keys import Key, common_kind
from broadsheet.checks.tables.table import Checked, revisit
from broadsheet.issues import shorten

__all__ = ["check_references", "keys_of"]


def keys_of(foreign: ForeignKey, source: Schema, target: Schema) -> tuple[Key, Key] | None:
    """The two keys of a reference, compared alike; None when the target lacks a field."""
    kinds: list[str] = []
    for name, other in zip(foreign.fields, foreign.targets, strict=True):
        one, two = source.field(name), target.field(other)
        if one is None or two is None:
            return None
        kinds.append(common_kind(one, two))
    return Key(foreign.fields, tuple(kinds)), Key(foreign.targets, tuple(kinds))


def check_references(
    foreign: ForeignKey, keys: tuple[Key, Key], source: Checked, target: Checked, findings: Findings
) -> None:
    """Report the rows whose reference is not null and not found."""
    own, other = source.hashes[keys[0]], target.hashes[keys[1]]
    if not own.complete or not other.complete:
        return
    lost = own.lost(other)
    if len(lost):
        _report(foreign, keys[0], source, lost.to_list(), findings)


def _report(foreign: ForeignKey, key: Key, source: Checked, lost: list[int], findings: Findings) -> None:
    name = key.names[0] if len(key.names) == 1 else None
    room = findings.room("B654", source.table.name, name)
    goal = f"{foreign.resource or source.table.name}({', '.join(foreign.targets)})"
    for _, place, _, cells in revisit(source, key, set(lost[:room])) if room else ():
        where = {"path": place.path, "resource": source.table.name, "row": place.row, "line": place.line, "field": name}
        shown = ", ".join(shorten(cell) for cell in cells)
        findings.add(
            "B654",
            f"{shown} is not found in {goal}.",
            hint="add the row that is referred to, or correct the reference",
            **where,
        )
    findings.count("B654", max(0, len(lost) - room), resource=source.table.name, field=name)
