"""Checks in shards, on engines, with what goes wrong there."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from test_examples import BAD, lay

from broadsheet.checks import kept, pieces, sharing, together
from broadsheet.checks.entries import Entry
from broadsheet.checks.projects import check_project, check_record_files, files_of
from broadsheet.checks.records import RecordFiles
from broadsheet.checks.sharing import shared_out
from broadsheet.checks.tally import Total
from broadsheet.checks.work import Work
from broadsheet.engines import Cores, Here, Kept, WorkerLostError
from broadsheet.errors import UnreadableError
from broadsheet.issues import InvalidDataError, Report
from broadsheet.packages.prepare import prepare
from broadsheet.projects import Project, open_project

SEEDS = Path(__file__).parent.parent / "examples/project/seeds"
RECORD = json.loads((SEEDS / "articles/2024-06-11-quay.json").read_bytes())


@pytest.fixture(scope="module")
def cores() -> Iterator[Cores]:
    """Two processes."""
    with Cores(2) as executor:
        yield executor


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is a shard, and so are few lines."""
    monkeypatch.setattr(sharing, "MOST", 1)
    monkeypatch.setattr(pieces, "SHARE", 9000)
    monkeypatch.setattr(pieces, "WINDOW", 4000)


class Watched(Here):
    """This process; before each task something is done with its number."""

    def __init__(self, before: Callable[[int], None]) -> None:
        self._before, self._count = before, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The finished future of a call."""
        self._count += 1
        self._before(self._count)
        return super().submit(fn, *args, **kwargs)


class Poisoned(Here):
    """This process; shards of a record that stands for one at which processes die are lost."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The finished future of a call."""
        if not any(b"POISON" in b"".join(piece.chunks(2**20)) for (shard,) in args for piece in shard):
            return super().submit(fn, *args, **kwargs)
        lost: Future[Any] = Future()
        lost.set_exception(WorkerLostError("its process died"))
        return lost


def told(report: Report) -> tuple[Any, Any]:
    """All that a report says."""
    return report.to_dict(), list(report.stats)


def lines(folder: Path, count: int = 60) -> Path:
    """Articles on lines, two of them with one id."""
    records = ({**RECORD, "id": f"a{number}", "is_based_on": ["a7"]} for number in (*range(count), 5))
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


