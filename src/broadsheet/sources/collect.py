"""Files, folders, globs, archives and streams as one sequence of texts and issues."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from broadsheet.issues import Issue
from broadsheet.sources.archives import is_zip, read_zip
from broadsheet.sources.jsonlines import Columns, read_lines
from broadsheet.sources.received import Received
from broadsheet.sources.text import LARGEST_TEXT, read_text

__all__ = ["read", "read_bytes", "read_sources"]

TEXTS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".zip", ".jsonl", ".ndjson", ".warc", ".gz", ""})
"""What is taken from a folder; a file that is named itself is read whatever its suffix."""

_PAGES = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_WARCS = (".warc", ".warc.gz")


def read(*paths: str | Path, columns: Columns | None = None) -> Iterator[Received | Issue]:
    """Every text under the paths as it was received; what cannot be read is an issue in its place.

    A path is a file, a folder, a glob, a zip, a JSON Lines file, a WARC, or `-` for the standard input.

    >>> [received.name for received in broadsheet.read(project / "seeds/texts")]
    ['2024-05-02-harbour.txt', '2024-06-11-quay.txt']
    """
    return read_sources(paths, columns=columns)


def read_sources(
    paths: Iterable[str | Path], *, columns: Columns | None = None, stdin: BinaryIO | None = None
) -> Iterator[Received | Issue]:
    """Every text under the paths, in a stable order; what cannot be read is an issue in its place.

    A path is a file, a folder, a glob, a zip, a JSON Lines file, a WARC, or `-` for the standard input.
    """
    for path in paths:
        if str(path) == "-":
            yield from _read_stream(stdin or sys.stdin.buffer)
        else:
            for file in _files(Path(path)):
                yield from _read_file(file, columns or Columns()) if isinstance(file, Path) else [file]


def _files(path: Path) -> Iterator[Path | Issue]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*")) if _is_wanted(file, path))
    elif path.is_file():
        yield path
    else:
        found = sorted(glob.glob(str(path), recursive=True)) if glob.has_magic(str(path)) else []  # noqa: PTH207 - any path
        yield from (Path(name) for name in found if Path(name).is_file())
        if not found:
            yield Issue.of("B001", "there is no such file", hint="check the path", path=str(path))


def _is_wanted(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    return not hidden and not file.is_symlink() and file.is_file() and file.suffix.lower() in TEXTS


def _read_file(file: Path, columns: Columns) -> Iterator[Received | Issue]:
    name = file.name.lower()
    try:
        if name.endswith(_LINES):
            with file.open("rb") as stream:
                yield from read_lines(stream, file.stem, columns, path=str(file))
        elif name.endswith(_WARCS):
            yield from _read_warc(file)
        elif is_zip(file):
            yield from read_zip(file, read_bytes)
        else:
            yield _read_one(file)
    except OSError as error:
        yield Issue.of("B001", f"it cannot be read: {error.strerror or error}", path=str(file))


def _read_one(file: Path) -> Received | Issue:
    size = file.stat().st_size
    if size > LARGEST_TEXT:
        message = f"{size:,} bytes are more than an article has"
        return Issue.of("B022", message, hint="split it into articles", path=str(file))
    return read_bytes(file.name, file.read_bytes(), path=str(file))


def read_bytes(name: str, data: bytes, *, path: str | None = None) -> Received | Issue:
    """The text in some bytes: plain, or taken from a page where the name says that it is one."""
    if name.lower().endswith(_PAGES):
        from broadsheet.sources.html import read_page  # noqa: PLC0415 - heavy

        return read_page(name, data, path=path)
    return read_text(name, data, path=path)


def _read_warc(file: Path) -> Iterator[Received | Issue]:
    from broadsheet.sources.warc import read_warc  # noqa: PLC0415 - heavy

    yield from read_warc(file)


def _read_stream(stream: BinaryIO) -> Iterator[Received | Issue]:
    yield read_bytes("stdin.txt", stream.read(LARGEST_TEXT + 1), path="-")
