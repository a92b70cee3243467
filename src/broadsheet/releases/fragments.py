"""What the publisher says of the changes: notes in `changes/`, one a file, until a release takes them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from broadsheet.errors import UnreadableError

__all__ = ["SECTIONS", "Section", "fragment_files", "read_fragments", "text_of"]

Section = Literal["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
SECTIONS: tuple[Section, ...] = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
"""The headings of keepachangelog.com, in its order."""

FOLDER = "changes"
NAME = re.compile(r"(?P<number>.+)\.(?P<section>[a-z]+)\.md")
LONGEST = 1 << 16


def fragment_files(root: Path) -> list[Path]:
    """The notes of a project: `changes/NUMBER.SECTION.md`, by number, then by name."""
    found = [path for path in (root / FOLDER).glob("*.md") if path.name.lower() != "readme.md" and path.is_file()]
    return sorted(found, key=_place)


def read_fragments(root: Path) -> dict[Section, list[str]]:
    """The notes of a project by the heading that their names give; UnreadableError for a name without one.

    >>> (tmp / "changes").mkdir()
    >>> _ = (tmp / "changes/12.fixed.md").write_text("The depth of the old harbour.")
    >>> read_fragments(tmp)
    {'Fixed': ['The depth of the old harbour.']}
    """
    found: dict[Section, list[str]] = {}
    for path in fragment_files(root):
        if text := text_of(path):
            found.setdefault(_section(path), []).append(text)
    return {section: found[section] for section in SECTIONS if section in found}


def _section(path: Path) -> Section:
    match = NAME.fullmatch(path.name)
    known = {section.lower(): section for section in SECTIONS}
    if match is None or match["section"] not in known:
        hint = f"name it NUMBER.SECTION.md, the section being one of {', '.join(known)}"
        raise UnreadableError(f"{path.as_posix()} does not say what kind of change it tells of", hint=hint)
    return known[match["section"]]


def text_of(path: Path) -> str:
    """The text of a note; UnreadableError when it is too long or no UTF-8."""
    try:
        data = path.read_bytes()
        if len(data) > LONGEST:
            raise UnreadableError(f"{path.as_posix()} is too long for a note", hint="write a few sentences")
        return "\n".join(_lines(data.decode("utf-8-sig"))).strip()
    except UnicodeDecodeError:
        raise UnreadableError(f"{path.as_posix()} is not UTF-8", hint="save it as UTF-8") from None
    except OSError as error:
        raise UnreadableError(f"{path.as_posix()} cannot be read: {error.strerror}") from None


def _lines(text: str) -> Iterator[str]:
    """The lines of a note; the bullet that it may start with is taken off, since the changelog gives it one."""
    lines = text.strip().splitlines()
    if lines and lines[0].startswith(("- ", "* ")):
        yield lines[0][2:]
        yield from (line.removeprefix("  ") for line in lines[1:])
    else:
        yield from lines


def _place(path: Path) -> tuple[bool, int, str]:
    number = path.name.partition(".")[0]
    return not number.isdecimal(), int(number) if number.isdecimal() else 0, path.name
