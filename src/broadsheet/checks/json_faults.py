"""What is wrong with a JSON text as such: its syntax, its depth, and what readers do not agree on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from broadsheet.checks.json_places import levels, places
from broadsheet.issues import Issue, shorten

__all__ = ["DEEPEST", "doubtful_places", "hooks", "not_json", "too_deep"]

DEEPEST = 64
"""Levels of nesting that a record may have; the schema needs five."""

EXACT = 2**53
"""Below this, a double holds every whole number exactly."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def too_deep(path: str, text: str, first_line: int) -> Issue:
    """The issue of a text that nests too deep, which starts on a line of its file."""
    brackets = (at for at, level in levels(text) if level > DEEPEST)
    line = first_line + text.count("\n", 0, next(brackets, 0))
    return Issue.of("B008", f"nests deeper than {DEEPEST} levels", hint="a record needs five", path=path, line=line)


def not_json(path: str, error: json.JSONDecodeError, first_line: int) -> Issue:
    """The issue of a text that is no JSON, which starts on a line of its file."""
    line = first_line + error.lineno - 1
    return Issue.of("B003", _reason(error), hint=_hint(error), path=path, line=line)


def _reason(error: json.JSONDecodeError) -> str:
    if not error.doc.strip():
        return "is empty"
    reason = error.msg.removesuffix(" at")
    return f"is not JSON: {reason[0].lower()}{reason[1:]} at column {error.colno}"


def _hint(error: json.JSONDecodeError) -> str:
    text, position = error.doc, error.pos
    if not text.strip():
        return "a record starts with {"
    if error.msg.startswith("Extra data") and "\r" in text[:position]:
        return "its lines end in CR alone, as those of old Macs did: let them end in LF"
    here, before = text[position : position + 2], text[:position].rstrip()[-1:]
    if before == "," and here[:1] in {"}", "]"}:
        return "remove the comma before the closing bracket"
    if here[:1] == "'":
        return "JSON writes text in double quotation marks"
    if here in {"//", "/*"} or here[:1] == "#":
        return "JSON has no comments: remove it"
    advice = (say for start, say in _ADVICE.items() if error.msg.startswith(start))
    return next(advice, "mend the syntax there")


_ADVICE = {
    "Expecting ','": "a comma or a closing bracket is missing before it",
    "Extra data": "keep one value in the file; one record a line is JSON Lines, in a file *.jsonl",
    "Invalid control character": "write a line break as \\n, and other control characters as \\u and four digits",
    "Unterminated string": "the text lacks its closing quotation mark, or the file is cut off",
}
"""What to do about an error of Python's JSON reader, by the start of its message."""


def hooks(doubtful: set[str]) -> dict[str, Any]:
    """Hooks for `json.loads` that note what JSON allows or Python tolerates but a record must not hold."""

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubtful.add("key")
        return found

    def constant(name: str) -> None:
        doubtful.add(name)

    def number(digits: str) -> int | float | None:
        if not _is_sound(digits):
            doubtful.add("number")
            return None
        if not {".", "e", "E"} & set(digits):
            return int(digits)
        found = float(digits)
        whole = found.is_integer() and abs(found) < EXACT
        return int(found) if whole else found  # JSON Schema counts 1.0 as an integer, and so do offsets

    return {"object_pairs_hook": members, "parse_constant": constant, "parse_int": number, "parse_float": number}


def _is_sound(digits: str) -> bool:
    """Whether a number is one that a double can hold, written in a sensible number of digits."""
    return len(digits) <= 40 and float(digits) not in {float("inf"), float("-inf")}


def doubtful_places(path: str, text: str, first_line: int) -> Iterator[Issue]:
    """The issues of a text in which something doubtful was noticed, with their lines."""
    seen: dict[str, int] = {}
    twice = "/"
    for at, line, token in places(text, first_line):
        where = {"path": path, "pointer": at, "line": line}
        key = at.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        if at in seen and not at.startswith(f"{twice}/"):
            hint = "keep one of the two; nothing tells which of them counts"
            message = f"the key {shorten(key)} stands twice, first on line {seen[at]}"
            yield Issue.of("B006", message, hint=hint, **where)
            twice = at
        seen.setdefault(at, line)
        if _SURROGATE.search(key):
            hint = "write the whole character"
            yield Issue.of("B009", f"the key {shorten(key)} holds half of a surrogate pair", hint=hint, **where)
        if token in {"NaN", "Infinity", "-Infinity"}:
            yield Issue.of("B007", f"{token} is not a JSON number", hint="write null where nothing is known", **where)
        elif token[0] in "-0123456789" and not _is_sound(token):
            digits = shorten(token).strip('"')
            yield Issue.of("B007", f"{digits} cannot be kept as a number", hint="use fewer digits", **where)
        elif token[0] == '"' and _SURROGATE.search(found := json.loads(token)):
            message = f"{shorten(found)} holds half of a surrogate pair"
            yield Issue.of("B009", message, hint="write the whole character", **where)
