from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pace import takes_less

import broadsheet
from broadsheet.errors import BroadsheetError, SettingsError, UnreadableError

HARBOUR = "seeds/articles/2024-05-02-harbour.json"
QUAY = "seeds/articles/2024-06-11-quay.json"

Change = Callable[[str, Callable[[Any], Any]], None]


def codes(*paths: Path, **options: Any) -> list[str]:
    """The codes that a check of some paths finds."""
    return [issue.code for issue in broadsheet.validate(*paths, **options).issues]


def test_a_sound_project_is_valid(project: Path) -> None:
    """Nothing is found, and the report counts what was looked at."""
    report = broadsheet.validate(project)
    assert (report.valid, report.issues) == (True, ())
    assert {"files": 4, "records": 2, "texts": 2, "entities": 4, "outlets": 2}.items() <= report.stats.items()
    assert {"segments": 12, "statements": 1, "figures": 2, "events": 1, "mentions": 6}.items() <= report.stats.items()


def test_without_a_path_it_is_the_project_in_the_current_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stands in a project need not name it."""
    monkeypatch.chdir(project)
    assert broadsheet.validate() == broadsheet.validate(project)


def test_the_report_does_not_depend_on_where_the_project_lies(project: Path, tmp_path: Path, change: Change) -> None:
    """Paths in the report are those inside the project."""
    change(HARBOUR, lambda value: value.update(in_language="english"))
    other = shutil.copytree(project, tmp_path / "else where/ü")
    assert broadsheet.validate(project) == broadsheet.validate(other)
    assert [issue.path for issue in broadsheet.validate(other).issues] == [HARBOUR]


def test_a_path_may_be_text(project: Path) -> None:
    """A path is a Path or a str."""
    assert broadsheet.validate(str(project)) == broadsheet.validate(project)


@pytest.mark.parametrize("name", ["nothing.json", "no/such/folder", "a" * 300, "nul\0byte"])
def test_what_is_not_there_cannot_be_checked(tmp_path: Path, name: str) -> None:
    """A path that leads nowhere is a mistake in the call, with a code and a hint."""
    with pytest.raises(UnreadableError) as raised:
        broadsheet.validate(tmp_path / name)
    assert (raised.value.code, raised.value.hint) == ("B001", "check the path")


def test_a_folder_of_texts_that_is_not_there_is_a_mistake(project: Path) -> None:
    """Who names the texts wants them compared."""
    with pytest.raises(UnreadableError, match="there is no folder"):
        broadsheet.validate(project, texts=project / "nowhere")


def test_an_empty_folder_holds_no_record(tmp_path: Path) -> None:
    """Nothing to check is not the same as nothing to complain about."""
    assert codes(tmp_path) == ["B002"]


def test_the_texts_may_lie_elsewhere(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By argument or by BROADSHEET_TEXTS, the folder of texts can be any."""
    shutil.move(project / "seeds/texts", tmp_path / "texts")
    assert codes(project) == ["B306"]
    assert codes(project, texts=tmp_path / "texts") == []
    monkeypatch.setenv("BROADSHEET_TEXTS", str(tmp_path / "texts"))
    assert codes(project) == []


