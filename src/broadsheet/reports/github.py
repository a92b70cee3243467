"""A report as annotations of GitHub Actions: each issue on its line of the changed file."""

from __future__ import annotations

from broadsheet.issues import Issue, Report, printable
from broadsheet.reports.groups import last_of_each, untold

__all__ = ["as_github"]

_COMMANDS = {"error": "error", "warning": "warning", "notice": "notice"}


def as_github(report: Report) -> str:
    """The report as workflow commands, one line an issue.

    >>> print(as_github(Report((Issue.of("B104", '"31 Feb" is not a date', path="a.json", line=9),))))
    ::error file=a.json,line=9,title=B104 date-error::"31 Feb" is not a date
    """
    last = last_of_each(report)
    return "\n".join(_command(issue, last.get(issue, 0)) for issue in (*report.issues, *untold(report)))


def _command(issue: Issue, more: int) -> str:
    where = {"file": issue.path, "line": issue.line, "title": f"{issue.code} {issue.type}"}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in where.items() if value is not None)
    place = " ".join(f"{part}:" for part in (issue.resource, _row(issue), issue.field, issue.pointer) if part)
    message = f"{place} {issue.told}".strip()
    message += f" (and {more:,} more like this)" if more else ""
    return f"::{_COMMANDS[issue.severity]} {properties}::{_escaped(message)}"


def _row(issue: Issue) -> str:
    return f"row {issue.row}" if issue.row is not None else ""


def _escaped(text: str, more: str = "") -> str:
    """The text as a workflow command carries it: separators encoded, control characters shown as escapes."""
    text = printable(text)
    for character in "%" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
