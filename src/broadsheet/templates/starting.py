"""A project that is valid, and passes its own checks, from its first commit on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from broadsheet import __version__
from broadsheet.engines.atomic import staged_file
from broadsheet.errors import BroadsheetError, UnwritableError
from broadsheet.projects import find_project

__all__ = ["Started", "init"]

TEMPLATES = Path(__file__).parent / "project"

PLACES: Mapping[str, str] = MappingProxyType({
    "seeds/texts/example.txt": "example.txt",
    "seeds/articles/example.json": "example.json",
    "seeds/entities.json": "entities.json",
    "seeds/outlets.json": "outlets.json",
    ".github/workflows/data.yml": "workflow.yml",
    ".gitignore": "gitignore",
    "README.md": "README.md",
    "broadsheet.toml": "broadsheet.toml",
})  # fmt: skip
"""Each file of a new project with the template that it is made of; the settings, which make it one, come last."""


@dataclass(frozen=True, slots=True)
class Started:
    """A new project: its folder, the files that were written, and those that were there already and stayed."""

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]


def init(
    folder: str | Path = ".", *, name: str | None = None, title: str | None = None, requirement: str | None = None
) -> Started:
    """Start a project in a folder: settings, an example record with its text, a workflow, a README.

    No file that is there is overwritten. The name of the data set is that of the folder, in lower case, if none
    is given. `requirement` is what the workflow and the README give to `pip install`: by default this version of
    broadsheet or a later one, with the extras `page`, `release` and `sign`. Raises BroadsheetError when the folder is
    a project already, or the name or the requirement cannot be one; UnwritableError when it cannot be written.

    >>> init(tmp / "Harbour News").written[-1]
    'broadsheet.toml'
    >>> broadsheet.validate(tmp / "Harbour News").issues
    ()
    """
    place = Path(folder)
    if place.is_dir() and (found := find_project(place)) and found.root == place.resolve():
        raise BroadsheetError(f"{place.as_posix()} is a project already", hint="broadsheet ingest adds articles to it")
    called = _named(name if name is not None else place.resolve().name)
    words = {
        "{{name}}": called,
        "{{title}}": _quoted(title or _titled(called)),
        "{{requirement}}": _wanted(requirement),
    }
    kept = tuple(path for path in PLACES if (place / path).exists())
    written = tuple(path for path in PLACES if path not in kept)
    for path in written:
        _write(place / path, _filled((TEMPLATES / PLACES[path]).read_text(encoding="utf-8"), words))
    return Started(place, written, kept)


def _named(name: str) -> str:
    """A name as Data Packages have them: lower case, hyphens between words."""
    found = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("._-")
    found = re.sub(r"(?<![._-])[._]*-[._-]*", "-", found)
    if not found:
        raise BroadsheetError(f"{name!r} is no name for a data set", hint="give one with --name")
    return found


def _titled(name: str) -> str:
    words = re.split(r"[._-]+", name)
    return " ".join([words[0].capitalize(), *words[1:]])


def _quoted(title: str) -> str:
    """A title as it may stand in TOML and in Markdown."""
    return " ".join(title.replace("\\", "").replace('"', "'").split())


def _wanted(requirement: str | None) -> str:
    """What pip installs, as it may stand between apostrophes in a shell and in YAML."""
    if requirement is None:
        return f"broadsheet[page,release,sign]>={__version__}"
    if not re.fullmatch(r"[A-Za-z0-9./][\x20-\x7e]*", requirement) or re.search(r"['\\]|: | #", requirement):
        hint = "write what pip takes, such as broadsheet[release]>=1.0 or broadsheet[release] @ git+https://…"
        raise BroadsheetError(f"{requirement!r} is nothing to install", hint=hint)
    return requirement


def _filled(text: str, words: Mapping[str, str]) -> str:
    for place, word in words.items():
        text = text.replace(place, word)
    return text


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "check the path and its permissions"
        raise UnwritableError(f"cannot write {file.as_posix()}: {error.strerror}", hint=hint) from error
    with staged_file(file) as stream:
        stream.write(text.encode())
