from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import broadsheet

HARBOUR = "seeds/articles/2024-05-02-harbour.json"

Run = Callable[..., "Done"]  # noqa: F821 - see conftest


def contents(folder: Path) -> dict[str, str]:
    """Every file under a folder with the hash of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def revise(project: Path) -> None:
    """Change the data, so that the next package differs from the last."""
    settings = (project / "broadsheet.toml").read_text(encoding="utf-8")
    (project / "broadsheet.toml").write_text(settings.replace("News of", "More news of"), encoding="utf-8")


def break_(project: Path) -> None:
    """Put one mistake into the project."""
    text = (project / HARBOUR).read_text(encoding="utf-8")
    (project / HARBOUR).write_text(text.replace('"in_language": "en"', '"in_language": "english"'), encoding="utf-8")


def test_a_build_says_where_the_package_is(run: Run, project: Path) -> None:
    """Package and zip on stdout, the report of the check on stderr."""
    done = run("build")
    assert (done.status, done.err) == (0, "2 records checked: no issues\n")
    assert [line.split()[0] for line in done.out.splitlines()] == [
        "dist/harbour-news-1.0.0:",
        "dist/harbour-news-1.0.0.zip",
    ]
    assert {"broadsheet.toml", "data", "datapackage.json", "dist", "seeds"} == {path.name for path in project.iterdir()}


def test_a_build_answers_in_json(run: Run, tmp_path: Path) -> None:
    """The descriptor that was written and the report of the check."""
    answer = json.loads(run("build", "--out", tmp_path / "out", "--format", "json").out)
    assert answer["descriptor"] == json.loads((tmp_path / "out/datapackage.json").read_bytes())
    assert (answer["report"]["valid"], answer["archive"]) == (True, None)


@pytest.mark.parametrize("form", ["text", "json"])
def test_errors_in_the_data_stop_the_build(run: Run, project: Path, tmp_path: Path, form: str) -> None:
    """Status 1, every issue told, and the old package as it was."""
    out = tmp_path / "out"
    run("build", "--out", out)
    before = contents(out)
    break_(project)
    done = run("build", "--out", out, "--format", form)
    assert (1, before) == (done.status, contents(out))
    assert "B106" in (done.err if form == "text" else done.out)
    assert "nothing was built" in done.err


def test_a_second_build_of_the_same_input_is_the_same_bytes(run: Run, project: Path) -> None:
    """Nor does it leave anything beside the package."""
    run("build")
    before = contents(project)
    assert (0, before) == (run("build").status, contents(project))


@pytest.mark.parametrize("out", [".", "..", "seeds", "seeds/articles", "broadsheet.toml", "mine"])
def test_a_build_replaces_nothing_but_a_package(run: Run, project: Path, out: str) -> None:
    """A folder of other files, the project itself or a file is refused, and stays as it is."""
    (project / "mine").mkdir()
    (project / "mine/letters.txt").write_text("dear harbour")
    before = contents(project)
    done = run("build", "--out", out)
    assert (2, before) == (done.status, contents(project))
    assert "nothing was written" in done.err


def test_a_file_of_ones_own_inside_a_package_is_not_lost(run: Run, tmp_path: Path) -> None:
    """Whoever keeps notes beside the tables is told before they would go."""
    run("build", "--out", tmp_path / "out")
    (tmp_path / "out/data/notes.txt").write_text("mine")
    done = run("build", "--out", tmp_path / "out")
    assert (done.status, "notes.txt" in done.err, (tmp_path / "out/data/notes.txt").read_text()) == (2, True, "mine")


def test_a_data_folder_of_ones_own_is_not_lost(run: Run, project: Path) -> None:
    """A project may keep other files in `data/`; a build says that it cannot put its tables there."""
    (project / "data").mkdir()
    (project / "data/raw.csv").write_text("a,b\n")
    before = contents(project)
    done = run("build")
    assert (2, True, before) == (done.status, "raw.csv" in done.err, contents(project))


def test_a_link_to_a_folder_is_followed(run: Run, tmp_path: Path) -> None:
    """The package goes to where the link leads, and the link stays a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert run("build", "--out", tmp_path / "link").status == 0
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "real/datapackage.json").is_file()) == (True, True)


def test_a_file_for_a_parent_cannot_be_written_into(run: Run, tmp_path: Path) -> None:
    """The system's reason is told."""
    (tmp_path / "file").write_text("")
    done = run("build", "--out", tmp_path / "file/out")
    assert (done.status, "cannot write" in done.err or "Not a directory" in done.err) == (2, True)


