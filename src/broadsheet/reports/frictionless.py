"""A report in the shape of frictionless-py's, for programs that read those."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from broadsheet.issues import Issue, Report, printable, rule
from broadsheet.reports.groups import untold

__all__ = ["to_frictionless_report"]

OURS = {
    "unique-key": "unique-error",
    "duplicate-field": "field-error",
    **dict.fromkeys(("second-opinion", "beyond-cap", "extra-missing", "unread-file"), "source-error"),
}
"""Types that frictionless does not have, and the nearest one that it has."""

CELLS = {"type-error", "constraint-error", "unique-error", "extra-cell", "missing-cell"}
ROWS = {"blank-row", "primary-key", "foreign-key"}
LABELS = {"incorrect-label", "extra-label", "missing-label", "blank-label", "duplicate-label"}
HEADERS = {"blank-header", "unmatched-header"}


def to_frictionless_report(report: Report) -> dict[str, Any]:
    """The report as the descriptor of a `frictionless.Report`: a task for each resource with issues.

    Errors are counted beyond those shown; warnings and notices become
    `warnings`. frictionless itself is not needed.

    >>> report = Report((Issue.of("B640", '"x" is no number', resource="ports", path="ports.csv", row=3),))
    >>> made = to_frictionless_report(report)
    >>> made["valid"], made["tasks"][0]["errors"][0]["rowNumber"]
    (False, 3)
    """
    parts = _parts(report)
    whole = parts.get(None, _Part())
    tasks = [_task(name, part) for name, part in parts.items() if name is not None]
    counted = whole.counted + sum(task["stats"]["errors"] for task in tasks)
    warned = len(whole.warnings) + sum(task["stats"]["warnings"] for task in tasks)
    return {
        "valid": report.valid,
        "stats": {"tasks": len(tasks), "errors": counted, "warnings": warned, "seconds": 0},
        "warnings": whole.warnings,
        "errors": whole.errors,
        "tasks": tasks,
    }


@dataclass(slots=True)
class _Part:
    """What a report says of a resource, or of all that belongs to none; `counted` are the errors, shown or not."""

    path: str | None = None
    counted: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, issue: Issue) -> None:
        """Take an issue, without counting it."""
        self.path = self.path or issue.path
        if issue.severity == "error":
            self.errors.append(_error(issue))
        else:
            self.warnings.append(_note(issue))


def _parts(report: Report) -> dict[str | None, _Part]:
    """The parts of a report by resource, in the order in which these are named."""
    parts: defaultdict[str | None, _Part] = defaultdict(_Part)
    for issue in (*report.issues, *untold(report)):
        parts[issue.resource].add(issue)
    for issue in report.issues:
        parts[issue.resource].counted += issue.severity == "error"
    for kind, number in report.more().items():
        parts[kind.resource].counted += number if rule(kind.code).severity == "error" else 0
    return dict(parts)


def _task(name: str, part: _Part) -> dict[str, Any]:
    return {
        "name": re.sub(r"[^-a-z0-9._/]+", "-", name.lower()) or "-",
        "type": "table",
        "valid": not part.counted,
        "place": part.path or name,
        "labels": [],
        "stats": {"errors": part.counted, "warnings": len(part.warnings), "seconds": 0},
        "warnings": part.warnings,
        "errors": part.errors,
    }


def _note(issue: Issue) -> str:
    return f"{issue.told} [{issue.code}]"


def _error(issue: Issue) -> dict[str, Any]:
    kind = OURS.get(issue.type, issue.type) if "B5" <= issue.code < "B7" else "package-error"
    error: dict[str, Any] = {
        "type": kind,
        "title": kind.replace("-", " ").title(),
        "description": rule(issue.code).reason,
        "message": printable(issue.message),
        "tags": [],
        "note": _note(issue),
    }
    return error | _place(issue, kind)


def _place(issue: Issue, kind: str) -> dict[str, Any]:
    """What frictionless asks for in errors of cells, rows, labels and headers; what is not known stands empty."""
    row: dict[str, Any] = {"cells": [], "rowNumber": issue.row or 0}
    named = {"fieldName": issue.field or "", "fieldNumber": 0}
    if kind in CELLS and issue.row is not None:
        return row | named | {"cell": issue.value or ""}
    if kind == "foreign-key" and issue.row is not None:
        names = {"fieldNames": [issue.field] if issue.field else [], "fieldCells": []}
        return row | names | {"referenceName": "", "referenceFieldNames": []}
    if kind in ROWS and issue.row is not None:
        return row
    if kind in LABELS:
        return {"labels": [], "rowNumbers": [1], "label": issue.value or issue.field or ""} | named
    return {"labels": [], "rowNumbers": [1]} if kind in HEADERS else {}
