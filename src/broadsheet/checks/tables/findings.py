"""Where issues gather: every one is counted, the first of each kind are kept."""

from __future__ import annotations

from collections import Counter
from typing import Any

from broadsheet.issues import Issue, Kind, kind_of, stats_of

__all__ = ["Findings"]


class Findings:
    """Issues of a package by kind.

    `limit` is how many of each kind are kept; None keeps all.

    >>> found = Findings(limit=1)
    >>> found.add("B631", "a cell too many", resource="t", row=2)
    >>> found.add("B631", "a cell too many", resource="t", row=3)
    >>> len(found.issues), found.stats()["errors"]
    (1, {'extra-cell': 2})
    """

    def __init__(self, limit: int | None = 100) -> None:
        self.limit = limit
        self.issues: list[Issue] = []
        self._counts: Counter[Kind] = Counter()

    def add(self, code: str, message: str, **where: Any) -> None:
        """Count one issue, and keep it while its kind has room."""
        self.take(Issue.of(code, message, **where))

    def take(self, issue: Issue) -> None:
        """The same for an issue at hand."""
        kind = kind_of(issue)
        if self.limit is None or self._counts[kind] < self.limit:
            self.issues.append(issue)
        self._counts[kind] += 1

    def count(self, code: str, number: int, *, resource: str, field: str | None = None) -> None:
        """Count issues of a resource that are not shown."""
        if number:
            self._counts[Kind(None, resource, field, code)] += number

    def all(self) -> int:
        """How many issues there are so far, shown or not."""
        return self._counts.total()

    def room(self, code: str, resource: str, field: str | None = None) -> int:
        """How many more of a kind will be kept."""
        if self.limit is None:
            return 1 << 62
        return max(0, self.limit - self._counts[Kind(None, resource, field, code)])

    def stats(self) -> dict[str, Any]:
        """How many issues there are, shown or not: `errors` by their type, and of all `kinds`."""
        return stats_of(self._counts)
