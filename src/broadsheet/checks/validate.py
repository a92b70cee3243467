"""The one way into all checks.

What a path names is found out here; the checks themselves load when they are needed, so that
a data package is checked without the models of records.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.engines import require_engine
from broadsheet.engines.memory import lanes, size_of
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import Report
from broadsheet.projects import find_project, open_project

if TYPE_CHECKING:
    from broadsheet.checks.work import Work

__all__ = ["FRICTIONLESS", "LIMIT", "OURS", "validate"]

DESCRIPTOR = "datapackage.json"
TABLES = {".csv", ".tsv", ".tab", ".parquet", ".xlsx", ".xls", ".ods"}
YAML = {".yaml", ".yml"}
WEB = {"http:", "https:", "ftp:"}
ZIP = b"PK\x03\x04"
RESOURCES = re.compile(rb'"resources"\s*:')
LIMIT = 100
"""How many issues of each kind a report shows if nothing else is said."""

FRICTIONLESS, OURS = "frictionless", "broadsheet"
"""Who checks data packages; ours is what any other engine means for them."""


def validate(  # noqa: PLR0913 - an argument for each option
    *paths: str | Path,
    texts: str | Path | None = None,
    limit: int | None = LIMIT,
    allow_remote: Collection[str] | str = (),
    engine: str | Executor = "auto",
    jobs: int | None = None,
    caps: Mapping[str, int | str] | None = None,
    allow_folders: Collection[str | Path] = (),
    memory: int | str | None = None,
) -> Report:
    """The report on everything that is wrong with what the paths name.

    A path is a data package (a folder with a `datapackage.json`, a descriptor, a zip archive),
    a project's folder, a folder of record files or a zip of them, or a record file (JSON, JSON Lines with
    one record a line, or Parquet with one in a row). Without a path it is the current folder. A project that is a data
    package as well is checked as both.

    Of a project with 16 MiB of records or more, what came of each few of them is kept in its folder `.broadsheet`,
    where that can be written, so that the next check does what is new or was broken off. The report is the same.

    Args:
        paths: what to check.
        texts: the folder of source texts; without it, the folder that `BROADSHEET_TEXTS` names
            and the project's `seeds/texts/` are looked into.
        limit: how many issues of each kind the report shows, None for all; all of them are counted in
            `stats["errors"]`. A kind is a rule, in a column of a table or in a file of records (in the first
            20 files that break it).
        allow_remote: hosts from which files of a package may be read over http and https.
        engine: where records are checked: `local`, `cores`, `dask://HOST:PORT` or any executor; `auto` takes the
            cores where that is quicker. Tables are checked in this process, by polars and its threads. `frictionless`
            asks it for a second opinion on data packages.
        jobs: processes on the cores, one for each core if nothing is said.
        caps: other caps on what is read of a package than the default ones, by name, such as
            `{"json": "2G"}`; docs/validate.md lists them.
        allow_folders: folders that hold other packages, in folders of their names, to which
            references may lead.
        memory: about how much memory all of it may take, in bytes or like "512MB" or "2GiB"; a quarter of the
            machine if nothing is said. Keys and ids for which there is no room go to disk, and no more processes are
            started than have room.

    Raises UnreadableError when a path does not exist, cannot be read at all, or names nothing
    that can be checked.

    >>> report = validate(project)
    >>> report.valid, report.stats["statements"]
    (True, 1)
    >>> validate("datapackage.json").stats["resources"] > 20
    True
    """
    _require_sense(limit, engine)
    hosts = (allow_remote,) if isinstance(allow_remote, str) else allow_remote
    memory = None if memory is None else size_of(memory)
    found = [Path(path) for path in paths] or [Path()]
    for path in found:
        if not _exists(path):
            raise UnreadableError(f"there is no file or folder {path.as_posix()!r}", hint=_advice(path))
    projects = [path for path in found if _is_project(path)]
    packages = [path for path in found if path not in projects and _is_package(path)]
    others = [path for path in found if path not in projects and path not in packages]
    asked = (Path(texts) if texts is not None else None, "auto" if engine in {FRICTIONLESS, OURS} else engine)
    reports = [*_of_records(projects, others, *asked, jobs, memory, limit)]
    more = {"caps": caps, "allow_folders": allow_folders, "memory": memory}
    both = [path for path in projects if (path / DESCRIPTOR).exists()]
    for path in (*both, *packages):
        report = _of_package(path, limit, hosts, engine, more)
        report = report if path in both else _placed(report, path)
        reports.append(_sourced(report, path, hosts, more))
    return Report.joined(reports)


def _require_sense(limit: int | None, engine: str | Executor) -> None:
    require_engine(engine, FRICTIONLESS, OURS)
    if limit is not None and limit < 0:
        raise BroadsheetError(f"no limit can be {limit}", hint="give 0 or more, or None to keep every issue")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableError(f"{path.as_posix()!r} cannot be read: {reason}", hint="check the path") from None


def _advice(path: Path) -> str:
    """What to do about a path that leads nowhere."""
    if path.parts[:1] and path.parts[0].lower() in WEB:
        return "what is to be checked is read from a disk; download it and name the file, or its folder"
    return "standard input is not read; write it to a file" if path == Path("-") else "check the path"


def _is_project(path: Path) -> bool:
    project = find_project(path) if path.is_dir() else None
    return project is not None and project.root == path.resolve()


def _is_package(path: Path) -> bool:
    """Whether a path names a data package; UnreadableError for tables without one."""
    if path.is_dir():
        return (path / DESCRIPTOR).exists()
    if path.suffix.lower() in {".zip", ".parquet"} and _holds_records(path):
        return False
    if path.name == DESCRIPTOR or path.suffix.lower() == ".zip":
        return True
    if path.suffix.lower() in TABLES:
        message = f"{path.as_posix()!r} is a table, and nothing says what its columns mean"
        raise UnreadableError(message, hint=f"name the {DESCRIPTOR} that describes it")
    if path.suffix.lower() in YAML:
        raise UnreadableError(f"{path.as_posix()!r} is YAML, which is not read", hint="write it as JSON")
    return _has_resources(path)


def _holds_records(path: Path) -> bool:
    from broadsheet.checks.holders import holds_records  # noqa: PLC0415 - for these alone

    return holds_records(path)


def _has_resources(path: Path) -> bool:
    """Whether a file is an archive, or JSON with resources, even where its JSON cannot be read."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(ZIP)) == ZIP:
                return True
        data = path.read_bytes() if path.suffix.lower() == ".json" else b""
    except OSError:
        return False
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return RESOURCES.search(data) is not None
    return isinstance(value, dict) and "resources" in value


