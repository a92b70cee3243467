"""How many issues of records are shown, and how many there are."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.checks.tally import FILES, Tally, Total
from broadsheet.cli import main
from broadsheet.issues import Issue, Report
from broadsheet.reports import FORMS, as_text, to_frictionless_report, told

BAD = '{"id": 1}\n'
"""A record with an id that is no text, and without five fields."""


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of nine bad records, and one of two."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(BAD * 9)
    Path("b.jsonl").write_text(BAD * 2)
    return tmp_path


def checked(*paths: str, **more: Any) -> Report:
    """The report on some files."""
    return broadsheet.validate(*paths, **more)


def test_of_each_file_and_rule_the_first_issues_are_shown(many: Path) -> None:
    """All are counted, by type and by kind."""
    report, every = checked("a.jsonl", "b.jsonl", limit=2), checked("a.jsonl", "b.jsonl", limit=None)
    found = [(issue.path, issue.line) for issue in report.issues if issue.code == "B103"]
    assert found == [("a.jsonl", 1), ("a.jsonl", 2), ("b.jsonl", 1), ("b.jsonl", 2)]
    assert report.stats == every.stats
    assert report.stats["errors"]["type-error"] == 11
    assert sum(report.more().values()) == len(every.issues) - len(report.issues) > 7
    assert (report.valid, sum(every.more().values())) == (False, 0)


def test_every_form_says_how_many_more_there_are(many: Path) -> None:
    """Seven more of nine wrong types; two forms have the sums of all instead."""
    report = checked("a.jsonl", limit=2)
    for form in FORMS:
        assert "7 more like this" in told(report, form) or form in {"json", "frictionless"}, form
    assert json.loads(told(report, "json"))["stats"]["errors"]["type-error"] == 9
    assert to_frictionless_report(report)["stats"]["errors"] == sum(report.stats["errors"].values())


def test_the_number_stands_under_the_last_issue_of_its_kind(many: Path) -> None:
    """With the file and the rule."""
    lines = as_text(checked("a.jsonl", limit=1)).splitlines()
    place = next(number for number, line in enumerate(lines) if line.endswith("[B103]"))
    assert lines[place + 1] == "a.jsonl: and 8 more like this  [B103]"


@pytest.mark.parametrize("form", FORMS)
def test_nothing_shown_is_told_in_every_form(many: Path, form: str) -> None:
    """With a limit of nothing a program that reads the report does not take the data for good."""
    report = checked("a.jsonl", limit=0)
    text = told(report, form)
    assert '"count": 9' in text if form == "json" else "9 issues of this rule, not shown" in text
    assert to_frictionless_report(report)["valid"] is False


def test_of_many_files_the_first_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The issues of a rule in all others are counted together."""
    monkeypatch.chdir(tmp_path)
    for number in range(FILES + 5):
        Path(f"{number:03}.jsonl").write_text("[1]\n" * 3)
    report = checked(".", limit=1)
    assert [issue.path for issue in report.issues if issue.path] == [f"{n:03}.jsonl" for n in range(FILES)]
    assert report.stats["errors"] == {"type-error": 3 * (FILES + 5)}
    assert "15 issues of this rule in other files, not shown  [B103]" in as_text(report)


def test_the_command_shows_five_of_each_kind(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Or as many as are asked for, or all."""
    shown = {}
    for words in ((), ("--limit", "1"), ("--all",)):
        with pytest.raises(SystemExit) as ended:
            main(["validate", "a.jsonl", *words])
        shown[words] = sum(
            line.endswith("[B103]") and "more" not in line for line in capsys.readouterr().out.split("\n")
        )
        assert ended.value.code == 1
    assert shown == {(): 5, ("--limit", "1"): 1, ("--all",): 9}


def issue(path: str | None, code: str, line: int) -> Issue:
    """An issue somewhere; one of a file that cannot be read has no line."""
    return Issue.of(code, "", path=path, line=line or None if code != "B001" else None)


PLACES = st.tuples(st.sampled_from(["a", "b", "c", None]), st.sampled_from(["B001", "B101", "B103"]), st.integers(0, 3))


@settings(max_examples=50)
@given(st.lists(st.lists(PLACES, max_size=8), max_size=5), st.one_of(st.none(), st.integers(0, 3)))
def test_shards_add_up(shards: list[list[tuple[str | None, str, int]]], limit: int | None) -> None:
    """What several shards found, in their order, is what one would have found."""
    whole, parts, one = Total(limit, {"a", "b"}), Total(limit, {"a", "b"}), Tally(limit)
    for shard in shards:
        found, tally = [issue(*each) for each in shard], Tally(limit)
        tally.add(found)
        one.add(found)
        parts.take(tally)
    whole.take(one)
    assert parts.report({}).to_dict()["issues"] == whole.report({}).to_dict()["issues"]
    assert parts.report({}).stats["errors"] == whole.report({}).stats["errors"]


def test_memory_does_not_grow_with_the_issues(tmp_path: Path) -> None:
    """Ten times as many bad records take as much."""
    peaks = []
    for size in (300, 3_000):
        file = tmp_path / f"{size}.jsonl"
        file.write_text("[1]\n" * size)
        broadsheet.validate(file, limit=5, engine="local")
        tracemalloc.start()
        broadsheet.validate(file, limit=5, engine="local")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 500_000
