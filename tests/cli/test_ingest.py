"""`broadsheet ingest`: drafts for every text, and nothing of what a person wrote is lost."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

STORY = (
    "Port to open to larger ships\n\nMay 13, 2022 - 16:20\n\nBy Grace Hopper\n\n"
    "OSLO, Norway (AFP) - The council of the town will deepen its harbour, Mara Lind told reporters.\n\n"
    "“We waited for two hundred days,” Lind said.\n\nShips of 230 metres will call here, said the Port Union.\n"
)
FIELDS = {
    "": {"source", "headline", "date_published", "date_published_basis", "publisher", "source_organization", "author",
         "credit_text", "location_created", "in_language", "segments", "statements", "figures", "events", "mentions"},
    "source": {"name", "sha256", "bytes", "encoding", "characters"},
    "segments": {"role", "start", "end"},
    "statements": {"mode", "start", "end", "speaker", "speaker_start", "speaker_end", "cue_start", "cue_end"},
    "figures": {"start", "end", "value", "unit", "qualifier"},
    "events": {"start", "end", "date"},
    "mentions": {"entity", "kind", "start", "end"},
}  # fmt: skip


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A text outside of the project."""
    path = tmp_path / "texts" / "port.txt"
    path.parent.mkdir()
    path.write_text(STORY, encoding="utf-8")
    return path


def test_prints_a_line_of_json_for_each_text(run: Run, story: Path) -> None:
    """With --format json and without --out each draft is one object on one line, with every promised field."""
    done = run("ingest", story, story, "--format", "json")
    drafts = [json.loads(line) for line in done.out.splitlines()]
    assert (done.status, len(drafts)) == (0, 2)
    assert FIELDS[""] <= drafts[0].keys()
    assert FIELDS["source"] <= drafts[0]["source"].keys()
    for name in ("segments", "statements", "figures", "mentions"):
        assert all(FIELDS[name] <= item.keys() for item in drafts[0][name])
        assert drafts[0][name]
    assert drafts[0]["date_published"] == "2022-05-13"


def test_writes_nothing_when_it_prints_json(run: Run, project: Path, story: Path) -> None:
    """The project is as it was."""
    before = sorted(project.rglob("*"))
    run("ingest", story, "--format", "json")
    assert before == sorted(project.rglob("*"))


def test_drafts_into_the_project(run: Run, project: Path, story: Path) -> None:
    """The default folder is seeds/; entities and outlets are added, and the project has no error."""
    done = run("ingest", story)
    assert done.status == 0, done.err
    assert (project / "seeds/articles/port.json").exists()
    report = json.loads(run("validate", "--texts", story.parent, "--format", "json").out)
    assert [issue for issue in report["issues"] if issue["severity"] == "error"] == []


def test_leaves_what_stands_in_entities_and_outlets(run: Run, project: Path, story: Path) -> None:
    """Every line of the two files is still there after new ones were added."""
    files = [project / "seeds/entities.json", project / "seeds/outlets.json"]
    before = [path.read_text("utf-8").rstrip().removesuffix("}").rstrip().removesuffix("]").rstrip() for path in files]
    run("ingest", story)
    assert all(path.read_text("utf-8").startswith(text) for path, text in zip(files, before, strict=True))
    assert "mara-lind" in files[0].read_text("utf-8")


def test_never_overwrites_an_edited_record(run: Run, project: Path, story: Path) -> None:
    """An edited record keeps its bytes, and what changed in its source is shown."""
    run("ingest", story)
    record = project / "seeds/articles/port.json"
    edited = record.read_text("utf-8").replace('"draft"', '"reviewed"')
    record.write_text(edited, encoding="utf-8")
    story.write_text(STORY + "\nOne more line.\n", encoding="utf-8")
    done = run("ingest", story)
    assert record.read_text("utf-8") == edited
    assert "edited, so not overwritten; its source changed: SHA-256 " in done.out
    assert f"{len(STORY)} characters are now {len(STORY) + 16}" in done.out


@pytest.mark.parametrize("written", ['{"id": "port"}\n', "[]\n", "{ not yet\n"])
def test_never_overwrites_a_record_that_no_draft_was(run: Run, project: Path, story: Path, written: str) -> None:
    """What a person wrote stays, whatever it holds."""
    record = project / "seeds/articles/port.json"
    record.write_text(written, encoding="utf-8")
    done = run("ingest", story)
    assert (done.status, record.read_text("utf-8")) == (0, written), done.err
    assert "edited, so not overwritten" in done.out


def test_replaces_a_draft_that_nobody_edited(run: Run, project: Path, story: Path) -> None:
    """A draft as it was written follows its source."""
    run("ingest", story)
    story.write_text(STORY.replace("larger", "longer"), encoding="utf-8")
    run("ingest", story)
    assert "Port to open to longer ships" in (project / "seeds/articles/port.json").read_text("utf-8")


