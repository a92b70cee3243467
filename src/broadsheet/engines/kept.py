"""What came of something, kept in a folder that may be deleted at any time, under names made of what it came of."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
import zlib
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO, Self

from broadsheet.engines.copying import PIECE
from broadsheet.engines.folders import entries_of, files_under
from broadsheet.engines.locks import Lock
from broadsheet.engines.notes import Left, Notes
from broadsheet.engines.stamps import NOWHERE, SETTLED, TICK, Stamp, clock_of, stamp_of
from broadsheet.errors import UnwritableError

__all__ = ["CHECK", "OTHERS", "Kept", "code", "version_of"]

CHECK = 16
"""Bytes at the end that say what those before have to be, under this name: they may have been cut off or moved.

Who does not know what they all depend on, of which a secret may be a part, cannot say it of others.
"""

OWN = re.compile(r"[0-9a-f]{2}/[0-9a-f]{38}|\w+/([0-9a-f]+\.jsonl|\.?tmp\w{8}(\.partial)?)")
"""The places in it: what is kept, also by others, and what was not finished. Nothing else is ever removed."""

IGNORED = b"# of broadsheet; it may be deleted at any time\n*\n"

OTHERS = ("jsonschema-rs", "msgspec", "orjson", "polars", "pydantic")
"""The distributions on whose version results depend."""


class Kept:
    """A folder of bytes under names made of what they came of. Any of them may be done twice, and by two at once.

    It is a context, at whose end what was kept in it and not asked for is removed: it came of what is no more. After an
    error, what the last context without one asked for stays as well. As long as another process is in there nothing is
    removed. Whether bytes are whole is read from themselves, or, in a context, told by the stamp of their file, where
    that is the one which the context before left of it.

    Args:
        folder: where they are; it is made, with a `.gitignore` of its own, when the first is kept.
        about: whatever else all of them depend on, such as `code`.
        needed: raise UnwritableError where something cannot be kept; else a run goes on without.

    >>> with Kept(tmp / "kept", b"1.0") as kept:
    ...     name = kept.name("block", "a1b2")
    ...     kept.load(name), bool(kept.save(name, [b"some ", b"bytes"])), kept.load(name)
    (None, True, b'some bytes')
    """

    def __init__(self, folder: Path, about: bytes, *, needed: bool = False) -> None:
        self.folder = folder
        self._within = f"{folder}{os.sep}"
        self._given = folder, about
        self._about = hashlib.blake2b(about, digest_size=32).digest()
        self._needed = needed
        self._notes = Notes()
        self._began: int | None = None
        self._lock: Lock | None = None

    def __reduce__(self) -> tuple[Callable[..., Kept], tuple[Path, bytes]]:
        """The same folder in another process, which is not told what was asked for or made in this one."""
        return partial(Kept, needed=self._needed), self._given

    def name(self, *words: str | bytes) -> str:
        """The name of what comes of something that the words say."""
        joined = b"\0".join(word if isinstance(word, bytes) else word.encode() for word in words)
        found = hashlib.blake2b(joined, key=self._about, digest_size=20).hexdigest()
        self._notes.use(_place(found))
        return found

    def load(self, name: str) -> bytes | None:
        """What is kept under a name; None where there is nothing, or not the whole of it."""
        place = self._asked(name)
        stamp = stamp_of(self._within + place)
        found = _read(self._within + place)
        return found[:-CHECK] if self._proves(place, stamp, lambda: _has_sum(found, self._sum(name))) else None

    def find(self, name: str) -> Path | None:
        """The file of what is kept under a name, which ends `CHECK` bytes later; None as above."""
        place = self._asked(name)
        path = self._within + place
        return Path(path) if self._proves(place, stamp_of(path), lambda: _is_whole(path, self._sum(name))) else None

    def _sum(self, name: str) -> hashlib._Hash:
        """What is to sum up bytes under a name: those that are kept under another are as good as damaged."""
        return hashlib.sha256(self._about + name.encode())

    def _asked(self, name: str) -> str:
        place = _place(name)
        self._notes.use(place)
        return place

    def proves(
        self, file: str, is_whole: Callable[[], bool], place: str | None = None, stamp: Stamp | None = None
    ) -> bool:
        """Whether a file is what it was, now or when it had a stamp: it has the one that was left of it, or is whole.

        What it is called is its `place`, where it lies elsewhere.
        """
        return self._proves(place or _inside(file), stamp or stamp_of(file), is_whole)

    def _proves(self, place: str, stamp: Stamp, is_whole: Callable[[], bool]) -> bool:
        is_left = stamp != NOWHERE and self._left.print_of(place) == stamp.print
        if not is_left and (stamp == NOWHERE or not is_whole()):
            return False
        self._notes.prove(place, stamp, is_left=is_left)
        return True

    @cached_property
    def _left(self) -> Left:
        """What the last context without an error asked for, and the stamps of it, 0 where they were too new."""
        if self._began is None:
            return Left()
        name = self.name("stamps")
        found = _read(self._within + _place(name))
        return Left(found[:-CHECK]) if _has_sum(found, self._sum(name)) else Left()

    def save(self, name: str, pieces: Iterable[bytes]) -> str | None:
        """Keep bytes under a name, in one step: the file of them, which ends `CHECK` bytes later; None without one."""
        deque(self.saved(name, pieces), maxlen=0)
        return self._within + _place(name) if self._notes.is_made(_place(name)) else None

    def saved(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they come, which are kept under a name when there are no more of them."""
        path, check = self.folder / _place(name), self._sum(name)
        partial = self._begun(path)
        try:
            for piece in pieces:
                yield piece
                check.update(piece)
                partial = self._written(partial, piece)
            self._end(self._written(partial, check.digest()[:CHECK]), path)
        finally:
            _drop(partial)

    def place(self, name: str) -> Path:
        """A folder in it for files of others, who tell which they `use`; folders in the places of such are removed."""
        folder = _no_link(self.folder / name)
        folder.mkdir(parents=True, exist_ok=True)
        self._ignore()
        for each in entries_of(folder):
            if each.is_dir(follow_symlinks=False) and OWN.fullmatch(f"{name}/{each.name}"):
                shutil.rmtree(each.path, ignore_errors=True)
        return folder

    def use(self, file: str) -> None:
        """Let a file in such a folder be kept."""
        self._notes.use(_inside(file))

    def made(self, file: str, place: str | None = None, stamp: Stamp | None = None) -> None:
        """Tell that a file is what it was made to be, now or when it had a stamp.

        What it is called is its `place`, where it lies elsewhere.
        """
        place = place or _inside(file)
        self._notes.make(place, stamp or stamp_of(file))

    def clear(self) -> None:
        """Remove the folder: nothing in it is needed any more."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def sweep(self, also: Container[str] = ()) -> None:
        """Remove what nobody asked for, unless another process is in there; `also` are places to be left."""
        if self._lock is not None and not self._lock.take(wait=False):
            return
        for inside in entries_of(self.folder):
            for each in entries_of(inside.path) if inside.is_dir(follow_symlinks=False) else ():
                place = f"{inside.name}/{each.name}"
                if not self._notes.is_used(place) and place not in also and OWN.fullmatch(place):
                    with suppress(OSError):
                        os.unlink(each.path)  # noqa: PTH108 - many files

    def _leave_stamps(self) -> None:
        """Keep the stamps of what was asked for.

        A file that was there counts if it had its stamp for some seconds when this began: what is written to in the
        same instant may keep its times. One that was made here counts once the clock of the file system has gone on,
        which is waited for.
        """
        if 0 < (left := self._notes.newest() + TICK - clock_of(self.folder)) <= TICK:
            time.sleep((left + TICK / 2) / 1e9)
        self.save(self.name("stamps"), [self._notes.left(self._began or 0, clock_of(self.folder))])

    def __enter__(self) -> Self:
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(self.folder)
            self._lock.take(shared=True)
        self._began = clock_of(self.folder) - SETTLED
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._leave_stamps()
        self.sweep(() if kind is None else self._left)
        if self._lock is not None:
            self._lock.close()

    def _begun(self, path: Path) -> BinaryIO | None:
        """A new file beside a path; None where none can be written."""
        try:
            _no_link(path.parent).mkdir(parents=True, exist_ok=True)
            self._ignore()
            return tempfile.NamedTemporaryFile(suffix=".partial", dir=path.parent, delete=False)  # type: ignore[return-value]
        except OSError as error:
            self._tell(error)
        return None

    def _ignore(self) -> None:
        if not os.path.lexists(self.folder / ".gitignore"):  # a link leads to what is somebody's
            (self.folder / ".gitignore").write_bytes(IGNORED)

    def _written(self, partial: BinaryIO | None, piece: bytes) -> BinaryIO | None:
        """The file with a piece more; None, and no file, where it cannot be written."""
        if partial is None:
            return None
        try:
            partial.write(piece)
        except OSError as error:
            _drop(partial)
            self._tell(error)
            return None
        return partial

    def _end(self, partial: BinaryIO | None, path: Path) -> None:
        try:
            if partial:
                partial.close()
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                Path(partial.name).replace(path)
                self.made(os.fspath(path))
        except OSError as error:
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        if self._needed:
            hint = "check the permissions and the space left; then the same command with --resume goes on from there"
            raise UnwritableError(f"cannot write into {self.folder.as_posix()}: {error.strerror}", hint=hint) from error


def _place(name: str) -> str:
    return f"{name[:2]}/{name[2:]}"


def _no_link(folder: Path) -> Path:
    """A folder, without the link that stood in its place: what that leads to is somebody's."""
    if folder.is_symlink():
        folder.unlink()
    return folder


