"""A report as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from broadsheet.issues import Issue, Report, plural, printable
from broadsheet.reports.colours import BOLD, COLOURS, GREEN, painted
from broadsheet.reports.groups import Group, alike, last_of_each, untold
from broadsheet.reports.snippets import Snippets

__all__ = ["as_text", "issue_lines", "plural"]

COUNTED = ("record", "resource", "row")


def as_text(report: Report, *, colour: bool = False) -> str:
    """The report as lines of text: each issue with its place, its rule and its hint, then the sum.

    Issues of records stand one on a line, in the order of files. Issues of tables are grouped by resource, rule and
    field, with the row they stand in where the package can be read.

    >>> print(as_text(Report((Issue.of("B104", '"31 Feb" is not a date', hint="write YYYY-MM-DD", path="a.json",
    ...                               pointer="/date_published", line=9),), {"records": 1})))
    a.json:9: /date_published: "31 Feb" is not a date; write YYYY-MM-DD  [B104]
    1 record checked: 1 error
    """
    grouped = [issue for issue in report.issues if issue.resource is not None]
    snippets, others = Snippets(report, grouped), untold(report)
    groups = alike(report, grouped) + [Group((issue,), 0) for issue in others if issue.resource is not None]
    lines = [line for group in groups for line in _group(group, snippets, colour)]
    more = [_line(issue, colour) for issue in others if issue.resource is None]
    return "\n".join([*_singles(report, colour), *more, *lines, _sum(report, colour)])


def _singles(report: Report, colour: bool) -> Iterator[str]:
    """The issues that belong to no table, a line each; after the last of a kind, how many more there are."""
    more = last_of_each(report)
    for issue in report.issues:
        if issue.resource is None:
            yield _line(issue, colour)
            if issue in more:
                like = replace(issue, message=f"and {more[issue]:,} more like this", hint=None, line=None, pointer=None)
                yield _line(like, colour)


def issue_lines(report: Report, *, colour: bool = False) -> str:
    """The issues of a report, a line each, without the sum."""
    return "\n".join(_line(issue, colour) for issue in report.issues)


def _line(issue: Issue, colour: bool) -> str:
    code = painted(f"[{issue.code}]", COLOURS[issue.severity], colour)
    return f"{_place(issue, colour)}{_label(issue)}{issue.told}  {code}"


def _label(issue: Issue) -> str:
    return "" if issue.severity == "error" else f"{issue.severity}: "


def _place(issue: Issue, colour: bool) -> str:
    parts = [":".join(str(part) for part in (issue.path, issue.line) if part is not None)]
    parts += [f"row {issue.row}" if issue.row is not None else "", issue.field or "", issue.pointer or ""]
    return painted(printable("".join(f"{part}: " for part in parts if part)), BOLD, colour)


def _group(group: Group, snippets: Snippets, colour: bool) -> Iterator[str]:
    """The issues of one kind: what is wrong, where and in which rows, what to do."""
    first = group.issues[0]
    subject = f"resource {first.resource}" + (f", field {first.field}" if first.field else "")
    code = painted(f"[{first.code}]", COLOURS[first.severity], colour)
    yield f"{painted(printable(subject), BOLD, colour)}: {_label(first)}{first.type}  {code}"
    for issue in group.issues:
        yield f"  {_spot(issue)}{printable(issue.message)}"
        yield from (f"      {line}" for line in snippets.of(issue, colour=colour))
    if group.more:
        yield f"  and {group.more:,} more like this"
    yield from (f"  {arrow(hint)}" for hint in group.hints)


def arrow(hint: str) -> str:
    """What to do, as it stands under what is wrong."""
    return f"→ {printable(hint)}"


def _spot(issue: Issue) -> str:
    where = ":".join(str(part) for part in (issue.path, issue.line) if part is not None)
    row = f"row {issue.row}" if issue.row is not None and issue.row != issue.line else ""
    return printable("".join(f"{part}: " for part in (where, row, issue.pointer) if part))


def _sum(report: Report, colour: bool) -> str:
    counts = report.count()
    found = [plural(counts[severity], severity) for severity in COLOURS if counts[severity]]
    more = sum(report.more().values())
    told = ", ".join(found) or "no issues"
    if more:
        like = "it" if counts.total() == 1 else "them"
        told = f"{told} and {more:,} more like {like}" if found else plural(more, "issue")
    told += "; not everything could be checked" if report.unchecked else ""
    return painted(f"{_checked(report)} checked: {told}", GREEN if report.valid else COLOURS["error"], colour)


def _checked(report: Report) -> str:
    """What was looked at: records, the resources of packages and their rows."""
    counted = [noun for noun in COUNTED if noun + "s" in report.stats] or ["record"]
    return ", ".join(plural(report.stats.get(noun + "s", 0), noun) for noun in counted)
