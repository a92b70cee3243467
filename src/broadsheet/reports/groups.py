"""Issues of one kind together: the same rule, resource and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.issues import Issue, Kind, Report, kind_of

__all__ = ["Group", "alike", "last_of_each"]


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
    more = report.more()
    return [Group(tuple(found), more[kind]) for groups in kinds.values() for kind, found in groups.items()]


def last_of_each(report: Report) -> dict[Issue, int]:
    """The last issue shown of each kind that has more, with their number: there a list can say so."""
    last = {kind_of(issue): issue for issue in report.issues}
    return {last[kind]: number for kind, number in report.more().items() if kind in last}
