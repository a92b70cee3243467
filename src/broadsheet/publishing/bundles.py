"""Bundles that are ready to upload: GitHub Releases, Zenodo, the Hugging Face Hub; each with its commands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from types import MappingProxyType

from broadsheet.errors import BroadsheetError
from broadsheet.exports.huggingface import card
from broadsheet.exports.zenodo import deposit
from broadsheet.packages.atomic import alone, staged
from broadsheet.packages.descriptor import to_json
from broadsheet.packages.guard import SUMS
from broadsheet.packages.open import open_package
from broadsheet.packages.package import Package
from broadsheet.publishing.notes import CHANGES
from broadsheet.publishing.sums import write_sums
from broadsheet.tables.receipt import write_bytes

__all__ = ["BUNDLES", "Bundle", "write_bundle"]

ASSETS = re.compile(r"[A-Za-z0-9._-]+")
"""Names that GitHub keeps as they are."""

LARGEST = {"github": 2 << 30, "zenodo": 50 << 30, "huggingface": 50 << 30}
"""Bytes that a single file (of Zenodo: all files) may have."""

ZENODO = "https://zenodo.org/api/deposit/depositions"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A folder or an address, and the commands to run."""

    place: str
    commands: tuple[str, ...]


def write_bundle(release: Path, kind: str) -> Bundle:
    """Write the bundle of a release, beside it as `NAME-VERSION.KIND/`; the commands stand in its `upload.sh`, too.

    A bundle that was made before is made anew. Raises BroadsheetError when the site would refuse it.
    """
    package = open_package(release)
    place = release.with_name(f"{release.name}.{kind}")
    with alone(release.parent), staged(place) as stage:
        commands = BUNDLES[kind](release, stage, package)
        _check(stage, kind)
        script = ["#!/bin/sh", "set -eu", 'cd "$(dirname "$0")"', *commands]
        write_bytes(stage, "upload.sh", ("\n".join(script) + "\n").encode())
    return Bundle(place.as_posix(), (f"sh {quote((place / 'upload.sh').as_posix())}", *commands))


def _github(release: Path, stage: Path, package: Package) -> list[str]:
    """The files of the release that stand by themselves, and its notes."""
    _copy_top(release, stage / "assets")
    write_sums(stage / "assets")
    shutil.copyfile(release / CHANGES, stage / "notes.md")
    tag, title = f"v{package.version}", f"{package.name} {package.version}"
    return [f"gh release create {quote(tag)} assets/* --verify-tag --title {quote(title)} --notes-file notes.md"]


def _zenodo(release: Path, stage: Path, package: Package) -> list[str]:
    """The same files, and the metadata of the deposit."""
    _copy_top(release, stage / "files")
    write_sums(stage / "files")
    write_bytes(stage, "metadata.json", to_json(deposit(package)))
    bearer = '-H "Authorization: Bearer $ZENODO_TOKEN"'
    json = "-H 'Content-Type: application/json'"
    links = "python3 -c 'import json, sys; print(json.load(sys.stdin)[\"links\"][sys.argv[1]])'"
    return [
        f"answer=$(curl -fsS {bearer} {json} -X POST --data @metadata.json {ZENODO})",
        f'bucket=$(printf %s "$answer" | {links} bucket)',
        f'for file in files/*; do curl -fsS {bearer} --upload-file "$file" "$bucket/${{file#files/}}"; done',
        f'curl -fsS {bearer} -X POST "$(printf %s "$answer" | {links} publish)"',
    ]


def _huggingface(release: Path, stage: Path, package: Package) -> list[str]:
    """The Parquet files, and a card that names them."""
    (stage / "data").mkdir()
    for path in sorted((release / "data").glob("*.parquet")):
        shutil.copyfile(path, stage / "data" / path.name)
    name, version = package.name, package.version
    write_bytes(stage, "README.md", card(package, f"OWNER/{name}").encode())
    shutil.copyfile(release / "CITATION.cff", stage / "CITATION.cff")
    message = quote(f"{name} {version}")
    return [f"hf upload {quote(name)} . . --repo-type dataset --exclude upload.sh --commit-message {message}"]


Writer = Callable[[Path, Path, Package], list[str]]

BUNDLES: Mapping[str, Writer] = MappingProxyType({"github": _github, "zenodo": _zenodo, "huggingface": _huggingface})
"""What writes each bundle, and gives its commands."""


def _copy_top(release: Path, folder: Path) -> None:
    """The files of a release that lie at its top: all but the tables, which are in its archives."""
    folder.mkdir()
    for path in sorted(release.iterdir()):
        if path.is_file() and path.name != SUMS:
            shutil.copyfile(path, folder / path.name)


def _check(stage: Path, kind: str) -> None:
    """Raise BroadsheetError for a file whose name or size the site does not take."""
    files = [path for path in stage.rglob("*") if path.is_file()]
    for path in files:
        if not ASSETS.fullmatch(path.name):
            raise BroadsheetError(f"{kind} would rename {path.name!r}", hint="release a version without + in it")
        if path.stat().st_size > LARGEST[kind]:
            raise BroadsheetError(f"{path.name} is larger than {kind} takes", hint="publish it elsewhere")
    if kind == "zenodo" and len(files) > 100:
        raise BroadsheetError("Zenodo takes 100 files", hint="publish it elsewhere")
