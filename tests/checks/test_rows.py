"""The issues as a frame, and the rows on either side."""

from __future__ import annotations

import json
import shutil
import zipfile

import polars as pl
import pytest

import broadsheet
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue, Report


def test_issues_are_rows_of_a_frame(bad):
    """The columns are those of an issue, with numbers where numbers are."""
    frame = broadsheet.validate(bad).to_polars()
    assert frame.height == 7
    assert dict(frame.schema) | {"row": pl.Int64, "line": pl.Int64} == dict(frame.schema)
    worst = frame.group_by("field").len().rows()
    assert set(worst) == {("depth", 4), ("name", 1), ("code", 1), (None, 1)}


def test_no_issues_are_a_frame_with_the_same_columns(good):
    """Programs need no special case for good data."""
    frame = broadsheet.validate(good).to_polars()
    assert (frame.height, frame.columns) == (0, list(Issue.of("B640", "").to_dict()))


def test_every_row_is_on_one_side(bad):
    """Bad rows are those with errors, under the numbers of the issues; the first of two twins is good."""
    report = broadsheet.validate(bad, limit=1)
    assert report.bad("ports").rows() == [
        (2, "AA", "Old harbour", "deep"),
        (3, "BB", "港口", "-1"),
        (4, "AA", "New harbour", "7"),
        (5, "DD", None, "x"),
        (7, "FF", "Far quay", "y"),
    ]
    assert report.good("ports").rows() == [(6, "EE", "River quay", "4")]
    assert report.good("ports").columns == ["#row", "code", "name", "depth"]


def test_a_good_table_has_no_bad_rows(good):
    """The frame of bad rows is empty and has the same columns."""
    report = broadsheet.validate(good)
    assert (report.good("ports").height, report.bad("ports").shape) == (4, (0, 4))


def test_archives_and_json_have_rows_too(tmp_path):
    """Rows are read by the readers of the check, so that every format has them."""
    rows = [{"id": 1, "tags": ["a"]}, {"id": "x", "tags": []}]
    schema = {"fields": [{"name": "id", "type": "integer"}, {"name": "tags", "type": "array"}]}
    resource = {"name": "notes", "type": "table", "path": "notes.json", "schema": schema}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("datapackage.json", json.dumps({"name": "a", "resources": [resource]}))
        packed.writestr("notes.json", json.dumps(rows))
    report = broadsheet.validate(tmp_path / "a.zip")
    assert report.good("notes").rows() == [(2, "1", '["a"]')]
    assert report.bad("notes").rows() == [(3, "x", "[]")]


def test_no_row_is_good_where_the_table_is_wrong_as_a_whole(bad):
    """With a wrong header nobody can say which cells belong to which field."""
    table = bad / "data/ports.csv"
    table.write_text(table.read_text("utf-8").replace("code,", "Code,"), encoding="utf-8")
    with pytest.raises(BroadsheetError, match="no row of 'ports' can be called good"):
        broadsheet.validate(bad).good("ports")


def test_unknown_resources_and_other_reports_are_wrong_calls(good):
    """The error says what is there instead."""
    with pytest.raises(BroadsheetError) as raised:
        broadsheet.validate(good).bad("harbours")
    assert (str(raised.value), raised.value.hint) == ("there is no resource 'harbours'", "there are ports")
    with pytest.raises(BroadsheetError, match="not about a data package"):
        Report().good("ports")


def test_a_name_in_two_packages_is_not_guessed(good):
    """Of two tables of one name neither is taken."""
    shutil.copytree(good, "again")
    with pytest.raises(BroadsheetError, match="2 packages have a resource 'ports'"):
        broadsheet.validate(good, "again").good("ports")


def test_what_is_no_table_has_no_rows(good):
    """A file without a schema is not taken apart."""
    descriptor = json.loads((good / "datapackage.json").read_text("utf-8"))
    descriptor["resources"].append({"name": "photo", "path": "datapackage.json", "format": "png"})
    (good / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(BroadsheetError, match="'photo' cannot be read as a table"):
        broadsheet.validate(good).good("photo")


def test_a_broken_archive_has_no_rows(tmp_path):
    """The report on it is a value, and asking for rows is a wrong call."""
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04")
    report = broadsheet.validate(tmp_path / "half.zip")
    assert [issue.code for issue in report.issues] == ["B515"]
    with pytest.raises(BroadsheetError, match="is no zip archive, or a broken one"):
        report.good("ports")
