"""Texts that are not ours to pass on, kept out of git."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePosixPath

from broadsheet.drafts.writing import unwritable, write_file

__all__ = ["ALL", "Withheld"]

ALL = b"*\n"
"""What keeps all of a folder out of git."""

_IGNORE = ".gitignore"

_ROOTS = (".git", "broadsheet.toml")
"""What stands in the root of a repository, or of a project that may become one."""


class Withheld:
    """A folder of texts that git leaves out: all of it where it was made here, one by one in a folder of a person.

    Lines are put at the end of a person's `.gitignore`, and only for texts that no pattern of theirs leaves out. Of
    their patterns those are understood that name the folder, or one that it is in.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def is_own(self) -> bool:
        """Whether the folder was made here."""
        return _read(self._folder) == ALL.decode()

    def add(self, name: str) -> None:
        """Keep a file out before it is there."""
        if not self._folder.exists():
            write_file(self._folder / _IGNORE, [ALL])
        elif f"/{name}" not in self._lines and not self._is_left_out(name):
            self._write(f"/{name}")

    def _is_left_out(self, name: str) -> bool:
        shown = (PurePosixPath(line[1:]).name for _, line in self._rules if line.startswith("!"))
        return self._is_whole and not any(fnmatchcase(name, pattern) for pattern in shown)

    @cached_property
    def _lines(self) -> set[str]:
        return set(_read(self._folder).splitlines())

    @cached_property
    def _is_whole(self) -> bool:
        """Whether a pattern leaves out the folder, one that it is in, or all that is in them."""
        return any(line in _patterns(self._folder.absolute(), above) for above, line in self._rules)

    @cached_property
    def _rules(self) -> list[tuple[Path, str]]:
        """The lines that git goes by, each with the folder that it stands in."""
        return [(folder, line.rstrip()) for folder in _inside(self._folder) for line in _read(folder).splitlines()]

    def _write(self, line: str) -> None:
        """Put a line at the end."""
        path = self._folder / _IGNORE
        try:
            cut_off = path.is_file() and not path.read_bytes().endswith(b"\n") and path.stat().st_size
            with path.open("a", encoding="utf-8") as stream:
                stream.write(f"\n{line}\n" if cut_off else f"{line}\n")
        except OSError as error:
            raise unwritable(path, error) from error
        self._lines.add(line)


def _inside(folder: Path) -> Iterator[Path]:
    """A folder and those round it, to the root of its repository or project; the folder alone where it is in none."""
    around = [folder.absolute(), *folder.absolute().parents]
    ends = (n for n, each in enumerate(around, 1) if any((each / root).exists() for root in _ROOTS))
    yield from around[: next(ends, 1)]


def _patterns(folder: Path, above: Path) -> set[str]:
    """The usual ways to leave out a folder in a `.gitignore` that is in it or above it."""
    within = folder.relative_to(above)
    names = [each.as_posix() for each in (within, *within.parents) if each.name]
    named = {f"{lead}{name}{tail}" for name in names for lead in ("", "/") for tail in ("", "/", "/*", "/**")}
    return {"*", "/*", "**", *named, *(f"{part}{tail}" for part in within.parts for tail in ("", "/"))}


def _read(folder: Path) -> str:
    path = folder / _IGNORE
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
