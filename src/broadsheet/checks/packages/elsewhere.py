"""Tables of other packages that foreign keys lead to: the recipe External Foreign Keys, and `datapackage` before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from broadsheet.checks.packages.descriptor import UnreadObject, read_object, version_of
from broadsheet.checks.packages.files import Files
from broadsheet.checks.packages.paths import fault_of, is_remote
from broadsheet.checks.packages.remote import refusal
from broadsheet.checks.packages.resources import Owner, read_resource
from broadsheet.checks.packages.stores import FolderStore
from broadsheet.checks.packages.tabular import read_table
from broadsheet.checks.tables.caps import BeyondCap
from broadsheet.checks.tables.field import ForeignKey
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.references import with_fields
from broadsheet.checks.tables.table import Table
from broadsheet.issues import shorten

__all__ = ["Elsewhere", "UnfollowedReference"]

DESCRIPTOR = "datapackage.json"
NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


class UnfollowedReference(Exception):  # noqa: N818 - a fact, not an error
    """A reference that leads to no table that can be read: the rule, why, and what to do."""

    def __init__(self, code: str, message: str, hint: str | None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


@dataclass(frozen=True)
class Other:
    """Another package: its files and its descriptor."""

    files: Files
    owner: Owner


class Elsewhere:
    """The packages that references of one package lead to, each opened once.

    A package is named by its URL, whose host has to be allowed; by the path of its descriptor or
    folder inside this package; or by the name of its folder in one of the allowed folders.
    """

    def __init__(self, files: Files, folders: Sequence[Path] = ()) -> None:
        self._files = files
        self._folders = folders
        self._known: dict[str, Other] = {}
        self._tables: dict[tuple[str, str], Table] = {}

    def table(self, foreign: ForeignKey) -> Table:
        """The table that a foreign key refers to; UnfollowedReference when there is none."""
        place = foreign.package or "", foreign.resource or ""
        table = self._tables.get(place) or self._read(*place)
        self._tables[place] = with_fields(table, foreign.targets)
        return self._tables[place]

    def _read(self, package: str, name: str) -> Table:
        other = self._other(package)
        listed = other.owner.given.get("resources")
        resources = listed if isinstance(listed, list) else []
        place = next((at for at, each in enumerate(resources) if _name(each) == name), None)
        silent = Findings(0)
        found = read_resource(resources[place], place, other.owner, silent) if place is not None else None
        if found is None:
            message = f"There is no resource {shorten(name)} in the package {shorten(package)}."
            raise UnfollowedReference("B601", message, "correct the reference")
        for path in found.paths:
            if trouble := other.files.trouble(path):
                message = f"The resource {shorten(name)} of the package {shorten(package)} {trouble[1]}."
                raise UnfollowedReference(trouble[0], message, trouble[2])
        table = read_table(found, other.files, silent) if found.format else None
        if table is None:
            message = f"The resource {shorten(name)} of the package {shorten(package)} cannot be read as a table."
            raise UnfollowedReference("B601", message, "check that package on its own")
        return replace(table, name=f"{package}#{name}")

    def _other(self, package: str) -> Other:
        if package not in self._known:
            files, path = self._located(package)
            given = _descriptor(files, path, package)
            self._known[package] = Other(files, Owner(given, path, version_of(given)))
        return self._known[package]

    def _located(self, package: str) -> tuple[Files, str]:
        """The files of a package and the name of its descriptor."""
        if is_remote(package):
            return self._on_the_web(package)
        if not fault_of(package):
            folder, _, name = package.rpartition("/")
            if not name.endswith(".json"):
                folder, name = package.rstrip("/"), DESCRIPTOR
            inside = Files(self._files.store, self._files.allowed, self._below(folder), self._files.caps)
            if not inside.trouble(name):
                return inside, name
        for each in self._folders if set(package) <= NAME and package.strip(".") else ():
            if (each / package / DESCRIPTOR).is_file():
                return Files(FolderStore(each / package), self._files.allowed, caps=self._files.caps), DESCRIPTOR
        message = f"The reference leads to the package {shorten(package)}, which was not read."
        raise UnfollowedReference("B517", message, "name the folder that holds it with --allow-folder")

    def _below(self, folder: str) -> str:
        return self._files.base + (f"{folder}/" if folder else "")

    def _on_the_web(self, url: str) -> tuple[Files, str]:
        if reason := refusal(url, self._files.allowed):
            message = f"The reference leads to another package, which was not read: it {reason}."
            raise UnfollowedReference("B517", message, "allow its host with --allow-remote")
        base, _, name = url.rpartition("/")
        store = _Web(f"{base}/", self._files)
        return Files(store, self._files.allowed, caps=self._files.caps), name


class _Web:
    """The files beside a descriptor on the web."""

    def __init__(self, base: str, files: Files) -> None:
        self._base = base
        self._files = files

    def open(self, path: str) -> IO[bytes]:
        """The file, fetched."""
        return self._files.open(self._base + path)

    def size(self, path: str) -> int:
        """The bytes of the file, fetched."""
        return self._files.size(self._base + path)

    def place(self, path: str) -> Path | None:
        """Nowhere on this machine."""

    def close(self) -> None:
        """Nothing to let go of: what was fetched belongs to the package that refers to it."""


def _descriptor(files: Files, path: str, package: str) -> dict[str, Any]:
    shown = shorten(package)
    try:
        given = read_object(files, path)
    except (BeyondCap, UnreadObject) as error:
        raise UnfollowedReference(error.code, f"The package {shown} {error}.", error.hint) from error
    except ValueError as error:
        raise UnfollowedReference("B601", f"The descriptor of {shown} {error}.", "correct the reference") from error
    if not isinstance(given, dict):
        raise UnfollowedReference("B601", f"The package {shown} has no descriptor.", "correct the reference")
    return given


def _name(given: Any) -> str | None:
    name = given.get("name") if isinstance(given, dict) else None
    return name if isinstance(name, str) else None
