"""Rule sets: for every kind of change its bump, and the clause that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from broadsheet.errors import BroadsheetError
from broadsheet.versions.kinds import KINDS, Kind
from broadsheet.versions.numbers import Bump

__all__ = ["POLICIES", "Policy", "Verdict", "policy_named"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule makes of a change: the bump, the clause, and the clause in words."""

    bump: Bump
    clause: str
    words: str

    def __str__(self) -> str:
        return f"{self.clause}: {self.words}"


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule set: its name, where it is published, what its clauses say, and a verdict on every kind of change.

    >>> str(POLICIES["recipe"].judge("value-changed"))
    'recipe patch-1: errors in the data are corrected'
    """

    name: str
    source: str
    clauses: Mapping[str, str]
    verdicts: Mapping[str, Verdict]

    def __reduce__(self) -> tuple[Any, ...]:
        """What it is pickled as."""
        return Policy, (self.name, self.source, dict(self.clauses), dict(self.verdicts))

    def judge(self, kind: str) -> Verdict:
        """The verdict on a kind of change; KeyError when there is no such kind."""
        return self.verdicts[kind]

    def changed(self, rules: Mapping[str, Bump], name: str = "project") -> Policy:
        """The rule set with some rules replaced by those of a project.

        >>> POLICIES["recipe"].changed({"row-removed": "minor"}).judge("row-removed").bump
        'minor'
        """
        own = {kind: Verdict(bump, f"{name} {kind}", "a rule of the project") for kind, bump in rules.items()}
        return Policy(self.name, self.source, self.clauses, MappingProxyType({**self.verdicts, **own}))


RECIPE_CLAUSES = MappingProxyType({
    "major-0": "what was there can no longer be used as before",
    "major-1": "a name or an identifier changes",
    "major-2": "fields are added, removed or put in another order",
    "major-3": "the type or the format of a field changes",
    "major-4": "a constraint becomes stricter",
    "major-5": "data that others refer to are deleted, merged, split or mean something else",
    "minor-0": "what was there can be used as before, and there is more to it",
    "minor-1": "a resource is added",
    "minor-2": "a resource gets more data",
    "minor-3": "a constraint becomes looser",
    "minor-4": "a reference to another resource is updated",
    "minor-5": "data follow a change in the data that they refer to",
    "patch-1": "errors in the data are corrected",
    "patch-2": "descriptive metadata change",
    "scenario-5": "the data move to another address, which leaves the version as it is",
    "none": "the data are the same",
    "with": "it comes with another change, which counts",
})  # fmt: skip

CROISSANT_CLAUSES = MappingProxyType({
    "major": "existing data are edited, removed or moved, or can no longer be got as they were",
    "minor": "existing data are the same and can be got as they were; there are more of them",
    "patch": "the data are the same, however they are written and packed",
    "none": "the data are the same, and so is how they are written",
    "with": "it comes with another change, which counts",
})  # fmt: skip


def _policy(name: str, source: str, clauses: Mapping[str, str]) -> Policy:
    return Policy(
        name, source, clauses, MappingProxyType({kind: _verdict(name, each, clauses) for kind, each in KINDS.items()})
    )


def _verdict(name: str, kind: Kind, clauses: Mapping[str, str]) -> Verdict:
    bump, clause = getattr(kind, name)
    return Verdict(bump, f"{name} {clause.removesuffix('*')}", clauses[clause.removesuffix("*")])


POLICIES = MappingProxyType({
    "recipe": _policy("recipe", "https://datapackage.org/recipes/data-package-version/", RECIPE_CLAUSES),
    "croissant": _policy("croissant", "https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html#version",
                         CROISSANT_CLAUSES),
})  # fmt: skip
"""The published rule sets under their names."""


def policy_named(name: str) -> Policy:
    """The rule set of a name; BroadsheetError when there is none."""
    if name not in POLICIES:
        raise BroadsheetError(f"there is no version policy {name!r}", hint=f"choose {' or '.join(POLICIES)}")
    return POLICIES[name]
