"""Where in a JSON text its values stand, and how deep they nest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

__all__ = ["depth", "levels", "places", "pointer"]

_STRING = r'"(?:[^"\\]++|\\(?s:.))*+"?'
"""A string; one that is never closed goes to the end, so that none is looked for behind each of its quotation marks."""

_TOKEN = re.compile(_STRING + r'|[{}\[\],:]|[^\s{}\[\],:"]+')
_BRACKET = re.compile(_STRING + r"|[{}\[\]]")


def pointer(*steps: str | int) -> str:
    """A JSON Pointer (RFC 6901) of its steps.

    >>> pointer("statements", 0, "a/b")
    '/statements/0/a~1b'
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def depth(text: str) -> int:
    """How deep the brackets of a JSON text nest.

    >>> depth('{"a": ["[[["]}')
    2
    """
    return max((level for _, level in levels(text)), default=0)


def levels(text: str) -> Iterator[tuple[int, int]]:
    """Each opening bracket of a JSON text: its offset, and how deep it nests."""
    level = 0
    for token in _BRACKET.finditer(text):
        if token[0] in {"{", "["}:
            level += 1
            yield token.start(), level
        elif token[0] in {"}", "]"}:
            level -= 1


def places(text: str, first_line: int) -> Iterator[tuple[str, int, str]]:
    """Pointer, line and first token of every value of a valid JSON text, in order."""
    stack: list[list[Any]] = []
    line, position, key = first_line, 0, False
    for token in _TOKEN.finditer(text):
        line += text.count("\n", position, token.start())
        position = token.start()
        word = token[0]
        if word in "}]":
            stack.pop()
            key = False
        elif word == ",":
            key = isinstance(stack[-1][-1], str)
            if not key:
                stack[-1][-1] += 1
        elif word == ":":
            key = False
        elif key:
            stack[-1][-1] = json.loads(word)
        else:
            yield pointer(*(step for (step,) in stack)), line, word
            if word in "{[":
                stack.append(["" if word == "{" else 0])
                key = word == "{"
