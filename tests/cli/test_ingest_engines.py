"""`broadsheet ingest --engine`: the same drafts on one core or many, whatever happens to a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

STORY = (
    "Port to open to larger ships\n\nMay 13, 2022 - 16:20\n\nBy Grace Hopper\n\n"
    "OSLO, Norway (AFP) - The council of town {n} will deepen its harbour, {name} told reporters.\n\n"
    "“We waited for {n} days,” {name} said.\n\nShips of {n} metres will call here, said the Port Union.\n"
)
FINDER = """
import os, signal, time
def find(text):
    if "POISON" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "ENDLESS" in text:
        time.sleep(600)
    return ()
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Many texts, and some that cannot be read."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(70):
        name = ("Mara Lind", "Olaf Berg", "Oslo Union")[n % 3]
        (folder / f"port-{n:02}.txt").write_text(STORY.format(n=n, name=name), encoding="utf-8")
    (folder / "port-33.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    rows = ({"id": f"line {n % 20}", "text": STORY.format(n=n, name="Mara Lind")} for n in range(40))
    (folder / "more.jsonl").write_text("\n".join([*map(json.dumps, rows), "{"]), encoding="utf-8")
    return folder


@pytest.fixture
def finder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A name finder at which processes die, or do not end."""
    about = tmp_path / "plugins" / "poison-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "entry_points.txt").write_text("[broadsheet.names]\npoison = poison:find\n")
    (about.parent / "poison.py").write_text(FINDER)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(about.parent), os.environ.get("PYTHONPATH", "")]))
    return "poison"


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_folder_on_any_engine(run: Run, project: Path, texts: Path) -> None:
    """Records, entities, outlets, texts and what is remembered are the same to the byte."""
    for engine in ("local", "cores"):
        done = run("ingest", texts, "--out", f"out/{engine}", "--engine", engine, "--jobs", "3")
        assert (done.status, done.err.count("[B0")) == (1, 2), done.err
    local, cores = files(project / "out/local"), files(project / "out/cores")
    assert len(local) == 70 - 1 + 40 + 40 + 1 + 3
    assert local == cores


def test_same_lines_on_any_engine(run: Run, texts: Path) -> None:
    """Without a folder the lines come in the order of the texts."""
    outs = [run("ingest", texts, "--format", "json", "--engine", engine).out for engine in ("local", "cores")]
    assert outs[0] == outs[1]
    assert len(outs[0].splitlines()) == 69 + 40


def test_a_text_that_kills_its_process_is_set_aside(process: Run, project: Path, texts: Path, finder: str) -> None:
    """It is an issue with its place, every other text is drafted, and the status says that something was not read."""
    bad = texts / "port-44.txt"
    bad.write_text(STORY.format(n="POISON", name="x"), encoding="utf-8")
    done = process("ingest", texts, "--out", "d", "--engine", "cores", "--jobs", "2", "--names", finder)
    assert done.status == 1
    assert f"{bad}: no draft could be made of it: its process died 2 times" in done.err
    assert "[B029]" in done.err
    assert "108 texts drafted" in done.out


def test_interrupting_ends_cleanly(project: Path, texts: Path, finder: str) -> None:
    """Ctrl-C ends every process with one line of talk; what was drafted is kept, and the next run takes it up."""
    (texts / "port-69.txt").write_text(STORY.format(n="ENDLESS", name="x"), encoding="utf-8")
    command = [sys.executable, "-m", "broadsheet", "ingest", texts, "--out", "d", "--names", finder]
    started = subprocess.Popen(
        [*command, "--engine", "cores", "--jobs", "2"],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    records = project / "d/articles"
    deadline = time.monotonic() + 100
    while len(list(records.glob("*.json"))) < 64 and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(started.pid, signal.SIGINT)
    out, err = started.communicate(timeout=30)
    assert (started.returncode, out) == (130, "")
    told = [line for line in err.splitlines() if line and "[B0" not in line]
    assert told[-2:] == [
        "what was drafted stays; the same command with --resume goes on from there",
        "interrupted; what stood there before is untouched",
    ]
    assert all(" read, " in line for line in told[:-2])
    assert len(list(records.glob("*.json"))) >= 64
    assert (project / "d/entities.json").exists()
    assert all(json.loads(path.read_bytes()) for path in records.glob("*.json"))
