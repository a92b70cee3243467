"""Foreign keys between the tables of a package: which can be compared, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from broadsheet.checks.packages.elsewhere import Elsewhere, UnfollowedReference
from broadsheet.checks.tables.field import ForeignKey
from broadsheet.checks.tables.keys import Key
from broadsheet.checks.tables.references import keys_of, with_fields
from broadsheet.checks.tables.table import Table

__all__ = ["Link", "links_of"]


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key, the names of the tables at its ends, and the keys that are compared.

    `outside` is the table of another package, when the key leads to one; `target` is its name.
    """

    source: str
    foreign: ForeignKey
    target: str
    own: Key
    other: Key
    outside: Table | None = None


def links_of(
    tables: dict[str, Table],
    known: set[str],
    tell: Callable[..., None],
    more: Callable[[str], Table | None],
    elsewhere: Elsewhere,
) -> Iterator[Link]:
    """The foreign keys that can be compared; the others are reported.

    `more` finds a table among the resources that are not declared as one; it joins
    `tables`, and so do the fields that a target without a schema is asked for.
    """
    for source in list(tables.values()):
        for place, foreign in enumerate(source.schema.foreign_keys if source.schema else ()):
            pointer = f"{source.pointer}/schema/foreignKeys/{place}"
            where: dict[str, Any] = {"resource": source.name, "pointer": pointer}
            name = foreign.resource or source.name
            if foreign.package is not None:
                try:
                    yield _outward(source, foreign, elsewhere)
                except UnfollowedReference as error:
                    tell(error.code, str(error), hint=error.hint, **where)
            elif name not in known and foreign.resource:
                message = f"There is no resource {name[:80]}."
                tell("B601", message, hint="correct the reference", **where)
            elif (link := _link(source, foreign, name, tables, more)) is not None:
                yield link
            elif name in tables:
                message = "The reference names a field that is not there."
                tell("B601", message, hint="correct the reference", **where)


def _link(
    source: Table, foreign: ForeignKey, name: str, tables: dict[str, Table], more: Callable[[str], Table | None]
) -> Link | None:
    target = tables.get(name) or more(name)
    if target is None or source.schema is None:
        return None
    tables[name] = target = with_fields(target, foreign.targets)
    keys = keys_of(foreign, source.schema, target.schema) if target.schema else None
    return Link(source.name, foreign, name, *keys) if keys else None


def _outward(source: Table, foreign: ForeignKey, elsewhere: Elsewhere) -> Link:
    """The link to a table of another package; UnfollowedReference when there is none."""
    target = elsewhere.table(foreign)
    assert source.schema is not None  # noqa: S101 - the foreign key stands in it
    assert target.schema is not None  # noqa: S101 - it has the fields that are referred to
    keys = keys_of(foreign, source.schema, target.schema)
    if keys is None:
        message = "The reference names a field that is not there in the other package."
        raise UnfollowedReference("B601", message, "correct the reference")
    bare = replace(target.schema, primary_key=(), unique_keys=(), foreign_keys=())
    return Link(source.name, foreign, target.name, *keys, replace(target, schema=bare))
