"""The engine: masks never accept what the judge refuses, however a table is cut, packed or written."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tried

from broadsheet.checks.packages import check_package
from broadsheet.checks.tables import csv_reader
from broadsheet.checks.tables.accept import accepted, typed
from broadsheet.checks.tables.batch import Scene
from broadsheet.checks.tables.csv_reader import read_csv
from broadsheet.checks.tables.csv_text import Part
from broadsheet.checks.tables.dialect import Dialect
from broadsheet.checks.tables.field import Field
from broadsheet.checks.tables.field_rules import read_field
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.judge import Judge
from broadsheet.checks.tables.patterns import compiled
from broadsheet.issues import Report

FIELDS = [
    {"type": "integer"},
    {"type": "integer", "constraints": {"minimum": -3, "exclusiveMaximum": 40}},
    {"type": "integer", "categories": [1, 2, 30]},
    {"type": "number"},
    {"type": "number", "constraints": {"exclusiveMinimum": 0, "maximum": "1.5"}},
    {"type": "boolean"},
    {"type": "date"},
    {"type": "date", "constraints": {"minimum": "2000-02-29", "exclusiveMaximum": "2024-01-01"}},
    {"type": "time", "constraints": {"maximum": "12:00:00"}},
    {"type": "datetime"},
    {"type": "datetime", "constraints": {"minimum": "2000-01-01T00:00:00", "maximum": "2024-01-01T00:00:00"}},
    {"type": "year", "constraints": {"minimum": 1970}},
    {"type": "yearmonth", "constraints": {"maximum": "2024-06"}},
    {"type": "string", "constraints": {"minLength": 2, "maxLength": 4, "pattern": "[a-z]+"}},
    {"type": "string", "format": "email"},
    {"type": "string", "format": "uri"},
    {"type": "string", "format": "uuid"},
    {"type": "string", "constraints": {"enum": ["a", "bc"]}},
]
NEAR = st.one_of(
    st.text("0123456789+-.eEINFnaift:TZ ", max_size=24),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z?)?", fullmatch=True),
    st.from_regex(r"[0-2][0-9]:[0-5][0-9]:[0-6][0-9]", fullmatch=True),
    st.integers().map(str),
    st.floats().map(repr),
    st.emails(),
    st.uuids().map(str),
    st.text(max_size=6),
    st.sampled_from(["a", "bc", "abcd", "https://a.example/x?y=1", "http:///x", "http://a b"]),
)


@given(st.sampled_from(FIELDS), st.lists(NEAR, min_size=1, max_size=30))
@tried(200)
def test_masks_accept_only_what_the_judge_accepts(given: dict[str, object], cells: list[str]) -> None:
    """A cell that a mask lets pass has no fault."""
    field, flaws = read_field({"name": "x", **given}, frozenset(), 2)
    assert field is not None
    assert not flaws
    frame = pl.DataFrame({"0": cells}, schema={"0": pl.String})
    value = typed(field, pl.col("0"))
    mask = accepted(field, pl.col("0"), value)
    assert mask is not None
    good = frame.select(mask.fill_null(value=False).alias("good"))["good"].to_list()
    faults = Judge(field).faults(cells)
    assert [cell for cell, fine, found in zip(cells, good, faults, strict=True) if fine and found] == []


CELL = st.text('ab1,"\n\r;é ', max_size=6)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=30), st.integers(8, 200))
@tried(150)
def test_reads_what_was_written(rows: list[list[str]], block: int) -> None:
    """Quoted cells come back as they were, however the file is cut into blocks."""
    text = "x,y\n" + "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    found = Findings()
    data = text.encode()
    part = Part("a.csv", lambda: (data[at : at + 7] for at in range(0, len(data), 7)))
    reading = read_csv([part], Dialect(), Scene(found, "a", block=block))
    cells = [[cell or "" for cell in row] for batch in reading.batches for row in batch.frame.rows()]
    assert cells == rows
    assert not found.issues


def package(folder: Path, data: bytes, name: str = "a.csv", **schema: object) -> Path:
    """A package of one table of ids and numbers."""
    fields = [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]
    resource = {"name": "a", "type": "table", "path": name, "schema": {"fields": fields, **schema}}
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    (folder / "datapackage.json").write_text(json.dumps({"$schema": profile, "resources": [resource]}))
    (folder / name).write_bytes(data)
    return folder


def kinds(report: Report) -> list[tuple[str, int | None, int | None]]:
    """The issues as code, row and line."""
    return [(issue.code, issue.row, issue.line) for issue in report.issues]


@pytest.mark.parametrize(
    ("pack", "ending"), [(bytes, ""), (gzip.compress, ".gz"), (bz2.compress, ".bz2"), (lzma.compress, ".xz")]
)
def test_finds_the_same_in_packed_files(tmp_path: Path, pack: Callable[[bytes], bytes], ending: str) -> None:
    """Compression changes nothing."""
    name = f"a.csv{ending}"
    data = b"id,n\n" + b"".join(b"q%d,%d\n" % (i, i) for i in range(50_000)) + b"q1,x\n"
    report = check_package(package(tmp_path, pack(data), name, primaryKey="id"))
    assert sorted(kinds(report)) == [("B640", 50_002, 50_002), ("B651", 50_002, 50_002)]


def test_keys_on_disk_find_the_same(tmp_path: Path) -> None:
    """A small budget changes nothing but the place of the keys."""
    rows = b"".join(b"q%d,%d\n" % (i % 29_990, i) for i in range(30_000))
    folder = package(tmp_path, b"id,n\n" + rows, uniqueKeys=[["id"], ["id", "n"]])
    assert check_package(folder, memory="1MiB") == check_package(folder)
    assert check_package(folder).stats["errors"] == {"unique-key": 10}


def test_one_crooked_row_leaves_the_others_where_they_are(tmp_path: Path) -> None:
    """Rows keep their numbers behind a row that is too short, and behind cells with lines inside."""
    rows = b"".join(b'"q\n%d",%d\n' % (i, i) for i in range(1000)) + b"short\n" + b"q,x\n"
    report = check_package(package(tmp_path, b"id,n\n" + rows))
    assert kinds(report) == [("B632", 1002, 2002), ("B640", 1003, 2003)]


@pytest.mark.parametrize("target", ["a.csv", "sub"])
def test_does_not_follow_links(tmp_path: Path, target: str) -> None:
    """A link is refused, be it the file or a folder on the way."""
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.csv").write_text("id,n\nsecret,1\n")
    name = "a.csv" if target == "a.csv" else "sub/a.csv"
    (tmp_path / "inside/sub").mkdir()
    folder = package(tmp_path / "inside", b"", name)
    (folder / name).unlink()
    if target == "sub":
        (folder / "sub").rmdir()
        (folder / "sub").symlink_to(tmp_path / "outside")
    else:
        (folder / "a.csv").symlink_to(tmp_path / "outside/a.csv")
    assert [issue.code for issue in check_package(folder).issues] == ["B507"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_does_not_call_home(tmp_path: Path, host: str) -> None:
    """A private address is refused even if its host is allowed."""
    folder = package(tmp_path, b"")
    text = (folder / "datapackage.json").read_text().replace('"a.csv"', f'"http://{host}:9/a.csv"')
    (folder / "datapackage.json").write_text(text)
    assert [issue.code for issue in check_package(folder).issues] == ["B519"]
    assert [issue.code for issue in check_package(folder, allow_remote=[host]).issues] == ["B519"]


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("[a-z-[aeiou]]+", "bcd", "abc"),
        (r"\i\c*", "a-b.c", "-ab"),
        (r"\p{Lu}\p{IsCyrillic}", "AЖ", "Ab"),
        (r"\d{2}", "٠١", "1"),
        ("a.c", "abc", "a\nc"),
        (r"[\-\]&&]+", "-]&", "a"),
        ("^a|b$", "b", "ab"),
    ],
)
def test_patterns_are_those_of_xml_schema(pattern: str, yes: str, no: str) -> None:
    """A pattern matches whole values, with the classes of XML Schema."""
    judge = Judge(Field("x", "string", pattern=compiled(pattern), pattern_text=pattern))
    assert [bool(found) for found in judge.faults([yes, no])] == [False, True]


@pytest.mark.parametrize("pattern", ["(?=a)", r"(a)\1", "(?i)a", "a{2", "[a", "(a", r"\bA", "a{1000}{1000}{1000}"])
def test_patterns_of_other_tongues_are_refused(pattern: str) -> None:
    """What XML Schema does not know is no pattern."""
    with pytest.raises(ValueError):  # noqa: PT011 - the message says why, in many ways
        compiled(pattern)


@given(st.text('ab,"\n\r ', max_size=60), st.integers(8, 60))
@tried(500)
def test_fast_and_slow_readers_agree(text: str, block: int) -> None:
    """Whatever the text, the fast reader finds the rows, places and faults of the slow one."""
    slow = Dialect(comment_rows=frozenset({10**9}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_reader, "SMALL", 6)
        fast = _read(text, Dialect(), block)
    assert fast == _read(text, slow, block)


def _read(text: str, dialect: Dialect, block: int) -> tuple[object, ...]:
    found = Findings(None)
    reading = read_csv([Part(None, lambda: iter([b"x,y\n", text.encode()]))], dialect, Scene(found, "a", block=block))
    rows = []
    for batch in reading.batches:
        for index, cells in enumerate(batch.frame.rows()):
            rows.append((batch.place(index), tuple("" if cell is None else cell for cell in cells)))
    return rows, sorted((issue.code, issue.row or 0, issue.line, issue.message) for issue in found.issues)


def test_texts_that_start_like_a_native_value(tmp_path: Path) -> None:
    """A text in Parquet that starts with NUL is a text, and not taken for a value behind the mark."""
    pl.DataFrame({"a": ["\x00", "\x005", "b"]}).write_parquet(tmp_path / "a.parquet")
    (tmp_path / "datapackage.json").write_text(
        json.dumps(
            {"resources": [{"name": "a", "path": "a.parquet", "schema": {"fields": [{"name": "a", "type": "string"}]}}]}
        )
    )
    assert check_package(tmp_path).valid


def test_cells_of_csv_that_start_like_a_native_value_are_told_as_they_are(tmp_path: Path) -> None:
    """NUL before a digit is part of a text that is no integer, and shown."""
    (tmp_path / "a.csv").write_bytes(b"n\n\x0012\n\x00!x\n")
    resource = {"name": "a", "path": "a.csv", "schema": {"fields": [{"name": "n", "type": "integer"}]}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    issues = check_package(tmp_path).issues
    assert [issue.message for issue in issues] == [r'"\x0012" is not an integer', r'"\x00!x" is not an integer']
    assert [issue.value for issue in issues] == [r"\x0012", r"\x00!x"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.parquet"])
def test_keys_are_told_as_they_stand(tmp_path: Path, name: str) -> None:
    """What is no text stands without quotation marks, and without the mark that readers set before it."""
    frame = pl.DataFrame({"id": [1, 1], "n": [1.5, 2.5], "s": ["x", "x"]})
    rows = [json.dumps(row) for row in frame.to_dicts()]
    (tmp_path / "a.json").write_text(f"[{','.join(rows)}]")
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    frame.write_parquet(tmp_path / "a.parquet")
    types = {"id": "integer", "n": "number", "s": "string"}
    schema = {
        "fields": [{"name": field, "type": kind} for field, kind in types.items()],
        "uniqueKeys": [["id", "s"]],
        "foreignKeys": [{"fields": "n", "reference": {"resource": "b", "fields": "n"}}],
    }
    other = {"name": "b", "data": [{"n": 1.5}], "schema": {"fields": [{"name": "n", "type": "number"}]}}
    descriptor = {"resources": [{"name": "a", "path": name, "schema": schema}, other]}
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    assert sorted(issue.message for issue in check_package(tmp_path).issues) == [
        "2.5 is not found in b(n).",
        'The unique key 1, "x" stands already in row 2.',
    ]
