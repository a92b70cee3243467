"""Where a release goes: a folder, an address that fsspec knows, or a bundle to upload by hand."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

from broadsheet.engines.atomic import alone, put, workspace
from broadsheet.errors import BroadsheetError, UnwritableError
from broadsheet.packages.guard import SUMS, is_release
from broadsheet.publishing.bundles import BUNDLES, Bundle, write_bundle
from broadsheet.publishing.earlier import require_whole
from broadsheet.publishing.sums import files_of
from broadsheet.settings import Sites

__all__ = ["Published", "publish"]

NOWHERE = Sites()

Published = Bundle
"""Where a release stands now, and the commands that bring it further; none where it has arrived."""


def publish(release: Path, target: str, sites: Sites = NOWHERE) -> Published:
    """Bring a release to a target, whole or not at all.

    `github`, `zenodo` and `huggingface` make a bundle beside the release, checked, with the commands that upload
    it; any other target is a folder, or an address such as `s3://bucket/releases`, in which the release gets a
    folder of its name. A release that is there already is left as it is: in a folder each of its files is compared
    with its sums, at an address the sums alone. `sites` says where the data set is published already: a bundle is
    then for the next version of it. No credential is read here; fsspec finds its own.

    Raises UnwritableError when other content stands there under that name, UnreadableError when the release, or its
    copy in the folder, is damaged, BroadsheetError when fsspec or what the address needs is not installed.
    """
    require_whole(release)
    if target in BUNDLES:
        return write_bundle(release, target, sites)
    if "://" in target:
        return Published(_to_address(release, target), ())
    return Published(str(_to_folder(release, Path(target))), ())


def _to_folder(release: Path, folder: Path) -> Path:
    if folder.exists() and not folder.is_dir():
        kinds = ", ".join(BUNDLES)
        raise BroadsheetError(f"{folder.as_posix()!r} is a file", hint=f"name a folder, an address, or one of {kinds}")
    place = folder / release.name
    with alone(folder), workspace(folder, release.name) as stage:
        if is_release(place) and (place / SUMS).read_bytes() == (release / SUMS).read_bytes():
            require_whole(place)
            return place
        if place.exists():
            raise _taken(place.as_posix())
        shutil.copytree(release, stage / "copy", copy_function=shutil.copyfile)
        require_whole(stage / "copy")
        put(stage / "copy", place)
    return place


def _to_address(release: Path, target: str) -> str:
    """Write every file, the sums last: a release without them has not arrived yet."""
    system, base = _opened(target)
    place = f"{base.rstrip('/')}/{release.name}"
    try:
        if system.exists(f"{place}/{SUMS}"):
            if system.cat_file(f"{place}/{SUMS}") != (release / SUMS).read_bytes():
                raise _taken(f"{target.rstrip('/')}/{release.name}")
            return f"{target.rstrip('/')}/{release.name}"
        for name in (*files_of(release), SUMS):
            _send(system, release / name, f"{place}/{name}")
    except OSError as error:
        raise UnwritableError(f"cannot write to {target}: {error}", hint="call it again to go on") from error
    return f"{target.rstrip('/')}/{release.name}"


def _send(system: Any, file: Path, place: str) -> None:
    """Write a file and read it back."""
    data = file.read_bytes()
    system.makedirs(place.rpartition("/")[0], exist_ok=True)
    system.pipe_file(place, data)
    if hashlib.sha256(system.cat_file(place)).digest() != hashlib.sha256(data).digest():
        raise OSError(f"{place} is not what was written")


def _opened(target: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise BroadsheetError("fsspec is not installed", hint="pip install 'broadsheet[fsspec]'") from None
    try:
        system, base = url_to_fs(target)
    except (ValueError, ImportError, TypeError) as error:
        raise BroadsheetError(f"cannot write to {target}: {error}", hint="name a folder or another address") from None
    return system, str(base)


def _taken(place: str) -> UnwritableError:
    message = f"{place} holds other content, and a release never changes"
    return UnwritableError(message, hint="broadsheet verify tells which of the two is damaged")
