"""What a path names, and what `broadsheet.validate` and the command make of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet.cli import main
from broadsheet.errors import BroadsheetError, UnreadableError

ROOT = Path(__file__).parent.parent.parent


def zipped(package: Path, archive: Path) -> Path:
    """An archive of a package."""
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(package.rglob("*.*")):
            packed.write(path, path.relative_to(package).as_posix())
    return archive


def status(*words: str) -> object:
    """The exit status of `broadsheet validate`."""
    with pytest.raises(SystemExit) as leaving:
        main(["validate", *words])
    return leaving.value.code


def test_a_folder_a_descriptor_and_an_archive_are_the_same_package(bad):
    """All three give the same issues; paths lead to the files from the current folder."""
    folder = broadsheet.validate(bad)
    assert broadsheet.validate("bad/datapackage.json") == folder
    archive = broadsheet.validate(zipped(bad, Path("bad.zip")))
    assert {issue.path for issue in folder.issues} == {"bad/datapackage.json", "bad/data/ports.csv"}
    assert {issue.path for issue in archive.issues} == {"bad.zip/datapackage.json", "bad.zip/data/ports.csv"}
    assert [issue.message for issue in archive.issues] == [issue.message for issue in folder.issues]


def test_a_descriptor_may_have_any_name(bad):
    """Any JSON with resources is a descriptor."""
    (bad / "datapackage.json").rename(bad / "harbours.json")
    assert broadsheet.validate(bad / "harbours.json").stats["rows"] == 6


@pytest.mark.parametrize("value", ["[" * 1100 + "]" * 1100, "1e999999", "[1,]"])
def test_a_descriptor_of_any_name_may_be_hard_to_read(value: str, tmp_path: Path) -> None:
    """It is told, or read, like one that bears the usual name, and never as a record."""
    text, told = f'{{"a": {value}, "resources": []}}', []
    for name in ("harbours.json", "datapackage.json"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        told.append([(issue.code, issue.message) for issue in broadsheet.validate(tmp_path / name).issues])
    assert told[0] == told[1] != []


def test_inside_a_package_paths_are_as_short_as_can_be(bad, monkeypatch):
    """In the folder of the package its files are named as the descriptor names them."""
    monkeypatch.chdir(bad)
    assert {issue.path for issue in broadsheet.validate().issues} == {"datapackage.json", "data/ports.csv"}


def test_a_broken_archive_is_named_itself(tmp_path, monkeypatch):
    """What is no archive has no files whose paths could be told."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04")
    assert [(issue.code, issue.path) for issue in broadsheet.validate("half.zip").issues] == [("B515", "half.zip")]


def test_a_project_that_is_a_package_is_checked_as_both(bad):
    """Records and tables are counted in one report."""
    shutil.copytree(ROOT / "tests/examples/project", "project")
    alone = broadsheet.validate("project")
    shutil.copytree(bad, "project", dirs_exist_ok=True)
    both = broadsheet.validate("project")
    assert (alone.stats["records"], "rows" in alone.stats) == (2, False)
    assert (both.stats["records"], both.stats["rows"]) == (2, 6)
    assert {issue.path for issue in both.issues} == {"datapackage.json", "data/ports.csv"}


def test_several_packages_are_one_report(good, bad):
    """Counts are added up, and so are errors by type."""
    shutil.copytree(bad, "worse")
    report = broadsheet.validate(good, bad, "worse")
    assert report.stats["rows"] == 16
    assert report.stats["errors"] == {"constraint-error": 4, "package-error": 2, "primary-key": 2, "type-error": 6}


@pytest.mark.parametrize(("words", "expected"), [(["good"], 0), (["bad"], 1), (["gone"], 2), (["table.csv"], 2)])
def test_the_exit_status_tells_bad_data_from_what_was_not_checked(good, bad, words, expected, capsys):
    """0: valid; 1: invalid; 2: there was nothing to check."""
    Path("table.csv").write_text("id\n1\n", encoding="utf-8")
    assert status(*words) == expected
    assert "Traceback" not in capsys.readouterr().err


