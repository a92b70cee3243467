"""One rule: what is asked of the data, why, and what it looks like broken and kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

__all__ = ["Rule", "Severity"]

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule under its stable code.

    `name` is what reports call its `type`: a Frictionless error type where there is
    one. `bad` and `good` are excerpts of the cases under `tests/examples/` that
    break and keep the rule. `unchecked` says that something could not be checked, which
    is another thing than bad data.
    """

    code: str
    name: str
    severity: Severity
    reason: str
    bad: str
    good: str
    unchecked: bool = False

    def to_dict(self) -> dict[str, str | bool]:
        """The rule as a plain dictionary, in the order of its fields."""
        return asdict(self)
