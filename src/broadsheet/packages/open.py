"""Packages opened: the built-in data set, or any other package that broadsheet made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from broadsheet.articles.version import CURRENT, compare
from broadsheet.checks.fixity import stated
from broadsheet.errors import UnreadableError
from broadsheet.packages.package import Package
from broadsheet.packages.storage import Folder, storage_at
from broadsheet.shipped import shipped

__all__ = ["load", "open_package"]


def open_package(path: str | Path) -> Package:
    """The package in a folder, behind a `datapackage.json`, or in a zip. It is `broadsheet.open`.

    Nothing but the descriptor is read yet. Raises UnreadableError when there is no package,
    or none that broadsheet made.

    >>> broadsheet.open("datapackage.json").edition
    'open'
    """
    storage = storage_at(Path(path))
    name = storage.name if isinstance(storage, Folder) else "datapackage.json"
    descriptor = _parsed(storage.read(name), Path(path))
    if "broadsheet:schemaVersion" not in descriptor:
        message = f"{Path(path).as_posix()} is a data package, but not one that broadsheet made"
        raise UnreadableError(message, hint="broadsheet validate checks it; frictionless opens it")
    _check_version(descriptor["broadsheet:schemaVersion"], Path(path))
    _check_resources(descriptor["resources"], Path(path))
    return Package(storage, descriptor)


def load() -> Package:
    """The built-in data set: the package that comes with broadsheet.

    >>> load().name
    'viet-nam-foreign-policy'
    """
    return open_package(shipped("datapackage.json"))


def _parsed(data: bytes, path: Path) -> dict[str, Any]:
    try:
        descriptor = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UnreadableError(f"the descriptor of {path.as_posix()} is not JSON: {error}") from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise UnreadableError(f"{path.as_posix()} is not a data package: it has no resources")
    return descriptor


def _check_version(version: object, path: Path) -> None:
    if (found := compare(version)) != "readable":
        hint = "upgrade broadsheet" if found == "newer" else f"build it again: this broadsheet reads {CURRENT}"
        raise UnreadableError(f"{path.as_posix()} has records in the schema version {version!r}", hint=hint)


def _check_resources(resources: list[Any], path: Path) -> None:
    """A resource of ours always says its name, its path and its hash, or those of each of its files."""
    for number, resource in enumerate(resources):
        said = resource if isinstance(resource, dict) else {}
        known = {
            "name": isinstance(said.get("name"), str),
            "path": isinstance(said.get("path"), str) or _is_list(said.get("path")),
            "hash": all(isinstance(each.get("hash"), str) for each in stated(said) or [said]),
        }
        if lacking := [name for name, is_known in known.items() if not is_known]:
            message = f"resource {number} of the package {path.as_posix()} has no {' and no '.join(lacking)}"
            raise UnreadableError(message, hint="fetch the package again: this copy is damaged or was changed")


def _is_list(path: object) -> bool:
    return isinstance(path, list) and bool(path) and all(isinstance(each, str) for each in path)
