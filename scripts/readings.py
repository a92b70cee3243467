"""The readings of the standard that were decided: what was asked, how it was decided, why, and a package for each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["READINGS", "Reading"]

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True)
class Reading:
    """One clause that can be read in two ways; `package` and `files` show it, `codes` is what we say of them."""

    question: str
    decision: str
    reason: str
    clause: str
    resources: tuple[dict[str, Any], ...]
    codes: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write the package into a folder."""
        named = [{"name": f"r{place}", "type": "table", **each} for place, each in enumerate(self.resources)]
        given = {"$schema": V2, "resources": named, **self.more}
        text = json.dumps({name: value for name, value in given.items() if value is not None})
        (folder / "datapackage.json").write_text(text, encoding="utf-8")
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return folder


def column(given: dict[str, Any], *cells: Any, **schema: Any) -> tuple[dict[str, Any], ...]:
    """A resource of one column with inline data."""
    return ({"schema": {"fields": [{"name": "x", **given}], **schema}, "data": [["x"], *([cell] for cell in cells)]},)


def pair(first: dict[str, Any], second: dict[str, Any], rows: list[list[Any]], **schema: Any) -> dict[str, Any]:
    """A resource of two columns, a and b, with inline data."""
    fields = [{"name": "a", **first}, {"name": "b", **second}]
    return {"schema": {"fields": fields, **schema}, "data": [["a", "b"], *rows]}


def csv(**more: Any) -> tuple[dict[str, Any], ...]:
    """A resource in the file t.csv with one field x."""
    return ({"path": "t.csv", "schema": {"fields": [{"name": "x"}]}, **more},)


