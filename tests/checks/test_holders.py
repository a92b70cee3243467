"""Records in zip archives and in Parquet."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from broadsheet.checks import pieces
from broadsheet.checks.projects import check_record_files
from broadsheet.checks.validate import validate
from broadsheet.checks.work import Work
from broadsheet.errors import UnreadableError
from broadsheet.issues import Report
from broadsheet.packages.prepare import prepare
from broadsheet.projects import open_project

PROJECT = Path(__file__).parent.parent / "examples/project"
ARTICLES = sorted((PROJECT / "seeds/articles").iterdir())
RECORDS: list[dict[str, Any]] = [json.loads(path.read_bytes()) for path in ARTICLES]


@pytest.fixture(autouse=True)
def _no_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROADSHEET_TEXTS", raising=False)


def parquet(path: Path, records: list[dict[str, Any]], **options: Any) -> Path:
    """A file with a record in each row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(records, infer_schema_length=None, strict=False).write_parquet(path, **options)
    return path


def zipped(path: Path, members: dict[str, str]) -> Path:
    """An archive of some members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def told(report: Report) -> list[tuple[str, str, int | None]]:
    """Code, file and line of the errors of a report."""
    errors = (issue for issue in report.issues if issue.severity == "error")
    return [(issue.code, Path(issue.path or "").name, issue.line) for issue in errors]


@pytest.mark.parametrize("form", ["parquet", "zip", "zip of lines"])
def test_a_project_may_hold_its_articles_in_one_file(tmp_path: Path, form: str) -> None:
    """They are checked and built as those in files of their own."""
    shutil.copytree(PROJECT, tmp_path / "project")
    project, articles = open_project(tmp_path / "project"), tmp_path / "project/seeds/articles"
    one, report = prepare(project, "full")
    for path in articles.iterdir():
        path.unlink()
    if form == "parquet":
        parquet(articles / "all.parquet", RECORDS[::-1], row_group_size=1)
    elif form == "zip":
        zipped(articles / "all.zip", {f"x/{path.name}": path.read_text(encoding="utf-8") for path in ARTICLES})
    else:
        zipped(articles / "all.zip", {"all.jsonl": "\n".join(map(json.dumps, RECORDS))})
    other, again = prepare(project, "full")
    assert list(other.articles) == list(one.articles)
    numbers = {name: count for name, count in report.stats.items() if name != "files"}
    assert {name: count for name, count in again.stats.items() if name != "files"} == numbers


def test_what_a_row_lacks_is_left_out(tmp_path: Path) -> None:
    """A table has nothing where a record may leave a list out, and fractions where it has whole numbers."""
    short = {name: value for name, value in RECORDS[0].items() if name not in {"mentions", "is_based_on"}}
    figures = [{**each, "value": float(each["value"] or 0)} for each in RECORDS[1]["figures"]]
    other = RECORDS[1] | {"creative_work_status": None, "figures": figures}
    path = parquet(tmp_path / "a.parquet", [short, other])
    assert told(validate(path)) == []
    assert validate(path).stats["records"] == 2


def test_issues_name_the_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also behind the first share of a long file."""
    monkeypatch.setattr(pieces, "SHARE", 9000)
    monkeypatch.setattr(pieces, "WINDOW", 4000)
    records = [{**RECORDS[0], "id": f"a{number}"} for number in range(60)]
    records[49]["headline"] = " blank "
    path = parquet(tmp_path / "a.parquet", records, row_group_size=10)
    assert told(check_record_files([path], work=Work("local"))) == [("B106", "a.parquet", 50)]


def test_issues_name_the_member(tmp_path: Path) -> None:
    """With its line, and the archive around it; the others are checked."""
    lines = [json.dumps({**RECORDS[0], "id": f"a{number}"}) for number in range(3)]
    path = zipped(
        tmp_path / "a.zip", {"in/b.jsonl": "\n".join([*lines[:2], "{", lines[2]]), "in/c.json": "[", "d.txt": ""}
    )
    report = validate(path)
    errors = [(issue.path, issue.line) for issue in report.issues if issue.severity == "error"]
    assert errors == [(f"{path.as_posix()}/in/b.jsonl", 3), (f"{path.as_posix()}/in/c.json", 1)]
    assert report.stats["records"] == 3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda frame: frame.drop("rights"), "has no column rights"),
        (lambda frame: frame.with_columns(mentions=pl.lit("[]")), "has String in the column mentions, which is a list"),
        (lambda frame: frame.with_columns(rights=pl.lit(1)), "has Int32 in the column rights, which is nested"),
    ],
)
def test_other_columns_are_one_issue(tmp_path: Path, change: Any, message: str) -> None:
    """Not one for each row."""
    path = parquet(tmp_path / "a.parquet", RECORDS * 9)
    change(pl.read_parquet(path)).write_parquet(path)
    (issue,) = (issue for issue in validate(path).issues if issue.severity == "error")
    assert (issue.code, message in issue.message) == ("B001", True)


def test_a_table_is_no_file_of_records(tmp_path: Path) -> None:
    """What nests nothing is asked for its descriptor."""
    path = parquet(tmp_path / "a.parquet", [{"id": "a", "headline": "Port opens"}])
    with pytest.raises(UnreadableError, match="nothing says what its columns mean"):
        validate(path)
    assert validate(zipped(tmp_path / "a.zip", {"a.csv": "id\n", "b.json": "{}"})).issues[0].code != "B101"


def test_a_cut_file_is_told(tmp_path: Path) -> None:
    """As what it is, and the exit status says that not all was checked."""
    path = parquet(tmp_path / "project/seeds/articles/a.parquet", RECORDS)
    path.write_bytes(path.read_bytes()[:-40])
    report = check_record_files([path], work=Work("local"))
    assert [(issue.code, issue.message[:28]) for issue in report.issues if issue.severity == "error"] == [
        ("B001", "cannot be read: it is not Pa")
    ]


def test_unsafe_archives_are_refused(tmp_path: Path) -> None:
    """A name that leads out, a link, a member that is locked or damaged."""
    path = zipped(tmp_path / "a.zip", {"../a.json": "{}"})
    assert "leaves the folder" in validate(path).issues[0].message
    text = ARTICLES[0].read_text(encoding="utf-8")
    data = bytearray(zipped(path, {"a.json": text, "b.json": text}).read_bytes())
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    path.write_bytes(data)
    report = validate(path)
    assert (told(report), report.stats["records"]) == ([("B001", "a.json", None)], 1)
    assert "protected by a password" in next(issue.message for issue in report.issues if issue.severity == "error")
    data = bytearray(zipped(path, {"a.json": text, "b.json": text}).read_bytes())
    data[60:80] = b"\0" * 20
    path.write_bytes(data)
    assert told(validate(path)) == [("B001", "a.json", None)]


def test_an_archive_without_records_is_told(tmp_path: Path) -> None:
    """In a project, where an archive can hold nothing else."""
    shutil.copytree(PROJECT, tmp_path / "project")
    zipped(tmp_path / "project/seeds/articles/a.zip", {"a.txt": "Port opens"})
    assert ("B002", "a.zip", None) in told(validate(tmp_path / "project"))
