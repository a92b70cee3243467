"""Texts that stand in no file of their own are kept beside the records, and no text of a person is lost for them."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
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
    lines.parent.mkdir(exist_ok=True)
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


def test_other_ends_of_lines_are_no_edit(run: Run, lines: Path) -> None:
    """As git makes them on Windows: a record stays as it is where its text is the same, and follows that."""
    run("ingest", lines, *OUT)
    record = lines.parent / "d/articles/mill.json"
    record.write_bytes(record.read_bytes().replace(b"\n", b"\r\n"))
    before = record.read_bytes()
    assert "1 unchanged" in run("ingest", lines, *OUT).out
    assert record.read_bytes() == before
    write(lines, LINE.replace("40", "50"))
    assert "1 written" in run("ingest", lines, *OUT).out


def test_a_text_that_was_cut_off_is_written_again(run: Run, lines: Path) -> None:
    """Where the power went, a file may be of zeros: that is no edit."""
    run("ingest", lines, *OUT)
    before = files(lines.parent / "d")
    (lines.parent / "d/texts/mill.txt").write_bytes(b"\0" * len(LINE))
    assert "1 unchanged" in run("ingest", lines, *OUT).out
    assert files(lines.parent / "d") == before


def test_a_changed_text_beside_a_persons_has_one_record(run: Run, lines: Path) -> None:
    """Its second name is that of its place: each change comes into the same record, and is told."""
    own = lines.parent / "d/texts/mill.txt"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, encoding="utf-8")
    for looms in ("40", "50", "60"):
        write(lines, LINE.replace("40", looms))
        done = run("ingest", lines, *OUT)
        assert "/id: another text, or this one in another place, has the name mill" in done.out
    run("ingest", own, *OUT)
    (name, text), first = sources(lines.parent / "d").items()
    assert (first, text, own.read_text("utf-8")) == (("mill", OWN), LINE.replace("40", "60"), OWN)
    lines.write_text(json.dumps({"slug": "other", "text": OWN * 2}) + "\n" + lines.read_text("utf-8"), encoding="utf-8")
    run("ingest", lines, *OUT)
    assert sources(lines.parent / "d") == {name: text, "mill": OWN, "other": OWN * 2}


@pytest.mark.parametrize("together", [True, False])
def test_texts_of_one_name_follow_their_files(run: Run, project: Path, *, together: bool) -> None:
    """Two files of one name have a record each, in one run or in two, and each follows its file."""
    for looms in ("40", "50"):
        for folder in ("north", "south"):
            (project / folder).mkdir(exist_ok=True)
            (project / folder / "mill.txt").write_text(LINE.replace("40 looms", f"{looms} in the {folder}"), "utf-8")
        for given in (("north", "south"),) if together else (("north",), ("south",)):
            assert run("ingest", *given, "--out", "d").status == 0
        records = sorted((project / "d/articles").glob("*.json"))
        hashes = [json.loads(path.read_bytes())["source"]["sha256"] for path in records]
        texts = [(project / folder / "mill.txt").read_bytes() for folder in ("south", "north")]
        assert hashes == [hashlib.sha256(text).hexdigest() for text in texts]
    before = files(project / "d")
    told = run("ingest", "north", "south", "--out", "d", "--format", "json").out.splitlines()
    assert [(each["id"], each["outcome"]) for each in map(json.loads, told)] == [
        (path.stem, "unchanged") for path in reversed(records)
    ]
    assert files(project / "d") == before


def test_a_text_that_was_moved_keeps_its_record(run: Run, project: Path) -> None:
    """A folder that is called otherwise now, from wherever it is read, holds the same texts; then they may change."""
    (project / "old").mkdir()
    (project / "old/mill.txt").write_text(LINE, encoding="utf-8")
    run("ingest", "old", "--out", "d")
    (project / "old").rename(project / "new")
    assert "1 unchanged" in run("ingest", project / "new", "--out", project / "d").out
    (project / "new/mill.txt").write_text(LINE.replace("40", "50"), encoding="utf-8")
    assert "1 written" in run("ingest", "new", "--out", "d").out
    assert len(list((project / "d/articles").iterdir())) == 1


def test_a_name_without_a_letter_of_an_id_keeps_its_record(run: Run, project: Path) -> None:
    """Its id is made of the name, so that a text is known again when it has changed."""
    (project / "in").mkdir()
    for looms in ("40", "50"):
        (project / "in/港口.txt").write_text(LINE.replace("40", looms), encoding="utf-8")
        assert "1 written" in run("ingest", "in", "--out", "d").out
    assert len(list((project / "d/articles").iterdir())) == 1


def test_two_texts_of_the_standard_input_are_two_records(process: Run, project: Path) -> None:
    """What has no name and no place is not taken for a new state of what came before; a row with an id is."""
    for text in (OWN, LINE, OWN):
        process("ingest", "-", "--out", "d", input=text.encode())
    assert sorted(sources(project / "d").values()) == [OWN, LINE]
    for text in (OWN, LINE):
        process("ingest", "-", "--out", "rows", input=json.dumps({"id": "mill", "text": text}).encode())
    assert sources(project / "rows") == {"mill": LINE}


def test_a_folder_without_its_memory_gets_no_second_record(run: Run, lines: Path) -> None:
    """A text that is what the record describes is its text: the record stays, because it may be edited, and is told."""
    run("ingest", lines, *OUT)
    (lines.parent / "d/.drafts").unlink()
    before = files(lines.parent / "d")
    write(lines, LINE.replace("40", "50"))
    for _ in range(2):
        assert "mill.json: edited, so not overwritten; its source changed: " in run("ingest", lines, *OUT).out
        assert files(lines.parent / "d") == {**before, ".drafts": (lines.parent / "d/.drafts").read_bytes()}


def test_a_folder_that_remembers_records_alone_follows_its_sources(run: Run, lines: Path) -> None:
    """As long as nothing was kept on texts and places, what was drafted into its own folder of texts is known."""
    run("ingest", lines, *OUT)
    memory = lines.parent / "d/.drafts"
    kept = [line for line in memory.read_text("utf-8").splitlines(keepends=True) if line[0] not in "st"]
    memory.write_text("".join(kept), encoding="utf-8")
    write(lines, LINE.replace("40", "50"))
    assert "1 written" in run("ingest", lines, *OUT).out
    assert sources(lines.parent / "d") == {"mill": LINE.replace("40", "50")}


def test_a_name_that_files_of_a_person_have_is_passed_over(run: Run, lines: Path) -> None:
    """Also where the second name is taken: nothing is overwritten, and the text has its record."""
    texts = lines.parent / "d/texts"
    texts.mkdir(parents=True)
    (texts / "mill.txt").write_text(OWN, encoding="utf-8")
    run("ingest", lines, *OUT)
    second = next(path for path in texts.glob("mill-*"))
    shutil.rmtree(lines.parent / "d/articles")
    (lines.parent / "d/.drafts").unlink()
    second.write_text(OWN, encoding="utf-8")
    assert "1 written" in run("ingest", lines, *OUT).out
    assert (texts / "mill.txt").read_text("utf-8") == second.read_text("utf-8") == OWN
    assert list(sources(lines.parent / "d").values()) == [LINE]


def ignored(folder: Path) -> list[str]:
    """The files of a repository that git leaves out."""
    subprocess.run(["git", "init", "-q", folder], check=True)
    command = ["git", "-C", folder, "ls-files", "--others", "--ignored", "--exclude-standard", "d/texts"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


@pytest.mark.parametrize(
    ("above", "inside", "wanted"),
    [
        (None, None, (["mill.txt"], "/mill.txt\n")),
        (None, "*.bak", (["mill.txt"], "*.bak\n/mill.txt\n")),
        (None, "*\n", (["mill.txt", "own.txt"], "*\n")),
        ("/d/texts/*\n!/d/texts/own.txt\n", None, (["mill.txt"], None)),
        ("texts/\n", None, (["mill.txt", "own.txt"], None)),
        ("/d/texts/*\n!/d/texts/mill.txt\n", None, (["mill.txt", "own.txt"], "/mill.txt\n")),
        ("*\n!*/\n!*.txt\n", None, (["mill.txt"], "/mill.txt\n")),
        ("/seeds/texts/\n", "", (["mill.txt"], "/mill.txt\n")),
    ],
)
def test_a_text_in_a_persons_folder_stays_out_of_git(
    run: Run, lines: Path, above: str | None, inside: str | None, wanted: tuple[list[str], str | None]
) -> None:
    """It has a line in `.gitignore` where no pattern leaves it out; what becomes of a person's texts is not changed."""
    texts = lines.parent / "d/texts"
    texts.mkdir(parents=True)
    (texts / "own.txt").write_text(OWN, encoding="utf-8")
    for path, patterns in ((lines.parent / ".gitignore", above), (texts / ".gitignore", inside)):
        if patterns is not None:
            path.write_text(patterns, encoding="utf-8")
    for looms in ("40", "50"):
        write(lines, LINE.replace("40", looms))
        assert run("ingest", lines, *OUT).status == 0
    left_out = [name for path in ignored(lines.parent) if (name := Path(path).name) != ".gitignore"]
    after = texts / ".gitignore"
    assert (left_out, after.read_text("utf-8") if after.exists() else None) == wanted


