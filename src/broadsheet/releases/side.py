"""One of the two packages that are compared, wherever it lies: folder, descriptor, zip, wheel, sdist, git revision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from broadsheet.checks.packages.archives import ZipStore
from broadsheet.checks.packages.descriptor import read_object, version_of
from broadsheet.checks.packages.files import Files
from broadsheet.checks.packages.resources import Owner, Resource, read_resource
from broadsheet.checks.packages.stores import FolderStore
from broadsheet.checks.tables.findings import Findings
from broadsheet.errors import UnreadableError
from broadsheet.packages.members import is_sdist
from broadsheet.packages.storage import Zip, storage_at
from broadsheet.releases.git import git_package
from broadsheet.releases.unpacked import Unpacked

__all__ = ["Side", "open_side", "without_copies"]

GIT = "git:"
DISTRUST = "do not trust this package"


@dataclass(frozen=True, slots=True)
class Side:
    """A package that is open: what to call it, its files, its descriptor and its resources by name."""

    shown: str
    files: Files
    given: dict[str, Any]
    resources: dict[str, Resource]

    @property
    def name(self) -> str | None:
        """The name of the package, if it has one."""
        return _text(self.given.get("name"))

    @property
    def version(self) -> str | None:
        """The version of the package, if it has one."""
        return _text(self.given.get("version"))

    def close(self) -> None:
        """Let go of its files."""
        self.files.close()


def open_side(location: str | Path, folder: Path = Path()) -> Side:
    """The package at a path, or in a git revision of the repository around a folder (`git:REVISION`).

    A path is a folder, a descriptor, or an archive: a zip such as a wheel, or an sdist, in which the
    `datapackage.json` nearest to the top counts. Raises UnreadableError when there is no package, and when the
    package names a file outside of itself.
    """
    shown = str(location)
    files, descriptor = _files(shown, folder)
    try:
        return _side(shown, files, descriptor)
    except BaseException:
        files.close()
        raise


def without_copies(old: Side, new: Side, *, always: bool = False) -> tuple[Side, Side]:
    """Two packages of ours without their tables' copies in Parquet, if one is as a project keeps it, which is without.

    With `always`, also where both have them.
    """
    ours = all("broadsheet:schemaVersion" in each.given for each in (old, new))
    if not ours or (not always and bool(_copies(old)) == bool(_copies(new))):
        return old, new
    return _bare(old), _bare(new)


def _bare(side: Side) -> Side:
    copies = _copies(side)
    return replace(side, resources={name: each for name, each in side.resources.items() if name not in copies})


def _copies(side: Side) -> set[str]:
    repeated = (name for name, resource in side.resources.items() if "broadsheet:repeats" in resource.given)
    return {name for name in repeated if side.resources[name].format == "parquet"}


def _files(location: str, folder: Path) -> tuple[Files, str]:
    if location.startswith(GIT):
        store, path = git_package(location.removeprefix(GIT), folder)
        base, _, name = path.rpartition("/")
        return Files(store, (), f"{base}/" if base else ""), name
    if is_sdist(Path(location)) and Path(location).is_file():
        return Files(Unpacked(Path(location)), ()), "datapackage.json"
    storage = storage_at(Path(location))
    if isinstance(storage, Zip):
        return Files(ZipStore(storage.file), (), storage.top), "datapackage.json"
    place = Path(storage.descriptor_path)
    return Files(FolderStore(place.parent), ()), place.name


def _side(shown: str, files: Files, descriptor: str) -> Side:
    try:
        given = read_object(files, descriptor)
    except ValueError as error:
        raise UnreadableError(f"the descriptor of {shown} {error}", hint="name a data package") from None
    if not isinstance(given, dict) or not isinstance(given.get("resources"), list):
        raise UnreadableError(f"{shown} is not a data package: it has no resources", hint="name a data package")
    return Side(shown, files, given, _resources(shown, given, descriptor))


def _resources(shown: str, given: dict[str, Any], descriptor: str) -> dict[str, Resource]:
    owner = Owner(given, descriptor, version_of(given))
    found: dict[str, Resource] = {}
    for index, each in enumerate(given["resources"]):
        findings = Findings()
        resource = read_resource(each, index, owner, findings)
        outside = [issue for issue in findings.issues if issue.code == "B506"]
        if resource is None or outside:
            issue = (outside or findings.issues)[0]
            hint = DISTRUST if outside else "broadsheet validate tells more"
            name = issue.resource if issue.resource is not None else f"#{index + 1}"
            raise UnreadableError(f"{shown}: resource {name}: {issue.message}", hint=hint)
        if resource.name in found:
            raise UnreadableError(f"{shown} has two resources {resource.name!r}", hint="give each a name of its own")
        found[resource.name] = resource
    return found


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