def test_a_misnamed_folder_of_texts_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data is sound, so the check goes on; but the report says that the variable leads nowhere."""
    shutil.rmtree(project / "seeds/texts")
    monkeypatch.setenv("BROADSHEET_TEXTS", str(project / "nowhere"))
    (issue,) = broadsheet.validate(project).issues
    assert issue.code == "B306"
    assert "nowhere" in str(issue.hint)
    assert "which is no folder" in str(issue.hint)


def test_the_same_record_in_two_files_is_a_record_twice(project: Path) -> None:
    """The second one is told, with the place of the first."""
    shutil.copy(project / HARBOUR, project / "seeds/articles/again.json")
    (issue,) = broadsheet.validate(project).issues
    assert (issue.code, issue.path, issue.pointer) == ("B201", "seeds/articles/again.json", "/id")
    assert f"{HARBOUR}:4" in issue.message


def test_a_file_named_twice_is_read_once(project: Path) -> None:
    """A file is not its own duplicate, whichever way it is named."""
    assert codes(project / HARBOUR, project / HARBOUR, project / "seeds/../seeds" / "articles") == []


def test_a_file_of_a_project_is_checked_with_the_rest_around_it(project: Path, change: Change) -> None:
    """Only the file named is reported on, but what it refers to is known."""
    change(QUAY, lambda value: value.update(publisher="nobody"))
    assert codes(project / HARBOUR) == []
    assert codes(project / QUAY) == ["B203"]


def test_a_file_of_no_project_is_checked_by_itself(project: Path, tmp_path: Path) -> None:
    """Without entities and outlets, references cannot be judged and are not."""
    shutil.copy(project / HARBOUR, tmp_path / "alone.json")
    assert codes(tmp_path / "alone.json") == ["B306"]


def test_mistakes_in_many_files_are_told_in_one_run(project: Path, change: Change) -> None:
    """One run tells all, in the order of files and lines."""
    change(HARBOUR, lambda value: value.update(in_language="english", mentions=5))
    change(QUAY, lambda value: value.pop("rights"))
    change("seeds/outlets.json", lambda value: value["outlets"][0].update(kind="paper"))
    (project / "seeds/entities.json").write_text("{")
    found = [(issue.path, issue.code) for issue in broadsheet.validate(project).issues]
    assert found == [
        (HARBOUR, "B106"),
        (HARBOUR, "B103"),
        (QUAY, "B101"),
        ("seeds/entities.json", "B003"),
        ("seeds/outlets.json", "B105"),
    ]


def test_what_follows_from_a_broken_file_is_not_told(project: Path) -> None:
    """Nobody defines the entities when their file cannot be read; that is one mistake, not twenty."""
    (project / "seeds/entities.json").write_text("[")
    assert codes(project) == ["B003"]


@pytest.mark.parametrize(
    "value", [None, True, 0, 1.5, "text", [], [None], [[]], [1, "a"], {}, {"entities": None}, {"": {}}]
)
@pytest.mark.parametrize("name", [HARBOUR, "seeds/entities.json", "seeds/outlets.json"])
def test_any_json_in_place_of_a_record_is_told_and_no_crash(project: Path, name: str, value: Any) -> None:
    """Whatever stands there, the report comes."""
    (project / name).write_text(json.dumps(value))
    found = codes(project)
    assert found or value == []
    assert all(code.startswith("B") for code in found)


MUTATIONS: list[Any] = [
    None,
    True,
    -1,
    2**60,
    1.5,
    "",
    "x",
    "\u202e",
    "\x1b[2J",
    [],
    [None],
    {},
    {"a": []},
    [[]],
    "9" * 999,
]


@pytest.mark.parametrize("name", [HARBOUR, "seeds/entities.json", "seeds/outlets.json"])
def test_any_value_in_any_field_is_told_and_no_crash(project: Path, name: str) -> None:
    """A check ends with a report, whatever one field of a record holds, and says nothing that a terminal acts on."""
    original = json.loads((project / name).read_text(encoding="utf-8"))
    for holder, key in list(places(original)):
        kept = holder[key]
        for value in MUTATIONS:
            holder[key] = value
            (project / name).write_text(json.dumps(original))
            report = broadsheet.validate(project / name)
            assert not any(c in str(report.to_dict()["issues"]) for c in ("\x1b", "\u202e"))
        holder[key] = kept


def places(value: Any) -> Any:
    """Each holder and key inside a value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in steps:
        yield value, key
        if not isinstance(value, list) or key == 0:
            yield from places(item)


def test_json_lines_hold_one_record_a_line(project: Path, tmp_path: Path) -> None:
    """Each line is judged by itself, with its own number; blank lines count but hold nothing."""
    lines = [json.dumps(json.loads((project / name).read_text(encoding="utf-8"))) for name in (HARBOUR, QUAY)]
    broken = lines[1].replace('"2024-06-11-quay"', '"Quay"', 1)
    file = tmp_path / "articles.jsonl"
    file.write_bytes("\r\n".join([lines[0], "", "{", broken, "[]", ""]).encode())
    found = [(issue.line, issue.code, issue.pointer) for issue in broadsheet.validate(file).issues if issue.line]
    assert found == [(3, "B003", None), (4, "B106", "/id")]


