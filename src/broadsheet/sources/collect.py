"""Files, folders, globs, archives and streams as one sequence of texts and issues."""

from __future__ import annotations

import codecs
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
from broadsheet.sources.folders import RIGHTS, files_under
from broadsheet.sources.jsonlines import LINES, Columns, find_lines, find_packed_lines
from broadsheet.sources.received import Found, Hint, Received
from broadsheet.sources.text import LARGEST_TEXT, begins_as_page, read_text

__all__ = ["at_hand", "find_sources", "read", "read_bytes", "read_sources"]

_PAGES = (".html", ".htm", ".xhtml")
_PARQUET = ".parquet"
_WARCS = (".warc", ".warc.gz", ".wet", ".wet.gz")


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
    for file in files_under(Path(path)):
        yield from _find_in_file(file, columns, extent) if isinstance(file, Path) else [file]


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
            for found in _find_in_holder(file, stream, columns, extent):
                extent.find(stream.tell())
                yield found
            extent.pass_by(file)
            if _state(stream) != before:
                yield _changed(file)
    except OSError as error:
        yield _unreadable(file, error)


def _find_in_holder(file: Path, stream: BinaryIO, columns: Columns, extent: Extent) -> Iterator[Found | Issue]:
    """The texts in a file of several; where it is not read from its beginning to its end, `extent` is told how far."""
    name = file.name.lower()
    if name.endswith(LINES):
        yield from find_packed_lines(stream, file.name, columns, path=str(file))
    elif name.endswith(_PARQUET):
        from broadsheet.sources.parquet import find_rows  # noqa: PLC0415 - heavy

        yield from find_rows(file, columns, extent.reach)
    elif name.endswith(_WARCS):
        yield from _find_in_warc(file, stream)
    else:
        yield from find_members(file, read_bytes, columns, extent.reach)


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
        return _unreadable(file, error)


def _unreadable(file: Path, error: OSError) -> Issue:
    if isinstance(error, FileNotFoundError):
        message, hint = "it was there when the files were listed, and is gone", "put it back, or leave it out"
        return Issue.of("B001", message, hint=hint, path=str(file))
    return Issue.of("B001", f"it cannot be read: {error.strerror or error}", hint=RIGHTS, path=str(file))


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
    received = read_text(name, data, path=path)
    if isinstance(received, Issue) or not url:
        return received
    return replace(received, hints={"url": Hint(url, "record of the archive")})


def _is_page(name: str, data: bytes) -> bool:
    """Whether bytes are a page, by the ending of their name or by their first tag: some are saved without an ending."""
    if name.lower().endswith(_PAGES):
        return True
    return begins_as_page(data)


def _find_in_warc(file: Path, stream: BinaryIO) -> Iterator[Found | Issue]:
    from broadsheet.sources.warc import find_pages  # noqa: PLC0415 - heavy

    yield from find_pages(file, stream, read_bytes)


def _find_in_stream(stream: BinaryIO, columns: Columns) -> Iterator[Found | Issue]:
    """What a stream holds, by how it begins: JSON Lines, a page, or a text."""
    buffered = stream if isinstance(stream, BufferedReader) else BufferedReader(cast("RawIOBase", stream))
    start = buffered.peek(64)
    if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        yield from find_lines(buffered, "stdin", columns, path="-")
        return
    data = buffered.read(LARGEST_TEXT + 1)
    name = "stdin.html" if begins_as_page(data) else "stdin.txt"
    yield Found("-", len(data), partial(read_bytes, name, data, path="-"))