def test_a_second_run_changes_nothing(run: Run, project: Path, story: Path) -> None:
    """Drafting the same text again leaves the same bytes."""
    run("ingest", story)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    run("ingest", story)
    assert before == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run: Run, story: Path) -> None:
    """A picture among the texts is an issue, and the exit status is 1; where nothing can be read it is 2."""
    picture = story.with_name("picture.txt")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    done = run("ingest", story.parent)
    assert (done.status, "[B020]" in done.err, "1 text drafted" in done.out) == (1, True, True)
    assert run("ingest", picture).status == run("ingest", "missing.txt").status == 2


def test_a_record_that_was_renamed_is_not_drafted_again(run: Run, project: Path, story: Path) -> None:
    """It stays the one of its text under the name that a person gave it; one that was deleted is drafted anew."""
    articles = project / "seeds/articles"
    assert run("ingest", story).status == 0
    drafted = articles / "port.json"
    mine = articles / "2022-05-13-port.json"
    mine.write_text(drafted.read_text("utf-8").replace('"id": "port"', '"id": "2022-05-13-port"'), "utf-8")
    drafted.unlink()
    before = mine.read_bytes()
    done = run("ingest", story)
    assert "2022-05-13-port.json: edited, so not overwritten; port was renamed so; its source is the same" in done.out
    assert (done.status, drafted.exists(), mine.read_bytes()) == (0, False, before)
    mine.unlink()
    assert "1 written" in run("ingest", story).out
    assert drafted.exists()


def test_tables_beside_texts_are_told_and_are_no_failure(run: Run, story: Path) -> None:
    """Most of them tell of the texts; where there is nothing else, nothing could be read."""
    table = story.with_name("metadata.csv")
    table.write_text("file,outlet\nport.txt,Gazette\n", encoding="utf-8")
    done = run("ingest", story.parent)
    assert (done.status, "notice: metadata.csv is no text" in done.err) == (0, True)
    assert "not read" not in done.out
    story.unlink()
    assert run("ingest", story.parent).status == 2


def test_reads_the_standard_input(process: Run) -> None:
    """- is the standard input, and its text is kept beside the draft."""
    done = process("ingest", "-", "--out", "drafts", input=STORY.encode())
    assert (done.status, done.err) == (0, "")
    done = process("validate", "drafts", "--texts", "drafts/texts")
    assert (done.status, "error" in done.out) == (0, False), done.out


