"""Packages in zip archives."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from broadsheet.checks.packages.paths import leads_out
from broadsheet.checks.tables.caps import CAPS, Caps
from broadsheet.checks.tables.members import Members
from broadsheet.checks.tables.troubles import RefusedFile
from broadsheet.issues import shorten

__all__ = ["ZipStore"]

DESCRIPTOR = "datapackage.json"


class UnsafeMember(RefusedFile):
    """An archive with a member that would be written beside its folder."""

    code = "B506"
    hint = "pack it anew, with all files below its top"


class ZipStore:
    """The members of an archive; RefusedFile or BeyondCap when it cannot be read at all."""

    def __init__(self, path: Path, caps: Caps = CAPS) -> None:
        self._members = Members(path, caps)
        for name in self._members.names:
            if fault := leads_out(name):
                self.close()
                raise UnsafeMember(f"has the member {shorten(name)}, whose name {fault}")

    def open(self, path: str) -> IO[bytes]:
        """The member, opened."""
        return self._members.open(_name(path))

    def size(self, path: str) -> int:
        """The bytes of the member, unpacked."""
        return self._members.size(_name(path))

    @property
    def names(self) -> list[str]:
        """The names of the files inside."""
        return self._members.names

    @property
    def top(self) -> str:
        """The folder that holds the package: the top, or the only folder there, as in archives of a whole folder."""
        found = [name for name in self._members.names if name.rsplit("/", 1)[-1] == DESCRIPTOR]
        depth = min((name.count("/") for name in found), default=0)
        nearest = [name for name in found if name.count("/") == depth]
        return nearest[0].removesuffix(DESCRIPTOR) if len(nearest) == 1 else ""

    def place(self, path: str) -> Path | None:
        """Nowhere: it is packed."""

    def close(self) -> None:
        """Close the archive."""
        self._members.close()


def _name(path: str) -> str:
    return "/".join(step for step in path.split("/") if step not in {"", "."})
