"""What may go wrong around a run of `ingest`: afterwards nothing is lost, nothing twice, and all bytes are the same."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from broadsheet.drafts.ingest import Ingested, ingest
from broadsheet.errors import UnwritableError
from broadsheet.issues import Issue
from broadsheet.reading.draft import Draft, read_draft
from broadsheet.sources import Received, find_sources

STORY = (
    "Port {n} to open to larger ships\n\nMay 13, 2022 - 16:20\n\nBy Grace Hopper\n\n"
    "OSLO, Norway (AFP) - The council of town {n} will deepen its harbour, {name} told reporters.\n\n"
    "“We waited for {n} days,” said {name}, of the Karro Quay Company.\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Texts in files, who name the same people in turn."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(12):
        text = STORY.format(n=n, name=("Mara Lind", "Olaf Lind", "Ivar Berg")[n % 3])
        (folder / f"port-{n:02}.txt").write_text(text, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outcomes(*paths: Path, out: Path, resume: bool = False) -> set[str]:
    """What became of the drafts of a run."""
    return {each.kept.outcome for each in ingest(*paths, out=out, resume=resume) if _is_kept(each)}  # type: ignore[union-attr]


def _is_kept(each: Ingested | Issue) -> bool:
    return isinstance(each, Ingested) and each.kept is not None


def test_a_second_run_gives_the_same(texts: Path, tmp_path: Path) -> None:
    """What was drafted before changes no draft: entities that nobody edited are proposed again as they were."""
    outcomes(texts, out=tmp_path / "d")
    before = files(tmp_path / "d")
    assert outcomes(texts, out=tmp_path / "d") == {"unchanged"}
    assert files(tmp_path / "d") == before


def test_several_runs_give_the_drafts_of_one(texts: Path, tmp_path: Path) -> None:
    """Texts that come later are read as if they had come at once."""
    outcomes(texts, out=tmp_path / "once")
    for path in sorted(texts.iterdir()):
        outcomes(path, out=tmp_path / "apart")
    assert files(tmp_path / "apart") == files(tmp_path / "once")


def test_two_runs_on_one_folder(texts: Path, tmp_path: Path) -> None:
    """The second is refused with a hint; when the first is killed, the next one takes the folder."""
    command = [
        sys.executable,
        "-m",
        "broadsheet",
        "ingest",
        "-",
        "--out",
        tmp_path / "d",
        "--format",
        "json",
        "--engine",
        "local",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdin and first.stdout  # noqa: PT018 - both were asked for
        rows = [json.dumps({"id": f"line-{n}", "text": STORY.format(n=n, name="Mara Lind")}) for n in range(24)]
        first.stdin.write("\n".join(rows).encode())
        first.stdin.flush()
        assert b"line-0" in first.stdout.readline()
        with pytest.raises(UnwritableError, match="another process is writing into") as told:
            outcomes(texts, out=tmp_path / "d")
        assert told.value.hint == "run it again when that one is done"
        first.send_signal(signal.SIGKILL)
    assert outcomes(texts, out=tmp_path / "d") == {"written"}


@pytest.mark.parametrize(("most", "kept"), [(2_000, False), (2_000, True), (4_200, True)])
def test_a_disk_that_is_full(texts: Path, tmp_path: Path, most: int, kept: bool) -> None:
    """Where a batch, a record or the list of entities has no room, it is told, and --resume ends the run."""
    resource = pytest.importorskip("resource")
    people = [{"id": f"person-{n}", "name": f"Dana Number {n} Quay", "kind": "person"} for n in range(90)]
    for folder in ("whole", "d"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "entities.json").write_text(json.dumps({"schema_version": "1.0", "entities": people}))
    whole = ingest(texts, out=tmp_path / "whole")
    list(itertools.islice(whole, 12))
    if kept:
        shutil.copytree(tmp_path / "whole/.unfinished", tmp_path / "d/.unfinished")
    list(whole)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
    try:
        with pytest.raises(UnwritableError, match=r"cannot write .*: File too large") as caught:
            outcomes(texts, out=tmp_path / "d", resume=kept)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not re.search(r"unfinished/|/tmp\w+", str(caught.value))  # no name that nobody knows
    records = len(list(tmp_path.glob("d/articles/*.json")))
    assert records == (0 if most < 4_000 else 12)
    assert not list(tmp_path.rglob("*.partial"))
    outcomes(texts, out=tmp_path / "d", resume=True)
    assert files(tmp_path / "d") == files(tmp_path / "whole")


def test_a_draft_that_could_not_be_replaced_is_no_edit(texts: Path, tmp_path: Path) -> None:
    """A run that was to write other drafts and could not leaves those before, which the next run replaces."""
    outcomes(texts, out=tmp_path / "d")
    for path in texts.iterdir():
        path.write_text(path.read_text("utf-8").replace("Lind", "Dahl"), encoding="utf-8")
    place = tmp_path / "d/articles/.port-00.json.partial"
    place.mkdir()
    with pytest.raises(UnwritableError, match="Is a directory"):
        outcomes(texts, out=tmp_path / "d")
    place.rmdir()
    assert outcomes(texts, out=tmp_path / "d") == {"written", "unchanged"}
    assert b"mara-dahl" in files(tmp_path / "d")["entities.json"]


@pytest.mark.parametrize("left", [b"", b"\0" * 4096, None])
def test_power_that_went(texts: Path, tmp_path: Path, left: bytes | None) -> None:
    """A record that did not reach the disk is written again; one that is not remembered, but as drafted, is a draft."""
    outcomes(texts, out=tmp_path / "d")
    whole = files(tmp_path / "d")
    memory = tmp_path / "d/.drafts"
    if left is None:
        memory.write_bytes(b"".join(memory.read_bytes().splitlines(keepends=True)[5:])[:-9])
        for name in ("entities.json", "outlets.json"):
            (tmp_path / "d" / name).unlink()
    else:
        (tmp_path / "d/articles/port-03.json").write_bytes(left)
    assert outcomes(texts, out=tmp_path / "d", resume=True) == {"unchanged", *({"written"} if left is not None else ())}
    assert files(tmp_path / "d") == whole


def test_an_edit_is_none_of_ours_also_where_nothing_is_remembered(texts: Path, tmp_path: Path) -> None:
    """Without the memory of drafts an edited record is kept, and its draft adds nothing to the entities."""
    outcomes(texts, out=tmp_path / "d")
    (tmp_path / "d/.drafts").unlink()
    record = tmp_path / "d/articles/port-03.json"
    record.write_text(record.read_text("utf-8").replace('"draft"', '"reviewed"'), encoding="utf-8")
    (texts / "port-03.txt").write_text(STORY.format(n=3, name="Ada Grimsund"), encoding="utf-8")
    before = files(tmp_path / "d")
    assert outcomes(texts, out=tmp_path / "d") == {"unchanged", "kept"}
    assert {name: data for name, data in files(tmp_path / "d").items() if name != ".drafts"} == before


def test_a_text_that_changes_while_it_is_read(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told and not taken for whole, and the others are read; the same where its bytes go elsewhere."""
    state, growing = os.fstat, texts / "port-03.txt"

    def grown(handle: int) -> os.stat_result:
        found = state(handle)
        if Path(f"/proc/self/fd/{handle}").readlink() == growing:
            with growing.open("a", encoding="utf-8") as stream:
                stream.write("more\n")
        return found

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("which file is read cannot be asked here")
    monkeypatch.setattr(os, "fstat", grown)
    found = list(ingest(texts))
    issues = [each for each in found if isinstance(each, Issue)]
    assert [(each.path, each.message) for each in issues] == [(str(growing), "it was changed while it was read")]
    assert len(found) == 12


