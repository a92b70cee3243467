from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import broken, tried

from broadsheet.checks.documents import LONGEST_FILE, numbered_lines
from broadsheet.checks.passed import Passed
from broadsheet.checks.projects import check_record_files
from broadsheet.issues import Report

SEEDS = Path(__file__).parent.parent / "examples/project/seeds"
RECORDS = [json.loads(path.read_bytes()) for path in sorted((SEEDS / "articles").iterdir())]
IDS = ["storm", "quay", "2024-05-02-harbour", "2024-06-11-quay"]


@st.composite
def articles(draw: st.DrawFn) -> Any:
    """Articles that agree with the entities and outlets of the example, or nearly."""
    record = copy.deepcopy(draw(st.sampled_from(RECORDS)))
    record["id"] = draw(st.sampled_from(IDS) | st.from_regex(r"[a-z]{4}", fullmatch=True))
    changes = {
        0: lambda: record.update(publisher="nobody"),
        1: lambda: record.update(is_based_on=[draw(st.sampled_from([*IDS, "lost", "https://example.org/a"]))]),
        2: lambda: record["mentions"][0].update(entity="nobody"),
        3: lambda: record["mentions"][-1].update(kind="document"),
        4: lambda: record.update(location_created=draw(st.sampled_from(["nowhere", record["mentions"][0]["entity"]]))),
        5: lambda: record.update(draw(broken(st.just(record), times=1).filter(lambda each: isinstance(each, dict)))),
    }
    for number in draw(st.sets(st.integers(0, 20), max_size=2)):
        changes.get(number, dict)()
    return record


def written(folder: Path, lines: list[Any], more: list[Any], *, context: bool) -> list[Path]:
    """A file of articles on lines and one with a list of them, with or without entities and outlets."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    text = [json.dumps(each, ensure_ascii=bool(place % 2)) for place, each in enumerate(lines)]
    (folder / "lines.jsonl").write_text("\n\n".join(text), encoding="utf-8")
    (folder / "again.ndjson").write_text("\n".join(text[:2]), encoding="utf-8")
    (folder / "list.json").write_text(json.dumps(more), encoding="utf-8")
    if context:
        for name in ("entities.json", "outlets.json"):
            shutil.copy(SEEDS / name, folder / name)
    return [folder]


def kept(paths: list[Path]) -> Report:
    """The report of a check that keeps every record."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Passed, "if_possible", classmethod(lambda _: None))
        return check_record_files(paths)


@tried(150)
@given(st.lists(articles(), max_size=6), st.lists(articles(), max_size=2), st.booleans())
def test_letting_articles_go_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, lines: list[Any], more: list[Any], context: bool
) -> None:
    """The report is the one of a check that keeps every record, but for ids of articles that might have been meant."""
    paths = written(tmp_path_factory.mktemp("records") / "x", lines, more, context=context)
    one, other = check_record_files(paths), kept(paths)
    assert dict(other.stats) == dict(one.stats)
    assert told(other) == told(one)


def told(report: Report) -> list[dict[str, Any]]:
    """The issues of a report."""
    issues = [issue.to_dict() for issue in report.issues]
    return [{**each, "hint": None} if "no article has the id" in each["message"] else each for each in issues]


def test_articles_are_let_go(tmp_path: Path) -> None:
    """Good articles on lines are counted and remembered by their ids, and no record is kept."""
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({**RECORDS[1], "id": f"a{n}"}) for n in range(50)))
    passed = Passed.if_possible()
    assert passed is not None
    passed.begin(tmp_path / "a.jsonl", "a.jsonl")
    for number, line in numbered_lines(tmp_path / "a.jsonl"):
        assert line is not None
        assert passed.accept(line, number)
    assert (len(passed), passed.holds("a49"), passed.holds("a50")) == (50, True, False)
    again = [(entry.value["id"], entry.document.first_line) for entry in passed.recall({"a7"}, set())]
    assert again == [("a0", 1), ("a1", 2), ("a2", 3), ("a7", 8)]
    assert passed.counts["segments"] == 50 * len(RECORDS[1]["segments"])


def test_a_line_that_is_too_long_is_told(tmp_path: Path) -> None:
    """It is not read into memory as a whole, and the lines after it are checked."""
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(LONGEST_FILE + 10)
        file.seek(0, 2)
        file.write(b"\n" + json.dumps(RECORDS[1]).encode() + b"\n{")
    report = check_record_files([tmp_path / "a.jsonl"])
    assert [(issue.code, issue.line) for issue in report.issues] == [("B001", 1), ("B003", 3), ("B306", None)]
    assert report.stats["records"] == 1
