"""The rows of one table that differ, kept as columns and told one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

__all__ = ["RowChanges", "Told"]

Told = tuple[str, str, str | None, Any, Any, Any]
"""Kind, resource, field, key, before, after: the parts of a Difference."""

Values = Mapping[str, Callable[[str], Any]]
"""For each field, what makes a JSON value of the text of a cell."""


@dataclass(frozen=True, slots=True, eq=False)
class RowChanges:
    """What differs in the rows of a table.

    `added` and `removed` are frames of texts under the names of the fields. `changed` holds, for
    each field, the keys of the rows with the text before and after; `extended` what rows are
    known by, and then what they hold in fields that are new. `key` names the primary key; without
    one (or with one that does not hold) a row is known by all that it held before.
    """

    resource: str
    key: tuple[str, ...]
    known: tuple[str, ...]
    old: Values
    new: Values
    removed: pl.DataFrame
    added: pl.DataFrame
    changed: Mapping[str, pl.DataFrame]
    extended: pl.DataFrame | None

    def count(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        totals = {
            "row-removed": self.removed.height,
            "row-added": self.added.height,
            "value-changed": sum(frame.height for frame in self.changed.values()),
            "row-extended": self.extended.height if self.extended is not None else 0,
        }
        return {kind: number for kind, number in totals.items() if number}

    def __len__(self) -> int:
        return sum(self.count().values())

    def __iter__(self) -> Iterator[Told]:
        for row in self.removed.iter_rows(named=True):
            values = _valued(row, self.old)
            yield "row-removed", self.resource, None, self._key(values), values, None
        for row in self.added.iter_rows(named=True):
            values = _valued(row, self.new)
            yield "row-added", self.resource, None, self._key(values), None, values
        for field, frame in self.changed.items():
            yield from self._cells(field, frame)
        yield from self._extensions()

    def _key(self, row: Mapping[str, Any]) -> dict[str, Any] | None:
        return {name: row[name] for name in self.key} if self.key else None

    def _cells(self, field: str, frame: pl.DataFrame) -> Iterator[Told]:
        for *key, before, after in frame.iter_rows():
            known = _valued(dict(zip(self.key, key, strict=True)), self.new)
            values = _value(self.old, field, before), _value(self.new, field, after)
            yield "value-changed", self.resource, field, known, *values

    def _extensions(self) -> Iterator[Told]:
        if self.extended is None:
            return
        for row in self.extended.iter_rows(named=True):
            values = _valued(row, self.new)
            known = {name: values.pop(name) for name in self.known}
            after = {name: value for name, value in values.items() if value is not None}
            yield "row-extended", self.resource, None, known, None, after


def _valued(row: Mapping[str, str | None], values: Values) -> dict[str, Any]:
    return {name: _value(values, name, text) for name, text in row.items()}


def _value(values: Values, name: str, text: str | None) -> Any:
    return None if text is None else values[name](text)
