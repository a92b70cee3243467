"""Releases that are killed, crowded out, or made elsewhere: whole or not there, and the same bytes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from releasing import EXAMPLE, PLANNED, contents, correct, replace_in

import broadsheet
from broadsheet.errors import UnwritableError
from broadsheet.packages.guard import is_release
from broadsheet.publishing.earlier import require_whole
from broadsheet.publishing.verify import verify

PLACES: dict[str, dict[str, str]] = {
    "the east": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1", "POLARS_MAX_THREADS": "1"},
    "the west": {"TZ": "Pacific/Pago_Pago", "LC_ALL": "C", "PYTHONHASHSEED": "2", "POLARS_MAX_THREADS": "2",
                 "umask": "077", "USER": "somebody", "HOME": "/nowhere", "HATCH_BUILD_HOOKS_ENABLE": "1"},
}  # fmt: skip

RELEASE = """
import os, sys
os.umask(int(sys.argv[1], 8))
import broadsheet
broadsheet.release(sys.argv[2])
"""

KEEPING = "from broadsheet.checks import kept; kept.LARGE = 0; from broadsheet.cli.main import main; main()"
"""The command line, of which a build keeps what comes of records, however few."""

KILLS = int(os.environ.get("BROADSHEET_KILLS", "4"))
"""How many runs of each command are killed at a random moment, most of them; 200 in a thorough run."""


def made(folder: Path, environment: dict[str, str], *, shuffled: bool) -> dict[str, str]:
    """The files of a release that was made in a folder, in a process of its own, with their hashes."""
    project = folder / "project"
    files = sorted(path for path in EXAMPLE.rglob("*") if path.is_file())
    for path in reversed(files) if shuffled else files:
        target = project / path.relative_to(EXAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (1, 1) if shuffled else (2_000_000_000, 2_000_000_000))
    if shuffled:
        subprocess.run(["git", "init", "-q"], cwd=project, check=True)
        (project / ".gitignore").write_text("dist/\n*.csv\n")
    given = {key: value for key, value in os.environ.items() if key not in {"SOURCE_DATE_EPOCH", "BROADSHEET_TEXTS"}}
    extra = {key: value for key, value in environment.items() if key != "umask"}
    command = [sys.executable, "-c", RELEASE, environment.get("umask", "022"), project]
    done = subprocess.run(command, env=given | extra, cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return contents(project / "dist/harbour-news-1.0.0")


def test_a_release_is_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Folder, zone, locale, umask, hash seed, user, order and times of files, threads, a repository around it."""
    east = made(tmp_path / "a", PLACES["the east"], shuffled=False)
    west = made(tmp_path / "another – đ/place", PLACES["the west"], shuffled=True)
    assert east == west
    assert {".csv", ".json", ".parquet", ".zip", ".whl", ".gz"} <= {Path(name).suffix for name in east}


def killed(project: Path, command: str) -> Iterator[bool]:
    """Whether each of many runs of a command was killed, at a random moment; each has another correction to tell."""
    chance = random.Random(f"{command} {KILLS}")  # noqa: S311 - moments, not secrets
    length, words = 1.0, PLANNED
    for number in range(KILLS):
        correct(project, f"ferry crossings each week, count {number}", words)
        words = f"ferry crossings each week, count {number}"
        start = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", KEEPING, command],
            cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            try:
                process.wait(chance.uniform(0.2, 1.2) * length)
                length = time.perf_counter() - start
                yield False
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                length = min(length * 1.1, 30)
                yield True


