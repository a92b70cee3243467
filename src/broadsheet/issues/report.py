"""All that a check found, as a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from broadsheet.issues.issue import Issue

__all__ = ["Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check: the issues, and what was looked at.

    A report is `valid` when it holds no error; warnings and notices do not make data
    invalid. `stats` counts what was checked.

    >>> report = Report((Issue.of("B104", '"31 Feb" is not a date'),), {"records": 1})
    >>> report.valid, [issue.code for issue in report.issues]
    (False, ['B104'])
    """

    issues: tuple[Issue, ...] = ()
    stats: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def valid(self) -> bool:
        """Whether there is no issue of severity `error`."""
        return not any(issue.severity == "error" for issue in self.issues)

    def count(self) -> Counter[str]:
        """How many issues there are of each severity."""
        return Counter(issue.severity for issue in self.issues)

    def to_dict(self) -> dict[str, Any]:
        """The report as `--format json` prints it."""
        return {
            "valid": self.valid,
            "stats": dict(self.stats),
            "issues": [issue.to_dict() for issue in self.issues],
        }

    @classmethod
    def joined(cls, reports: Iterable[Report]) -> Report:
        """One report of several: the issues in order, counts added up."""
        issues: list[Issue] = []
        stats: dict[str, Any] = {}
        for report in reports:
            issues += report.issues
            for name, value in report.stats.items():
                stats[name] = stats.get(name, 0) + value if isinstance(value, int) else value
        return cls(tuple(issues), stats)
