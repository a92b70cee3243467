"""A report in every form that people and programs read."""

from __future__ import annotations

from broadsheet.issues import Report
from broadsheet.reports.escaping import safe, to_json
from broadsheet.reports.frictionless import to_frictionless_report
from broadsheet.reports.text import as_text

__all__ = [
    "FORMS",
    "as_frictionless",
    "as_github",
    "as_json",
    "as_junit",
    "as_sarif",
    "as_text",
    "safe",
    "to_frictionless_report",
    "to_json",
    "told",
]

FORMS = ("text", "json", "github", "sarif", "junit", "frictionless")
"""Every form of a report by the name that `--format` takes."""


def as_json(report: Report) -> str:
    """The report as indented JSON."""
    return to_json(report.to_dict())


def as_github(report: Report) -> str:
    """The report as annotations of GitHub Actions."""
    from broadsheet.reports import github  # noqa: PLC0415 - each form loads when it is used

    return github.as_github(report)


def as_sarif(report: Report) -> str:
    """The report as SARIF 2.1.0."""
    from broadsheet.reports import sarif  # noqa: PLC0415 - as above

    return sarif.as_sarif(report)


def as_junit(report: Report) -> str:
    """The report as JUnit XML."""
    from broadsheet.reports import junit  # noqa: PLC0415 - as above

    return junit.as_junit(report)


def as_frictionless(report: Report) -> str:
    """The report as frictionless-py writes its own, in indented JSON."""
    return to_json(to_frictionless_report(report))


def told(report: Report, form: str) -> str:
    """The report in one of the FORMS, without colours.

    >>> told(Report(), "text")
    '0 records checked: no issues'
    """
    forms = {
        "text": as_text,
        "json": as_json,
        "github": as_github,
        "sarif": as_sarif,
        "junit": as_junit,
        "frictionless": as_frictionless,
    }
    return forms[form](report)
