"""Files that hold others, or many records: what is packed, zip archives of record files, and Parquet."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO

from broadsheet.checks import pieces
from broadsheet.checks.file_bytes import LONGEST_FILE
from broadsheet.checks.packages.archives import ZipStore
from broadsheet.checks.packages.compression import compression_of, unpacked
from broadsheet.checks.packages.stores import chunks_of
from broadsheet.checks.pieces import PARQUET, ZIP, Piece, is_lines
from broadsheet.checks.rows import are_records, lines_of
from broadsheet.checks.tables.caps import CAPS, BeyondCap
from broadsheet.checks.tables.troubles import RefusedFile
from broadsheet.issues import Issue

__all__ = ["held", "holds_records"]

DESCRIPTOR = "datapackage.json"
RECORDS = (".json", ".jsonl", ".ndjson")
TABLES = (".csv", ".tsv", ".parquet", ".xlsx")

MEMBERS = replace(CAPS, members=200_000)
"""An archive may have so many files of records."""

UNREAD = (RefusedFile, BeyondCap, OSError)
"""What is raised where a file cannot be unpacked."""


def holds_records(path: Path) -> bool:
    """Whether a zip archive or a Parquet file holds records, and not a data package or a table.

    An archive does that has files of JSON, no descriptor and no tables.
    """
    if path.suffix.lower() == PARQUET:
        return are_records(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (OSError, ValueError, zipfile.BadZipFile):
        return False
    others = any(name.endswith(TABLES) or name.rpartition("/")[2] == DESCRIPTOR for name in names)
    return not others and any(name.endswith(RECORDS) for name in names)


def held(piece: Piece) -> Iterator[Piece]:
    """What a file holds that is packed, or has a form of its own."""
    name = piece.path.lower()
    if name.endswith(ZIP):
        yield from _members(piece)
    elif name.endswith(PARQUET):
        yield from _shares(piece, lines_of(piece.path))
    elif not is_lines(name):
        yield piece
    else:
        yield from _shares(piece, _inside(piece.path))


def _inside(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:  # noqa: PTH123 - as a stream
        yield from unpacked(file, compression_of(path) or "")


def _members(packed: Piece) -> Iterator[Piece]:
    """The files of records in an archive; the issues of those that cannot be read, or of the archive."""
    found = False
    try:
        for name, member in _opened(packed.path):
            found, piece = True, replace(packed, shown=f"{packed.shown}/{name}")
            if isinstance(member, Exception):
                yield _untold(piece, member)
            elif piece.is_lines:
                yield from _shares(piece, chunks_of(member))
            else:
                yield _whole(piece, member)
    except UNREAD as error:
        yield _untold(packed, error)
        return
    if not found:
        hint = "pack files of records (*.json, *.jsonl) into it"
        yield replace(packed, data=b"", issue=Issue.of("B002", "holds no record", hint=hint, path=packed.shown))


def _whole(piece: Piece, member: IO[bytes]) -> Piece:
    """A file in an archive, which is read whole."""
    try:
        with member:
            data = member.read(LONGEST_FILE + 1)
    except UNREAD as error:
        return _untold(piece, error)
    if len(data) > LONGEST_FILE:
        issue = Issue.of("B001", f"is larger than {LONGEST_FILE >> 20} MiB", hint="split it", path=piece.shown)
        return replace(piece, data=b"", issue=issue)
    return replace(piece, data=data)


def _opened(path: str) -> Iterator[tuple[str, IO[bytes] | Exception]]:
    """The files of records in an archive, opened one after the other, by their names; or why one is not read.

    What is hidden, or no JSON, is passed over. Raises RefusedFile where the archive is none, is broken, or has a
    member whose name leads out of it; BeyondCap where it has too many.
    """
    with closing(ZipStore(Path(path), MEMBERS)) as store:
        for name in sorted(store.names):
            if name.lower().endswith(RECORDS) and not any(step[:1] in {".", "_"} for step in name.split("/")):
                try:
                    opened: IO[bytes] | Exception = store.open(name)
                except UNREAD as error:
                    opened = error
                yield name, opened


def _shares(packed: Piece, chunks: Iterable[bytes]) -> Iterator[Piece]:
    """The lines of a file that come in chunks, some of them at a time; at last the issue where they break off."""
    held, line = bytearray(), 1
    try:
        for data in chunks:
            held += data
            while len(held) >= pieces.SHARE and (
                cut := pieces.cut_of(held[: pieces.SHARE]) or held.find(b"\n", pieces.SHARE - pieces.WINDOW) + 1
            ):
                yield replace(packed, data=bytes(held[:cut]), line=line)
                line += held.count(b"\n", 0, cut)
                del held[:cut]
            if len(held) > LONGEST_FILE:
                raise OSError(f"it has a line of more than {LONGEST_FILE >> 20} MiB, line {line}")
    except UNREAD as error:
        if cut := held.rfind(b"\n") + 1:
            yield replace(packed, data=bytes(held[:cut]), line=line)
            line += held.count(b"\n", 0, cut)
        yield _untold(packed, error, line)
        return
    if held or line == 1:
        yield replace(packed, data=bytes(held), line=line)


def _untold(piece: Piece, error: Exception, line: int = 1) -> Piece:
    """In the place of what could not be read, the issue that tells it."""
    hint = getattr(error, "hint", None) or "pack it anew, or unpack it"
    what = "cannot be read to its end" if line > 1 else "cannot be read"
    reason = error.strerror or error if isinstance(error, OSError) else f"it {error}"
    told = Issue.of("B001", f"{what}: {reason}", hint=hint, path=piece.shown)
    return replace(piece, data=b"", line=line, issue=told)
