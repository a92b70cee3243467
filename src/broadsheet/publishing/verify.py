"""A release or a package, checked without a network: that it is whole, true to itself, and from whom it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.checks.packages import check_package
from broadsheet.checks.texts import Texts
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import Issue, Report
from broadsheet.packages.guard import SUMS
from broadsheet.packages.hydrate import OF_TEXTS, check_records_of
from broadsheet.packages.open import open_package
from broadsheet.packages.package import Package
from broadsheet.packages.unpack import unpack
from broadsheet.projects import find_project
from broadsheet.publishing.proofs.assets import ARCHIVES, assembled, assets_in
from broadsheet.publishing.proofs.copies import compare_copy
from broadsheet.publishing.proofs.files import compare_files, of_hosts
from broadsheet.publishing.proofs.form import DESCRIPTOR, lacking, schemas_in, stated_in
from broadsheet.publishing.proofs.proof import Proof
from broadsheet.publishing.proofs.rebuild import compare_rebuild
from broadsheet.publishing.proofs.signature import prove_archive, prove_signature
from broadsheet.publishing.proofs.sums import Listed, listed_files
from broadsheet.publishing.proofs.tables import compare_tables
from broadsheet.publishing.provenance import PROVENANCE
from broadsheet.publishing.signing import ENVELOPE, load_public

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

__all__ = ["Verified", "verify"]

TOLD_BY_FILES = {"B507", "B509", "B510", "B519"}
"""Rules of packages about files that are missing or altered, which are told more exactly here."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was proved of a release or a package: its name and version, and each proof with its issues."""

    location: str
    name: str | None
    version: str | None
    proofs: tuple[Proof, ...]

    @property
    def report(self) -> Report:
        """The issues of all proofs."""
        return Report(tuple(issue for proof in self.proofs for issue in proof.issues), {"proofs": len(self.proofs)})

    @property
    def valid(self) -> bool:
        """Whether no proof failed."""
        return all(proof.state != "failed" for proof in self.proofs)

    def to_dict(self) -> dict[str, Any]:
        """The proofs and the issues as `--format json` prints them."""
        return {
            "valid": self.valid,
            "location": self.location,
            "name": self.name,
            "version": self.version,
            "proofs": [proof.to_dict() for proof in self.proofs],
            "issues": [issue.to_dict() for issue in self.report.issues],
        }


def verify(
    path: str | Path,
    *,
    texts: str | Path | None = None,
    project: str | Path | None = None,
    key: str | Path | None = None,
) -> Verified:
    """Check a release, or a package in a folder or an archive: files, tables, copies, spans, signature, rebuild.

    Args:
        path: the folder of a release, also one into which its files were fetched from a host that knows no
            folders; or a package: its folder, its zip, or a wheel or sdist that carries it.
        texts: the folder of source texts, to compare every span with.
        project: the project that it was made of, to build it again; its version has to be the same.
        key: the file of the public key that signed it (Ed25519, PEM or OpenSSH).

    Raises UnreadableError when there is nothing of the kind at the path, or a key or folder cannot be read.

    >>> verify("datapackage.json").valid
    True
    """
    place = Path(path)
    public = load_public(Path(key)) if key is not None else None
    folder_of_texts = Path(texts) if texts is not None else None
    if folder_of_texts is not None and not folder_of_texts.is_dir():
        raise UnreadableError(f"there is no folder {folder_of_texts.as_posix()!r}", hint="name the folder of the texts")
    with _folder(place) as folder, assembled(folder) as (whole, source):
        run = _Run(whole, is_alone=not _is_project(folder), source=source)
        proofs = [run.files(), run.schema(), run.tables(), run.copies(), run.spans(folder_of_texts)]
        signature = prove_archive(place, public) if _is_archive(place) and not run.is_release else run.signature(public)
        proofs += [signature, run.rebuild(project, folder_of_texts)]
        return Verified(str(path), run.named("name"), run.named("version"), tuple(proofs))


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """The folder of a release or a package; an archive is unpacked for as long as it takes."""
    if path.is_dir():
        if not (path / DESCRIPTOR).is_file() and not (path / SUMS).is_file():
            inner = assets_in(path)
            hint = f"name {inner.as_posix()}, which does" if inner else "name a release or a package"
            raise UnreadableError(f"{path.as_posix()} holds no {DESCRIPTOR}", hint=hint)
        yield path
    elif path.name == DESCRIPTOR and path.is_file():
        yield path.parent
    elif path.is_file():
        with TemporaryDirectory(ignore_cleanup_errors=True) as work:
            yield unpack(path, Path(work))
    else:
        raise UnreadableError(f"there is no file or folder {path.as_posix()!r}", hint="check the path")


def _is_archive(path: Path) -> bool:
    return path.is_file() and path.name != DESCRIPTOR


def _is_project(path: Path) -> bool:
    """Whether a folder is that of a project, in which a package is not alone."""
    project = find_project(path)
    return project is not None and project.root == path.resolve()