def refers(*names: str, resource: str | None = None, to: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """One foreign key."""
    reference = {"fields": list(to or names)} | ({"resource": resource} if resource is not None else {})
    return [{"fields": list(names), "reference": reference}]


READINGS = (
    Reading(
        "fieldsMatch given as a list of one word",
        "read like the word",
        "The 2.0 profile asks for a list by mistake; the prose asks for a string.",
        "table-schema#fieldsMatch",
        column({}, "1", fieldsMatch=["equal"]),
    ),
    Reading(
        "Two fields of one name",
        "a warning, never an error",
        "A consumer must not call the descriptor invalid.",
        "table-schema#name",
        ({"schema": {"fields": [{"name": "x"}, {"name": "x"}]}, "data": [["x", "x"], ["1", "2"]]},),
        ("B605",),
    ),
    Reading(
        "-0044, 12024 or 2024Z as a year",
        "valid",
        "The lexical forms are those of gYear in XML Schema.",
        "table-schema#year",
        column({"type": "year"}, "-0044", "12024", "2024Z"),
    ),
    Reading(
        "0000-01-01 as a date",
        "valid",
        "ISO 8601 and XML Schema 1.1 have the year 0000.",
        "table-schema#date",
        column({"type": "date"}, "0000-01-01"),
    ),
    Reading(
        "12:00:00.5, 12:00:00Z or 24:00:00 as a time",
        "type errors",
        "The form must be hh:mm:ss, and a day has the hours 00 to 23.",
        "table-schema#time",
        column({"type": "time"}, "12:00:00.5", "12:00:00Z", "24:00:00"),
        ("B640", "B640", "B640"),
    ),
    Reading(
        "Decimals of the seconds of a datetime",
        "any number of them; T and seconds are required",
        "The lexical form is that of dateTime in XML Schema.",
        "table-schema#datetime",
        column({"type": "datetime"}, "2024-01-01T00:00:00.1234567890", "2024-01-01 00:00:00", "2024-01-01T00:00"),
        ("B640", "B640"),
    ),
    Reading(
        "e instead of E in a number",
        "valid",
        "XML Schema allows both, and writers of CSV use both.",
        "table-schema#number",
        column({"type": "number"}, "1e3", "1E3"),
    ),
    Reading(
        "Digits beyond ASCII, 1_000, +INF, blanks around a number",
        "type errors",
        "The lexical form is that of decimals in XML Schema, and NaN, INF and -INF.",
        "table-schema#number",
        column({"type": "number"}, "١", "1_000", "+INF", " 1"),
        ("B640",) * 4,
    ),
    Reading(
        "A groupChar behind the decimalChar: 1.000,5 where it is the comma",
        "a type error",
        "It groups digits as in the clause's 100,000; read as 1.0005, a thousand would be lost without a word.",
        "table-schema#number",
        column({"type": "number", "groupChar": ","}, "1.000,5", "1,000.5"),
        ("B640",),
    ),
    Reading(
        "Numbers that a double cannot tell apart",
        "two values",
        "The value space is that of decimals; nothing bounds their digits.",
        "table-schema#number",
        column({"type": "number", "constraints": {"unique": True}}, "0.1", "0.10000000000000000001"),
    ),
    Reading(
        "Numbers of JSON that a double cannot tell apart",
        "one value; whole numbers keep their digits, and all numbers their range",
        "JSON lets readers have the precision of doubles (RFC 8259, 6); whole numbers are identifiers too.",
        "table-schema#number",
        ({"path": "t.json", "schema": {"fields": [{"name": "x", "type": "number", "constraints": {"unique": True}}]}},),
        ("B650",),
        {"t.json": b'[["x"], [0.1], [0.10000000000000000001], [1e-400], [0.0], [36893488147419103232]]'},
    ),
    Reading(
        "PT, P1W, P1.5D",
        "type errors",
        "The lexical form is that of durations in XML Schema, not all of ISO 8601.",
        "table-schema#duration",
        column({"type": "duration"}, "PT", "P1W", "P1.5D"),
        ("B640",) * 3,
    ),
    Reading(
        "A longitude of 181",
        "valid",
        "The clause names a pair of numbers and gives no range.",
        "table-schema#geopoint",
        column({"type": "geopoint"}, "181,0"),
    ),
    Reading(
        "A line of one position, a ring that stays open",
        "type errors",
        "RFC 7946 asks for two positions, and for rings whose last position is the first (3.1.4, 3.1.6).",
        "table-schema#geojson",
        column(
            {"type": "geojson"},
            {"type": "LineString", "coordinates": [[0, 0]]},
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
        ),
        ("B640", "B640"),
    ),
    Reading(
        "A lone geometry in the format topojson",
        "a type error",
        "TopoJSON is for topologies; geometries refer to the arcs of one.",
        "table-schema#geojson",
        column({"type": "geojson", "format": "topojson"}, {"type": "Point", "coordinates": [0, 0]}),
        ("B640",),
    ),
    Reading(
        "A blank in a URI, @ in base64, a UUID without hyphens",
        "type errors",
        "RFC 3986, RFC 4648 and RFC 9562 say how these are written.",
        "table-schema#string",
        (
            *column({"type": "string", "format": "uri"}, "http://a b"),
            *column({"type": "string", "format": "binary"}, "YQ@="),
            *column({"type": "string", "format": "uuid"}, "123e4567e89b12d3a456426614174000"),
        ),
        ("B640",) * 3,
    ),
    Reading(
        "http: without a host, any other scheme without a path",
        "an error; valid",
        "RFC 9110 (4.2.1) asks for a host, RFC 3986 (3.3) allows an empty path.",
        "table-schema#string",
        column({"type": "string", "format": "uri"}, "http:///a", "a:"),
        ("B640",),
    ),
    Reading(
        "The format any of dates and times",
        "numbers, English names of months and days, clocks and zones, in the usual orders",
        "The forms are left to the implementation; guessing more would make any text a date.",
        "table-schema#date",
        column({"type": "date", "format": "any"}, "Jan 26, 2024", "26/1/2024", "soon"),
        ("B640",),
    ),
    Reading(
        "The text 1 and the integer 1 in a reference",
        "equal",
        "Fields of different types are compared as text, numbers with numbers as numbers.",
        "table-schema#foreignKeys",
        (
            pair({"type": "string"}, {}, [["1", "x"]]),
            pair({"type": "integer"}, {}, [[1, "y"]], foreignKeys=refers("a", resource="r0")),
        ),
    ),
    Reading(
        "A reference of which a part is null",
        "left out",
        "A null refers to nothing; SQL reads it in the same way (MATCH SIMPLE).",
        "table-schema#foreignKeys",
        (
            pair({}, {}, [["1", "2"]]),
            pair({}, {}, [["1", ""], ["9", ""]], foreignKeys=refers("a", "b", resource="r0")),
        ),
    ),
    Reading(
        "A table that names itself in its reference",
        "a reference to itself",
        "Version 1 writes an empty name, version 2 none; the own name can mean nothing else.",
        "table-schema#foreignKeys",
        (pair({}, {}, [["1", "1"], ["2", "1"]], foreignKeys=refers("b", resource="r0", to=("a",))),),
    ),
    Reading(
        "Missing values under unique",
        "they do not repeat each other",
        "A missing value is no value.",
        "table-schema#unique",
        column({"constraints": {"unique": True}}, "", "", None),
    ),
    Reading(
        "A primary key of which a part is null",
        "an error",
        "No member of a primary key may be null.",
        "table-schema#primaryKey",
        (pair({}, {}, [["1", ""]], primaryKey=["a", "b"]),),
        ("B652",),
    ),
    Reading(
        "A bound with a time zone, a value without",
        "an error only when more than 14 hours lie between them",
        "XML Schema orders such values only then; what is not ordered breaks no bound.",
        "table-schema#minimum",
        column(
            {"type": "datetime", "constraints": {"minimum": "2024-01-02T00:00:00Z"}},
            "2024-01-01T23:00:00",
            "2024-01-01T00:00:00",
        ),
        ("B642",),
    ),
    Reading(
        "NaN under a bound",
        "an error",
        "It is neither above nor below (XML Schema, maxInclusive).",
        "table-schema#maximum",
        column({"type": "number", "constraints": {"maximum": 5}}, "NaN"),
        ("B642",),
    ),
    Reading(
        "P1M under the maximum P30D",
        "no error",
        "Their order depends on the month; XML Schema calls it undetermined.",
        "table-schema#maximum",
        column({"type": "duration", "constraints": {"maximum": "P30D"}}, "P1M", "P32D"),
        ("B642",),
    ),
    Reading(
        "Two ways to write one value in enum",
        "valid; the same item twice is not",
        "Items of the list are unique, their values are not spoken of.",
        "table-schema#enum",
        column({"type": "number", "constraints": {"enum": ["1", "1.0"]}}, "1"),
    ),
    Reading(
        "JSON's true and the text true in a field of any type",
        "two values",
        "The type any asks for no processing.",
        "table-schema#any",
        column({"type": "any", "constraints": {"enum": ["true"]}}, "true", True),
        ("B645",),
    ),
    Reading(
        "JSON's 1, 1.0, true and the text 1 in a unique field of any type",
        "1 and 1.0 are one value, the others are two more",
        "The type any asks for no processing; JSON has one type of number.",
        "table-schema#unique",
        column({"type": "any", "constraints": {"unique": True}}, 1, "1", True, 1.0),
        ("B650",),
    ),
    Reading(
        "^ and $ in a pattern",
        "anchors; look-around, back-references and flags are refused",
        "The standard's own example has them; the others have no meaning in XML Schema.",
        "table-schema#pattern",
        (
            *column({"type": "string", "constraints": {"pattern": "^a|b$"}}, "a", "ab"),
            *column({"type": "string", "constraints": {"pattern": "(?=a)a"}}, "a"),
        ),
        ("B603", "B644"),
    ),
    Reading(
        "A value that is not among the categories",
        "a constraint error",
        "Categories restrict values as enum does.",
        "table-schema#categories",
        column({"type": "string", "categories": ["a"]}, "b"),
        ("B647",),
    ),
    Reading(
        "A row of nothing but missing values",
        "a row of nulls",
        "Only a line without any character is blank, and none is a row at the end of the file.",
        "table-schema#missingValues",
        (
            {
                "path": "t.csv",
                "schema": {"fields": [{"name": "x"}, {"name": "y"}]},
            },
        ),
        ("B630",),
        {"t.csv": b"x,y\n,\n\n1,2\n\n"},
    ),
    Reading(
        "missingValues against JSON values that are no text",
        "not compared: 0 is not the missing value “0”",
        "Missing values are strings, compared before anything is cast.",
        "table-schema#missingValues",
        column({"type": "date", "missingValues": ["0"]}, 0, "0"),
        ("B640",),
    ),
    Reading(
        "Several files of one table",
        "only the first has a header",
        "The files are concatenated as they are.",
        "data-resource#multiple-files",
        ({"path": ["t.csv", "u.csv"], "schema": {"fields": [{"name": "x", "type": "integer"}]}},),
        ("B626", "B640"),
        {"t.csv": b"x\n1\n", "u.csv": b"x\n2\n"},
    ),
    Reading(
        "Comments before the header",
        "skipped; they count as rows",
        "Row numbers are those of the file.",
        "table-dialect#commentChar",
        csv(dialect={"commentChar": "#"}),
        (),
        {"t.csv": b"# note\nx\n1\n"},
    ),
    Reading(
        "A header row that is shorter than the next",
        "goes on with its last label",
        "That is what merged cells of a spreadsheet become.",
        "table-dialect#headerRows",
        csv(dialect={"headerRows": [1, 2]}, schema={"fields": [{"name": "a b"}, {"name": "a c"}]}),
        (),
        {"t.csv": b"a\nb,c\n1,2\n"},
    ),
    Reading(
        "A lineTerminator of LF in a file with CRLF",
        "any of CRLF, LF and CR ends a line; other terminators are taken at their word",
        "The property says how to write; readers are asked to be lenient.",
        "table-dialect#lineTerminator",
        csv(dialect={"lineTerminator": "\n"}),
        (),
        {"t.csv": b"x\r\n1\r\n"},
    ),
    Reading(
        "Blanks behind the delimiter",
        "belong to the cell",
        "skipInitialSpace is false where it is not given.",
        "table-dialect#skipInitialSpace",
        csv(schema={"fields": [{"name": "x"}, {"name": "y", "type": "integer"}]}),
        ("B640",),
        {"t.csv": b"x,y\n1, 2\n"},
    ),
    Reading(
        "A byte order mark",
        "dropped",
        "It is no part of the text.",
        "data-resource#encoding",
        csv(),
        (),
        {"t.csv": b"\xef\xbb\xbfx\n1\n"},
    ),
    Reading(
        "Text that is not UTF-8, and no encoding declared",
        "read as Windows-1252, with a warning, where the first character beyond ASCII is not UTF-8",
        "The encoding should be detected; the clause asks for no declaration.",
        "data-resource#encoding",
        csv(),
        ("B614",),
        {"t.csv": b"x\n\xe9\n"},
    ),
    Reading(
        "url in place of path",
        "read as path, where there is neither path nor data",
        "The clause keeps version 0 readable.",
        "data-resource#path-or-data",
        ({"url": "t.csv", "schema": {"fields": [{"name": "x"}]}},),
        (),
        {"t.csv": b"x\n1\n"},
    ),
    Reading(
        "A reference into another package",
        "followed where that is allowed; otherwise a notice",
        "The recipe has it, the clause does not; what was not asked for is not read.",
        "recipes#external-foreign-keys",
        (
            {
                "path": "t.csv",
                "schema": {
                    "fields": [{"name": "x"}],
                    "foreignKeys": [
                        {"fields": ["x"], "reference": {"package": "ports", "resource": "ports", "fields": ["x"]}}
                    ],
                },
            },
        ),
        ("B517",),
        {"t.csv": b"x\n1\n"},
    ),
    Reading(
        "A file of no bytes without a header",
        "a table of no rows",
        "A table may be empty.",
        "table-dialect#header",
        csv(dialect={"header": False}),
        (),
        {"t.csv": b""},
    ),
    Reading(
        "A label twice that names no field",
        "valid where columns match by name",
        "Only labels of fields have to be told apart.",
        "table-schema#fieldsMatch",
        (
            {
                "schema": {"fields": [{"name": "x"}], "fieldsMatch": "subset"},
                "data": [["x", "y", "y"], ["1", "2", "3"]],
            },
        ),
    ),
    Reading(
        "Keys of JSON objects in another order than the fields",
        "valid, also under exact",
        "The members of an object have no order (RFC 8259).",
        "table-schema#fieldsMatch",
        ({"schema": {"fields": [{"name": "a"}, {"name": "b"}]}, "data": [{"b": 1, "a": 2}]},),
    ),
    Reading(
        "A hash with an algorithm that is not known",
        "a warning",
        "What cannot be computed proves nothing either way.",
        "data-resource#hash",
        csv(hash="crc99:00FF"),
        ("B511",),
        {"t.csv": b"x\n1\n"},
    ),
    Reading(
        "Features of version 2 in a descriptor of version 1",
        "honoured",
        "Custom properties are allowed there, and nobody writes them to mean nothing.",
        "table-schema#exclusiveMinimum",
        column({"type": "integer", "constraints": {"exclusiveMinimum": 1}}, 1),
        ("B642",),
        more={"$schema": None},
    ),
    Reading(
        "CSV text in data with a format",
        "read as a table",
        "The clause allows text with a format or a mediatype.",
        "data-resource#inline-data",
        ({"data": "x\n1\n", "format": "csv", "schema": {"fields": [{"name": "x", "type": "integer"}]}},),
    ),
    Reading(
        "A URL whose host is not allowed",
        "an error, and no request",
        "What was not read is not called good.",
        "security",
        csv(path="https://example.org/t.csv"),
        ("B519",),
    ),
)
