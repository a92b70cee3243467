"""A package in an archive that cannot be read in any order, unpacked for as long as it is open."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from broadsheet.checks.packages.stores import FolderStore
from broadsheet.packages.unpack import unpack

__all__ = ["Unpacked"]


class Unpacked(FolderStore):
    """The files of the package in an sdist; UnreadableError when it holds none, or is not to be trusted."""

    def __init__(self, archive: Path) -> None:
        self._work = TemporaryDirectory(prefix="broadsheet-", ignore_cleanup_errors=True)
        try:
            super().__init__(unpack(archive, Path(self._work.name)))
        except BaseException:
            self._work.cleanup()
            raise

    def close(self) -> None:
        """Remove what was unpacked."""
        self._work.cleanup()
