"""A project as a data package of its own: `data/` and `datapackage.json` beside the records."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from broadsheet.checks.fixity import hashes_of, paths_of
from broadsheet.engines import Kept
from broadsheet.engines.atomic import replace_file, staged, workspace
from broadsheet.engines.copying import copy_file
from broadsheet.errors import UnwritableError
from broadsheet.packages.export import EXPORTS
from broadsheet.packages.guard import guard_package, is_release, same_bytes
from broadsheet.packages.standing import Standing, linked
from broadsheet.tables.receipt import to_json

__all__ = ["refresh", "remove_package"]


def _repository_form(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The descriptor as a repository holds it: of CSV and JSON, which git can compare; no Parquet and no exports."""
    kept = {name: value for name, value in descriptor.items() if name != EXPORTS}
    return {**kept, "resources": [each for each in descriptor["resources"] if not _is_parquet(each)]}


def refresh(project: Path, package: Path, descriptor: Mapping[str, Any], kept: Kept | None = None) -> None:
    """Bring a project's own `data/` and `datapackage.json` up to date with a package that was built of it.

    The descriptor comes first: whoever finds it knows that `data/` is ours to write, also after a run that was cut off.
    Files that are known from `kept` to be right are not read. A link to a folder stays one.
    """
    own, old = _repository_form(descriptor), (project / "data").resolve()
    hashes = {Path(path).name: hash for path, hash in hashes_of(own).items()}
    replace_file(project / "datapackage.json", to_json(own))
    before = Standing(kept, old) if kept else None
    if before:
        before.note(old, hashes)
    take = before.take if before else lambda name, target: linked(f"{old}/{name}", target)
    same = {
        name
        for name, hash in hashes.items()
        if (before and before.holds(name, hash)) or same_bytes(old / name, package / "data" / name)
    }
    if len(same) < len(hashes) or {path.name for path in old.iterdir()} != same:
        with staged(old) as stage:
            for name in hashes:
                if name not in same or not take(name, stage / name):
                    copy_file(package / "data" / name, stage / name)
            if before:
                before.note(stage, hashes)
    if before:
        before.leave(old, hashes)


def remove_package(folder: Path) -> None:
    """Remove a package that a build wrote, and its zip; a release stays, and so does what holds files of others."""
    if not folder.is_dir() or is_release(folder):
        return
    with suppress(UnwritableError), workspace(folder.parent, folder.name) as stage:
        guard_package(folder)
        folder.with_name(f"{folder.name}.zip").unlink(missing_ok=True)
        folder.rename(stage / "removed")


def _is_parquet(resource: Mapping[str, Any]) -> bool:
    return all(path.endswith(".parquet") for path in paths_of(resource))
