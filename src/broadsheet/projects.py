"""A project: the folder in which a publisher keeps records, and the settings of the data set.

The settings stand in `broadsheet.toml`, or under `[tool.broadsheet]` in `pyproject.toml`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.errors import SettingsError, UnreadableError

if TYPE_CHECKING:
    from broadsheet.settings import Settings

__all__ = ["Project", "find_project", "open_project"]

TEXTS_VARIABLE = "BROADSHEET_TEXTS"
"""The environment variable that names a folder of source texts."""


@dataclass(frozen=True)
class Project:
    """A data set in the making: where it lies, and what its settings say."""

    root: Path
    file: Path
    raw: dict[str, Any]

    @property
    def settings(self) -> Settings:
        """The settings, checked; SettingsError names everything that is wrong with them."""
        return _checked(self.file, self.raw)

    @property
    def seeds(self) -> Path:
        """The folder of the records that people edit."""
        return self.root / "seeds"

    def record_files(self) -> Iterator[Path]:
        """The files that hold the project's records, sorted by name."""
        for name in ("outlets.json", "entities.json"):
            if (path := self.seeds / name).exists():
                yield path
        yield from sorted((self.seeds / "articles").glob("*.json"))

    def text_folders(self, texts: Path | None = None) -> list[Path]:
        """The folders in which source texts may lie, the one given first."""
        if texts is not None:
            if not texts.is_dir():
                raise UnreadableError(f"there is no folder {texts.as_posix()!r}", hint="name the folder of the texts")
            return [texts]
        named = os.environ.get(TEXTS_VARIABLE)
        return [*([Path(named)] if named else []), self.seeds / "texts"]


def open_project(folder: Path) -> Project:
    """The project in a folder; UnreadableError when the folder holds none."""
    project = _project_in(folder)
    if project is None:
        raise UnreadableError(
            f"{folder.as_posix()!r} is not a broadsheet project",
            hint="a project has a broadsheet.toml, or a [tool.broadsheet] table in its pyproject.toml",
        )
    return project


def find_project(path: Path) -> Project | None:
    """The project around a file or folder, if there is one."""
    for folder in (path.resolve(), *path.resolve().parents):
        if folder.is_dir() and (project := _project_in(folder)) is not None:
            return project
    return None


def _project_in(folder: Path) -> Project | None:
    if (file := folder / "broadsheet.toml").is_file():
        return Project(folder, file, _toml(file))
    if (file := folder / "pyproject.toml").is_file():
        table = _toml(file).get("tool", {}).get("broadsheet")
        return Project(folder, file, table) if isinstance(table, dict) else None
    return None


def _toml(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - a check of a data package mostly does without

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file.as_posix()} is not TOML: {error}", hint="mend the syntax there") from None
    except OSError as error:
        raise UnreadableError(f"{file.as_posix()} cannot be read: {error.strerror}") from None


def _checked(file: Path, raw: dict[str, Any]) -> Settings:
    from pydantic import ValidationError  # noqa: PLC0415 - loaded when settings are needed

    from broadsheet.settings import Settings  # noqa: PLC0415 - as above

    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        told = [_told(each, Settings) for each in error.errors()]
        raise SettingsError(
            f"{file.as_posix()}: " + "; ".join(told), hint="mend the settings of the data set"
        ) from None


def _told(error: Any, settings: type[Settings]) -> str:
    import difflib  # noqa: PLC0415 - only for mistakes

    where = ".".join(str(step) for step in error["loc"])
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(where, settings.model_fields, n=1)
        return f"{where} is not a setting" + (f", did you mean {near[0]}?" if near else "")
    return f"{where}: {error['msg']}"
