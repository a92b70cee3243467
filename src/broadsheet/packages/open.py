"""Packages opened: the built-in data set, or any other package that broadsheet made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

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
