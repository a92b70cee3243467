"""A report as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.issues import Issue, Report, printable

__all__ = ["as_text", "issue_lines", "plural"]

_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "notice": "\x1b[36m"}
_BOLD, _GREEN, _PLAIN = "\x1b[1m", "\x1b[32m", "\x1b[0m"


def as_text(report: Report, *, colour: bool = False) -> str:
    """The report as lines of text: each issue with its place, its rule and its hint, then the sum.

    >>> print(as_text(Report((Issue.of("B104", '"31 Feb" is not a date', hint="write YYYY-MM-DD", path="a.json",
    ...                               pointer="/date_published", line=9),), {"records": 1})))
    a.json:9: /date_published: "31 Feb" is not a date; write YYYY-MM-DD  [B104]
    1 record checked: 1 error
    """
    return "\n".join([*_lines(report, colour), _sum(report, colour)])


def issue_lines(report: Report, *, colour: bool = False) -> str:
    """The issues of a report, a line each, without the sum."""
    return "\n".join(_lines(report, colour))


def _lines(report: Report, colour: bool) -> Iterator[str]:
    for issue in report.issues:
        text = printable(issue.message + (f"; {issue.hint}" if issue.hint else ""))
        code = f"[{issue.code}]"
        label = "" if issue.severity == "error" else f"{issue.severity}: "
        if colour:
            code = f"{_COLOURS[issue.severity]}{code}{_PLAIN}"
        yield f"{_place(issue, colour)}{label}{text}  {code}"


def _place(issue: Issue, colour: bool) -> str:
    parts = [":".join(str(part) for part in (issue.path, issue.line) if part is not None)]
    parts += [f"row {issue.row}" if issue.row is not None else "", issue.field or "", issue.pointer or ""]
    place = printable("".join(f"{part}: " for part in parts if part))
    return f"{_BOLD}{place}{_PLAIN}" if colour and place else place


def _sum(report: Report, colour: bool) -> str:
    counts = report.count()
    found = [plural(counts[severity], severity) for severity in _COLOURS if counts[severity]]
    text = f"{plural(report.stats.get('records', 0), 'record')} checked: {', '.join(found) or 'no issues'}"
    return f"{_GREEN if report.valid else _COLOURS['error']}{text}{_PLAIN}" if colour else text


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "error"), plural(2, "error")
    ('1 error', '2 errors')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
