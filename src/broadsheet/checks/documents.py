"""JSON files: what they hold, what is wrong with them as JSON, and on which line each value stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from broadsheet.issues import Issue, shorten

__all__ = ["Document", "pointer", "read_document"]

DEEPEST = 64
"""Levels of nesting that a record may have; the schema needs five."""

LONGEST_FILE = 256 * 2**20
"""Bytes of one JSON file; larger collections belong into JSON Lines."""

_BOM = b"\xef\xbb\xbf"
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_LONE_SURROGATE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)


@dataclass(frozen=True)
class Document:
    """One JSON file that could be read."""

    path: str
    text: str
    value: Any

    def line(self, at: str) -> int | None:
        r"""The line, from 1, on which the value at a JSON Pointer starts, or the nearest one around it.

        >>> Document("a.json", '{\n  "a": [1,\n 2]\n}', {"a": [1, 2]}).line("/a/1")
        3
        """
        while at and at not in self._lines:
            at = at.rpartition("/")[0]
        return self._lines.get(at)

    def issue(self, code: str, message: str, at: str = "", **where: Any) -> Issue:
        """An issue at a JSON Pointer of this document."""
        return Issue.of(code, message, path=self.path, pointer=at, line=self.line(at), **where)

    @cached_property
    def _lines(self) -> dict[str, int]:
        lines: dict[str, int] = {}
        for at, line, _ in _places(self.text):
            lines.setdefault(at, line)
        return lines


def pointer(*steps: str | int) -> str:
    """A JSON Pointer (RFC 6901) of its steps.

    >>> pointer("statements", 0, "a/b")
    '/statements/0/a~1b'
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def read_document(path: Path, shown: str | None = None) -> tuple[Document | None, list[Issue]]:
    """The document in a file, and everything that is wrong with it as JSON.

    `shown` is the path as reports print it. The document is None when nothing can be
    made of the file; with issues and a document, the value is what most readers see.
    """
    shown = shown or path.as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST_FILE + 1)
    except OSError as error:
        hint = "check the path and its permissions"
        return None, [Issue.of("B001", f"cannot be read: {error.strerror or error}", hint=hint, path=shown)]
    if len(data) > LONGEST_FILE:
        return None, [Issue.of("B001", f"is larger than {LONGEST_FILE >> 20} MiB", hint="split it", path=shown)]
    return parse_document(data, shown)


def parse_document(data: bytes, path: str) -> tuple[Document | None, list[Issue]]:
    """As `read_document`, for bytes at hand."""
    issues = []
    if data.startswith(_BOM):
        issues.append(
            Issue.of("B005", "starts with a byte order mark", hint="save it as UTF-8 without BOM", path=path, line=1)
        )
        data = data[len(_BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {data[error.start]:#04x} at offset {error.start} is not UTF-8"
        return None, [*issues, Issue.of("B004", message, hint="save the file as UTF-8", path=path, line=line)]
    document, found = _parse(text, path)
    return document, issues + found


def _parse(text: str, path: str) -> tuple[Document | None, list[Issue]]:
    doubtful: set[str] = set()
    try:
        value = json.loads(text, **_hooks(doubtful))
    except RecursionError:
        return None, [_too_deep(path)]
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg} at column {error.colno}"
        return None, [Issue.of("B003", message, hint=_json_hint(text, error.pos), path=path, line=error.lineno)]
    if depth(text) > DEEPEST:
        return None, [_too_deep(path)]
    document = Document(path, text, value)
    if _LONE_SURROGATE.search(text):
        doubtful.add("surrogate")
    return document, list(_explain(document)) if doubtful else []


def _too_deep(path: str) -> Issue:
    return Issue.of("B008", f"nests deeper than {DEEPEST} levels", hint="a record needs five", path=path)


def _json_hint(text: str, position: int) -> str:
    if not text.strip():
        return "the file is empty; a record starts with {"
    before = text[:position].rstrip()[-1:]
    if before == "," and text[position : position + 1] in {"}", "]"}:
        return "remove the comma before the closing bracket"
    if text[position : position + 1] == "'":
        return "JSON writes text in double quotation marks"
    return "mend the syntax there"


def _hooks(doubtful: set[str]) -> dict[str, Any]:
    """Hooks for `json.loads` that note what JSON allows or Python tolerates but a record must not hold."""

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubtful.add("key")
        return found

    def constant(name: str) -> None:
        doubtful.add(name)

    def number(digits: str) -> int | float | None:
        if _is_sound(digits):
            return float(digits) if {".", "e", "E"} & set(digits) else int(digits)
        doubtful.add("number")
        return None

    return {"object_pairs_hook": members, "parse_constant": constant, "parse_int": number, "parse_float": number}


def _is_sound(digits: str) -> bool:
    """Whether a number is one that a double can hold, written in a sensible number of digits."""
    return len(digits) <= 40 and float(digits) not in {float("inf"), float("-inf")}


def depth(text: str) -> int:
    """How deep the brackets of a JSON text nest.

    >>> depth('{"a": ["[[["]}')
    2
    """
    deepest = level = 0
    for token in _TOKEN.finditer(text):
        first = token[0][0]
        if first in "{[":
            level += 1
            deepest = max(deepest, level)
        elif first in "}]":
            level -= 1
    return deepest


def _explain(document: Document) -> Iterator[Issue]:
    """The issues of a document in which something doubtful was noticed, with their lines."""
    seen: set[str] = set()
    for at, line, token in _places(document.text):
        where = {"path": document.path, "pointer": at, "line": line}
        if at in seen:
            hint = "keep one of the two; nothing tells which of them counts"
            yield Issue.of("B006", f"the key {shorten(at.rpartition('/')[2])} stands twice", hint=hint, **where)
        seen.add(at)
        if token in {"NaN", "Infinity", "-Infinity"}:
            yield Issue.of("B007", f"{token} is not a JSON number", hint="write null where nothing is known", **where)
        elif token[0] in "-0123456789" and not _is_sound(token):
            yield Issue.of("B007", f"{shorten(token)} cannot be kept as a number", hint="use fewer digits", **where)
        elif token[0] == '"' and _LONE_SURROGATE.search(token):
            yield Issue.of(
                "B009", f"{shorten(token)} holds half of a surrogate pair", hint="write the whole character", **where
            )


def _places(text: str) -> Iterator[tuple[str, int, str]]:
    """Pointer, line and first token of every value of a valid JSON text, in order."""
    stack: list[list[Any]] = []
    line, position, key = 1, 0, False
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
