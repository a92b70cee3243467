"""A field and a schema, once checked: values that the engine can rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from broadsheet.checks.tables.caps import CAPS, Caps

__all__ = ["Bound", "Field", "ForeignKey", "Schema"]

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Bound:
    """One of minimum, maximum and their exclusive twins: the cast value, and how it was written."""

    rule: str
    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a Table Schema with all defaults filled in.

    `enum` and `categories` hold canonical values, `pattern` is in the syntax of Rust's
    regex, `options` are the field's own properties.
    """

    name: str
    type: str = "any"
    format: str = "default"
    options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    missing: frozenset[str] = frozenset({""})
    required: bool = False
    unique: bool = False
    bounds: tuple[Bound, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    pattern_text: str | None = None
    enum: frozenset[Any] | None = None
    categories: frozenset[Any] | None = None
    json_schema: Any = None
    caps: Caps = CAPS

    @property
    def true_values(self) -> tuple[str, ...]:
        """The texts that a boolean field takes for true."""
        return tuple(self.options.get("trueValues", ("true", "True", "TRUE", "1")))

    @property
    def false_values(self) -> tuple[str, ...]:
        """The texts that a boolean field takes for false."""
        return tuple(self.options.get("falseValues", ("false", "False", "FALSE", "0")))

    @property
    def delimiter(self) -> str:
        """What separates the items of a list."""
        return str(self.options.get("delimiter", ","))

    @property
    def item(self) -> Field:
        """A field for the items of a list: its item type in the default format."""
        return Field(self.name, str(self.options.get("itemType", "string")), caps=self.caps)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields that refer to fields of a resource; `resource` None means the table itself."""

    fields: tuple[str, ...]
    resource: str | None
    targets: tuple[str, ...]
    package: str | None = None


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields of a table, how they match its columns, and its keys; `declared` by the package, or only assumed."""

    fields: tuple[Field, ...]
    match: str = "exact"
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    declared: bool = True

    def field(self, name: str) -> Field | None:
        """The first field of a name, or None."""
        return next((each for each in self.fields if each.name == name), None)
