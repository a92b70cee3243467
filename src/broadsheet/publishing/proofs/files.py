"""The files of a folder, compared one by one with the hashes and lengths that are stated for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from broadsheet.issues import Issue
from broadsheet.packages.guard import LITTER
from broadsheet.publishing.sums import files_of, hash_of

__all__ = ["Stated", "compare_files", "of_hosts"]

OF_HOSTS = frozenset({".gitattributes", "README.md"})
"""Files that the Hugging Face Hub has beside those of a release: its card, and how it stores large files."""

CACHE = ".cache/huggingface/"
"""Where its client keeps what it knows of the files that it fetched."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of a file: its SHA-256, and its length in bytes if that is stated too."""

    sha256: str
    bytes: int | None = None


def compare_files(folder: Path, stated: Mapping[str, Stated], ours: Iterable[str] = ()) -> Iterator[Issue]:
    """Every file that is missing, truncated, altered, or not stated at all; `ours` are files that need no statement."""
    present = set(files_of(folder))
    for path in sorted(stated):
        if path in present:
            yield from _compare(folder, path, stated[path])
        else:
            yield Issue.of("B801", "is missing", hint="fetch the release again", path=path)
    for path in sorted(present - set(stated) - set(ours)):
        is_litter = path.rpartition("/")[2] in LITTER
        hint = "a system left it there: delete it" if is_litter else "move it away; do not trust it"
        yield Issue.of("B802", "belongs to no release", hint=hint, path=path)


def of_hosts(folder: Path) -> set[str]:
    """The files in a folder that a host of releases has put there."""
    return {path for path in files_of(folder) if path in OF_HOSTS or path.startswith(CACHE)}


def _compare(folder: Path, path: str, stated: Stated) -> Iterator[Issue]:
    file, hint = folder / path, "fetch the release again: this copy is damaged or was changed"
    if file.is_symlink() or not file.is_file():
        yield Issue.of("B804", "is a link, not a file", hint=hint, path=path)
        return
    size, found = file.stat().st_size, hash_of(file)
    if found == stated.sha256:
        return
    if stated.bytes is not None and size < stated.bytes:
        message = f"was cut off: it has {size:,} of {stated.bytes:,} bytes"
        yield Issue.of("B803", message, hint=hint, path=path)
        return
    length = f", {stated.bytes:,} bytes" if stated.bytes not in {None, size} else ""
    message = f"was altered: it has the SHA-256 {found} ({size:,} bytes); stated is {stated.sha256}{length}"
    yield Issue.of("B804", message, hint=hint, path=path)
