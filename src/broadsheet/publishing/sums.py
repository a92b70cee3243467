"""SHA256SUMS: the hash of every file of a release, in the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet.errors import UnreadableError
from broadsheet.packages.guard import SUMS
from broadsheet.tables.receipt import Receipt, write_bytes

__all__ = ["files_of", "hash_of", "list_sums", "write_sums"]

_LINE = re.compile(r"([0-9a-f]{64})[ ][ *](.+)")
_BLOCK = 1 << 20


def write_sums(folder: Path, known: Iterable[Receipt] = ()) -> list[Receipt]:
    """Write the hashes of all files in a folder; what was written and what is listed, the sums last.

    Files whose receipts are `known` are not read again.
    """
    told = {each.path: each for each in known}
    found = [told.get(path) or receipt_in(folder, path) for path in files_of(folder)]
    lines = [f"{each.sha256}  {each.path}\n" for each in found]
    return [*found, write_bytes(folder, SUMS, "".join(lines).encode())]


def list_sums(folder: Path) -> dict[str, str]:
    """The hash that the sums state for each path; UnreadableError when the file is missing or has another form."""
    file = folder / SUMS
    try:
        *lines, end = file.read_bytes().decode().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{file.as_posix()} cannot be read: {error}", hint="fetch the release again") from None
    found = [_LINE.fullmatch(line) for line in lines]
    if not lines or end or not all(found):
        raise UnreadableError(f"{file.as_posix()} is no list of SHA-256 sums", hint="fetch the release again")
    return {each[2]: each[1] for each in found if each}


def files_of(folder: Path) -> Iterator[str]:
    """The paths of all files in a folder, sorted, without the sums; links count as files."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return iter(sorted(name for path in paths if (name := path.relative_to(folder).as_posix()) != SUMS))


def receipt_in(folder: Path, path: str) -> Receipt:
    """What a file is known by."""
    return Receipt(path, hash_of(folder / path), (folder / path).stat().st_size)


def hash_of(file: Path) -> str:
    """The SHA-256 of a file, read in blocks."""
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