BUILD_AS_NOBODY = """
import os, sys, broadsheet
broadsheet.build(sys.argv[1], out=sys.argv[2] + "/warm")
os.seteuid(65534)
try: broadsheet.build(sys.argv[1], out=sys.argv[2] + "/package")
except broadsheet.BroadsheetError as error: print(error, error.hint)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become somebody else")
def test_a_folder_that_one_may_not_write_into_keeps_its_package(project: Path, open_folder: Path) -> None:
    """Permission denied, nothing changed."""
    project = Path(shutil.copytree(project, open_folder / "harbour"))
    broadsheet.build(project, out=open_folder / "package")
    before = contents(open_folder / "package")
    revise(project)
    command = [sys.executable, "-c", BUILD_AS_NOBODY, project, open_folder]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.stderr, "Permission denied" in found.stdout) == ("", True)
    assert before == contents(open_folder / "package")


@pytest.mark.parametrize("limit", [0, 100, 1000, 4000])
def test_a_full_disk_keeps_the_old_package(process: Run, project: Path, tmp_path: Path, limit: int) -> None:
    """Files that cannot grow stand for the disk: status 2, a message, the old package whole, no leftovers."""
    resource = pytest.importorskip("resource")
    out = tmp_path / "out"
    process("build", "--out", out)
    before = contents(tmp_path)
    (tmp_path / "harbour/broadsheet.toml").touch()
    revise(project)
    before["harbour/broadsheet.toml"] = contents(project)["broadsheet.toml"]

    def starve() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = process("build", "--out", out, preexec_fn=starve, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    assert (2, before) == (done.status, contents(tmp_path))
    assert "cannot write" in done.err
    assert ".partial" not in done.err


@pytest.mark.skipif(not shutil.which("mount"), reason="this system has no mount")
def test_a_disk_that_is_really_full_keeps_the_old_package(run: Run, project: Path, tmp_path: Path) -> None:
    """A file system with room for one package and not for two."""
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)]
    if subprocess.run(options, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        assert run("build", "--out", disk / "out").status == 0
        before = contents(disk)
        (disk / "filler").write_bytes(b"x" * shutil.disk_usage(disk).free)
        revise(project)
        done = run("build", "--out", disk / "out")
        (disk / "filler").unlink()
        assert (2, before, True) == (done.status, contents(disk), "No space left on device" in done.err)
        assert [path.name for path in disk.iterdir()] == ["out"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(("number", "first"), [(signal.SIGINT, 0), (signal.SIGTERM, 1), (signal.SIGKILL, 2)])
def test_a_build_that_is_stopped_leaves_the_old_package_or_the_new(
    process: Run, project: Path, tmp_path: Path, number: signal.Signals, first: int
) -> None:
    """Stopped at any of nine moments, three for each signal, there is one whole package; the next build clears up."""
    out = tmp_path / "out"
    start = time.perf_counter()
    process("build", "--out", out)
    length = time.perf_counter() - start
    old = contents(out)
    revise(project)
    process("build", "--out", tmp_path / "expected/new")
    new = contents(tmp_path / "expected/new")
    shutil.rmtree(tmp_path / "expected")
    command = [sys.executable, "-m", "broadsheet", "build", "--out", str(out)]
    for moment in range(first, 9, 3):
        with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as build:
            time.sleep(length * (0.3 + 0.08 * moment))
            build.send_signal(number)
            err = build.communicate()[1].decode()
        assert contents(out) in (old, new)
        assert "Traceback" not in err
    assert (0, new) == (process("build", "--out", out).status, contents(out))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["harbour", "out"]


WAITING = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from broadsheet.cli import main
from broadsheet.tables.growing import Growing
settle = Growing.settle
def waiting(file):
    os.write(1, b"writing\\n")
    sys.stdin.readline()
    settle(file)
Growing.settle = waiting
main(["build", "--engine", "local", "--log", "json", "--out", sys.argv[1]])
"""


@pytest.fixture
def waiting(project: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A build that is in the middle of it, and goes on when its standard input is closed; it ignores SIGHUP."""
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-c", WAITING, tmp_path / "out/package"]
    with subprocess.Popen(
        command, cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(
    ("number", "status", "words"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "ended by SIGTERM")]
)
def test_a_build_that_is_ended_clears_up(
    waiting: subprocess.Popen[bytes], tmp_path: Path, number: signal.Signals, status: int, words: str
) -> None:
    """By somebody, or by the system, as a job whose time is over: no file is left of it, and it says so."""
    assert any((tmp_path / "out").iterdir())
    waiting.send_signal(number)
    told = [line for line in waiting.communicate(timeout=60)[1].decode().splitlines() if line]
    end = json.loads(told[-1])
    assert (waiting.returncode, end["status"], end["error"]) == (status, status, words)
    assert [*(tmp_path / "out").iterdir(), *(tmp_path / "temporary").iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_build_goes_on_when_its_terminal_has_gone(waiting: subprocess.Popen[bytes], tmp_path: Path) -> None:
    """Where whoever started it had that ignored, as nohup does."""
    waiting.send_signal(signal.SIGHUP)
    waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert broadsheet.open(tmp_path / "out/package").version == "1.0.0"


def test_what_cannot_be_written_is_told_under_a_code(run: Run, tmp_path: Path) -> None:
    """A folder inside a file is no place for a package, and `broadsheet rules B702` says why."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = run("build", "--out", tmp_path / "file/package")
    assert (2, True) == (done.status, done.err.endswith("[B702]\n"))
    assert "B702 write-error" in run("rules", "B702").out


def test_settings_that_cannot_be_understood_are_told_under_a_code(run: Run, project: Path) -> None:
    """A misspelt setting is named with the one that was meant, and nothing is built."""
    settings = project / "broadsheet.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("title =", "titel ="), encoding="utf-8")
    done = run("build")
    assert (2, False) == (done.status, (project / "dist").exists())
    assert "did you mean" in done.err
    assert done.err.endswith("[B701]\n")
