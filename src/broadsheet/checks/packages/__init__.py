"""Any Frictionless data package, of version 1 or 2, checked against the prose of the standard."""

from __future__ import annotations

import stat
from collections.abc import Collection, Mapping
from os import PathLike, fspath
from pathlib import Path

from broadsheet.checks.budget import Budget
from broadsheet.checks.packages.archives import ZipStore
from broadsheet.checks.packages.files import Files
from broadsheet.checks.packages.stores import FolderStore
from broadsheet.checks.tables.caps import BEYOND, BeyondCap, Caps, caps_of
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.troubles import RefusedFile
from broadsheet.errors import UnreadableError
from broadsheet.issues import Issue, Report

__all__ = ["check_package"]

DESCRIPTOR = "datapackage.json"
ZIP = b"PK\x03\x04"


def check_package(  # noqa: PLR0913 - an argument for each option
    path: str | PathLike[str],
    *,
    limit: int | None = 100,
    allow_remote: Collection[str] = (),
    memory: int | str | None = None,
    caps: Mapping[str, int | str] | None = None,
    allow_folders: Collection[str | PathLike[str]] = (),
) -> Report:
    """Everything that is wrong with a data package: a folder, a descriptor, or a zip archive.

    `limit` is how many issues of each kind the report shows (None: all); `stats["errors"]`
    counts them all. `allow_remote` names the hosts that may be read over http and https.
    `memory` is how much the check may take, as bytes or like "512MB"; a quarter of the machine if
    nothing is said. Keys for which there is no room go to disk. `caps` are other caps than the
    default ones, by name. `allow_folders` hold other packages, in folders of their names, that
    references may lead to.
    """
    from broadsheet.checks.packages.package import PackageCheck  # noqa: PLC0415 - polars loads when used

    found, held, budget = Findings(limit), caps_of(caps), Budget.of(memory)
    opened = _opened(Path(fspath(path)), found, held)
    if opened is None:
        return _report(found, {"resources": 0, "rows": 0, "bytes": 0}, [])
    store, name = opened
    files = Files(store, allow_remote, store.top, held)
    try:
        check = PackageCheck(files, name, found, budget, [Path(fspath(each)) for each in allow_folders])
        check.run()
    finally:
        files.close()
    return _report(found, check.stats, check.order)


def _opened(path: Path, found: Findings, caps: Caps) -> tuple[FolderStore | ZipStore, str] | None:
    """The store of a package and the name of its descriptor; None after reporting a bad archive."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        raise UnreadableError(
            f"there is no {path}", hint="name a folder, a datapackage.json or a zip archive"
        ) from None
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise UnreadableError(f"{path} is neither a file nor a folder")
    if stat.S_ISDIR(mode):
        if not (path / DESCRIPTOR).exists():
            raise UnreadableError(f"there is no {DESCRIPTOR} in {path}", hint="name the folder that holds it")
        return FolderStore(path), DESCRIPTOR
    if not _is_zip(path):
        return FolderStore(path.parent), path.name
    try:
        return ZipStore(path, caps), DESCRIPTOR
    except BeyondCap as error:
        found.add(BEYOND, f"The archive {error}.", hint=error.hint, path=path.name)
    except RefusedFile as error:
        found.add(error.code or "B515", f"The archive {error}.", hint=error.hint or "pack it anew", path=path.name)
    return None


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(ZIP)) == ZIP or path.suffix.lower() == ".zip"
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from error


def _report(found: Findings, stats: dict[str, object], order: list[str]) -> Report:
    places = {name: place for place, name in reversed(list(enumerate(order)))}

    def rank(issue: Issue) -> tuple[int, int, int]:
        if issue.row is None:
            return (0, places.get(issue.resource or "", -1), 0)
        return (1, places.get(issue.resource or "", -1), issue.row)

    return Report(tuple(sorted(found.issues, key=rank)), {**stats, **found.stats()})
