"""The files of a git revision, read from the repository's objects: the work tree is neither read nor touched."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO, Any

from broadsheet.checks.tables.troubles import MissingFile, RefusedFile
from broadsheet.errors import UnreadableError

__all__ = ["GitStore", "clean_commit", "git_package", "is_in_repository"]

DESCRIPTOR = "datapackage.json"
OFFLINE = ("-c", "protocol.allow=never", "--no-replace-objects", "--literal-pathspecs")
STATUS = ("-c", "core.fsmonitor=false", "status", "--porcelain", "--untracked-files=all", "-z")
PLAIN = ("100644", "100755", "100664")


def git_package(revision: str, folder: Path) -> tuple[GitStore, str]:
    """The store of a revision, and the path of its data package: the one around `folder`, or nearest above it.

    `revision` is what git calls one (a tag, a branch, a hash, `HEAD~2`), with `:PATH` behind it
    when the package lies elsewhere in the repository. Raises UnreadableError when there is no
    repository, no such revision, or no package in it.
    """
    name, _, inner = revision.partition(":")
    top = Path(
        _answer(folder, "rev-parse", "--show-toplevel", trouble=f"{folder.as_posix()!r} is in no git repository")
    )
    commit = _answer(
        top,
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        f"{name}^{{commit}}",
        trouble=f"there is no git revision {name!r}",
    )
    store = GitStore(top, commit)
    here = PurePosixPath(folder.resolve().relative_to(top.resolve()).as_posix())
    places = [PurePosixPath(inner.removesuffix(DESCRIPTOR))] if inner else [here, *here.parents]
    for place in places:
        base = "" if place == PurePosixPath() else f"{place.as_posix()}/"
        if store.kind(base + DESCRIPTOR):
            return store, base + DESCRIPTOR
    where = f"in {inner!r}" if inner else "there"
    raise UnreadableError(f"the revision {name!r} holds no {DESCRIPTOR} {where}", hint="write git:REVISION:FOLDER")


def clean_commit(root: Path, files: Iterable[Path], folders: Iterable[Path]) -> str | None:
    """The commit that holds the files under a folder as they are; None where there is none that does.

    Every one of `files` has to be in it, and nothing in `folders` may differ from it or be new; what git ignores is
    passed over.
    """
    wanted = {path.relative_to(root).as_posix() for path in files}
    places = sorted({*wanted, *(path.relative_to(root).as_posix() for path in folders)})
    try:
        commit = _answer(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", trouble="no commit")
        changed = _answer(root, *STATUS, "--", *places, trouble="no status")
        kept = _answer(root, "ls-files", "-z", "--", *places, trouble="no list").split("\0")
    except UnreadableError:
        return None
    return commit if not changed and wanted <= set(kept) else None


def is_in_repository(folder: Path) -> bool:
    """Whether git keeps a folder, or one around it."""
    try:
        return bool(_answer(folder, "rev-parse", "--show-toplevel", trouble="no repository"))
    except UnreadableError:
        return False


class GitStore:
    """The files of one commit, by their paths from the top of the repository."""

    def __init__(self, repository: Path, commit: str) -> None:
        self._repository = repository
        self._commit = commit

    def kind(self, path: str) -> str | None:
        """The mode of a file as git keeps it, or None when there is no such file."""
        listed = _run(self._repository, "ls-tree", "-z", self._commit, "--", path).stdout
        return listed[:6].decode() if listed else None

    def open(self, path: str) -> IO[bytes]:
        """The file, opened: its bytes come as git stores them."""
        process = _start(self._repository, "cat-file", "blob", self._object(path))
        return io.BufferedReader(_Output(process))

    def size(self, path: str) -> int:
        """The bytes of the file."""
        return int(_run(self._repository, "cat-file", "-s", self._object(path)).stdout)

    def place(self, path: str) -> Path | None:
        """Nowhere: git keeps it packed."""

    def close(self) -> None:
        """Nothing to let go of."""

    def _object(self, path: str) -> str:
        name = "/".join(step for step in path.split("/") if step not in {"", "."})
        mode = self.kind(name)
        if mode is None:
            raise MissingFile(path)
        if mode not in PLAIN:
            raise RefusedFile("is not a file")
        return f"{self._commit}:{name}"


class _Output(io.RawIOBase):
    """What a process prints; RefusedFile when it fails before its end."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        assert self._process.stdout is not None  # noqa: S101 - it was started with a pipe
        data = self._process.stdout.read(len(buffer))
        if not data and self._process.wait():
            raise RefusedFile("cannot be read from the repository")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Let go of the process, also before its end."""
        if not self.closed:
            self._process.kill()
            self._process.communicate()
        super().close()


def _answer(folder: Path, *command: str, trouble: str) -> str:
    done = _run(folder, *command)
    if done.returncode:
        raise UnreadableError(trouble, hint="git log shows the revisions of a repository")
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    process = _start(folder, *command)
    output, _ = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, output)


def _start(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.Popen(  # noqa: S603 - no shell, and the revision stands behind --end-of-options
            ("git", "-C", folder, *OFFLINE, *command),  # noqa: S607 - the git that the user has
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    except FileNotFoundError:
        raise UnreadableError("git is not installed", hint="install git, or name a folder or a zip") from None
    except NotADirectoryError:
        raise UnreadableError(f"{folder.as_posix()!r} is no folder") from None
