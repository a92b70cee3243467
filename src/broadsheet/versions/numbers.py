"""Version numbers (semver.org 2.0.0), and what a bump makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from broadsheet.errors import BroadsheetError

__all__ = ["BUMPS", "Bump", "highest", "is_enough", "is_working", "next_version", "precedence", "working_version"]

Bump = Literal["none", "patch", "minor", "major"]

BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")
"""The bumps, each stronger than those before it."""

_NUMBER = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")
_WORKING = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+-(?:.+\.)?dev")


def highest(bumps: Iterable[Bump]) -> Bump:
    """The strongest of some bumps; `none` of none.

    >>> highest(["patch", "major", "minor"]), highest([])
    ('major', 'none')
    """
    return max(bumps, key=BUMPS.index, default="none")


def next_version(version: str, bump: Bump) -> str:
    """The lowest version that a bump makes of a version.

    Versions below 1.0.0 count like all others: semver.org leaves open what their numbers mean
    (clause 4), but data have readers from their first release on, and 1.0.0 is what a change
    that breaks them leads to. A pre-release leads to the release it announces, if that is
    enough. Raises BroadsheetError for what is no semantic version.

    >>> next_version("1.4.2", "minor"), next_version("0.2.0", "major")
    ('1.5.0', '1.0.0')
    >>> next_version("2.0.0-rc.1", "major"), next_version("1.4.2", "none")
    ('2.0.0', '1.4.2')
    """
    (major, minor, patch), announced = _parts(version)
    if bump == "none":
        return version
    if bump == "major":
        return f"{major}.0.0" if announced and not minor and not patch else f"{major + 1}.0.0"
    if bump == "minor":
        return f"{major}.{minor}.0" if announced and not patch else f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch}" if announced else f"{major}.{minor}.{patch + 1}"


def working_version(released: str) -> str:
    """The version of data that have moved on from a release: above it, and below every release that may follow.

    >>> working_version("1.4.2"), working_version("2.0.0-rc.1")
    ('1.4.3-dev', '2.0.0-rc.1.dev')
    """
    numbers, announced = _parts(released)
    bare = ".".join(map(str, numbers))
    return f"{bare}-{announced}.dev" if announced else f"{next_version(bare, 'patch')}-dev"


def is_working(version: str) -> bool:
    """Whether a version is one that `working_version` makes.

    >>> is_working("1.4.3-dev"), is_working("2.0.0-rc.1.dev"), is_working("2.0.0-rc.1")
    (True, True, False)
    """
    return _WORKING.fullmatch(version) is not None


def is_enough(old: str, new: str, bump: Bump) -> bool:
    """Whether a new version is as high as a bump of the old one demands.

    >>> is_enough("1.4.2", "1.5.0", "patch"), is_enough("1.4.2", "1.4.3", "minor")
    (True, False)
    """
    return precedence(new) >= precedence(next_version(old, bump))


def precedence(version: str) -> tuple[tuple[int, int, int], bool, tuple[tuple[bool, int, str], ...]]:
    """What versions are ordered by (semver.org, clause 11): a pre-release comes before its release.

    >>> precedence("1.0.0-rc.2") < precedence("1.0.0-rc.10") < precedence("1.0.0")
    True
    """
    numbers, announced = _parts(version)
    steps = announced.split(".") if announced else []
    return numbers, not announced, tuple((not s.isdigit(), int(s) if s.isdigit() else 0, s) for s in steps)


def _parts(version: str) -> tuple[tuple[int, int, int], str]:
    found = _NUMBER.fullmatch(version)
    if found is None:
        message = f"{version!r} is not a semantic version"
        raise BroadsheetError(message, hint="write three numbers, as in 1.4.2 (semver.org)")
    return (int(found[1]), int(found[2]), int(found[3])), found[4] or ""
