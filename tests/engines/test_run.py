"""One loop over any executor: in order, bounded, and nothing is lost when processes die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
import stages

from broadsheet.engines import Cores, Here, Lost, open_engine, run
from broadsheet.engines.worker import Worker
from broadsheet.errors import BroadsheetError


@pytest.fixture(params=["local", "cores", "threads"])
def engine(request: pytest.FixtureRequest) -> Iterator[Executor]:
    """Each engine, and an executor that is not ours."""
    made = {"local": Here, "cores": lambda: Cores(2), "threads": lambda: ThreadPoolExecutor(3)}
    with made[request.param]() as executor:
        yield executor


def test_gives_results_in_order(engine: Executor) -> None:
    """Whichever batch is done first, results come in the order of the items."""
    assert list(run(stages.uneven, range(40), engine, batch=3)) == list(range(40))


def test_takes_few_items_ahead(engine: Executor) -> None:
    """However many items there are, few of them are under way."""
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = run(stages.double, items(), engine, batch=5)
    assert [next(results) for _ in range(3)] == [2, 4, 6]
    assert taken <= 5 * 10
    results.close()


def test_closes_batches_early_where_items_are_large() -> None:
    """A batch ends when its items have the size that is the most."""
    batches: list[int] = []

    class Counting(Here):
        def submit(self, fn, /, *args, **kwargs):
            batches.append(len(args[0]))
            return super().submit(fn, *args, **kwargs)

    list(run(len, ["aa", "a", "aaaa", "a", "a"], Counting(), batch=4, size=len, most=4))
    assert batches == [3, 2]


def test_raises_what_a_stage_raises(engine: Executor) -> None:
    """A fault of a stage is a fault of ours, and no item is passed over for it."""
    with pytest.raises(ValueError, match="no 0 here"):
        list(run(stages.breaks, range(3), engine))


def test_a_process_that_dies_is_replaced_and_its_items_done_again(tmp_path: Path) -> None:
    """Nothing is lost where the system ends a process."""
    with Cores(2) as cores:
        marks = [str(tmp_path / f"{n}") for n in range(3)]
        assert list(run(stages.dies_once, marks, cores, batch=1)) == marks


def test_an_item_that_kills_twice_is_set_aside_and_the_others_of_its_batch_are_done() -> None:
    """Only the item at which processes die is given up."""
    with Cores(2) as cores:
        results = list(run(stages.poisoned, range(20), cores, batch=8))
    lost = [each for each in results if isinstance(each, Lost)]
    assert [each.item for each in lost] == [13]
    assert "died 2 times (signal 9, signal 9)" in lost[0].reason
    assert [each for each in results if not isinstance(each, Lost)] == [n for n in range(20) if n != 13]


def test_an_item_without_memory_is_set_aside_and_the_others_are_done(engine: Executor) -> None:
    """It is told that there was no memory for it, wherever it was tried."""
    results = list(run(stages.hungry, range(20), engine, batch=8))
    lost = [each for each in results if isinstance(each, Lost)]
    assert [(each.item, "no memory left" in each.reason) for each in lost] == [(13, True)]
    assert [each for each in results if not isinstance(each, Lost)] == [n for n in range(20) if n != 13]


def test_a_process_killed_from_outside_is_replaced() -> None:
    """Another process takes its place, and every item comes."""
    with Cores(2) as cores:
        results = run(stages.uneven, range(60), cores, batch=2)
        first = next(results)
        os.kill(cores.pids[0], signal.SIGKILL)
        assert [first, *results] == list(range(60))


@pytest.mark.parametrize("deaths", [1, 2])
def test_a_process_killed_while_it_starts_is_replaced(deaths: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once; where the next one dies as well, none can be started, and the run says so."""
    wait, killed = Worker.wait, list[int]()

    def late(worker: Worker) -> None:
        if len(killed) < deaths:
            os.kill(worker.pid, signal.SIGKILL)
            killed.append(worker.pid)
        wait(worker)

    monkeypatch.setattr(Worker, "wait", late)
    with Cores(1) as cores:
        done = cores.submit(abs, -3)
        if deaths == 1:
            assert done.result() == 3
        else:
            with pytest.raises(BroadsheetError, match="no worker process could be started: signal 9"):
                done.result()


def test_what_a_stage_prints_is_no_answer() -> None:
    """The standard output of the processes is not the pipe that answers take."""
    with Cores(1) as cores:
        assert list(run(stages.talks, range(3), cores)) == [0, 1, 2]


def test_uses_several_processes() -> None:
    """Batches are spread over processes of their own."""
    with Cores(2) as cores:
        found = {each for each in run(stages.process, range(40), cores, batch=1) if isinstance(each, int)}
    assert len(found) == 2
    assert os.getpid() not in found


def alive(pid: int) -> bool:
    """Whether a process still runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_ends_at_once_where_the_caller_breaks_off() -> None:
    """What raises in the caller, as Ctrl-C does, does not wait for what is under way."""
    begin, pids = time.monotonic(), []

    def breaks_off() -> None:
        with Cores(2) as cores:
            cores.submit(stages.sleeps, 1)
            pids.extend([cores.submit(stages.process, 0).result(), *cores.pids])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaks_off()
    assert time.monotonic() - begin < 30
    assert not any(map(alive, pids))


def test_processes_end_with_the_caller() -> None:
    """When the caller is killed, no process is left behind."""
    code = (
        "import sys, os, signal; sys.path.insert(0, sys.argv[1]); import stages; from broadsheet.engines import Cores\n"
        "cores = Cores(1); pid = cores.submit(stages.process, 0).result(); print(pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=os.environ)
    deadline = time.monotonic() + 20
    while alive(int(done.stdout)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(int(done.stdout))


def test_runs_nothing_of_the_main_module(tmp_path: Path) -> None:
    """A program without a guard starts no other of itself."""
    program = tmp_path / "program.py"
    program.write_text(
        "from broadsheet.engines import Cores\nprint('once')\n"
        "with Cores(2) as cores: print(list(cores.map(abs, [-1, -2])))\n"
    )
    done = subprocess.run([sys.executable, program], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout == "once\n[1, 2]\n"


@pytest.mark.parametrize(
    ("name", "items", "kind"),
    [("local", range(9), Here), ("cores", [1], Cores), ("auto", range(3), Here), ("auto", range(10**9), Cores)],
)
def test_chooses_by_name_or_by_what_there_is(name: str, items: range, kind: type, monkeypatch) -> None:
    """`auto` takes the cores where there are many items, and looks at no more than it must."""
    monkeypatch.setattr("broadsheet.engines.choose.cores_here", lambda: 2)
    engine, rest = open_engine(name, items, lambda _: 0)
    assert (type(engine), next(rest)) == (kind, items[0])


def test_large_items_are_many() -> None:
    """`auto` takes the cores also for few items with much in them."""
    engine, rest = open_engine("auto", [2**21, 1, 1], lambda item: item, jobs=2)
    assert (type(engine), list(rest)) == (Cores, [2**21, 1, 1])
