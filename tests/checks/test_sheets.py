"""Workbooks: every cell has the value that a person sees, rows have the numbers of the sheet, and none bites."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

import broadsheet
from broadsheet.checks.packages import check_package
from broadsheet.cli import main

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
Found = list[tuple[str, int | None, str | None]]


def package(folder: Path, content: bytes, name: str = "t.xlsx", **resource: Any) -> Path:
    """A package of one workbook."""
    (folder / name).write_bytes(content)
    given = {"name": "t", "type": "table", "path": name, **resource}
    (folder / "datapackage.json").write_text(json.dumps({"$schema": V2, "resources": [given]}))
    return folder


def found(folder: Path, content: bytes, fields: list[dict[str, Any]], name: str = "t.xlsx", **more: Any) -> Found:
    """Code, row and field of what is wrong with a workbook under fields."""
    dialect = more.pop("dialect", {})
    report = check_package(package(folder, content, name, dialect=dialect, schema={"fields": fields, **more}))
    return [(issue.code, issue.row, issue.field) for issue in report.issues]


def xlsx(fill: Callable[[xlsxwriter.Workbook], None], **options: Any) -> bytes:
    """A workbook of Excel."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    fill(book)
    book.close()
    return stream.getvalue()


def column(*cells: Any, style: str | None = None, **options: Any) -> bytes:
    """A workbook of one column x."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        form = book.add_format({"num_format": style}) if style else None
        for row, cell in enumerate(cells, 1):
            sheet.write(row, 0, cell, form)

    return xlsx(fill, **options)


def ods(*rows: str, more: str = "", manifest: str = "") -> bytes:
    """A document of rows in XML, the first of them with the label x."""
    spaces = " ".join(f'xmlns:{key}="{value}"' for key, value in NAMES.items())
    head = "<table:table-row><table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"
    sheet = f"<table:table table:name='One'>{head}</table:table-row>{''.join(rows)}</table:table>{more}"
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def cell(kind: str, value: str = "", text: str = "", **attributes: str) -> str:
    """A row of one cell in a document."""
    named = {"float": "value", "percentage": "value", "currency": "value"}.get(kind, f"{kind}-value")
    given = f" office:{named}='{value}'" if value else ""
    given += "".join(f" {name.replace('_', ':')}='{each}'" for name, each in attributes.items())
    inside = f"<table:table-cell office:value-type='{kind}'{given}><text:p>{text}</text:p></table:table-cell>"
    return f"<table:table-row>{inside}</table:table-row>"


# --- what cells are worth

GOOD: dict[str, tuple[bytes, str]] = {
    "numbers": (column(1, 2.5, -1e20), "number"),
    "integers": (column(1, 0, -12345678901), "integer"),
    "integers with a fraction of zero": (column(3.0), "integer"),
    "per cent": (column(0.95, style="0%"), "number"),
    "money": (column(9.5, style='"€ "#,##0.00'), "number"),
    "coloured numbers": (column(9.5, style="[Red]0.0;[Blue]-0.0"), "number"),
    "days as a word": (column(9.5, style='0.0 "days"'), "number"),
    "dates": (column(dt.date(2024, 2, 29), style="d mmm yyyy"), "date"),
    "dates since 1904": (column(dt.date(2024, 2, 29), style="yyyy-mm-dd", date_1904=True), "date"),
    "dates and times": (column(45351.521, style="yyyy-mm-dd hh:mm"), "datetime"),
    "dates as date-times": (column(dt.date(2024, 2, 29), style="yyyy-mm-dd"), "datetime"),
    "times": (column(dt.time(12, 30, 15), style="hh:mm:ss"), "time"),
    "times with a fraction": (column(0.123456, style="mm:ss.0"), "time"),
    "durations": (column(1.5, style="[h]:mm"), "duration"),
    "times as durations": (column(dt.time(12, 30), style="hh:mm"), "duration"),
    "booleans": (column(True, False), "boolean"),
    "texts": (column("a", " b ", "c\nd", "e_x000D_"), "string"),
    "texts like values": (column("1", "007"), "integer"),
    "years": (column(2024), "year"),
    "anything": (column(1, "a", True), "any"),
    "numbers of a document": (
        ods(cell("float", "5"), cell("percentage", "0.9", "90%"), cell("currency", "1")),
        "number",
    ),
    "dates of a document": (ods(cell("date", "2024-02-29", "29 Feb")), "date"),
    "date-times of a document": (ods(cell("date", "2024-02-29T12:00:00.5", "noon")), "datetime"),
    "times of a document": (ods(cell("time", "PT12H30M15S", "12:30")), "time"),
    "durations of a document": (ods(cell("time", "PT36H00M00S", "36:00")), "duration"),
    "booleans of a document": (ods(cell("boolean", "true", "yes")), "boolean"),
    "texts of a document": (ods(cell("string", "", "a<text:s text:c='3'/>b"), cell("string", "", "c")), "string"),
}


@pytest.mark.parametrize("name", GOOD)
def test_cells_have_their_own_types(name: str, tmp_path: Path) -> None:
    """A native value is one of its type, whatever its style."""
    content, kind = GOOD[name]
    form = "t.ods" if "document" in name else "t.xlsx"
    assert found(tmp_path, content, [{"name": "x", "type": kind}], form) == []


BAD: dict[str, tuple[bytes, str]] = {
    "a number for a text": (column(7), "string"),
    "a date for a text": (column(dt.date(2024, 2, 29), style="yyyy-mm-dd"), "string"),
    "a date for a number": (column(dt.date(2024, 2, 29), style="yyyy-mm-dd"), "integer"),
    "a number for a date": (column(45351), "date"),
    "a time of day for a date": (column(45351.5, style="yyyy-mm-dd"), "date"),
    "a day that never was": (column(60, style="yyyy-mm-dd"), "date"),
    "a day before all days": (column(-5, style="yyyy-mm-dd"), "date"),
    "a day after all days": (column(9e9, style="yyyy-mm-dd"), "date"),
    "a boolean for a number": (column(True), "number"),
    "one for true": (column(1), "boolean"),
    "half for a whole": (column(0.5), "integer"),
    "a text for a number": (column("5 %"), "number"),
    "a number for a text in a document": (ods(cell("float", "5", "5")), "string"),
    "an error in a document": (
        ods(cell("string", "", "#DIV/0!", calcext_value="", **{"calcext_value-type": "error"})),
        "string",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_cells_of_another_type_are_errors(name: str, tmp_path: Path) -> None:
    """What is of another type is a type error, in the row of the sheet."""
    content, kind = BAD[name]
    form = "t.ods" if "document" in name else "t.xlsx"
    assert found(tmp_path, content, [{"name": "x", "type": kind}], form) == [("B640", 2, "x")]


@pytest.mark.parametrize("kind", ["any", "string", "number", "date", "boolean"])
def test_errors_and_missing_results_are_no_values(kind: str, tmp_path: Path) -> None:
    """An error of a formula is no empty cell, nor is a formula that nobody has computed."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 0, "=A1", None, "")

    content = without_results(xlsx(fill))
    assert found(tmp_path, content, [{"name": "x", "type": kind}]) == [("B640", 2, "x"), ("B640", 3, "x")]
    report = broadsheet.validate(tmp_path)
    assert report.issues[0].message == "The cell is the error #DIV/0!"
    assert report.issues[1].message == "The cell is a formula whose result is not stored"


