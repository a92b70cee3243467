"""Spreadsheets: no cell is taken for a formula, every change is counted, and the data themselves stay exact."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest
from kinds import LONG, NASTY, files_of, folder_of, opened

from broadsheet.exports.spreadsheet import escaped


def tables(files):
    """The rows of each table as a spreadsheet reads them."""
    texts = {path.rpartition("/")[2].removesuffix(".csv"): data.decode("utf-8-sig") for path, data in files.items()}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def test_no_text_begins_like_a_formula(kind):
    """In no column of text does a cell begin with a sign that a spreadsheet computes."""
    for name, rows in tables(files_of(kind, "spreadsheet")).items():
        texts = [] if name == "changed" else [c for c, type in opened(kind)[name].schema.items() if type == pl.String]
        begun = {row[column].lstrip()[:1] for row in rows for column in texts}
        assert begun & set("=+-@|%＝＋－＠") == set(), name


def test_every_change_is_counted():
    """changed.csv has the cells that differ from the data, and no others."""
    package, found = opened("nasty"), tables(files_of("nasty", "spreadsheet"))
    counted = {(row["table"], row["column"]): int(row["cells"]) for row in found.pop("changed")}
    differing = {}
    for name, rows in found.items():
        for row, ours in zip(rows, package.rows(name), strict=True):
            for column, cell in row.items():
                if isinstance(ours[column], str) and cell != ours[column]:
                    assert cell == f"'{ours[column]}"
                    differing[name, column] = differing.get((name, column), 0) + 1
    assert counted == differing
    assert counted["article_authors", "author"] == 2


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r1", "  =1", "=cmd|' /C calc'!A0", "＝1", "%x", "|x", "\x01=1", "\n=1"]
)
def test_what_a_spreadsheet_may_compute_is_escaped(cell):
    """Each sign that begins a formula or a command, also after white space or in full width."""
    assert escaped(pl.DataFrame({"a": [cell]}))[0]["a"].to_list() == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["a=1", "1-2", "e-mail@x", "'=1", "", None, LONG, NASTY, "–1"])
def test_everything_else_stays_exact(cell):
    """A sign elsewhere, nothing at all, or a long name is no formula."""
    assert escaped(pl.DataFrame({"a": [cell]}, schema={"a": pl.String}))[0]["a"].to_list() == [cell]


def test_the_data_stay_exact():
    """The package itself has the cells as they are."""
    assert "+1" in opened("nasty")["article_authors"]["author"].to_list()
    assert b"'+1" not in (folder_of("nasty") / "data/article_authors.csv").read_bytes()
