"""Where the files of a package lie: in a folder or in a zip."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from typing import Protocol, cast

from broadsheet.checks.packages.archives import ZipStore
from broadsheet.checks.tables.caps import BeyondCap
from broadsheet.checks.tables.troubles import RefusedFile
from broadsheet.errors import UnreadableError

__all__ = ["Folder", "Storage", "Zip", "storage_at"]

DESCRIPTOR = "datapackage.json"

BROKEN = (OSError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What is raised where a member of a zip is damaged."""


class Storage(Protocol):
    """Reads the files of a package by the paths that its descriptor names."""

    @property
    def descriptor_path(self) -> str:
        """The path of the descriptor in the file system, for other tools."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of a file inside the package; UnreadableError for anything else."""
        ...

    def open(self, path: str) -> AbstractContextManager[BufferedIOBase]:
        """The same file, open for reading."""
        ...


def inside(path: str) -> str:
    """The path, if it stays inside the package (Data Package 2.0, URL or Path); else UnreadableError."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path or ":" in parts[0]:
        raise UnreadableError(f"the path {path!r} leads out of the package", hint="do not trust this package")
    return path


@dataclass(frozen=True)
class Folder:
    """A package in a folder."""

    folder: Path
    name: str = DESCRIPTOR

    @property
    def descriptor_path(self) -> str:
        """The path of the descriptor."""
        return str(self.folder / self.name)

    def read(self, path: str) -> bytes:
        """The bytes of a file; links that lead out of the folder are refused."""
        with self.open(path) as file:
            return file.read()

    @contextmanager
    def open(self, path: str) -> Iterator[BufferedIOBase]:
        """A file, open for reading; links that lead out of the folder are refused."""
        file = self.folder / inside(path)
        if not file.resolve().is_relative_to(self.folder.resolve()):
            raise UnreadableError(f"the path {path!r} leads out of the package", hint="do not trust this package")
        try:
            with file.open("rb") as opened:
                yield opened
        except OSError as error:
            hint = "name a data package" if path == self.name else "fetch the package again, or check the permissions"
            raise UnreadableError(f"{file.as_posix()} cannot be read: {error.strerror}", hint=hint) from error


@dataclass(frozen=True)
class Zip:
    """A package in a zip, at its top or in its only folder."""

    file: Path
    top: str = ""

    @property
    def descriptor_path(self) -> str:
        """The path of the zip."""
        return str(self.file)

    def read(self, path: str) -> bytes:
        """The bytes of a member."""
        with self.open(path) as file:
            return file.read()

    @contextmanager
    def open(self, path: str) -> Iterator[BufferedIOBase]:
        """A member, open for reading."""
        name = self.top + inside(path)
        try:
            with zipfile.ZipFile(self.file) as archive, archive.open(name) as opened:
                yield cast("BufferedIOBase", opened)
        except KeyError:
            raise UnreadableError(f"{self.file.as_posix()} holds no {path!r}") from None
        except BROKEN as error:
            message = f"{self.file.as_posix()} cannot be read: {error}"
            raise UnreadableError(message, hint="fetch it again: this copy is damaged") from error


def storage_at(path: Path) -> Storage:
    """The storage of a folder, a descriptor, or a zip; UnreadableError when it is none of them."""
    if path.is_dir():
        return Folder(path)
    if not path.exists():
        raise UnreadableError(f"there is no file or folder {path.as_posix()!r}", hint="check the path")
    if path.suffix == ".json":
        return Folder(path.parent, path.name)
    if zipfile.is_zipfile(path):
        _refuse_strange(path)
    return Zip(path, _top(path))


def _refuse_strange(path: Path) -> None:
    try:
        ZipStore(path).close()
    except (RefusedFile, BeyondCap) as error:
        raise UnreadableError(f"the archive {path.as_posix()} {error}", hint="do not trust this package") from None


def _top(path: Path) -> str:
    """The folder inside a zip that holds the descriptor nearest to the top, as a prefix."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = [name for name in archive.namelist() if PurePosixPath(name).name == DESCRIPTOR]
    except (OSError, zipfile.BadZipFile):
        raise _no_package(path) from None
    if not found:
        raise UnreadableError(f"{path.as_posix()} holds no {DESCRIPTOR}", hint="name a data package")
    return min(found, key=lambda name: (name.count("/"), name)).removesuffix(DESCRIPTOR)


def _no_package(path: Path) -> UnreadableError:
    """What is told of a file that is no zip; one that has the name of a zip was cut off or damaged."""
    if path.suffix.lower() in (".zip", ".whl"):
        return UnreadableError(f"{path.as_posix()} is no zip archive, or a broken one", hint="fetch it again")
    return UnreadableError(
        f"{path.as_posix()} is neither a folder, a datapackage.json nor a zip", hint="name the package"
    )
