"""`broadsheet ingest --resume`: a run that was killed is taken up, and ends as if nothing had happened."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broadsheet.drafts import prepare
from broadsheet.drafts.ingest import ingest
from broadsheet.engines import kept

KILLS = int(os.environ.get("BROADSHEET_KILLS", "1"))

Run = Callable[..., Any]

STORY = (
    "Port to open to larger ships\n\nMay 13, 2022 - 16:20\n\nBy Grace Hopper\n\n"
    "OSLO, Norway (AFP) - The council of town {n} will deepen its harbour, {name} told reporters.\n\n"
    "“We waited for {n} days,” {name} said.\n\nShips of {n} metres will call here, said the Port Union.\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Texts in files and on lines, who name the same people in turn."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(48):
        name = f"{('Mara', 'Olaf', 'Ivar')[n % 3]} Lind{'abcdefgh'[n % 8]}"
        (folder / f"port-{n:02}.txt").write_text(STORY.format(n=n, name=name), encoding="utf-8")
    rows = ({"id": f"line {n}", "text": STORY.format(n=n, name="Mara Lind")} for n in range(24))
    (folder / "more.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_killed_runs_end_as_undisturbed_ones(run: Run, project: Path, texts: Path) -> None:
    """Killed at random moments, with its processes, and taken up: nothing lost, nothing twice, the same bytes."""
    begin = time.monotonic()
    assert run("ingest", texts, "--out", "whole").status == 0
    took = time.monotonic() - begin
    chance = random.Random(KILLS)  # noqa: S311 - moments, not secrets
    command = [sys.executable, "-m", "broadsheet", "ingest", texts, "--out", "killed", "--resume"]
    kills = 0
    for number in range(KILLS):
        engine = ["--engine", ("cores", "local")[number % 2], "--jobs", "2"]
        started = subprocess.Popen([*command, *engine], cwd=project, stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.3, 1) * took)
        os.killpg(started.pid, signal.SIGKILL)
        kills += started.wait() == -signal.SIGKILL
    print(f"{kills} of {KILLS} runs of ingest were killed")  # noqa: T201 - for whoever runs many, with -s
    done = run("ingest", texts, "--out", "killed", "--resume")
    assert (done.status, done.err) == (0, "")
    assert files(project / "killed") == files(project / "whole")
    assert not (project / "killed/.unfinished").exists()


def test_what_was_drafted_is_not_drafted_again(
    project: Path, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a run that was broken off the results are used; those beside a text that was changed or is new are read."""
    drafted: list[str] = []
    before = prepare.read_draft
    monkeypatch.chdir(tmp_path)  # where batches end is told by the paths of the texts, which are to be the same always
    texts = texts.relative_to(tmp_path)

    def counting(received: Any, **more: Any) -> Any:
        drafted.append(received.name)
        return before(received, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepare, "read_draft", counting)
        first = ingest(texts, out=project / "d")
        for _ in range(40):
            next(first)
        first.close()
        done = len(drafted)
        assert 40 <= done < 72
        (texts / "port-00.txt").write_text(STORY.format(n=99, name="Ada Lind"), encoding="utf-8")
        (texts / "port-11b.txt").write_text(STORY.format(n=98, name="Ada Lind"), encoding="utf-8")
        drafted.clear()
        list(ingest(texts, out=project / "d", resume=True))
        assert {"port-00.txt", "port-11b.txt"} <= set(drafted)
        assert 73 - done < len(drafted) < 73
        drafted.clear()
        list(ingest(texts, out=project / "d", resume=True))
        assert len(drafted) == 73


class Towns:
    """A finder that has a setting, and no repr of its own. It finds nothing."""

    def __init__(self, least: int, asked: list[str]) -> None:
        self.least, self.asked = least, asked

    def __call__(self, text: str) -> list[tuple[int, int, str, str]]:
        """No name."""
        self.asked.append(text)
        return []


def test_a_finder_is_known_by_what_it_is(project: Path, texts: Path) -> None:
    """What it drafted is taken up by another of its class with the same settings, wherever that is in memory."""
    asked: list[str] = []
    before, same, other = (Towns(least, asked) for least in (3, 3, 4))
    first = ingest(texts, out=project / "d", finders=[before])
    for _ in range(40):
        next(first)
    first.close()
    done = len(asked)
    for finder, count in ((same, 72 - done), (other, 72)):
        asked.clear()
        again = ingest(texts, out=project / "d", finders=[finder], resume=True)
        rest = [next(again) for _ in range(72)]
        assert (len(rest), len(asked)) == (72, count)
        again.close()


def test_drafts_of_other_words_are_not_taken_up(
    project: Path, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit of a lexicon that comes with the code, whose version is the same, makes all that was drafted stale."""
    words, asked = tmp_path / "code/lexicon/en.toml", list[str]()
    words.parent.mkdir(parents=True)
    words.write_text('said = ["said"]')
    monkeypatch.setattr(kept, "__file__", str(tmp_path / "code/engines/kept.py"))
    first = ingest(texts, out=project / "d", finders=[Towns(3, asked)])
    for _ in range(40):
        next(first)
    first.close()
    asked.clear()
    words.write_text('said = ["told"]')
    again = ingest(texts, out=project / "d", finders=[Towns(3, asked)], resume=True)
    assert (len([next(again) for _ in range(72)]), len(asked)) == (72, 72)
    again.close()


def test_what_somebody_else_drafted_is_not_taken_up(
    project: Path, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that came with a project may say of a text what its maker likes: all is read again."""
    before = prepare.read_draft

    def lying(received: Any, **more: Any) -> Any:
        return before(dataclasses.replace(received, text=received.text.replace("Olaf", "Ubbe")), **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "theirs"))
        patch.setattr(prepare, "read_draft", lying)
        first = ingest(texts, out=tmp_path / "d")
        for _ in range(40):
            next(first)
        first.close()
    for path in (tmp_path / "d").glob("*"):
        if path.name != ".unfinished":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "ours"))
    assert len([*ingest(texts, out=tmp_path / "d", resume=True)]) == 72
    assert [*ingest(texts, out=tmp_path / "whole")]
    assert files(tmp_path / "d") == files(tmp_path / "whole")


def test_nothing_is_taken_up_without_a_secret(
    run: Run, project: Path, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is told where it is asked for; a run that is to begin anew needs none, and keeps nothing."""
    (tmp_path / "state").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    done = run("ingest", texts, "--out", "d", "--resume")
    assert (done.status, done.out) == (2, "")
    assert "XDG_STATE_HOME" in done.err
    assert run("copies", texts, "--resume", "work").status == 2
    first = ingest(texts, out=project / "d")
    for _ in range(40):
        next(first)
    assert not (project / "d/.unfinished").exists()
    assert len([*first]) == 32


def test_resume_needs_a_folder(run: Run, texts: Path) -> None:
    """What was printed cannot be taken up."""
    done = run("ingest", texts, "--format", "json", "--resume")
    assert (done.status, done.out) == (2, "")
    assert "there is no run to take up; name the folder of its drafts" in done.err
