"""A folder as a zip that is the same bytes whoever writes it, whenever and wherever."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import orjson

from broadsheet.checks.pieces import cut_of
from broadsheet.engines import Kept, run
from broadsheet.engines.atomic import staged_file
from broadsheet.packages.means import MEANS, Means, kept_chunk
from broadsheet.tables.chunk import Chunk
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

KEPT = 1 << 20
"""Bytes from which on what came of a file is kept for the next build."""

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
    """
    when = min(max(datetime.fromisoformat(created).astimezone(UTC), FIRST), LAST)
    top = target.name.removesuffix(".zip")
    with (
        staged_file(target) as file,
        zipfile.ZipFile(file, "w") as archive,
        means.threads() as threads,
    ):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = path.relative_to(folder).as_posix()
            member = _Member(zipfile.ZipInfo(f"{top}/{name}", when.timetuple()[:6]), path, threads, means.kept)
            member.write(archive, file, (hashes or {}).get(name))
    return target


@dataclass(frozen=True, slots=True)
class _Member:
    """A file on its way into a zip."""

    info: zipfile.ZipInfo
    path: Path
    threads: Executor
    kept: Kept | None

    def write(self, archive: zipfile.ZipFile, file: BinaryIO, known: str | None) -> None:
        """Write the header and the bytes, and then the header again, which tells of the bytes."""
        info = self.info
        info.file_size, info.compress_size, info.CRC = self.path.stat().st_size, 0, 0
        info.compress_type = zipfile.ZIP_STORED if self.path.suffix in COMPRESSED else zipfile.ZIP_DEFLATED
        info.create_system, info.external_attr = 3, 0o100644 << 16
        info.header_offset = file.seek(archive.start_dir)
        large = info.file_size * 1.05 > zipfile.ZIP64_LIMIT
        file.write(info.FileHeader(large))
        for chunk in self._chunks(known):
            info.compress_size += chunk.size
            chunk.append_to(file)
        archive.start_dir = file.tell()
        file.seek(info.header_offset)
        file.write(info.FileHeader(large))
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info

    def _chunks(self, known: str | None) -> Iterator[Chunk]:
        """The bytes as they stand in the zip."""
        if self.kept is None or known is None or self.info.file_size < KEPT:
            yield from self._made(None)
            return
        name, keys = self.kept.name("member", self.path.suffix, *HOW, known), []
        found = self._found(self.kept, name)
        for chunk in self._made(self.kept) if found is None else found:
            keys.append(chunk.key)
            yield chunk
        if found is None:
            self.kept.save(name, [orjson.dumps([self.info.CRC, [key for key in keys if key]])])

    def _found(self, kept: Kept, name: str) -> list[Chunk] | None:
        """The same, where all of it was kept; the checksum of the file with it."""
        told = kept.load(name)
        if told is None:
            return None
        check, keys = orjson.loads(told)
        chunks = [chunk for key in keys if (chunk := kept_chunk(kept, key))]
        if len(chunks) < len(keys):
            return None
        self.info.CRC = check
        return chunks or [self._as_it_is()]

    def _made(self, kept: Kept | None) -> Iterator[Chunk]:
        """The same, made of the file."""
        if self.info.compress_type == zipfile.ZIP_STORED:
            for piece in pieces_of(self.path):
                self.info.CRC = zlib.crc32(piece, self.info.CRC)
            yield self._as_it_is()
            return
        for found in run(_Deflate(kept), self._pieces(), self.threads, batch=1):
            assert isinstance(found, Chunk)  # noqa: S101 - threads do not get lost
            yield found

    def _as_it_is(self) -> Chunk:
        return Chunk(self.info.file_size, path=self.path)

    def _pieces(self) -> Iterator[tuple[memoryview, bool]]:
        """The bytes of the file, and whether they are the last ones; its checksum is taken on the way."""
        done, size = 0, self.info.file_size
        with self.path.open("rb", buffering=0) as file:
            while done < size or not size:
                file.seek(done)
                data = file.read(PIECE)
                piece = memoryview(data)[: len(data) if len(data) < PIECE else cut_of(data) or PIECE]
                done += len(piece)
                self.info.CRC = zlib.crc32(piece, self.info.CRC)
                yield piece, done == size
                if not size:
                    return


@dataclass(frozen=True, slots=True)
class _Deflate:
    """The stage that compresses a piece of a file: such pieces, one after the other, are the whole file compressed."""

    kept: Kept | None

    def __call__(self, item: tuple[memoryview, bool]) -> Chunk:
        """The compressed piece, or the one that was kept."""
        piece, last = item
        if self.kept is None:
            return Chunk.of(_deflated(piece, last=last))
        name = self.kept.name("deflated", str(last), *HOW, hashlib.sha256(piece).digest())
        if found := kept_chunk(self.kept, name):
            return found
        data = _deflated(piece, last=last)
        self.kept.save(name, [data])
        return Chunk.of(data, name)


def _deflated(piece: memoryview, *, last: bool) -> bytes:
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(piece) + compressor.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