@pytest.mark.parametrize("case", [case for case in BAD if case.name[:2] in {"B2", "B3", "B4"}], ids=lambda c: c.name)
def test_cores_say_the_same(case: Path, tmp_path: Path, cores: Cores, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report on each example is the same from one process at once, and from two file by file."""
    lay(case, tmp_path / "project")
    project = open_project(tmp_path / "project")
    one = check_project(project, work=Work("local"))
    monkeypatch.setattr(sharing, "MOST", 1)
    assert told(check_project(project, work=Work(cores))) == told(one)


@pytest.mark.usefixtures("apart")
def test_threads_say_the_same(tmp_path: Path) -> None:
    """An executor that may be far is handed the bytes of each shard, and threads of one process do not mix."""
    path, packed = lines(tmp_path, 300), tmp_path / "b.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    (tmp_path / "more").mkdir()
    (tmp_path / "more/list.json").write_text(json.dumps([{**RECORD, "id": "x", "publisher": "nobody"}]))
    shutil.copy(SEEDS / "entities.json", tmp_path / "more/entities.json")
    with ThreadPoolExecutor(4) as threads:
        report = check_record_files([tmp_path], work=Work(threads))
    assert told(report) == told(check_record_files([tmp_path], work=Work("local")))


@pytest.mark.usefixtures("apart")
def test_a_killed_process_changes_nothing(tmp_path: Path) -> None:
    """Its shard is done again by another one. It is killed when it is known to be ready, having done a task."""
    path = lines(tmp_path, 200)
    with Cores(2) as cores:
        submitted, doomed = cores.submit, cores.submit(os.getpid).result()
        killed: list[int] = []

        def submit(*args: Any, **kwargs: Any) -> Future[Any]:
            if not killed:
                os.kill(doomed, signal.SIGKILL)
                killed.append(doomed)
            return submitted(*args, **kwargs)

        cores.submit = submit  # type: ignore[method-assign]
        report = check_record_files([path], work=Work(cores))
        assert doomed not in cores.pids
    assert killed
    assert told(report) == told(check_record_files([path], work=Work("local")))
    assert [issue.code for issue in report.issues] == ["B203", "B201", "B306"]


@pytest.mark.parametrize("packed", [False, True])
def test_only_the_record_that_kills_is_set_aside(tmp_path: Path, packed: bool) -> None:
    """Its shard is halved until it is alone; the report names it, by file and line, and has all others."""
    path = lines(tmp_path)
    data = path.read_bytes().replace(b'"id": "a40"', b'"id": "POISON"')
    path.write_bytes(data)
    if packed:
        path.unlink()
        path = tmp_path / "a.jsonl.gz"
        path.write_bytes(gzip.compress(data))
    for name, record in {"b": {"id": "b"}, "c": {"id": "POISON"}, "d": {"id": "d"}}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps({**RECORD, **record, "is_based_on": ["b"]}))
    report = check_record_files([tmp_path], work=Work(Poisoned()))
    told = {(Path(each.path).name, each.line): each.message for each in report.issues if each.code == "B029"}
    assert told == dict.fromkeys([(path.name, 41), ("c.json", None)], "was set aside: its process died")
    assert report.stats["records"] == 60 + 2
    assert report.stats["files"] == 3
    assert {issue.code for issue in report.issues} == {"B029", "B201", "B203", "B306"}
    assert report.unchecked


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("last", [False, True])
def test_a_file_that_changes_is_told(tmp_path: Path, last: bool) -> None:
    """Once, whether it is written to while it is read or before it is read again."""
    path, tasks = lines(tmp_path), list[int]()
    check_record_files([path], work=Work(Watched(tasks.append)))

    def written_to(number: int) -> None:
        if number == (tasks[-1] if last else 3):
            with path.open("a") as file:
                file.write("\n")

    report = check_record_files([path], work=Work(Watched(written_to)))
    changed = [issue.message for issue in report.issues if issue.code == "B001"]
    assert changed == ["changed while it was read"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_file_that_is_exchanged_and_put_back_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What has its path afterwards is the one that was shared out; what was read is another."""
    path = tmp_path / name
    path.write_text(json.dumps(RECORD) + "\n")
    [(piece,)] = shared_out([(path, name)])
    other = tmp_path / "other"
    other.write_text(json.dumps({**RECORD, "id": "x"}) + "\n")
    other.replace(path)
    monkeypatch.setattr("broadsheet.checks.sharing.stamp_of", lambda _: piece.stamp)
    found, total = list[Entry](), Total()
    files = RecordFiles(found.append)
    files.read(piece)
    total.take(files.tally)
    assert [issue.message for issue in total.report({}).issues] == ["changed while it was read"]
    assert not found


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize(
    ("name", "after"), [("a.jsonl", "trouble_of"), ("a.jsonl.gz", "trouble_of"), ("b.jsonl", "stamp_of")]
)
def test_a_file_that_goes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, after: str) -> None:
    """Between two looks at it; the others are read."""
    data = (json.dumps(RECORD) + "\n").encode() * (9 if name == "b.jsonl" else 1)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (tmp_path / "c.json").write_text(json.dumps(RECORD))
    before = getattr(pieces, after)

    def going(path: str | Path, *more: Any) -> Any:
        found = before(path, *more)
        (tmp_path / name).unlink(missing_ok=True)
        return found

    for module in (pieces, sharing):
        monkeypatch.setattr(module, after, going)
    report = check_record_files([tmp_path / name, tmp_path / "c.json"])
    (told,) = [issue for issue in report.issues if issue.code == "B001"]
    assert told.path.endswith(name)
    assert report.stats["records"] == 1


def test_the_folder_of_a_project_may_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no records then; one that may not be read is told."""
    monkeypatch.setattr(Path, "is_dir", lambda _: True)
    project = Project(tmp_path, tmp_path / "broadsheet.toml", {})
    assert not [*project.record_files()]
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/articles").write_bytes(b"")
    with pytest.raises(UnreadableError, match="articles cannot be read"):
        [*project.record_files()]


def test_a_spool_has_what_is_in_memory(cores: Cores, monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles that are built from are the same, few or many, whoever completes them."""
    project = open_project(SEEDS.parent)
    held, report = prepare(project, "full", work=Work("local"))
    monkeypatch.setattr(together, "FEW", 0)
    monkeypatch.setattr(sharing, "MOST", 1)
    spooled, again = prepare(project, "full", work=Work(cores))
    assert (told(again), list(spooled.articles)) == (told(report), list(held.articles))
    assert all(article["text"] for article in held.articles)
    assert spooled.entities == held.entities


