"""What a descriptor states of the files of its resources, whether each has one or several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["PARTS", "group_of", "hashes_of", "paths_of", "stated"]

PARTS = "broadsheet:parts"
"""The property of a resource in several files that tells the receipt of each."""


def paths_of(resource: Mapping[str, Any], key: str = "path") -> list[str]:
    """The paths of a resource under a property: of one file, or of several; none where none is stated.

    >>> paths_of({"path": "data/a.csv"}), paths_of({"path": ["data/a-0001.csv", "data/a-0002.csv"]}), paths_of({})
    (['data/a.csv'], ['data/a-0001.csv', 'data/a-0002.csv'], [])
    """
    path = resource.get(key, [])
    return [each for each in (path if isinstance(path, list) else [path]) if isinstance(each, str)]


def stated(resource: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a resource of ours states of each of its files: `path`, `hash`, and `bytes` and `rows` where they are known.

    Of a file of several for which nothing is stated there is its path alone.
    """
    if not isinstance(resource.get("path"), list):
        length = resource.get("bytes", resource.get("broadsheet:bytes"))
        known = {"hash": resource.get("hash"), "bytes": length, "rows": resource.get("broadsheet:rows")}
        return [{"path": path} | {k: v for k, v in known.items() if v is not None} for path in paths_of(resource)]
    parts = resource.get(PARTS)
    told = {str(each.get("path")): each for each in parts if isinstance(each, dict)} if isinstance(parts, list) else {}
    return [{**told.get(path, {}), "path": path} for path in paths_of(resource)]


def hashes_of(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """The hash that a descriptor of ours states for each file of its resources."""
    files = (file for resource in descriptor["resources"] for file in stated(resource))
    return {file["path"]: file["hash"] for file in files if "hash" in file}


def group_of(path: str) -> str | None:
    """The number of the group of articles in the path of a file, where each group has a file of its own.

    >>> group_of("data/figures-0012.csv"), group_of("data/figures.csv")
    ('0012', None)
    """
    found = re.search(r"-([0-9]{4,})\.[a-z]+$", path)
    return found[1] if found else None
