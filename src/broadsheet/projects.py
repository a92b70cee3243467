"""A project: the folder in which a publisher keeps records, and the settings of the data set.

The settings stand in `broadsheet.toml`, or under `[tool.broadsheet]` in `pyproject.toml`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.errors import SettingsError, UnreadableError

if TYPE_CHECKING:
    from broadsheet.settings import Settings

__all__ = ["KEPT", "Project", "find_project", "open_project"]

LINES = tuple(f"{lines}{packed}" for lines in (".jsonl", ".ndjson") for packed in ("", ".gz", ".zst"))

ENDINGS = (".json", ".parquet", ".zip", *LINES)
"""How the names of files of articles end."""

KEPT = ".broadsheet"
"""The folder in a project for what commands keep for the next time."""

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

    def faults(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Everything that is wrong with the settings: its place in them, and what it is."""
        return _faults(self.raw)

    @property
    def seeds(self) -> Path:
        """The folder of the records that people edit."""
        return self.root / "seeds"

    def record_files(self) -> Iterator[Path]:
        """The files that hold the project's records, sorted by name; articles may be packed, on lines, or rows."""
        return map(self.seeds.joinpath, self.record_names())

    def record_names(self) -> Iterator[str]:
        """The same by their names in the folder of the records."""
        yield from (name for name in ("outlets.json", "entities.json", "copies.json") if (self.seeds / name).exists())
        if (articles := self.seeds / "articles").is_dir():
            names = sorted(_names_in(articles))
            yield from (f"articles/{name}" for name in names if name.lower().endswith(ENDINGS))

    def text_folders(self, texts: Path | None = None) -> list[Path]:
        """The folders in which source texts may lie, the one given first."""
        if texts is not None:
            if not texts.is_dir():
                raise UnreadableError(f"there is no folder {texts.as_posix()!r}", hint="name the folder of the texts")
            return [texts]
        named = os.environ.get(TEXTS_VARIABLE)
        return [*([Path(named)] if named else []), self.seeds / "texts"]


def _names_in(folder: Path) -> list[str]:
    """What is in a folder; nothing where it is gone by then."""
    try:
        return os.listdir(folder)  # noqa: PTH208 - of a million names
    except FileNotFoundError:
        return []
    except OSError as error:
        hint = "check its permissions"
        raise UnreadableError(f"{folder.as_posix()} cannot be read: {error.strerror}", hint=hint) from None


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
        hint = "check its permissions"
        raise UnreadableError(f"{file.as_posix()} cannot be read: {error.strerror}", hint=hint) from None


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


def _faults(raw: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    from pydantic import ValidationError  # noqa: PLC0415 - loaded when settings are needed

    from broadsheet.settings import Settings  # noqa: PLC0415 - as above

    try:
        Settings.model_validate(raw)
    except ValidationError as error:
        return [(each["loc"], _told(each, Settings)) for each in error.errors()]
    return []


def _told(error: Any, settings: type[Settings]) -> str:
    import difflib  # noqa: PLC0415 - only for mistakes

    where = ".".join(str(step) for step in error["loc"])
    known = list(_model_at(settings, error["loc"][:-1]).model_fields)
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), known, n=1)
        return f"{where} is not a setting, " + (f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}")
    if error["type"] == "literal_error":
        return f"{where.removesuffix('.[key]')}: {_not_a_term(error)}"
    if error["type"] == "pattern":
        return f"{where}: {error['input']!r} is {error['msg']}{_form(settings, error['loc'])}"
    if error["type"] == "model_type":
        known = list(_model_at(settings, error["loc"]).model_fields)
        return f"{where}: is not a table; write a table with {', '.join(known)}"
    return f"{where}: {_WORDS.get(error['type'], error['msg'])}"


def _not_a_term(error: Any) -> str:
    """What is said of a word that is none of those a setting may have."""
    import difflib  # noqa: PLC0415 - only for mistakes

    known = re.findall("'([^']*)'", error["ctx"]["expected"])
    near = difflib.get_close_matches(str(error["input"]), known, n=1)
    advice = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(known)}"
    return f"{error['input']!r} is not known here, {advice}"


_WORDS = {
    "missing": "is missing",
    "string_type": "is not text; write it in quotation marks",
    "string_too_long": "is too long",
    "tuple_type": "is not a list; write it in square brackets",
    "too_short": "is empty; name at least one",
    "unique_items": "names something twice",
}
"""What Pydantic's errors mean for somebody who writes settings."""


def _form(settings: type[Settings], steps: tuple[str | int, ...]) -> str:
    """The form of a setting as its examples show it, or else as its description tells."""
    name = next((step for step in reversed(steps) if isinstance(step, str)), "")
    field = _model_at(settings, steps[:-1]).model_fields.get(name)
    if field is None:
        return ""
    example = f", such as {field.examples[0]}" if field.examples else ""
    return f" ({field.description or ''}{example})".replace(".,", ",").replace(".)", ")").replace("`", "")


def _model_at(settings: type[Settings], steps: tuple[str | int, ...]) -> Any:
    """The model of the table at a place in the settings."""
    from typing import get_args  # noqa: PLC0415 - only for mistakes

    found: Any = settings
    for step in steps:
        if isinstance(step, str) and step in found.model_fields:
            inner = found.model_fields[step].annotation
            found = next((each for each in (inner, *get_args(inner)) if hasattr(each, "model_fields")), found)
    return found
