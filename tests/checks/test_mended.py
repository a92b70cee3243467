"""What the differential test and the fuzzers found, one case each, so that it stays mended."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broadsheet.checks.packages import check_package
from broadsheet.issues import Report

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
Check = Callable[..., Report]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check a package of resources, written with its files."""

    def run(*resources: dict[str, Any], **files: str | bytes) -> Report:
        named = [{"name": f"r{place}", "type": "table", **each} for place, each in enumerate(resources)]
        (tmp_path / "datapackage.json").write_text(json.dumps({"$schema": V2, "resources": named}))
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (tmp_path / name.replace("_", ".")).write_bytes(data)
        return check_package(tmp_path, limit=None)

    return run


def field(**given: Any) -> dict[str, Any]:
    """A schema of one field."""
    return {"fields": [{"name": "x", **given}]}


def rows(report: Report) -> list[int | None]:
    """The rows that have issues."""
    return [issue.row for issue in report.issues]


def test_enum_may_write_one_value_in_two_ways(check: Check) -> None:
    """Items of enum differ as they are written; that two of them are the same date is no fault of the schema."""
    schema = field(type="date", format="%d/%m/%Y", constraints={"enum": ["1/2/2024", "01/02/2024"]})
    assert check({"schema": schema, "data": [["x"], ["01/2/2024"], ["2/2/2024"]]}).issues[0].row == 3


@pytest.mark.parametrize("values", [["a", "a"], [1, 1.0]])
def test_enum_has_each_item_once(check: Check, values: list[Any]) -> None:
    """The same item twice is a fault."""
    schema = field(type="string" if values[0] == "a" else "number", constraints={"enum": values})
    assert [issue.code for issue in check({"schema": schema, "data": [["x"]]}).issues] == ["B602"]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("LineString", [[0, 0]]),
        ("MultiLineString", [[[0, 0]]]),
        ("Polygon", [[[0, 0], [1, 0], [0, 0]]]),
        ("Polygon", [[[0, 0], [1, 0], [1, 1], [0, 1]]]),
        ("MultiPolygon", [[[]]]),
    ],
)
def test_lines_and_rings_have_enough_positions(check: Check, kind: str, coordinates: Any) -> None:
    """A line has two positions, a ring four of which the last is the first (RFC 7946, 3.1.4 and 3.1.6)."""
    cell = {"type": kind, "coordinates": coordinates}
    assert rows(check({"schema": field(type="geojson"), "data": [["x"], [cell]]})) == [2]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [("date", "2024-02-01", "1/2/2024"), ("time", "01:05:00", "1:05"), ("time", "01:05:00", "1:05:00.0")],
)
def test_references_compare_values_across_formats(check: Check, kind: str, one: str, other: str) -> None:
    """A reference holds when the values are equal, however the two fields write them."""
    form = "%d/%m/%Y" if kind == "date" else "%H:%M:%S.%f" if "." in other else "%H:%M"
    foreign = [{"fields": ["x"], "reference": {"resource": "r0", "fields": ["x"]}}]
    target = {"schema": field(type=kind), "path": "a.csv"}
    source = {"schema": {**field(type=kind, format=form), "foreignKeys": foreign}, "path": "b.csv"}
    assert check(target, source, a_csv=f"x\n{one}\n", b_csv=f"x\n{other}\n").valid


@pytest.mark.parametrize(
    ("kind", "cell"), [("date", "2024-02-01"), ("year", "0044"), ("yearmonth", "2024-02"), ("time", "01:05:00")]
)
def test_references_compare_values_across_files(check: Check, kind: str, cell: str) -> None:
    """A reference from JSON to CSV, or back, finds its row."""
    foreign = [{"fields": ["x"], "reference": {"resource": "r0", "fields": ["x"]}}]
    target = {"schema": field(type=kind), "path": "a.csv"}
    source = {"schema": {**field(type=kind), "foreignKeys": foreign}, "data": [["x"], [cell]]}
    assert check(target, source, a_csv=f"x\n{cell}\n").valid


def test_a_uri_may_have_an_empty_path(check: Check) -> None:
    """RFC 3986, 3.3: a path may be empty."""
    assert check({"schema": field(type="string", format="uri"), "data": [["x"], ["a:"]]}).valid


