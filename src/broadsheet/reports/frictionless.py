"""A report in the shape of frictionless-py's, for programs that read those."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    issues = [*report.issues, *untold(report)]
    names = dict.fromkeys(issue.resource for issue in issues if issue.resource is not None)
    tasks = [_task(report, issues, name) for name in names]
    mine, errors, warnings = _parts(report, issues, None)
    counted = mine + sum(task["stats"]["errors"] for task in tasks)
    return {
        "valid": report.valid,
        "stats": {"tasks": len(tasks), "errors": counted, "warnings": _warned(warnings, tasks), "seconds": 0},
        "warnings": warnings,
        "errors": errors,
        "tasks": tasks,
    }


def _warned(warnings: list[str], tasks: list[dict[str, Any]]) -> int:
    return len(warnings) + sum(len(task["warnings"]) for task in tasks)


def _task(report: Report, issues: Iterable[Issue], name: str) -> dict[str, Any]:
    counted, errors, warnings = _parts(report, issues, name)
    return {
        "name": re.sub(r"[^-a-z0-9._/]+", "-", name.lower()) or "-",
        "type": "table",
        "valid": not counted,
        "place": next((issue.path for issue in issues if issue.resource == name and issue.path), name),
        "labels": [],
        "stats": {"errors": counted, "warnings": len(warnings), "seconds": 0},
        "warnings": warnings,
        "errors": errors,
    }


def _parts(report: Report, issues: Iterable[Issue], name: str | None) -> tuple[int, list[dict[str, Any]], list[str]]:
    """Of a resource, or of all that belongs to none: how many errors there are, those shown, and the warnings."""
    mine = [issue for issue in issues if issue.resource == name]
    errors = [_error(issue) for issue in mine if issue.severity == "error"]
    more = sum(n for kind, n in report.more().items() if kind.resource == name and rule(kind.code).severity == "error")
    shown = sum(issue.severity == "error" for issue in report.issues if issue.resource == name)
    return shown + more, errors, [_note(issue) for issue in mine if issue.severity != "error"]


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
    field = {"fieldName": issue.field or "", "fieldNumber": 0}
    if kind in CELLS and issue.row is not None:
        return row | field | {"cell": issue.value or ""}
    if kind == "foreign-key" and issue.row is not None:
        names = {"fieldNames": [issue.field] if issue.field else [], "fieldCells": []}
        return row | names | {"referenceName": "", "referenceFieldNames": []}
    if kind in ROWS and issue.row is not None:
        return row
    if kind in LABELS:
        return {"labels": [], "rowNumbers": [1], "label": issue.value or issue.field or ""} | field
    return {"labels": [], "rowNumbers": [1]} if kind in HEADERS else {}
