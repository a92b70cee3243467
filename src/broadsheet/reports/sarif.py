"""A report as SARIF 2.1.0, which code scanning services read (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from broadsheet.issues import Issue, Report, printable, rule
from broadsheet.reports.escaping import to_json
from broadsheet.reports.groups import last_of_each, untold

__all__ = ["as_sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

PARTS = ("resource", "row", "field", "value", "pointer")
"""What results say of their place in the data, each by itself."""

_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def as_sarif(report: Report) -> str:
    """The report as a SARIF log with one run; each rule that was broken is described once."""
    issues = (*report.issues, *untold(report))
    codes = sorted({issue.code for issue in issues})
    places = {code: place for place, code in enumerate(codes)}
    last = last_of_each(report)
    driver = {"name": "broadsheet", "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, places[issue.code], last.get(issue, 0)) for issue in issues],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return to_json(log)


def _rule(code: str) -> dict[str, Any]:
    found = rule(code)
    return {
        "id": code,
        "name": found.name,
        "shortDescription": {"text": found.reason},
        "help": {"text": f"bad: {found.bad}\ngood: {found.good}"},
        "defaultConfiguration": {"level": _LEVELS[found.severity]},
    }


def _result(issue: Issue, place: int, more: int) -> dict[str, Any]:
    text = issue.told + (f" (and {more:,} more like this)" if more else "")
    result: dict[str, Any] = {
        "ruleId": issue.code,
        "ruleIndex": place,
        "level": _LEVELS[issue.severity],
        "message": {"text": text},
    }
    location = {**_physical(issue), **_logical(issue)}
    told_apart = {name: value for name in PARTS if (value := getattr(issue, name)) is not None}
    result |= {"properties": told_apart} if told_apart else {}
    return result | ({"locations": [location]} if location else {})


def _physical(issue: Issue) -> dict[str, Any]:
    if issue.path is None:
        return {}
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(issue.path)}}
    if issue.line is not None:
        physical["region"] = {"startLine": issue.line}
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """The path of a file as a URI reference; what is one already stays one."""
    return quote(path, safe=":/?#[]@!$&'()*+,;=%~") if "://" in path else quote(os.fsencode(path))


def _logical(issue: Issue) -> dict[str, Any]:
    """Where in the data it is: the JSON Pointer, or resource, row and field of a table."""
    row = f"row {issue.row}" if issue.row is not None else None
    name = issue.pointer or "/".join(part for part in (issue.resource, row, issue.field) if part)
    return {"logicalLocations": [{"fullyQualifiedName": printable(name)}]} if name else {}
