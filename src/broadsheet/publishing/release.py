"""A project's data, released: the package of a version with its archives, sums and proofs, never to change."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.checks.checked import Checked
from broadsheet.checks.kept import kept_in
from broadsheet.checks.work import Work
from broadsheet.engines.atomic import alone, put, workspace
from broadsheet.engines.memory import lanes
from broadsheet.errors import BroadsheetError, UnreadableError, UnwritableError
from broadsheet.issues import Report
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.export import EXPORTS, write_exports
from broadsheet.packages.guard import guard_data, guard_package, is_release, same_bytes
from broadsheet.packages.means import Means
from broadsheet.packages.prepare import prepare
from broadsheet.packages.repository import refresh, remove_package
from broadsheet.projects import Project, open_project
from broadsheet.publishing.earlier import (
    BUMP_CHOICES,
    BumpChoice,
    RefusedError,
    choose,
    compared,
    newest,
    recorded,
    require_whole,
    says_the_same,
)
from broadsheet.publishing.files import Said, write_release
from broadsheet.publishing.notes import CHANGES, Ask, follow_changelog, notes_of, release_day
from broadsheet.publishing.proofs.signature import prove_signature
from broadsheet.publishing.provenance import commit_of, lacking_commit
from broadsheet.publishing.python_package import python_version
from broadsheet.publishing.settings_file import set_version
from broadsheet.publishing.signing import load_private
from broadsheet.publishing.wheel import require_tools
from broadsheet.settings import Settings
from broadsheet.versions.numbers import is_working

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from broadsheet.publishing.signing import Password
    from broadsheet.releases import Changes

__all__ = ["Released", "release"]


@dataclass(frozen=True)
class Released:
    """A release: its folder, its version, what has changed since the one before, and the report of the check.

    `fresh` is False when the same content had been released under that version before: then nothing was written.
    `note` says so when this machine would write other bytes for it, when a bump was asked for that is none, or when
    git does not have what it was made of.
    """

    folder: Path
    version: str
    changes: Changes | None
    report: Report
    fresh: bool
    note: str | None = None


def release(  # noqa: PLR0913 - a call with names
    project: str | Path = ".",
    *,
    out: str | Path | None = None,
    bump: BumpChoice = "auto",
    against: str | Path | None = None,
    texts: str | Path | None = None,
    without_texts: bool = False,
    sign: str | Path | None = None,
    password: Password | None = None,
    ask: Ask | None = None,
    engine: str | Executor = "auto",
    jobs: int | None = None,
    memory: int | str | None = None,
) -> Released:
    """Release a project's data: check, build, compare with the release before, and write all of it in one step.

    The release stands in `NAME-VERSION/` under `out` (by default `dist/` of the project): the package, a zip of
    it, a wheel and an sdist that carry it, the citation, the changes, their provenance, and the SHA-256 of every
    file. Then the version is written into the settings, and the project's own `data/` is brought up to date.

    Args:
        project: the folder of the project.
        out: the folder of the releases.
        bump: `auto` takes the version of the settings if it is above the release before, and otherwise the lowest
            that the changes allow; `none` takes that of the settings; the others raise the one before.
        against: the release before, as `diff` takes it; by default the one in `out` with the highest version.
        texts: the folder of source texts.
        without_texts: release although texts that may be passed on are not at hand; the release lacks them.
        sign: the file of an Ed25519 key to sign the provenance with.
        password: called for the password of an encrypted key.
        ask: called with each heading of the changelog and its lines, for words of the publisher; see `asked`.
        engine: where articles are worked on, as for `build`; so too `jobs` and `memory`.
        jobs: processes on the cores.
        memory: about how much memory all of it may take.

    Raises RefusedError (an InvalidDataError) when the version is lower than the changes demand, or was released
    with other content or without the signature that is asked for; InvalidDataError when the check finds errors;
    UnwritableError when the folder cannot be written, or another process is releasing there; UnreadableError when a
    text that may be passed on is not at hand.

    >>> released = broadsheet.release(project)
    >>> released.version, released.fresh, broadsheet.release(project).fresh
    ('1.0.0', True, False)
    """
    if bump not in BUMP_CHOICES:
        raise BroadsheetError(f"there is no bump {bump!r}", hint=f"choose {', '.join(BUMP_CHOICES)}")
    jobs = lanes(memory, jobs)
    require_tools()
    source = open_project(Path(project))
    python_version(source.settings.version)
    key = load_private(Path(sign), password) if sign is not None else None
    folder = Path(out) if out is not None else source.root / "dist"
    day = release_day(source)
    guard_data(source.root)
    with (
        alone(folder, wait=False),
        workspace(folder, source.settings.name, folder) as stage,
        kept_in(source, "open") as kept,
    ):
        work = Work(engine, jobs, memory, kept)
        run = _Run(source, folder, stage, day, key, ask, Means(engine, jobs, kept), work)
        run.build(Path(texts) if texts is not None else None, without_texts=without_texts)
        return run.release(bump, against)


@dataclass
class _Run:
    """One release in the making: the project, the folder of releases, and a package that is built to see."""

    project: Project
    folder: Path
    stage: Path
    day: str
    key: Ed25519PrivateKey | None
    ask: Ask | None
    means: Means
    work: Work
    report: Report = field(default_factory=Report)
    descriptor: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """What the project says about its data set."""
        return self.project.settings

    @property
    def package(self) -> Path:
        """Where the package is built."""
        return self.stage / "package"

    def build(self, texts: Path | None, *, without_texts: bool) -> None:
        """Check the project and write its package, which names the exports that are to come."""
        records, self.report = prepare(self.project, "open", texts, work=self.work)
        if not without_texts:
            _require_texts(records)
        planned = [{"name": name} for name in self.settings.exports]
        head = Head(self.settings, "open", {EXPORTS: planned})
        self.descriptor = write_package(self.package, head, records, self.means)

    def release(self, bump: BumpChoice, against: str | Path | None) -> Released:
        """The release, written or found."""
        own = self._place(self.settings.version)
        if is_release(own) and (bump == "none" or against is None):
            since = self._since(own)
            if says_the_same(since):
                return self._found(own, self.settings.version, since, bump)
            if bump == "none":
                raise _other(self.settings.version, since)
        changes = self._earlier(against)
        version = choose(self.settings.version, changes, bump)
        target = self._place(version)
        if is_release(target):
            since = self._since(target)
            if not says_the_same(since):
                raise _other(version, since)
            return self._found(target, version, since, bump)
        if changes is not None:
            changes = replace(changes, new=replace(changes.new, location=target.name, version=version))
        commit = commit_of(self.project)
        note = lacking_commit(self.project, commit)
        self._write(target, version, changes, commit)
        return Released(target, version, changes, self.report, fresh=True, note=note)

    def _place(self, version: str) -> Path:
        return self.folder / f"{self.settings.name}-{version}"

    def _since(self, release: Path) -> Changes:
        """What differs from a release, which has to be whole."""
        require_whole(release)
        return compared(release, self.package, self.project, self.settings.version, memory=self.work.memory)

    def _earlier(self, against: str | Path | None) -> Changes | None:
        """What has changed since the release before, if there is one."""
        if against is None:
            before = newest(self.folder, self.settings.name)
            if before is None:
                return None
            require_whole(before.folder)
            against = before.folder
        about = self.package, self.project, self.settings.version
        return compared(against, *about, copies=False, memory=self.work.memory)

    def _found(self, place: Path, version: str, changes: Changes, bump: BumpChoice) -> Released:
        """A release that is there already; the project follows it, should that have been cut off."""
        if self.key is not None and prove_signature(place, self.key.public_key()).state == "failed":
            raise _unsigned(version, changes)
        notes = []
        if changes:
            names = ", ".join(sorted({str(resource) for resource, _ in changes.count()}))
            notes.append(f"this machine would write other bytes for the same data: {names}")
        if bump not in {"auto", "none"}:
            notes.append(f"nothing has changed, so --bump {bump} raised nothing; to release it again, set a version")
        note = "; ".join(notes) or None
        self._follow(version, place)
        return Released(place, version, None, self.report, fresh=False, note=note)

    def _write(self, target: Path, version: str, changes: Changes | None, commit: str | None) -> None:
        bare = {**self.descriptor, "version": version}
        descriptor = write_exports(self.package, bare, self.settings.exports, self.means.kept)
        guard_package(target, project=self.project.root)
        kept = recorded(changes) if changes is not None else None
        notes = notes_of(self.project, version, kept, self.ask)
        made = self.stage / "release"
        write_release(made, self.stage, self.project, descriptor, Said(kept, notes, commit, self.key), self.means)
        put(made, target)
        self._follow(version, target)

    def _follow(self, version: str, release: Path) -> None:
        """Bring the project up to date with its release: settings, data and changelog."""
        try:
            set_version(self.project, version)
            refresh(self.project.root, release, {**self.descriptor, "version": version}, self.means.kept)
            follow_changelog(self.project, version, self.day, (release / CHANGES).read_text(encoding="utf-8"))
            self._tidy(release)
        except UnwritableError as error:
            message = f"{release.as_posix()} stands, but the project could not follow it: {error}"
            raise UnwritableError(message, hint="make the project writable and release again") from error

    def _tidy(self, release: Path) -> None:
        """Remove the packages under a working version, and what a build had zipped under that of the release."""
        for folder in {self.folder, self.project.root / "dist"}:
            for working in folder.glob(f"{self.settings.name}-*"):
                if is_working(working.name.removeprefix(f"{self.settings.name}-")):
                    remove_package(working)
        zipped = release.with_name(f"{release.name}.zip")
        if zipped.is_file() and not same_bytes(release / zipped.name, zipped):
            zipped.unlink()


def _require_texts(records: Checked) -> None:
    """Raise UnreadableError when a release would lack a text that it may carry."""
    missing = [
        article["source"]["name"]
        for article in records.articles
        if article["text"] is None and article["rights"]["redistribution"] != "withheld"
    ]
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        message = f"texts may be passed on, but are not at hand: {', '.join(missing[:3])}{more}; nothing was released"
        hint = "name their folder with --texts, or release without them: --without-texts"
        raise UnreadableError(message, hint=hint)


def _other(version: str, changes: Changes) -> RefusedError:
    message = f"{version} is released already, with other content; a release never changes"
    hint = f"these changes make {changes.next_version}: --bump auto releases them under a version of their own"
    if changes.bump == "none":
        hint = "they ask for no new version; --bump patch gives them one"
    return RefusedError("B704", message, changes, hint=hint)


def _unsigned(version: str, changes: Changes) -> RefusedError:
    message = f"{version} is released already, without the signature of this key; a release never changes"
    hint = "raise the version in the settings, and release that one with --sign"
    return RefusedError("B704", message, changes, hint=hint)
