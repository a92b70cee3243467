"""One thing that was looked at, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from broadsheet.issues import Issue

__all__ = ["Proof", "State"]

State = Literal["passed", "failed", "left out"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof: its name, its state, what it says, and the issues if it failed.

    `left out` is what could not be looked at, with what it would take.
    """

    name: str
    state: State
    told: str
    issues: tuple[Issue, ...] = ()

    @classmethod
    def of(cls, name: str, issues: Iterable[Issue], told: str) -> Proof:
        """A proof that passed if there is no error among the issues."""
        found = tuple(issues)
        wrong = sum(issue.severity == "error" for issue in found)
        said = f"{wrong} error{'s' * (wrong != 1)}" if wrong else told
        return cls(name, "failed" if wrong else "passed", said, found)

    def to_dict(self) -> dict[str, Any]:
        """The proof as JSON carries it, without the issues, which the report has."""
        return {"name": self.name, "state": self.state, "told": self.told}
