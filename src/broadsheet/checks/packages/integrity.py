"""Whether files are the ones that their descriptor speaks of: size and hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from broadsheet.checks.tables.findings import Findings
from broadsheet.issues import plural, shorten

__all__ = ["check_integrity"]

SHOWN = 18
"""Characters of a hash that are shown, where they tell two apart."""


def check_integrity(
    given: dict[str, Any], size: int, chunks: Iterable[bytes], findings: Findings, where: dict[str, Any]
) -> None:
    """Compare `bytes` and `hash` with the stored bytes of the resource's files."""
    declared = given.get("bytes")
    if isinstance(declared, int) and not isinstance(declared, bool) and declared != size:
        message = f"The file has {plural(size, 'byte')}, not {declared:,}."
        findings.add("B509", message, hint="restore the file, or correct bytes", **where)
    value = given.get("hash")
    if isinstance(value, str) and value:
        _check_hash(value, chunks, findings, where)


def _check_hash(value: str, chunks: Iterable[bytes], findings: Findings, where: dict[str, Any]) -> None:
    name, _, digest = value.rpartition(":")
    try:
        found = _digest(name or "md5", chunks, len(digest) // 2)
    except (ValueError, TypeError, OverflowError):
        findings.add("B511", f"The hash algorithm {shorten(name)} is not known here.", hint="use sha256", **where)
        return
    if found != digest.lower():
        size = SHOWN if found[: SHOWN - 1] != digest.lower()[: SHOWN - 1] else len(found) + len(digest)
        message = f"The {name or 'md5'} of the file is {shorten(found, size)}, not {shorten(digest, size)}."
        findings.add("B510", message, hint="restore the file, or correct hash", **where)


def _digest(name: str, chunks: Iterable[bytes], length: int) -> str:
    algorithm: Any = hashlib.new(
        name.lower().replace("-", "") if name.lower().startswith("sha-") else name.lower(), usedforsecurity=False
    )
    for chunk in chunks:
        algorithm.update(chunk)
    return str(algorithm.hexdigest() if algorithm.digest_size else algorithm.hexdigest(min(length, 1024)))
