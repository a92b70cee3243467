"""`broadsheet show`: the article with its annotations marked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import combining, east_asian_width

import pytest

if sys.platform != "win32":
    import termios

from broadsheet.articles import Article
from broadsheet.reports.article import as_marked

Run = Callable[..., Any]

HARBOUR = "seeds/articles/2024-05-02-harbour.json"


def test_marks_every_annotation(run: Run) -> None:
    """Each annotation stands between its id and its id, and is explained below."""
    done = run("show", HARBOUR)
    assert done.status == 0
    assert "[s1:“[s1.words:" in done.out
    assert "[s1.speaker:[m4:Mara Lind:m4]:s1.speaker] [s1.cue:said:s1.cue]" in done.out
    assert "f1    figure         230 (at least 230) metre, more than" in done.out
    assert "headline             Old harbour to open to larger ships" in done.out


def test_takes_the_id_of_a_record(run: Run) -> None:
    """In a project the id is enough."""
    assert run("show", "2024-05-02-harbour").out == run("show", HARBOUR).out


def test_colours_on_a_terminal(project: Path) -> None:
    """With colour there are no brackets, and what each annotation is tells its words."""
    article = Article.model_validate_json((project / HARBOUR).read_bytes())
    text = (project / "seeds/texts/2024-05-02-harbour.txt").read_text(encoding="utf-8")
    told = as_marked(article, text, colour=True)
    assert "\x1b[36m" in told
    assert "[m4:" not in told
    assert 'mara-lind: "Mara Lind"' in told
    assert "[m4:Mara Lind:m4]" in as_marked(article, text)
    assert 'mara-lind: "' not in as_marked(article, text)


def test_shows_what_no_segment_holds(run: Run, project: Path) -> None:
    """A paragraph whose segment was lost in editing is read by eye as the others are, and is seen to have no role."""
    path = project / HARBOUR
    record = json.loads(path.read_bytes())
    assert not re.search("^- ", run("show", HARBOUR).out, re.MULTILINE)
    gone = next(each for each in record["segments"] if each["role"] == "paragraph")
    record["segments"].remove(gone)
    path.write_text(json.dumps(record), encoding="utf-8")
    (line,) = re.findall("^- +(.*)", run("show", HARBOUR).out, re.MULTILINE)
    assert line.endswith("[e1:berth there from 2026:e1].")


def test_shows_control_characters_as_escapes(run: Run, tmp_path: Path) -> None:
    """What a terminal would act on is never passed through, whatever the text and the record hold."""
    text = tmp_path / "evil.txt"
    text.write_text("Port \x1b[2J opens\n\nThe port \u202e opens on Monday, Ada \x07 Lind said.\n", encoding="utf-8")
    run("ingest", text, "--out", "drafts")
    done = run("show", "drafts/articles/evil.json", "--texts", tmp_path)
    assert done.status == 0, done.err
    assert not set(done.out) & {"\x1b", "\x07", "\u202e"}
    assert "Port \\x1b[2J opens" in done.out
    assert run("validate", "drafts", "--texts", tmp_path).status == 0


@pytest.mark.parametrize(("name", "told"), [("nothing", "there is no record"), ("broadsheet.toml", "no sound record")])
def test_tells_what_is_missing(run: Run, name: str, told: str) -> None:
    """A record that is not there, and a file that is none, end with status 2."""
    done = run("show", name)
    assert (done.status, told in done.err) == (2, True)


def test_refuses_another_text(run: Run, project: Path) -> None:
    """A text that changed since is not shown with offsets that no longer hold."""
    text = project / "seeds/texts/2024-05-02-harbour.txt"
    text.write_text("Another text\n", encoding="utf-8")
    done = run("show", HARBOUR)
    assert (done.status, "is not the text that the record describes; find" in done.err) == (2, True)


def test_tells_that_only_line_ends_changed(run: Run, project: Path) -> None:
    """What git or an editor did to a text is named, since it is easily taken back."""
    text = project / "seeds/texts/2024-05-02-harbour.txt"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    assert "describes: its line ends were changed from LF to CRLF; find" in run("show", HARBOUR).err


def cells(line: str) -> int:
    """How many columns of a terminal a line takes, by the width that Unicode gives each character."""
    return sum(2 if east_asian_width(c) in "WF" else 0 if combining(c) else 1 for c in line)


def words(told: str) -> list[str]:
    """The words of an answer, however its lines are wrapped."""
    return re.sub(r"\x1b\[[0-9;]*m", "", told).split()


@pytest.mark.parametrize("width", [60, 100])
def test_wraps_at_words(run: Run, width: int) -> None:
    """With a width lines end between words, at the gutter the next begins, and no mark is lost."""
    whole = run("show", HARBOUR).out
    told = run("show", HARBOUR, "--width", str(width)).out
    assert max(map(cells, whole.splitlines())) > width
    assert max(map(cells, told.splitlines())) <= width
    assert words(told) == words(whole)


@pytest.mark.parametrize("width", [60, 100])
def test_wraps_the_same_in_colour(project: Path, width: int) -> None:
    """Escapes take no room, and each line has its own."""
    article = Article.model_validate_json((project / HARBOUR).read_bytes())
    text = (project / "seeds/texts/2024-05-02-harbour.txt").read_text(encoding="utf-8")
    lines = as_marked(article, text, colour=True, width=width).splitlines()
    assert max(cells(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines) <= width
    assert words("\n".join(lines)) == words(as_marked(article, text, colour=True))
    assert all(line.count("\x1b[0m") * 2 == line.count("\x1b[") for line in lines)


def test_wide_characters_take_two_columns(run: Run, tmp_path: Path) -> None:
    """A line of Chinese is wrapped where the terminal ends, though no blank stands in it."""
    story = "港务局星期二说新码头将于明年春天建成大型船只可以入港" * 4
    (tmp_path / "wide.txt").write_text(f"Port opens\n\n{story}\n", encoding="utf-8")
    run("ingest", str(tmp_path / "wide.txt"), "--out", "drafts")
    told = run("show", "drafts/articles/wide.json", "--texts", str(tmp_path), "--width", "61").out
    assert story in "".join(told.split())
    assert max(map(cells, told.splitlines())) == 61


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", [60, 100])
def test_takes_the_width_of_the_terminal(project: Path, columns: int) -> None:
    """On a terminal nothing has to be said."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    command = [sys.executable, "-m", "broadsheet", "show", HARBOUR]
    with subprocess.Popen(command, cwd=project, stdout=theirs, env=environment) as process:
        os.close(theirs)
        told = b"".join(iter(lambda: _read(ours), b"")).decode()
    os.close(ours)
    assert process.returncode == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", told).splitlines()
    assert columns - 10 < max(map(cells, lines)) <= columns
    assert "\x1b[36m" in told


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # who wrote is gone
        return b""
