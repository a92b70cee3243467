"""Made packages, what both validators say of them, and where they differ."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.checks.packages import check_package

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import frictionless

__all__ = ["V2", "Case", "Difference", "Item", "Table", "differences", "told_by_frictionless", "told_by_us"]

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
PLAIN = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}
HEADER = {"blank-header", "blank-label", "duplicate-label", "extra-label", "incorrect-label", "missing-label"}
HEADER |= {"unmatched-header"}
CELLS = {"type-error", "constraint-error", "unique-error"}
DESCRIPTOR = {"package-error", "resource-error", "schema-error", "field-error", "dialect-error"}

Item = tuple[str | None, int | None, str | None, str]  # resource, row, field, kind

FAILED: Item = (None, None, None, "failed")
FLAWED: Item = (None, None, None, "descriptor")


@dataclass
class Table:
    """One table: its schema, and its records as they stand in the file: None is a blank line."""

    name: str
    schema: dict[str, Any]
    records: list[list[Any] | None]
    form: str = "csv"
    dialect: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def named(self, name: str | None) -> dict[str, Any] | None:
        """The field descriptor of a name."""
        return next((each for each in self.schema["fields"] if each["name"] == name), None)

    def cell(self, row: int | None, name: str | None) -> Any:
        """The cell of a field in a row, by the place of the field's column."""
        record = self.record(row)
        labels = (self.records[0] if self.dialect.get("header", True) else None) or self.names
        place = labels.index(name) if name in labels else -1
        return record[place] if record and 0 <= place < len(record) else None

    def record(self, row: int | None) -> list[Any] | None:
        """The record of a row."""
        return self.records[row - 1] if row and row <= len(self.records) else None

    @property
    def names(self) -> list[Any]:
        """The names of the fields."""
        return [each["name"] for each in self.schema["fields"]]

    def resource(self) -> dict[str, Any]:
        """The resource descriptor."""
        given: dict[str, Any] = {"name": self.name, "type": "table", "schema": self.schema}
        if self.form == "csv":
            return given | {"path": f"{self.name}.csv", "dialect": PLAIN | self.dialect} | self.more
        if self.form == "inline":
            return given | {"data": self._items()}
        return given | {"path": f"{self.name}.{self.form}"}

    def text(self) -> str | None:
        """The content of the file; None for inline data."""
        if self.form == "csv":
            return self._csv()
        if self.form == "jsonl":
            return "".join(json.dumps(each) + "\n" for each in self._items())
        return json.dumps(self._items()) if self.form == "json" else None

    def _items(self) -> list[Any]:
        return [each for each in self.records if each is not None]

    def _csv(self) -> str:
        dialect = PLAIN | self.dialect
        end = dialect.get("lineTerminator", "\n")
        buffer = io.StringIO()
        escape = dialect.get("escapeChar")
        writer = csv.writer(
            buffer,
            delimiter=dialect["delimiter"],
            quotechar=None if escape else dialect["quoteChar"],
            doublequote=dialect.get("doubleQuote", True),
            escapechar=escape,
            quoting=csv.QUOTE_NONE if escape else csv.QUOTE_MINIMAL,
            lineterminator=end,
        )
        for record in self.records:
            if record is None:
                buffer.write(end)
            elif len(record) == 1 and str(record[0]).startswith(dialect.get("commentChar") or "\0"):
                buffer.write(record[0] + end)
            else:
                writer.writerow(record)
        return buffer.getvalue()


@dataclass
class Case:
    """A package of tables; `more` is laid over its descriptor."""

    tables: list[Table]
    more: dict[str, Any] = field(default_factory=dict)
    version: int = 2

    def descriptor(self) -> dict[str, Any]:
        """The descriptor of the package."""
        schema = {"$schema": V2} if self.version == 2 else {}
        return {**schema, "resources": [table.resource() for table in self.tables], **self.more}

    def write(self, folder: Path) -> Path:
        """Write the package into a folder."""
        (folder / "datapackage.json").write_text(json.dumps(self.descriptor()), encoding="utf-8")
        for table in self.tables:
            if (text := table.text()) is not None:
                (folder / f"{table.name}.{table.form}").write_bytes(text.encode())
        return folder

    def table(self, name: str | None) -> Table | None:
        """The table of a name."""
        return next((each for each in self.tables if each.name == name), None)


