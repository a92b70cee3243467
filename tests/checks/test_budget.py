"""The budget of memory: what it allows, and that nothing is lost where it is small."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from broadsheet.checks import budget
from broadsheet.checks.budget import Budget
from broadsheet.checks.packages import check_package
from broadsheet.checks.tables import json_lists, repeats, spool, table
from broadsheet.checks.tables.spool import Spool
from broadsheet.engines.memory import machine

ROWS = 20_000


def test_the_default_is_a_quarter_of_the_machine() -> None:
    """Without a word about memory, and never more than a container may take."""
    assert Budget.of().keys == Budget.of(machine() // 4).keys
    assert Budget.of("64MB").block < Budget.of("4GB").block == budget.BLOCK


def test_who_holds_most_goes_to_disk() -> None:
    """Beyond the budget the largest holder spills, and others stay."""

    class Holder:
        def __init__(self) -> None:
            self.spilled = 0

        def spill(self) -> None:
            self.spilled += 1

    large, small, held = Holder(), Holder(), Budget(keys=100)
    held.take(large, 80)
    held.take(small, 20)
    assert (large.spilled, small.spilled) == (0, 0)
    held.take(small, 1)
    assert (large.spilled, small.spilled) == (1, 0)
    held.take(small, 79)
    assert (large.spilled, small.spilled) == (1, 0)
    held.give(small)
    held.take(large, 100)
    assert (large.spilled, small.spilled) == (1, 0)


@pytest.fixture(params=["memory", "disk", "pieces"])
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Keys in memory, on disk, or on disk and compared a few at a time."""
    if request.param != "memory":
        monkeypatch.setattr(budget, "KEYS", 0)
    if request.param == "pieces":
        for module in (spool, repeats):
            monkeypatch.setattr(module, "PIECE", 100)
    return str(request.param)


