"""Packages in zip archives, read member by member under caps."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any

from broadsheet.checks.packages.stores import MissingFile, RefusedFile

__all__ = ["ZipStore", "fault_of_archive"]

MEMBERS = 10_000
MEMBER_BYTES = 16 << 30
RATIO = 200
FREE = 10 << 20
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}


def fault_of_archive(path: Path) -> str | None:
    """Why an archive is not read at all, or None."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return "is no zip archive, or a broken one"
    if len(members) > MEMBERS:
        return f"has more than {MEMBERS} members"
    if len({member.filename for member in members}) < len(members):
        return "has two members of one name"
    return None


class ZipStore:
    """The members of an archive."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self._members = {member.filename: member for member in self._archive.infolist()}

    def open(self, path: str) -> IO[bytes]:
        """The member, opened, with a cap on what comes out of it."""
        member = self._checked(path)
        try:
            return io.BufferedReader(_Capped(self._archive.open(member), member.file_size))
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, zlib.error):
            raise RefusedFile("is a broken member of the archive") from None

    def size(self, path: str) -> int:
        """The bytes of the member, unpacked."""
        return self._checked(path).file_size

    def shown(self, path: str) -> str:
        """The name of the member."""
        return path

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()

    def _checked(self, path: str) -> zipfile.ZipInfo:
        name = "/".join(step for step in path.split("/") if step not in {"", "."})
        member = self._members.get(name)
        if member is None:
            raise MissingFile(path)
        if stat.S_ISLNK(member.external_attr >> 16) or member.is_dir():
            raise RefusedFile("is not a file")
        if member.flag_bits & 1:
            raise RefusedFile("is encrypted")
        if member.compress_type not in METHODS:
            raise RefusedFile("is packed in an unknown way")
        if member.file_size > MEMBER_BYTES or (
            member.file_size > FREE and member.file_size > RATIO * max(1, member.compress_size)
        ):
            raise RefusedFile("unpacks to more than is sensible")
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
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise RefusedFile("is a broken member of the archive") from error
        self._left -= len(data)
        if self._left < 0:
            raise RefusedFile("is longer than its archive says")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the member."""
        self._stream.close()
        super().close()
