"""One table: its columns, its keys, and the Table Schema that says so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Column", "Table"]

TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


@dataclass(frozen=True)
class Column:
    """A column: its Table Schema field, and the steps to its value in a record.

    Without steps the value is the item itself, as in a list of names.
    """

    spec: dict[str, Any]
    steps: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The column's name, the same in Python, JSON, CSV and Parquet."""
        return str(self.spec["name"])

    def value(self, record: Any) -> Any:
        """The column's value in a record."""
        for step in self.steps:
            record = record[step]
        return record


@dataclass(frozen=True)
class Table:
    """The columnar form of one kind of record, or of one list inside a record.

    `parent` and `held_as` say which field of which record it is; the parent's key, renamed,
    starts its rows. A table of items without an id is keyed by `position`, from 1, unless a
    record holds a `single` one, or by the columns that it is `keyed_by`. `later` says that packages of older versions
    lack the table.
    """

    name: str
    singular: str
    title: str
    description: str
    columns: tuple[Column, ...]
    parent: Table | None = None
    held_as: str = ""
    single: bool = False
    references: dict[str, str] = field(default_factory=dict)
    keyed_by: tuple[str, ...] = ()
    later: bool = False

    @property
    def root(self) -> Table:
        """The table of the records around, on the outermost level."""
        return self if self.parent is None else self.parent.root

    @property
    def identified(self) -> bool:
        """Whether the records have an id of their own."""
        return self.columns[0].name == "id"

    @property
    def numbered(self) -> bool:
        """Whether the place in the list tells one row from another."""
        return not (self.identified or self.single or self.keyed_by)

    @cached_property
    def inherited(self) -> tuple[Column, ...]:
        """The columns that name the record around: the parent's key, renamed."""
        if self.parent is None:
            return ()
        *outer, last = self.parent.key
        renamed = {"name": self.parent.singular, "description": f"Id of the {self.parent.singular}."}
        own = Column({**_by_name(self.parent)[last].spec, **renamed})
        return (*(_by_name(self.parent)[name] for name in outer), own)

    @cached_property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column, in the order of the file."""
        return (*self.inherited, *((_POSITION,) if self.numbered else ()), *self.columns)

    @cached_property
    def types(self) -> dict[str, Any]:
        """The polars type of each column, in the order of the file."""
        import polars as pl  # noqa: PLC0415 - heavy

        types = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64}
        return {column.name: types[column.spec["type"]] for column in self.all_columns}

    @cached_property
    def empty(self) -> pl.DataFrame:
        """The table without any rows."""
        import polars as pl  # noqa: PLC0415 - heavy

        return pl.DataFrame(schema=self.types)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The primary key."""
        own = ("id",) if self.identified else ("position",) if self.numbered else self.keyed_by
        return (*(column.name for column in self.inherited), *own)

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns that the table can do without: of fields that may be missing, but no keys and no references.

        What belongs to a part of a record that is told whole, such as its rights, is none of them.
        """
        bound = {*self.key, *self.references}
        free = (each for each in self.columns if len(each.steps) == 1 and each.name not in bound)
        return tuple(each.name for each in free if not each.spec.get("constraints", {}).get("required"))

    def column(self, name: str) -> Column:
        """The column of a name."""
        return _by_name(self)[name]

    def without(self, names: Collection[str]) -> Table:
        """The table without some of its columns."""
        return replace(self, columns=tuple(each for each in self.columns if each.name not in names)) if names else self

    def schema(self) -> dict[str, Any]:
        """The Table Schema (Data Package 2.0)."""
        schema: dict[str, Any] = {
            "$schema": TABLE_SCHEMA,
            "fields": [self._field(column) for column in self.all_columns],
            "primaryKey": list(self.key),
        }
        if keys := list(self._foreign_keys()):
            schema["foreignKeys"] = keys
        return schema

    def _field(self, column: Column) -> dict[str, Any]:
        if column.name not in self.key:
            return column.spec
        return column.spec | {"constraints": {"required": True, **column.spec.get("constraints", {})}}

    def _foreign_keys(self) -> Any:
        if self.parent is not None:
            fields = [column.name for column in self.inherited]
            yield {"fields": fields, "reference": {"resource": self.parent.name, "fields": list(self.parent.key)}}
        for name, table in self.references.items():
            own = "" if table == self.name else table
            reference = {"resource": own, "fields": ["id"]} if own else {"fields": ["id"]}
            yield {"fields": [name], "reference": reference}


_POSITION = Column(
    {
        "name": "position",
        "title": "Position",
        "type": "integer",
        "description": "Place in the list, from 1.",
        "constraints": {"minimum": 1},
    }
)


def _by_name(table: Table) -> dict[str, Column]:
    return {column.name: column for column in table.all_columns}
