"""Columns that a project leaves out: of its tables, and of the records that go with them."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from broadsheet.errors import SettingsError
from broadsheet.tables.definitions import TABLES
from broadsheet.tables.table import Table

__all__ = ["require_optional", "tables_of", "without_left_out"]

Gone = Mapping[str, set[str]]
"""The names of columns that are left out, by table."""


def require_optional(columns: Sequence[str]) -> None:
    """Raise SettingsError for what is no column that can be left out; each is written `table.column`.

    >>> require_optional(["articles.abstract"])
    """
    told = [reason for name in columns if (reason := _why_not(*name.split(".", 1)))]
    if told:
        meant = [table for table in TABLES if table.name in {name.partition(".")[0] for name in columns}]
        names = [f"{table.name}.{name}" for table in meant for name in table.optional]
        hint = f"{', '.join(names)} can be left out" if names else f"columns of {_some_tables()} can be left out"
        raise SettingsError(f"leave_out: {'; '.join(told)}", hint=hint)


def _why_not(name: str, column: str) -> str | None:
    """Why a column cannot be left out."""
    table = next((each for each in TABLES if each.name == name), None)
    if table is None:
        return f"there is no table {name}{_near(name, [each.name for each in TABLES])}"
    if column not in (known := [each.name for each in table.all_columns]):
        return f"{name} has no column {column}{_near(column, known)}"
    if column in table.optional:
        return None
    return f"{name}.{column} cannot be left out: {_role(table, column)}"


def _role(table: Table, column: str) -> str:
    """What a column is there for that nobody can do without."""
    if column in table.key:
        return "rows are told apart by it"
    if column in table.references:
        return f"it refers to {table.references[column]}"
    if table.column(column).spec.get("constraints", {}).get("required"):
        return "every row has it"
    return "it tells what may be done with a text"


def _near(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f", did you mean {near[0]}?" if near else ""


def _some_tables() -> str:
    return ", ".join(table.name for table in TABLES if table.optional)


def tables_of(left_out: Iterable[str]) -> tuple[Table, ...]:
    """All tables, without the columns that are left out."""
    gone = _by_table(left_out)
    return tuple(table.without(gone.get(table.name, ())) for table in TABLES)


def without_left_out(kind: str, records: Iterable[dict[str, Any]], left_out: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Records of a kind without the fields that are left out."""
    return _kept(records, next(table for table in TABLES if table.name == kind), _by_table(left_out))


def _kept(records: Iterable[dict[str, Any]], table: Table, gone: Gone) -> Iterator[dict[str, Any]]:
    """Records of a table, and what they hold, without some fields."""
    held = [child for child in TABLES if child.parent is table and child.name in gone]
    for record in records:
        found = {name: value for name, value in record.items() if name not in gone.get(table.name, ())}
        yield found | {child.held_as: list(_kept(found[child.held_as], child, gone)) for child in held}


def _by_table(columns: Iterable[str]) -> Gone:
    found: dict[str, set[str]] = defaultdict(set)
    for name in columns:
        table, _, column = name.partition(".")
        found[table].add(column)
    return found
