"""What is said of a release in words: `CHANGES.md` in it, and its section in the changelog of the project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.engines.atomic import replace_file
from broadsheet.errors import UnwritableError
from broadsheet.packages.descriptor import from_epoch
from broadsheet.projects import Project
from broadsheet.releases import Changes
from broadsheet.releases.changelog import (
    Entries,
    as_bullet,
    asked,
    entries_of,
    inserted,
    last_day,
    read_changelog,
    section_of,
    with_section,
)
from broadsheet.releases.fragments import Section, fragment_files, read_fragments, text_of, worded_in

__all__ = ["CHANGES", "Ask", "follow_changelog", "notes_of", "release_day"]

CHANGES = "CHANGES.md"

Ask = Callable[[Section, list[str]], str]


def release_day(project: Project) -> str:
    """The day of a release: that of SOURCE_DATE_EPOCH, or today (UTC).

    Raises UnwritableError when a release in the changelog is of a later day: one of the two is wrong.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    day = (from_epoch(epoch) if epoch else datetime.now(UTC)).date().isoformat()
    last = last_day(_changelog(project))
    if last is not None and last > day:
        message = f"the clock says {day}, and {project.settings.changelog} tells of a release on {last}"
        raise UnwritableError(message, hint="set the clock, or the date in the changelog; nothing was released")
    return day


def notes_of(project: Project, version: str, changes: Changes | None, ask: Ask | None = None) -> str:
    """The text of `CHANGES.md`: what the publisher says of a version, then what the changes are.

    The publisher's words stand under Unreleased in the changelog or in notes in `changes/`, and may say which lines
    about changes they stand for; `ask` is asked for better ones than those that are left of each heading.
    """
    text, own = _changelog(project), read_fragments(project.root)
    entries: Entries = entries_of(changes, text, worded_in(project.root)) if changes is not None else {}
    entries = asked(entries, ask) if ask else entries
    body = section_of(inserted(text, version, "", entries, own), version)
    first = "The first release." if changes is None else "The data are the same."
    return "\n".join([f"# {project.settings.name} {version}", "", *(body or [first])]) + "\n"


def follow_changelog(project: Project, version: str, day: str, notes: str) -> None:
    """Write the notes of a release into the changelog, and remove those in `changes/` that it took in."""
    lines = notes.splitlines()[2:]
    old = _changelog(project)
    if (new := with_section(old, version, day, lines)) != old:
        replace_file(project.root / project.settings.changelog, new.encode())
    for path, bullet in _bullets(project):
        if all(line in lines for line in bullet):
            path.unlink()


def _bullets(project: Project) -> Iterator[tuple[Path, list[str]]]:
    """The notes of a project as a changelog has them."""
    return ((path, list(as_bullet(text_of(path)))) for path in fragment_files(project.root))


def _changelog(project: Project) -> str:
    return read_changelog(project.root / project.settings.changelog)
