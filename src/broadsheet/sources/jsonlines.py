"""JSON Lines: one article a line, with a mapping from its columns to ours."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, BinaryIO

from broadsheet.issues import Issue, shorten
from broadsheet.sources.html import is_markup, read_page
from broadsheet.sources.packed import PACKED, BombError, MissingZstdError, unpacked
from broadsheet.sources.received import Found, Hint, Received
from broadsheet.sources.text import LARGEST_TEXT, binary_of, has_half, is_blank

__all__ = ["LINES", "MAPPED", "Columns", "find_lines", "find_packed_lines", "read_row", "under"]

LINES = tuple(f"{lines}{packed}" for lines in (".jsonl", ".ndjson") for packed in ("", *PACKED))
"""The endings of JSON Lines, packed or not."""


_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"{\x00", b"\x00{")

_OPEN = (b"{", b"[", b"[{")
_EACH = "write each object in a line of its own"

_USUAL = ("headline", "date_published", "author", "publisher", "license", "url", "in_language")
MAPPED = ("text", "name", *_USUAL, "copyright_holder", "article_section")
"""What a column may hold that a draft makes use of."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a line holds what; `hints` maps names of ours to columns; `content.body` is a key inside another.

    >>> Columns(text="body", hints={"date_published": "date"}).text
    'body'
    """

    text: str = "text"
    name: str = "id"
    hints: Mapping[str, str] = field(default_factory=lambda: {name: name for name in _USUAL})


def find_lines(stream: BinaryIO, stem: str, columns: Columns, *, path: str) -> Iterator[Found | Issue]:
    """The texts of a JSON Lines file; their bytes are counted and hashed in UTF-8."""
    number = found = 0
    while line := stream.readline(LARGEST_TEXT + 1):
        number += 1
        if number == 1 and (other := _other(line)):
            code, message, hint = other
            yield Issue.of(code, message, hint=hint, path=path)
            return
        found += not line.isspace()
        if len(line) > LARGEST_TEXT:
            message, hint = f"line {number:,} is longer than an article", "split it, or leave the line out"
            yield Issue.of("B022", message, hint=hint, path=path, line=number)
            _skip(stream, line)
        elif line.removeprefix(codecs.BOM_UTF8).strip():
            read = partial(_read_line, line, f"{stem}-{number}", columns, path, number)
            yield Found(f"{path}:{number}", len(line), read)
    if not found:
        yield Issue.of("B025", "there is no text in it", hint="leave it out", path=path)


def _other(line: bytes) -> tuple[str, str, str] | None:
    """What a file is by its first line, where it holds no lines of JSON: code, message and hint of an issue."""
    if line.startswith(_UTF_16):
        return "B021", "JSON Lines are in UTF-8, and this is UTF-16", "convert it"
    if line.strip() in _OPEN:
        return "B003", "its JSON goes over several lines", _EACH
    what = binary_of(line)
    return ("B020", f"it is {what[0]}, and no JSON Lines", what[1]) if what else None


def find_packed_lines(stream: BinaryIO, name: str, columns: Columns, *, path: str) -> Iterator[Found | Issue]:
    """The same of a file that may be packed, as its name tells; at last the issue where it cannot be unpacked."""
    stem = name.removesuffix(".gz").removesuffix(".zst").rpartition(".")[0]
    try:
        opened, broken = unpacked(stream, name)
    except MissingZstdError:
        hint = 'pip install "broadsheet[zstd]"'
        yield Issue.of("B028", "reading zstd needs the extra zstd", hint=hint, path=path)
        return
    try:
        yield from find_lines(opened, stem, columns, path=path)
    except BombError:
        message = "it unpacks to far more than texts would"
        yield Issue.of("B023", message, hint="unpack it yourself; the lines before were read", path=path)
    except broken as error:
        hint = "pack it anew; the lines before were read"
        yield Issue.of("B001", f"it cannot be unpacked to its end: {error}", hint=hint, path=path)


def _skip(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LARGEST_TEXT)


def _read_line(line: bytes, name: str, columns: Columns, path: str, number: int) -> Received | Issue:
    try:
        row = json.loads(line.rstrip().decode("utf-8-sig" if number == 1 else "utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        hint = "mend it there, or leave the line out"
        return Issue.of("B003", _fault(error), hint=hint, path=path, line=number)
    return read_row(row, name, columns, path, number)


class _TwiceError(ValueError):
    """An object has a key twice: of what stands under it one would be lost."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; _TwiceError names a key that it has twice."""
    row = dict(pairs)
    if len(row) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(next(key for key in row if keys.count(key) > 1))
    return row


