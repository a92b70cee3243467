"""A package changes in one step: whoever looks sees the old one or the new one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import broadsheet
from broadsheet.engines import atomic
from broadsheet.engines.atomic import replace_file, staged, workspace
from broadsheet.engines.disk import AT_ONCE, Disk
from broadsheet.errors import UnwritableError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests/examples/project"


def _full(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with an old file."""
    (tmp_path / "target").mkdir()
    (tmp_path / "target/old.txt").write_bytes(b"old")
    return tmp_path / "target"


def fail(stage: Path) -> None:
    """Write something, and fail."""
    (stage / "new.txt").write_bytes(b"half")
    raise RuntimeError("a fault in the middle")


def _fail_after(disk: Disk, path: Path) -> None:
    """Let a file be brought down, and fail."""
    disk.take(path.open("wb"))
    raise RuntimeError("a fault in the middle")


def fill(stage: Path) -> None:
    """Write something, and find the disk full."""
    (stage / "new.txt").write_bytes(b"half")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_new_folder_takes_the_place_of_the_old(old: Path) -> None:
    """Afterwards the new files are there, the old ones gone, and nothing lies beside them."""
    with staged(old) as stage:
        (stage / "new.txt").write_bytes(b"new")
        assert contents(old) == {"old.txt": b"old"}
    assert contents(old.parent) == {"target/new.txt": b"new"}


def test_a_new_folder_appears_where_none_was(tmp_path: Path) -> None:
    """The folders above are made too."""
    with staged(tmp_path / "a/b/target") as stage:
        (stage / "new.txt").write_bytes(b"new")
    assert contents(tmp_path) == {"a/b/target/new.txt": b"new"}


def test_without_an_exchange_the_old_folder_is_replaced_too(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot exchange two folders in one call, the result is the same."""
    monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    with staged(old) as stage:
        (stage / "new.txt").write_bytes(b"new")
    assert contents(old.parent) == {"target/new.txt": b"new"}


def test_a_fault_leaves_the_old_folder(old: Path) -> None:
    """When writing fails, the old folder is whole and nothing is left behind."""
    with pytest.raises(RuntimeError, match="in the middle"), staged(old) as stage:
        fail(stage)
    assert contents(old.parent) == {"target/old.txt": b"old"}


def test_few_files_are_open_while_they_are_brought_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is slower than what is written leaves room for other files; all are whole at the end."""
    turn, most = threading.Event(), 0
    first, sync = threading.current_thread(), os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (threading.current_thread() is first or turn.wait(5)) and sync(handle)
    )
    with Disk() as disk:
        files = [(tmp_path / f"{number:03}").open("wb") for number in range(AT_ONCE * 2)]
        for file in files:
            file.write(b"new")
            disk.take(file)
        most = sum(not file.closed for file in files)
        turn.set()
    assert most == AT_ONCE
    assert set(contents(tmp_path).values()) == {b"new"}


def test_a_file_that_does_not_get_down_to_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end, and the others are closed; after another error that one is told."""
    monkeypatch.setattr(os, "fsync", _full)
    file = (tmp_path / "a").open("wb")
    with pytest.raises(OSError, match="No space left"), Disk() as disk:
        disk.take(file)
    assert file.closed
    with pytest.raises(RuntimeError, match="in the middle"), Disk() as disk:
        _fail_after(disk, tmp_path / "b")


def test_a_file_may_begin_to_go_down_while_it_is_written(tmp_path: Path) -> None:
    """It is written on afterwards, and whole."""
    with Disk() as disk, (tmp_path / "a").open("wb") as file:
        for _ in range(3):
            file.write(b"more")
            disk.begin(file)
        disk.settle()
        assert (tmp_path / "a").read_bytes() == b"more" * 3
        file.write(b"end")
    assert (tmp_path / "a").read_bytes() == b"more" * 3 + b"end"


def test_what_did_not_begin_to_go_down_is_told_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells a fault once for an open file, so that whoever waits next has to hear of it."""
    monkeypatch.setattr(os, "fsync", _full)
    with Disk() as disk, (tmp_path / "a").open("wb") as file:
        disk.begin(file)
        with pytest.raises(OSError, match="No space left"):
            disk.settle()


def test_a_full_disk_leaves_the_old_folder(old: Path) -> None:
    """When the disk is full, the message says so and the old folder is whole."""
    with pytest.raises(UnwritableError, match="No space left") as caught, staged(old) as stage:
        fill(stage)
    assert "nothing was changed" in (caught.value.hint or "")
    assert contents(old.parent) == {"target/old.txt": b"old"}


def test_what_is_told_names_no_new_folder(tmp_path: Path) -> None:
    """A file in the new folder has the name that it would have had, or is in a folder that is told."""
    for told, name in ((None, "target/old.txt"), (tmp_path / "out", "out/old.txt")):
        with (
            pytest.raises(
                UnwritableError, match=f"cannot write {re.escape((tmp_path / name).as_posix())}: full"
            ) as caught,
            workspace(tmp_path, "target", told) as stage,
        ):
            raise UnwritableError(f"cannot write {(stage / 'old.txt').as_posix()}: full", hint="free some space")
        assert caught.value.hint == "free some space"


