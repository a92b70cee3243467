"""A report in the shape of frictionless-py's, for programs that read those."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from broadsheet.issues import Issue, Report, printable, rule

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

    Errors of resources are counted beyond those shown; warnings and notices become
    `warnings`. frictionless itself is not needed.

    >>> report = Report((Issue.of("B640", '"x" is no number', resource="ports", path="ports.csv", row=3),))
    >>> made = to_frictionless_report(report)
    >>> made["valid"], made["tasks"][0]["errors"][0]["rowNumber"]
    (False, 3)
    """
    names = dict.fromkeys(issue.resource for issue in report.issues if issue.resource is not None)
    tasks = [_task(report, name) for name in names]
    errors = [_error(issue) for issue in report.issues if issue.resource is None and issue.severity == "error"]
    warnings = _warnings(issue for issue in report.issues if issue.resource is None)
    counted = len(errors) + sum(task["stats"]["errors"] for task in tasks)
    return {
        "valid": report.valid,
        "stats": {"tasks": len(tasks), "errors": counted, "warnings": _warned(warnings, tasks), "seconds": 0},
        "warnings": warnings,
        "errors": errors,
        "tasks": tasks,
    }


def _warned(warnings: list[str], tasks: list[dict[str, Any]]) -> int:
    return len(warnings) + sum(len(task["warnings"]) for task in tasks)


def _task(report: Report, name: str) -> dict[str, Any]:
    issues = [issue for issue in report.issues if issue.resource == name]
    errors = [_error(issue) for issue in issues if issue.severity == "error"]
    warnings = _warnings(issues)
    more = sum(
        number for (kin, _, code), number in report.more().items() if kin == name and rule(code).severity == "error"
    )
    return {
        "name": re.sub(r"[^-a-z0-9._/]+", "-", name.lower()) or "-",
        "type": "table",
        "valid": not errors and not more,
        "place": next((issue.path for issue in issues if issue.path), name),
        "labels": [],
        "stats": {"errors": len(errors) + more, "warnings": len(warnings), "seconds": 0},
        "warnings": warnings,
        "errors": errors,
    }


def _warnings(issues: Iterable[Issue]) -> list[str]:
    return [_note(issue) for issue in issues if issue.severity != "error"]


def _note(issue: Issue) -> str:
    return printable(f"{issue.message}" + (f"; {issue.hint}" if issue.hint else "") + f" [{issue.code}]")


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
