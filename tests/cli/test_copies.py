"""`broadsheet copies` as a user meets it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broadsheet.engines import Cores, choose

STORY = " ".join(
    f"Basin {n} of the port is to be dredged to {n + 7} metres, the council of Kärrö said." for n in range(9)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A wire story, two pages that carry it, and another story."""
    texts = {
        "wire": f"Ports to dredge\n\nPublished: May 2, 2024\n\n{STORY}\n",
        "later": f"Deeper soon\n\nPublished: May 3, 2024\n\nKARRO - {STORY.upper()}\n",
        "storm": "A roof goes\n\nOSLO - A storm took the roof of a school on Monday, and nobody was hurt at all.\n",
    }
    (tmp_path / "texts").mkdir()
    for name, text in texts.items():
        (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "texts"


def test_reading_and_comparing_share_one_pool(
    run: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There are no more processes than jobs."""
    pools: list[Cores] = []

    class Counted(Cores):
        def __init__(self, jobs: int | None = None) -> None:
            super().__init__(jobs)
            pools.append(self)

    monkeypatch.setattr(choose, "Cores", Counted)
    done = run("copies", str(folder), "--engine", "cores", "--jobs", "2")
    assert done.out.splitlines()[-1] == "3 articles compared, 2 of which tell 1 story"
    assert len(pools) == 1


def test_tells_which_articles_are_copies(run: Callable[..., Any], folder: Path) -> None:
    """A line for each pair, with what shows the direction, and the sum."""
    done = run("copies", str(folder))
    assert (done.status, done.err) == (0, "")
    first, last = done.out.splitlines()
    assert first.startswith(f"{folder}/later.txt is later than {folder}/wire.txt (")
    assert last == "3 articles compared, 2 of which tell 1 story"


def test_answers_in_json(run: Callable[..., Any], folder: Path) -> None:
    """Programs get the pairs, and how many articles were compared."""
    answer = json.loads(run("copies", str(folder), "--format", "json").out)
    (copy,) = answer["copies"]
    names = [Path(copy[side]).stem for side in ("article", "copy_of")]
    assert (names, copy["evidence"]) == (["later", "wire"], "date")
    assert answer["articles"] == 3


def test_tells_how_many_articles_were_compared_with_a_hundred_others_only(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    """In words and for programs; that is no fault of the texts, so the exit status is that of all well."""
    lines = tmp_path / "all.jsonl"
    lines.write_text("".join(json.dumps({"id": f"{n:03}", "text": STORY}) + "\n" for n in range(103)), encoding="utf-8")
    told = "3 articles may be copies of more than a hundred others: each was compared with a hundred"
    done = run("copies", lines)
    assert done.status == 0
    assert f"{told}; leave out" in done.err
    assert len(done.out.splitlines()) == 103 * 102 // 2 - 3 + 1
    done = run("copies", lines, "--format", "json", "--log", "json")
    answer = json.loads(done.out)
    assert (done.status, len(answer["copies"])) == (0, 103 * 102 // 2 - 3)
    assert [(each["code"], each["message"]) for each in answer["notices"]] == [("B031", told)]
    assert json.loads(done.err.splitlines()[-1])["not_compared"] == 0


def test_compares_the_articles_of_a_project_and_of_its_package(run: Callable[..., Any], project: Path) -> None:
    """Without a path it is the project around; of a package the texts that it carries and those at hand."""
    told = "2 articles compared, no copies\n"
    assert run("copies").out == told
    assert run("build").status == 0
    assert run("copies", "dist/harbour-news-1.0.0/datapackage.json", "--texts", "seeds/texts").out == told
    assert run("copies", "--threshold", "0.01").status == 0


def test_tells_which_texts_are_not_at_hand(run: Callable[..., Any], project: Path) -> None:
    """The others are compared, and the exit status says that it was not all."""
    (project / "seeds/texts/2024-06-11-quay.txt").write_text("Another text", encoding="utf-8")
    done = run("copies")
    assert done.status == 1
    assert "the text 2024-06-11-quay.txt is not the one that the record 2024-06-11-quay describes" in done.err
    assert done.out == "1 article compared, no copies; 1 not compared\n"


def test_texts_stand_in_the_columns_that_are_named(run: Callable[..., Any], folder: Path) -> None:
    """As for ingest; records say where their texts are, so that of a project nothing can be named."""
    lines = folder.parent / "all.jsonl"
    texts = [{"id": path.stem, "content": {"body": path.read_text("utf-8")}} for path in sorted(folder.iterdir())]
    lines.write_text("".join(json.dumps(each) + "\n" for each in texts), encoding="utf-8")
    done = run("copies", lines, "--column", "text=content.body")
    assert (done.status, done.out.splitlines()[-1]) == (0, "3 articles compared, 2 of which tell 1 story")
    done = run("copies", "--column", "text=content.body")
    assert (done.status, done.out) == (2, "")
    assert "--column is for texts in JSON Lines and Parquet; leave it out" in done.err


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("nowhere.txt",), "there is no such file"),
        (("seeds", "--threshold", "2"), "2.0 is not in the range"),
        (("datapackage.json",), "there is no file or folder 'datapackage.json'"),
    ],
)
def test_a_wrong_call_is_told(run: Callable[..., Any], call: tuple[str, ...], words: str) -> None:
    """The exit status is 2, and the message says what to do."""
    done = run("copies", *call)
    assert done.status == 2
    assert words in done.err


def test_writes_copies_into_the_project(run: Callable[..., Any], project: Path, folder: Path) -> None:
    """`--write` says what it wrote, in words and for programs; the project stays valid."""
    texts = [*folder.iterdir()]
    for path in texts:
        path.rename(project / "seeds/texts" / path.name)
    assert run("ingest", *(project / "seeds/texts" / path.name for path in texts)).status == 0
    answer = json.loads(run("copies", "--write", "--format", "json").out)
    told = {"path": "seeds/copies.json", "drafted": 1, "kept": 0, "rejected": 0, "based": ["later"], "unsaid": []}
    assert answer["written"] == told
    assert run("copies", "--write").out.splitlines()[-1] == "seeds/copies.json: 1 copy drafted"
    assert run("validate").status == 0


def test_writes_into_projects_only(run: Callable[..., Any]) -> None:
    """Texts and packages have no list to write into."""
    done = run("copies", "--write", "seeds/texts")
    assert (done.status, done.out) == (2, "")
    assert "--write needs a project; name the folder of one" in done.err


POISON = """
import os, signal, sys
import broadsheet.syndication
shingles = sys.modules["broadsheet.syndication.shingles"]
def word_list(text, before=shingles.word_list):
    if "poison" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return before(text)
shingles.word_list = word_list
"""


def test_a_text_that_kills_its_process_is_set_aside(
    process: Callable[..., Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told by its name, the others are compared, and the exit status says that it was not all."""
    whole = process("copies", folder)
    (folder / "bad.txt").write_text(f"A poison\n\nPublished: May 4, 2024\n\n{STORY}\n", encoding="utf-8")
    (folder.parent / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder.parent), prepend=os.pathsep)
    done = process("copies", folder, "--engine", "cores", "--jobs", "2")
    assert done.status == 1
    assert f"{folder}/bad.txt: it could not be compared: its process died 2 times (signal 9, signal 9)" in done.err
    assert done.err.count("[B029]") == 1
    assert done.out == whole.out.removesuffix("\n") + "; 1 set aside\n"
