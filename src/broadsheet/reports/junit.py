"""A report as JUnit XML, which continuous integration services show as tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict

from broadsheet.issues import Issue, Report, printable
from broadsheet.reports.text import as_text

__all__ = ["as_junit"]


def as_junit(report: Report) -> str:
    """The report as one test suite: each file with issues is a test case, each of its errors a failure.

    Warnings and notices stand in the output of the case, since they fail nothing.
    """
    cases: dict[str, list[Issue]] = defaultdict(list)
    for issue in report.issues:
        cases[issue.path or issue.resource or "data set"].append(issue)
    failed = sum(any(issue.severity == "error" for issue in issues) for issues in cases.values())
    suite = ET.Element("testsuite", name="broadsheet", tests=str(max(len(cases), 1)), failures=str(failed))
    for name, issues in cases.items() or [("data set", [])]:
        _case(suite, name, issues)
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def _case(suite: ET.Element, name: str, issues: list[Issue]) -> None:
    case = ET.SubElement(suite, "testcase", classname="broadsheet.validate", name=printable(name))
    others = [issue for issue in issues if issue.severity != "error"]
    for issue in issues:
        if issue.severity == "error":
            failure = ET.SubElement(case, "failure", type=f"{issue.code} {issue.type}", message=issue.message)
            failure.text = _lines([issue])
    if others:
        ET.SubElement(case, "system-out").text = _lines(others)


def _lines(issues: list[Issue]) -> str:
    """The issues as the text report has them, without its sum."""
    return as_text(Report(tuple(issues))).rpartition("\n")[0]