@pytest.mark.usefixtures("apart")
def test_kept_results_are_taken_up(tmp_path: Path) -> None:
    """With one article changed, one shard is done again, wherever later lines have gone; the report is the same."""
    path, work = lines(tmp_path), Work("local", kept=Kept(tmp_path / "kept", b""))
    time.sleep(0.05)  # what was written a moment ago might change again without another time
    first, tasks = check_record_files([path], work=work), list[int]()
    assert told(check_record_files([path], work=Work(Watched(tasks.append), kept=work.kept))) == told(first)
    assert tasks == []
    path.write_text(path.read_text().replace('"id": "a40"', '"id": "a40-and-more"'))
    tasks.clear()
    again = check_record_files([path], work=Work(Watched(tasks.append), kept=work.kept))
    assert len(tasks) <= 4
    assert told(again) == told(check_record_files([path], work=Work("local")))


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("far", [False, True])
def test_ranges_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, far: bool) -> None:
    """A file that is named from here is cut once, also where its shards go far with its whole path."""
    monkeypatch.setattr(kept, "SETTLED", -(10**10))
    monkeypatch.chdir(lines(tmp_path).parent)
    with ThreadPoolExecutor(1) as threads:
        work = Work(threads if far else "local", kept=Kept(tmp_path / "kept", b""))
        check_record_files([Path("a.jsonl")], work=work)
    assert work.kept
    assert [name for name, _ in kept.Seen(work.kept).ranges] == ["a.jsonl"]


def test_kept_articles_are_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build completes no article again, unless it is gone; a text that changed is seen."""
    monkeypatch.setattr(sharing, "MOST", 1)
    shutil.copytree(SEEDS.parent, tmp_path / "project")
    time.sleep(0.05)  # as above
    project, kept, tasks = open_project(tmp_path / "project"), Kept(tmp_path / "kept", b""), list[int]()
    one, _ = prepare(project, "full", work=Work("local", kept=kept))
    two, _ = prepare(project, "full", work=Work(Watched(tasks.append), kept=kept))
    assert (list(two.articles), len(tasks)) == (list(one.articles), 0)
    next((kept.folder / "records").glob("*.jsonl")).unlink()
    three, _ = prepare(project, "full", work=Work(Watched(tasks.append), kept=kept))
    assert (list(three.articles), len(tasks)) == (list(one.articles), 1)
    text = next((tmp_path / "project/seeds/texts").iterdir())
    text.write_bytes(text.read_bytes() + b"!")
    with pytest.raises(InvalidDataError):
        prepare(project, "full", work=Work("local", kept=kept))


@pytest.mark.usefixtures("apart")
def test_packed_lines_are_lines(tmp_path: Path) -> None:
    """In a folder or a project, with the same line numbers; one that is cut off is told, after what could be read."""
    path = lines(tmp_path)
    data = path.read_bytes()
    one = check_record_files([path], work=Work("local"))
    packed = tmp_path / "packed/a.jsonl.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(data))
    other = check_record_files([packed.parent], work=Work("local"))
    assert other.stats | {"kinds": len(other.stats["kinds"])} == one.stats | {"kinds": len(one.stats["kinds"])}
    assert [(issue.code, issue.line) for issue in other.issues] == [(issue.code, issue.line) for issue in one.issues]
    packed.write_bytes(gzip.compress(data)[:-40])
    cut = check_record_files([packed], work=Work("local"))
    assert [issue.code for issue in cut.issues if issue.code == "B001"] == ["B001"]
    assert cut.stats["records"] > 30


def test_lines_before_a_cut_are_checked(tmp_path: Path) -> None:
    """Also where there are fewer than a shard has."""
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(lines(tmp_path).read_bytes())[:-40])
    assert check_record_files([packed], work=Work("local")).stats["records"] > 30


def test_a_project_has_articles_on_lines(tmp_path: Path) -> None:
    """They are checked and built as those in files of their own."""
    shutil.copytree(SEEDS.parent, tmp_path / "project")
    project, articles = open_project(tmp_path / "project"), tmp_path / "project/seeds/articles"
    one, report = prepare(project, "open")
    records = [json.loads(path.read_bytes()) for path in sorted(articles.iterdir())]
    for path in articles.iterdir():
        path.unlink()
    (articles / "all.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, reversed(records))).encode()))
    other, again = prepare(project, "open")
    assert list(other.articles) == list(one.articles)
    assert (again.valid, again.stats) == (True, {**report.stats, "files": report.stats["files"] - 1})


def test_of_very_many_files_the_names_are_held(tmp_path: Path) -> None:
    """Of paths, of what reports call them, and of their stamps as objects, it would be six times as much."""
    folder, count = tmp_path / "seeds/articles", 3000
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"a-quay-of-the-port-{number:05}.json").touch()
    project = Project(tmp_path, tmp_path / "broadsheet.toml", {})
    tracemalloc.start()
    try:
        files = files_of(project)
        assert tracemalloc.get_traced_memory()[0] < 130 * count
    finally:
        tracemalloc.stop()
    name = "seeds/articles/a-quay-of-the-port-02999.json"
    assert (len(files), files[-1], [*files][-1]) == (count, (f"{tmp_path}/{name}", name), files[-1:][0])