def _of_records(  # noqa: PLR0913, PLR0917 - what is checked, and how
    projects: list[Path],
    others: list[Path],
    texts: Path | None,
    engine: str | Executor,
    jobs: int | None,
    memory: int | None,
    limit: int | None,
) -> list[Report]:
    if not projects and not others:
        return []
    from broadsheet.checks.projects import check_record_files  # noqa: PLC0415 - only for records
    from broadsheet.checks.work import Work  # noqa: PLC0415 - as above

    work = Work(engine, lanes(memory, jobs), memory)
    reports = [_of_project(path, texts, work, limit) for path in projects]
    return [*reports, check_record_files(others, texts, work, limit)] if others else reports


def _of_project(path: Path, texts: Path | None, work: Work, limit: int | None) -> Report:
    """The report on a project; where that is large, results are kept in it for the next time."""
    from broadsheet.checks.kept import kept_in  # noqa: PLC0415 - only for records
    from broadsheet.checks.projects import check_project  # noqa: PLC0415 - as above

    project = open_project(path)
    with kept_in(project, "check") as kept:
        return check_project(project, texts, replace(work, kept=kept), limit)


def _of_package(
    path: Path,
    limit: int | None,
    allow_remote: Collection[str],
    engine: str | Executor,
    more: dict[str, Any],
) -> Report:
    if engine == FRICTIONLESS:
        from broadsheet.checks.second_opinion import check_with_frictionless  # noqa: PLC0415 - an extra

        return check_with_frictionless(path, limit=limit, allow_remote=allow_remote)
    from broadsheet.checks.packages import check_package  # noqa: PLC0415 - only for packages

    return check_package(path, limit=limit, allow_remote=allow_remote, **more)


def _sourced(report: Report, path: Path, allow_remote: Collection[str], more: dict[str, Any]) -> Report:
    """The report with the package whose rows it can show."""
    from broadsheet.checks.sources import PackageSource  # noqa: PLC0415 - only for packages

    source = PackageSource(path, allow_remote, more["caps"], more["memory"], report.issues)
    return replace(report, sources=(source,))


def _placed(report: Report, path: Path) -> Report:
    """The report with paths that lead to the files from the current folder.

    The members of an archive are told as if it were a folder.
    """
    folder = path.parent if path.is_file() and path.suffix.lower() == ".json" else path
    before = "" if folder == Path() else folder.as_posix().rstrip("/") + "/"

    def to(shown: str, resource: str | None) -> str:
        if "://" in shown:
            return shown
        is_archive = shown == path.name and resource is None
        return path.as_posix() if is_archive else before + shown

    return report.moved(to)
