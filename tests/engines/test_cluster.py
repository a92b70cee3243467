"""The engine `dask://`: the same results on the workers of a cluster, whatever happens to them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
import stages

from broadsheet.checks.validate import validate
from broadsheet.checks.work import Work
from broadsheet.drafts.ingest import ingest
from broadsheet.engines import Lost, Shards, is_far, open_engine, run
from broadsheet.engines.watching import watching
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import Issue
from broadsheet.packages.build import build
from broadsheet.packages.hydrate import hydrate
from broadsheet.projects import open_project
from broadsheet.publishing.release import release
from broadsheet.sources import at_hand, find_sources
from broadsheet.syndication import Copy, Story, each_copy

distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")

T = TypeVar("T")

EXAMPLE = Path(__file__).parent.parent / "examples/project"

CLUSTER = """
import dask, sys
from distributed import LocalCluster
if __name__ == "__main__":
    dask.config.set({"distributed.scheduler.allowed-failures": 1, "distributed.worker.daemon": True})
    dask.config.set({"distributed.comm.timeouts.connect": "15s", "distributed.comm.timeouts.tcp": "120s"})
    dask.config.set({"distributed.deploy.lost-worker-timeout": "10 minutes"})
    here = {"threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with LocalCluster(n_workers=int(sys.argv[1]), **here) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """On a machine so busy that workers do not come back, a test fails and does not wait for ever."""

    def fail(*_: object) -> None:
        pytest.fail("the workers of the cluster did not come back in two minutes")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@contextmanager
def started(folder: Path, workers: int = 2, **more: str) -> Iterator[tuple[str, int]]:
    """The address of a cluster, in a folder of its own, and its process; the tests' stages are there."""
    (folder / "cluster.py").write_text(CLUSTER)
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    cluster = subprocess.Popen(
        [sys.executable, "cluster.py", str(workers)], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env=os.environ | {"PYTHONPATH": path} | more,
    )  # fmt: skip
    with cluster:
        assert cluster.stdout
        yield "dask://" + cluster.stdout.readline().strip().removeprefix("tcp://"), cluster.pid
        cluster.stdin.close()  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster for all tests that leave it as it is."""
    with started(tmp_path_factory.mktemp("cluster")) as (name, _):
        yield name


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_gives_results_in_order(address: str) -> None:
    """Whichever worker is first, results come in the order of the items, and none is lost."""
    engine, items = open_engine(address, range(40), lambda _: 0)
    with engine as executor:
        assert list(run(stages.uneven, items, executor, batch=3)) == list(range(40))
        assert is_far(executor)


def test_raises_what_a_stage_raises(address: str) -> None:
    """A fault of a stage is raised here, and the cluster goes on."""
    engine, items = open_engine(address, range(3), lambda _: 0)
    with pytest.raises(ValueError, match="no 0 here"), engine as executor:
        list(run(stages.breaks, items, executor))


def test_an_item_that_kills_workers_is_set_aside(address: str) -> None:
    """The others of its batch, and those that waited at the workers, are done."""
    engine, items = open_engine(address, range(20), lambda _: 0)
    with engine as executor:
        results = list(run(stages.poisoned, items, executor, batch=4))
    lost = [each for each in results if isinstance(each, Lost)]
    assert [each.item for each in lost] == [13]
    assert "workers of the cluster died at it" in lost[0].reason
    assert [each for each in results if not isinstance(each, Lost)] == [n for n in range(20) if n != 13]


def test_a_text_that_kills_workers_hides_no_copy(address: str) -> None:
    """It is named, and the others of its batch are compared."""
    stories = [Story(f"{n:04}", " ".join(f"w{n % 3}x{k}" for k in range(30))) for n in range(6)]
    stories[4:4] = [Story("bad", stages.Poison(stories[0].text))]
    issue, *copies = each_copy(stories, engine=address)
    assert isinstance(issue, Issue)
    assert (issue.code, issue.path) == ("B029", "bad")
    assert "workers of the cluster died at it" in issue.message
    pairs = {(copy.article, copy.copy_of) for copy in copies if isinstance(copy, Copy)}
    assert pairs == {("0003", "0000"), ("0004", "0001"), ("0005", "0002")}


def test_a_worker_killed_from_outside_loses_nothing(address: str) -> None:
    """Its tasks, and the function that was sent to it, are made again elsewhere."""
    engine, items = open_engine(address, range(60), lambda _: 0)
    with engine as executor:
        pid = executor.submit(stages.process, 0).result()
        results = run(stages.uneven, items, executor, batch=2)
        first = next(results)
        os.kill(pid, signal.SIGKILL)
        assert [first, *results] == list(range(60))


@contextmanager
def node(address: str, folder: Path, count: int = 3) -> Iterator[subprocess.Popen[str]]:
    """One more machine of a cluster, which then has so many: a worker that nobody starts again."""
    place = address.removeprefix("dask://")
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        place,
        "--no-nanny",
        "--nthreads",
        "1",
        "--no-dashboard",
    ]
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.DEVNULL, text=True, env=os.environ | {"PYTHONPATH": path}
    ) as process:
        try:
            with distributed.Client(place, set_as_default=False) as client:
                client.wait_for_workers(count, timeout=60)
            yield process
        finally:
            process.kill()


def test_a_node_that_is_gone_for_good_loses_nothing(address: str, tmp_path: Path) -> None:
    """What it did, what it had under way and what was sent to it is made by those that are left."""
    with node(address, tmp_path) as lost:
        engine, items = open_engine(address, range(90), lambda _: 0)
        with engine as executor:
            asked = [executor.submit(stages.process, number) for number in range(60)]
            assert lost.pid in {each.result() for each in asked}
            results = run(stages.uneven, items, executor, batch=2)
            first = next(results)
            lost.kill()
            assert [first, *results] == list(range(90))


class Helper:
    """Who is told of a run, and starts a worker when it is told that there is none."""

    def __init__(self, start: Callable[[], object]) -> None:
        self.start, self.told = start, list[tuple[str, str]]()

    def over(self, things: Iterable[T], _: object) -> Iterator[T]:
        """The things, of which nothing is told."""
        return iter(things)

    def notice(self, message: str, hint: str) -> None:
        """What has happened, and what to do."""
        self.told.append((message, hint))
        self.start()


def test_when_all_workers_have_gone_it_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in silence: when some are started, as the words say, the run goes on where it was."""
    monkeypatch.setattr("broadsheet.engines.cluster.LOOK", 0.1)
    with started(tmp_path, workers=0) as (name, _), ExitStack() as nodes:
        lost = nodes.enter_context(node(name, tmp_path, 1))
        helper = Helper(lambda: nodes.enter_context(node(name, tmp_path, 1)))
        engine, items = open_engine(name, range(200), lambda _: 0)
        with watching(helper), engine as executor:
            monkeypatch.setattr("broadsheet.engines.cluster.PATIENCE", 1.0)
            results = run(stages.uneven, items, executor, batch=2)
            first = next(results)
            lost.kill()
            assert [first, *results] == list(range(200))
    ((message, hint),) = helper.told
    assert message == f"all workers of the cluster at {name} have gone, and what is left waits for others"
    assert hint.startswith(f"start some: dask worker {name.removeprefix('dask://')}; ")


def test_a_cluster_without_workers_is_told_while_one_is_waited_for(tmp_path: Path) -> None:
    """At once, and not when the time is over; the run begins with the first one."""
    with started(tmp_path, workers=0) as (name, _), ExitStack() as nodes:
        helper = Helper(lambda: nodes.enter_context(node(name, tmp_path, 1)))
        engine, items = open_engine(name, range(9), lambda _: 0)
        with watching(helper), engine as executor:
            assert list(run(stages.uneven, items, executor, batch=2)) == list(range(9))
    ((message, hint),) = helper.told
    assert message == f"the cluster at {name} has no workers yet, and one is waited for, 15 s at most"
    assert hint == f"start some: dask worker {name.removeprefix('dask://')}"


def test_a_cluster_that_waits_for_no_worker_ends_the_run(tmp_path: Path) -> None:
    """Where its own setting says how long it waits, the run ends then, and says why."""
    limit = {"DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT": "1s"}
    with started(tmp_path, workers=0, **limit) as (name, _), node(name, tmp_path, 1) as lost:
        engine, items = open_engine(name, range(200), lambda _: 0)

        def breaks_off() -> None:
            with engine as executor:
                results = run(stages.uneven, items, executor, batch=2)
                next(results)
                lost.kill()
                list(results)

        with pytest.raises(BroadsheetError, match="no workers for longer than no-workers-timeout") as caught:
            breaks_off()
        assert "dask worker" in (caught.value.hint or "")


@pytest.mark.parametrize("items", [["quay"], ["a", "bb", "ccc"], ["quay", "mole"]])
def test_a_result_whose_worker_is_lost_on_the_way_is_there(
    address: str, monkeypatch: pytest.MonkeyPatch, items: list[str]
) -> None:
    """Between the bytes that came and the look at how the task stands, its worker is gone."""
    gather, seen = distributed.Client._gather, list[object]()

    async def overtaken(self: Any, task: Any, *more: Any, **named: Any) -> Any:
        found = await gather(self, task, *more, **named)
        if not seen:
            seen.append(task)
            task._state.lose()
        return found

    monkeypatch.setattr(distributed.Client, "_gather", overtaken)
    with open_engine(address, items, len)[0] as executor:
        assert [*run(len, items, executor)] == [*map(len, items)]
    assert seen


def test_breaking_off_leaves_the_cluster_free(address: str) -> None:
    """What raises in the caller, as Ctrl-C does, does not wait, and the next run finds the workers."""
    begin = time.monotonic()

    def breaks_off() -> None:
        engine, items = open_engine(address, range(50), lambda _: 0)
        with engine as executor:
            results = run(stages.uneven, items, executor, batch=1)
            next(results)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaks_off()
    test_gives_results_in_order(address)
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dask://127.0.0.1:1", "no scheduler answers at dask://127.0.0.1:1: Connection refused"),
        ("dask://nobody.invalid:1", "no scheduler answers at dask://nobody.invalid:1: .*(known|resolution|reached)"),
        ("dask://127.0.0.1", "no scheduler answers at dask://127.0.0.1: missing port number"),
        ("ray://x", "there is no engine 'ray://x'"),
    ],
)
def test_what_is_no_cluster_is_told(name: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the address, says what was found there, and what to do."""
    monkeypatch.setattr("broadsheet.engines.cluster.REACH", 0.5)
    with pytest.raises(BroadsheetError, match=words):
        open_engine(name, [1], lambda _: 0)[0].__enter__()


@pytest.mark.parametrize(
    ("said", "words"),
    [(None, "nothing came in 0.5 s"), (b"HTTP/1.1 400 Bad Request\r\n\r\n", "what is there talks otherwise")],
)
def test_what_is_no_scheduler_is_told(said: bytes | None, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where something listens at the address, whether it says nothing or what no scheduler does."""
    monkeypatch.setattr("broadsheet.engines.cluster.ANSWER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer() -> None:
            answered, _ = other.accept()
            with answered:
                if said:
                    answered.sendall(said)
                answered.recv(2**20)
                gone.wait()

        gone, thread = threading.Event(), threading.Thread(target=answer, daemon=True)
        thread.start()
        with pytest.raises(BroadsheetError, match=f"no scheduler answers at dask://.*: {words}"):
            open_engine(f"dask://127.0.0.1:{other.getsockname()[1]}", [1], lambda _: 0)[0].__enter__()
        gone.set()
        thread.join()


def test_workers_with_other_libraries_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What polars makes of words, or of rows, may be other in another version: nothing is sent to such a worker."""
    monkeypatch.setattr("broadsheet.engines.cluster.version_of", lambda name: "0.1" if name == "polars" else "")
    with pytest.raises(BroadsheetError, match=r"have broadsheet .* polars [1-9].*; here it is .* polars 0\.1"):
        open_engine(address, [1], lambda _: 0)[0].__enter__()


def test_a_text_goes_with_its_bytes(tmp_path: Path) -> None:
    """What is at hand is read where its file is not, and is the same as what is read from the file."""
    (tmp_path / "quay.txt").write_text("Old quay\n\nThe quay at Karro is closed.\n", encoding="utf-8")
    (tmp_path / "page.html").write_text("<p>The quay at Karro is closed until the spring of next year.</p>")
    found = list(find_sources([tmp_path]))
    there = [each.read() for each in found if not isinstance(each, Issue)]
    carried = [at_hand(each) for each in found]
    for path in tmp_path.iterdir():
        path.unlink()
    assert [each.read() for each in carried if not isinstance(each, Issue)] == there
    assert {each.name: each.alone for each in there if not isinstance(each, Issue)}["quay.txt"]
    assert isinstance(at_hand(found[-1]), Issue)


def test_drafts_are_those_of_this_machine(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records, entities, outlets and texts are the same to the byte, though the workers see no file of ours.

    One of the workers is killed on the way.
    """
    shutil.copytree(EXAMPLE, tmp_path / "harbour")
    monkeypatch.chdir(tmp_path / "harbour")
    Path("lexicon.toml").write_text('[outlets.harbour-gazette]\nname = "Harbour Gazette"\nkind = "newspaper"\n')
    text = Path("seeds/texts/2024-06-11-quay.txt").read_text(encoding="utf-8")
    rows = (json.dumps({"id": f"line-{number}", "text": f"{text}\nPier {number}.\n"}) for number in range(12))
    Path("more.jsonl").write_text("\n".join(rows), encoding="utf-8")
    with distributed.Client(address.removeprefix("dask://"), set_as_default=False) as client:
        doomed = min(client.run(os.getpid).values())
    found = {}
    for engine in ("local", address):
        out = Path("out", engine[:5])
        drafts = ingest("seeds/texts", "more.jsonl", out=out, project=open_project(Path()), engine=engine)
        count = sum(1 for _ in zip(range(2), drafts, strict=False))
        if engine == address:
            os.kill(doomed, signal.SIGKILL)
        assert count + sum(1 for _ in drafts) == 14
        found[engine] = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert found["local"] == found[address]
    assert sum(path.parent.name == "articles" for path in found["local"]) == 14


def test_reports_and_packages_are_those_of_this_machine(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records are checked and built by workers that have the texts, named from here, at the same path."""
    shutil.copytree(EXAMPLE, tmp_path / "harbour")
    monkeypatch.chdir(tmp_path)
    record = Path("harbour/seeds/articles/2024-06-11-quay.json")
    found = {}
    for engine in ("local", address):
        build(Path("harbour"), out=Path(engine[:5]), engine=engine)
        found[engine] = {path.name: path.read_bytes() for path in Path(engine[:5]).rglob("*") if path.is_file()}
    assert found["local"] == found[address]
    record.write_text(record.read_text("utf-8").replace('"end": 1', '"end": 2', 1), encoding="utf-8")
    one, other = (validate(record, texts="harbour/seeds/texts", engine=engine) for engine in ("local", address))
    assert (other.to_dict(), other.valid) == (one.to_dict(), False)
    assert one.stats["texts"] == 2


def test_releases_and_full_editions_are_those_of_this_machine(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release with its wheel and sums, and the texts put back into it, made by workers: the same to the byte."""
    monkeypatch.chdir(tmp_path)
    found = {}
    for engine in ("local", address):
        place = Path(engine[:5])
        shutil.copytree(EXAMPLE, place)
        released = release(place, out=place / "releases", engine=engine)
        hydrated = hydrate(released.folder, texts=place / "seeds/texts", out=place / "full", engine=engine)
        assert hydrated.package is not None
        found[engine] = contents(place)
    assert found["local"] == found[address]
    assert any(name.endswith(".whl") for name in found["local"])


def test_a_run_whose_caller_was_killed_is_taken_up(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What workers made before is not made again, the cluster is free for the next run, and the bytes are the same."""
    monkeypatch.chdir(tmp_path)
    text = (EXAMPLE / "seeds/texts/2024-06-11-quay.txt").read_text(encoding="utf-8")
    rows = (json.dumps({"id": f"line-{number}", "text": f"{text * 4}\nPier {number}.\n"}) for number in range(120))
    Path("more.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [sys.executable, "-m", "broadsheet", "ingest", "more.jsonl", "--out", "taken", "--engine", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as caller:
        while not (there := [*Path("taken/.unfinished").glob(f"??/{'[0-9a-f]' * 38}")]) and caller.poll() is None:
            time.sleep(0.01)
        caller.kill()
    assert there
    assert caller.returncode == -signal.SIGKILL
    taken, load = list[bool](), Shards.load

    def noting(shards: Shards, name: str) -> list[Any] | None:
        taken.append((found := load(shards, name)) is not None)
        return found

    monkeypatch.setattr(Shards, "load", noting)
    assert sum(1 for _ in ingest("more.jsonl", out=Path("taken"), engine=address, resume=True)) == 120
    assert {*taken} == {True, False}
    assert sum(1 for _ in ingest("more.jsonl", out=Path("whole"))) == 120
    assert contents(Path("taken")) == contents(Path("whole"))


def test_a_scheduler_that_is_lost_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When it has not come back in time the run ends, and says what to do; nothing waits for ever, and no traceback."""
    monkeypatch.setattr("broadsheet.engines.cluster.PATIENCE", 5.0)
    with started(tmp_path) as (name, pid):
        engine, items = open_engine(name, range(2000), lambda _: 0)

        def breaks_off() -> None:
            with engine as executor:
                results = run(stages.uneven, items, executor, batch=1)
                next(results)
                os.kill(pid, signal.SIGKILL)
                list(results)

        with pytest.raises(BroadsheetError, match="the cluster is gone") as caught:
            breaks_off()
        assert "scheduler" in (caught.value.hint or "")
    assert caplog.text == ""


@pytest.mark.parametrize("place", ["", "/proc/self/cwd/"], ids=["there", "not there"])
@pytest.mark.parametrize("other", [False, True], ids=["", "another file"])
def test_files_are_read_where_they_are(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, *, other: bool
) -> None:
    """Workers read the files that they have; where they have none, or another, the bytes go there."""
    monkeypatch.chdir(tmp_path)
    text = (EXAMPLE / "seeds/articles/2024-06-11-quay.json").read_text("utf-8")
    records = [json.dumps(json.loads(text) | {"id": f"quay-{number}"}) for number in range(5000)]
    for name in ("one", "two"):
        Path(f"{name}.jsonl").write_text("\n".join(records), encoding="utf-8")
        os.utime(f"{name}.jsonl", ns=(10**18, 10**18))
    with distributed.Client(address.removeprefix("dask://"), set_as_default=False) as client:
        there = next(iter(client.run(os.getcwd).values()))
    if other:
        shutil.copy2("one.jsonl", Path(there, "one.jsonl"))
    files = [(f"{place}{name}.jsonl", f"{name}.jsonl") for name in ("one", "two")]
    with Work(address).open(files, with_texts=False) as stages_:
        found = [each for _, each in stages_.map(stages.held)]
    sizes = [size for size, _ in found if not isinstance((size, _), Lost)]
    assert sum(sizes) == sum(Path(f"{name}.jsonl").stat().st_size for name in ("one", "two"))
    carried = [inside for _, inside in found]
    assert carried == [bool(place)] * len(carried)
    assert len(carried) > 2


def test_files_that_one_worker_has(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has a file reads it, and whoever has not is sent it; a worker that dies at it loses nothing."""
    monkeypatch.chdir(tmp_path)
    lines = b"".join(b'{"n": %d, "of": "%s"}\n' % (n, b"quay" * 200) for n in range(30_000))
    Path("all.jsonl").write_bytes(lines)
    with distributed.Client(address.removeprefix("dask://"), set_as_default=False) as client:
        first, *_ = before = client.run(os.getcwd)
        client.run(os.chdir, str(tmp_path), workers=[first])
        try:
            with Work(address).open([("/proc/self/cwd/all.jsonl", "all.jsonl")], with_texts=False) as stages_:
                assert b"".join(each for _, each in stages_.map(stages.Read())) == lines
            with Work(address).open([(tmp_path / "all.jsonl", "all.jsonl")], with_texts=False) as stages_:
                found = stages_.map(stages.Read(b'"n": 20000,', str(tmp_path / "mark")))
                assert b"".join(each for _, each in found) == lines
                assert not stages_._carries
        finally:
            client.run(os.chdir, before[first])


def test_a_file_that_changes_is_told(address: str, tmp_path: Path) -> None:
    """Whether the workers read a file or its bytes are sent, one that is written to meanwhile is an issue."""
    file = tmp_path / "records.jsonl"
    file.write_text("{}\n", encoding="utf-8")
    with Work(address).open([(file, "records.jsonl")], with_texts=False) as stages_:
        assert [each for _, each in stages_.map(stages.troubled)] == [False]
        file.write_text("{ }\n", encoding="utf-8")
        assert [each for _, each in stages_.map(stages.troubled)] == [True]
        file.unlink()
        assert [each for _, each in stages_.map(stages.troubled)] == [True]


def test_a_folder_that_workers_do_not_have_is_told(address: str, tmp_path: Path) -> None:
    """Nothing is sent to a machine where the texts, or the room for what is built, are missing."""
    with Work(address).open([], with_texts=True) as stages:
        stages.require([tmp_path])
        with pytest.raises(UnreadableError, match=r"a worker of the engine does not find .*/nowhere"):
            stages.require([tmp_path, tmp_path / "nowhere"])