def without_results(content: bytes) -> bytes:
    """A workbook whose empty results are not there, as programs write them that do not compute."""
    return edited(content, "xl/worksheets/sheet1.xml", lambda text: text.replace("<v></v>", ""))


def edited(content: bytes, member: str, change: Callable[[str], str]) -> bytes:
    """A workbook with one member changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == member else data)
    return stream.getvalue()


def test_results_of_formulas_count(tmp_path: Path) -> None:
    """A formula is what it was last computed to be."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_formula(1, 1, '="a"&"b"', None, "ab")
        sheet.write_formula(1, 2, "=TRUE()", None, True)

    kinds = [("a", "integer"), ("b", "string"), ("c", "boolean")]
    assert found(tmp_path, xlsx(fill), [{"name": name, "type": kind} for name, kind in kinds]) == []


def test_a_pattern_is_for_texts(tmp_path: Path) -> None:
    """The format of a date field says how texts are written; a native date is one all the same."""
    field = {"name": "x", "type": "date", "format": "%d.%m.%Y"}
    assert found(tmp_path, column(dt.date(2024, 2, 29), style="yyyy-mm-dd"), [field]) == []
    assert found(tmp_path, column("29.02.2024", "2024-02-29"), [field]) == [("B640", 3, "x")]


def test_values_are_compared_as_values(tmp_path: Path) -> None:
    """Bounds, enum and unique hold for native values."""
    day = {"name": "x", "type": "date", "constraints": {"minimum": "2024-01-01", "unique": True}}
    days = column(dt.date(2024, 2, 29), dt.date(2024, 2, 29), dt.date(1999, 1, 1), style="yyyy-mm-dd")
    assert found(tmp_path, days, [day]) == [("B650", 3, "x"), ("B642", 4, "x")]
    number = {"name": "x", "type": "integer", "constraints": {"enum": [1, "2"]}}
    assert found(tmp_path, column(1, 2.0, 3), [number]) == [("B645", 4, "x")]


