"""What came of blocks and files in earlier builds, kept in a folder that may be deleted at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["Kept"]

CHECK = 4
"""Bytes before what is kept that say what it has to be: it may have been cut off where the power went."""

IGNORED = b"# of broadsheet build; it may be deleted at any time\n*\n"


class Kept:
    """A folder of bytes under names made of what they came of.

    Args:
        folder: where they are; it is made, with a `.gitignore` of its own, when the first is kept.
        about: whatever else all of them depend on: the version of the code and of the records.

    What cannot be written is not kept, and a build goes on without it.

    >>> kept = Kept(tmp / "kept", b"1.0")
    >>> name = kept.name("block", "a1b2")
    >>> kept.load(name), kept.save(name, [b"some ", b"bytes"]), kept.load(name)
    (None, None, b'some bytes')
    """

    def __init__(self, folder: Path, about: bytes) -> None:
        self._folder = folder
        self._about = hashlib.blake2b(about, digest_size=32).digest()
        self._used: set[str] = set()

    def name(self, *words: str) -> str:
        """The name of what comes of something that the words say."""
        found = hashlib.blake2b("\0".join(words).encode(), key=self._about, digest_size=20).hexdigest()
        self._used.add(found)
        return found

    def load(self, name: str) -> bytes | None:
        """What is kept under a name; None where there is nothing, or not the whole of it."""
        try:
            with self._path(name).open("rb") as file:
                stated, found = file.read(CHECK), file.read()
        except OSError:
            return None
        return found if zlib.crc32(found).to_bytes(CHECK) == stated else None

    def save(self, name: str, pieces: Iterable[bytes]) -> None:
        """Keep bytes under a name, in one step."""
        deque(self.saved(name, pieces), maxlen=0)

    def saved(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they come, which are kept under a name when there are no more of them."""
        partial = self._begun(self._path(name))
        found = 0
        try:
            for piece in pieces:
                yield piece
                found = zlib.crc32(piece, found)
                partial = partial and _more(partial, piece)
            if partial:
                _end(partial, found, self._path(name))
        finally:
            if partial:
                partial.unlink(missing_ok=True)

    def _begun(self, path: Path) -> Path | None:
        """A new file beside a path, with room for the check; None where none can be written."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not (self._folder / ".gitignore").exists():
                (self._folder / ".gitignore").write_bytes(IGNORED)
            handle, name = tempfile.mkstemp(suffix=".partial", dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(bytes(CHECK))
        except OSError:
            return None
        return Path(name)

    def sweep(self) -> None:
        """Remove what nobody asked for: it came of blocks and files that are no more."""
        for path in list(self._folder.glob("??/*")):
            if path.parent.name + path.name not in self._used:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]


def _more(partial: Path, piece: bytes) -> Path | None:
    """The file with a piece more; None, and no file, where it cannot be written."""
    try:
        with partial.open("ab") as file:
            file.write(piece)
    except OSError:
        partial.unlink(missing_ok=True)
        return None
    return partial


def _end(partial: Path, check: int, path: Path) -> None:
    try:
        with partial.open("r+b") as file:
            file.write(check.to_bytes(CHECK))
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
