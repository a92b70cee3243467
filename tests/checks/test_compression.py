"""Compressed tables: every kind is read, by its ending or by its declaration, and what is broken is said."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import json
import lzma
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broadsheet.checks.packages import check_package, compression
from broadsheet.cli import main

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE = b"x\n1\nz\n"


def zstd(data: bytes) -> bytes:
    """A frame of zstd."""
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    packed: bytes = importlib.import_module(name).compress(data)
    return packed


def zipped(data: bytes, *others: str) -> bytes:
    """A zip archive of a table, and other files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.csv", data)
        for name in others:
            archive.writestr(name, "x\n1\n2\n3\nz\n")
    return stream.getvalue()


def package(folder: Path, name: str, content: bytes, **resource: Any) -> Path:
    """A package of one table of integers."""
    (folder / name).write_bytes(content)
    schema = {"fields": [{"name": "x", "type": "integer"}]}
    given = {"name": "t", "type": "table", "path": name, "schema": schema, **resource}
    (folder / "datapackage.json").write_text(json.dumps({"$schema": V2, "resources": [given]}))
    return folder


def found(folder: Path) -> list[tuple[str, int | None]]:
    """Code and row of what is wrong."""
    return [(issue.code, issue.row) for issue in check_package(folder).issues]


KINDS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd,
    "zip": zipped,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("declared", [True, False])
def test_compressed_tables_are_read(kind: str, declared: bool, tmp_path: Path) -> None:
    """By the ending of the path, or by the property `compression`."""
    more = {"format": "csv", "compression": kind} if declared else {}
    name = "t.data" if declared else f"t.csv.{kind}"
    assert found(package(tmp_path, name, KINDS[kind](TABLE), **more)) == [("B640", 3)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", [TABLE, b""])
def test_what_is_not_compressed_is_no_table(kind: str, content: bytes, tmp_path: Path) -> None:
    """An ending promises a compression, and an empty file is not compressed either."""
    assert found(package(tmp_path, f"t.csv.{kind}", content)) == [("B514", None)]


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_file_is_broken(kind: str, tmp_path: Path) -> None:
    """The end of a compressed file belongs to it."""
    packed = KINDS[kind](TABLE * 100)
    codes = [code for code, _ in found(package(tmp_path, f"t.csv.{kind}", packed[: len(packed) // 2]))]
    assert "B514" in codes


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz", "zst"])
def test_pieces_are_read_one_after_the_other(kind: str, tmp_path: Path) -> None:
    """Several compressed pieces in one file are one table."""
    pack = KINDS[kind]
    assert found(package(tmp_path, f"t.csv.{kind}", pack(b"x\n1\n") + pack(b"z\n"))) == [("B640", 3)]


def test_a_zip_of_several_files_needs_a_word(tmp_path: Path) -> None:
    """`innerpath` says which one is meant; the shadows that one system leaves do not count."""
    several = zipped(TABLE, "other.csv")
    assert found(package(tmp_path, "t.csv.zip", several)) == [("B514", None)]
    assert found(package(tmp_path, "t.csv.zip", several, innerpath="other.csv")) == [("B640", 5)]
    assert found(package(tmp_path, "t.csv.zip", several, innerpath="gone.csv")) == [("B514", None)]
    assert found(package(tmp_path, "t.csv.zip", zipped(TABLE, "__MACOSX/._inside.csv"))) == [("B640", 3)]


def test_size_and_hash_are_those_of_the_packed_file(tmp_path: Path) -> None:
    """The recipe of the standard says so."""
    packed = gzip.compress(b"x\n1\n")
    assert found(package(tmp_path, "t.csv.gz", packed, bytes=len(packed))) == []
    assert found(package(tmp_path, "t.csv.gz", packed, bytes=4)) == [("B509", None)]


@pytest.mark.parametrize("word", ["lz4", "br", "7z"])
def test_an_unknown_compression_could_not_be_checked(word: str, tmp_path: Path) -> None:
    """Nothing is known about the data: the exit status is 2."""
    folder = package(tmp_path, "t.csv", TABLE, compression=word)
    assert found(folder) == [("B523", None)]
    with pytest.raises(SystemExit) as leaving:
        main(["validate", str(folder)])
    assert leaving.value.code == 2


def test_no_compression_can_be_declared(tmp_path: Path) -> None:
    """A file that only looks compressed is read as it is."""
    assert found(package(tmp_path, "t.csv.gz", TABLE, compression="no")) == [("B640", 3)]


def test_zstd_without_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where neither Python nor an extra reads zstd, the extra is named, and the exit status is 2."""
    folder = package(tmp_path, "t.csv.zst", zstd(TABLE))
    for name in compression.ZSTD:
        monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
    with pytest.raises(SystemExit) as leaving:
        main(["validate", str(folder)])
    told = capsys.readouterr().out
    assert leaving.value.code == 2
    assert "[B522]" in told
    assert "pip install 'broadsheet[zstd]'" in told