def test_lines_that_come_while_they_are_read(tmp_path: Path) -> None:
    """What was read is kept, and it is told that there may be more, or other lines."""
    lines = tmp_path / "more.jsonl"
    lines.write_text("".join(json.dumps({"id": n, "text": "The quay."}) + "\n" for n in range(5000)), encoding="utf-8")
    found = find_sources([lines])
    first = next(found)
    with lines.open("a", encoding="utf-8") as stream:
        stream.write("{")
    rest = list(found)
    assert not isinstance(first, Issue)
    assert isinstance(rest[-1], Issue)
    assert rest[-1].message == "it was changed while it was read"
    assert sum(not isinstance(each, Issue) for each in rest) >= 4999


NAMES = (
    b"caf\xe9.txt", b"two\nlines.txt", ("é" * 125 + ".txt").encode(), b"a" * 251 + b".txt", "新闻 北京.txt".encode(),
    "שלום\u202e.txt".encode(), "😀.txt".encode(), b" .txt", b"-rf.txt", b"a\tb\x1b[2J.txt", b"*.txt", b"%41",
)  # fmt: skip


@pytest.fixture
def odd_names(tmp_path: Path) -> bytes:
    """A folder of texts whose names are of every kind, in one that has a line break."""
    folder = os.path.join(os.fsencode(tmp_path), b"odd\nnames")  # noqa: PTH118 - bytes
    os.mkdir(folder)  # noqa: PTH102 - bytes
    try:
        for n, name in enumerate(NAMES):
            with open(os.path.join(folder, name), "wb") as stream:  # noqa: PTH118, PTH123 - bytes
                stream.write(STORY.format(n=n, name="Mara Lind").encode())
    except OSError:
        pytest.skip("the file system takes no such names")
    return folder


