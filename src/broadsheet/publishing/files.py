"""The files of a release, written into a folder: the package, its archives, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.checks.fixity import hashes_of
from broadsheet.exports.citation import citation
from broadsheet.packages.archive import write_zip
from broadsheet.packages.descriptor import to_json
from broadsheet.packages.means import MEANS, Means
from broadsheet.projects import Project
from broadsheet.publishing.notes import CHANGES
from broadsheet.publishing.provenance import PROVENANCE, statement
from broadsheet.publishing.signing import ENVELOPE, envelope_of
from broadsheet.publishing.sums import files_of, receipt_in, write_sums
from broadsheet.publishing.wheel import write_distributions
from broadsheet.releases import Changes
from broadsheet.releases.machine import changes_json
from broadsheet.tables.receipt import write_bytes, write_pieces

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["Said", "write_archives", "write_release"]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a release: the changes since the last, the notes, the commit, and the key that vouches for it."""

    changes: Changes | None
    notes: str
    commit: str | None
    key: Ed25519PrivateKey | None


def write_release(  # noqa: PLR0913, PLR0917 - where, of what, with what
    stage: Path, work: Path, project: Project, descriptor: Mapping[str, Any], said: Said, means: Means = MEANS
) -> None:
    """Write a release into the new folder `stage`; `work` holds its package, which moves there."""
    write_archives(stage, work, descriptor, means)
    for path in sorted((work / "package").iterdir()):
        path.rename(stage / path.name)
    write_bytes(stage, CHANGES, said.notes.encode())
    write_pieces(stage, "changes.json", _pieces(said.changes, descriptor))
    files = [receipt_in(stage, path) for path in files_of(stage)]
    made = to_json(statement(project, descriptor, files, said.commit))
    write_bytes(stage, PROVENANCE, made)
    if said.key is not None:
        write_bytes(stage, ENVELOPE, to_json(envelope_of(made, said.key)))
    write_sums(stage, files)


def write_archives(stage: Path, work: Path, descriptor: Mapping[str, Any], means: Means = MEANS) -> None:
    """Write what a package alone decides: its zip, its wheel, its sdist and its citation."""
    stage.mkdir()
    package = work / "package"
    archive = stage / f"{descriptor['name']}-{descriptor['version']}.zip"
    write_zip(package, archive, descriptor["created"], means, hashes_of(descriptor))
    write_distributions(package, descriptor, work / "source", stage)
    write_bytes(stage, "CITATION.cff", citation(descriptor).encode())


def _pieces(changes: Changes | None, descriptor: Mapping[str, Any]) -> Iterable[bytes]:
    """The content of `changes.json`; of a first release it says that there was none before."""
    if changes is not None:
        return changes_json(changes)
    new = {"name": descriptor["name"], "version": descriptor["version"]}
    known = {"bump": "none", "policy": None, "old": None, "new": new, "next_version": None}
    return [to_json({**known, "notes": [], "summary": [], "changes": []})]
