"""Folders and files that change in one step: a reader sees the old one or the new one, never a part.

A new folder is written beside the old one, brought down to the disk, and then exchanged with
it by one call of the operating system. Killed before that call, a build leaves the old
folder as it was and a `.partial` sibling, which the next build removes.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from broadsheet.engines.folders import folders_under
from broadsheet.engines.locks import Lock
from broadsheet.errors import UnwritableError

__all__ = ["alone", "put", "replace_file", "staged", "staged_file", "workspace"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
LONGEST_NAME = 200
"""So many bytes of a name stand in that of what is written beside it."""

_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A new folder to write into; it takes the place of `target` when the block ends without an error.

    Raises UnwritableError when the place is not writable.
    """
    with workspace(target.parent, target.name) as stage:
        yield stage
        put(stage, target)


@contextmanager
def workspace(folder: Path, name: str, told: Path | None = None) -> Iterator[Path]:
    """A new folder inside another, to write into; it is gone when the block ends, unless it was put elsewhere.

    What killed processes left there under that name is removed. Raises UnwritableError when the folder is
    not writable or the disk full; it names the files as they would stand under that name, or in a folder that
    is `told`, since nobody knows the new one.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(folder / name)
        stage = Path(tempfile.mkdtemp(prefix=_prefix(name), suffix=".partial", dir=folder))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield stage
    except OSError as error:
        raise _unwritable(folder, error) from error
    except UnwritableError as error:
        message = str(error).replace(stage.as_posix(), (told or folder / name).as_posix())
        raise UnwritableError(message, hint=error.hint) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def put(stage: Path, target: Path) -> None:
    """Put a folder in the place of another, or of none, in one step; UnwritableError when that cannot be."""
    try:
        _settle(stage)
        _put(stage, target)
    except OSError as error:
        raise _unwritable(target, error) from error


@contextmanager
def alone(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Keep other processes that ask for the same out of a folder until the block ends.

    Raises UnwritableError when another one is in there and `wait` is false. Where the system or the file
    system knows no locks, nobody is kept out.
    """
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            mine = stack.enter_context(Lock(folder)).take(wait=wait)
        except OSError as error:
            raise _unwritable(folder, error) from error
        if not mine:
            message = f"another process is writing into {folder.as_posix()}: nothing was changed"
            raise UnwritableError(message, hint="run it again when that one is done")
        yield


def replace_file(target: Path, data: bytes) -> None:
    """Put a new file in the place of an old one, unless that holds the same bytes already."""
    try:
        same = target.is_file() and target.read_bytes() == data
    except OSError:
        same = False
    if not same:
        with staged_file(target) as file:
            file.write(data)


@contextmanager
def staged_file(target: Path) -> Iterator[BinaryIO]:
    """A new file to write into; it takes the place of `target` when the block ends without an error.

    Raises UnwritableError when the place is not writable or the disk is full.
    """
    try:
        _remove_leftovers(target)
        handle, name = tempfile.mkstemp(prefix=_prefix(target.name), suffix=".partial", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    stage = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        stage.chmod(0o644)
        stage.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        stage.unlink(missing_ok=True)


def _unwritable(target: Path, error: OSError) -> UnwritableError:
    hint = "nothing was changed; check the permissions and the space left, or choose another folder with --out"
    return UnwritableError(f"cannot write {target.as_posix()}: {error.strerror or error}", hint=hint)


def _settle(stage: Path) -> None:
    """Bring every folder down to the disk, with permissions that do not depend on the user."""
    for folder in map(Path, folders_under(stage)):
        folder.chmod(0o755)
        _sync(folder)


def _sync(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(stage: Path, target: Path) -> None:
    """Exchange the two folders; afterwards the stage holds what stood at the target, if anything did."""
    if not target.exists():
        stage.rename(target)
    elif not _exchange(stage, target):
        old = stage.with_suffix(".old")
        target.rename(old)
        stage.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    _sync(target.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step, where the system can; whether it could."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            status = library.renamex_np(*names, _RENAME_SWAP)
        else:
            status = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    except (AttributeError, OSError, TypeError):
        return False
    if status == 0:
        return True
    if (number := ctypes.get_errno()) in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number))


def _prefix(name: str) -> str:
    """How the name of what takes the place of another begins, while it is written."""
    return f".{_cut(name)}.{os.getpid()}."


def _cut(name: str) -> str:
    """As much of a name as leaves room for what is put around it, where file systems take 255 bytes."""
    return os.fsencode(name)[:LONGEST_NAME].decode("utf-8", "ignore")


def _remove_leftovers(target: Path) -> None:
    """Remove what builds of this folder or file left behind that were killed."""
    left = re.compile(rf"\.{re.escape(_cut(target.name))}\.([0-9]+)\.[^.]+\.(?:partial|old)")
    for path in target.parent.iterdir():
        if (found := left.fullmatch(path.name)) and not _runs(int(found[1])):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if sys.platform == "win32":  # where signal 0 is no question
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