def test_names_of_every_kind(odd_names: bytes, tmp_path: Path) -> None:
    """Any script, bytes that are no text, line breaks, 255 bytes: each is drafted once, under an id and a name."""
    found: list[Any] = list(ingest(os.fsdecode(odd_names), out=tmp_path / "d"))
    assert {type(each) for each in found} == {Ingested}
    assert len({each.kept.path for each in found}) == len(NAMES)
    names = {json.loads(path.read_bytes())["source"]["name"] for path in tmp_path.glob("d/articles/*.json")}
    assert {"caf .txt", "two lines.txt", "新闻 北京.txt", "-rf.txt", "a b [2J.txt"} <= names


def test_clocks_may_jump(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No draft depends on the clock, nor on which files are newer: a day back and forth, and the bytes are the same."""
    outcomes(texts, out=tmp_path / "whole")
    turns = iter(range(10**9))
    for clock in ("time", "time_ns", "monotonic", "perf_counter"):
        monkeypatch.setattr(f"time.{clock}", lambda: (-1) ** next(turns) * 86_400 * 10_000)
    first = ingest(texts, out=tmp_path / "d")
    assert isinstance(next(first), Ingested)
    first.close()
    for n, path in enumerate([*texts.iterdir(), *(tmp_path / "d").rglob("*.json")]):
        os.utime(path, (n % 2 * 4e9, n % 2 * 4e9))
    outcomes(texts, out=tmp_path / "d", resume=True)
    assert files(tmp_path / "d") == files(tmp_path / "whole")


def test_a_text_at_which_the_program_fails_is_set_aside(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of the reader at one text ends no run: the text is told, without its words, and the rest is drafted."""

    def fails(received: Received, **given: Any) -> Draft:
        if received.name == "port-03.txt":
            raise ValueError(received.text)
        return read_draft(received, **given)

    monkeypatch.setattr("broadsheet.drafts.prepare.read_draft", fails)
    found = list(ingest(texts, out=tmp_path / "d"))
    (issue,) = (each for each in found if isinstance(each, Issue))
    assert (issue.code, Path(str(issue.path)).name) == ("B029", "port-03.txt")
    assert re.fullmatch(r"no draft could be made of it: ValueError in test_faults\.py, line \d+", issue.message)
    assert len(found) == 12
    assert len(list((tmp_path / "d/articles").iterdir())) == 11
