"""Issues of one kind together: the same rule, resource and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.issues import Issue, Kind, Report, kind_of, plural

__all__ = ["Group", "alike", "last_of_each", "untold"]


@dataclass(frozen=True, slots=True)
class Group:
    """Issues of one kind, and how many more there are than the report shows."""

    issues: tuple[Issue, ...]
    more: int

    @property
    def hints(self) -> list[str]:
        """What to do, each thing once."""
        return list(dict.fromkeys(issue.hint for issue in self.issues if issue.hint))


def alike(report: Report, issues: Iterable[Issue]) -> list[Group]:
    """The issues in groups: by resource in the order in which those are named first, then by rule and field."""
    kinds: dict[str | None, dict[Kind, list[Issue]]] = {}
    for issue in issues:
        kinds.setdefault(issue.resource, {}).setdefault(kind_of(issue), []).append(issue)
    last = last_of_each(report)
    return [Group(tuple(found), last.get(found[-1], 0)) for groups in kinds.values() for found in groups.values()]


def last_of_each(report: Report) -> dict[Issue, int]:
    """The last issue shown of each kind that has more, with their number: there a list can say so."""
    last = {kind_of(issue): issue for issue in report.issues}
    return {last[kind]: number for kind, number in report.more().items() if kind in last}


def untold(report: Report) -> list[Issue]:
    """An issue for each kind of which none is shown, that says how many there are."""
    shown = {kind_of(issue) for issue in report.issues}
    codes = {kind.code for kind in shown if kind.path is not None}
    return [_counted(kind, number, codes) for kind, number in report.more().items() if kind not in shown]


def _counted(kind: Kind, number: int, codes: set[str]) -> Issue:
    where = " in other files" if kind.path is None and kind.resource is None and kind.code in codes else ""
    message = f"{plural(number, 'issue')} of this rule{where}, not shown"
    return Issue.of(kind.code, message, path=kind.path, resource=kind.resource, field=kind.field)
