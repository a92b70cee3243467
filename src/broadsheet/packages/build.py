"""A project's records to a package on disk."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.checks.work import Work
from broadsheet.errors import BroadsheetError
from broadsheet.exports.exporter import require_exporters
from broadsheet.issues import Report
from broadsheet.packages.archive import write_zip
from broadsheet.packages.atomic import alone, put, workspace
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.export import write_exports
from broadsheet.packages.guard import guard_data, guard_package, guard_release, is_release
from broadsheet.packages.means import Means, kept_in
from broadsheet.packages.prepare import prepare
from broadsheet.packages.repository import refresh
from broadsheet.projects import open_project
from broadsheet.settings import Settings
from broadsheet.tables.stated import hashes_of

__all__ = ["EDITIONS", "Built", "build"]

EDITIONS = ("open", "full")


@dataclass(frozen=True)
class Built:
    """What a build wrote: the paths, the descriptor, and the report of the check before it."""

    package: Path
    archive: Path | None
    descriptor: dict[str, Any]
    report: Report


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
    (see `broadsheet.release`) is not replaced, and a build of other content under its version is refused.

    Where the articles are many, `engine` says where they are worked on: `auto`, `local`, `cores`,
    `dask://HOST:PORT`, or any Executor; `jobs` is the number of processes on the cores, `memory` about how much the
    check may take, in bytes or like "512MB" (a quarter of the machine if nothing is said). What came of them is kept
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
        means, work = Means(engine, jobs, kept), Work(engine, jobs, memory, kept)
        records, report = prepare(source, edition, Path(texts) if texts is not None else None, work=work)
        if own:
            guard_data(source.root)
        if not is_release(target):
            guard_package(target, project=source.root)
        with workspace(target.parent, target.name) as stage:
            bare = write_package(stage, Head(settings, edition), records, means)
            descriptor = write_exports(stage, bare, settings.exports)
            with alone(target.parent):
                archive = _put(stage, target, source.root, descriptor, means if out is None else None)
                if own:
                    refresh(source.root, target, descriptor)
    return Built(target, archive, descriptor, report)


def _put(stage: Path, target: Path, project: Path, descriptor: Mapping[str, Any], zipping: Means | None) -> Path | None:
    """Put a package in its place, its zip beside it where that is wanted; a release stays as it is, and has a zip."""
    if is_release(target):
        guard_release(target, stage)
        return target / f"{target.name}.zip" if zipping else None
    guard_package(target, project=project)
    archive = target.with_name(f"{target.name}.zip") if zipping else None
    if archive and zipping:
        write_zip(stage, archive, descriptor["created"], zipping, hashes_of(descriptor))
    put(stage, target)
    return archive


def _name(settings: Settings, edition: str) -> str:
    return f"{settings.name}-{settings.version}" + ("" if edition == "open" else f"-{edition}")
