"""The rows of one table that differ, kept as columns and told one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from broadsheet.releases.pieces import Pieces

__all__ = ["Cell", "RowChanges", "Rows", "Told"]

Told = tuple[str, str, str | None, Any, Any, Any]
"""Kind, resource, field, key, before, after: the parts of a Difference."""


class Cell(NamedTuple):
    """Where a field stands in a row of texts, and what makes a value of JSON of the text."""

    place: int
    value: Callable[[str], Any]

    def of(self, text: str | None) -> Any:
        """The value of a text; None where there is none."""
        return None if text is None else self.value(text)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Whole rows, and where each of their fields stands."""

    pieces: Pieces
    cells: Mapping[str, Cell]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.pieces:
            yield {name: cell.of(row[cell.place]) for name, cell in self.cells.items()}


@dataclass(frozen=True, slots=True, eq=False)
class RowChanges:
    """What differs in the rows of a table.

    `changed` holds, for each field, the keys of the rows with the text before and after; `extended` what rows are
    known by, and then what they hold in fields that are new, and `extension` the names of both. `key` names the primary
    key; without one (or with one that does not hold) a row is known by all that it held before.
    """

    resource: str
    key: tuple[str, ...]
    removed: Rows
    added: Rows
    changed: Mapping[str, Pieces]
    extended: Pieces
    extension: tuple[tuple[str, ...], tuple[str, ...]]

    def count(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        totals = {
            "row-removed": self.removed.pieces.height,
            "row-added": self.added.pieces.height,
            "value-changed": sum(pieces.height for pieces in self.changed.values()),
            "row-extended": self.extended.height,
        }
        return {kind: number for kind, number in totals.items() if number}

    def __len__(self) -> int:
        return sum(self.count().values())

    def __iter__(self) -> Iterator[Told]:
        return self.first(None)

    def first(self, limit: int | None) -> Iterator[Told]:
        """The first changes of each kind; all of them where there is no limit."""
        for kind in (self._removed(), self._added(), self._changed(), self._extended()):
            yield from islice(kind, limit)

    def _removed(self) -> Iterator[Told]:
        for values in self.removed:
            yield "row-removed", self.resource, None, self._key(values), values, None

    def _added(self) -> Iterator[Told]:
        for values in self.added:
            yield "row-added", self.resource, None, self._key(values), None, values

    def _key(self, row: Mapping[str, Any]) -> dict[str, Any] | None:
        return {name: row[name] for name in self.key} if self.key else None

    def _changed(self) -> Iterator[Told]:
        return chain.from_iterable(self._cells(field, pieces) for field, pieces in self.changed.items())

    def _cells(self, field: str, pieces: Pieces) -> Iterator[Told]:
        old, new = self.removed.cells[field], self.added.cells[field]
        for *key, before, after in pieces:
            yield "value-changed", self.resource, field, self._values(self.key, key), old.of(before), new.of(after)

    def _extended(self) -> Iterator[Told]:
        known, new = self.extension
        for row in self.extended:
            told = self._values(new, row[len(known) :])
            after = {name: value for name, value in told.items() if value is not None}
            yield "row-extended", self.resource, None, self._values(known, row), None, after

    def _values(self, names: tuple[str, ...], texts: Iterable[str | None]) -> dict[str, Any]:
        return {name: self.added.cells[name].of(text) for name, text in zip(names, texts, strict=False)}
