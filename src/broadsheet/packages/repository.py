"""A project as a data package of its own: `data/` and `datapackage.json` beside the records."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from broadsheet.engines.atomic import replace_file, staged, workspace
from broadsheet.errors import UnwritableError
from broadsheet.packages.export import EXPORTS
from broadsheet.packages.guard import guard_package, is_release, same_bytes
from broadsheet.tables.receipt import pieces_of, to_json, write_pieces
from broadsheet.tables.stated import paths_of

__all__ = ["refresh", "remove_package"]


def _repository_form(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The descriptor as a repository holds it: of CSV and JSON, which git can compare; no Parquet and no exports."""
    kept = {name: value for name, value in descriptor.items() if name != EXPORTS}
    return {**kept, "resources": [each for each in descriptor["resources"] if not _is_parquet(each)]}


def refresh(project: Path, package: Path, descriptor: Mapping[str, Any]) -> None:
    """Bring a project's own `data/` and `datapackage.json` up to date with a package that was built of it.

    The descriptor comes first: whoever finds it knows that `data/` is ours to write, also after a run that was cut off.
    """
    kept = _repository_form(descriptor)
    paths = [path for resource in kept["resources"] for path in paths_of(resource)]
    wanted = {Path(path).name: package / path for path in paths}
    replace_file(project / "datapackage.json", to_json(kept))
    old = project / "data"
    same = {name for name, path in wanted.items() if same_bytes(old / name, path)}
    if len(same) < len(wanted) or {path.name for path in old.iterdir()} != same:
        with staged(old) as stage:
            for name, path in wanted.items():
                if name not in same or not _linked(old / name, stage / name):
                    write_pieces(stage, name, pieces_of(path))


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


def _linked(old: Path, new: Path) -> bool:
    """Take a file over into the new folder without copying it, where the system can; whether it could."""
    about = old.lstat()
    if about.st_nlink > 1 or about.st_mode != stat.S_IFREG | 0o644:
        return False
    try:
        new.hardlink_to(old)
    except (OSError, NotImplementedError):
        return False
    return True