@pytest.mark.parametrize("cell", ["2024-01-011", "2024-011-01", "011/12/2024"])
def test_months_and_days_have_two_digits(check: Check, cell: str) -> None:
    """Three digits are neither, in whatever form a date comes."""
    assert rows(check({"schema": field(type="date", format="any"), "data": [["x"], [cell]]})) == [2]


@pytest.mark.parametrize(("allowed", "cell", "good"), [("true", True, False), (True, True, True), (True, "true", True)])
def test_a_boolean_is_no_text(check: Check, *, allowed: object, cell: object, good: bool) -> None:
    """In a field of any type, JSON's true is not the text; the text in a file of texts may stand for it."""
    schema = field(type="any", constraints={"enum": [allowed]})
    assert check({"schema": schema, "data": [["x"], [cell]]}).valid is good


LONG = 12345678901234567890123


@pytest.mark.parametrize("kind", ["integer", "number"])
@pytest.mark.parametrize("name", ["t.json", "t.jsonl", "t.csv"])
def test_long_integers_are_exact(check: Check, kind: str, name: str) -> None:
    """Two integers that differ in the 23rd digit are two, and one of them is beyond the other."""
    schema = field(type=kind, constraints={"unique": True, "maximum": LONG})
    lines = [["x"], [LONG], [LONG + 1], [LONG]]
    text = {
        "t.json": json.dumps(lines),
        "t.jsonl": "\n".join(map(json.dumps, lines)),
        "t.csv": f"x\n{LONG}\n{LONG + 1}\n{LONG}.0\n" if kind == "number" else f"x\n{LONG}\n{LONG + 1}\n+{LONG}\n",
    }[name]
    report = check({"schema": schema, "path": name}, **{name.replace(".", "_"): text})
    assert [(issue.code, issue.row) for issue in report.issues] == [("B642", 3), ("B650", 4)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.1", "0.10000000000000000001", False),
        ("1e400", "1e401", False),
        ("1e400", "10e399", True),
        ("1e-400", "1e-401", False),
        ("1e-400", "0", False),
        ("1e-400", "10e-401", True),
        ("0e999999", "0", True),
        ("1.0", "1", True),
        ("NaN", "nan", False),
        ("INF", "inf", True),
    ],
)
def test_numbers_are_compared_exactly(check: Check, one: str, other: str, *, same: bool) -> None:
    """Numbers are equal by value, whatever a double makes of them."""
    schema = field(type="number", constraints={"unique": True})
    report = check({"schema": schema, "path": "t.csv"}, t_csv=f"x\n{one}\n{other}\n")
    assert report.valid is not same


@pytest.mark.parametrize("form", ["inline", "t.json", "t.jsonl"])
def test_numbers_next_to_nothing_are_not_nothing(check: Check, form: str) -> None:
    """A JSON number that no double can hold is neither 0 nor equal to another, and lies above 0."""
    schema = field(type="number", constraints={"unique": True, "exclusiveMinimum": 0})
    numbers = ["1e-999999999", "2E-999999999", "0.5", "0.0", "0e-5"]
    lines = ['["x"]', *(f"[{number}]" for number in numbers)]
    text = "\n".join(lines) if form == "t.jsonl" else f"[{','.join(lines)}]"
    if form == "inline":
        inline = {"name": "r0", "type": "table", "schema": schema, "data": "@"}
        descriptor = json.dumps({"$schema": V2, "resources": [inline]}).replace('"@"', text)
        report = check(datapackage_json=descriptor)
    else:
        report = check({"schema": schema, "path": form}, **{form.replace(".", "_"): text})
    assert [(issue.code, issue.row) for issue in report.issues] == [("B642", 5), ("B642", 6), ("B650", 6)]


@pytest.mark.parametrize(("one", "other"), [("integer", "integer"), ("integer", "number"), ("number", "integer")])
def test_references_to_long_integers_hold(check: Check, one: str, other: str) -> None:
    """A long integer in a CSV file finds the same one in JSON."""
    foreign = [{"fields": ["x"], "reference": {"resource": "r0", "fields": ["x"]}}]
    target = {"schema": field(type=one), "path": "a.csv"}
    source = {"schema": {**field(type=other), "foreignKeys": foreign}, "data": [["x"], [LONG], [7]]}
    assert rows(check(target, source, a_csv=f"x\n{LONG}\n+7\n")) == []


