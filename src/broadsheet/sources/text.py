"""Bytes to text, reversibly: the encoding is found and recorded, nothing is changed."""

from __future__ import annotations

import json
import re
from unicodedata import category

from broadsheet.issues import Issue
from broadsheet.sources.encodings import find_encoding, name_of
from broadsheet.sources.received import Received

__all__ = ["LARGEST_TEXT", "begins_as_page", "binary_of", "has_half", "is_blank", "read_text"]

LARGEST_TEXT = 16 * 2**20
"""Longer files are not articles."""

_UNPACK = "unpack it first"
_MAGIC = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a recording",
    b"II*\x00": "a picture",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"(\xb5/\xfd": "a zstd archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"{\\rtf": "a rich text document",
    b"SQLite format 3": "a database",
    b"PAR1": "a Parquet file",
    b"bplist": "an archive of a browser",
    b"filedesc:": "an ARC archive",
    b"WARC/1.": "a web archive",
}
_EXPORT = "export its text in UTF-8"
_NEEDED = {
    "a zip archive or an office document": f"{_EXPORT}; an archive is read from a file that ends in .zip",
    "a Parquet file": "write it into a file that ends in .parquet",
    "a web archive": "write it into a file that ends in .warc",
    **dict.fromkeys((f"{kind} archive" for kind in ("a gzip", "a bzip2", "an xz", "a zstd", "a 7z", "a RAR")), _UNPACK),
}
"""What to do with it, where its text is not to be exported."""

_JSON_LINES = "write its articles as JSON Lines, in a file that ends in .jsonl"
_NOTATIONS = {
    ".csv": ("a table", _JSON_LINES),
    ".tsv": ("a table", _JSON_LINES),
    ".xml": ("XML", _JSON_LINES),
    ".eml": ("a mail", "save its text alone"),
    ".mbox": ("a box of mails", "save the text of each alone"),
    ".mht": ("a page with all that it shows", "save the page alone, as HTML"),
    ".mhtml": ("a page with all that it shows", "save the page alone, as HTML"),
}
"""What is no text though it consists of letters, by the endings of names, and what to do with it."""

_BEGINNING = 2**12
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?+\s*+(?>(?:<\?xml[^>]*+>|(?><!--.*?-->))\s*+)*+<(?:!doctype\s++html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
"""The first tag of a page, behind a mark, comments and what XML begins with."""

_FIRST = 100
"""One of so many characters is mostly seen."""


def read_text(name: str, data: bytes, *, path: str | None = None) -> Received | Issue:
    r"""The text that the bytes hold, or the issue that keeps it from being read.

    >>> read_text("a.txt", b"caf\xe9 on the quay, na\xefve").encoding
    'windows-1252'
    >>> read_text("a.png", b"\x89PNG\r\n").code
    'B020'
    """
    where = path or name
    if len(data) > LARGEST_TEXT:
        message = f"it has more than {LARGEST_TEXT:,} bytes, and no article has"
        return Issue.of("B022", message, hint="split it into articles", path=where)
    if binary := binary_of(data):
        return Issue.of("B020", f"it is {binary[0]}, not a text", hint=binary[1], path=where)
    found = find_encoding(data)
    if isinstance(found, tuple):
        code, message, hint = found
        return Issue.of(code, message, hint=hint, path=where)
    text = str(data, found)
    if is_blank(text):
        return Issue.of("B025", "there is no visible character in it", hint="leave it out", path=where)
    if told := _notation(name.lower(), text):
        return Issue.of("B020", f"it is {told[0]}, not a text", hint=told[1], path=where)
    return Received.of(name, data, name_of(found), text, path=path)


def _notation(name: str, text: str) -> tuple[str, str] | None:
    """The notation for programs that a text is in, by its name or how it begins, and what to do with it."""
    if ending := next((each for each in _NOTATIONS if name.endswith(each)), None):
        return _NOTATIONS[ending]
    if not name.endswith((".json", ".txt", ".text")):
        return None
    start = text.lstrip("\ufeff \t\r\n")
    what = "XML" if start.startswith("<?xml") else _json(start)
    return (what, _JSON_LINES) if what else None


def _json(start: str) -> str | None:
    """The kind of JSON that the whole text is, or its first line."""
    if not start.startswith(('{"', "{\n", "{\r", "{ ", "[{", "[\n", "[\r", "[ ")):
        return None
    for part, what in ((start, "JSON"), (start.partition("\n")[0], "JSON Lines")):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            continue
        return what if isinstance(value, dict) or (value and isinstance(value[0], dict)) else None
    return None


def begins_as_page(data: bytes) -> bool:
    """Whether bytes begin with the first tag of a page, behind what may stand before it.

    >>> begins_as_page(b"<!-- saved --> <!DOCTYPE html>"), begins_as_page(b"<sic> he said")
    (True, False)
    """
    return _PAGE.match(data[:_BEGINNING]) is not None


def is_blank(text: str) -> bool:
    r"""Whether a text has no character that is seen.

    >>> is_blank("\u200b \n"), is_blank("\x00"), is_blank("x")
    (True, True, False)
    """
    return all(map(_is_unseen, text[:_FIRST])) and all(map(_is_unseen, set(text)))


def has_half(text: str) -> bool:
    r"""Whether a text holds half of a surrogate pair, which no file in UTF-8 can.

    >>> has_half("\ud83d\udcf0"), has_half("\ud83d"), has_half("\U0001f4f0")
    (True, True, False)
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _is_unseen(character: str) -> bool:
    return category(character)[0] in "ZC"


def binary_of(data: bytes) -> tuple[str, str] | None:
    """What bytes are that begin as no text does, and what to do with them.

    >>> binary_of(b"%PDF-1.7"), binary_of(b"Port opens")
    (('a PDF document', 'export its text in UTF-8'), None)
    """
    what = next((what for magic, what in _MAGIC.items() if data.startswith(magic)), None)
    return (what, _NEEDED.get(what, _EXPORT)) if what else None
