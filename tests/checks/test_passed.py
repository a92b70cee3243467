from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import broken, tried

from broadsheet.articles import Article
from broadsheet.checks import pieces, sharing, together
from broadsheet.checks.complete import Complete, Completing
from broadsheet.checks.examine import Examine, Recall
from broadsheet.checks.file_bytes import LONGEST_FILE
from broadsheet.checks.known import Known
from broadsheet.checks.passed import Passed
from broadsheet.checks.pieces import Piece
from broadsheet.checks.projects import check_record_files
from broadsheet.checks.texts import Texts
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
    """Articles on lines, in a list and in files of their own, with or without entities and outlets."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    text = [json.dumps(each, ensure_ascii=bool(place % 2)) for place, each in enumerate(lines)]
    (folder / "lines.jsonl").write_text("\n\n".join(text), encoding="utf-8")
    (folder / "again.ndjson").write_text("\n".join(text[:2]), encoding="utf-8")
    (folder / "list.json").write_text(json.dumps(more), encoding="utf-8")
    for name, each in zip(("one", "other", "outlets"), more, strict=False):
        (folder / f"{name}.json").write_text(json.dumps(each, indent=2), encoding="utf-8")
    if context:
        for name in ("entities.json", "outlets.json"):
            shutil.copy(SEEDS / name, folder / name)
    return [folder]


def shared(paths: list[Path], sizes: tuple[int, int], *, accepts: bool = True, spills: bool = False) -> Report:
    """The report of a check in shards of a few files or lines, whose ids go to disk or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "SHARE", sizes[0])
        patch.setattr(pieces, "WINDOW", sizes[0] // 2)
        patch.setattr(pieces, "FIRST", 8)
        patch.setattr(sharing, "MOST", sizes[1])
        if not accepts:
            patch.setattr(Passed, "accept", lambda *_: False)
        if spills:
            patch.setattr(together, "Known", lambda _: Known(0))
        return check_record_files(paths)


@tried(100)
@given(
    st.lists(articles(), max_size=6),
    st.lists(articles(), max_size=3),
    st.booleans(),
    st.tuples(st.sampled_from([300, 5000, 1 << 20]), st.integers(1, 4)),
    st.booleans(),
)
def test_shards_change_nothing(  # noqa: PLR0913, PLR0917 - records, and how they are shared out
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[Any],
    more: list[Any],
    context: bool,
    sizes: tuple[int, int],
    spills: bool,
) -> None:
    """The report is the one of a check in one shard whose checks explain everything."""
    paths = written(tmp_path_factory.mktemp("records") / "x", lines, more, context=context)
    one, other = shared(paths, (1 << 20, 256), accepts=False), shared(paths, sizes, spills=spills)
    assert dict(other.stats) == dict(one.stats)
    assert [issue.to_dict() for issue in other.issues] == [issue.to_dict() for issue in one.issues]


def test_articles_are_let_go() -> None:
    """Good articles on lines are counted, and of each its id is known; no record is kept."""
    lines = "\n".join(json.dumps({**RECORDS[1], "id": f"a{n}"}) for n in range(50)).encode()
    found = Examine()((Piece("a.jsonl", data=lines),))
    assert (found.records.articles, found.ids) == ([], "\n".join(f"a{n}" for n in range(50)))
    assert found.numbers[0] == 50 * len(RECORDS[1]["segments"])
    again, _ = Recall({"a7"}, frozenset())((Piece("a.jsonl", data=lines),))
    assert [(entry.value["id"], entry.document.first_line) for entry in again] == [("a7", 8)]


def test_a_line_that_is_too_long_is_told(tmp_path: Path) -> None:
    """It is not read into memory as a whole, and the lines after it are checked."""
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(LONGEST_FILE + 10)
        file.seek(0, 2)
        file.write(b"\n" + json.dumps(RECORDS[1]).encode() + b"\n{")
    report = check_record_files([tmp_path / "a.jsonl"])
    assert [(issue.code, issue.line) for issue in report.issues] == [("B001", 1), ("B003", 3), ("B306", None)]
    assert report.stats["records"] == 1


NUMBERS = (
    st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15) | st.floats(-1e-3, 1e-3) | st.sampled_from([5.0, -0.0])
)


@tried(60)
@given(st.sampled_from(RECORDS), NUMBERS, NUMBERS, st.text(max_size=5).filter(str.isprintable))
def test_an_accepted_line_is_published_as_its_model_writes_it(
    record: dict[str, Any], value: float, low: float, words: str
) -> None:
    """Whether it lacks nothing, however it is spelled, or goes through the model: every byte is the same."""
    figures = [{**each, "value": value, "low": min(low, value), "high": None} for each in record["figures"]]
    texts = {"text": None, "abstract": f"One{words}."}
    model = Article.model_validate({**record, **texts, "figures": figures}).model_dump(mode="json")
    otherwise = {**model, "figures": [{**each, "value": value} for each in model["figures"]]}
    turned = dict(reversed(model.items()))
    spelled = [json.dumps(turned, indent=1).encode(), orjson.dumps(model, option=orjson.OPT_INDENT_2)]
    for data in (orjson.dumps(otherwise), orjson.dumps(model), *spelled):
        completing = Completing(Complete(Path(), Texts(), "open"))
        assert Passed(completing=completing).accept(data)
        assert completing._lines == [(record["id"], orjson.dumps(model))]