@pytest.mark.parametrize("name", ["../datapackage.json", "a/../datapackage.json", "/datapackage.json", "x\\a.csv"])
def test_an_archive_that_would_be_unpacked_beside_its_folder_is_not_read(tmp_path: Path, name: str) -> None:
    """The rule is that of paths that lead out, and nothing else is told."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr(name, "{}")
    report = check_package(tmp_path / "a.zip")
    assert ([issue.code for issue in report.issues], report.unchecked) == (["B506"], False)


def test_a_file_that_is_not_fetched_is_told_once(check: Check) -> None:
    """Where its name does not say its format, that is no second fault."""
    report = check({"path": "https://example.org/data"})
    assert [issue.code for issue in report.issues] == ["B519"]


@pytest.mark.parametrize("given", ["0" * 64, hashlib.sha256(b"x\n").hexdigest()[:-1]])
def test_two_hashes_are_quoted_so_that_they_differ(check: Check, given: str) -> None:
    """Both in marks, and as far as it takes to tell them apart."""
    report = check({"path": "a.csv", "hash": f"sha256:{given}"}, a_csv="x\n")
    (message,) = [issue.message for issue in report.issues if issue.code == "B510"]
    one, two = re.findall('"(.*?)"', message)
    assert one != two


def test_a_hash_of_several_files_is_of_them_one_after_the_other(check: Check) -> None:
    """In packages of others, which state nothing of each file."""
    told = {"path": ["a.csv", "b.csv"], "dialect": {"header": False}, "schema": field(type="string"), "bytes": 4}
    good = {**told, "hash": "sha256:" + hashlib.sha256(b"x\ny\n").hexdigest()}
    files = {"a_csv": "x\n", "b_csv": "y\n"}
    assert check(good, **files).issues == ()
    assert [issue.code for issue in check(good, a_csv="y\n", b_csv="x\n").issues] == ["B510"]
    assert [issue.code for issue in check({**good, "bytes": 5}, **files).issues] == ["B509"]


def test_a_hash_of_all_files_is_compared_where_those_of_each_are_not_known(check: Check) -> None:
    """What cannot be computed proves nothing, and excuses nothing."""
    parts = [{"path": "a.csv", "bytes": 2, "hash": "crc99:00"}]
    told = {"path": ["a.csv"], "broadsheet:parts": parts, "hash": "0" * 32}
    assert [issue.code for issue in check(told, a_csv="x\n").issues] == ["B511", "B510"]


@pytest.mark.parametrize(
    "parts", [None, 1, "a.csv", [], [None], [{"path": "a.csv"}], [{"path": ["a.csv"], "hash": {}}]]
)
def test_parts_in_no_form_are_told(check: Check, parts: Any) -> None:
    """Whatever stands where ours state the hash of each file, the rest is checked."""
    report = check({"path": ["a.csv"], "broadsheet:parts": parts, "bytes": 3}, a_csv="x\n")
    assert {issue.code for issue in report.issues} == {"B503", "B509"}


@pytest.mark.parametrize(
    ("cell", "is_good"),
    [
        ("2024.01-31", False),
        ("2024.01.31", True),
        ("Jan 1.2024", False),
        ("Jan-26-2024", True),
        ("Sat. 3-Feb-2024", True),
    ],
)
def test_the_numbers_of_a_date_are_parted_in_one_way(check: Check, cell: str, is_good: bool) -> None:
    """Where the format any leaves the form open."""
    assert check({"schema": field(type="date", format="any"), "data": [["x"], [cell]]}).valid is is_good


def test_where_a_descriptor_is_not_json_is_told(tmp_path: Path) -> None:
    """With its line, and what stands there."""
    (tmp_path / "datapackage.json").write_text('{"name": "x",\n "resources": [}')
    (issue,) = check_package(tmp_path).issues
    assert (issue.code, issue.line, "at column 16" in issue.message) == ("B501", 2, True)


def test_a_number_that_json_does_not_know_is_named(check: Check) -> None:
    """NaN is what Python writes."""
    (issue,) = check({"path": "a.jsonl"}, a_jsonl='{"x": NaN}').issues
    assert (issue.code, "NaN is not a JSON number" in issue.message) == ("B612", True)
