"""Packages that keep or break one sentence of the standard, and what the standard says of each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.checks.packages import check_package

__all__ = [
    "AB",
    "TABLE",
    "V2",
    "Case",
    "Want",
    "case",
    "column",
    "named",
    "package",
    "refers",
    "schema",
    "table",
    "typed",
]

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
Want = bool | list[tuple[int | None, str | None]]
Files = dict[str, str | bytes]

AB: list[dict[str, Any]] = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]
TABLE = "a,b\n1,x\n2,y\n"
"""The fields of most tables, and a table of them."""


@dataclass(frozen=True)
class Case:
    """A package with its verdict: valid, invalid, or the rows and fields of all its errors."""

    name: str
    want: Want
    descriptor: Any
    files: Files = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def write(self, folder: Path) -> Path:
        """Write the package into a folder."""
        for name, content in self.files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        text = self.descriptor if isinstance(self.descriptor, str) else json.dumps(self.descriptor)
        (folder / "datapackage.json").write_text(text, encoding="utf-8")
        return folder

    def holds(self, folder: Path) -> None:
        """Assert that the verdict is the one of the standard."""
        report = check_package(self.write(folder), limit=None)
        told = [(issue.code, issue.row, issue.field, issue.message) for issue in report.issues]
        if isinstance(self.want, bool):
            assert report.valid is self.want, told
        else:
            found = {(issue.row, issue.field) for issue in report.issues if issue.severity == "error"}
            assert found == set(self.want), told


def named(name: str, kind: str | None = None, constraints: Any = None, **properties: Any) -> dict[str, Any]:
    """A field of a name, a type, constraints and other properties."""
    return {"name": name, **typed(kind, constraints, **properties)}


def typed(kind: str | None = None, constraints: Any = None, **properties: Any) -> dict[str, Any]:
    """A field without a name."""
    given = {"type": kind} if kind else {}
    return {**given, **({"constraints": constraints} if constraints is not None else {}), **properties}


def schema(**properties: Any) -> dict[str, Any]:
    """A schema of the fields a and b."""
    return {"fields": AB, **properties}


def refers(fields: Any, resource: str | None, targets: Any) -> dict[str, Any]:
    """A foreign key."""
    given = {"resource": resource} if resource is not None else {}
    return {"fields": fields, "reference": {**given, "fields": targets}}


def case(name: str, want: Want, descriptor: Any, files: Files | None = None, version: int = 2) -> Case:
    """A package of a version of the standard."""
    two = {"$schema": V2} if version > 1 and isinstance(descriptor, dict) else None
    return Case(name, want, descriptor if two is None else {**two, **descriptor}, files or {})


def package(name: str, want: Want, /, *resources: Any, files: Files | None = None, **properties: Any) -> Case:
    """A package of resources, with other properties."""
    return case(name, want, {"resources": [*resources], **properties}, files)


def table(
    name: str, want: Want, schema: Any = None, content: str | bytes = TABLE, dialect: Any = None, **more: Any
) -> Case:
    """A package of one table in CSV; `more` are other properties of its resource, those of None left out."""
    given = {"name": "table", "type": "table", "path": "table.csv", "encoding": "utf-8", "schema": schema}
    given |= {"dialect": dialect, **more}
    resource = {key: value for key, value in given.items() if value is not None}
    return package(name, want, resource, files={"table.csv": content})


def column(name: str, want: bool | list[int], given: dict[str, Any], *cells: str, **more: Any) -> Case:
    """A table of one column x, whose cells are as they stand in CSV; errors are in the rows of `want`."""
    fields = [{"name": "id", "type": "integer"}, {"name": "x", **given}]
    text = "id,x\n" + "".join(f"{place},{cell}\n" for place, cell in enumerate(cells))
    rows: Want = want if isinstance(want, bool) else [(row, "x") for row in want]
    return table(name, rows, {"fields": fields, **more}, text)