def _inside(file: str) -> str:
    """The place of a file in the folder."""
    return "/".join(file.replace(os.sep, "/").rsplit("/", 2)[-2:])


def _read(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - many files
            return file.read()
    except OSError:
        return b""


def _has_sum(found: bytes, check: hashlib._Hash) -> bool:
    """Whether the last bytes say what those before are."""
    check.update(memoryview(found)[:-CHECK])
    return check.digest()[:CHECK] == found[-CHECK:]


def _is_whole(path: str, check: hashlib._Hash) -> bool:
    """The same of a file."""
    last = b""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - many files
            while data := file.read(PIECE):
                data = last + data
                check.update(memoryview(data)[:-CHECK])
                last = data[-CHECK:]
    except OSError:
        return False
    return check.digest()[:CHECK] == last


def _drop(partial: BinaryIO | None) -> None:
    """Close a file that was not finished, and remove it."""
    if partial is not None:
        with suppress(OSError):
            partial.close()
        Path(partial.name).unlink(missing_ok=True)


def code() -> bytes:
    """What results depend on beside what they are made of: all code, what comes with it, and who does the work.

    >>> len(code())
    32
    """
    found = hashlib.sha256(repr((sys.version, zlib.ZLIB_RUNTIME_VERSION, *map(version_of, OTHERS))).encode())
    for path in files_under(Path(__file__).parents[1]):
        if not path.endswith(".pyc"):
            data = _read(path)
            found.update(b"%s %d\n" % (path.rpartition(os.sep)[2].encode(), len(data)))
            found.update(data)
    return found.digest()


def version_of(distribution: str) -> str:
    """The version of a distribution that is installed; nothing of one that is not."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to load, and seldom asked for

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
