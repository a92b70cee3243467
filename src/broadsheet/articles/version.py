"""The version of the record's schema, and what a reader does with another one.

A record says which version it is written in. The version has two parts: a new minor version
only adds what older records may leave out, so every record of the same major version and an
older or equal minor version is read as it is. A record of an older major version is carried
over by the steps in `MIGRATIONS`; a newer one is refused, with the advice to upgrade, because a
reader cannot keep what it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

__all__ = ["CURRENT", "MIGRATIONS", "READABLE", "compare", "migrate"]

CURRENT = "1.0"
"""The version that records are written in."""

READABLE: Mapping[str, str] = {"1.0": "The first version."}
"""The versions that are read as they are, and what each brought."""

MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For a major version, the step that carries its records over to the next one."""


def compare(version: object) -> Literal["readable", "older", "newer", "unknown"]:
    """What a record's schema version means to this reader.

    >>> compare("1.0"), compare("1.7"), compare("0.9"), compare("one")
    ('readable', 'newer', 'older', 'unknown')
    """
    if version in READABLE:
        return "readable"
    if not isinstance(version, str) or re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,4}", version) is None:
        return "unknown"
    return "newer" if _parts(version) > _parts(CURRENT) else "older"


def migrate(record: dict[str, Any]) -> dict[str, Any]:
    """The record in the current major version: a new dictionary where steps were needed.

    Raises KeyError where no step is known from the record's version.

    >>> migrate({"schema_version": "1.0", "id": "a"})
    {'schema_version': '1.0', 'id': 'a'}
    """
    while _parts(record["schema_version"])[0] < _parts(CURRENT)[0]:
        record = MIGRATIONS[_parts(record["schema_version"])[0]](record)
    return record


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
