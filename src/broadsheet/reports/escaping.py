"""JSON that a terminal can show: valid as ever, and without a character that a terminal would act on."""

from __future__ import annotations

import json
from typing import Any

from broadsheet.issues import printable

__all__ = ["to_json"]


def to_json(value: Any, *, indent: int | None = 2) -> str:
    r"""A value as JSON, on one line where `indent` is None; what a terminal would act on is escaped.

    >>> to_json("Kärrö\u202e")
    '"Kärrö\\u202e"'
    """
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return "".join(c if c == "\n" or printable(c) == c else json.dumps(c)[1:-1] for c in text)
