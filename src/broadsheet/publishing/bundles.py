"""Bundles that are ready to upload: GitHub Releases, Zenodo, the Hugging Face Hub; each with its commands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from types import MappingProxyType

from broadsheet.engines.atomic import alone, staged
from broadsheet.errors import BroadsheetError
from broadsheet.exports.huggingface import card
from broadsheet.exports.zenodo import deposit
from broadsheet.packages.descriptor import to_json
from broadsheet.packages.open import open_package
from broadsheet.packages.package import Package
from broadsheet.publishing.notes import CHANGES
from broadsheet.publishing.proofs.assets import copy_assets
from broadsheet.publishing.scripts import zenodo_publication, zenodo_upload
from broadsheet.settings import Sites
from broadsheet.tables.receipt import write_bytes

__all__ = ["BUNDLES", "Bundle", "write_bundle"]

ASSETS = re.compile(r"[A-Za-z0-9._-]+")
"""Names that GitHub keeps as they are."""

LARGEST = {"github": 2 << 30, "zenodo": 50 << 30, "huggingface": 50 << 30}
"""Bytes that a single file (of Zenodo: all files) may have."""

UPLOAD, PUBLISH, DRAFT = "upload.sh", "publish.sh", "draft"
"""The scripts of a bundle, and the file in which the one leaves the number of its draft to the other."""

Scripts = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A folder or an address, and the commands to run, in this order."""

    place: str
    commands: tuple[str, ...]


def write_bundle(release: Path, kind: str, sites: Sites) -> Bundle:
    """Write the bundle of a release, beside it as `NAME-VERSION.KIND/`, with the scripts that upload it.

    The files of the release are in a folder of their own, with the sums and the signature of the release, so that
    whoever fetches them proves them like a release. A bundle that was made before is made anew; a draft that its
    script has begun is kept. Raises BroadsheetError when the site would refuse it.
    """
    package = open_package(release)
    place = release.with_name(f"{release.name}.{kind}")
    with alone(release.parent), staged(place) as stage:
        scripts = BUNDLES[kind](release, stage, package, sites)
        _check(stage, kind)
        for name, commands in scripts.items():
            write_bytes(stage, name, "\n".join([*HEAD, *commands, ""]).encode())
        if (place / DRAFT).is_file():
            shutil.copyfile(place / DRAFT, stage / DRAFT)
    return Bundle(place.as_posix(), tuple(f"sh {quote((place / name).as_posix())}" for name in scripts))


HEAD = ("#!/bin/sh", "set -eu", 'cd "$(dirname "$0")"')


def _github(release: Path, stage: Path, package: Package, _: Sites) -> Scripts:
    """The files of the release that stand by themselves, and its notes."""
    copy_assets(release, stage / "assets")
    shutil.copyfile(release / CHANGES, stage / "notes.md")
    tag, title = quote(f"v{package.version}"), quote(f"{package.name} {package.version}")
    early = " --prerelease" if "-" in package.version else ""
    return {
        UPLOAD: [
            f"# The tag has to be on GitHub: git tag {tag} && git push origin {tag}",
            f"gh release create {tag} assets/* --verify-tag --title {title} --notes-file notes.md{early}",
        ]
    }


def _zenodo(release: Path, stage: Path, package: Package, sites: Sites) -> Scripts:
    """The same files, and the metadata of the deposit."""
    copy_assets(release, stage / "files")
    write_bytes(stage, "metadata.json", to_json(deposit(package)))
    return {UPLOAD: zenodo_upload(sites.zenodo), PUBLISH: zenodo_publication(sites.zenodo)}


def _huggingface(release: Path, stage: Path, package: Package, sites: Sites) -> Scripts:
    """The release as it is, with a card that names its Parquet files."""
    shutil.copytree(release, stage / "files", copy_function=shutil.copyfile)
    name, version = package.name, package.version
    place = sites.huggingface or f"OWNER/{name}"
    if not (stage / "files/README.md").exists():
        write_bytes(stage / "files", "README.md", card(package, place).encode())
    message, tag = quote(f"{name} {version}"), quote(f"v{version}")
    account = ': "${HF_OWNER:?is not set: name the account on the Hub that the data set belongs to}"'
    where = quote(place) if sites.huggingface else f'"$HF_OWNER"/{quote(name)}'
    return {
        UPLOAD: [
            *([] if sites.huggingface else [account]),
            f"hf upload {where} files . --repo-type dataset --delete '*' --commit-message {message}",
            f"hf repos tag create {where} {tag} --repo-type dataset --message {message}",
        ]
    }


Writer = Callable[[Path, Path, Package, Sites], Scripts]

BUNDLES: Mapping[str, Writer] = MappingProxyType({"github": _github, "zenodo": _zenodo, "huggingface": _huggingface})
"""What writes each bundle, and gives its scripts."""


def _check(stage: Path, kind: str) -> None:
    """Raise BroadsheetError for a file whose name or size the site does not take."""
    files = [path for path in stage.rglob("*") if path.is_file()]
    for path in files:
        if kind != "huggingface" and not ASSETS.fullmatch(path.name):
            raise BroadsheetError(f"{kind} would rename {path.name!r}", hint="release a version without + in it")
        if path.stat().st_size > LARGEST[kind]:
            raise BroadsheetError(f"{path.name} is larger than {kind} takes", hint="publish it elsewhere")
    if kind == "zenodo" and len(files) > 100:
        raise BroadsheetError("Zenodo takes 100 files", hint="publish it elsewhere")
