"""JSON files: what they hold, what is wrong with them as JSON, and on which line each value stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from broadsheet.checks.file_bytes import read_bytes
from broadsheet.checks.json_faults import DEEPEST, doubtful_places, hooks, not_json, too_deep
from broadsheet.checks.json_places import depth, places, pointer
from broadsheet.issues import Issue

__all__ = ["Document", "SettingsFile", "parse_document", "read_document"]

_BOM = b"\xef\xbb\xbf"
_UTF_16 = {b"\xff\xfe", b"\xfe\xff"}
_KEY = re.compile(r"""["']?([A-Za-z0-9_-]+)["']?\s*=""")
_HEADER = re.compile(r"""\s*\[\[?(?P<ours>tool\.broadsheet)?\.?(?P<table>[^\]]*)\]""")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_WHOLE_FRACTION = re.compile(rb"\.0[,}\]\s]")


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
        for at, line, _ in places(self.text, self.first_line):
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


def read_document(path: Path, shown: str | None = None) -> tuple[Document | None, list[Issue]]:
    """The document in a file, and everything that is wrong with it as JSON.

    `shown` is the path as reports print it. The document is None when nothing can be
    made of the file; with issues and a document, the value is what most readers see.
    """
    shown = shown or path.as_posix()
    data = read_bytes(path, shown)
    return (None, [data]) if isinstance(data, Issue) else parse_document(data, shown)


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
    is_written_so = body == orjson.dumps(value) or body == orjson.dumps(value, option=orjson.OPT_INDENT_2)
    return value if is_written_so else None


def _parse(text: str, path: str, first_line: int) -> tuple[Document | None, list[Issue]]:
    doubtful: set[str] = set()
    try:
        value = json.loads(text, **hooks(doubtful))
    except RecursionError:
        return None, [too_deep(path, text, first_line)]
    except json.JSONDecodeError as error:
        return None, [not_json(path, error, first_line)]
    if depth(text) > DEEPEST:
        return None, [too_deep(path, text, first_line)]
    document = Document(path, text, value, first_line)
    if _SURROGATE_ESCAPE.search(text):
        doubtful.add("surrogate")
    return document, list(doubtful_places(path, text, first_line)) if doubtful else []
