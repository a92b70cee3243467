"""What the publisher says of the changes: notes in `changes/`, one a file, until a release takes them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from broadsheet.errors import UnreadableError

__all__ = ["FOLDER", "SECTIONS", "Section", "fragment_files", "read_fragments", "stands_for", "text_of", "worded_in"]

Section = Literal["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
SECTIONS: tuple[Section, ...] = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
"""The headings of keepachangelog.com, in its order."""

FOLDER = "changes"
INSTEAD = re.compile(r"<!--\s*instead of:(?P<what>(?:[^<>]|<(?!!--))*?)-->\s*", re.IGNORECASE)
"""The comment by which words say which lines about changes they stand for."""

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


def worded_in(root: Path) -> dict[Section, set[str]]:
    """What the notes of a project stand for, by their heading; see `stands_for`."""
    found: dict[Section, set[str]] = {}
    for path in fragment_files(root):
        found.setdefault(_section(path), set()).update(stands_for(_read(path)))
    return found


def stands_for(text: str) -> set[str]:
    r"""The changes whose lines are left out for these words: resources, kinds, a resource with a kind, or `all`.

    >>> sorted(stands_for("<!-- instead of: figures value-changed, articles -->\nDepths."))
    ['articles', 'figures value-changed']
    """
    told = (part.split() for found in INSTEAD.finditer(text) for part in found["what"].split(","))
    return {" ".join(words) for words in told if words}


def _section(path: Path) -> Section:
    match = NAME.fullmatch(path.name)
    known = {section.lower(): section for section in SECTIONS}
    if match is None or match["section"] not in known:
        hint = f"name it NUMBER.SECTION.md, the section being one of {', '.join(known)}"
        raise UnreadableError(f"{path.as_posix()} does not say what kind of change it tells of", hint=hint)
    return known[match["section"]]


def text_of(path: Path) -> str:
    """The text of a note, without what it says of itself; UnreadableError when it is too long or no UTF-8."""
    return "\n".join(_lines(INSTEAD.sub("", _read(path)))).strip()


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
        if len(data) > LONGEST:
            raise UnreadableError(f"{path.as_posix()} is too long for a note", hint="write a few sentences")
        return data.decode("utf-8-sig")
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
