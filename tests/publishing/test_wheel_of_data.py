"""The wheel and the sdist of the data: installed, imported, loaded, typed, and the same however they are made."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet.publishing.python_package import module_name, python_version

RELEASE = "dist/harbour-news-1.0.0"
WHEEL = f"{RELEASE}/harbour_news-1.0.0-py3-none-any.whl"
SDIST = f"{RELEASE}/harbour_news-1.0.0.tar.gz"
ALONE = """
import json, sys
sys.path.insert(0, sys.argv[1])
import harbour_news
package = harbour_news.load()
"""


def run(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command that ran in a folder, away from our sources."""
    given = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | environment
    return subprocess.run(list(map(str, command)), cwd=cwd, env=given, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(released_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which pip has installed the wheel, and nothing else."""
    folder = tmp_path_factory.mktemp("site")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--target", folder / "packages")
    done = run(*pip, released_once / WHEEL, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "packages"


def alone(site: Path, code: str) -> Any:
    """What code prints as JSON in a Python that has the standard library and that folder, and nothing else."""
    done = run(sys.executable, "-I", "-S", "-c", ALONE + code, site, cwd=site)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_needs_nothing_but_python(site: Path) -> None:
    """Without polars and without broadsheet, the rows are there as dictionaries, and the records as JSON."""
    code = (
        "print(json.dumps([harbour_news.__version__, package.name, package.version, package.edition, list(package),"
        " {name: package.rows(name) for name in package}, package.records('articles'), sorted(sys.modules)]))"
    )
    version, name, data, edition, tables, rows, articles, modules = alone(site, code)
    ours = broadsheet.open(site / "harbour_news")
    assert (version, name, data, edition) == ("1.0.0", "harbour-news", "1.0.0", "open")
    assert tables == list(ours)
    assert rows == {table: ours.rows(table) for table in ours}
    assert articles == ours.records["articles"]
    assert {"polars", "broadsheet"} & set(modules) == set()


def test_what_needs_more_says_so(site: Path) -> None:
    """A frame asks for polars, a model for broadsheet; each message names what does without."""
    code = (
        "def told(ask):\n"
        "    try: ask()\n"
        "    except ModuleNotFoundError as error: return str(error)\n"
        "print(json.dumps([told(lambda: package['figures']), told(lambda: package.articles)]))"
    )
    assert alone(site, code) == [
        "polars is not installed: pip install polars; rows('figures') does without",
        "broadsheet is not installed: pip install broadsheet; records('articles') does without",
    ]


def test_frames_and_models_are_those_of_broadsheet(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where polars and broadsheet are installed, the package gives what `broadsheet.open` gives."""
    monkeypatch.syspath_prepend(site)
    import harbour_news  # type: ignore[import-not-found] # made by the fixture

    package, ours = harbour_news.load(), broadsheet.open(site / "harbour_news")
    assert all(package[name].equals(ours[name]) for name in ours)
    for kind in ("articles", "entities", "outlets", "copies"):
        assert list(getattr(package, kind)) == list(getattr(ours, kind))
    assert package.path == site / "harbour_news"


def test_a_changed_file_is_not_read(site: Path, tmp_path: Path) -> None:
    """Each file is compared with its hash before its rows are given."""
    copy = shutil.copytree(site, tmp_path / "copy")
    with (copy / "harbour_news/data/figures.csv").open("a") as file:
        file.write("x")
    done = run(sys.executable, "-I", "-S", "-c", ALONE + "package.rows('figures')", copy, cwd=tmp_path)
    assert "ValueError: data/figures.csv has the hash sha256:" in done.stderr


def test_it_is_typed(site: Path, tmp_path: Path) -> None:
    """A type checker knows every column and what may be missing in it, and finds no fault in the modules."""
    (tmp_path / "use.py").write_text(
        "import harbour_news\n"
        "package = harbour_news.load()\n"
        "value: float | None = package.rows('figures')[0]['value']\n"
        "start: int = package.rows('figures')[0]['start']\n"
        "wrong: str = package.rows('figures')[0]['value']\n"
        "package.rows('figures')[0]['size']\n",
        encoding="utf-8",
    )
    alone = ("--no-site-packages", "--ignore-missing-imports", "--cache-dir", tmp_path / "cache")
    mypy = (sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *alone, "-p", "harbour_news", "-m", "use")
    done = run(*mypy, cwd=tmp_path, MYPYPATH=os.pathsep.join([str(site), str(tmp_path)]))
    assert [line.split(": ", 2)[:2] for line in done.stdout.splitlines()] == [
        ["use.py:5", "error"],
        ["use.py:6", "error"],
    ], done.stderr


def test_its_metadata_say_what_it_is(released_once: Path) -> None:
    """Name, version, licence, and a README that names every table and how to load them."""
    with zipfile.ZipFile(released_once / WHEEL) as archive:
        names = archive.namelist()
        metadata = archive.read("harbour_news-1.0.0.dist-info/METADATA").decode()
    head, _, body = metadata.partition("\n\n")
    assert {"Name: harbour-news", "Version: 1.0.0", "License-Expression: CC-BY-4.0"} <= set(head.splitlines())
    assert [line for line in head.splitlines() if line.startswith("Requires-Dist") and "extra ==" not in line] == []
    assert "package = harbour_news.load()" in body
    assert all(f"| `{name}` |" in body for name in broadsheet.open(released_once / RELEASE))
    assert "harbour_news/py.typed" in names


def test_it_holds_the_package(released_once: Path, site: Path) -> None:
    """Every file of the package, byte for byte, from the wheel and from the sdist."""
    package = released_once / RELEASE
    with tarfile.open(released_once / SDIST) as archive:
        inside = {m.name: f.read() for m in archive if (f := archive.extractfile(m))}
    for path in (p for folder in ("data", "schema") for p in (package / folder).iterdir()):
        name = path.relative_to(package).as_posix()
        assert (site / "harbour_news" / name).read_bytes() == path.read_bytes()
        assert inside[f"harbour_news-1.0.0/harbour_news/{name}"] == path.read_bytes()


def test_the_sdist_builds_the_same_wheel(released_once: Path, tmp_path: Path) -> None:
    """From the sdist alone one gets the very wheel that was released."""
    with tarfile.open(released_once / SDIST) as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / "harbour_news-1.0.0"
    created = broadsheet.open(source / "harbour_news").descriptor["created"]
    epoch = str(int(datetime.fromisoformat(created).timestamp()))
    command = (sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, source)
    done = run(*command, cwd=tmp_path, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 0, done.stdout
    assert (released_once / WHEEL).read_bytes() == (tmp_path / Path(WHEEL).name).read_bytes()


@pytest.mark.parametrize(
    ("name", "module"),
    [("harbour-news", "harbour_news"), ("a.b_c-d", "a_b_c_d"), ("2024-news", "data_2024_news"), ("json", "json_data"),
     ("class", "class_data"), ("polars", "polars_data")],
)  # fmt: skip
def test_every_data_set_has_a_name_to_import(name: str, module: str) -> None:
    """A name in Python that hides no module of the standard library nor those that the package uses."""
    assert (module_name(name), module.isidentifier()) == (module, True)


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.2.3", "1.2.3"), ("1.0.0-rc.1", "1.0.0rc1"), ("1.0.0-alpha.2", "1.0.0a2"), ("1.0.0-beta3", "1.0.0b3"),
     ("1.0.0+build.5", "1.0.0+build.5")],
)  # fmt: skip
def test_versions_are_written_as_python_packages_write_them(version: str, expected: str) -> None:
    """What PEP 440 normalises is written in its normal form."""
    from packaging.version import Version

    assert python_version(version) == expected == str(Version(version))
