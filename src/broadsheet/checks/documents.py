"""JSON files: what they hold, what is wrong with them as JSON, and on which line each value stands."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, BinaryIO

import orjson

from broadsheet.issues import Issue, shorten

__all__ = ["Document", "SettingsFile", "pointer", "read_document"]

DEEPEST = 64
"""Levels of nesting that a record may have; the schema needs five."""

EXACT = 2**53
"""Below this, a double holds every whole number exactly."""

LONGEST_FILE = 256 * 2**20
"""Bytes of one JSON file, or of one line of JSON Lines, where larger collections belong."""

_BOM = b"\xef\xbb\xbf"
_UTF_16 = {b"\xff\xfe", b"\xfe\xff"}
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+')
_KEY = re.compile(r"""["']?([A-Za-z0-9_-]+)["']?\s*=""")
_HEADER = re.compile(r"""\s*\[\[?(?P<ours>tool\.broadsheet)?\.?(?P<table>[^\]]*)\]""")
_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]]')
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_WHOLE_FRACTION = re.compile(rb"\.0[,}\]\s]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Document:
    """One JSON file that could be read."""

    path: str
    text: str
    value: Any
    first_line: int = 1

    def line(self, at: str) -> int | None:
        r"""The line, from 1, on which the value at a JSON Pointer starts, or the nearest one around it.

        >>> Document("a.json", '{\n  "a": [1,\n 2]\n}', {"a": [1, 2]}).line("/a/1")
        3
        """
        if "\n" not in self.text:
            return self.first_line
        while at and at not in self._lines:
            at = at.rpartition("/")[0]
        return self._lines.get(at)

    def issue(self, code: str, message: str, at: str = "", **where: Any) -> Issue:
        """An issue at a JSON Pointer of this document."""
        return Issue.of(code, message, path=self.path, pointer=at, line=self.line(at), **where)

    @cached_property
    def _lines(self) -> dict[str, int]:
        lines: dict[str, int] = {}
        for at, line, _ in _places(self.text, self.first_line):
            lines.setdefault(at, line)
        return lines


class SettingsFile(Document):
    """The settings of a project, in TOML: a value stands on the line of its key, or of the table around it."""

    def __init__(self, file: Path) -> None:
        super().__init__(file.name, file.read_text(encoding="utf-8"), None)

    @cached_property
    def _lines(self) -> dict[str, int]:
        found: dict[str, int] = {}
        inside, around = self.path != "pyproject.toml", ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := _HEADER.match(line):
                inside = self.path != "pyproject.toml" or bool(header["ours"])
                around = pointer(*filter(None, header["table"].split("."))) if inside else ""
                found.setdefault(around, number)
            elif inside and (key := _KEY.match(line)):
                found.setdefault(around + pointer(key[1]), number)
        return found


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
    data = read_bytes(path, shown)
    return (None, [data]) if isinstance(data, Issue) else parse_document(data, shown)


def read_bytes(path: str | Path, shown: str) -> bytes | Issue:
    """The bytes of a file; the issue when it is none, cannot be read, or is too large."""
    data = _first_bytes(path, shown, LONGEST_FILE + 1)
    if isinstance(data, bytes) and len(data) > LONGEST_FILE:
        return Issue.of("B001", f"is larger than {LONGEST_FILE >> 20} MiB", hint="split it", path=shown)
    return data


def trouble_of(path: str | Path, shown: str) -> Issue | None:
    """The issue when a path leads to no file, or to one that cannot be read."""
    found = _first_bytes(path, shown, 1)
    return found if isinstance(found, Issue) else None


def _first_bytes(path: str | Path, shown: str, most: int) -> bytes | Issue:
    """The bytes with which a file begins; the issue when it is none, or cannot be read."""
    try:
        about = os.stat(path)  # noqa: PTH116 - many files
        if not S_ISREG(about.st_mode):
            found = "a folder" if S_ISDIR(about.st_mode) else "a pipe or a device"
            return Issue.of("B001", f"is {found}, not a file", hint="put a file of records there", path=shown)
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            data = file.read(min(about.st_size + 1, most))
            return data + file.read(most - len(data)) if about.st_size < len(data) < most else data
    except OSError as error:
        hint = "check the path and its permissions"
        return Issue.of("B001", f"cannot be read: {error.strerror or error}", hint=hint, path=shown)


def numbered_lines(file: BinaryIO, first: int = 1, size: int | None = None) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, without their ends, numbered from `first`; None for one that is too long.

    Of a range of `size` bytes, nothing beyond it is read.
    """
    left = size if size is not None else sys.maxsize
    for number in count(first):
        line = file.readline(LONGEST_FILE + 1) if left > 0 else b""
        if not line:
            return
        left -= len(line)
        if len(line) > LONGEST_FILE:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_FILE)
                left -= len(line)
            yield number, None
        elif not line.isspace():
            yield number, line.removesuffix(b"\n")


def parse_document(data: bytes, path: str, first_line: int = 1) -> tuple[Document | None, list[Issue]]:
    """As `read_document`, for bytes at hand, which start on a line of their file."""
    issues = []
    if data.startswith(_BOM):
        hint = "save it as UTF-8 without BOM"
        issues.append(Issue.of("B005", "starts with a byte order mark", hint=hint, path=path, line=first_line))
        data = data[len(_BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + first_line
        message = f"byte {data[error.start]:#04x} at offset {error.start} is not UTF-8"
        hint = "it looks like UTF-16: save it as UTF-8" if data[:2] in _UTF_16 else "save the file as UTF-8"
        return None, [*issues, Issue.of("B004", message, hint=hint, path=path, line=line)]
    value = _plain_value(data)
    if value is not None and (data.count(b"[") + data.count(b"{") <= DEEPEST or depth(text) <= DEEPEST):
        return Document(path, text, value, first_line), issues
    document, found = _parse(text, path, first_line)
    return document, issues + found


def _plain_value(data: bytes) -> Any:
    """The value of bytes that are, to the byte, what a writer makes of it; else None.

    Nothing doubtful can be in such bytes: a key that stands twice, a number that no double
    holds or half a surrogate pair would not be written again. Whole numbers with a fraction
    are left to the reader that makes integers of them.
    """
    if _WHOLE_FRACTION.search(data):
        return None
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    body = data.strip()
    return value if body in (orjson.dumps(value), orjson.dumps(value, option=orjson.OPT_INDENT_2)) else None


def _parse(text: str, path: str, first_line: int) -> tuple[Document | None, list[Issue]]:
    doubtful: set[str] = set()
    try:
        value = json.loads(text, **_hooks(doubtful))
    except RecursionError:
        return None, [_too_deep(path, text, first_line)]
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        return None, [Issue.of("B003", _not_json(error), hint=_json_hint(error), path=path, line=line)]
    if depth(text) > DEEPEST:
        return None, [_too_deep(path, text, first_line)]
    document = Document(path, text, value, first_line)
    if _SURROGATE_ESCAPE.search(text):
        doubtful.add("surrogate")
    return document, list(_explain(document)) if doubtful else []


def _too_deep(path: str, text: str, first_line: int) -> Issue:
    brackets = (at for at, level in _levels(text) if level > DEEPEST)
    line = first_line + text.count("\n", 0, next(brackets, 0))
    return Issue.of("B008", f"nests deeper than {DEEPEST} levels", hint="a record needs five", path=path, line=line)


def _not_json(error: json.JSONDecodeError) -> str:
    if not error.doc.strip():
        return "is empty"
    reason = error.msg.removesuffix(" at")
    return f"is not JSON: {reason[0].lower()}{reason[1:]} at column {error.colno}"


def _json_hint(error: json.JSONDecodeError) -> str:
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


def depth(text: str) -> int:
    """How deep the brackets of a JSON text nest.

    >>> depth('{"a": ["[[["]}')
    2
    """
    return max((level for _, level in _levels(text)), default=0)


def _levels(text: str) -> Iterator[tuple[int, int]]:
    """Each opening bracket of a JSON text: its offset, and how deep it nests."""
    level = 0
    for token in _BRACKET.finditer(text):
        if token[0] in {"{", "["}:
            level += 1
            yield token.start(), level
        elif token[0] in {"}", "]"}:
            level -= 1


def _explain(document: Document) -> Iterator[Issue]:
    """The issues of a document in which something doubtful was noticed, with their lines."""
    seen: dict[str, int] = {}
    twice = "/"
    for at, line, token in _places(document.text, document.first_line):
        where = {"path": document.path, "pointer": at, "line": line}
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
        elif token[0] == '"' and _SURROGATE.search(text := json.loads(token)):
            message = f"{shorten(text)} holds half of a surrogate pair"
            yield Issue.of("B009", message, hint="write the whole character", **where)


def _places(text: str, first_line: int) -> Iterator[tuple[str, int, str]]:
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
