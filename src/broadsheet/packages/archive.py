"""A folder as a zip that is the same bytes whoever writes it, whenever and wherever."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from broadsheet.checks.pieces import cut_of
from broadsheet.engines import Kept, run
from broadsheet.engines.atomic import staged_file
from broadsheet.engines.folders import files_under
from broadsheet.engines.watching import Step, watched
from broadsheet.packages.means import MEANS, Means, kept_chunk
from broadsheet.tables.chunk import Chunk, gone
from broadsheet.tables.receipt import pieces_of

__all__ = ["write_zip"]

COMPRESSED = {".parquet", ".zip", ".gz", ".zst", ".png"}
"""Suffixes of files that are stored as they are."""


LEVEL = 3
"""How hard zlib tries: level 6 takes two to three times as long for zips that are a tenth smaller."""

PIECE = 1 << 22
"""Bytes of a file that are compressed by themselves, at most; it decides the bytes of a zip.

Where a piece ends depends on what is near its end, so that a longer line changes the piece that it is in, and not those
behind it.
"""

HOW = (str(LEVEL), str(PIECE), zlib.ZLIB_RUNTIME_VERSION)
"""What the bytes of a compressed piece depend on beside itself."""

KEPT = 1 << 16
"""Bytes from which on what came of a file is kept for the next build."""

BEGIN = 1 << 22
"""After so many bytes they begin to be brought down to the disk."""

FIRST, LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
"""The times between which a zip can date its members (PKWARE, .ZIP File Format, 4.4.6)."""


def write_zip(
    folder: Path, target: Path, created: str, means: Means = MEANS, hashes: Mapping[str, str] | None = None
) -> Path:
    """The files of a folder as a zip under one top folder, in the order of their names.

    The top folder has the name of the zip without its suffix. `created` is the time that
    every member gets (RFC 3339), as near as a zip can say it. Modes, owners and extra fields
    are the same everywhere; the bytes of a compressed member depend on the build of zlib. Of a file, few pieces are in
    memory at a time. Each is compressed by itself, so that several can be at once, and those that an earlier build
    compressed are taken. `hashes` are those that are known of the files, by which all pieces of one are found together.
    What is in a piece is told by the layout of its file where `means` have it, else by its own hash.
    Its bytes, and all else that the `disk` of `means` was given, are on the disk at the end.
    """
    when = min(max(datetime.fromisoformat(created).astimezone(UTC), FIRST), LAST)
    top, known = target.name.removesuffix(".zip"), hashes or {}
    members = (
        _Member(zipfile.ZipInfo(f"{top}/{name}", when.timetuple()[:6]), path, means, known.get(name))
        for path in map(Path, files_under(folder))
        for name in [path.relative_to(folder).as_posix()]
    )
    with (
        staged_file(target) as file,
        zipfile.ZipFile(file, "w") as archive,
        means.threads() as threads,
    ):
        items = ((member, item) for member in members for item in member.items())
        step = Step[Any]("piece", "compressed", count=lambda item: len(item[1]), name=lambda item: item[0].name)
        made = watched(_made(items, threads), step)
        begun = 0
        for member, found in groupby(made, itemgetter(0)):
            member.write(archive, file, (chunk for _, chunks in found for chunk in chunks))
            if means.disk and archive.start_dir - begun >= BEGIN:
                means.disk.begin(file)
                begun = archive.start_dir
        if means.disk:
            means.disk.settle()
    return target


Piece = tuple[memoryview, bool, bytes]
"""Some bytes of a file, whether they are the last ones, and what tells them from others, if that is known."""


class _Member:
    """A file on its way into a zip. `kept` is where its compressed pieces are kept, `known` the hash of the file."""

    def __init__(self, info: zipfile.ZipInfo, path: Path, means: Means, known: str | None) -> None:
        self._info, self._path, self.name = info, path, info.filename
        about = path.stat()
        info.file_size, info.CRC = about.st_size, 0
        info.compress_type = zipfile.ZIP_STORED if path.suffix in COMPRESSED else zipfile.ZIP_DEFLATED
        info.create_system, info.external_attr = 3, 0o100644 << 16
        self.kept = means.kept if known is not None and info.file_size >= KEPT else None
        self._name = self.kept.name("member", path.suffix, *HOW, known or "") if self.kept else ""
        self._is_new = about.st_nlink == 1  # what stands in an old folder too may be edited there while it is read
        self._layout = means.layouts.get((known or "").removeprefix("sha256:")) if self._is_new else None

    def items(self) -> Iterator[list[Chunk] | Piece]:
        """The bytes as they stand in the zip, or the pieces that are to be compressed."""
        found = self._found(self.kept) if self.kept else None
        if found is not None:
            self._is_new = False
            yield found
        elif self._info.compress_type == zipfile.ZIP_STORED:
            for piece in pieces_of(self._path):
                self._info.CRC = zlib.crc32(piece, self._info.CRC)
            yield [self._as_it_is()]
        else:
            yield from self._pieces()

    def write(self, archive: zipfile.ZipFile, file: BinaryIO, chunks: Iterable[Chunk]) -> None:
        """Write the header and the bytes, and then the header again, which tells of the bytes."""
        info, keys = self._info, []
        info.compress_size, info.header_offset = 0, file.seek(archive.start_dir)
        large = info.file_size * 1.05 > zipfile.ZIP64_LIMIT
        file.write(info.FileHeader(large))
        for chunk in chunks:
            info.compress_size += chunk.size
            keys.append(chunk.key)
            chunk.append_to(file)
        archive.start_dir = file.tell()
        file.seek(info.header_offset)
        file.write(info.FileHeader(large))
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info
        if self.kept and self._is_new:
            self.kept.save(self._name, [orjson.dumps([info.CRC, [key for key in keys if key]])])

    def _found(self, kept: Kept) -> list[Chunk] | None:
        """The bytes where all of them were kept; the checksum of the file with them."""
        told = kept.load(self._name)
        if told is None:
            return None
        check, keys = orjson.loads(told)
        chunks = [chunk for key in keys if (chunk := kept_chunk(kept, key))]
        if len(chunks) < len(keys):
            return None
        self._info.CRC = check
        return chunks or [self._as_it_is()]

    def _as_it_is(self) -> Chunk:
        return Chunk.at(((os.fspath(self._path), 0, self._info.file_size),))

    def _pieces(self) -> Iterator[Piece]:
        """The pieces of the file; its checksum is taken on the way. UnreadableError where it was cut off meanwhile."""
        done, size = 0, self._info.file_size
        with self._path.open("rb", buffering=0) as file:
            while done < size or not size:
                file.seek(done)
                data = file.read(min(PIECE, size - done))
                if size and not data:
                    raise gone(self._path)
                piece = memoryview(data)[: len(data) if len(data) < PIECE else cut_of(data) or PIECE]
                done += len(piece)
                self._info.CRC = zlib.crc32(piece, self._info.CRC)
                yield piece, done == size, self._layout.of(done - len(piece), done) if self._layout else b""
                if not size:
                    return


def _made(
    items: Iterable[tuple[_Member, list[Chunk] | Piece]], threads: Executor
) -> Iterator[tuple[_Member, list[Chunk]]]:
    """The bytes of members, whose pieces are compressed beside each other, across members as well."""
    for found in run(_compressed, items, threads, batch=1):
        assert isinstance(found, tuple)  # noqa: S101 - threads do not get lost
        yield found


def _compressed(item: tuple[_Member, list[Chunk] | Piece]) -> tuple[_Member, list[Chunk]]:
    """A piece compressed, or all as they were kept: such pieces, one after the other, are the whole file compressed."""
    member, piece = item
    return member, piece if isinstance(piece, list) else [_taken(member.kept, *piece)]


def _taken(kept: Kept | None, piece: memoryview, last: bool, told: bytes) -> Chunk:
    if kept is None:
        return Chunk.of(_deflated(piece, last=last))
    name = kept.name("deflated", str(last), *HOW, told or hashlib.sha256(piece).digest())
    if found := kept_chunk(kept, name):
        return found
    data = _deflated(piece, last=last)
    kept.save(name, [data])
    return Chunk.of(data, name)


def _deflated(piece: memoryview, *, last: bool) -> bytes:
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(piece) + compressor.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