@pytest.mark.parametrize("engine", ["local", "cores"])
@pytest.mark.parametrize("name", ["a.jsonl", "z.jsonl"])
def test_a_text_that_is_kept_is_no_source_of_its_own(run: Run, project: Path, name: str, engine: str) -> None:
    """Where the texts lie in the folder that is read, before their source or after it, a change is one record's."""
    for looms in ("40", "50", "60"):
        write(project / "in" / name, LINE.replace("40", looms))
        assert run("ingest", "in", "--column", "name=slug", "--out", "in", "--engine", engine).status == 0
        assert sources(project / "in") == {"mill": LINE.replace("40", looms)}
    before = files(project / "in")
    run("ingest", "in", "--column", "name=slug", "--out", "in", "--engine", engine)
    assert files(project / "in") == before


def test_a_record_of_a_person_beside_its_text_is_no_draft(run: Run, lines: Path) -> None:
    """Where a run is remembered that drafted neither, another text of their name has a record of its own."""
    run("ingest", lines, *OUT)
    folder = lines.parent / "d"
    hashes = (hashlib.sha256(text.encode()).hexdigest() for text in (LINE, OWN))
    record = (folder / "articles/mill.json").read_text("utf-8").replace("mill", "own").replace(*hashes)
    (folder / "articles/own.json").write_text(record, encoding="utf-8")
    (folder / "texts/own.txt").write_text(OWN, encoding="utf-8")
    before = files(folder)
    lines.write_text(json.dumps({"slug": "own", "text": LINE * 2}), encoding="utf-8")
    assert "1 written" in run("ingest", lines, *OUT).out
    after = files(folder)
    assert [after[name] for name in ("articles/own.json", "texts/own.txt")] == [
        before[name] for name in ("articles/own.json", "texts/own.txt")
    ]
    assert sorted(sources(folder).values()) == sorted([OWN, LINE, LINE * 2])


