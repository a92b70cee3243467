"""A report in every form that people and programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from broadsheet.issues import Report
from broadsheet.reports.escaping import to_json
from broadsheet.reports.github import as_github
from broadsheet.reports.junit import as_junit
from broadsheet.reports.sarif import as_sarif
from broadsheet.reports.text import as_text

__all__ = ["FORMS", "as_github", "as_json", "as_junit", "as_sarif", "as_text", "to_json"]


def as_json(report: Report) -> str:
    """The report as indented JSON."""
    return to_json(report.to_dict())


FORMS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""Every form of a report by the name that `--format` takes."""
