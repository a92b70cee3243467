"""Where issues gather: every one is counted, the first of each kind are kept."""

from __future__ import annotations

from collections import Counter
from typing import Any

from broadsheet.issues import Issue, rule

__all__ = ["Findings"]


class Findings:
    """Issues by kind, the kind being resource, field and rule.

    `limit` is how many of each kind are kept; None keeps all.

    >>> found = Findings(limit=1)
    >>> found.add("B631", "a cell too many", resource="t", row=2)
    >>> found.add("B631", "a cell too many", resource="t", row=3)
    >>> len(found.issues), found.totals()
    (1, {'extra-cell': 2})
    """

    def __init__(self, limit: int | None = 100) -> None:
        self.limit = limit
        self.issues: list[Issue] = []
        self._kinds: Counter[tuple[str | None, str | None, str]] = Counter()

    def add(self, code: str, message: str, **where: Any) -> None:
        """Count one issue, and keep it while its kind has room."""
        if self.room(code, where.get("resource"), where.get("field")):
            self.issues.append(Issue.of(code, message, **where))
        self.count(code, 1, resource=where.get("resource"), field=where.get("field"))

    def count(self, code: str, number: int, *, resource: str | None = None, field: str | None = None) -> None:
        """Count issues that are not shown."""
        if number:
            self._kinds[resource, field, code] += number

    def room(self, code: str, resource: str | None = None, field: str | None = None) -> int:
        """How many more of a kind will be kept."""
        if self.limit is None:
            return 1 << 62
        return max(0, self.limit - self._kinds[resource, field, code])

    def totals(self) -> dict[str, int]:
        """How many errors there are of each type, shown or not."""
        total: Counter[str] = Counter()
        for (_, _, code), number in self._kinds.items():
            if rule(code).severity == "error":
                total[rule(code).name] += number
        return dict(sorted(total.items()))

    def kinds(self) -> list[dict[str, Any]]:
        """How many issues there are of each kind, shown or not."""
        return [
            {"resource": resource, "field": field, "code": code, "count": number}
            for (resource, field, code), number in self._kinds.items()
            if number
        ]