def test_keys_reach_from_a_workbook_to_a_text(tmp_path: Path) -> None:
    """A number in a workbook is the same as its text in CSV."""
    (tmp_path / "t.xlsx").write_bytes(column(1, 2, 3))
    (tmp_path / "u.csv").write_text("y\n1\n2\n")
    key = {"fields": ["x"], "reference": {"resource": "u", "fields": ["y"]}}
    one = {"fields": [{"name": "x", "type": "integer"}], "foreignKeys": [key]}
    two = {"fields": [{"name": "y", "type": "integer"}]}
    tables = [{"name": "t", "type": "table", "path": "t.xlsx", "schema": one}]
    tables += [{"name": "u", "type": "table", "path": "u.csv", "schema": two}]
    (tmp_path / "datapackage.json").write_text(json.dumps({"$schema": V2, "resources": tables}))
    assert [(issue.code, issue.row) for issue in check_package(tmp_path).issues] == [("B654", 4)]


# --- rows and headers


def sheets(book: xlsxwriter.Workbook) -> None:
    """Two sheets: one with gaps, one with notes and two header rows."""
    one = book.add_worksheet("One")
    one.write_row(0, 0, ["x", "y"])
    one.write_row(1, 0, [1, "a"])
    one.write_row(3, 0, ["b", "c"])
    one.write(4, 1, "d")
    one.write(4, 3, "beyond")
    one.write(9, 0, None, book.add_format({"bold": True}))
    two = book.add_worksheet("Two")
    two.write(0, 0, "# a note")
    two.merge_range(1, 0, 1, 1, "fruit")
    two.write_row(2, 0, ["id", "name"])
    two.write_row(3, 0, [1, "apple"])
    two.write(4, 0, "# another")
    two.write_row(5, 0, ["z", "pear"])


def test_rows_have_the_numbers_of_the_sheet(tmp_path: Path) -> None:
    """Blank rows between others are reported, and empty ones at the end are none."""
    fields = [{"name": "x", "type": "integer", "constraints": {"required": True}}, {"name": "y"}]
    expected = [("B630", 3, None), ("B631", 5, None), ("B640", 4, "x"), ("B641", 5, "x")]
    assert sorted(found(tmp_path, xlsx(sheets), fields)) == expected


FRUIT = [{"name": "fruit id", "type": "integer"}, {"name": "fruit name", "type": "string"}]


@pytest.mark.parametrize(
    "dialect",
    [
        {"sheetName": "Two", "headerRows": [2, 3], "commentChar": "#"},
        {"sheetNumber": 2, "headerRows": [2, 3], "commentRows": [5]},
    ],
)
def test_the_dialect_names_sheet_header_and_comments(dialect: dict[str, Any], tmp_path: Path) -> None:
    """Sheets go by name or number, several header rows are joined, comments are left out."""
    assert found(tmp_path, xlsx(sheets), FRUIT, dialect=dialect) == [("B640", 6, "fruit id")]


