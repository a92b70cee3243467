"""The wheel and the sdist: what they hold, and that the wheel alone is enough."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import broadsheet

ROOT = Path(__file__).parents[2]
VERSION = broadsheet.__version__
INPUTS = ("src", "schema", "data", "seeds", "docs", "datapackage.json", "pyproject.toml", "README.md", "LICENSE",
          "LICENSES", "CHANGELOG.md", "CITATION.cff", "Makefile")  # fmt: skip
"""What the archives are made of; the tests are left out, which no archive needs to work."""

pytestmark = pytest.mark.xdist_group("wheel")


def run(*command: object, cwd: Path, **environment: str) -> str:
    """What a command prints, away from our sources."""
    given = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "SOURCE_DATE_EPOCH"}}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=given | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    return done.stdout


def installer() -> list[str]:
    """uv, where it is there."""
    if found := shutil.which("uv"):
        return [found]
    return [sys.executable, "-m", "uv"] if importlib.util.find_spec("uv") else []


def built(folder: Path, *kinds: str) -> Path:
    """A folder of archives, built from a copy of the sources with the build backend at hand."""
    source = folder / "source"
    for name in INPUTS:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "texts", ".*")
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        elif (ROOT / name).exists():
            source.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    run(sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", folder / "dist", source, cwd=folder)
    return folder / "dist"


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel and the sdist, each built from the sources."""
    return built(tmp_path_factory.mktemp("archives"), "--wheel", "--sdist")


@pytest.fixture(scope="session")
def wheel(archives: Path) -> Path:
    """The wheel."""
    return archives / f"broadsheet-{VERSION}-py3-none-any.whl"


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a clean environment, in which the wheel and what it needs are installed."""
    folder = tmp_path_factory.mktemp("installed")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    if uv := installer():
        run(*uv, "venv", "--quiet", "--python", sys.executable, folder / "venv", cwd=folder)
        run(*uv, "pip", "install", "--quiet", "--python", python, wheel, cwd=folder)
    else:
        run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
        pip = (sys.executable, "-m", "pip", "--python", python)
        run(*pip, "install", "--quiet", "--no-compile", wheel, cwd=folder)
    return python.parent


def members(wheel: Path) -> set[str]:
    """The names of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def below(name: str, pattern: str = "*") -> set[str]:
    """The files of a folder of the repository, by their paths in it."""
    folder = ROOT / name
    return {
        p.relative_to(folder).as_posix() for p in folder.rglob(pattern) if p.is_file() and "__pycache__" not in p.parts
    }


# What the archives hold


def test_the_wheel_holds_these_files_and_no_others(wheel: Path) -> None:
    """Modules, lexicons, type marker, the built-in data with its schemas, licences and metadata: nothing else."""
    about = f"broadsheet-{VERSION}.dist-info"
    licences = {"LICENSE", *(f"LICENSES/{name}" for name in below("LICENSES", "*.txt"))}
    expected = {
        *(f"broadsheet/{name}" for name in below("src/broadsheet", "*.py")),
        *(
            f"broadsheet/{name}"
            for pattern in ("*.csv", "*.toml", "*.txt")
            for name in below("src/broadsheet", pattern)
        ),
        *(f"broadsheet/templates/project/{name}" for name in below("src/broadsheet/templates/project")),
        *(f"broadsheet/exports/page/templates/{name}" for name in below("src/broadsheet/exports/page/templates")),
        "broadsheet/py.typed",
        "broadsheet/reading/lexicon/tables.json",
        "broadsheet/shipped/datapackage.json",
        *(f"broadsheet/shipped/data/{name}" for name in below("data")),
        *(f"broadsheet/shipped/schema/{name}" for name in below("schema")),
        *(f"{about}/licenses/{name}" for name in licences),
        *(f"{about}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")),
    }
    assert expected == members(wheel)


@pytest.mark.parametrize(
    "name",
    ["py.typed", "__init__.py", "cli/main.py", "shipped/datapackage.json", "shipped/data/articles.csv",
     "shipped/data/articles.json", "shipped/data/statements.csv", "shipped/schema/article.schema.json",
     "shipped/schema/tables/figures.schema.json"],
)  # fmt: skip
def test_the_wheel_holds_what_must_be_there(name: str, wheel: Path) -> None:
    """What users and editors rely on is in the wheel."""
    assert f"broadsheet/{name}" in members(wheel)


