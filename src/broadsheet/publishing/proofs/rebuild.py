"""A release built again from the project: that it comes out the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from broadsheet.engines.atomic import workspace
from broadsheet.issues import InvalidDataError, Issue
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.export import write_exports
from broadsheet.packages.prepare import prepare
from broadsheet.projects import Project, open_project
from broadsheet.publishing.files import write_archives
from broadsheet.publishing.provenance import PROVENANCE, writers
from broadsheet.publishing.sums import files_of

__all__ = ["compare_rebuild"]


def compare_rebuild(
    folder: Path, descriptor: Mapping[str, Any], project: Path, texts: Path | None, *, archives: bool
) -> Iterator[Issue]:
    """Every file that a rebuild of a project gives in other bytes than those in a folder.

    The package counts as created when the one in the folder does. With `archives` the zip, the wheel, the sdist
    and the citation are made again, too.
    """
    source = open_project(project)
    if source.settings.version != descriptor["version"]:
        message = f"the project is at the version {source.settings.version}, not at {descriptor['version']}"
        hint = "check out the state of the project that was released"
        yield Issue.of("B809", message, hint=hint, path=source.file.name)
        return
    with TemporaryDirectory(ignore_cleanup_errors=True) as room, workspace(Path(room), "again") as work:
        try:
            again = _rebuilt(work, source, descriptor, texts, archives=archives)
        except InvalidDataError as error:
            yield Issue.of("B809", f"the project has errors: {error}", hint=error.hint, path=source.file.name)
            return
        hint = _other_writers(folder)
        for name in files_of(again):
            if not (folder / name).is_file() or (folder / name).read_bytes() != (again / name).read_bytes():
                yield Issue.of("B809", "comes out otherwise when it is built again", hint=hint, path=name)


def _rebuilt(
    work: Path, project: Project, descriptor: Mapping[str, Any], texts: Path | None, *, archives: bool
) -> Path:
    edition = "full" if descriptor.get("broadsheet:edition") == "full" else "open"
    records, _ = prepare(project, edition, texts)
    bare = write_package(work / "package", Head(project.settings, edition, {"created": descriptor["created"]}), records)
    made = write_exports(work / "package", bare, project.settings.exports)
    if not archives:
        return work / "package"
    write_archives(work / "release", work, made)
    for path in sorted((work / "package").iterdir()):
        path.rename(work / "release" / path.name)
    return work / "release"


def _other_writers(folder: Path) -> str:
    """What to do about other bytes: compare the records, or use the programs that wrote the release."""
    hint = "compare the data with broadsheet diff: the project has changed since, or the texts are not at hand"
    try:
        builder = json.loads((folder / PROVENANCE).read_bytes())["predicate"]["runDetails"]["builder"]
        released, here = dict(builder["version"]), writers()
    except (OSError, ValueError, KeyError, TypeError):
        return hint
    others = [f"{name} {version}" for name, version in sorted(released.items()) if here.get(name) != version]
    return f"it was written by {', '.join(others)}, which are others here" if others else hint