@pytest.mark.parametrize("dialect", [{"sheetName": "Three"}, {"sheetNumber": 3}])
def test_a_sheet_that_is_not_there(dialect: dict[str, Any], tmp_path: Path) -> None:
    """The sheets that are there are named."""
    assert found(tmp_path, xlsx(sheets), FRUIT, dialect=dialect) == [("B610", None, None)]
    assert 'its sheets are "One", "Two"' in check_package(tmp_path).issues[0].message


def test_a_table_without_header(tmp_path: Path) -> None:
    """The first row is data, and columns go by place."""
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [1, "a"])
        sheet.write_row(1, 0, ["z", "b"])

    assert found(tmp_path, xlsx(fill), fields, dialect={"header": False}) == [("B640", 2, "a")]


def test_labels_are_matched(tmp_path: Path) -> None:
    """Labels are told as in any table, those that are numbers as well."""
    assert found(tmp_path, column(1), [{"name": "y"}]) == [("B623", 1, "y")]
    content = xlsx(lambda book: book.add_worksheet().write_row(0, 0, [2023, 2024]) and None)
    assert found(tmp_path, content, [{"name": "2023"}, {"name": "2024"}]) == []
    assert found(tmp_path, xlsx(lambda book: book.add_worksheet() and None), [{"name": "x"}]) == [("B620", 1, None)]


def test_several_workbooks_are_one_table(tmp_path: Path) -> None:
    """Only the first has a header; rows are counted on."""
    (tmp_path / "u.xlsx").write_bytes(xlsx(lambda book: book.add_worksheet().write_column(0, 0, [3, "z"]) and None))
    schema = {"fields": [{"name": "x", "type": "integer"}]}
    folder = package(tmp_path, column(1, 2), schema=schema, path=["t.xlsx", "u.xlsx"])
    issue = check_package(folder).issues[0]
    assert (issue.code, issue.row, issue.path) == ("B640", 5, "u.xlsx")


def test_rows_of_documents_are_repeated(tmp_path: Path) -> None:
    """Repeated rows and cells count as often as they stand there; covered cells and notes are left out."""
    row = "<table:table-row table:number-rows-repeated='{}'>{}</table:table-row>"
    value = "<table:table-cell office:value-type='float' office:value='{}' table:number-columns-repeated='{}'/>"
    note = "<office:annotation><text:p>a note</text:p></office:annotation><text:p>z</text:p>"
    text = f"<table:table-cell office:value-type='string'>{note}</table:table-cell>"
    rows = [
        row.format(3, value.format(1, 1)),
        row.format(1_000_000, "<table:table-cell table:number-columns-repeated='16384'/>"),
    ]
    content = ods(*rows[:1], row.format(1, text + "<table:covered-table-cell/>"), rows[1])
    assert found(tmp_path, content, [{"name": "x", "type": "integer"}], "t.ods") == [("B640", 5, "x")]
    assert check_package(tmp_path).stats["rows"] == 4


def test_the_rows_can_be_had(tmp_path: Path) -> None:
    """Good and bad rows are given as texts, without the marks of readers."""
    folder = package(tmp_path, column(1, 2.5, "z"), schema={"fields": [{"name": "x", "type": "integer"}]})
    report = broadsheet.validate(folder)
    assert report.good("t").rows() == [(2, "1")]
    assert report.bad("t").rows() == [(3, "2.5"), (4, "z")]


def test_what_polars_writes_is_read(tmp_path: Path) -> None:
    """A frame in a workbook is valid under the types of its columns."""
    frame = pl.DataFrame({"a": [1, 2], "b": ["x", "y"], "c": [dt.date(2024, 1, 1)] * 2, "d": [True, False]})
    stream = io.BytesIO()
    frame.write_excel(stream)
    kinds = [("a", "integer"), ("b", "string"), ("c", "date"), ("d", "boolean")]
    assert found(tmp_path, stream.getvalue(), [{"name": name, "type": kind} for name, kind in kinds]) == []


