"""A project's records to a package on disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.checks.fixity import hashes_of
from broadsheet.checks.kept import kept_in
from broadsheet.checks.work import Work
from broadsheet.engines import Kept
from broadsheet.engines.atomic import alone, put, workspace
from broadsheet.engines.disk import Disk
from broadsheet.engines.memory import lanes
from broadsheet.errors import BroadsheetError
from broadsheet.exports.exporter import require_exporters
from broadsheet.issues import Report
from broadsheet.packages.archive import write_zip
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.export import write_exports
from broadsheet.packages.guard import differing_files, guard_data, guard_package, guard_release, is_release
from broadsheet.packages.means import Means
from broadsheet.packages.prepare import prepare
from broadsheet.packages.repository import Refresh
from broadsheet.packages.standing import Standing
from broadsheet.projects import open_project
from broadsheet.settings import Settings
from broadsheet.versions.numbers import working_version

__all__ = ["EDITIONS", "Built", "build"]

EDITIONS = ("open", "full")


@dataclass(frozen=True)
class Built:
    """What a build wrote: the paths, the descriptor, and the report of the check before it.

    `note` says so when the data have moved on from the release of their version, so that they have a working one.
    """

    package: Path
    archive: Path | None
    descriptor: dict[str, Any]
    report: Report
    note: str | None = None


def build(  # noqa: PLR0913 - a call with names
    project: str | Path = ".",
    *,
    out: str | Path | None = None,
    edition: str = "open",
    texts: str | Path | None = None,
    engine: str | Executor = "auto",
    jobs: int | None = None,
    memory: int | str | None = None,
) -> Built:
    """Check a project and write its data package.

    Without `out`, the package goes to `dist/NAME-VERSION/` in the project, with a zip of it
    beside, and the project's own `data/` and `datapackage.json` are brought up to date. With
    `out`, the package goes into that folder and nowhere else; a folder that holds anything but
    an earlier package is refused, and so is a `data/` with files of your own. The `open` edition leaves
    withheld texts out; the `full` one carries every text, and needs them all in the folder
    `texts`. An existing package is replaced in one step, once the new one is complete; a release
    (see `broadsheet.release`) is not replaced. Where the records have changed since the release of their version, they
    are built under a working version, `1.4.3-dev` after 1.4.2, which stands until the next release; with `out`, a build
    of other content in the place of a release is refused.

    Where the articles are many, `engine` says where they are worked on: `auto`, `local`, `cores`,
    `dask://HOST:PORT`, or any Executor; `jobs` is the number of processes on the cores, `memory` about how much all
    of it may take, in bytes or like "512MB" (a quarter of the machine if nothing is said). What came of them is kept
    in the folder `.broadsheet` of the project, which may be deleted, so that the next build does only what has
    changed. The bytes are the same in any case.

    Raises InvalidDataError, with the report, when the check finds errors; UnreadableError when
    there is no project or a text is missing; UnwritableError when the folder cannot be written.

    >>> built = build(project, out=tmp / "package")
    >>> built.descriptor["name"], (built.package / "datapackage.json").exists()
    ('harbour-news', True)
    """
    if edition not in EDITIONS:
        raise BroadsheetError(f"there is no edition {edition!r}", hint="choose open or full")
    source = open_project(Path(project))
    settings = source.settings
    require_exporters(settings.exports)
    target = Path(out) if out is not None else source.root / "dist" / _name(settings, edition)
    target = target.resolve() if target.is_symlink() else target
    own = out is None and edition == "open"
    with kept_in(source, edition) as kept:
        jobs = lanes(memory, jobs)
        work = Work(engine, jobs, memory, kept)
        records, report = prepare(source, edition, Path(texts) if texts is not None else None, work=work)
        if own:
            guard_data(source.root)
        if not is_release(target):
            guard_package(target, project=source.root)
        with workspace(target.parent, target.name) as stage, Disk() as disk:
            means = Means(engine, jobs, kept, disk)
            standing = Standing(kept, _before(target, settings)) if kept else None
            bare = write_package(stage, Head(settings, edition), records, means, standing)
            descriptor = _described(stage, bare, settings.exports, target if own else None, kept)
            note = None
            if descriptor["version"] != settings.version:
                note = _moved_on(target, descriptor["version"])
                target = target.with_name(f"{settings.name}-{descriptor['version']}")
            if standing:
                standing.note(stage, hashes_of(descriptor))
            with alone(target.parent), _refreshing(source.root if own else None, stage, descriptor, means) as fresh:
                archive = _put(stage, target, source.root, descriptor, means, fresh, zipped=out is None)
        if standing and not is_release(target):
            standing.leave(target, hashes_of(descriptor))
    return Built(target, archive, descriptor, report, note)


def _before(target: Path, settings: Settings) -> Path:
    """The package that the last build wrote, if any: beside a release, it is the one under a working version."""
    if not is_release(target):
        return target
    return target.with_name(f"{settings.name}-{working_version(settings.version)}")


def _described(
    stage: Path, bare: dict[str, Any], exports: Collection[str], released: Path | None, kept: Kept | None
) -> dict[str, Any]:
    """The descriptor of a package, with its exports; under a working version where its own was released with others."""
    found = {} if _has_moved_on(stage, released, {"datapackage.json"}) else write_exports(stage, bare, exports, kept)
    if found and not _has_moved_on(stage, released, set()):
        return found
    return write_exports(stage, {**bare, "version": working_version(bare["version"])}, exports, kept)


def _has_moved_on(stage: Path, released: Path | None, aside: set[str]) -> bool:
    """Whether a place holds a release that lacks files of a package as they are, some set aside."""
    return released is not None and is_release(released) and not aside.issuperset(differing_files(released, stage))


def _moved_on(released: Path, version: str) -> str:
    where = released.as_posix()
    return f"{where} is a release and stays: this is {version}, until broadsheet release gives it a version of its own"


@contextmanager
def _refreshing(
    project: Path | None, stage: Path, descriptor: Mapping[str, Any], means: Means
) -> Iterator[Refresh | None]:
    """What brings the project up to date with a package that is about to be put in its place, where that is wanted."""
    if project is None:
        yield None
        return
    with means.threads() as threads, Refresh(project, stage, descriptor, threads, means.kept) as fresh:
        yield fresh


def _put(  # noqa: PLR0913, PLR0917 - what is put where, and how
    stage: Path,
    target: Path,
    project: Path,
    descriptor: Mapping[str, Any],
    means: Means,
    fresh: Refresh | None,
    *,
    zipped: bool,
) -> Path | None:
    """Put a package in its place, its zip beside it where that is wanted; a release stays as it is, and has a zip.

    Files of the project itself, which are copied meanwhile, come last.
    """
    if is_release(target):
        guard_release(target, stage)
        archive = target / f"{target.name}.zip" if zipped else None
    else:
        guard_package(target, project=project)
        archive = target.with_name(f"{target.name}.zip") if zipped else None
        if archive:
            write_zip(stage, archive, descriptor["created"], means, hashes_of(descriptor))
        if means.disk:
            means.disk.settle()
        if fresh:
            fresh.wait()
        put(stage, target)
    if fresh:
        fresh.put()
    return archive


def _name(settings: Settings, edition: str) -> str:
    return f"{settings.name}-{settings.version}" + ("" if edition == "open" else f"-{edition}")
