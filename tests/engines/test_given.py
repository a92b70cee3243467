"""Executors of the caller: the pool of processes that comes with Python gives what this process gives."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import pytest
import stages

from broadsheet.checks.validate import validate
from broadsheet.drafts.ingest import ingest
from broadsheet.engines import Lost, open_engine, run
from broadsheet.errors import BroadsheetError
from broadsheet.packages.build import build
from broadsheet.projects import open_project
from broadsheet.syndication import Story, find_copies

EXAMPLE = Path(__file__).parent.parent / "examples/project"

TOLD = "The harbour office will close the old quay in May and open it again when its wall has been made higher."


def new_pool() -> ProcessPoolExecutor:
    """A pool of processes that are started afresh."""
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """One for all tests at which none of its processes dies."""
    with new_pool() as executor:
        yield executor


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example project below the current folder, with the lines of more texts."""
    shutil.copytree(EXAMPLE, tmp_path / "harbour")
    monkeypatch.chdir(tmp_path)
    text = Path("harbour/seeds/texts/2024-06-11-quay.txt").read_text(encoding="utf-8")
    rows = (json.dumps({"id": f"line-{number}", "text": f"{text}\nPier {number}.\n"}) for number in range(18))
    Path("more.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return Path("harbour")


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_gives_what_this_process_gives(pool: Executor, harbour: Path) -> None:
    """Drafts, reports, packages and copies are the same, to the byte."""
    found = {}
    for name, engine in (("here", "local"), ("pool", pool)):
        drafts = [*ingest("more.jsonl", out=Path(name, "drafts"), project=open_project(harbour), engine=engine)]
        built = build(harbour, out=Path(name, "package"), engine=engine)
        report = validate(Path(name, "drafts"), engine=engine)
        copies = find_copies([Story(f"page-{n}", TOLD, f"2024-05-{n:02}") for n in range(1, 9)], engine=engine)
        told = json.dumps([report.to_dict(), built.report.to_dict()]).replace(name, "")
        found[name] = len(drafts), told, copies, files(Path(name))
    assert found["here"] == found["pool"]
    assert found["here"][0] == 18
    assert found["here"][2]


def test_gives_results_in_order_and_raises_what_a_stage_raises(pool: Executor) -> None:
    """An item without memory is set aside, as with engines of ours."""
    engine, items = open_engine(pool, range(20), lambda _: 0)
    with engine as executor:
        results = list(run(stages.hungry, items, executor, batch=4))
        assert [each.item if isinstance(each, Lost) else each for each in results] == list(range(20))
        assert [each.item for each in results if isinstance(each, Lost)] == [13]
        with pytest.raises(ValueError, match="no 0 here"):
            list(run(stages.breaks, range(3), executor))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_its_end_is_told_and_the_run_can_be_taken_up(harbour: Path, tmp_path: Path) -> None:
    """The pool of Python ends with any of its processes: the error says so, and another does what is missing."""
    finders = [stages.DyingFinder("Pier 15.", str(tmp_path / "mark"))]
    project = open_project(harbour)
    with new_pool() as broken:
        with pytest.raises(BroadsheetError, match=r"the executor that was given has ended: .*process") as caught:
            [*ingest("more.jsonl", out=Path("drafts"), project=project, finders=finders, engine=broken)]
        assert 'engine="cores"' in (caught.value.hint or "")
        with pytest.raises(BroadsheetError, match="the executor that was given has ended"):
            validate(harbour, engine=broken)
    taken_up = ingest("more.jsonl", out=Path("drafts"), project=project, finders=finders, engine="local", resume=True)
    assert len([*taken_up]) == 18
    assert [*ingest("more.jsonl", out=Path("whole"), project=project)]
    assert files(Path("drafts")) == files(Path("whole"))
