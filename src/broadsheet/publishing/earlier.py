"""The release before: which it is, what has changed since, and the lowest version that this makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import orjson

from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import InvalidDataError, Issue, Report
from broadsheet.packages.export import EXPORTS
from broadsheet.packages.guard import is_release
from broadsheet.projects import Project
from broadsheet.publishing.proofs.files import compare_files
from broadsheet.publishing.proofs.form import DESCRIPTOR, lacking
from broadsheet.publishing.proofs.sums import listed_files
from broadsheet.releases import Changes
from broadsheet.releases.change import Subject
from broadsheet.releases.words import counted
from broadsheet.versions import BUMPS, Bump, is_enough, next_version
from broadsheet.versions.numbers import precedence

__all__ = [
    "BUMP_CHOICES",
    "BumpChoice",
    "RefusedError",
    "Release",
    "choose",
    "compared",
    "newest",
    "recorded",
    "require_whole",
    "says_the_same",
]

BumpChoice = Literal["auto", "none", "patch", "minor", "major"]
BUMP_CHOICES: tuple[BumpChoice, ...] = ("auto", *BUMPS)

BYTES_ONLY = {"bytes-changed", "copy-changed"}
"""Kinds of changes that leave the data as they are."""


class RefusedError(InvalidDataError):
    """A release was refused for its version; `changes` holds what differs from what was released before."""

    def __init__(self, code: str, message: str, changes: Changes, *, hint: str) -> None:
        super().__init__(message, Report((Issue.of(code, message, hint=hint),)), hint=hint)
        self.code = code
        self.changes = changes


@dataclass(frozen=True, slots=True)
class Release:
    """A release in a folder."""

    folder: Path
    name: str
    version: str


def newest(folder: Path, name: str) -> Release | None:
    """The release of a data set in a folder that has the highest version, if there is one."""
    found = [release for path in folder.glob(f"{name}-*") if (release := release_in(path)) and release.name == name]
    return max(found, key=lambda release: precedence(release.version), default=None)


def release_in(folder: Path) -> Release | None:
    """The release that a folder holds, if it holds one; UnreadableError when its descriptor is damaged."""
    if not is_release(folder):
        return None
    descriptor = _descriptor(folder)
    return Release(folder, str(descriptor["name"]), str(descriptor["version"]))


def _descriptor(folder: Path) -> Mapping[str, Any]:
    try:
        descriptor: Any = orjson.loads((folder / DESCRIPTOR).read_bytes())
        return {**descriptor, "name": descriptor["name"], "version": descriptor["version"]}
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
        raise _damaged(folder, "its descriptor cannot be read") from None


def require_whole(folder: Path) -> None:
    """Raise UnreadableError when the files of a release are not those that it lists, or one that it needs is gone."""
    listed = listed_files(folder)
    issue = next(iter((*listed.issues, *compare_files(folder, listed.stated))), None)
    issue = issue or next(lacking(folder, listed.stated, _descriptor(folder)), None)
    if issue is not None:
        raise _damaged(folder, f"{issue.path} {issue.message}")


def _damaged(folder: Path, reason: str) -> UnreadableError:
    hint = "broadsheet verify tells more; fetch it again, or move it away"
    return UnreadableError(f"the release {folder.as_posix()} is damaged: {reason}", hint=hint)


def compared(  # noqa: PLR0913 - what is compared, and how
    old: str | Path,
    new: Path,
    project: Project,
    version: str,
    *,
    copies: bool = True,
    memory: int | str | None = None,
) -> Changes:
    """All that has changed since a package; the new one is called by its name and version, not by its place."""
    from broadsheet.releases.diff import diff  # noqa: PLC0415 - polars: what was built is written by then

    rules = project.settings.versioning.rules_in_force
    changes = diff(old, new, policy=rules, folder=project.root, copies=copies, memory=memory)
    subject = Subject(f"{changes.new.name}-{version}", changes.new.name, version)
    return replace(changes, new=subject)


def recorded(changes: Changes) -> Changes:
    """What a release keeps of the changes: the same through whatever form of the release before they were found.

    A repository keeps no exports, so nothing of them is kept; nor are notes on how the two were read.
    """
    kept = tuple(each for each in changes.structure if each.key != EXPORTS)
    return replace(changes, structure=kept, notes=())


def says_the_same(changes: Changes) -> bool:
    """Whether two packages hold the same, be it in other bytes."""
    return {kind for _, kind in changes.count()} <= BYTES_ONLY


def choose(version: str, changes: Changes | None, bump: BumpChoice) -> str:
    """The version to release: that of the settings, or the one that a bump makes of the version before.

    With `auto` the version of the settings counts if it is above the one before, and otherwise the lowest
    that the changes allow. Raises RefusedError when it is lower than they demand.
    """
    if changes is None or changes.old.version is None:
        if bump not in {"auto", "none"}:
            message = "there is no earlier release to raise the version of"
            raise BroadsheetError(message, hint="name one with --against, or set the version in the settings")
        return version
    old = changes.old.version
    chosen = _wanted(version, old, changes.bump, bump)
    if not is_enough(old, chosen, changes.bump):
        raise _too_low(chosen, changes)
    return chosen


def _wanted(version: str, old: str, demanded: Bump, bump: BumpChoice) -> str:
    if bump == "none" or (bump == "auto" and precedence(version) > precedence(old)):
        return version
    return next_version(old, demanded if bump == "auto" else bump)


def _too_low(version: str, changes: Changes) -> RefusedError:
    row = next((row for row in changes.summary() if row["bump"] == changes.bump), None)
    if row is None:
        message, hint = f"{version} is lower than {changes.old.version}, which was released before", "raise the version"
        return RefusedError("B703", message, changes, hint=hint)
    where = f"{row['resource']}: " if row["resource"] else ""
    message = (
        f"{version} is lower than the changes since {changes.old.version} demand, which is {changes.next_version} "
        f"({changes.bump}): {where}{counted(row['kind'], row['count'])} ({row['reason']})"
    )
    hint = f"set the version to {changes.next_version}, or let --bump auto do so"
    return RefusedError("B703", message, changes, hint=hint)
