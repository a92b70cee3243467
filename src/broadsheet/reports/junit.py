"""A report as JUnit XML, which continuous integration services show as tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence

from broadsheet.issues import Issue, Report, printable
from broadsheet.reports.groups import alike, untold
from broadsheet.reports.text import as_text

__all__ = ["as_junit"]


def as_junit(report: Report) -> str:
    """The report as one test suite: each kind of errors in a file, or a resource of a package, is a test case.

    Such a case has one failure with its errors, since many services show no second one. Warnings and notices stand in
    the output of a case for their file or resource, which passes.
    """
    cases: dict[str, list[Issue]] = defaultdict(list)
    for issue in (*report.issues, *untold(report)):
        cases[issue.resource or issue.path or "data set"].append(issue)
    suite = ET.Element("testsuite", name="broadsheet")
    for name, issues in cases.items() or [("data set", [])]:
        suite.extend(_cases(printable(name), issues, report))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def _cases(name: str, issues: list[Issue], report: Report) -> Iterator[ET.Element]:
    """A case for each kind of errors, and one that passes for all else."""
    errors = [issue for issue in issues if issue.severity == "error"]
    others = [issue for issue in issues if issue.severity != "error"]
    for group in alike(report, errors):
        first = group.issues[0]
        kind = f"{first.code} {first.type}"
        case = _case(": ".join([name, *([printable(first.field)] if first.field else []), kind]))
        failure = ET.SubElement(case, "failure", type=kind, message=printable(first.message))
        failure.text = _lines(report, group.issues)
        yield case
    if others or not errors:
        case = _case(name)
        if others:
            ET.SubElement(case, "system-out").text = _lines(report, others)
        yield case


def _case(name: str) -> ET.Element:
    return ET.Element("testcase", classname="broadsheet.validate", name=name)


def _lines(report: Report, issues: Sequence[Issue]) -> str:
    """The issues as the text report has them, without its sum."""
    return as_text(report.about(issues)).rpartition("\n")[0]
