"""Where issues of records gather: every one is counted, the first of each file and rule are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from broadsheet.issues import Issue, Kind, Report, kind_of, rule, stats_of

__all__ = ["FILES", "LOST", "Tally", "Total"]

FILES = 20
"""Of so many files issues of a rule are shown; those of further ones are counted together."""

READING = "B001"
"""The rule that is broken by a file which cannot be read."""

LOST = "B029"
"""The rule that is broken by a record at which processes die."""


@dataclass(slots=True)
class Tally:
    """The issues of a shard. `limit` is how many of each kind are kept, None for all.

    `troubles` are those of files as a whole: other shards with pieces of the same file may have them too.

    >>> tally = Tally(limit=1)
    >>> tally.add(Issue.of("B101", "a field is missing", path="a.jsonl", line=line) for line in (1, 2))
    >>> len(tally.issues), list(tally.counts.values())
    (1, [2])
    """

    limit: int | None = None
    issues: list[Issue] = field(default_factory=list)
    counts: dict[Kind, int] = field(default_factory=dict)
    troubles: dict[Issue, None] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """Whether there is an error among them."""
        return bool(self.troubles) or any(rule(kind.code).severity == "error" for kind in self.counts)

    def add(self, issues: Iterable[Issue]) -> None:
        """Count issues, and keep those for which there is room."""
        for issue in issues:
            if issue.code == READING and issue.line is None:
                self.troubles[issue] = None
                continue
            kind = kind_of(issue)
            number = self.counts.get(kind, 0)
            if self.limit is None or number < self.limit:
                self.issues.append(issue)
            self.counts[kind] = number + 1


class Total:
    """The issues of a whole check, of some files or of all; shards are taken in their order, whoever checked them.

    `troubles` are those of files as a whole, and of what was set aside.

    >>> total = Total(limit=1)
    >>> total.take(Tally(issues=[Issue.of("B101", "a field is missing", path="a.jsonl", line=9)]))
    >>> total.add([Issue.of("B101", "a field is missing", path="a.jsonl", line=10)])
    >>> total.report({}).more()
    Counter({Kind(path='a.jsonl', resource=None, field=None, code='B101'): 1})
    """

    def __init__(self, limit: int | None = None, only: Container[str] | None = None) -> None:
        self.limit, self.issues = limit, list[Issue]()
        self._only, self._counts = only, Counter[Kind]()
        self.troubles: dict[Issue, None] = {}
        self._files: Counter[str] = Counter()

    def add(self, issues: Iterable[Issue]) -> None:
        """Count issues, and keep those for which there is room; what could not be read at all is told once."""
        for issue in issues:
            if issue.code == LOST or (issue.code == READING and issue.line is None):
                if issue in self.troubles:
                    continue
                self.troubles[issue] = None
            if self._is_asked(issue.path):
                self._add(issue)

    def take(self, found: Tally) -> None:
        """Take what was found in the next shard."""
        self.add(found.troubles)
        left = Counter(found.counts)
        for issue in found.issues:
            left[kind_of(issue)] -= 1
            if self._is_asked(issue.path):
                self._add(issue)
        for kind, number in left.items():
            if number > 0 and self._is_asked(kind.path):
                self._counts[self._kind(kind)] += number

    def has_room(self, path: str, code: str) -> bool:
        """Whether one more issue of a kind would be kept."""
        kind = self._kind(Kind(path, None, None, code))
        return self._is_asked(path) and self._keeps(kind, path)

    def count(self) -> int:
        """How many issues there are so far, shown or not."""
        return self._counts.total()

    def report(self, stats: dict[str, object]) -> Report:
        """The report, with these and the numbers of issues as its stats."""
        return Report(tuple(sorted(self.issues, key=_place)), {**stats, **stats_of(self._counts)})

    def _add(self, issue: Issue) -> None:
        kind = self._kind(kind_of(issue))
        if self._keeps(kind, issue.path):
            self.issues.append(issue)
        self._counts[kind] += 1

    def _is_asked(self, path: str | None) -> bool:
        return self._only is None or path is None or path in self._only

    def _keeps(self, kind: Kind, path: str | None) -> bool:
        return self.limit is None or (kind.path == path and self._counts[kind] < self.limit)

    def _kind(self, kind: Kind) -> Kind:
        """The kind under which issues are counted: beyond the first files of a rule, one for all others."""
        if self.limit is None or kind.path is None or kind in self._counts:
            return kind
        if self._files[kind.code] >= FILES:
            return kind._replace(path=None)
        self._files[kind.code] += 1
        self._counts[kind] = 0
        return kind


def _place(issue: Issue) -> tuple[bool, str, int, str]:
    """Issues in the order of files and lines; those that belong to no file last."""
    return issue.path is None, issue.path or "", issue.line or 0, issue.code
