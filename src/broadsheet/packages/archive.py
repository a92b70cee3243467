"""A folder as a zip that is the same bytes whoever writes it, whenever and wherever."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from broadsheet.engines import Kept, run
from broadsheet.engines.atomic import staged_file
from broadsheet.packages.means import MEANS, Means

__all__ = ["write_zip"]

COMPRESSED = {".parquet", ".zip", ".gz", ".zst", ".png"}
"""Suffixes of files that are stored as they are."""


LEVEL = 3
"""How hard zlib tries: level 6 takes two to three times as long for zips that are a tenth smaller."""

PIECE = 1 << 22
"""Bytes of a file that are compressed by themselves, so that several can be at once; it decides the bytes of a zip."""

KEPT = 1 << 20
"""Bytes from which on a compressed file is kept for the next build."""

SUM = 4
"""Bytes of the checksum of a file."""

FIRST, LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
"""The times between which a zip can date its members (PKWARE, .ZIP File Format, 4.4.6)."""


def write_zip(
    folder: Path, target: Path, created: str, means: Means = MEANS, hashes: Mapping[str, str] | None = None
) -> Path:
    """The files of a folder as a zip under one top folder, in the order of their names.

    The top folder has the name of the zip without its suffix. `created` is the time that
    every member gets (RFC 3339), as near as a zip can say it. Modes, owners and extra fields
    are the same everywhere; the bytes of a compressed member depend on the build of zlib. Of a file, few pieces are in
    memory at a time. `hashes` are those that are known of the files, by which compressed ones are found that were kept.
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
            member = _Member(zipfile.ZipInfo(f"{top}/{name}", when.timetuple()[:6]), path, threads)
            kept = means.kept if path.stat().st_size >= KEPT else None
            member.write(archive, file, kept, (hashes or {}).get(name))
    return target


@dataclass(frozen=True, slots=True)
class _Member:
    """A file on its way into a zip."""

    info: zipfile.ZipInfo
    path: Path
    threads: Executor

    def write(self, archive: zipfile.ZipFile, file: BinaryIO, kept: Kept | None, known: str | None) -> None:
        """Write the header and the bytes, and then the header again, which tells of the bytes."""
        info = self.info
        info.file_size, info.compress_size, info.CRC = self.path.stat().st_size, 0, 0
        info.compress_type = zipfile.ZIP_STORED if self.path.suffix in COMPRESSED else zipfile.ZIP_DEFLATED
        info.create_system, info.external_attr = 3, 0o100644 << 16
        info.header_offset = file.seek(archive.start_dir)
        large = info.file_size * 1.05 > zipfile.ZIP64_LIMIT
        file.write(info.FileHeader(large))
        for piece in self._bytes(kept, known):
            info.compress_size += file.write(piece)
        archive.start_dir = file.tell()
        file.seek(info.header_offset)
        file.write(info.FileHeader(large))
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info

    def _bytes(self, kept: Kept | None, known: str | None) -> Iterator[bytes]:
        """The bytes as they stand in the zip."""
        if self.info.compress_type == zipfile.ZIP_STORED:
            return (piece for piece, _ in self._pieces())
        if kept is None or known is None:
            return self._deflated()
        return self._known(kept, kept.name("deflated", str(LEVEL), str(PIECE), zlib.ZLIB_RUNTIME_VERSION, known))

    def _known(self, kept: Kept, name: str) -> Iterator[bytes]:
        """The compressed bytes, which are kept with the checksum of the file behind them."""
        found = kept.load(name)
        if found is not None:
            self.info.CRC = int.from_bytes(found[-SUM:])
            yield found[:-SUM]
            return
        last = b""
        for piece in kept.saved(name, self._with_sum()):
            yield last
            last = piece

    def _with_sum(self) -> Iterator[bytes]:
        yield from self._deflated()
        yield self.info.CRC.to_bytes(SUM)

    def _deflated(self) -> Iterator[bytes]:
        for found in run(_deflate, self._pieces(), self.threads, batch=1):
            assert isinstance(found, bytes)  # noqa: S101 - threads do not get lost
            yield found

    def _pieces(self) -> Iterator[tuple[bytes, bool]]:
        """The bytes of the file, and whether they are the last ones; its checksum is taken on the way."""
        with self.path.open("rb") as file:
            piece = file.read(PIECE)
            while piece:
                more = file.read(PIECE)
                self.info.CRC = zlib.crc32(piece, self.info.CRC)
                yield piece, not more
                piece = more
            if not self.info.file_size:
                yield b"", True


def _deflate(piece: tuple[bytes, bool]) -> bytes:
    """A piece of a file compressed by itself: such pieces, one after the other, are the whole file compressed."""
    data, last = piece
    compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
