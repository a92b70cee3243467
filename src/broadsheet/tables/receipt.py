"""What a write leaves behind: where the file is and how to recognise it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from broadsheet.errors import UnwritableError

__all__ = ["Receipt", "receipt_of", "to_json", "write_bytes", "write_pieces"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file that was written: its path in the package, SHA-256, length in bytes, and rows if it has any."""

    path: str
    sha256: str
    bytes: int
    rows: int | None = None


def receipt_of(path: str, data: bytes) -> Receipt:
    """The receipt of a file whose bytes are at hand."""
    return Receipt(path, hashlib.sha256(data).hexdigest(), len(data))


def to_json(value: Any) -> bytes:
    """A value as indented JSON with a line feed at the end."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def write_bytes(folder: Path, path: str, data: bytes, rows: int | None = None) -> Receipt:
    """Write a file of a package, down to the disk, with permissions that do not depend on the user.

    Raises UnwritableError when the folder is read-only or the disk full.
    """
    return write_pieces(folder, path, (data,), rows)


def write_pieces(folder: Path, path: str, pieces: Iterable[bytes], rows: int | None = None) -> Receipt:
    """The same, for a file that comes in pieces."""
    target, digest, length = folder / path, hashlib.sha256(), 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                length += len(piece)
            file.flush()
            os.fsync(file.fileno())
        target.chmod(0o644)
    except OSError as error:
        hint = "free some space, or choose another folder with --out"
        raise UnwritableError(f"cannot write {target.as_posix()}: {error.strerror}", hint=hint) from error
    return Receipt(path, digest.hexdigest(), length, rows)
