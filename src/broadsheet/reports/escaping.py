"""JSON that a terminal can show: valid as ever, and without a character that a terminal would act on."""

from __future__ import annotations

import json
from typing import Any

from broadsheet.issues import printable

__all__ = ["to_json"]


def to_json(value: Any) -> str:
    r"""A value as indented JSON; what a terminal would act on stands there as JSON escapes it.

    >>> to_json("Kärrö\u202e")
    '"Kärrö\\u202e"'
    """
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return "".join(c if c == "\n" or printable(c) == c else json.dumps(c)[1:-1] for c in text)
