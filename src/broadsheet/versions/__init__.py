"""What a change does to a version: the kinds of changes, the rules that judge them, and the numbers."""

from broadsheet.versions.kinds import KINDS, Kind
from broadsheet.versions.numbers import BUMPS, Bump, highest, is_enough, next_version
from broadsheet.versions.policies import POLICIES, Policy, Verdict, policy_named

__all__ = [
    "BUMPS",
    "KINDS",
    "POLICIES",
    "Bump",
    "Kind",
    "Policy",
    "Verdict",
    "highest",
    "is_enough",
    "next_version",
    "policy_named",
]
