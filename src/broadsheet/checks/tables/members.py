"""The members of zip archives, read one by one under caps; workbooks are such archives as well."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from broadsheet.checks.tables.caps import CAPS, BeyondCap, Caps
from broadsheet.checks.tables.troubles import MissingFile, RefusedFile, UnreadFile
from broadsheet.issues import plural

__all__ = ["Members", "spooled"]

HELD = 32 << 20
"""Bytes of an archive that are held in memory; longer ones go to disk."""

METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, ValueError, EOFError, IndexError, NotImplementedError),
)


@contextmanager
def spooled(chunks: Iterable[bytes]) -> Iterator[IO[bytes]]:
    """A file of the chunks in which one can go back and forth; it is gone afterwards."""
    with SpooledTemporaryFile(max_size=HELD) as file:
        file.writelines(chunks)
        file.seek(0)
        yield file


class Members:
    """An opened archive. RefusedFile when it is none or a broken one, BeyondCap when it has too many members."""

    def __init__(self, file: Any, caps: Caps = CAPS) -> None:
        self._caps = caps
        try:
            self._archive = zipfile.ZipFile(file)
        except BROKEN:
            raise RefusedFile("is no zip archive, or a broken one") from None
        members = self._archive.infolist()
        if len(members) > caps.members:
            raise BeyondCap(f"has more than {plural(caps.members, 'member')}", "members")
        self._members = {member.filename: member for member in members}
        if len(self._members) < len(members):
            raise RefusedFile("has two members of one name")

    @property
    def names(self) -> list[str]:
        """The names of the files inside, in the order of the archive."""
        return [name for name, member in self._members.items() if not name.endswith("/")]

    def open(self, name: str) -> IO[bytes]:
        """A member, opened, with a cap on what comes out of it."""
        member = self._checked(name)
        try:
            return io.BufferedReader(_Capped(self._archive.open(member), member.file_size))
        except (*BROKEN, RuntimeError):
            raise RefusedFile("cannot be unpacked: it is broken") from None

    def size(self, name: str) -> int:
        """The bytes of a member, unpacked."""
        return self._checked(name).file_size

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()

    def _checked(self, name: str) -> zipfile.ZipInfo:
        member = self._members.get(name)
        if member is None:
            raise MissingFile(name)
        if stat.S_ISLNK(member.external_attr >> 16) or name.endswith("/"):
            raise RefusedFile("is not a file")
        if member.flag_bits & 1:
            raise UnreadFile("is protected by a password")
        if member.compress_type not in METHODS:
            raise UnreadFile("is packed in a way that is not known here")
        self._caps.hold(member.file_size, member.compress_size)
        return member


class _Capped(io.RawIOBase):
    """A member that never gives more than its entry promises."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._left = size

    def readable(self) -> bool:
        """Members can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes; RefusedFile when there are more than promised, or broken ones."""
        view = memoryview(buffer)
        try:
            data: bytes = self._stream.read(len(view))
        except BROKEN as error:
            raise RefusedFile("cannot be unpacked: it is broken") from error
        self._left -= len(data)
        if self._left < 0:
            raise RefusedFile("is longer than its archive says")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the member."""
        self._stream.close()
        super().close()
