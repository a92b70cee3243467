"""What is told on the way: one line on a terminal of any width, a line a minute elsewhere, JSON for programs."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import itertools
import json
import os
import pty
import re
import statistics
import sys
import termios
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import polars as pl
import pytest

from broadsheet.cli.cells import cells, fitted
from broadsheet.cli.progress import Progress
from broadsheet.engines.watching import Step
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue
from broadsheet.sources import Extent, find_sources

Capture = pytest.CaptureFixture[str]

NAMES = (
    "port-1", "two\nlines\x1b[2J", "新闻" * 30, "e\u0301" * 90, "שלום\u202e", "😀" * 50, "caf\udce9", "a" * 300,
    "\u0301" * 60,
)  # fmt: skip


def clock(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """A clock that goes on by so many seconds each time somebody looks."""
    seconds = itertools.count(step=step)
    monkeypatch.setattr("broadsheet.cli.progress.time.monotonic", lambda: next(seconds))


def seen(leader: int, terminal: TextIO) -> str:
    """All that came to a terminal, which takes its time."""
    terminal.write("END")
    terminal.flush()
    data = b""
    while not data.endswith(b"END"):
        data += os.read(leader, 10_000)
    os.close(leader)
    return data.decode().removesuffix("END")


def issues(names: Iterable[str]) -> list[Issue]:
    """An issue about each file."""
    return [Issue.of("B025", "there is no visible character", path=name) for name in names]


@pytest.mark.parametrize("width", [8, 20, 40, 80, 200])
def test_a_line_fits_into_any_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of any script and length are cut so that the line is written over, and no character moves the cursor."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, width))
    clock(monkeypatch, 7)
    with open(follower, "w", encoding="utf-8", errors="backslashreplace") as terminal:  # noqa: PTH123 - no path
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        assert len(list(Progress().over(issues(NAMES), Step("text", "read", 1000)))) == len(NAMES)
        told = seen(leader, terminal)
    lines = told.split("\r\x1b[K")
    assert (lines[0], lines[-1], len(lines)) == ("", "", len(NAMES) + 2)
    assert all(0 < cells(line) < width for line in lines[1:-1])
    assert not re.search(r"[\x00-\x1f\x7f\u202e\ud800-\udfff]", "".join(lines))
    if width >= 80:
        assert lines[1].startswith("1 text of 1,000 read, 1 h 57 min")
        assert lines[1].endswith(" left, 9 a minute, port-1")


def test_a_dumb_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a line cannot be written over, it is told now and then."""
    monkeypatch.setenv("TERM", "dumb")
    leader, follower = pty.openpty()
    clock(monkeypatch, 45)
    with open(follower, "w", encoding="utf-8") as terminal:  # noqa: PTH123 - no path
        monkeypatch.setattr(sys, "stderr", terminal)
        list(Progress().over("ab", Step("text", "read")))
        assert seen(leader, terminal) == "1 text read, 1 a minute\r\n"


