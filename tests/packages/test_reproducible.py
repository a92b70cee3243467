"""Same input, same bytes: wherever, whenever and by whomever a package is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECTS = {"example": ROOT / "tests/examples/project", "ours": ROOT}

PLACES: dict[str, dict[str, str]] = {
    "the east": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1", "POLARS_MAX_THREADS": "1"},
    "the west": {"TZ": "Pacific/Pago_Pago", "LC_ALL": "C", "PYTHONHASHSEED": "2", "POLARS_MAX_THREADS": "2"},
    "plain ASCII": {
        "TZ": "UTC",
        "LC_ALL": "POSIX",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "0",
    },
    "a narrow umask": {"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "3", "umask": "077"},
    "an open umask": {"TZ": "Europe/Berlin", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "4", "umask": "000"},
}

BUILD = """
import os, sys
os.umask(int(sys.argv[1], 8))
import broadsheet
broadsheet.build(sys.argv[2])
"""


def copied(project: str, folder: Path) -> Path:
    """A copy of a project's records and settings."""
    source = PROJECTS[project]
    folder.mkdir(parents=True)
    shutil.copytree(
        source / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("texts") if project == "ours" else None
    )
    for name in ("broadsheet.toml", "pyproject.toml"):
        if (source / name).exists():
            shutil.copy(source / name, folder)
    return folder


def digests(project: str, folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 and permissions of every file that a build writes, in a process of its own."""
    root = copied(project, folder)
    given = {
        k: v
        for k, v in os.environ.items()
        if k not in {"SOURCE_DATE_EPOCH", "BROADSHEET_TEXTS", "LANG", "LC_ALL", "TZ"}
    }
    given["PYTHONPATH"] = os.pathsep.join(sys.path)
    extra = {key: value for key, value in environment.items() if key != "umask"}
    command = [sys.executable, "-c", BUILD, environment.get("umask", "022"), root]
    subprocess.run(command, env=given | extra, check=True, cwd=folder.parent)
    files = [path for base in ("dist", "data") for path in (root / base).rglob("*") if path.is_file()]
    return {
        path.relative_to(root).as_posix(): f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.stat().st_mode:o}"
        for path in [*files, root / "datapackage.json"]
    }


@pytest.mark.parametrize(("project", "places"), [("example", list(PLACES)), ("ours", ["the east", "the west"])])
def test_builds_are_the_same_bytes_everywhere(project: str, places: list[str], tmp_path: Path) -> None:
    """Folder, time zone, locale, umask, hash seed and threads change no byte of any file or of the zip."""
    built = {place: digests(project, tmp_path / f"{n} {place} – đ" / ("p" * (n + 1)), PLACES[place])
             for n, place in enumerate(places)}  # fmt: skip
    first, *others = built.values()
    assert [first] * len(others) == others
    kinds = {".csv", ".json", ".jsonld", ".parquet", ".zip"} | ({".html"} if project == "ours" else set())
    assert kinds == {Path(name).suffix for name in first}


def test_only_the_time_changes_with_source_date_epoch(tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH changes the descriptor, the exports that tell the day and the zip, and no file of data."""
    plain = digests("example", tmp_path / "a", {})
    dated = digests("example", tmp_path / "b", {"SOURCE_DATE_EPOCH": "1700000000"})
    changed = {name for name in plain if plain[name] != dated[name]}
    package = "dist/harbour-news-1.0.0"
    told = {"croissant.json", "datacite.json", "dcat-ap.jsonld", "ro-crate-metadata.json", "schema-org.jsonld"}
    assert {"datapackage.json", f"{package}.zip"} | {
        f"{package}/{name}" for name in {"datapackage.json", *told}
    } == changed


def test_a_second_build_writes_the_same(tmp_path: Path) -> None:
    """Building again over a package changes nothing."""
    first = digests("example", tmp_path / "a", {})
    again = [sys.executable, "-c", BUILD, "022", tmp_path / "a"]
    subprocess.run(again, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=True)
    second = {name: f"{hashlib.sha256((tmp_path / 'a' / name).read_bytes()).hexdigest()} 100644" for name in first}
    assert first == second
