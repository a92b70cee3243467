"""What a build may replace: a package, and nothing that people keep beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from broadsheet.checks.fixity import paths_of
from broadsheet.engines.folders import files_under
from broadsheet.errors import UnwritableError
from broadsheet.tables import TABLES
from broadsheet.tables.receipt import pieces_of

__all__ = [
    "LITTER",
    "OF_RELEASES",
    "SUMS",
    "differing_files",
    "guard_data",
    "guard_package",
    "guard_release",
    "is_release",
    "same_bytes",
]

SUMS = "SHA256SUMS"
"""The file that makes a package a release: the hashes of all files in its folder."""

OF_RELEASES = frozenset({
    SUMS, "CHANGES.md", "changes.json", "CITATION.cff", "provenance.json", "provenance.dsse.json",
})  # fmt: skip
"""The files that a release holds beside its package and its archives."""

OURS = re.compile(r"data/([a-z_]+)(?:-[0-9]{4,})?\.(?:csv|jsonl?)")
"""The paths of all files that a build writes into the `data/` of a project, each named after a table."""

LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that systems leave in folders, which nobody misses."""


def guard_package(target: Path, **kept: Path) -> None:
    """Raise UnwritableError when putting a package at `target` would lose a file that no package listed.

    `kept` are places, by what they are, that must not lie in there.
    """
    for name, path in kept.items():
        if path.resolve().is_relative_to(target.resolve()):
            raise _refused(target, f"holds the {name} itself")
    if target.exists() and not target.is_dir():
        raise _refused(target, "is a file, not a folder")
    known = {"datapackage.json", *_listed(target / "datapackage.json", "path", "broadsheet:jsonSchema")}
    for path in _files(target):
        if path.relative_to(target).as_posix() not in known:
            raise _refused(target, f"holds {path.relative_to(target).as_posix()!r}, which is no part of a package")


def is_release(folder: Path) -> bool:
    """Whether a folder holds a release, which never changes."""
    return (folder / SUMS).is_file() and (folder / "datapackage.json").is_file()


def differing_files(release: Path, package: Path) -> list[str]:
    """The files of a package that a release has not, or has with other content."""
    return [
        path.relative_to(package).as_posix()
        for path in _files(package)
        if not same_bytes(release / path.relative_to(package), path)
    ]


def guard_release(release: Path, package: Path) -> None:
    """Raise UnwritableError when a package that was built anew is another one than was released under its version."""
    differing = differing_files(release, package)
    if differing:
        more = f" and {len(differing) - 3} more" if len(differing) > 3 else ""
        first = sorted(differing, key=lambda path: not path.startswith("data/"))[:3]
        message = f"{release.as_posix()} is a release and never changes; other now: {', '.join(first)}{more}"
        hint = "raise the version in the settings, or let broadsheet release do so; --out builds elsewhere"
        raise UnwritableError(message, hint=hint)


def guard_data(project: Path) -> None:
    """Raise UnwritableError when the project's `data/` holds a file that no build has written.

    Beside a descriptor of ours, the files of all our tables are ours: it is written before they change.
    """
    listed = _listed(project / "datapackage.json", "path")
    for path in _files(project / "data"):
        name = path.relative_to(project).as_posix()
        if name not in listed and not (listed and _is_ours(name)):
            hint = "a build replaces this folder: keep your own files elsewhere, or build with --out"
            raise UnwritableError(f"{path.as_posix()!r} is no part of the package", hint=hint)


def _is_ours(name: str) -> bool:
    found = OURS.fullmatch(name)
    return found is not None and found[1] in {table.name for table in TABLES}


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two files are there and hold the same bytes, which are read each time: `filecmp` remembers by times."""
    if not one.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    return all(here == there for here, there in zip_longest(pieces_of(one), pieces_of(other)))


def _listed(file: Path, *keys: str) -> set[str]:
    """The paths that the resources of a descriptor of ours name; none when there is no such descriptor."""
    try:
        descriptor: Any = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return set()
    if not isinstance(descriptor, dict) or "broadsheet:schemaVersion" not in descriptor:
        return set()
    listed = [*descriptor.get("resources", ()), *descriptor.get("broadsheet:exports", ())]
    resources = [each for each in listed if isinstance(each, dict)]
    return {path for each in resources for key in keys for path in paths_of(each, key)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in map(Path, files_under(folder)) if path.name not in LITTER)


def _refused(target: Path, reason: str) -> UnwritableError:
    message = f"{target.as_posix()!r} {reason}: nothing was written"
    return UnwritableError(message, hint="choose another folder with --out")
