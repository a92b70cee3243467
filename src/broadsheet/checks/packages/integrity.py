"""Whether files are the ones that their descriptor speaks of: size and hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.checks.fixity import PARTS, stated
from broadsheet.checks.tables.findings import Findings
from broadsheet.issues import plural, shorten

__all__ = ["Stored", "check_integrity"]

SHOWN = 18
"""Characters of a hash that are shown, where they tell two apart."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it is stored: its path, how many bytes it has, and what reads these, piece by piece."""

    path: str
    size: int
    chunks: Callable[[], Iterable[bytes]]


def check_integrity(
    given: Mapping[str, Any], files: Sequence[Stored], findings: Findings, where: Mapping[str, Any]
) -> None:
    """Compare `bytes` and `hash` with the stored bytes of the resource's files, and those of each of several.

    Nothing is said of all of them together where one is told to differ. They are read once.
    """
    whole = _Claim(given, sum(file.size for file in files), where)
    told = stated(given) if PARTS in given else ({} for _ in files)
    parts = [_Claim(part, file.size, {**where, "path": file.path}) for part, file in zip(told, files, strict=False)]
    for part, file in zip(parts, files, strict=True):
        _take(file, [claim.hash for claim in (whole, part) if claim.hash])
    if not [part for part in parts if part.differs(findings)]:
        whole.differs(findings)


def _take(file: Stored, hashes: Collection[Any]) -> None:
    """Read a file, unless no hash is to be taken of it."""
    for chunk in file.chunks() if hashes else ():
        for hash in hashes:
            hash.update(chunk)


class _Claim:
    """What is stated of some bytes: how many there are, and their hash, which is taken while they are read.

    There is no `hash` where none is stated, or one that cannot be computed here.
    """

    def __init__(self, given: Mapping[str, Any], size: int, where: Mapping[str, Any]) -> None:
        self._size, self._where = size, where
        declared, value = given.get("bytes"), given.get("hash")
        self._bytes = declared if isinstance(declared, int) and not isinstance(declared, bool) else size
        self._value = value if isinstance(value, str) else ""
        name, _, self._digest = self._value.rpartition(":")
        self._name = name or "md5"
        self.hash = _begun(self._name) if self._value else None

    def differs(self, findings: Findings) -> bool:
        """Whether it is not true of the bytes that were read; what is wrong is reported."""
        is_other = self._bytes != self._size
        if is_other:
            message = f"The file has {plural(self._size, 'byte')}, not {self._bytes:,}."
            findings.add("B509", message, hint="restore the file, or correct bytes", **self._where)
        return (self._has_other_hash(findings) if self._value else False) or is_other

    def _has_other_hash(self, findings: Findings) -> bool:
        found, digest = self._found(), self._digest.lower()
        if found is None:
            message = f"The hash algorithm {shorten(self._name)} is not known here."
            findings.add("B511", message, hint="use sha256", **self._where)
        elif found != digest:
            size = SHOWN if found[: SHOWN - 1] != digest[: SHOWN - 1] else len(found) + len(digest)
            message = f"The {self._name} of the file is {shorten(found, size)}, not {shorten(digest, size)}."
            findings.add("B510", message, hint="restore the file, or correct hash", **self._where)
        return found not in {None, digest}

    def _found(self) -> str | None:
        """The hash that was found; None where it cannot be computed."""
        if self.hash is None:
            return None
        length = min(len(self._digest) // 2, 1024)
        try:
            return str(self.hash.hexdigest() if self.hash.digest_size else self.hash.hexdigest(length))
        except (ValueError, TypeError, OverflowError):
            return None


def _begun(name: str) -> Any:
    """The hash of no bytes; None of an algorithm that is not known."""
    plain = name.lower()
    try:
        return hashlib.new(plain.replace("-", "") if plain.startswith("sha-") else plain, usedforsecurity=False)
    except (ValueError, TypeError, OverflowError):
        return None