def test_a_line_a_minute_elsewhere(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Where the talk goes to a file it is told soon, then each minute: how many, what is left, how fast, the last."""
    clock(monkeypatch, 31)
    progress = Progress()
    for each in progress.over(issues(["a", "b", "c\x1b.txt", "d"]), Step("text", "read", 8)):
        progress.issue(each)
    told = [line for line in capsys.readouterr().err.splitlines() if "[B025]" not in line]
    assert told == [
        "1 text of 8 read, 4 min left, 1 issue, 2 a minute, a",
        "3 texts of 8 read, 3 min left, 3 issues, 2 a minute, c\\x1b.txt",
    ]


def test_what_has_happened_is_told_in_every_form(capsys: Capture) -> None:
    """Also where only issues are wanted: somebody has to do something."""
    for log in ("text", "issues", "json"):
        Progress(log).notice("no\x1b worker is left", "start some")
    *lines, event = capsys.readouterr().err.splitlines()
    assert lines == ["broadsheet: no\\x1b worker is left; start some"] * 2
    assert json.loads(event) == {"event": "notice", "message": "no\x1b worker is left", "hint": "start some"}


def test_what_is_left_follows_the_speed_of_late(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """What was done before, as by a run that is taken up, does not make the rest look short."""
    monkeypatch.setattr("broadsheet.cli.progress.LATELY", 2)
    seconds = iter([0, 0, *[0] * 50, *range(120, 6121, 120)])
    monkeypatch.setattr("broadsheet.cli.progress.time.monotonic", lambda: next(seconds))
    list(Progress("json").over(range(100), Step("text", "read", 100)))
    told = [json.loads(line)["left"] for line in capsys.readouterr().err.splitlines()]
    assert told[-10:] == [120 * left for left in range(9, -1, -1)]


def test_no_total_is_invented(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Of a stream or a pattern nobody knows how long it is, and nothing is said of what is left."""
    clock(monkeypatch, 61)
    for paths in (["-"], ["*.nothing"], []):
        list(Progress().over("ab", Step("text", "read", share=Extent(paths).share)))
    assert "left" not in capsys.readouterr().err


def test_the_share_of_files_and_lines(tmp_path: Path) -> None:
    """Texts weigh their bytes, lines how far they stand; what was found and is not finished does not count."""
    (tmp_path / "a.txt").write_text("x" * 600)
    (tmp_path / "b.jsonl").write_text(("y" * 199 + "\n") * 2)
    extent = Extent([tmp_path])
    assert extent.share(0) is None
    shares = [extent.share(number) for number, _ in enumerate(find_sources([tmp_path], extent=extent), 1)]
    assert shares == [0.6, 0.8, 1.0]
    assert extent.share(2) == pytest.approx(2 / 3)


@pytest.mark.parametrize("kind", ["texts.zip", "lines.zip", "rows.parquet", "crawl.warc", "crawl.warc.gz"])
def test_the_share_of_one_file_of_many(tmp_path: Path, kind: str) -> None:
    """How far a zip, a table in Parquet or a web archive was read is known before its end, and never goes back."""
    of_many(tmp_path / kind)
    extent = Extent([tmp_path / kind])
    found = find_sources([tmp_path / kind], extent=extent)
    shares = [extent.share(number) for number, _ in enumerate(found, 1)]
    told = [round(share, 6) for share in shares if share is not None]
    assert (len(shares), told) == (400, sorted(told))
    assert len(set(told)) > 4
    assert 0.4 < statistics.median(told) < 0.6
    assert 0.9 < told[-1] <= 1


def of_many(path: Path) -> None:
    """A file of 400 texts of one length, by its ending."""
    texts = [f"{number:03} " + hashlib.sha512(bytes([number % 256])).hexdigest() * 8 for number in range(400)]
    if path.suffix == ".parquet":
        pl.DataFrame({"text": texts}).write_parquet(path)
    elif path.name == "texts.zip":
        with zipfile.ZipFile(path, "w") as archive:
            for number, text in reversed([*enumerate(texts)]):
                archive.writestr(f"{number:03}.txt", text)
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("all.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in texts))
    else:
        pack = gzip.compress if path.suffix == ".gz" else bytes
        path.write_bytes(b"".join(pack(page_record(number, text)) for number, text in enumerate(texts)))


def page_record(number: int, text: str) -> bytes:
    """A record of a web archive with one page."""
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>" + text.encode()
    about = f"WARC-Target-URI: https://example.org/{number}\r\nContent-Length: {len(page)}\r\n"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n{about}\r\n"
    return head.encode() + page + b"\r\n\r\n"


@pytest.mark.parametrize("text", [*NAMES, "", "…"])
@pytest.mark.parametrize("room", [0, 1, 2, 3, 17])
def test_a_text_is_cut_to_its_cells(text: str, room: int) -> None:
    """It is never wider than there is room, and ends as the whole does."""
    found = fitted(text, room)
    assert cells(found) <= room
    assert found == text or room == 0 or (found[0] == "…" and text.endswith(found[1:]))


def test_a_mistake_of_the_program_is_shown_whole() -> None:
    """What nobody foresaw keeps its traceback, a reader who leaves is no failure, and what is told ends the log."""
    for error in (ZeroDivisionError("none"), BrokenPipeError(errno.EPIPE, "gone")):
        with pytest.raises(type(error)), Progress("json"):
            raise error
    with pytest.raises(SystemExit), Progress("json"):
        raise BroadsheetError("no room")


def test_programs_are_told_the_sum(capsys: Capture) -> None:
    """`end` is an event with what came of all; on paper the answer itself says it."""
    for log in ("json", "text"):
        progress = Progress(log)
        progress.end(drafted=2, path="d")
    (line,) = io.StringIO(capsys.readouterr().err)
    end = json.loads(line)
    assert end.pop("seconds") >= 0
    assert end == {"event": "end", "issues": 0, "drafted": 2, "path": "d"}