def test_twenty_thousand_lines_take_seconds(tmp_path: Path) -> None:
    """The time grows with the lines, not with their square."""
    file = tmp_path / "articles.jsonl"
    file.write_text("[1]\n" * 20_000)
    assert broadsheet.validate(file).stats["errors"] == {"type-error": 20_000}
    assert takes_less(30, lambda: codes(file))


def test_a_list_of_ten_megabytes_is_checked(project: Path, tmp_path: Path) -> None:
    """A large file takes longer, and nothing else."""
    record = json.loads((project / HARBOUR).read_text(encoding="utf-8"))
    size = 10_000_000 // len(json.dumps(record))
    with (tmp_path / "articles.json").open("w") as file:
        file.write("[" + ",".join(json.dumps(record | {"id": f"a{n}"}) for n in range(size)) + "]")
    report = broadsheet.validate(tmp_path / "articles.json")
    assert (size, ["B306"]) == (report.stats["records"], [issue.code for issue in report.issues])


@pytest.mark.parametrize("name", [HARBOUR, "seeds/entities.json", "seeds/outlets.json"])
def test_a_folder_where_a_file_should_be_is_told(project: Path, name: str) -> None:
    """It cannot be read as records, and the rest is checked all the same."""
    (project / name).unlink()
    (project / name).mkdir()
    assert "B001" in codes(project)


def test_a_file_where_a_folder_should_be_is_told(project: Path) -> None:
    """A project whose folder of articles is a file has no articles."""
    shutil.rmtree(project / "seeds/articles")
    (project / "seeds/articles").write_text("")
    assert "B002" in codes(project)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_among_the_records_does_not_hang_the_check(project: Path) -> None:
    """Nobody writes into it, and nobody waits."""
    os.mkfifo(project / "seeds/articles/pipe.json")
    os.mkfifo(project / "seeds/texts/pipe.txt")
    assert codes(project) == ["B001"]


def test_links_are_followed_and_loops_are_told(project: Path, tmp_path: Path) -> None:
    """A record may be a link to a file; a link to nothing or to itself cannot be read."""
    shutil.move(project / HARBOUR, tmp_path / "elsewhere.json")
    (project / HARBOUR).symlink_to(tmp_path / "elsewhere.json")
    assert codes(project) == []
    (project / "seeds/articles/dangling.json").symlink_to("nowhere.json")
    (project / "seeds/articles/loop.json").symlink_to("loop.json")
    assert codes(project) == ["B001", "B001"]
    with pytest.raises(UnreadableError):
        broadsheet.validate(project / "seeds/articles/loop.json")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become somebody else")
def test_what_one_may_not_read_is_told(open_folder: Path, project: Path) -> None:
    """A record or a text without permission ends in a message."""
    project = Path(shutil.copytree(project, open_folder / "harbour"))
    code = (
        "import os, sys, broadsheet; broadsheet.validate(sys.argv[1]); os.seteuid(65534)\n"
        "try: print([i.code for i in broadsheet.validate(sys.argv[1]).issues])\n"
        "except broadsheet.BroadsheetError as error: print(error.code)"
    )

    def found() -> str:
        return subprocess.run([sys.executable, "-c", code, project], check=True, capture_output=True, text=True).stdout

    assert found() == "[]\n"
    (project / HARBOUR).chmod(0)
    assert found() == "['B001']\n"
    (project / HARBOUR).chmod(0o644)
    (project / "seeds/texts/2024-05-02-harbour.txt").chmod(0)
    assert found() == "B001\n"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("name =", "is not TOML"),
        ("", "name: is missing"),
        ('nmae = "x"', "nmae is not a setting, did you mean name?"),
        ("[name]", "name: is not text"),
        ('keywords = "ports"', "keywords: is not a list; write it in square brackets"),
        ('contributors = ["Jon Vik"]', "contributors.0: is not a table; write a table with title, path, email"),
        (
            'contributors = [{title = "Jon Vik", role = "x"}]',
            "contributors.0.role is not a setting, did you mean roles?",
        ),
        ('sources = [{title = "Wire", home = "x"}]', "sources.0.home is not a setting, known: title, path"),
        ("licenses = []", "licenses: is empty; name at least one"),
        ('name = "Harbour News"', "name: 'Harbour News' is not a package name (Name of the data package: lower case"),
    ],
)
def test_settings_that_cannot_be_understood_stop_a_build(project: Path, settings: str, message: str) -> None:
    """The file and everything that is wrong with it are named."""
    (project / "broadsheet.toml").write_text(settings)
    with pytest.raises(SettingsError) as raised:
        broadsheet.build(project, out=project.parent / "out")
    assert message in str(raised.value)
    assert "broadsheet.toml" in str(raised.value)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\x00", "name = 1".encode("utf-16")])
