"""A release that was fetched as separate files, as hosts offer them: put together, so that it is proved like any other.

Hosts that know no folders keep what lies at the top of a release; the files of its folders are in its archives.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from broadsheet.errors import UnreadableError
from broadsheet.packages.guard import SUMS
from broadsheet.packages.unpack import unpack
from broadsheet.publishing.proofs.sums import listed_files
from broadsheet.publishing.provenance import PROVENANCE
from broadsheet.publishing.sums import hash_of

__all__ = ["ARCHIVES", "assembled", "assets_in", "copy_assets"]

ARCHIVES = ("*.zip", "*.whl", "*.tar.gz")
"""The archives of a release, each of which holds all that lies in its folders."""


def copy_assets(release: Path, folder: Path) -> None:
    """Copy what lies at the top of a release into a new folder, its sums as they are."""
    folder.mkdir()
    for path in sorted(release.iterdir()):
        if path.is_file():
            shutil.copyfile(path, folder / path.name)


@contextmanager
def assembled(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """The folder of a release as it was released, and the name of the archive that gave what was in folders.

    What is no release, or whole already, is given as it is.
    """
    archives = list(_archives(folder)) if _is_flat(folder) else []
    with TemporaryDirectory(ignore_cleanup_errors=True) as work:
        for number, archive in enumerate(archives):
            try:
                whole = unpack(archive, Path(work) / str(number))
            except UnreadableError:
                continue
            shutil.copytree(folder, whole, symlinks=True, dirs_exist_ok=True)
            yield whole, archive.name
            return
        yield folder, None


def _is_flat(folder: Path) -> bool:
    """Whether a folder holds a release, and none of the folders that this should have."""
    if not (folder / SUMS).is_file() and not (folder / PROVENANCE).is_file():
        return False
    inner = {path.partition("/")[0] for path in listed_files(folder).stated if "/" in path}
    return bool(inner) and not any((folder / name).exists() for name in inner)


def _archives(folder: Path) -> Iterator[Path]:
    """The archives in a folder; those that have the hash which is stated for them come first."""
    stated = listed_files(folder).stated
    found = [path for pattern in ARCHIVES for path in sorted(folder.glob(pattern)) if path.is_file()]
    sound = [path for path in found if path.name in stated and hash_of(path) == stated[path.name].sha256]
    yield from sound
    yield from (path for path in found if path not in sound)


def assets_in(folder: Path) -> Path | None:
    """The folder in a bundle that holds the files of a release, if there is one."""
    return next((path.parent for path in sorted(folder.glob(f"*/{SUMS}"))), None)
