"""The texts that records describe, where they are at hand."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from typing import Any

from broadsheet.checks.listing import Looked, joined_marks, mark_of
from broadsheet.engines.folders import files_under
from broadsheet.engines.stamps import Stamp, stamp_in
from broadsheet.errors import UnreadableError
from broadsheet.projects import KEPT

__all__ = ["Texts", "as_received"]


_MARK = b"\xef\xbb\xbf"


def as_received(data: bytes, sha256: str) -> str | None:
    r"""What was done to the bytes of a text since it was received, where taking it back gives the hash.

    Mail, editors and git change line ends and the mark before UTF-8 unasked.

    >>> as_received(b"a\nb\n", hashlib.sha256(b"a\r\nb\r\n").hexdigest())
    'its line ends were changed from CRLF to LF'
    """
    lines = data.replace(b"\r\n", b"\n")
    ways = {
        "its line ends were changed from CRLF to LF": lines.replace(b"\n", b"\r\n"),
        "its line ends were changed from LF to CRLF": lines,
        "the mark before it was taken away": _MARK + data,
        "a mark was put before it": data.removeprefix(_MARK),
    }
    return next((way for way, whole in ways.items() if hashlib.sha256(whole).hexdigest() == sha256), None)


@dataclass(frozen=True)
class Texts:
    """The folders in which source texts may lie. Nothing is read before it is asked for."""

    folders: Sequence[Path] = ()

    @property
    def present(self) -> bool:
        """Whether there is any folder to look into."""
        return bool(self.found)

    def files(self) -> Iterator[tuple[str, Stamp]]:
        """The paths of all files and their stamps, folder by folder, in the order in which a text is looked for.

        What commands keep in a project is no text; nor is a file that goes meanwhile.
        """
        for path in (path for folder in self.found for path in files_under(folder, KEPT)):
            with suppress(OSError):
                about = os.stat(path)  # noqa: PTH116 - many files
                if S_ISREG(about.st_mode):
                    yield path, stamp_in(about)

    def find(self, source: dict[str, Any], looked: Looked | None = None) -> bytes | None:
        """The bytes of a source: the file of its name, or else any file with its hash; None when there is none.

        A file of its name with another hash is given only where no file has the right one. What is seen of files is
        added to `looked`.
        """
        looked = Looked() if looked is None else looked
        named = self._by_name(source, looked)
        if named is not None and _is(named, source):
            return named
        return self._by_hash(source, looked) or named

    def _by_name(self, source: dict[str, Any], looked: Looked) -> bytes | None:
        name = Path(source["name"]).name
        for folder in self.found:
            path = os.fspath(folder / name)
            if (data := _read(path, looked)) is not None:
                return data
        return None

    def _by_hash(self, source: dict[str, Any], looked: Looked) -> bytes | None:
        by_size, all_ = self._by_size
        looked.found.add(all_)
        for path in by_size.get(source["bytes"], ()):
            data = _read(path, looked)
            if data is not None and _is(data, source):
                return data
        return None

    @cached_property
    def found(self) -> list[Path]:
        """The folders that are there, by paths that lead there from anywhere."""
        return [folder.absolute() for folder in self.folders if folder.is_dir()]

    @cached_property
    def _by_size(self) -> tuple[dict[int, list[str]], int]:
        """The paths of all files by their sizes, and the mark of them all."""
        found: dict[int, list[str]] = {}
        marks = array("q")
        for path, stamp in self.files():
            found.setdefault(stamp.size, []).append(path)
            marks.append(mark_of(path, stamp.print))
        return found, joined_marks(marks)


def _is(data: bytes, source: dict[str, Any]) -> bool:
    return bool(len(data) == source["bytes"] and hashlib.sha256(data).hexdigest() == source["sha256"])


def _read(path: str, looked: Looked) -> bytes | None:
    """The bytes of a file; None where there is none. Its stamp is taken when they were read."""
    found = _found_in(path) if os.path.isfile(path) else None  # noqa: PTH113 - many files
    if found is None:
        looked.missed.add(mark_of(path))
        return None
    data, stamp = found
    looked.found.add(mark_of(path, stamp.print))
    return data


def _found_in(path: str) -> tuple[bytes, Stamp] | None:
    """The bytes of a file and its own stamp, whatever has its path by then."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            return file.read(), stamp_in(os.fstat(file.fileno()))
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"the text {Path(path).as_posix()} cannot be read: {error.strerror}"
        raise UnreadableError(message, hint="check its permissions") from None