def test_settings_that_are_no_text_are_told(project: Path, data: bytes) -> None:
    """Bytes that are no TOML end in a message, in whichever command."""
    (project / "broadsheet.toml").write_bytes(data)
    with pytest.raises(BroadsheetError):
        broadsheet.validate(project)


def test_the_settings_may_stand_in_pyproject(project: Path) -> None:
    """`[tool.broadsheet]` is as good as a file of its own; lines are those of that file."""
    settings = (project / "broadsheet.toml").read_text(encoding="utf-8")
    run = "a quay of its own next spring, on the quiet side"
    settings = settings.replace("as data: an example", f"as data, {run}, an example")
    (project / "broadsheet.toml").unlink()
    (project / "pyproject.toml").write_text(f'[project]\ndescription = "x"\n\n[tool.broadsheet]\n{settings}')
    (issue,) = broadsheet.validate(project).issues
    assert (issue.code, issue.path, issue.pointer, issue.line) == ("B401", "pyproject.toml", "/description", 7)


def test_an_issue_as_a_dictionary_has_every_key() -> None:
    """Programs that read the report never have to ask whether a key is there."""
    issue = broadsheet.Issue.of("B104", "no date")
    keys = "code type severity message hint path resource row field value pointer line"
    assert keys.split() == list(issue.to_dict())


@pytest.mark.parametrize("name", ["a.jsonl", "a.JSONL", "a.json", "a.jsonl.gz", "lists.jsonl"])
def test_a_file_without_a_record_is_told(tmp_path: Path, name: str) -> None:
    """It fails nothing, but nobody takes it for a file that was checked."""
    data = {"a.json": b"[]", "lists.jsonl": b"[]\n\n[]\n"}.get(name, b" \n\n")
    (tmp_path / name).write_bytes(gzip.compress(b"") if name.endswith(".gz") else data)
    report = broadsheet.validate(tmp_path / name)
    assert ([issue.code for issue in report.issues], report.valid) == (["B011"], True)


def test_the_case_of_an_ending_does_not_count(project: Path, tmp_path: Path) -> None:
    """Files of records in a folder are found, and read, under names in capitals."""
    records = [json.loads((project / name).read_bytes()) for name in (HARBOUR, QUAY)]
    lines = "\n".join(json.dumps(record) for record in records).encode()
    for name, data in {"A.JSON": lines.split(b"\n")[0], "B.JSONL": lines, "C.JSONL.GZ": gzip.compress(lines)}.items():
        (tmp_path / "x" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "x" / name).write_bytes(data)
    assert broadsheet.validate(tmp_path / "x").stats["records"] == 5


def test_lines_that_end_in_cr_are_told(tmp_path: Path) -> None:
    """What was found, and what to do."""
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "a"}\r{"id": "b"}\r')
    (issue,) = broadsheet.validate(tmp_path / "a.jsonl").issues
    assert (issue.code, "CR alone" in (issue.hint or ""), "LF" in (issue.hint or "")) == ("B003", True, True)
