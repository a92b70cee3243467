"""`broadsheet copies --resume`: a run that was killed is taken up, and answers as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from broadsheet.drafts.stories import reading_texts
from broadsheet.drafts.unfinished import kept_until_done
from broadsheet.engines import Here, Kept, code
from broadsheet.engines.folders import files_under
from broadsheet.syndication import Story, find_copies

KILLS = int(os.environ.get("BROADSHEET_KILLS", "3"))

TEXTS = 640
"""More than are taken apart at once."""

Run = Callable[..., Any]


def told(n: int) -> str:
    """A story that three pages tell, on different days; one in ten of them cannot be read."""
    story = " ".join(f"Basin {n // 3} of port {k * n // 3} is to be dredged to {k} metres." for k in range(12))
    return f"Deeper soon\n\nPublished: May {1 + n % 28}, 2024\n\n{story}\n" if n % 10 else "\0"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Texts on lines, and in files."""
    folder = tmp_path / "texts"
    folder.mkdir()
    rows = ({"id": f"line {n}", "text": told(n)} for n in range(40, TEXTS))
    (folder / "more.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for n in range(40):
        (folder / f"page-{n:02}.txt").write_text(told(n), encoding="utf-8")
    return folder


def shards(work: Path) -> list[Path]:
    """What is kept, whole, of a run."""
    found = map(Path, files_under(work / ".unfinished-copies"))  # which may go meanwhile
    return [path for path in found if path.name != ".gitignore" and path.suffix != ".partial"]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the texts that are read in this process."""
    ids: list[str] = []
    before = Story.read

    def counting(id: str, *more: Any) -> Story:
        ids.append(id)
        return before(id, *more)

    monkeypatch.setattr(Story, "read", counting)
    return ids


def killed(command: list[str | Path], work: Path, more: int, after: float) -> bool:
    """Run a command, and kill it with all its processes a while after it kept so many shards more; whether it was."""
    least = len(shards(work)) + more
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while started.poll() is None and len(shards(work)) < least:
        time.sleep(0.005)
    time.sleep(after)
    for pid in family(started.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return started.wait() == -signal.SIGKILL


def family(pid: int) -> list[int]:
    """A process and all under it, stopped that none starts another; those of an engine are in groups of their own."""
    tasks = Path(f"/proc/{pid}/task")
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)
    while tasks.exists() and state(pid) not in "TZX":
        time.sleep(0.001)
    found = [child for task in tasks.glob("*/children") for child in task.read_text("ascii").split()]
    return [pid, *(each for child in found for each in family(int(child)))]


def state(pid: int) -> str:
    """Whether a process runs, sleeps or is stopped, by the letter of the system; X where it is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0]
    return "X"


def test_killed_runs_end_as_undisturbed_ones(run: Run, texts: Path, tmp_path: Path, reads: list[str]) -> None:
    """Killed at random moments, with its processes, and taken up: the same answer, and what was read is not again."""
    whole = run("copies", texts, "--format", "json", "--log", "issues", "--engine", "local")
    assert (whole.status, len(json.loads(whole.out)["copies"]) > TEXTS / 2) == (1, True)
    work, chance, all_ = tmp_path / "work", random.Random(KILLS), len(reads)  # noqa: S311 - moments, not secrets
    command = [sys.executable, "-m", "broadsheet", "copies", texts, "--resume", work]
    kills = 0
    for number in range(KILLS):
        engine = ["--engine", ("cores", "local")[number % 2], "--jobs", "2"]
        kills += killed([*command, *engine], work, chance.randrange(1, 30), chance.uniform(0, 0.2))
    print(f"{kills} of {KILLS} runs of copies were killed")  # noqa: T201 - for whoever runs many, with -s
    kept = len(shards(work))
    reads.clear()
    done = run("copies", texts, "--format", "json", "--log", "issues", "--engine", "local", "--resume", work)
    assert (done.status, done.out, done.err) == (whole.status, whole.out, whole.err)
    assert not kept or len(reads) <= all_ - kept
    assert [*work.iterdir()] == []


def test_what_was_done_is_not_done_again(texts: Path, tmp_path: Path, reads: list[str]) -> None:
    """Of a run that was broken off what was read and taken apart is used; a text that was changed is read again."""
    taken: list[int] = []

    class Counting(Here):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
            taken.append(len(args[0][0]))
            return super().submit(fn, *args, **kwargs)

    def found(work: Path) -> Any:
        kept = Kept(work, code())
        with reading_texts([str(texts)], engine="local", kept=kept) as (read, _):
            stories = (each for each in read if isinstance(each, Story))
            return find_copies(stories, engine=Counting(), kept=kept)

    whole, all_ = found(tmp_path / "work"), len(reads)
    assert sum(taken) == TEXTS * 9 // 10
    reads.clear()
    taken.clear()
    assert found(tmp_path / "work") == whole
    assert (reads, taken) == ([], [])
    (texts / "page-35.txt").write_text(told(7000), encoding="utf-8")
    assert found(tmp_path / "work") != whole
    assert 0 < len(reads) < all_ / 4
    assert sum(taken) < TEXTS
    for path in tmp_path.glob("work/??/*"):
        path.write_bytes(path.read_bytes()[:-9])
    (texts / "page-35.txt").write_text(told(35), encoding="utf-8")
    reads.clear()
    assert found(tmp_path / "work") == whole
    assert len(reads) == all_


def test_what_somebody_else_kept_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: list[str]
) -> None:
    """Of a folder that came from elsewhere nothing is taken up; of one's own all that was done is."""
    texts = tmp_path / "few.jsonl"
    texts.write_text("\n".join(json.dumps({"text": told(n)}) for n in range(1, 10)), encoding="utf-8")

    def count(state: str) -> int:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / state))
        reads.clear()
        with (
            suppress(InterruptedError),
            kept_until_done(tmp_path / "work") as kept,
            reading_texts([str(texts)], engine="local", kept=kept) as (read, _),
        ):
            deque(read, 0)
            raise InterruptedError
        return len(reads)

    assert [count(state) for state in ("theirs", "ours", "ours", "theirs")] == [9, 9, 0, 0]


def test_a_project_may_be_taken_up(run: Run, project: Path) -> None:
    """The records are read again, and what is found is written as ever."""
    assert run("copies", "--write", "--resume", "seeds").out == run("copies", "--write").out
    assert not (project / "seeds/.unfinished-copies").exists()


def test_two_runs_in_one_folder(process: Run, texts: Path, tmp_path: Path) -> None:
    """The second is refused with a hint; a run that finds no room says what to do."""
    command = [sys.executable, "-m", "broadsheet", "copies", "-", "--resume", tmp_path / "work", "--engine", "local"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdin
        first.stdin.write((texts / "more.jsonl").read_bytes())
        first.stdin.flush()
        while not shards(tmp_path / "work"):
            time.sleep(0.02)
        done = process("copies", texts, "--resume", tmp_path / "work")
        assert (done.status, done.out) == (2, "")
        assert ".unfinished-copies: nothing was changed; run it again when that one is done" in done.err
        first.kill()
    (tmp_path / "file").touch()
    done = process("copies", texts, "--resume", tmp_path / "file")
    assert (done.status, done.out) == (2, "")
    assert "cannot write" in done.err
