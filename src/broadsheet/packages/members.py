"""The files in an archive of a package: zip, wheel or sdist, read one by one under caps."""

from __future__ import annotations

import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from broadsheet.checks.tables.caps import CAPS, BeyondCap
from broadsheet.checks.tables.members import Members
from broadsheet.checks.tables.troubles import RefusedFile
from broadsheet.issues import plural

__all__ = ["around", "is_sdist", "members", "top_of"]

DESCRIPTOR = "datapackage.json"

_MODULE = r"[^/]+/(?:__init__\.py|_loader\.py|_tables\.py|py\.typed)"
_AROUND = {
    ".zip": re.compile(""),
    ".whl": re.compile(rf"{_MODULE}|[^/]+\.dist-info/.+"),
    ".gz": re.compile(rf"[^/]+/(?:{_MODULE}|PKG-INFO|pyproject\.toml|README\.md)"),
}
"""What each kind of archive holds around the package: modules and metadata."""


def members(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Each file in an archive, opened, under its name.

    Raises RefusedFile for what is no archive, or one that is broken or larger than is sensible.
    """
    return _of_tar(archive) if is_sdist(archive) else _of_zip(archive)


def is_sdist(archive: Path) -> bool:
    """Whether a file is named like an sdist."""
    return archive.name.endswith(".tar.gz")


def top_of(names: Iterable[str]) -> str:
    """The folder in an archive in which the package lies, as a prefix; RefusedFile when there is none."""
    tops = [name.removesuffix(DESCRIPTOR) for name in names if name.rpartition("/")[2] == DESCRIPTOR]
    if not tops:
        raise RefusedFile(f"holds no {DESCRIPTOR}")
    return min(tops, key=lambda name: (name.count("/"), name))


def around(archive: Path, name: str) -> bool:
    """Whether a member belongs to the kind of archive, and not to the package in it."""
    return bool(_AROUND.get(archive.suffix, _AROUND[".zip"]).fullmatch(name))


def _of_zip(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    try:
        with closing(Members(archive)) as opened:
            for name in sorted(opened.names):
                with opened.open(name) as stream:
                    yield name, stream
    except BeyondCap as error:
        raise RefusedFile(str(error)) from None


def _of_tar(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    try:
        with tarfile.open(archive, "r|gz") as stream:
            for member in _held(stream, archive.stat().st_size):
                content = stream.extractfile(member) if member.isreg() else None
                if content is None:
                    raise RefusedFile(f"holds {member.name!r}, which is not a file")
                yield member.name, content
    except BeyondCap as error:
        raise RefusedFile(str(error)) from None
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError):
        raise RefusedFile("is no archive, or a broken one") from None


def _held(stream: tarfile.TarFile, packed: int) -> Iterator[tarfile.TarInfo]:
    """The members that are no folders, as long as they are within the caps."""
    unpacked = 0
    for number, member in enumerate(stream, start=1):
        unpacked += member.size
        CAPS.hold(unpacked, packed)
        if number > CAPS.members:
            raise BeyondCap(f"has more than {plural(CAPS.members, 'member')}")
        if not member.isdir():
            yield member
