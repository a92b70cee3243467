"""The texts that records describe, where they are at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from broadsheet.errors import UnreadableError

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

    def files(self) -> Iterator[Path]:
        """All files, folder by folder, in the order in which a text is looked for."""
        return (path for folder in self.found for path in sorted(folder.rglob("*")) if path.is_file())

    def find(self, source: dict[str, Any]) -> bytes | None:
        """The bytes of a source: the file of its name, or else any file with its hash; None when there is none.

        A file of its name with another hash is given only where no file has the right one.
        """
        named = self._by_name(source)
        if named is not None and _is(named, source):
            return named
        return self._by_hash(source) or named

    def _by_name(self, source: dict[str, Any]) -> bytes | None:
        name = Path(source["name"]).name
        found = (folder / name for folder in self.found if (folder / name).is_file())
        return next(map(_read, found), None)

    def _by_hash(self, source: dict[str, Any]) -> bytes | None:
        for path in self._by_size.get(source["bytes"], ()):
            data = _read(path)
            if _is(data, source):
                return data
        return None

    @cached_property
    def found(self) -> list[Path]:
        """The folders that are there, by paths that lead there from anywhere."""
        return [folder.absolute() for folder in self.folders if folder.is_dir()]

    @cached_property
    def _by_size(self) -> dict[int, list[Path]]:
        found: dict[int, list[Path]] = {}
        for path in self.files():
            found.setdefault(path.stat().st_size, []).append(path)
        return found


def _is(data: bytes, source: dict[str, Any]) -> bool:
    return bool(len(data) == source["bytes"] and hashlib.sha256(data).hexdigest() == source["sha256"])


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"the text {path.as_posix()} cannot be read: {error.strerror}"
        raise UnreadableError(message, hint="check its permissions") from None
