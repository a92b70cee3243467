"""Files, folders, globs, archives and streams as one sequence of texts and issues."""

from __future__ import annotations

import codecs
import glob
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from broadsheet.issues import Issue
from broadsheet.sources.archives import find_members, is_zip
from broadsheet.sources.extent import Extent
from broadsheet.sources.jsonlines import LINES, Columns, find_lines, find_packed_lines
from broadsheet.sources.received import Found, Received
from broadsheet.sources.text import LARGEST_TEXT, read_text

__all__ = ["at_hand", "find_sources", "read", "read_bytes", "read_sources"]

TEXTS = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ""}
    | {".zip", ".jsonl", ".ndjson", ".parquet", ".warc", ".gz"}
)
"""What is taken from a folder; a file that is named itself is read whatever its suffix."""

HOLDERS = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".epub", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst"}
    | {".eml", ".mbox", ".msg", ".mht", ".mhtml", ".webarchive", ".maff", ".arc", ".xml"}
)
"""What may hold articles and is no text: told where it lies in a folder, so that no article is missed unseen."""

TAKEN = TEXTS | HOLDERS

_PAGES = (".html", ".htm", ".xhtml")
_FIRST_TAGS = (b"<!doctype html", b"<html")
_PARQUET = ".parquet"
_RIGHTS = "check the permissions"
_WARCS = (".warc", ".warc.gz")


def read(*paths: str | Path, columns: Columns | None = None) -> Iterator[Received | Issue]:
    """Every text under the paths as it was received; what cannot be read is an issue in its place.

    A path is a file, a folder, a glob, a zip, a file of JSON Lines or Parquet, a WARC, or `-` for the standard input.

    >>> [received.name for received in broadsheet.read(project / "seeds/texts")]
    ['2024-05-02-harbour.txt', '2024-06-11-quay.txt']
    """
    return read_sources(paths, columns=columns)


def read_sources(
    paths: Iterable[str | Path], *, columns: Columns | None = None, stdin: BinaryIO | None = None
) -> Iterator[Received | Issue]:
    """Every text under the paths, in a stable order; what cannot be read is an issue in its place.

    A path is a file, a folder, a glob, a zip, a file of JSON Lines or Parquet, a WARC, or `-` for the standard input.
    """
    for found in find_sources(paths, columns=columns, stdin=stdin):
        yield found if isinstance(found, Issue) else found.read()


def find_sources(
    paths: Iterable[str | Path],
    *,
    columns: Columns | None = None,
    stdin: BinaryIO | None = None,
    extent: Extent | None = None,
) -> Iterator[Found | Issue]:
    """Every text under the paths before it is read, so that another process may read it; `extent` is told of each."""
    extent = extent or Extent()
    for path in paths:
        number = 0
        for number, found in enumerate(_find(path, columns or Columns(), stdin, extent), start=1):  # noqa: B007 - is it 0?
            yield found
        if not number:
            yield Issue.of("B025", "there is no text in it", hint="check the path", path=str(path))


def _find(path: str | Path, columns: Columns, stdin: BinaryIO | None, extent: Extent) -> Iterator[Found | Issue]:
    """The texts under one path."""
    if str(path) == "-":
        yield from _find_in_stream(stdin or sys.stdin.buffer, columns)
        return
    for file in _files(Path(path)):
        yield from _find_in_file(file, columns, extent) if isinstance(file, Path) else [file]


def _files(path: Path) -> Iterator[Path | Issue]:
    if path.is_dir():
        yield from _walk(path)
    elif path.is_file():
        yield path
    elif path.exists():
        yield _no_file(path)
    else:
        found = sorted(glob.glob(str(path), recursive=True)) if glob.has_magic(str(path)) else []  # noqa: PTH207 - any path
        for name in map(Path, found):
            if "**" not in str(path) or not name.is_dir():
                yield from _files(name)
        if not found:
            yield Issue.of("B001", "there is no such file", hint="check the path", path=str(path))


def _no_file(path: Path) -> Issue:
    hint = "bring it through the standard input, with - as the path"
    return Issue.of("B001", "it is not a file", hint=hint, path=str(path))


def _walk(folder: Path) -> Iterator[Path | Issue]:
    """The texts in a folder and in those under it, by their names; a link may lead anywhere and is not followed."""
    root = os.path.realpath(folder)
    under = [_entries(folder, root)]
    while under:
        found = next(under[-1], None)
        if found is None:
            under.pop()
        elif isinstance(found, Issue):
            yield found
        elif found[1]:
            under.append(_entries(found[0], root))
        else:
            yield found[0]


def _entries(folder: Path, root: str) -> Iterator[tuple[Path, bool] | Issue]:
    """What is in a folder and may hold texts, by its names, and whether it is a folder; of a file the name is kept.

    What cannot be taken though it may hold a text is told: a link out of the root, a pipe.
    """
    apart: dict[str, Issue | None] = {}
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if _may_hold(entry, root, apart))
    except OSError as error:
        yield Issue.of("B001", f"the folder cannot be read: {error.strerror or error}", hint=_RIGHTS, path=str(folder))
        return
    for name in names:
        yield apart.get(name) or (folder / name, name in apart)


def _may_hold(entry: os.DirEntry[str], root: str, apart: dict[str, Issue | None]) -> bool:
    """Whether it may hold texts and is not hidden; what is no file is put down: a folder, or why it is not taken."""
    if entry.name.startswith("."):
        return False
    if entry.is_symlink():
        apart[entry.name] = _leads_out(entry, root)
        return apart[entry.name] is not None
    if entry.is_dir():
        apart[entry.name] = None
        return True
    if not _is_taken(entry.name):
        return False
    if not entry.is_file():
        apart[entry.name] = _no_file(Path(entry.path))
    return True