@dataclass(frozen=True)
class Difference:
    """One finding that only one of the two has: `ours` or `theirs`."""

    side: str
    item: Item
    case: Case
    note: str = ""

    @property
    def kind(self) -> str:
        """The error type."""
        return self.item[3]

    @property
    def table(self) -> Table | None:
        """The table that the finding is about."""
        return self.case.table(self.item[0])

    @property
    def field(self) -> dict[str, Any]:
        """The descriptor of the field, or an empty one."""
        return (self.table.named(self.item[2]) if self.table else None) or {}

    @property
    def cell(self) -> Any:
        """The cell that the finding is about."""
        return self.table.cell(self.item[1], self.item[2]) if self.table else None

    @property
    def record(self) -> Sequence[Any]:
        """The record that the finding is about."""
        return (self.table.record(self.item[1]) if self.table else None) or ()

    def __str__(self) -> str:
        where = f"cell {self.cell!r} of {self.field} in {self.record!r}" if self.table else self.case.descriptor()
        return f"{self.side} only: {self.item} {self.note} {where}"


def told_by_us(folder: Path) -> tuple[set[Item], str]:
    """Our findings; where the descriptor is wrong, only that, with what is wrong."""
    report = check_package(folder, limit=None)
    errors = [each for each in report.issues if each.severity == "error"]
    found = {_item(each.resource, each.row, each.field, each.type): each.message for each in errors}
    return _whole(found)


def told_by_frictionless(folder: Path) -> tuple[set[Item], str]:
    """The findings of frictionless; where it gives up, only that, with what it says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            report = frictionless.validate(str(folder / "datapackage.json"), limit_errors=1_000_000)
        except Exception as error:  # noqa: BLE001 - whatever it raises
            return {FAILED}, f"{type(error).__name__}: {error}"
    found = {_item(None, None, None, each.type): each.message for each in report.errors}
    for task in report.tasks:
        for each in task.errors:
            row, name = getattr(each, "row_number", None), getattr(each, "field_name", None)
            found[_item(task.name, row, name, each.type)] = each.message
    return _whole(found)


def _whole(found: dict[Item, str]) -> tuple[set[Item], str]:
    """Findings without those that a failure of the whole run hides at random."""
    for wanted in (FAILED, FLAWED):
        if wanted in found:
            return {wanted}, found[wanted]
    return set(found), ""


def _item(resource: str | None, row: int | None, name: str | None, kind: str) -> Item:
    """A finding by what both validators can be expected to share."""
    if kind in DESCRIPTOR:
        return FLAWED
    if kind == "error":
        return FAILED
    if kind in HEADER:
        return resource, None, None, "incorrect-label" if kind == "duplicate-label" else kind
    if kind == "source-error" and row is None:
        return resource, None, None, "blank-header"
    return resource, row, name if kind in CELLS else None, kind


def differences(case: Case) -> list[Difference]:
    """Where the two validators say different things of a package; where one gives up, only that."""
    with tempfile.TemporaryDirectory() as name:
        folder = case.write(Path(name))
        (ours, our_note), (theirs, their_note) = told_by_us(folder), told_by_frictionless(folder)
    if theirs != ours and theirs & {FAILED, FLAWED}:
        return [Difference("theirs", *theirs, case, their_note)]
    if theirs != ours and ours & {FLAWED}:
        return [Difference("ours", *ours, case, our_note)]
    ours, theirs = _certain(ours, theirs, case), _certain(theirs, ours, case)
    sides = {"ours": _but_doubtful(ours - theirs, theirs), "theirs": _but_doubtful(theirs - ours, ours)}
    return [Difference(side, item, case) for side, found in sides.items() for item in sorted(found, key=str)]


def _but_doubtful(found: set[Item], others: set[Item]) -> set[Item]:
    """Findings without those about cells that the other side takes for no value at all."""
    no_value = {item[:3] for item in others if item[3] == "type-error"}
    return {item for item in found if item[3] == "type-error" or item[:3] not in no_value}


def _certain(found: set[Item], others: set[Item], case: Case) -> set[Item]:
    """Findings whose place is certain: a header that both find wrong leaves the cells below it to nobody."""
    both = found & others
    blank = {item[0] for item in both if item[3] == "blank-header"}
    shifted = {item[0] for item in both if item[3] in HEADER and _is_exact(case.table(item[0]))}
    kept = {item for item in found if item[0] not in blank or item[3] == "blank-header"}
    return {item for item in kept if item[0] not in shifted or item[3] in HEADER}


def _is_exact(table: Table | None) -> bool:
    return table is not None and table.schema.get("fieldsMatch", "exact") == "exact"