def test_keeps_texts_that_stand_in_no_file_of_their_own(run: Run, project: Path) -> None:
    """Members of a zip and lines of JSON Lines are written beside the records, and stay out of repositories."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("inside.txt", STORY)
    (project / "texts.zip").write_bytes(data.getvalue())
    (project / "lines.jsonl").write_text(json.dumps({"slug": "line", "body": STORY}), encoding="utf-8")
    done = run("ingest", "texts.zip", "lines.jsonl", "--column", "text=body", "--column", "name=slug", "--out", "d")
    assert done.status == 0, done.err
    assert {path.name for path in (project / "d/texts").iterdir()} == {".gitignore", "inside.txt", "line.txt"}


def test_two_texts_of_one_name_are_two_records(run: Run, project: Path, story: Path) -> None:
    """The second text of a name has a part of its hash in its id."""
    other = story.parent / "more" / "port.txt"
    other.parent.mkdir()
    other.write_text(STORY.replace("larger", "longer"), encoding="utf-8")
    run("ingest", story.parent)
    assert len(list((project / "seeds/articles").glob("port*.json"))) == 2


def test_names_the_most_doubtful_first(run: Run, story: Path) -> None:
    """A text without head stands before one that says what it is."""
    bare = story.with_name("zzz.txt")
    bare.write_text("“We will see,” she said. Nobody had asked about the mole and the quay, or so it went.\n", "utf-8")
    out = run("ingest", story.parent).out
    assert 0 <= out.index("zzz.json") < out.index("port.json")
    assert "/date_published: the text does not fix the day of publication" in out


def test_doubts_a_text_that_ends_at_a_paywall(run: Run, story: Path) -> None:
    """That the rest is for subscribers is told among the gravest, with where it says so."""
    story.write_text(f"{STORY}\nSubscribe to continue reading\n", encoding="utf-8")
    begin = len(STORY) + 1
    told = (
        f"/source: the text may break off: the line at [{begin}, {begin + 29}) says that the rest is for those who pay"
    )
    assert told in run("ingest", story).out


def test_quotes_no_text_where_it_doubts(run: Run, story: Path) -> None:
    """What is left open is named by its span: what is printed may be kept where the text may not be."""
    story.write_text("“The mole is older than the quay,” somebody said. It cost 12.\n" * 3, encoding="utf-8")
    out = run("ingest", story).out
    assert "nobody is named as the speaker of the direct statement at [" in out
    assert "mole" not in out


def test_shows_nothing_that_a_terminal_would_act_on(run: Run, story: Path) -> None:
    """Escape sequences and bidirectional overrides of a text are shown as escapes."""
    story.write_text("“Evil \x1b[2J\u202equotation of some words here,” somebody said.\n" * 3, encoding="utf-8")
    for form in ("text", "json"):
        out = run("ingest", story, "--format", form).out
        assert not set(out) & {"\x1b", "\u202e"}


def test_does_not_add_to_broken_files(run: Run, project: Path, story: Path) -> None:
    """Where entities.json has errors the call ends with a hint, and nothing is written."""
    (project / "seeds/entities.json").write_text('{"entities": 3}', encoding="utf-8")
    done = run("ingest", story)
    assert (done.status, "entities.json has" in done.err) == (2, True)
    assert not (project / "seeds/articles/port.json").exists()


def test_progress_is_for_terminals(run: Run, story: Path) -> None:
    """Nothing is talked where the talk goes to a file; on a terminal there is a line of progress."""
    assert run("ingest", story).err == ""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "broadsheet", "ingest", story, "--format", "json"]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=follower, check=True)
    assert b"1 text read" in os.read(leader, 1000)


def test_where_nothing_is_drafted_no_folder_is_asked_for(run: Run, tmp_path: Path) -> None:
    """It is the source that is at fault, and a folder would not help."""
    (tmp_path / "empty.txt").write_text("  ", encoding="utf-8")
    assert run("ingest", tmp_path / "empty.txt").out == "0 texts drafted, 1 source not read\n"


def test_logs_are_json_for_programs(run: Run, story: Path) -> None:
    """`--log json`: an object on each line of the standard error, the last one with the sums."""
    (story.parent / "empty.txt").write_text("  ", encoding="utf-8")
    done = run("ingest", story, story.parent / "empty.txt", "--log", "json")
    issue, end = map(json.loads, done.err.splitlines())
    assert (issue["event"], issue["code"], issue["path"]) == ("issue", "B025", str(story.parent / "empty.txt"))
    assert end.pop("seconds") >= 0
    sums = {"drafted": 1, "written": 1, "not_read": 1, "set_aside": 0, "gone": 0, "path": "seeds"}
    assert end == {"event": "end", "issues": 1, **sums}
    assert done.out.endswith("1 text drafted, 1 written in seeds, 1 source not read\n")


@pytest.mark.parametrize("wrong", [["--column", "text"], ["--column", "txt=text"], ["--names", "nobody"]])
def test_a_wrong_call_is_told(run: Run, story: Path, wrong: list[str]) -> None:
    """A column without a name, one that nothing takes, and a finder that nobody offers end with status 2 and a hint."""
    assert run("ingest", story, *wrong).status == 2


def test_asks_a_pipeline_of_spacy(run: Run, project: Path, story: Path) -> None:
    """`--names spacy:FOLDER` adds what a pipeline finds in the story, on any engine; one that is not there is told."""
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Wug of Zub"}])
    pipeline.to_disk(story.parent / "pipeline")
    story.write_text(f"{STORY}\nIt pleased Wug of Zub.\n", encoding="utf-8")
    for engine in ("local", "cores"):
        asked = ("--names", f"spacy:{story.parent / 'pipeline'}", "--engine", engine, "--out", engine)
        assert run("ingest", story, *asked).status == 0
        assert '"entity": "wug-of-zub"' in (project / engine / "articles/port.json").read_text(encoding="utf-8")
    done = run("ingest", story, "--names", "spacy:nowhere")
    assert (done.status, "no spaCy pipeline is called 'nowhere'" in done.err) == (2, True)


def test_texts_that_are_gone_are_told(run: Run, project: Path) -> None:
    """The first of their records each, and how many there are; that is no failure, and nothing goes."""
    texts = project / "texts"
    texts.mkdir()
    for number in range(23):
        (texts / f"port-{number:02}.txt").write_text(f"Port {number} opens\n\nShips may call at quay {number}.\n")
    assert run("ingest", "texts", "--out", "d").status == 0
    for path in list(texts.iterdir()):
        path.rename(texts / path.name.replace("port", "pier"))
    done = run("ingest", "texts", "--out", "d")
    assert done.status == 0
    assert done.err.count("is gone; articles/pier-") == done.err.count("[B030]") == 20
    assert done.out.endswith("23 texts drafted, 23 written in d, 23 texts gone\n")
    assert len([*(project / "d/articles").iterdir()]) == 46