def test_a_file_for_a_parent_is_refused(tmp_path: Path) -> None:
    """Where a file stands in the way of a folder, the message names that file."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnwritableError, match=r"cannot write .*/file: File exists"), staged(tmp_path / "file/target"):
        pass


def test_a_file_is_replaced_in_one_step(old: Path) -> None:
    """A replaced file has the new bytes, and nothing lies beside it."""
    replace_file(old / "old.txt", b"new")
    assert contents(old.parent) == {"target/old.txt": b"new"}


def test_a_file_with_the_same_bytes_is_left_alone(old: Path) -> None:
    """A file that has the wanted bytes already keeps its time, so that make has nothing to do."""
    os.utime(old / "old.txt", (1, 1))
    replace_file(old / "old.txt", b"old")
    assert (old / "old.txt").stat().st_mtime == 1


def test_leftovers_of_killed_builds_are_removed(old: Path) -> None:
    """What a killed process left is removed, what a running one writes is not."""
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    dead, alive = int(done.stdout), os.getppid()
    for process in (dead, alive):
        (old.parent / f".target.{process}.abc.partial").mkdir()
    with staged(old) as stage:
        (stage / "new.txt").write_bytes(b"new")
    assert [f".target.{alive}.abc.partial", "target"] == sorted(path.name for path in old.parent.iterdir())


@pytest.mark.parametrize("name", ["n" * 255, "新" * 85, "\udce9" * 255])
def test_a_name_may_be_as_long_as_the_system_takes(tmp_path: Path, name: str) -> None:
    """What is written beside a folder or file has a name of its own, which is not longer than those may be."""
    with staged(tmp_path / name) as stage:
        left = shutil.copytree(stage, str(stage).replace(f".{os.getpid()}.", f".{2**22 + 1}."))
        (stage / "port.txt").write_text("new")
    replace_file(tmp_path / name / name, b"new")
    assert (tmp_path / name / name).read_bytes() == b"new"
    with staged(tmp_path / name):
        assert not Path(left).exists()


def test_permissions_do_not_depend_on_the_user(tmp_path: Path) -> None:
    """Files can be read by all and written by their owner, whatever the umask."""
    before = os.umask(0o077)
    try:
        built = broadsheet.build(EXAMPLE, out=tmp_path / "package").package
    finally:
        os.umask(before)
    modes: dict[bool, set[str]] = {True: set(), False: set()}
    for path in (built, *built.rglob("*")):
        modes[path.is_dir()].add(oct(path.stat().st_mode & 0o777))
    assert {True: {"0o755"}, False: {"0o644"}} == modes


SLOW_BUILD = """
import os, sys, time
import broadsheet
from broadsheet.tables.growing import Growing
settle = Growing.settle
def slowly(file):
    os.write(1, b"writing\\n")  # in one piece: threads write files beside each other
    time.sleep(0.05)
    settle(file)
Growing.settle = slowly
broadsheet.build(sys.argv[1], out=sys.argv[2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("files", [1, 12, 40])
def test_a_killed_build_leaves_the_old_package(files: int, tmp_path: Path) -> None:
    """Killed after so many files, a build leaves the old package whole; the next one clears up."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    target = tmp_path / "out/package"
    broadsheet.build(project, out=target)
    before = contents(target)
    settings = project / "broadsheet.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("1.0.0", "2.0.0"), encoding="utf-8")
    with subprocess.Popen([sys.executable, "-c", SLOW_BUILD, project, target], stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(files):
            assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGKILL)
    assert before == contents(target)
    assert len(list(target.parent.iterdir())) == 2
    broadsheet.build(project, out=target)
    assert (broadsheet.open(target).version, [path.name for path in target.parent.iterdir()]) == ("2.0.0", ["package"])


@pytest.mark.skipif(sys.platform != "linux", reason="only there is the exchange sure to be one step")
def test_a_reader_sees_a_whole_package_all_the_time(tmp_path: Path) -> None:
    """While a package is replaced again and again, its descriptor never is missing."""
    target = tmp_path / "target"
    with staged(target) as stage:
        (stage / "datapackage.json").write_bytes(b"0")
    again = (
        "import sys; from pathlib import Path; from broadsheet.engines.atomic import staged\n"
        "for n in range(60):\n"
        "    with staged(Path(sys.argv[1])) as stage:\n"
        "        (stage / 'datapackage.json').write_text(str(n))\n"
    )
    missing = looked = 0
    with subprocess.Popen([sys.executable, "-c", again, target]) as process:
        while process.poll() is None:
            looked += 1
            missing += not (target / "datapackage.json").exists()
            time.sleep(0)
    assert (process.returncode, missing, looked > 10) == (0, 0, True)