def test_the_wheel_ships_what_its_descriptor_lists(wheel: Path) -> None:
    """Each resource of the shipped descriptor, and each schema it names, is in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        resources = json.loads(archive.read("broadsheet/shipped/datapackage.json"))["resources"]
    listed = {each[key] for each in resources for key in ("path", "broadsheet:jsonSchema") if key in each}
    assert set() == {f"broadsheet/shipped/{path}" for path in listed} - members(wheel)


def test_the_wheel_states_its_licences(wheel: Path) -> None:
    """The metadata name the licence expression and every licence file (PEP 639)."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"broadsheet-{VERSION}.dist-info/METADATA").decode()
    lines = metadata.partition("\n\n")[0].splitlines()
    files = {line.partition(": ")[2] for line in lines if line.startswith("License-File: ")}
    assert "License-Expression: Apache-2.0 AND CC-BY-4.0" in lines
    assert {"LICENSE", *(f"LICENSES/{name}" for name in below("LICENSES", "*.txt"))} == files


def test_two_wheels_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """A wheel built again, in another folder and later, is the same file."""
    again = built(tmp_path / "another place", "--wheel") / wheel.name
    assert wheel.read_bytes() == again.read_bytes()


def test_the_sdist_builds_the_same_wheel(archives: Path, wheel: Path, tmp_path: Path) -> None:
    """From the sdist alone one gets the very wheel that the repository gives."""
    with tarfile.open(archives / f"broadsheet-{VERSION}.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / f"broadsheet-{VERSION}"
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, source, cwd=tmp_path)
    assert wheel.read_bytes() == (tmp_path / wheel.name).read_bytes()


def test_no_archive_holds_a_source_text(archives: Path) -> None:
    """Neither the wheel nor the sdist has a folder of texts."""
    with tarfile.open(archives / f"broadsheet-{VERSION}.tar.gz") as archive:
        names = {*archive.getnames(), *members(archives / f"broadsheet-{VERSION}-py3-none-any.whl")}
    assert set() == {name for name in names if "seeds/texts" in name}


# The wheel alone


def test_the_wheel_alone_loads_the_data(installed: Path, tmp_path: Path) -> None:
    """In a clean environment `broadsheet.load()` gives the data set of the repository, from the wheel."""
    code = (
        "import broadsheet, json; package = broadsheet.load(); "
        "print(json.dumps([broadsheet.__file__, package.name, [a.id for a in package.articles],"
        " {name: package[name].height for name in package}]))"
    )
    file, name, ids, heights = json.loads(run(installed / "python", "-c", code, cwd=tmp_path))
    ours = broadsheet.load()
    assert (ours.name, [article.id for article in ours.articles]) == (name, ids)
    assert {table: ours[table].height for table in ours} == heights
    assert Path(file).is_relative_to(installed.parent)


def test_the_wheel_alone_has_the_command(installed: Path, tmp_path: Path) -> None:
    """The program is there and says its version."""
    assert f"broadsheet {VERSION}\n" == run(installed / "broadsheet", "--version", cwd=tmp_path)


def test_the_wheel_alone_validates(installed: Path, tmp_path: Path) -> None:
    """A project is checked with the schemas that came with the wheel."""
    project = shutil.copytree(ROOT / "tests/examples/project", tmp_path / "project")
    report = json.loads(run(installed / "broadsheet", "validate", project, "--format", "json", cwd=tmp_path))
    assert (report["valid"], report["stats"]["records"]) == (True, 2)


def test_the_wheel_alone_refuses(installed: Path, tmp_path: Path) -> None:
    """A broken record is refused with status 1, and its fault is named."""
    record = tmp_path / "broken.json"
    record.write_text('{"schema_version": "1.0", "id": "A", "source": {}, "rights": {}}')
    done = subprocess.run(
        [installed / "broadsheet", "validate", record], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr, "B106" in done.stdout) == (1, "", True)


def test_the_wheel_alone_builds(installed: Path, tmp_path: Path) -> None:
    """A project is built with the schemas that came with the wheel."""
    project = Path(shutil.copytree(ROOT / "tests/examples/project", tmp_path / "project"))
    run(installed / "broadsheet", "build", project, cwd=tmp_path)
    package = broadsheet.open(project / "dist/harbour-news-1.0.0")
    assert [article.id for article in package.articles] == ["2024-05-02-harbour", "2024-06-11-quay"]
