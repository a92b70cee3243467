"""Temporary files of rows: wherever they are to stand, and what is told where they have no room."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import polars as pl
import pytest

from broadsheet.engines.scratch import new_folder, read_rows, scratch, write_rows
from broadsheet.errors import UnwritableError
from broadsheet.tables.receipt import write_bytes

ROWS = pl.DataFrame({"word": ["tug", "quay", None], "row": [1, 2, 3]})


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text on this system")
def test_rows_stand_in_a_folder_of_any_name(tmp_path: Path) -> None:
    """Its name is bytes on Linux, which need not be UTF-8."""
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    with new_folder(folder) as place:
        write_rows(ROWS, Path(place, "rows.arrow"))
        assert read_rows(Path(place, "rows.arrow")).equals(ROWS)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("rows", [ROWS, pl.DataFrame({"row": range(100_000)})], ids=["few", "many"])
def test_a_full_disk_is_told(rows: pl.DataFrame) -> None:
    """The message says what is full, and the hint what to do."""
    with pytest.raises(UnwritableError, match="cannot write temporary files: No space left on device") as caught:
        write_rows(rows, Path("/dev/full"))
    assert "TMPDIR" in (caught.value.hint or "")


def test_a_file_of_any_kind_is_told_as_a_temporary_one() -> None:
    """Its name says nothing to anybody, and no other folder for what is made would help."""
    with pytest.raises(UnwritableError, match="cannot write temporary files: ") as caught, scratch() as folder:
        write_bytes(folder, ".", b"")
    assert "TMPDIR" in (caught.value.hint or "")
    other = UnwritableError("cannot write package", hint="choose another")
    with pytest.raises(UnwritableError, match="cannot write package"), scratch():
        raise other


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of the size of files")
def test_a_disk_is_full_in_the_midst_of_rows(tmp_path: Path) -> None:
    """Then the file can be closed, and only polars, which puts it in words of its own, has seen the error."""
    import resource  # other systems have none

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(UnwritableError, match="cannot write temporary files: File too large"):
            write_rows(pl.DataFrame({"row": range(100_000)}), tmp_path / "rows.arrow")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_place_that_is_none_is_told(tmp_path: Path) -> None:
    """So is a folder for temporary files that is not there."""
    with pytest.raises(UnwritableError, match="cannot write temporary files"):
        new_folder(tmp_path / "none")
    with pytest.raises(UnwritableError, match="cannot write temporary files"), scratch() as folder:
        write_rows(ROWS, folder / "none" / "rows.arrow")