def _fault(error: ValueError | RecursionError) -> str:
    """What keeps a line from being read."""
    if isinstance(error, _TwiceError):
        return f"the line has {shorten(str(error))} twice"
    if isinstance(error, json.JSONDecodeError):
        return f"the line is not JSON: {error.msg} at column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return f"the line is not UTF-8 (byte {error.start:,})"
    return "the line is nested too deep" if isinstance(error, RecursionError) else "a number in it is far too long"


def read_row(row: Any, name: str, columns: Columns, path: str, number: int) -> Received | Issue:
    """The text of a row of a file, which has the name and the number; B026 where it holds none."""
    text = under(columns.text, row)
    if not isinstance(text, str):
        has = f"; there are {', '.join(row)}" if isinstance(row, dict) and row else ""
        hint = f"map the column that holds the text with --column text=COLUMN{has}"[:300]
        hint = _EACH if isinstance(row, list) else hint
        hint = "give it one, or leave it out" if isinstance(row, dict) and columns.text in row else hint
        return Issue.of("B026", f"there is no text under {columns.text!r}", hint=hint, path=path, line=number)
    if len(text) > LARGEST_TEXT:
        message = f"the text has {len(text):,} characters, more than an article"
        return Issue.of("B022", message, hint="split it, or leave the line out", path=path, line=number)
    return _receive(text, row, name, columns, path=f"{path}:{number}")


def _receive(text: str, row: dict[str, Any], name: str, columns: Columns, *, path: str) -> Received | Issue:
    given = under(columns.name, row)
    if isinstance(given, str | int) and str(given).strip():
        name = str(given).strip()
    told = {ours: (theirs, list(_words(under(theirs, row)))) for ours, theirs in columns.hints.items()}
    for column, words in ((columns.text, [text]), (columns.name, [name]), *told.values()):
        if any(map(has_half, words)):
            message = f"{shorten(column)} holds half of a surrogate pair"
            return _issue("B009", message, path, "write the whole character")
    if is_blank(text):
        return _issue("B025", "there is no visible character in the text", path)
    data = text.encode("utf-8")
    hints = {
        ours: Hint("\n".join(words) if ours == "author" else words[0], f"column {theirs}")
        for ours, (theirs, words) in told.items()
        if words
    }
    if not is_markup(text):
        return Received.of(name, data, "utf-8", text, hints, path=path)
    page = read_page(name, data, path=path, page=text)
    if isinstance(page, Issue):
        return _issue(page.code, page.message, path, page.hint)
    return replace(page, hints={**page.hints, **hints})


def under(column: str, row: Any) -> Any:
    """What a row has in a column, or else at the end of a path of keys, as in `content.body`; None where it has none.

    >>> under("content.body", {"content": {"body": "Open."}}), under("body", {"content": {"body": "Open."}})
    ('Open.', None)
    """
    if not isinstance(row, dict):
        return None
    if column in row:
        return row[column]
    outer, _, inner = column.partition(".")
    return under(inner, row.get(outer)) if inner else None


def _words(value: Any) -> Iterator[str]:
    """The words of a value: itself, those in a list, however deep, or the name of a thing."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict):
            waiting += [each["name"]] if isinstance(each.get("name"), str) else []
        elif each and not isinstance(each, bool):
            yield str(each)


def _issue(code: str, message: str, path: str, hint: str | None = None) -> Issue:
    file, _, line = path.rpartition(":")
    return Issue.of(code, message, hint=hint, path=file, line=int(line))