def package(folder: Path, texts: dict[str, str], **schemas: Any) -> Path:
    """A package of tables by their names."""
    resources = [{"name": name, "type": "table", "path": f"{name}.csv", "schema": schemas[name]} for name in texts]
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text)
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    (folder / "datapackage.json").write_text(json.dumps({"$schema": profile, "resources": resources}))
    return folder


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("times", [2, 3, ROWS])
@pytest.mark.parametrize("kind", ["string", "integer", "number"])
def test_a_table_of_repeats(tmp_path: Path, times: int, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every key stands again and again: all are counted, the first are shown with what they repeat."""
    looked_at: list[int] = []
    revisit = table.revisit

    def watched(*args: Any) -> Any:
        for row in revisit(*args):
            looked_at.append(row[0])
            yield row

    monkeypatch.setattr(repeats, "revisit", watched)
    keys = [place // times for place in range(ROWS)]
    text = "k\n" + "".join(f"{key}\n" for key in keys)
    schema = {"fields": [{"name": "k", "type": kind}], "primaryKey": "k"}
    report = check_package(package(tmp_path, {"a": text}, a=schema), limit=3, memory="8MB")
    later = [place for place in range(ROWS) if place % times][:3]
    assert report.stats["errors"] == {"primary-key": ROWS - len(set(keys))}
    assert [issue.row for issue in report.issues] == [place + 2 for place in later]
    firsts = [place - place % times for place in later]
    assert [issue.message for issue in report.issues] == [
        f'The primary key "{keys[first]}" stands already in row {first + 2}.' for first in firsts
    ]
    assert 3 < len(looked_at) <= 6


@pytest.mark.usefixtures("held")
def test_a_table_of_lost_references(tmp_path: Path) -> None:
    """No reference is found: all are counted, the first are shown."""
    texts = {"a": "k\n" + "".join(f"{place}\n" for place in range(ROWS)), "b": "k\nx\n5\n\n"}
    reference = {"fields": ["k"], "reference": {"resource": "b", "fields": ["k"]}}
    schemas = {"a": {"fields": [{"name": "k"}], "foreignKeys": [reference]}, "b": {"fields": [{"name": "k"}]}}
    report = check_package(package(tmp_path, texts, **schemas), limit=7, memory="8MB")
    assert report.stats["errors"] == {"foreign-key": ROWS - 1}
    assert [issue.row for issue in report.issues] == [2, 3, 4, 5, 6, 8, 9]


@pytest.mark.usefixtures("held")
def test_numbers_that_share_a_double(tmp_path: Path) -> None:
    """Long numbers are told apart however many there are, and found equal in other spellings."""
    numbers = [
        *(str(2**60 + place) for place in range(300)),
        f"{2**60}.0",
        "1e400",
        "1e401",
        "NaN",
        "NaN",
        "0.5",
        ".50",
    ]
    schema = {"fields": [{"name": "k", "type": "number"}], "primaryKey": "k"}
    report = check_package(package(tmp_path, {"a": "k\n" + "\n".join(numbers) + "\n"}, a=schema), memory="8MB")
    assert [(issue.row, issue.code) for issue in report.issues] == [(302, "B651"), (308, "B651")]


def test_a_spool_gives_back_what_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row is in one bucket, those of equal keys in the same, in their order; closed, nothing is left."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(spool, "PIECE", 10)
    kept, rows = Spool(), pl.DataFrame({"row": range(500), "key": [place % 70 for place in range(500)]})
    for start in range(0, 500, 50):
        kept.put(rows[start : start + 50])
    buckets = [pl.concat(pieces) for place in range(spool.BUCKETS) if (pieces := list(kept.bucket(place)))]
    assert pl.concat(buckets).sort("row").equals(rows)
    assert all(bucket["row"].is_sorted() for bucket in buckets)
    assert sum(bucket["key"].n_unique() for bucket in buckets) == 70
    kept.close()
    assert list(tmp_path.iterdir()) == []


ITEMS = [f'{{"id":"{place}","n":{place}}}' for place in range(40)]
WRONG = {
    "good": lambda items: items,
    "rows of arrays": lambda _: ['["id","n"]', *(f'["{place}",{place}]' for place in range(40))],
    "a number too long for a machine": lambda items: [*items[:7], '{"id":"7","n":123456789012345678901234567890}'],
    "a key that comes late": lambda items: [*items, '{"id":"x","n":1,"late":true}'],
    "not an object": lambda items: [*items[:5], "5", *items[6:]],
    "a comma too many": lambda items: [*items, ""],
    "half a character": lambda items: [*items, '{"id":"\\ud800","n":1}'],
    "a byte that is no character": lambda items: [*items, '{"id":"\udcff","n":1}'],
    "beyond all computing": lambda items: [*items, '{"id":"y","n":1e99999999999}'],
    "deep": lambda items: [*items, '{"id":"y","n":' + "[" * 5000 + "]" * 5000 + "}"],
}


@pytest.mark.parametrize("fault", WRONG)
def test_long_lists_in_json_are_read_as_short_ones(tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Item by item or as a whole, the report is the same."""
    fields = [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]
    resource = {"name": "a", "type": "table", "path": "a.json", "schema": {"fields": fields, "primaryKey": "id"}}
    text = "[" + ",\n".join(WRONG[fault](ITEMS)) + "]"
    (tmp_path / "a.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    whole = check_package(tmp_path)
    monkeypatch.setattr(json_lists, "LONG", 0)
    assert check_package(tmp_path) == whole
    good = {"good", "rows of arrays", "a number too long for a machine", "half a character"}
    assert whole.valid is (fault in good)


LINES = {"a.json": b'[{"id": "a"},\n{"id": "\xff"}]', "a.jsonl": b'{"id": "a"}\n{"id": "\xff"}\n'}


@pytest.mark.parametrize("name", LINES)
def test_json_that_is_not_utf8_is_told(tmp_path: Path, name: str) -> None:
    """Bytes that are no character are an error in JSON as they are in CSV."""
    (tmp_path / name).write_bytes(LINES[name])
    resource = {"name": "a", "type": "table", "path": name, "schema": {"fields": [{"name": "id", "type": "string"}]}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    assert [(issue.code, issue.line) for issue in check_package(tmp_path).issues] == [("B611", 2)]
