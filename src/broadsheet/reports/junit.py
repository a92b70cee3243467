"""A report as JUnit XML, which continuous integration services show as tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Sequence

from broadsheet.issues import Issue, Report, printable
from broadsheet.reports.groups import alike, untold
from broadsheet.reports.text import as_text

__all__ = ["as_junit"]


def as_junit(report: Report) -> str:
    """The report as one test suite: each file, or resource of a package, with issues is a test case.

    The errors of one kind are one failure together. Warnings and notices stand in the output
    of the case, since they fail nothing.
    """
    cases: dict[str, list[Issue]] = defaultdict(list)
    for issue in (*report.issues, *untold(report)):
        cases[issue.resource or issue.path or "data set"].append(issue)
    failed = sum(any(issue.severity == "error" for issue in issues) for issues in cases.values())
    suite = ET.Element("testsuite", name="broadsheet", tests=str(max(len(cases), 1)), failures=str(failed))
    for name, issues in cases.items() or [("data set", [])]:
        _case(suite, name, issues, report)
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def _case(suite: ET.Element, name: str, issues: list[Issue], report: Report) -> None:
    case = ET.SubElement(suite, "testcase", classname="broadsheet.validate", name=printable(name))
    errors = [issue for issue in issues if issue.severity == "error"]
    others = [issue for issue in issues if issue.severity != "error"]
    for group in alike(report, errors):
        first = group.issues[0]
        failure = ET.SubElement(case, "failure", type=f"{first.code} {first.type}", message=printable(first.message))
        failure.text = _lines(report, group.issues)
    if others:
        ET.SubElement(case, "system-out").text = _lines(report, others)


def _lines(report: Report, issues: Sequence[Issue]) -> str:
    """The issues as the text report has them, without its sum."""
    return as_text(report.about(issues)).rpartition("\n")[0]
