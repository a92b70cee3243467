"""A package in the formats of others: written by themselves, or kept in the package and listed by its descriptor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet.checks.fixity import paths_of
from broadsheet.engines import Kept
from broadsheet.engines.atomic import workspace
from broadsheet.engines.watching import Step, watched
from broadsheet.errors import BroadsheetError, UnwritableError
from broadsheet.exports.exporter import Files, Options, load_exporter
from broadsheet.exports.files import pieces_in
from broadsheet.packages.guard import OF_RELEASES
from broadsheet.packages.open import open_package
from broadsheet.packages.package import Package
from broadsheet.packages.storage import Folder, inside
from broadsheet.tables.receipt import Receipt, pieces_of, to_json, write_bytes, write_pieces

__all__ = ["EXPORTS", "export", "export_names", "exported", "write_exports"]

EXPORTS = "broadsheet:exports"
"""The property of a descriptor that lists the exports in the package, each file with its format, length and hash."""

ARCHIVES = (".zip", ".whl", ".tar.gz")
"""Suffixes of the archives that a release has at its top."""

CITATION = "citation"
"""The exporter of the file that a release has in any case."""


def export(
    package: str | Path | Package, format: str, *, out: str | Path, base: str = "", force: bool = False
) -> list[Receipt]:
    """Write a package in another format into a folder: the receipt of each file, by its path.

    Files go where the format wants them beside the data, so `out` may be the folder of the package. `base` is the
    address of the folder in which the data are published; without it, exports name them relative to themselves.
    A file that stands there with other content is replaced only with `force`.

    Raises SettingsError for a format that nobody offers; BroadsheetError for a `base` that is no absolute address of
    http or https; UnreadableError when there is no package of ours, or it
    lacks what the format asks for; UnwritableError when a file stands there or cannot be written.

    >>> [file.path for file in export("datapackage.json", "croissant", out=tmp)]
    ['croissant.json']
    """
    folder, found = Path(out), exported(package, format, base=base)
    with workspace(folder, "export", folder) as stage:
        written = [write_pieces(stage, path, pieces) for path, pieces in pieces_in(found)]
        for each in written:
            _guard(folder / each.path, each, force=force)
        for each in written:
            _put(stage / each.path, folder / each.path)
    return sorted(written, key=lambda each: each.path)


def exported(package: str | Path | Package, format: str, *, base: str = "") -> Mapping[str, bytes]:
    """The same, without writing: the content of each file by its path. Many files are made as they are asked for.

    An exporter sees no text that may not be passed on, also where the package itself carries all of them.
    """
    opened = package if isinstance(package, Package) else open_package(package)
    return _made(opened.completed().without_withheld(), format, base)


def _made(package: Package, format: str, base: str = "") -> Mapping[str, bytes]:
    files = load_exporter(format)(package, Options(base))
    if isinstance(files, Files):
        return Files(lambda: ((inside(path), pieces) for path, pieces in pieces_in(files)))
    return {inside(path): data for path, data in files.items()}


def write_exports(
    stage: Path, descriptor: Mapping[str, Any], formats: Iterable[str], kept: Kept | None = None
) -> dict[str, Any]:
    """Write exports into the new folder of a package, and the descriptor again, which then lists them.

    Exports describe the data, not each other: each is made of the package without any. What is known of a file of
    articles may be kept for the next time. Raises BroadsheetError for
    an exporter whose file would stand in the place of one of the package, or of a release of it.
    """
    bare = {name: value for name, value in descriptor.items() if name != EXPORTS}
    package = Package(Folder(stage), bare, kept=kept).completed().without_withheld()
    listed, taken = [], Taken(_files_of(bare))
    wanted = dict.fromkeys(formats)
    for format in watched(wanted, Step[str]("export", "written", len(wanted), name=str)):
        written = []
        for path, pieces in _asked_for(package, format):
            taken.take(path, format)
            written.append(write_pieces(stage, path, pieces))
        listed += [_entry(format, each) for each in sorted(written, key=lambda each: each.path)]
    found = {**bare, EXPORTS: listed}
    write_bytes(stage, "datapackage.json", to_json(found))
    return found


def _asked_for(package: Package, format: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """What an export writes that the settings ask for; the error says so where something is not installed for it."""
    try:
        yield from pieces_in(_made(package, format))
    except BroadsheetError as error:
        if not isinstance(error.__context__, ImportError):
            raise
        hint = f"{error.hint}; or take {format!r} out of the exports in the settings"
        raise BroadsheetError(f"{error}, and the exports in the settings ask for {format!r}", hint=hint) from error


def _files_of(descriptor: Mapping[str, Any]) -> set[str]:
    """The paths of a package."""
    keys = ("path", "broadsheet:jsonSchema")
    return {
        "datapackage.json",
        *(path for each in descriptor["resources"] for key in keys for path in paths_of(each, key)),
    }


class Taken:
    """The paths in a package that are taken, and the folders around them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = set(paths)
        self._around = {folder for each in (*self._paths, *OF_RELEASES) for folder in _around(each)}

    def take(self, path: str, format: str) -> None:
        """Take a path; BroadsheetError for one that is another file's, or would lie in one or around one."""
        hint = "leave it out of the exports in the settings, and report this to whoever made it"
        around = _around(path)
        if path in self._paths or path in self._around or not self._paths.isdisjoint(around):
            message = f"the exporter {format!r} writes {path!r}, which is in the package already"
            raise BroadsheetError(message, hint=hint)
        of_release = path in OF_RELEASES and format != CITATION
        if of_release or ("/" not in path and path.endswith(ARCHIVES)):
            message = f"the exporter {format!r} writes {path!r}, which a release has a file of its own for"
            raise BroadsheetError(message, hint=hint)
        self._paths.add(path)
        self._around.update(around)


def _around(path: str) -> list[str]:
    """The folders around a path."""
    return [folder.as_posix() for folder in Path(path).parents]


def export_names(descriptor: Mapping[str, Any]) -> list[str]:
    """The formats of the exports that a package holds."""
    return list(dict.fromkeys(each["name"] for each in descriptor.get(EXPORTS, ())))


def _entry(format: str, receipt: Receipt) -> dict[str, Any]:
    return {"name": format, "path": receipt.path, "bytes": receipt.bytes, "hash": f"sha256:{receipt.sha256}"}


def _guard(target: Path, made: Receipt, *, force: bool) -> None:
    """Raise UnwritableError for what stands in the place of a file and is not that file already."""
    if target.is_symlink() or target.is_dir():
        raise UnwritableError(f"{target.as_posix()!r} is a link or a folder", hint="choose another folder with --out")
    if target.exists() and not force and not _is(target, made):
        raise UnwritableError(f"{target.as_posix()!r} stands there already", hint="--force replaces it")


def _is(file: Path, made: Receipt) -> bool:
    """Whether a file has the bytes of the one that was made."""
    found = hashlib.sha256()
    for piece in pieces_of(file):
        found.update(piece)
    return found.hexdigest() == made.sha256


def _put(made: Path, target: Path) -> None:
    """Put a file where it belongs, in one step."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made.replace(target)
    except OSError as error:
        message = f"cannot write {target.as_posix()}: {error.strerror}"
        raise UnwritableError(message, hint="choose another folder with --out") from error