def test_a_second_record_from_before_places_were_remembered_stays_one(run: Run, project: Path) -> None:
    """Its name holds a part of the hash of its text, and is its own as long as the text is that."""
    for folder in ("north", "south"):
        (project / folder).mkdir()
        (project / folder / "mill.txt").write_text(LINE.replace("looms", folder), encoding="utf-8")
    run("ingest", "north", "south", "--out", "d")
    second = next((project / "d/articles").glob("mill-*"))
    former = f"mill-{json.loads(second.read_bytes())['source']['sha256'][:8]}"
    memory = (project / "d/.drafts").read_text("utf-8").replace(second.stem, former).splitlines(keepends=True)
    data = second.read_bytes().replace(second.stem.encode(), former.encode())
    digest = hashlib.sha256(data).hexdigest()[:16]
    lines = (f"articles\t{former}\t{digest}\n" if former in line else line for line in memory if line[0] != "s")
    (project / "d/.drafts").write_text("".join(lines), encoding="utf-8")
    second.unlink()
    second.with_stem(former).write_bytes(data)
    assert "2 unchanged" in run("ingest", "north", "south", "--out", "d").out
    assert len(list((project / "d/articles").iterdir())) == 2


def test_the_same_text_under_a_second_name_has_one_record(run: Run, project: Path) -> None:
    """Wherever else it stands, and where its file is called otherwise now."""
    for folder, text in (("a", OWN), ("b", LINE), ("c", LINE)):
        (project / "in" / folder).mkdir(parents=True)
        (project / "in" / folder / "mill.txt").write_text(text, encoding="utf-8")
    assert "2 written, 1 unchanged" in run("ingest", "in", "--out", "d").out
    (project / "in/b").rename(project / "in/d")
    before = {path.name for path in (project / "d/articles").iterdir()}
    assert "3 unchanged" in run("ingest", "in", "--out", "d").out
    (project / "in/c/mill.txt").write_text(LINE.replace("40", "50"), encoding="utf-8")
    assert "2 unchanged, 1 written" in run("ingest", "in", "--out", "d").out
    after = {path.name for path in (project / "d/articles").iterdir()}
    assert (len(before), len(after - before), before - after) == (2, 1, set())


def test_rows_follow_their_ids(run: Run, lines: Path) -> None:
    """Ids that are addresses, days, or alike but for what no id of ours has, are told apart, in whatever order."""
    ids = ["https://example.org/news/1/story.html", "https://example.org/news/2/story.html", "2024.05.01", "2024.05.02"]
    ids += ["Kärrö", "karro", "港口", "港"]
    rows = {id: LINE.replace("40", str(100 + n)) for n, id in enumerate(ids)}
    seen = []
    for order in (ids, [*reversed(ids)]):
        changed = {id: rows[id].replace("looms", f"looms {len(seen)}") for id in order}
        lines.write_text("\n".join(json.dumps({"slug": id, "text": changed[id]}) for id in order), encoding="utf-8")
        assert run("ingest", lines, *OUT).status == 0
        seen.append({text[text.index("with ") :][5:8]: name for name, text in sources(lines.parent / "d").items()})
    assert seen[0] == seen[1]
    assert sorted(seen[0].values())[:2] == ["2024.05.01", "2024.05.02"]
    assert "example-org-news-2-story" in seen[0].values()
