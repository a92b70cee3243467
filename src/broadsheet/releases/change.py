"""What differs between two packages, as a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from broadsheet.releases.rows import RowChanges
from broadsheet.versions import BUMPS, Bump, Policy, Verdict, highest, next_version

__all__ = ["COPY", "Change", "Changes", "Difference", "Subject"]

COPY = "copy-changed"
"""The kind of a change that only follows another."""


class Difference(NamedTuple):
    """One thing that differs, before any rule has judged it.

    `key` is the primary key of a row (an object), the property of a descriptor (a string), or
    the place of something in a list (a number, from 0).
    """

    kind: str
    resource: str | None = None
    field: str | None = None
    key: Any = None
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs, with its bump and the rule that decided it.

    `kind` is one of `broadsheet.versions.KINDS`; `resource` and `field` say where, under their
    new names; `key` is what `Difference` says; `before` and `after` are None where there was or
    is nothing.
    """

    kind: str
    resource: str | None
    field: str | None
    key: Any
    before: Any
    after: Any
    bump: Bump
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """The change as JSON carries it: every key present, None where nothing applies."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the packages that were compared: where it lies, its name and its version."""

    location: str
    name: str | None
    version: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """All that differs between an old and a new package; empty when they hold the same data.

    Iterating gives each `Change`: first what differs in the package, then resource by
    resource its description and its rows. `notes` say what could not be compared as it should.

    >>> changes = broadsheet.diff(harbours, harbours)
    >>> changes.bump, list(changes)
    ('none', [])
    """

    old: Subject
    new: Subject
    policy: Policy
    structure: tuple[Difference, ...] = ()
    rows: tuple[RowChanges, ...] = ()
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Change]:
        return self.first(None)

    def first(self, limit: int | None) -> Iterator[Change]:
        """The first changes of each kind in each resource, in order; all of them where there is no limit."""
        for difference in self._differences(limit):
            verdict = self.policy.judge(difference.kind)
            yield Change(*difference, verdict.bump, str(verdict))

    def __len__(self) -> int:
        return len(self.structure) + sum(map(len, self.rows))

    def __bool__(self) -> bool:
        return len(self) > 0

    def _differences(self, limit: int | None) -> Iterator[Difference]:
        """The first differences of each kind, by resource; copies come last, which only follow others."""
        rows = {each.resource: each for each in self.rows}
        structure = list(self._structure(limit))
        last: str | None = None
        for difference in (each for each in structure if each.kind != COPY):
            if last is not None and difference.resource != last and last in rows:
                yield from map(Difference._make, rows.pop(last).first(limit))
            last = difference.resource
            yield difference
        for each in rows.values():
            yield from map(Difference._make, each.first(limit))
        yield from (each for each in structure if each.kind == COPY)

    def _structure(self, limit: int | None) -> Iterator[Difference]:
        seen: Counter[tuple[str | None, str]] = Counter()
        for each in self.structure:
            seen[each.resource, each.kind] += 1
            if limit is None or seen[each.resource, each.kind] <= limit:
                yield each

    @property
    def bump(self) -> Bump:
        """The strongest bump that any change asks for."""
        return highest(self.policy.judge(kind).bump for _, kind in self.count())

    @property
    def next_version(self) -> str | None:
        """The lowest version that the new package may have; None when the old one has no version."""
        return next_version(self.old.version, self.bump) if self.old.version is not None else None

    def count(self) -> Counter[tuple[str | None, str]]:
        """How many changes there are of each kind in each resource, without reading them."""
        total = Counter((each.resource, each.kind) for each in self.structure)
        for each in self.rows:
            total.update({(each.resource, kind): number for kind, number in each.count().items()})
        return total

    def demanding(self) -> Iterator[Change]:
        """The changes that ask for the strongest bump."""
        return (change for change in self if change.bump == self.bump)

    def under(self, policy: Policy) -> Changes:
        """The same changes under another policy."""
        return replace(self, policy=policy)

    def summary(self) -> list[dict[str, Any]]:
        """For each resource and kind of change: how many, the bump, and the rule; the strongest bumps first."""
        rows = [
            _summed(resource, kind, number, self.policy.judge(kind))
            for (resource, kind), number in self.count().items()
        ]
        return sorted(rows, key=lambda row: -BUMPS.index(row["bump"]))

    def head(self) -> dict[str, Any]:
        """What `to_dict` gives, without the changes themselves."""
        return {
            "bump": self.bump,
            "policy": self.policy.name,
            "old": asdict(self.old),
            "new": asdict(self.new),
            "next_version": self.next_version,
            "notes": list(self.notes),
            "summary": self.summary(),
        }

    def to_dict(self, limit: int | None = None) -> dict[str, Any]:
        """The changes as `--format json` prints them; `limit` is how many of each kind in each resource are listed."""
        return self.head() | {"changes": [change.to_dict() for change in self.first(limit)]}


def _summed(resource: str | None, kind: str, number: int, verdict: Verdict) -> dict[str, Any]:
    return {"resource": resource, "kind": kind, "count": number, "bump": verdict.bump, "reason": str(verdict)}
