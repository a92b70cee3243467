"""The zip, the wheel and the sdist of a release: that each holds the files of the package, and no others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from broadsheet.checks.tables.troubles import RefusedFile
from broadsheet.issues import Issue
from broadsheet.packages.members import around, members, top_of

__all__ = ["compare_copy", "members_of"]

_BLOCK = 1 << 20


def compare_copy(archive: Path, files: Mapping[str, str]) -> Iterator[Issue]:
    """What an archive holds otherwise than a package, whose files are given with their SHA-256."""
    try:
        members = members_of(archive)
    except RefusedFile as error:
        yield Issue.of("B807", f"cannot be read: it {error}", hint="fetch the release again", path=archive.name)
        return
    for path in sorted({*files, *members}):
        if path not in members:
            message = f"holds no {path}"
        elif path not in files:
            message = f"holds {path}, which the package has not"
        elif members[path] != files[path]:
            message = f"holds another {path} than the package"
        else:
            continue
        yield Issue.of("B807", message, hint="do not trust this release", path=archive.name)


def members_of(archive: Path) -> dict[str, str]:
    """The SHA-256 of each file of the package in an archive, by its path in the package.

    The package is where the descriptor nearest to the top lies. Raises RefusedFile for what is no archive of a
    package, or one that is broken or larger than is sensible.
    """
    found = {name: _digest(stream.read) for name, stream in members(archive)}
    top = top_of(found)
    return {name.removeprefix(top): digest for name, digest in found.items() if not around(archive, name)}


def _digest(read: Callable[[int], bytes]) -> str:
    found = hashlib.sha256()
    while block := read(_BLOCK):
        found.update(block)
    return found.hexdigest()
