"""Texts that stand in no file of their own are kept beside the records, and no text of a person is lost for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

OUT = ("--column", "name=slug", "--out", "d")
OWN = "Mill closes\n\nOSLO, May 2 - The mill closed on Monday, after 90 years.\n"
LINE = "Mill opens\n\nBERGEN, May 3 - The mill opened on Friday, with 40 looms.\n"


@pytest.fixture
def lines(project: Path) -> Path:
    """Lines of JSON, whose one text is called as one in a file is; they stand in the folder where the command runs."""
    path = project / "lines.jsonl"
    write(path, LINE)
    return path


def write(lines: Path, text: str) -> None:
    """Another text for the line."""
    lines.write_text(json.dumps({"slug": "mill", "text": text}) + "\n", encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sources(folder: Path) -> dict[str, str]:
    """The text that each record of a folder names, which is the one whose hash it holds."""
    records = [json.loads(path.read_bytes()) for path in sorted((folder / "articles").glob("*.json"))]
    return {each["id"]: (folder / "texts" / each["source"]["name"]).read_text("utf-8") for each in records}


@pytest.mark.parametrize("order", [("{lines}", "d/texts"), ("d/texts", "{lines}")])
@pytest.mark.parametrize("together", [True, False])
def test_a_text_of_a_person_stays(run: Run, lines: Path, order: list[str], *, together: bool) -> None:
    """Whichever is read first, in one run or in two, both have their records and nothing is written over."""
    own = lines.parent / "d/texts/mill.txt"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, encoding="utf-8")
    paths = [each.format(lines=lines) for each in order]
    for given in (paths, paths) if together else [[each] for each in paths]:
        assert run("ingest", *given, *OUT).status == 0
    assert own.read_text("utf-8") == OWN
    second, first = sources(lines.parent / "d").items()
    assert first == ("mill", OWN)
    assert (second[0].startswith("mill-"), second[1]) == (True, LINE)
    before = files(lines.parent / "d")
    assert "2 texts drafted, 2 unchanged" in run("ingest", lines, own, *OUT).out
    assert files(lines.parent / "d") == before


def test_a_text_follows_its_source(run: Run, lines: Path) -> None:
    """A text that nobody edited is written anew, with its record."""
    run("ingest", lines, *OUT)
    write(lines, LINE.replace("40", "50"))
    assert "1 written" in run("ingest", lines, *OUT).out
    assert sources(lines.parent / "d") == {"mill": LINE.replace("40", "50")}


def test_an_edited_text_is_told(run: Run, lines: Path) -> None:
    """A text that a person edited stays, and so does its record, until the text itself is read."""
    run("ingest", lines, *OUT)
    text = lines.parent / "d/texts/mill.txt"
    text.write_text(LINE.replace("looms", "wheels"), encoding="utf-8")
    before = files(lines.parent / "d")
    done = run("ingest", lines, *OUT)
    assert "mill.json: edited, so not overwritten; its text in texts/mill.txt was edited" in done.out
    assert files(lines.parent / "d") == before
    assert "1 written" in run("ingest", text, *OUT).out
    assert sources(lines.parent / "d") == {"mill": LINE.replace("looms", "wheels")}


def test_a_text_that_was_cut_off_is_written_again(run: Run, lines: Path) -> None:
    """Where the power went, a file may be of zeros: that is no edit."""
    run("ingest", lines, *OUT)
    before = files(lines.parent / "d")
    (lines.parent / "d/texts/mill.txt").write_bytes(b"\0" * len(LINE))
    assert "1 unchanged" in run("ingest", lines, *OUT).out
    assert files(lines.parent / "d") == before
