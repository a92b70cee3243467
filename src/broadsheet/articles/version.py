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

Step = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Mapping[int, Step] = {}
"""For a major version, the step that carries its records over to the next one."""


def compare(version: object) -> Literal["readable", "older", "newer", "unknown"]:
    """What a record's schema version means to this reader.

    >>> compare("1.0"), compare("1.7"), compare("0.9"), compare("one")
    ('readable', 'newer', 'older', 'unknown')
    """
    if isinstance(version, str) and version in READABLE:
        return "readable"
    if not isinstance(version, str) or re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,4}", version) is None:
        return "unknown"
    return "newer" if _parts(version) > _parts(CURRENT) else "older"


def migrate(record: Any, steps: Mapping[int, Step] = MIGRATIONS) -> Any:
    """The record in the current major version, as far as steps are known that carry it there.

    What is no record of an older major version comes back as it is.

    >>> steps = {0: lambda old: {"schema_version": "1.0", "headline": old["title"]}}
    >>> migrate({"schema_version": "0.3", "title": "Storm"}, steps)
    {'schema_version': '1.0', 'headline': 'Storm'}
    >>> migrate({"schema_version": "0.3"})
    {'schema_version': '0.3'}
    """
    while isinstance(record, dict) and compare(record.get("schema_version")) == "older":
        step = steps.get(_parts(record["schema_version"])[0])
        if step is None:
            break
        record = step(record)
    return record


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