class _Run:
    """The proofs of one folder; each is a value, whatever the others found."""

    def __init__(self, folder: Path, *, is_alone: bool, source: str | None = None) -> None:
        self.folder = folder
        self.is_alone = is_alone
        self.source = source
        self.is_ours = "broadsheet:schemaVersion" in self.descriptor
        self.damaged: set[str | None] = set()

    @cached_property
    def descriptor(self) -> Mapping[str, Any]:
        """The descriptor; empty when it cannot be read."""
        try:
            found = orjson.loads((self.folder / DESCRIPTOR).read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def is_release(self) -> bool:
        """Whether the folder is that of a release: by its sums or, where they are gone, by what only releases have."""
        if (self.folder / SUMS).exists():
            return True
        only = (PROVENANCE, ENVELOPE, f"{self.named('name')}-{self.named('version')}.zip")
        return self.is_ours and self.is_alone and any((self.folder / path).exists() for path in only)

    @cached_property
    def listed(self) -> Listed:
        """The files that the release lists."""
        return listed_files(self.folder)

    @cached_property
    def package(self) -> Package | None:
        """The package, opened; None when that cannot be."""
        try:
            return open_package(self.folder) if self.is_ours else None
        except BroadsheetError:
            return None

    def named(self, key: str) -> str | None:
        """A property of the package that is a text."""
        value = self.descriptor.get(key)
        return value if isinstance(value, str) else None

    def files(self) -> Proof:
        """That every file is there and has the hash that is stated for it."""
        issues, told = self._files_of_release() if self.is_release else self._files_of_package()
        self.damaged = {issue.path for issue in issues}
        return Proof.of("files", issues, told)

    def _files_of_release(self) -> tuple[list[Issue], str]:
        if stated := self.listed.stated:
            hosted = of_hosts(self.folder) - set(stated)
            issues = [*self.listed.issues, *compare_files(self.folder, stated, hosted)]
            issues += lacking(self.folder, stated, self.descriptor) if self.is_ours else ()
            told = f"{len(stated)} files are those that {SUMS} lists"
            told += f"; those in folders came out of {self.source}" if self.source else ""
            return issues, told + (f"; nothing vouches for {', '.join(sorted(hosted))}" if hosted else "")
        issues, told = self._files_of_package()
        return [*self.listed.issues, *(issue for issue in issues if issue.code != "B802")], told

    def _files_of_package(self) -> tuple[list[Issue], str]:
        stated = stated_in(self.descriptor)
        issues = list(compare_files(self.folder, stated, {DESCRIPTOR, *schemas_in(self.descriptor)}))
        kept = [issue for issue in issues if issue.code != "B802" or (self.is_ours and self.is_alone)]
        return kept, f"{len(stated)} files have the hashes that the descriptor states"

    def schema(self) -> Proof:
        """That the descriptor and every row are valid; files that are not whole are not judged."""
        if not (self.folder / DESCRIPTOR).exists():
            return Proof("schema", "left out", f"there is no {DESCRIPTOR}")
        report = check_package(self.folder)
        issues = [issue for issue in report.issues if not self._is_told(issue)]
        if not issues and not report.valid:
            return Proof("schema", "left out", "files that are not whole are not judged")
        return Proof.of("schema", issues, f"{report.stats['resources']} resources, {report.stats['rows']:,} rows")

    def _is_told(self, issue: Issue) -> bool:
        return issue.code in TOLD_BY_FILES or issue.path in self.damaged

    def tables(self) -> Proof:
        """That all forms of a table hold the same data."""
        if self.package is None:
            return Proof("tables", "left out", "the package is not one that broadsheet made, or cannot be opened")
        told = f"{len(self.package)} tables: CSV, JSON and Parquet hold the same data"
        return Proof.of("tables", compare_tables(self.package), told)

    def copies(self) -> Proof:
        """That zip, wheel and sdist hold the package."""
        archives = sorted(path for pattern in ARCHIVES for path in self.folder.glob(pattern)) if self.is_release else []
        if not archives:
            return Proof("copies", "left out", "there are no archives in the folder")
        if not self.listed.stated:
            return Proof("copies", "left out", "nothing lists the hashes of what they should hold")
        if not self.descriptor:
            return Proof("copies", "left out", f"{DESCRIPTOR} does not say what they should hold")
        inside = {DESCRIPTOR, *stated_in(self.descriptor), *schemas_in(self.descriptor)}
        files = {name: each.sha256 for name, each in self.listed.stated.items() if name in inside}
        issues = (issue for archive in archives for issue in compare_copy(archive, files))
        return Proof.of("copies", issues, f"{', '.join(path.name for path in archives)} hold the same package")

    def spans(self, texts: Path | None) -> Proof:
        """That every span is in its text."""
        if texts is None or self.package is None:
            told = "name the folder of the texts with --texts" if texts is None else "the package cannot be opened"
            return Proof("spans", "left out", told)
        try:
            report = check_records_of(self.package, Texts([texts]))
        except UnreadableError as error:
            return Proof.of("spans", [Issue.of("B804", str(error), hint=error.hint)], "")
        if not report.stats["texts"]:
            return Proof("spans", "left out", "none of the texts is at hand")
        missing = sum(issue.code in OF_TEXTS for issue in report.issues)
        found = f"{report.stats['texts']} of {self.package.extent.articles} texts are at hand"
        told = found + ("" if missing else ", and every span is in them")
        return Proof.of("spans", report.issues, told)

    def signature(self, key: Ed25519PublicKey | None) -> Proof:
        """That the holder of the key vouches for it."""
        return prove_signature(self.folder, key)

    def rebuild(self, project: str | Path | None, texts: Path | None) -> Proof:
        """That the project gives the same bytes."""
        if project is None or not self.descriptor:
            return Proof("rebuild", "left out", "name the project with --project")
        place = Path(project)
        issues = compare_rebuild(self.folder, self.descriptor, place, texts, archives=self.is_release)
        return Proof.of("rebuild", issues, "the project gives the same bytes")
