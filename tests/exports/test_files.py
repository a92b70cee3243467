"""Exports of many articles: made file by file, the same bytes as at once, in memory that does not grow."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from kinds import EXAMPLE

import broadsheet
from broadsheet.checks.blocks import InMemory
from broadsheet.errors import BroadsheetError, UnwritableError
from broadsheet.exports import forms
from broadsheet.exports.exporter import Options, load_exporter
from broadsheet.exports.files import Files, pieces_in
from broadsheet.exports.page import site
from broadsheet.packages import Package
from broadsheet.packages.contents import write_package
from broadsheet.packages.descriptor import Head
from broadsheet.packages.export import export, exported
from broadsheet.packages.means import Means
from broadsheet.packages.prepare import prepare
from broadsheet.projects import open_project
from broadsheet.tables import receipt

STREAMED = ("news-article", "ninjs", "prov", "spreadsheet", "sqlite")

FEW, MANY, PART = 16, 48, 4


def package_of(folder: Path, count: int, part: int = PART) -> Package:
    """A package of so many articles, so many of them in a file."""
    records, _ = prepare(open_project(EXAMPLE), "open")
    made = [
        {**each, "id": f"a{number:04}-{each['id']}"} for number in range(count // 2 - 1) for each in records.articles
    ]
    articles = InMemory(sorted([*records.articles, *made], key=lambda each: str(each["id"])))
    head = Head(open_project(EXAMPLE).settings, "open", {"id": "https://example.org/data"})
    write_package(folder, head, replace(records, articles=articles, copies=()), Means(block=10, part=part))
    return broadsheet.open(folder)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A package in two files for each table."""
    return package_of(tmp_path_factory.mktemp("few") / "package", FEW)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The same in one file for each table."""
    return package_of(tmp_path_factory.mktemp("whole") / "package", FEW, part=FEW)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A package in many files."""
    return package_of(tmp_path_factory.mktemp("many") / "package", MANY)


@pytest.mark.parametrize("format", STREAMED)
def test_many_files_give_the_bytes_of_one(few: Package, whole: Package, format: str) -> None:
    """However the package is parted."""
    assert dict(exported(few, format).items()) == dict(exported(whole, format).items())


def peak(package: Package, format: str) -> int:
    """The most bytes that Python holds while an export is made and let go, piece by piece."""
    fresh = broadsheet.open(package.path)
    tracemalloc.start()
    try:
        for _, pieces in pieces_in(load_exporter(format)(fresh.completed(), Options())):
            for _ in pieces:
                pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("format", STREAMED)
def test_memory_does_not_grow(few: Package, many: Package, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times as many articles take no more of it, but for the names of files; buffers are small here."""
    monkeypatch.setattr(forms, "PIECE", 1)
    monkeypatch.setattr(receipt, "PIECE", 1 << 14)
    peak(few, format)
    assert peak(many, format) < 1.25 * peak(few, format) + 40_000


def test_files_are_made_in_their_order() -> None:
    """Whoever goes through them by their paths makes each once; one that is not there is a KeyError."""
    made: list[str] = []

    def make() -> Iterator[tuple[str, list[bytes]]]:
        for name in "abc":
            made.append(name)
            yield name, [name.encode()]

    files = Files(make)
    assert [files[name] for name in "abc"] == [b"a", b"b", b"c"]
    assert made == ["a", "b", "c"]
    assert (files["a"], list(files), list(files.values()), "z" in files) == (
        b"a",
        ["a", "b", "c"],
        [b"a", b"b", b"c"],
        False,
    )


def test_nothing_is_replaced_when_one_file_is_in_the_way(few: Package, tmp_path: Path) -> None:
    """All files are made before the first is put in its place."""
    export(few, "ninjs", out=tmp_path)
    last = max(tmp_path.glob("ninjs/*"))
    first = min(tmp_path.glob("ninjs/*"))
    first.unlink()
    last.write_bytes(b"mine")
    with pytest.raises(UnwritableError, match="stands there already"):
        export(few, "ninjs", out=tmp_path)
    assert (last.read_bytes(), first.exists(), sorted(path.name for path in tmp_path.iterdir())) == (
        b"mine",
        False,
        ["ninjs"],
    )
    export(few, "ninjs", out=tmp_path, force=True)
    assert first.exists()


def test_a_page_of_very_many_articles_is_refused(few: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to take in its place."""
    monkeypatch.setattr(site, "MOST", 15)
    with pytest.raises(BroadsheetError, match=r"16 articles: there are pages of at most 15") as raised:
        list(exported(few, "page").items())
    assert "sqlite" in str(raised.value.hint)