# --- what bites

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
SHEET = "xl/worksheets/sheet1.xml"
STRANGE: dict[str, tuple[bytes, str, str]] = {
    "no archive": (b"PK\x03\x04 nothing", "t.xlsx", "B610"),
    "nothing": (b"", "t.ods", "B610"),
    "an archive of something else": (
        edited(ods(), "content.xml", lambda _: "<x/>")[:-1] + b"\0",
        "t.ods",
        "B610",
    ),
    "a password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "t.xlsx", "B523"),
    "the old form": (COMPOUND, "t.xls", "B523"),
    "a password of a document": (ods(manifest="<a><encryption-data/></a>"), "t.ods", "B523"),
    "a document type": (edited(column(1), SHEET, lambda _: ENTITIES), "t.xlsx", "B610"),
    "broken XML": (edited(column(1), SHEET, lambda text: text[:-20]), "t.xlsx", "B610"),
    "a text that is not there": (
        edited(column("a"), SHEET, lambda text: text.replace("<v>1<", "<v>9<")),
        "t.xlsx",
        "B610",
    ),
    "rows backwards": (edited(column(1, 2), SHEET, lambda text: text.replace('r="3"', 'r="1"')), "t.xlsx", "B610"),
    "a row beyond": (
        edited(column(1), SHEET, lambda text: text.replace('row r="2"', 'row r="9999999"')),
        "t.xlsx",
        "B610",
    ),
    "a column beyond": (edited(column(1), SHEET, lambda text: text.replace('"A2"', '"ZZZ2"')), "t.xlsx", "B610"),
    "no sheet": (edited(column(1), "xl/_rels/workbook.xml.rels", lambda _: "<Relationships/>"), "t.xlsx", "B610"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_workbooks_give_a_clear_issue(name: str, tmp_path: Path) -> None:
    """What is broken or locked is said, and nothing else."""
    content, file, code = STRANGE[name]
    assert [each[0] for each in found(tmp_path, content, [{"name": "x"}], file)] == [code]


def test_a_locked_workbook_could_not_be_checked(tmp_path: Path) -> None:
    """The exit status is 2: nothing is known about its data."""
    folder = package(tmp_path, STRANGE["a password"][0])
    with pytest.raises(SystemExit) as leaving:
        main(["validate", str(folder)])
    assert leaving.value.code == 2


def test_a_cell_far_away_takes_no_room(tmp_path: Path) -> None:
    """A workbook of five kilobytes whose last cell is the last one of all is read like any other."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1_048_575, 16_383, 1)

    report = check_package(package(tmp_path, xlsx(fill), schema={"fields": [{"name": "x"}]}))
    assert report.stats["errors"] == {"blank-row": 1_048_574, "extra-cell": 1}


def test_caps_hold_for_workbooks(tmp_path: Path) -> None:
    """Cells, bytes and ratios have caps; a document that repeats a row without end reaches one."""
    row = "<table:table-row table:number-rows-repeated='1048576'>{}</table:table-row>"
    value = "<table:table-cell office:value-type='float' office:value='1' table:number-columns-repeated='16384'/>"
    bomb = package(tmp_path, ods(row.format(value)), "t.ods", schema={"fields": [{"name": "x"}]})
    assert [issue.code for issue in check_package(bomb).issues] == ["B521"]
    small = package(tmp_path, column("a", "b"), schema={"fields": [{"name": "x"}]})
    for cap in ("cells", "sheet"):
        assert [issue.code for issue in check_package(small, caps={cap: 2}).issues] == ["B521"]
        assert check_package(small, caps={cap: "1M"}).valid
    swollen = package(tmp_path, column(*["a" * 30_000] * 2000), schema={"fields": [{"name": "x"}]})
    assert check_package(swollen).valid
    packed = column(*[f"{place:030000}" for place in range(1200)], constant_memory=False)
    report = check_package(package(tmp_path, packed, schema={"fields": [{"name": "x"}]}), caps={"ratio": 20})
    assert [issue.code for issue in report.issues] == ["B521"]
