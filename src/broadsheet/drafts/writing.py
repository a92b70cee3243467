"""Files written in one step: whoever looks sees the old one or the new one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from broadsheet.errors import UnwritableError

__all__ = ["write_file"]


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, and the folders that it needs; UnwritableError says what stands against it."""
    partial = path.with_name(f".{path.name[:200]}.partial")
    try:
        try:
            stream = partial.open("wb")
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = partial.open("wb")
        with stream:
            stream.writelines(pieces)
        partial.replace(path)
    except OSError as error:
        hint = "check the permissions and the space left, or choose another folder with --out"
        raise UnwritableError(f"cannot write {path.as_posix()}: {error.strerror or error}", hint=hint) from error
