"""A report as JUnit XML, which continuous integration services show as tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict

from broadsheet.issues import Issue, Report, printable
from broadsheet.reports.groups import Group, alike
from broadsheet.reports.text import as_text

__all__ = ["as_junit"]


def as_junit(report: Report) -> str:
    """The report as one test suite: each file, or resource of a package, with issues is a test case.

    Each error of a case is a failure; issues of one kind in a table are one failure together.
    Warnings and notices stand in the output of the case, since they fail nothing.
    """
    cases: dict[str, list[Issue]] = defaultdict(list)
    for issue in report.issues:
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
    for group in _groups(report, errors):
        first = group.issues[0]
        failure = ET.SubElement(case, "failure", type=f"{first.code} {first.type}", message=printable(first.message))
        failure.text = _lines(list(group.issues), report)
    if others:
        ET.SubElement(case, "system-out").text = _lines(others, report)


def _groups(report: Report, issues: list[Issue]) -> list[Group]:
    """Issues of tables by kind; all others by themselves."""
    singles = [Group((issue,), 0) for issue in issues if issue.resource is None]
    return [*singles, *alike(report, [issue for issue in issues if issue.resource is not None])]


def _lines(issues: list[Issue], report: Report) -> str:
    """The issues as the text report has them, without its sum."""
    of_these = {(issue.resource, issue.field, issue.code) for issue in issues}
    kinds = [k for k in report.stats.get("kinds", ()) if (k["resource"], k["field"], k["code"]) in of_these]
    return as_text(Report(tuple(issues), {"kinds": kinds})).rpartition("\n")[0]
