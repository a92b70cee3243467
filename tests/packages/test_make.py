"""What stages make for a package, handed over by processes: all of it, in order, whatever happens to them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from stages import Spelled

from broadsheet.engines import Cores, Here, Kept, Threads
from broadsheet.errors import BroadsheetError, UnwritableError
from broadsheet.packages import means as sizes
from broadsheet.packages.making import KeptResults, make
from broadsheet.packages.means import Means
from broadsheet.packages.trays import Filled, Trays, fill

PROJECT = Path(__file__).parents[1] / "examples/project"

NUMBERS = range(14, 54)


def spelled(numbers: range) -> list[tuple[int, bytes]]:
    """Numbers with what is to come of each."""
    return [(number, b"%d " % number * 5000) for number in numbers]


def told(number: int) -> str:
    """What an item is called."""
    return f"number {number}"


@pytest.fixture(scope="module")
def cores() -> Iterator[Cores]:
    """Two processes."""
    with Cores(2) as cores:
        yield cores


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_few_files_are_used_again_and_again(cores: Cores, folder: Path) -> None:
    """Forty results come in order, in not more files than are under way at a time, and none is left."""
    found, files = [], set[Path]()
    for each in make(Spelled(), NUMBERS, cores, None, told):
        found.append(each)
        files |= {*folder.rglob("*/*")}
    assert found == spelled(NUMBERS)
    assert 1 <= len(files) <= cores.ahead + 2 < len(NUMBERS)
    assert list(folder.iterdir()) == []


def test_without_room_results_are_handed_over_as_they_are(
    cores: Cores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost where the files cannot be written."""
    monkeypatch.setattr(Trays, "take", lambda _: tmp_path / "none" / "0")
    assert fill(tmp_path / "none" / "0", [b"some bytes"]) is None
    assert list(make(Spelled(), NUMBERS, cores, None, told)) == spelled(NUMBERS)


def test_a_process_that_dies_is_replaced(cores: Cores, folder: Path) -> None:
    """What it was at is done again; where another dies at that as well, it is told at what."""
    numbers = range(10, 20)
    assert list(make(Spelled(str(folder / "mark")), numbers, cores, None, told)) == spelled(numbers)
    with pytest.raises(BroadsheetError, match=r"number 13 cannot be written: .* died 2 times"):
        list(make(Spelled(), numbers, cores, None, told))


def test_nothing_is_added_to_a_folder_that_goes(cores: Cores, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an error processes may still be at work: what they write then leaves no folder behind."""
    taken, take, rmdir = list[Path](), Trays.take, os.rmdir

    def took(trays: Trays) -> Path:
        taken.append(take(trays))
        return taken[-1]

    def late(*path: str, **how: int) -> None:
        assert fill(taken[-1].with_name("late"), [b"some bytes"]) is None
        rmdir(*path, **how)

    monkeypatch.setattr(Trays, "take", took)
    made = make(Spelled(), NUMBERS, cores, None, told)
    next(made)
    monkeypatch.setattr(os, "rmdir", late)
    made.close()
    assert (list(folder.iterdir()), bool(taken)) == ([], True)


def test_a_file_that_somebody_removed_is_told(tmp_path: Path) -> None:
    """It is one of the temporary ones, which may stand elsewhere."""
    with pytest.raises(UnwritableError, match="cannot write temporary files") as caught:
        Filled(tmp_path / "none", 3).look()
    assert "TMPDIR" in (caught.value.hint or "")


def test_processes_keep_what_they_make(cores: Cores, tmp_path: Path) -> None:
    """The files are those that this process would keep, and are taken the next time, without the stage."""
    contents = []
    for name, engine in (("cores", cores), ("here", Here())):
        kept = Kept(tmp_path / name, b"")
        assert list(make(Spelled(), NUMBERS, engine, KeptResults(Spelled(), kept), told)) == spelled(NUMBERS)
        kept.sweep()
        contents.append({path.name: path.read_bytes() for path in kept.folder.glob("*/*")})
    assert (contents[0] == contents[1], len(contents[0])) == (True, len(NUMBERS))
    again = KeptResults(Spelled(), Kept(tmp_path / "cores", b""))
    assert all(again.knows(number) for number in NUMBERS)
    assert list(make(Spelled(), NUMBERS, Cores(2), again, told)) == spelled(NUMBERS)


def test_few_articles_start_no_process() -> None:
    """Only those that have to be worked on count; one process, or one job, is asked for and got."""
    blocks = [sizes.PAYS // 4] * 9
    for means, size, kind in [
        (Means("cores", 2), 1, Cores), (Means("auto", 2), 1, Cores), (Means("auto", 2), 0, Threads),
        (Means("cores", 2), 0, Threads), (Means("local", 2), 1, Here), (Means("auto", 1), 1, Here),
    ]:  # fmt: skip
        opened, items = means.open(blocks, lambda block, size=size: size * block)
        with opened as engine:
            assert (type(engine), list(items)) == (kind, blocks)


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a copy of a process safe")
def test_a_build_copies_its_process(tmp_path: Path) -> None:
    """Nothing that it does before it writes loads polars, so that its processes are copies; the bytes are the same."""
    program = """
import sys
from broadsheet.engines import Cores
from broadsheet.packages import build, means
forks, submit = [], Cores.submit
Cores.submit = lambda self, *given: (forks.append(self.forks), submit(self, *given))[1]
for means.PAYS in (1, 10**9):
    build(sys.argv[1], out=f"{sys.argv[2]}/{means.PAYS}", engine="cores", jobs=2)
print(forks[0], forks.count(True))
"""
    command = [sys.executable, "-c", program, str(PROJECT), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.returncode) == ("True 2\n", 0), done.stderr
    one, other = sorted(tmp_path.iterdir())
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert [os.fspath(path) for path in files if (one / path).read_bytes() != (other / path).read_bytes()] == []
