"""What is fuzzed: each target turns bytes into a package, and says what is wrong with the report on it."""

from __future__ import annotations

import json
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from broadsheet.checks.packages import check_package
from broadsheet.issues import Report
from broadsheet.reports import as_text

__all__ = ["TARGETS", "fault_of", "run"]

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
KINDS = ("any", "string", "number", "integer", "boolean", "date", "time", "datetime", "year", "yearmonth", "duration")
KINDS += ("geopoint", "geojson", "object", "array", "list")
SCHEMAS: tuple[dict[str, Any] | None, ...] = (
    None,
    {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}], "primaryKey": "a"},
    {"fields": [{"name": "a", "type": "number"}, {"name": "b", "type": "date"}], "uniqueKeys": [["a", "b"]]},
    {"fields": [{"name": kind, "type": kind} for kind in KINDS], "fieldsMatch": "partial", "missingValues": ["", "NA"]},
    {
        "fields": [{"name": kind, "type": kind, "constraints": {"unique": True}} for kind in KINDS],
        "fieldsMatch": "subset",
    },
    {
        "fields": [
            {"name": "a", "type": "string", "constraints": {"pattern": "(a|b)*c", "minLength": 2}},
            {"name": "b", "type": "integer", "categories": [1, 2], "constraints": {"minimum": 0}},
            {"name": "c", "type": "number", "groupChar": ",", "bareNumber": False, "constraints": {"maximum": "1e3"}},
            {"name": "d", "type": "datetime", "format": "any"},
            {"name": "e", "type": "time", "format": "%H:%M"},
            {"name": "f", "type": "list", "itemType": "datetime", "delimiter": ";"},
            {"name": "g", "type": "duration", "constraints": {"minimum": "P1M"}},
            {"name": "h", "type": "geopoint", "format": "object"},
            {"name": "i", "type": "array", "constraints": {"jsonSchema": {"items": {"type": "integer"}}}},
        ],
        "fieldsMatch": "superset",
        "foreignKeys": [{"fields": ["a"], "reference": {"fields": ["a"]}}],
    },
)
DIALECTS: tuple[dict[str, Any], ...] = (
    {},
    {"header": False},
    {"delimiter": ";", "quoteChar": "'"},
    {"delimiter": "||", "lineTerminator": "\n\n"},
    {"escapeChar": "\\", "commentChar": "#"},
    {"headerRows": [1, 3], "commentRows": [2], "headerJoin": "-", "skipInitialSpace": True},
    {"doubleQuote": False, "nullSequence": "NULL"},
    {"quoteChar": ",", "commentChar": "//"},
)
FORMS = ("utf-8", None, "utf-16", "latin-1", "gb18030", "utf-7", "shift_jis", "idna")


def descriptor(data: bytes, folder: Path) -> Path:
    """A descriptor of any bytes beside two tables that it may name."""
    (folder / "datapackage.json").write_bytes(data)
    (folder / "a.csv").write_text("a,b\n1,2024-01-01\n1,x\n,\n")
    (folder / "b.json").write_text('[{"a": 1, "b": "x"}, {"a": [1e5, null]}]')
    return folder


def table(data: bytes, folder: Path) -> Path:
    """A CSV file of any bytes; the first three choose schema, dialect and encoding."""
    one, two, three = (*data[:3], 0, 0, 0)[:3]
    given = {"path": "t.csv", "dialect": DIALECTS[two % len(DIALECTS)]}
    encoding = FORMS[three % len(FORMS)]
    (folder / "t.csv").write_bytes(data[3:])
    return _package(folder, given | ({"encoding": encoding} if encoding else {}), one)


def json_table(data: bytes, folder: Path) -> Path:
    """A table in JSON or JSON Lines of any bytes; the first two choose schema and form."""
    one, two = (*data[:2], 0, 0)[:2]
    name = "t.jsonl" if two % 2 else "t.json"
    dialect = ({}, {"property": "rows"}, {"itemType": "object"}, {"itemKeys": ["a", "b"]}, {"header": False})
    (folder / name).write_bytes(data[2:])
    return _package(folder, {"path": name, "dialect": dialect[two // 2 % len(dialect)]}, one)


def archive(data: bytes, folder: Path) -> Path:
    """A zip archive of any bytes."""
    path = folder / "package.zip"
    path.write_bytes(data)
    return path


def packed(data: bytes, folder: Path) -> Path:
    """A compressed table of any bytes; the first one chooses the compression."""
    name = ("t.csv.gz", "t.csv.bz2", "t.csv.xz", "t.parquet")[data[0] % 4 if data else 0]
    (folder / name).write_bytes(data[1:])
    return _package(folder, {"path": name}, 1)


BOOK = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" r:id="a"/></sheets></workbook>'
)
RELATIONS = '<Relationships><Relationship Id="a" Type="x/worksheet" Target="sheet.xml"/></Relationships>'


def workbook(data: bytes, folder: Path) -> Path:
    """A workbook whose sheet has any bytes; the first two choose schema and form."""
    one, two = (*data[:2], 0, 0)[:2]
    name = "t.ods" if two % 2 else "t.xlsx"
    with zipfile.ZipFile(folder / name, "w") as archive:
        if two % 2:
            archive.writestr("content.xml", data[2:])
        else:
            archive.writestr("xl/workbook.xml", BOOK)
            archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
            archive.writestr("xl/sheet.xml", data[2:])
    return _package(folder, {"path": name, "dialect": DIALECTS[two // 2 % len(DIALECTS)]}, one)


TARGETS: dict[str, Callable[[bytes, Path], Path]] = {
    "descriptor": descriptor,
    "csv": table,
    "json": json_table,
    "zip": archive,
    "packed": packed,
    "workbook": workbook,
}


def _package(folder: Path, given: dict[str, Any], choice: int) -> Path:
    schema = SCHEMAS[choice % len(SCHEMAS)]
    resource = {"name": "t", "type": "table", **given} | ({"schema": schema} if schema else {})
    (folder / "datapackage.json").write_text(json.dumps({"$schema": V2, "resources": [resource]}))
    return folder


def run(target: str, data: bytes) -> Report:
    """The report on what a target makes of the bytes."""
    with tempfile.TemporaryDirectory() as name:
        return check_package(TARGETS[target](data, Path(name)))


def fault_of(report: Report) -> str | None:
    """What no report may be: one of a reader that gave up, or one that a terminal or a JSON reader trips over."""
    if gave_up := [issue.message for issue in report.issues if issue.code == "B518"]:
        return gave_up[0]
    text = as_text(report)
    marks = {mark for mark in text if mark != "\n" and unicodedata.category(mark) in {"Cc", "Cf", "Cs"}}
    if marks:
        return f"control characters in the report: {marks!r}"
    json.dumps(report.to_dict()).encode()
    return None if report.valid == (not report.stats["errors"]) else "the totals and the verdict differ"
