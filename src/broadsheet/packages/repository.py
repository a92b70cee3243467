"""A project as a data package of its own: `data/` and `datapackage.json` beside the records."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, wait
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Self

from broadsheet.checks.fixity import hashes_of, paths_of
from broadsheet.engines import Here, Kept
from broadsheet.engines.atomic import put, replace_file, workspace
from broadsheet.engines.copying import copy_file
from broadsheet.engines.disk import Disk
from broadsheet.errors import UnwritableError
from broadsheet.packages.export import EXPORTS
from broadsheet.packages.guard import guard_package, is_release, same_bytes
from broadsheet.packages.standing import Standing, linked
from broadsheet.tables.receipt import to_json

__all__ = ["Refresh", "refresh", "remove_package"]


def _repository_form(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The descriptor as a repository holds it: of CSV and JSON, which git can compare; no Parquet and no exports."""
    kept = {name: value for name, value in descriptor.items() if name != EXPORTS}
    return {**kept, "resources": [each for each in descriptor["resources"] if not _is_parquet(each)]}


def refresh(project: Path, package: Path, descriptor: Mapping[str, Any], kept: Kept | None = None) -> None:
    """Bring a project's own `data/` and `datapackage.json` up to date with a package that was built of it.

    Files that are known from `kept` to be right are not read. A link to a folder stays one.
    """
    with Refresh(project, package, descriptor, Here(), kept) as fresh:
        fresh.put()


class Refresh:
    """The same beside other work: a context in which an executor copies the files, and which puts them in their place.

    The package has to stay where it is until they are copied. Nothing changes where they are not put.
    """

    def __init__(
        self, project: Path, package: Path, descriptor: Mapping[str, Any], executor: Executor, kept: Kept | None = None
    ) -> None:
        self._project, self._package, self._executor = project, package, executor
        self._own, self._old = _repository_form(descriptor), (project / "data").resolve()
        self._hashes = {Path(path).name: hash for path, hash in hashes_of(self._own).items()}
        self._before = Standing(kept, self._old) if kept else None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._copied = self._executor.submit(self._copy)
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()
        self._stack.close()

    def wait(self) -> None:
        """Wait until all is copied, or could not be."""
        wait([self._copied])

    def put(self) -> None:
        """Put the descriptor and the files in their place. Raises UnwritableError where that cannot be.

        The descriptor comes first, once all is copied: whoever finds it knows that `data/` is ours to write, also after
        a run that was cut off.
        """
        stage = self._copied.result()
        replace_file(self._project / "datapackage.json", to_json(self._own))
        if stage:
            put(stage, self._old)
            self._stack.close()  # a file that is in the old folder as well gets another stamp when that goes
        if self._before:
            self._before.leave(self._old, self._hashes)

    def _copy(self) -> Path | None:
        """The new folder, beside the old one; None where that is right as it is."""
        old, hashes = self._old, self._hashes
        if self._before:
            self._before.note(old, hashes)
        same = {name for name, hash in hashes.items() if self._is_right(name, hash)}
        if len(same) == len(hashes) and {path.name for path in old.iterdir()} == same:
            return None
        with ExitStack() as stack:
            stage = stack.enter_context(workspace(old.parent, old.name))
            with Disk() as disk:
                sure = [name for name in hashes if self._put_in(name, stage, disk, is_right=name in same)]
            self._stack = stack.pop_all()
        if self._before:
            self._before.note(stage, sure)
        return stage

    def _is_right(self, name: str, hash: str) -> bool:
        """Whether a file stands there with what it should have."""
        is_known = self._before is not None and self._before.holds(name, hash)
        return is_known or same_bytes(self._old / name, self._package / "data" / name)

    def _put_in(self, name: str, stage: Path, disk: Disk, *, is_right: bool) -> bool:
        """Take a file over from the old folder where it is right, or else copy it; whether it is sure to be right then.

        It is not where it stands in an old package too: there it may be edited meanwhile.
        """
        take = self._before.take if self._before else lambda name, target: linked(f"{self._old}/{name}", target)
        if is_right and take(name, stage / name):
            return True
        source = self._package / "data" / name
        copy_file(source, stage / name, disk)
        return source.stat().st_nlink == 1


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
