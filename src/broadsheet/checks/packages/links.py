"""Foreign keys between the tables of a package: which can be compared, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from broadsheet.checks.tables.field import Field, ForeignKey, Schema
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.keys import Key
from broadsheet.checks.tables.references import keys_of
from broadsheet.checks.tables.table import Table

__all__ = ["Link", "links_of"]


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key, the names of the tables at its ends, and the keys that are compared."""

    source: str
    foreign: ForeignKey
    target: str
    own: Key
    other: Key


def links_of(
    tables: dict[str, Table], known: set[str], path: str, findings: Findings, more: Callable[[str], Table | None]
) -> Iterator[Link]:
    """The foreign keys that can be compared; the others are reported.

    `more` finds a table among the resources that are not declared as one; it joins
    `tables`, and so do the fields that a target without a schema is asked for.
    """
    for source in list(tables.values()):
        for place, foreign in enumerate(source.schema.foreign_keys if source.schema else ()):
            pointer = f"{source.pointer}/schema/foreignKeys/{place}"
            where: dict[str, Any] = {"path": path, "resource": source.name, "pointer": pointer}
            name = foreign.resource or source.name
            if foreign.package is not None:
                message = "The reference leads to another package, which was not read."
                findings.add("B517", message, hint="check that package on its own", **where)
            elif name not in known and foreign.resource:
                message = f"There is no resource {name[:80]}."
                findings.add("B601", message, hint="correct the reference", **where)
            elif (link := _link(source, foreign, name, tables, more)) is not None:
                yield link
            elif name in tables:
                message = "The reference names a field that is not there."
                findings.add("B601", message, hint="correct the reference", **where)


def _link(
    source: Table, foreign: ForeignKey, name: str, tables: dict[str, Table], more: Callable[[str], Table | None]
) -> Link | None:
    target = tables.get(name) or more(name)
    if target is None or source.schema is None:
        return None
    tables[name] = target = _with_fields(target, foreign.targets)
    keys = keys_of(foreign, source.schema, target.schema) if target.schema else None
    return Link(source.name, foreign, name, *keys) if keys else None


def _with_fields(table: Table, names: tuple[str, ...]) -> Table:
    """The table with fields of any type for the columns that are referred to, if it has no schema of its own."""
    if table.schema is not None and table.schema.declared:
        return table
    known = table.schema.fields if table.schema else ()
    new = tuple(Field(name) for name in names if name not in {field.name for field in known})
    return replace(table, schema=Schema((*known, *new), match="subset", declared=False))
