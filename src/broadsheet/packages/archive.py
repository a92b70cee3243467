"""A folder as a zip that is the same bytes whoever writes it, whenever and wherever."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from broadsheet.packages.atomic import staged_file

__all__ = ["write_zip"]

COMPRESSED = {".parquet", ".zip", ".gz", ".zst", ".png"}
"""Suffixes of files that are stored as they are."""


LEVEL = 3
"""How hard zlib tries: level 6 takes two to three times as long for zips that are a tenth smaller."""

FIRST, LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
"""The times between which a zip can date its members (PKWARE, .ZIP File Format, 4.4.6)."""


def write_zip(folder: Path, target: Path, created: str) -> Path:
    """The files of a folder as a zip under one top folder, in the order of their names.

    The top folder has the name of the zip without its suffix. `created` is the time that
    every member gets (RFC 3339), as near as a zip can say it. Modes, owners and extra fields
    are the same everywhere; the bytes of a compressed member depend on the build of zlib.
    """
    when = min(max(datetime.fromisoformat(created).astimezone(UTC), FIRST), LAST)
    top = target.name.removesuffix(".zip")
    with staged_file(target) as file, zipfile.ZipFile(file, "w") as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            _add(archive, path, f"{top}/{path.relative_to(folder).as_posix()}", when)
    return target


def _add(archive: zipfile.ZipFile, path: Path, name: str, when: datetime) -> None:
    member = zipfile.ZipInfo(name, when.timetuple()[:6])
    member.compress_type = zipfile.ZIP_STORED if path.suffix in COMPRESSED else zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o100644 << 16
    archive.writestr(member, path.read_bytes(), compresslevel=LEVEL)