def _is_taken(name: str) -> bool:
    return os.path.splitext(name)[1].rstrip(".").lower() in TAKEN  # noqa: PTH122 - of a million names


def _leads_out(link: os.DirEntry[str], root: str) -> Issue | None:
    """The issue of a link by which a text might be missed; None where what it leads to is found without it."""
    target = os.path.realpath(link.path)
    if not os.path.exists(target):  # noqa: PTH110 - beside realpath
        message, hint = "it is a link that leads nowhere", "mend it, or remove it"
        return Issue.of("B001", message, hint=hint, path=link.path) if _is_taken(link.name) else None
    is_folder = link.is_dir()
    if not is_folder and not _is_taken(link.name):
        return None
    is_hidden = any(part.startswith(".") for part in Path(os.path.relpath(target, root)).parts)
    if not is_hidden and (is_folder or _is_taken(target)):
        return None
    hint = "name as a path what it leads to"
    return Issue.of("B001", "it is a link, which is not followed", hint=hint, path=link.path)


def _find_in_file(file: Path, columns: Columns, extent: Extent) -> Iterator[Found | Issue]:
    """The texts in a file; that it was changed meanwhile is told, also where nothing of it was amiss."""
    name = file.name.lower()
    try:
        if not name.endswith((*LINES, *_WARCS, _PARQUET)) and not is_zip(file):
            extent.find(0)
            extent.pass_by(file)
            yield Found(str(file), 0, partial(read_file, file), file)
            return
        with file.open("rb") as stream:
            before = _state(stream)
            for found in _find_in_holder(file, stream, columns):
                extent.find(stream.tell())
                yield found
            extent.pass_by(file)
            if _state(stream) != before:
                yield _changed(file)
    except OSError as error:
        yield Issue.of("B001", f"it cannot be read: {error.strerror or error}", hint=_RIGHTS, path=str(file))


def _find_in_holder(file: Path, stream: BinaryIO, columns: Columns) -> Iterator[Found | Issue]:
    """The texts in a file of several."""
    name = file.name.lower()
    if name.endswith(LINES):
        yield from find_packed_lines(stream, file.name, columns, path=str(file))
    elif name.endswith(_PARQUET):
        from broadsheet.sources.parquet import find_rows  # noqa: PLC0415 - heavy

        yield from find_rows(file, columns)
    elif name.endswith(_WARCS):
        yield from _find_in_warc(file)
    else:
        yield from find_members(file, read_bytes, columns)


def read_file(file: Path) -> Received | Issue:
    """The text that a file holds."""
    data = _bytes_of(file)
    return data if isinstance(data, Issue) else _read_alone(file.name, data, str(file))


def at_hand(found: Found | Issue) -> Found | Issue:
    """The same text with all its bytes, so that it can be read where its file is not."""
    if isinstance(found, Issue) or found.file is None:
        return found
    data = _bytes_of(found.file)
    if isinstance(data, Issue):
        return data
    return Found(found.path, len(data), partial(_read_alone, found.file.name, data, found.path))


def _bytes_of(file: Path) -> bytes | Issue:
    try:
        with file.open("rb") as stream:
            size, _ = before = _state(stream)
            if size > LARGEST_TEXT:
                message = f"{size:,} bytes are more than an article has"
                return Issue.of("B022", message, hint="split it into articles", path=str(file))
            data = stream.read(size + 1)
            return data if (len(data), before) == (size, _state(stream)) else _changed(file)
    except OSError as error:
        return Issue.of("B001", f"it cannot be read: {error.strerror or error}", hint=_RIGHTS, path=str(file))


def _state(stream: BinaryIO) -> tuple[int, int]:
    """The size of a file and when it was written last, by which a change shows."""
    state = os.fstat(stream.fileno())
    return state.st_size, state.st_mtime_ns


def _changed(file: Path) -> Issue:
    hint = "read it again when nobody writes into it"
    return Issue.of("B001", "it was changed while it was read", hint=hint, path=str(file))


def _read_alone(name: str, data: bytes, path: str) -> Received | Issue:
    """The text in the bytes of a file, which are its own unless it was taken from a page."""
    received = read_bytes(name, data, path=path)
    if isinstance(received, Issue) or _is_page(name, data):
        return received
    return replace(received, alone=True)


def read_bytes(name: str, data: bytes, *, path: str | None = None, url: str | None = None) -> Received | Issue:
    """The text in some bytes: plain, or taken from a page where the name, or how it begins, says that it is one."""
    if _is_page(name, data):
        from broadsheet.sources.html import read_page  # noqa: PLC0415 - heavy

        return read_page(name, data, path=path, url=url)
    return read_text(name, data, path=path)


def _is_page(name: str, data: bytes) -> bool:
    """Whether bytes are a page, by the ending of their name or by their first tag: some are saved without an ending."""
    if name.lower().endswith(_PAGES):
        return True
    return data[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_FIRST_TAGS)


def _find_in_warc(file: Path) -> Iterator[Found | Issue]:
    from broadsheet.sources.warc import find_pages  # noqa: PLC0415 - heavy

    yield from find_pages(file, read_bytes)


def _find_in_stream(stream: BinaryIO, columns: Columns) -> Iterator[Found | Issue]:
    """What a stream holds, by how it begins: JSON Lines, a page, or a text."""
    buffered = stream if isinstance(stream, BufferedReader) else BufferedReader(cast("RawIOBase", stream))
    start = buffered.peek(64).removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"{"):
        yield from find_lines(buffered, "stdin", columns, path="-")
        return
    name = "stdin.html" if start.startswith(_FIRST_TAGS) else "stdin.txt"
    data = buffered.read(LARGEST_TEXT + 1)
    yield Found("-", len(data), partial(read_bytes, name, data, path="-"))
