"""A package out of its archive: zip, wheel or sdist, unpacked under caps into a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from broadsheet.checks.tables.troubles import RefusedFile
from broadsheet.errors import UnreadableError
from broadsheet.packages.members import around, members, top_of
from broadsheet.packages.storage import inside

__all__ = ["unpack"]


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack the files of the package in an archive into a new folder, and give the folder that they are in.

    Raises UnreadableError when it is no archive of a package, or not to be trusted.
    """
    names = []
    try:
        for name, stream in members(archive):
            if not around(archive, name):
                names.append(name)
                target = folder / inside(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as file:
                    shutil.copyfileobj(stream, file)
        return folder / top_of(names)
    except (RefusedFile, FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        reason = str(error) if isinstance(error, RefusedFile) else "has two members in one place"
        message = f"the archive {archive.as_posix()} {reason}"
        raise UnreadableError(message, hint="fetch it again; do not trust this copy") from None
