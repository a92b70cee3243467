"""JSON that a terminal can show: valid as ever, and without a character that a terminal would act on."""

from __future__ import annotations

import json
import re
from typing import Any

from broadsheet.issues import printable

__all__ = ["safe", "to_json"]

SUSPECT = re.compile(r"[^\n -~]")
"""Characters that a terminal may act on: all but ASCII that is printed, and line breaks."""


def to_json(value: Any, *, indent: int | None = 2) -> str:
    r"""A value as JSON, on one line where `indent` is None; what a terminal would act on is escaped.

    >>> to_json("Kärrö\u202e")
    '"Kärrö\\u202e"'
    """
    return safe(json.dumps(value, indent=indent, ensure_ascii=False))


def safe(text: str) -> str:
    """A text of JSON, in which what a terminal would act on is escaped; it stays the same value."""
    return SUSPECT.sub(lambda found: _shown(found[0]), text)


def _shown(character: str) -> str:
    return character if printable(character) == character else json.dumps(character)[1:-1]