def require_good(project: Path, before: dict[str, str]) -> None:
    """Assert that 1.0.0 is as it was, that each other release is whole, and that each package is one of a piece."""
    assert before == contents(project / "dist/harbour-news-1.0.0")
    for folder in (project / "dist").glob("harbour-news-*"):
        if is_release(folder):
            require_whole(folder)
        elif folder.is_dir():
            assert verify(folder).valid


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("command", ["release", "build"])
def test_what_is_killed_leaves_the_releases_whole(project: Path, command: str, tmp_path: Path) -> None:
    """At random moments: 1.0.0 is whole every time, and what stands is whole; a last run completes and clears up.

    The bytes are those of a build from nothing, though parts of it are kept from runs that were killed.
    """
    if command == "build":
        replace_in(project / "broadsheet.toml", 'version = "1.0.0"', 'version = "1.1.0"')
    before = contents(project / "dist/harbour-news-1.0.0")
    kills = 0
    for was_killed in killed(project, command):
        kills += was_killed
        require_good(project, before)
    print(f"{kills} of {KILLS} runs of {command} were killed")  # noqa: T201 - for whoever runs many, with -s
    done = subprocess.run(
        [sys.executable, "-c", KEEPING, command], cwd=project, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    require_good(project, before)
    assert [path.name for path in (project / "dist").iterdir() if path.name.startswith(".")] == []
    assert verify(project).valid
    version = broadsheet.open(project).version
    assert (
        contents(project / "data").items()
        <= {
            path.removeprefix("data/"): digest
            for path, digest in contents(project / f"dist/harbour-news-{version}").items()
        }.items()
    )
    broadsheet.build(project, out=tmp_path / "whole")
    whole, there = contents(tmp_path / "whole"), contents(project / f"dist/harbour-news-{version}")
    assert {path: there.get(path) for path in whole} == whole
    if command == "release":
        assert not broadsheet.release(project).fresh
        assert f"[{version}]" in (project / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("limit", [0, 1000, 60_000, 90_000])
def test_a_full_disk_leaves_everything_as_it_was(project: Path, limit: int) -> None:
    """Files that cannot grow stand for the disk: status 2, the reason, and not a file changed."""
    resource = pytest.importorskip("resource")
    correct(project)
    before = contents(project)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    command = [sys.executable, "-m", "broadsheet", "release"]
    done = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True, preexec_fn=small)
    assert (done.returncode, before) == (2, contents(project)), done.stderr
    assert "Traceback" not in done.stderr
    assert ".partial" not in done.stderr


def test_two_releases_at_once_are_one(project: Path) -> None:
    """Both processes end well, or one is told that the other is at it; there is one release, and it is whole."""
    correct(project)
    command = [sys.executable, "-m", "broadsheet", "release"]
    both = [subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate()[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 2])
    assert codes == [0, 0] or any("another process is writing into" in each for each in told)
    assert sorted(path.name for path in (project / "dist").iterdir()) == ["harbour-news-1.0.0", "harbour-news-1.0.1"]
    require_whole(project / "dist/harbour-news-1.0.1")


def test_two_builds_at_once_are_one(project: Path, tmp_path: Path) -> None:
    """Each keeps what it makes and takes what the other kept; the package is that of a build from nothing."""
    replace_in(project / "broadsheet.toml", 'version = "1.0.0"', 'version = "1.1.0"')
    command = [sys.executable, "-c", KEEPING, "build"]
    both = [subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    broadsheet.build(project, out=tmp_path / "whole")
    built = contents(project / "dist/harbour-news-1.1.0")
    assert built == contents(tmp_path / "whole")
    assert {f"data/{path}": digest for path, digest in contents(project / "data").items()}.items() <= built.items()
    assert not [*project.glob("**/*.partial")]


def test_a_build_of_the_wheel_that_fails_is_told(project: Path, tmp_path: Path) -> None:
    """Status 2 with the last words of the backend, and not a file changed."""
    backend = tmp_path / "broken/hatchling"
    backend.mkdir(parents=True)
    (backend / "__init__.py").write_text("")
    (backend / "build.py").write_text("def build_wheel(*words, **more):\n    raise OSError(28, 'No space left')\n")
    correct(project)
    before = contents(project)
    command = [sys.executable, "-m", "broadsheet", "release"]
    environment = os.environ | {"PYTHONPATH": str(backend.parent)}
    done = subprocess.run(command, cwd=project, env=environment, check=False, capture_output=True, text=True)
    assert (done.returncode, before) == (2, contents(project)), done.stderr
    assert "broadsheet: the wheel could not be made: " in done.stderr
    assert "No space left" in done.stderr


def test_a_build_of_the_wheel_that_is_killed_is_told(project: Path, tmp_path: Path) -> None:
    """Status 2 with the signal; its temporary files are where those of the release are, and go with them."""
    backend = tmp_path / "killed/hatchling"
    backend.mkdir(parents=True)
    (tmp_path / "temporary").mkdir()
    (backend / "__init__.py").write_text("")
    die = "    tempfile.mkstemp('.whl')\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    (backend / "build.py").write_text(f"import os, signal, tempfile\ndef build_wheel(*words, **more):\n{die}")
    correct(project)
    before = contents(project)
    command = [sys.executable, "-m", "broadsheet", "release"]
    environment = os.environ | {"PYTHONPATH": str(backend.parent), "TMPDIR": str(tmp_path / "temporary")}
    done = subprocess.run(command, cwd=project, env=environment, check=False, capture_output=True, text=True)
    assert (done.returncode, before) == (2, contents(project)), done.stderr
    assert "the wheel could not be made: its process was ended by signal 9; release again" in done.stderr
    assert not [*(tmp_path / "temporary").iterdir()]


def test_a_folder_that_cannot_be_written_leaves_everything_as_it_was(project: Path) -> None:
    """Status 2, the folder and the reason; a file in its place cannot be written into, not even by root."""
    correct(project)
    before = contents(project)
    command = [sys.executable, "-m", "broadsheet", "release", "--out", "broadsheet.toml"]
    done = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True)
    assert (done.returncode, before) == (2, contents(project)), done.stderr
    assert "cannot write broadsheet.toml: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_project_that_cannot_be_written_is_told_that_its_release_stands(project: Path, tmp_path: Path) -> None:
    """The release is whole in its folder; the project follows when it is released again."""
    shutil.rmtree(project / "data")
    (project / "datapackage.json").unlink()
    (project / "datapackage.json/in the way").mkdir(parents=True)
    with pytest.raises(UnwritableError, match=r"1\.0\.0 stands, but the project could not follow it: cannot write"):
        broadsheet.release(project, out=tmp_path / "out")
    require_whole(tmp_path / "out/harbour-news-1.0.0")
    (project / "datapackage.json/in the way").rmdir()
    (project / "datapackage.json").rmdir()
    assert not broadsheet.release(project, out=tmp_path / "out").fresh
    assert (project / "datapackage.json").is_file()
