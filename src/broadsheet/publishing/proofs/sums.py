"""SHA256SUMS and provenance.json, each a list of all files: compared with each other, and one of them believed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.errors import UnreadableError
from broadsheet.issues import Issue
from broadsheet.packages.guard import SUMS
from broadsheet.publishing.proofs.files import Stated
from broadsheet.publishing.provenance import PROVENANCE, STATEMENT
from broadsheet.publishing.signing import ENVELOPE
from broadsheet.publishing.sums import hash_of, list_sums

__all__ = ["Listed", "listed_files", "subjects"]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a release states of its files, and what is wrong with the lists themselves."""

    stated: Mapping[str, Stated]
    issues: tuple[Issue, ...]


def listed_files(folder: Path) -> Listed:
    """The files that a release lists.

    The provenance is believed where it has the hash that the sums state for it: an error in the sums is then
    one of theirs, and not of the file that they speak of. It is believed as well where there are no sums to read.
    Otherwise the sums are believed.
    """
    if not (folder / SUMS).exists():
        return Listed(_believed(folder), tuple(_missing(folder)))
    try:
        sums = {path: Stated(digest) for path, digest in list_sums(folder).items()}
    except UnreadableError as error:
        return Listed(_believed(folder), (Issue.of("B805", str(error), hint=error.hint, path=SUMS),))
    if PROVENANCE not in sums or _hash(folder) != sums[PROVENANCE].sha256:
        return Listed(_sized(sums, folder), ())
    named = subjects(_read(folder))
    known = {**{path: each for path, each in sums.items() if path.startswith("provenance.")}, **named}
    return Listed(known, tuple(_differences(sums, known)))


def subjects(statement: Any) -> dict[str, Stated]:
    """The files that a statement names; none where it is no statement."""
    try:
        if statement["_type"] != STATEMENT:
            return {}
        return {
            str(each["name"]): Stated(each["digest"]["sha256"], each.get("annotations", {}).get("bytes"))
            for each in statement["subject"]
        }
    except (KeyError, TypeError, AttributeError):
        return {}


def _believed(folder: Path) -> dict[str, Stated]:
    """What the provenance names, with itself and its signature, for which nothing vouches; none where it names none."""
    named = subjects(_read(folder))
    own = [path for path in (PROVENANCE, ENVELOPE) if named and (folder / path).is_file()]
    return named | {path: Stated(hash_of(folder / path)) for path in own}


def _missing(folder: Path) -> Iterator[Issue]:
    """The lists that are not there."""
    for path in (SUMS, PROVENANCE):
        if not (folder / path).exists():
            yield Issue.of("B801", "is missing", hint="fetch the release again", path=path)


def _read(folder: Path) -> Any:
    try:
        return json.loads((folder / PROVENANCE).read_bytes())
    except (OSError, ValueError):
        return None


def _hash(folder: Path) -> str | None:
    try:
        return hash_of(folder / PROVENANCE)
    except OSError:
        return None


def _sized(sums: Mapping[str, Stated], folder: Path) -> dict[str, Stated]:
    """The sums with the lengths that the provenance has for the same hashes."""
    known = subjects(_read(folder))
    return {path: known[path] if known.get(path, each).sha256 == each.sha256 and path in known else each
            for path, each in sums.items()}  # fmt: skip


def _differences(sums: Mapping[str, Stated], known: Mapping[str, Stated]) -> Iterator[Issue]:
    for path in sorted({*sums, *known}):
        if path not in known:
            message = f"lists {path}, which {PROVENANCE} does not name"
        elif path not in sums:
            message = f"does not list {path}, which {PROVENANCE} names"
        elif sums[path].sha256 != known[path].sha256:
            message = f"states another hash for {path} than {PROVENANCE}"
        else:
            continue
        yield Issue.of("B805", message, hint="fetch the release again", path=SUMS)