def test_a_table_by_itself_is_no_package(tmp_path):
    """The hint says what is missing."""
    (tmp_path / "table.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(UnreadableError) as raised:
        broadsheet.validate(tmp_path / "table.csv")
    assert raised.value.hint == "name the datapackage.json that describes it"


@pytest.mark.parametrize(("path", "advice"), [("https://example.org/datapackage.json", "download"), ("-", "to a file")])
def test_what_is_no_path_is_told_what_to_do_instead(path: str, advice: str) -> None:
    """Web addresses and standard input are not read."""
    with pytest.raises(UnreadableError) as raised:
        broadsheet.validate(path)
    assert advice in str(raised.value.hint)


def test_limits_choose_what_is_shown_and_never_what_is_counted(bad, capsys):
    """--limit and --all change the list, not the sum."""
    shown = {}
    for words in (["--limit", "1"], ["--limit", "2"], ["--all"]):
        assert status("bad", "--format", "json", *words) == 1
        found = json.loads(capsys.readouterr().out)
        shown[words[-1]] = len(found["issues"])
        assert sum(found["stats"]["errors"].values()) == 7
    assert shown == {"1": 5, "2": 6, "--all": 7}


def test_limit_and_all_contradict_each_other(bad, capsys):
    """A call that says two things is wrong."""
    assert status("bad", "--limit", "1", "--all") == 2
    assert "--all and --limit say different things" in capsys.readouterr().err


def test_reports_are_written_besides(bad, capsys):
    """`--report FORM=FILE` writes other forms in the same run."""
    assert status("bad", "--report", "junit=a.xml", "--report", "sarif=a.sarif") == 1
    assert Path("a.xml").read_text("utf-8").startswith("<testsuites>")
    assert json.loads(Path("a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert capsys.readouterr().out.endswith("6 rows checked: 7 errors\n")


@pytest.mark.parametrize("word", ["junit", "=a.xml", "yaml=a.yaml"])
def test_a_report_needs_a_form_and_a_file(bad, word, capsys):
    """What is misspelt is a wrong call, and no file is written."""
    assert status("bad", "--report", word) == 2
    assert "write FORM=FILE" in capsys.readouterr().err


def test_hosts_are_refused_until_they_are_allowed(good):
    """A file on the web is an error that names the way out; nothing is fetched."""
    descriptor = json.loads((good / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][0]["path"] = "https://data.example.invalid/ports.csv"
    (good / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    issues = broadsheet.validate(good).issues
    assert [(issue.code, issue.path) for issue in issues] == [("B519", "https://data.example.invalid/ports.csv")]


def test_a_package_is_checked_without_the_models_of_records(bad):
    """Pydantic, and what only records need, is not loaded."""
    code = (
        "import sys; from broadsheet.cli.main import cli; cli.main(['validate', 'bad'], standalone_mode=False);"
        "print([n for n in ('pydantic', 'jsonschema_rs', 'xml.etree', 'tomllib', 'frictionless') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", ["datapackage.yaml", "seeds.yml"])
def test_yaml_is_never_read(name: str, tmp_path: Path) -> None:
    """A descriptor in YAML is not read: nothing is said about what it describes."""
    (tmp_path / name).write_text("resources: []\n", encoding="utf-8")
    with pytest.raises(UnreadableError) as raised:
        broadsheet.validate(tmp_path / name)
    assert raised.value.hint == "write it as JSON"


@pytest.mark.parametrize(
    ("given", "told"), [({"engine": "goodtables"}, "no engine 'goodtables'"), ({"limit": -1}, "-1")]
)
def test_a_choice_that_is_not_there_is_a_wrong_call(good: Path, given: dict[str, Any], told: str) -> None:
    """Who misspells an engine is not given another in silence."""
    with pytest.raises(BroadsheetError, match=told):
        broadsheet.validate(good, **given)


def test_one_host_is_not_its_letters(good: Path) -> None:
    """A text is one host, not many of one letter."""
    report = broadsheet.validate(good, allow_remote="data.example.org")
    assert [source.allow_remote for source in report.sources] == [("data.example.org",)]
