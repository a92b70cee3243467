"""Processes that are copies of this one: where that is safe, and how little they keep of it.

Each program runs by itself: whoever runs tests has threads, and processes with threads are not copied.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a copy of a process safe")

START = """
import os, signal, sys, threading, time
sys.path.insert(0, sys.argv[1])
import stages
from broadsheet.engines import Cores, run
"""


def done(program: str) -> subprocess.CompletedProcess[str]:
    """A program that ran."""
    command = [sys.executable, "-c", START + program, str(Path(__file__).parent)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def said(program: str) -> str:
    """What a program prints that ends well."""
    ran = done(program)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_has_what_was_made_before_the_first_task() -> None:
    """What a module keeps is there in a copy, and is not in a process that was started afresh."""
    program = """
stages.KEPT.append("made")
with Cores(2) as cores:
    print(cores.forks, sorted(cores.map(stages.kept, range(2))), cores.forks)
threading.Thread(target=time.sleep, args=[5], daemon=True).start()
with Cores(2) as cores:
    print(cores.forks, sorted(cores.map(stages.kept, range(2))))
"""
    assert said(program) == "True [['made'], ['made']] False\nFalse [[], []]\n"


def test_a_thread_of_a_library_is_seen() -> None:
    """Where a library has threads that Python does not know, no copy is made."""
    program = """
import polars
print(polars.DataFrame({"a": range(100000)}).lazy().group_by("a").len().collect().height, threading.active_count())
with Cores(1) as cores:
    print(cores.forks)
"""
    assert said(program) == "100000 1\nFalse\n"


def test_threads_that_have_just_ended_are_no_threads() -> None:
    """The system lists a thread a moment longer than Python: one in a hundred is still there after it was joined."""
    program = """
from broadsheet.engines.forks import can_fork
found = []
for _ in range(3000):
    thread = threading.Thread(target=len, args=[""])
    thread.start()
    thread.join()
    found.append(can_fork())
print(found.count(False))
"""
    assert said(program) == "0\n"


def test_one_that_dies_is_replaced() -> None:
    """Whether it dies by itself or is killed, idle or at work, a process started afresh does its tasks."""
    program = """
with Cores(2) as cores:
    first = cores.submit(stages.process, 0).result()
    for pid in cores.pids:
        os.kill(pid, signal.SIGKILL)
    found = list(run(stages.poisoned, range(20), cores, batch=4))
    print([each if isinstance(each, int) else each.item + 100 for each in found], first in cores.pids)
"""
    assert said(program) == f"{[*range(13), 113, *range(14, 20)]} False\n"


@pytest.mark.parametrize("raises", ["", "raise KeyboardInterrupt"])
def test_none_is_left_behind(raises: str) -> None:
    """Also those that never had a task end, at once where the caller breaks off."""
    program = f"""
begin = time.monotonic()
try:
    with Cores(3) as cores:
        if {bool(raises)}: cores.submit(stages.sleeps, 0)
        else: cores.submit(abs, 0).result()
        pids = cores.pids
        {raises or "pass"}
except KeyboardInterrupt:
    pass
print(len(pids), [pid for pid in pids if os.path.exists(f"/proc/{{pid}}")], time.monotonic() - begin < 30)
"""
    assert said(program) == "3 [] True\n"


def test_ends_with_the_caller() -> None:
    """When the caller is killed, its copies find their pipes closed, for none holds the end of another's."""
    program = """
cores = Cores(3)
cores.submit(abs, 0).result()
print(*cores.pids, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    pids, deadline = done(program).stdout.split(), time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    assert len(pids) == 3


def test_keeps_nothing_open_and_says_nothing_twice(tmp_path: Path) -> None:
    """A lock of the caller goes with it, its files are not written to, and what it is about to print it prints once."""
    program = f"""
from broadsheet.engines.locks import Lock
from pathlib import Path
folder = Path({str(tmp_path)!r})
print("once", end=" ")
file = open(folder / "a.txt", "w"); file.write("half")
lock = Lock(folder); lock.take()
with Cores(1) as cores:
    print(cores.submit(stages.opened, [file.fileno(), lock._handle]).result(), cores.submit(stages.talks, 7).result())
    lock.close()
    with Lock(folder) as other:
        print(other.take(wait=False))
file.close()
print((folder / "a.txt").read_text())
"""
    assert said(program) == "once ['/dev/null', '/dev/null'] 7\nTrue\nhalf\n"


def test_takes_no_signal_that_the_caller_takes() -> None:
    """A program's ways to end are its own: a copy that is told to end does."""
    program = """
signal.signal(signal.SIGTERM, lambda *_: print("the caller's"))
with Cores(1) as cores:
    pid = cores.submit(stages.process, 0).result()
    os.kill(pid, signal.SIGTERM)
    print(cores.submit(stages.process, 0).result() != pid, os.getpgid(cores.pids[0]) == cores.pids[0])
"""
    assert said(program) == "True True\n"


@pytest.mark.parametrize("closed", [(0, 2), (1, 2), (0, 1, 2)])
def test_works_where_the_standard_files_are_closed(tmp_path: Path, closed: tuple[int, ...]) -> None:
    """A daemon has none: no pipe takes the number of one, by which a copy would hold its own end open and never end."""
    program = f"""
told = open({str(tmp_path / "told")!r}, "w")
for number in {closed}:
    os.close(number)
with Cores(2) as cores:
    print(cores.forks, list(cores.map(len, ["a" * 100_000, "b"])), file=told, flush=True)
"""
    said(program)
    assert (tmp_path / "told").read_text() == "True [100000, 1]\n"
