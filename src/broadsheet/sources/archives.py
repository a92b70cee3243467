"""Zip archives, member by member, under caps on count, size and ratio."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from broadsheet.issues import Issue
from broadsheet.sources.jsonlines import Columns, find_lines
from broadsheet.sources.packed import HIGHEST_RATIO
from broadsheet.sources.received import Found, Received
from broadsheet.sources.text import LARGEST_TEXT

__all__ = ["find_members", "is_zip"]

MOST_MEMBERS = 200_000
LARGEST_SUM = 4 * 2**30

_ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".7z", ".rar", ".warc")

_LINES = (".jsonl", ".ndjson")

_ASIDE = (
    *(
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
        ".ico",
        ".bmp",
        ".tif",
        ".tiff",
        ".css",
        ".js",
        ".map",
    ),
    *(".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".m4a", ".webm", ".mov", ".wav", ".ogg"),
)
"""Pictures, recordings and what gives pages their looks: left alone, as in a folder."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, IndexError, NotImplementedError, OSError, ValueError),
)
"""What is raised where an archive is damaged: bzip2 raises OSError, a name that is not UTF-8 ValueError."""

_MEMBER = b"PK\x03\x04"
"""How a member begins, and with it every archive that no program stands before."""

_CUT = "its end is missing"

Read = Callable[..., Received | Issue]


def is_zip(file: Path) -> bool:
    """Whether a file is a zip archive by its name; one that was cut off is told as that, and is no text."""
    return file.suffix.lower() == ".zip"


def find_members(file: Path, read: Read, columns: Columns, reach: Callable[[int], None]) -> Iterator[Found | Issue]:
    """Every text in the archive, in the order of its names; JSON Lines in it hold several.

    Before each it is told how many bytes of the archive were read.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            every = archive.infolist()
            if _is_within(file, every):
                raise zipfile.BadZipFile(_CUT)
            members = sorted(filter(_is_wanted, every), key=lambda member: member.filename)
            if not every:
                yield Issue.of("B025", "there is nothing in the archive", hint="leave it out", path=str(file))
            refused = _too_much(members, file.stat().st_size)
            if refused:
                yield Issue.of("B023", refused, hint="unpack it yourself and name the folder", path=str(file))
                return
            done = 0
            for member in members:
                path = f"{file}/{member.filename}"
                if member.filename.lower().endswith(_LINES):
                    yield from _find_lines(archive, member, columns, path, partial(_reach_on, reach, done))
                else:
                    yield _find_member(archive, member, read, path)
                done += member.compress_size
                reach(done)
    except _BROKEN as error:
        hint = "fetch it again, or pack it anew"
        yield Issue.of("B001", f"the archive is damaged: {error}", hint=hint, path=str(file))


def _is_within(file: Path, every: list[zipfile.ZipInfo]) -> bool:
    """Whether the members are those of an archive inside this one, whose own list was cut off."""
    if not every or min(member.header_offset for member in every) == 0:
        return False
    with file.open("rb") as stream:
        return stream.read(len(_MEMBER)) == _MEMBER


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return (
        not member.is_dir()
        and bool(parts)
        and not any(part.startswith((".", "__MACOSX")) for part in parts if part != "..")
        and not member.filename.lower().endswith(_ASIDE)
    )


def _too_much(members: list[zipfile.ZipInfo], size: int) -> str | None:
    if len(members) > MOST_MEMBERS:
        return f"it has {len(members):,} members; at most {MOST_MEMBERS:,} are read"
    total = sum(member.file_size for member in members)
    if total > LARGEST_TEXT and total > HIGHEST_RATIO * size:
        return f"its {size:,} bytes unpack to {total:,}, far more than texts would"
    return f"it unpacks to {total:,} bytes; at most {LARGEST_SUM:,} are read" if total > LARGEST_SUM else None


def _refused(member: zipfile.ZipInfo, path: str) -> Issue | None:
    """Why a member is not read at all."""
    if member.filename.lower().endswith(_ARCHIVES):
        return Issue.of("B024", "it is an archive inside an archive", hint="unpack it first", path=path)
    if member.flag_bits & 1:
        return Issue.of("B001", "it is encrypted", hint="unpack it with its password first", path=path)
    if member.file_size > HIGHEST_RATIO * max(1, member.compress_size) and member.file_size > 2**20:
        return Issue.of("B023", "it unpacks to far more than a text would", hint="unpack it yourself", path=path)
    return None


def _reach_on(reach: Callable[[int], None], done: int, within: int) -> None:
    """Tell how far the archive was read, by how far one of its members was."""
    reach(done + within)


def _find_lines(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, columns: Columns, path: str, reach: Callable[[int], None]
) -> Iterator[Found | Issue]:
    if refused := _refused(member, path):
        yield refused
        return
    try:
        with archive.open(member) as stream:
            stem = PurePosixPath(member.filename).stem
            for found in find_lines(cast("BinaryIO", stream), stem, columns, path=path):
                reach(member.compress_size * stream.tell() // max(1, member.file_size))
                yield found
    except _BROKEN as error:
        yield Issue.of("B001", f"it is damaged: {error}", path=path)


def _find_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, read: Read, path: str) -> Found | Issue:
    if refused := _refused(member, path):
        return refused
    if member.file_size > LARGEST_TEXT:
        message = f"{member.file_size:,} bytes are more than an article has"
        return Issue.of("B022", message, hint="split it into articles", path=path)
    name = PurePosixPath(member.filename).name
    try:
        with archive.open(member) as stream:
            data = stream.read(LARGEST_TEXT + 1)
    except _BROKEN as error:
        return Issue.of("B001", f"it is damaged: {error}", path=path)
    return Found(path, len(data), partial(read, name, data, path=path))
