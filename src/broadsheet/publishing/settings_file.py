"""The file of a project's settings: its version set, every other byte kept."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from broadsheet.engines.atomic import replace_file
from broadsheet.errors import SettingsError
from broadsheet.projects import Project

__all__ = ["set_version", "with_version"]

_ASSIGNED = r"""(\bversion["']?\s*=\s*)(?P<quote>["'])%s(?P=quote)"""


def set_version(project: Project, version: str) -> None:
    """Write another version into the file of the settings, unless it is there already."""
    if version != project.settings.version:
        replace_file(project.file, with_version(project, version))


def with_version(project: Project, version: str) -> bytes:
    """The bytes of the settings file with another version.

    Of all places where a `version` has the old value, the one is changed that changes the settings of the data
    set and nothing else. Raises SettingsError when there is no such place.
    """
    data = project.file.read_bytes()
    text = data.decode("utf-8")
    wanted = _changed(tomllib.loads(text), project, version)
    for found in re.finditer(_ASSIGNED % re.escape(project.settings.version), text):
        quote = found["quote"]
        tried = f"{text[: found.start()]}{found[1]}{quote}{version}{quote}{text[found.end() :]}"
        if tomllib.loads(tried) == wanted:
            return tried.encode()
    message = f"the version in {project.file.as_posix()} could not be found as it is written"
    raise SettingsError(message, hint=f"set it to {version} by hand")


def _changed(value: dict[str, Any], project: Project, version: str) -> dict[str, Any]:
    if project.file.name != "pyproject.toml":
        return {**value, "version": version}
    tool = value["tool"]
    return {**value, "tool": {**tool, "broadsheet": {**tool["broadsheet"], "version": version}}}
