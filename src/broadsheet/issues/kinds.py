"""Issues that are alike, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from broadsheet.issues.catalogue import rule
from broadsheet.issues.issue import Issue

__all__ = ["Kind", "counts_in", "kind_of", "stats_of"]


class Kind(NamedTuple):
    """What makes two issues alike: the same rule, in a field of a resource; where there is no resource, in a file."""

    path: str | None
    resource: str | None
    field: str | None
    code: str


def kind_of(issue: Issue) -> Kind:
    """The kind of an issue.

    >>> kind_of(Issue.of("B640", '"x" is not a number', path="ports.csv", resource="ports", field="depth", row=3))
    Kind(path=None, resource='ports', field='depth', code='B640')
    >>> kind_of(Issue.of("B104", '"31 Feb" is not a date', path="a.json", line=9))
    Kind(path='a.json', resource=None, field=None, code='B104')
    """
    return Kind(issue.path if issue.resource is None else None, issue.resource, issue.field, issue.code)


def stats_of(counts: Mapping[Kind, int]) -> dict[str, Any]:
    """Counts as the stats of a report hold them: the `errors` by type, and all `kinds`.

    >>> stats_of({Kind(None, "ports", "depth", "B640"): 2})["errors"]
    {'type-error': 2}
    """
    errors: Counter[str] = Counter()
    for kind, number in counts.items():
        if number and rule(kind.code).severity == "error":
            errors[rule(kind.code).name] += number
    kinds = [{**kind._asdict(), "count": number} for kind, number in counts.items() if number]
    return {"errors": dict(sorted(errors.items())), "kinds": kinds}


def counts_in(stats: Mapping[str, Any]) -> Counter[Kind]:
    """The counts that the stats of a report hold."""
    found: Counter[Kind] = Counter()
    for each in stats.get("kinds", ()):
        found[Kind(each.get("path"), each["resource"], each["field"], each["code"])] += each["count"]
    return found
