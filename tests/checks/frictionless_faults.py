"""Where frictionless 5.21 departs from the prose of the standard, one fault at a time.

Each fault names the clause, shows itself in a minimal package, and says which differences it
explains. What no fault here explains is a disagreement that somebody has to decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from second_opinion import Case, Difference, Table

LONG = 12345678901234567890123

__all__ = ["FAULTS", "Fault", "excused"]


@dataclass(frozen=True)
class Fault:
    """One departure: the clause, what it says, a package that shows it, and the differences that it explains.

    `valid` is the verdict on the package by the standard.
    """

    name: str
    clause: str
    says: str
    case: Case
    valid: bool
    explains: Callable[[Difference], bool]


def excused(difference: Difference) -> str | None:
    """The name of the fault that explains a difference, or None."""
    return next((fault.name for fault in FAULTS if fault.explains(difference)), None)


def one(field: dict[str, Any], *cells: Any, form: str = "csv", **schema: Any) -> Case:
    """A package of one table with an id and one other field."""
    own = {"name": "x", **field}
    rows = [[f"r{place}", cell] for place, cell in enumerate(cells)]
    fields = [{"name": "id", "type": "string"}, own]
    return Case([Table("t", {"fields": fields, **schema}, [["id", "x"], *rows], form)])


def is_type(difference: Difference, kind: str, form: str | None = None, side: str = "ours") -> bool:
    """Whether one side alone finds a cell of a type, in a format, to be of another type."""
    given = difference.field
    same = given.get("type") == kind and (form is None or given.get("format", "default") == form)
    return same and difference.kind == "type-error" and difference.side == side


def is_any(field: dict[str, Any]) -> bool:
    """Whether a field takes values of any type."""
    return bool(field) and field.get("type", "any") == "any"


def text(difference: Difference) -> str:
    """The cell as text; empty for a native value."""
    return difference.cell if isinstance(difference.cell, str) else ""


def is_native(difference: Difference) -> bool:
    """Whether the cell is a JSON value other than text."""
    return difference.cell is not None and not isinstance(difference.cell, str)


def missing_values(difference: Difference, field: dict[str, Any]) -> set[str]:
    """The missing values of a field."""
    table = difference.table
    given = field.get("missingValues", table.schema.get("missingValues", [""]) if table else [""])
    return {each["value"] if isinstance(each, dict) else each for each in given}


def all_missing(difference: Difference) -> bool:
    """Whether every cell of the record is a missing value or not there."""
    table = difference.table
    if table is None or not difference.record:
        return False
    pairs = zip(table.schema["fields"], difference.record, strict=False)
    return all(cell is None or str(cell) in missing_values(difference, field) for field, cell in pairs)


def options(difference: Difference, name: str) -> Any:
    """A property of the field."""
    return difference.field.get(name)


def constraint(difference: Difference, name: str) -> Any:
    """A constraint of the field."""
    return difference.field.get("constraints", {}).get(name)


def incomplete(difference: Difference, names: Any) -> bool:
    """Whether a member of a key is missing in the record."""
    table = difference.table
    if table is None:
        return False
    found = [(table.named(name) or {}, table.cell(difference.item[1], name)) for name in names]
    return any(cell is None or str(cell) in missing_values(difference, field) for field, cell in found)


def of_keys(difference: Difference, name: str) -> list[list[str]]:
    """The fields of every key of a table."""
    given = difference.table.schema.get(name, []) if difference.table else []
    if name == "foreignKeys":
        given = [key["fields"] for key in given]
    elif name == "primaryKey":
        given = [given] if given else []
    return [[key] if isinstance(key, str) else key for key in given]


def by_name(difference: Difference) -> bool:
    """Whether labels match fields by name."""
    return bool(difference.table) and difference.table.schema.get("fieldsMatch", "exact") != "exact"


def labels(difference: Difference) -> list[Any]:
    """The labels of the table."""
    return (difference.table.records or [None])[0] or [] if difference.table else []


def has_dashes(difference: Difference) -> bool:
    """Whether a dash before the sign of an integer is no number to them alone, as it is text before one."""
    return is_type(difference, "integer", side="theirs") and "--" in text(difference)


def groups_fraction(difference: Difference) -> bool:
    """Whether the groupChar of a number stands behind its decimalChar."""
    fraction = text(difference).partition(options(difference, "decimalChar") or ".")[2]
    return (options(difference, "groupChar") or "\0") in fraction


def starts_with_group(difference: Difference) -> Iterator[bool]:
    """Whether values in enum start with the groupChar of their field."""
    for table in difference.case.tables:
        for field in table.schema["fields"]:
            for value in field.get("constraints", {}).get("enum", []):
                yield str(value).startswith(field.get("groupChar") or "\0")


def nothing_after(difference: Difference, row: int | None) -> bool:
    """Whether only blank lines and comments stand from a row on."""
    table = difference.table
    if table is None or row is None:
        return False
    mark = table.dialect.get("commentChar") or "\0"
    return all(not each or (len(each) == 1 and str(each[0]).startswith(mark)) for each in table.records[row - 1 :])


def is_ragged(difference: Difference) -> bool:
    """Whether a row of the table is not as long as its header."""
    found = [len(each) for each in (difference.table.records if difference.table else []) if each]
    return len(set(found)) > 1


def is_taken_for_header(difference: Difference) -> bool:
    """Whether a blank line right behind the header is told by us alone."""
    table, row = difference.table, difference.item[1]
    told = difference.kind == "blank-row" and difference.side == "ours"
    return told and table is not None and row is not None and not any(table.records[1:row])


FAULTS: tuple[Fault, ...] = (
    Fault(
        "whitespace",
        "table-schema#number, table-schema#integer",
        "The lexical form of a number has no blanks; they are stripped.",
        one({"type": "integer"}, " 1"),
        False,
        lambda d: (
            (is_type(d, "integer") or is_type(d, "number") or is_type(d, "list"))
            and text(d) != (" " if is_type(d, "list") else text(d).strip())
            and any(part != part.strip() for part in text(d).split(options(d, "delimiter") or ","))
        ),
    ),
    Fault(
        "underscores",
        "table-schema#number, table-schema#integer",
        "An underscore is no digit of XML Schema; Python's int and Decimal take it.",
        one({"type": "integer"}, "1_000"),
        False,
        lambda d: (is_type(d, "integer") or is_type(d, "number")) and "_" in text(d),
    ),
    Fault(
        "special numbers",
        "table-schema#number",
        "NaN, INF and -INF are the special values; Decimal takes Infinity, +INF and sNaN as well.",
        one({"type": "number"}, "Infinity", "+INF"),
        False,
        lambda d: (
            is_type(d, "number") and re.fullmatch(r"(?i)\s*[+-]?(inf(inity)?|s?nan[0-9]*)\s*", text(d)) is not None
        ),
    ),
    Fault(
        "groupChar of integers",
        "table-schema#integer",
        "An integer may have a groupChar since version 2; it is ignored.",
        one({"type": "integer", "groupChar": ","}, "1,000"),
        True,
        lambda d: is_type(d, "integer", side="theirs") and (options(d, "groupChar") or "\0") in text(d),
    ),
    Fault(
        "dress of numbers",
        "table-schema#number",
        "bareNumber false allows text before and after a number, not another number.",
        one({"type": "number", "bareNumber": False}, "-$5"),
        True,
        lambda d: (
            (is_type(d, "number", side="theirs") or is_type(d, "number") or is_type(d, "integer") or has_dashes(d))
            and options(d, "bareNumber") is False
        ),
    ),
    Fault(
        "group characters anywhere",
        "table-schema#number",
        "A number starts with no groupChar and, as we read it, has none behind decimalChar; it is dropped anywhere.",
        one({"type": "number", "groupChar": ","}, ",1", "1.000,5"),
        False,
        lambda d: (
            (is_type(d, "number") and (text(d).startswith(options(d, "groupChar") or "\0") or groups_fraction(d)))
            or (d.kind == "descriptor" and "of the type number" in d.note and any(starts_with_group(d)))
        ),
    ),
    Fault(
        "base64",
        "table-schema#string",
        "The format binary is base64; characters outside its alphabet are skipped.",
        one({"type": "string", "format": "binary"}, "!!"),
        False,
        lambda d: is_type(d, "string", "binary"),
    ),
    Fault(
        "uuid",
        "table-schema#string",
        "A UUID has hyphens in four places (RFC 9562, 4); Python's UUID ignores them, and braces.",
        one({"type": "string", "format": "uuid"}, "123e4567e89b12d3a456426614174000"),
        False,
        lambda d: is_type(d, "string", "uuid") and len(re.sub("[^0-9a-fA-F]", "", text(d))) == 32,
    ),
    Fault(
        "email",
        "table-schema#string",
        "A one-letter label or a lone host is a domain (RFC 5321, 4.1.2); they are refused.",
        one({"type": "string", "format": "email"}, "a@b.c"),
        True,
        lambda d: is_type(d, "string", "email", "theirs"),
    ),
    Fault(
        "characters of a URI",
        "table-schema#string",
        "A URI has the characters of RFC 3986, and a host with http (RFC 9110, 4.2.1); only the scheme is checked.",
        one({"type": "string", "format": "uri"}, "http://a b"),
        False,
        lambda d: is_type(d, "string", "uri"),
    ),
    Fault(
        "short dates",
        "table-schema#date",
        "Dates have the form yyyy-mm-dd; strptime takes single digits.",
        one({"type": "date"}, "2024-1-3"),
        False,
        lambda d: (
            (is_type(d, "date", "default") or is_type(d, "list")) and re.search(r"-[0-9](?![0-9])", text(d)) is not None
        ),
    ),
    Fault(
        "times with fraction or zone",
        "table-schema#time",
        "Times have the form hh:mm:ss; whatever dateutil reads after the fifth character is taken, 24:00:00 as well.",
        one({"type": "time"}, "12:00:00Z"),
        False,
        lambda d: (
            (is_type(d, "time", "default") or is_type(d, "list"))
            and re.search(r"[0-9]{2}:[0-9]{2}:[0-9]{2}[Z.,+-]|24:00", text(d)) is not None
        ),
    ),
    Fault(
        "other dateTimes",
        "table-schema#datetime",
        "A datetime is an XML Schema dateTime; ISO 8601's other forms are taken (a blank, a comma, weeks).",
        one({"type": "datetime"}, "2024-01-01 00:00:00"),
        False,
        lambda d: is_type(d, "datetime", "default") or (is_type(d, "list") and options(d, "itemType") == "datetime"),
    ),
    Fault(
        "years beyond four digits",
        "table-schema#year, table-schema#datetime",
        "Years of XML Schema may be negative, have more than four digits, or a zone; Python's calendar ends at 9999.",
        one({"type": "year"}, "12024", "-0044", "2024Z"),
        True,
        lambda d: (
            is_type(d, "year", side="theirs")
            or (
                (is_type(d, "datetime", side="theirs") or is_type(d, "yearmonth", side="theirs"))
                and re.match(r"-|[0-9]{5}|0000|.*(Z|[+-][0-9]{2}:[0-9]{2})$", text(d)) is not None
            )
        ),
    ),
    Fault(
        "year zero",
        "table-schema#date",
        "0000 is a year of ISO 8601; Python's calendar begins with 1.",
        one({"type": "date"}, "0000-01-01"),
        True,
        lambda d: (is_type(d, "date", side="theirs") or is_type(d, "list", side="theirs")) and "0000-" in text(d),
    ),
    Fault(
        "loose years",
        "table-schema#year, table-schema#yearmonth",
        "A year has four digits, and a month two; int takes signs and blanks, and any number of digits.",
        one({"type": "yearmonth"}, "24-1"),
        False,
        lambda d: is_type(d, "yearmonth") or (is_type(d, "year") and re.fullmatch("[0-9]{4}", text(d)) is None),
    ),
    Fault(
        "other durations",
        "table-schema#duration",
        "A duration is one of XML Schema: no weeks, no fractions but of seconds, nothing without a number.",
        one({"type": "duration"}, "P1W", "PT"),
        False,
        lambda d: is_type(d, "duration"),
    ),
    Fault(
        "bounds of durations",
        "table-schema#minimum",
        "minimum and maximum apply to durations since version 2; they are refused.",
        one({"type": "duration", "constraints": {"minimum": "P1D"}}, "P2D"),
        True,
        lambda d: d.kind == "descriptor" and 'not supported by type "duration"' in d.note,
    ),
    Fault(
        "zones in bounds",
        "table-schema#minimum",
        "A value without a zone and a bound with one are compared as XML Schema does; a TypeError is raised.",
        one({"type": "datetime", "constraints": {"minimum": "2024-01-01T00:00:00Z"}}, "2025-01-01T00:00:00"),
        True,
        lambda d: d.kind == "failed" and "offset-naive" in d.note,
    ),
    Fault(
        "long integers in JSON Lines",
        "table-schema#integer",
        "An integer has any number of digits; its JSON Lines reader makes doubles of those beyond 64 bits.",
        one({"type": "integer", "constraints": {"unique": True}}, LONG, LONG + 1, form="jsonl"),
        True,
        lambda d: d.table is not None and d.table.form == "jsonl" and str(d.cell).startswith(str(LONG)[:-1]),
    ),
    Fault(
        "NaN as a bound",
        "table-schema#maximum",
        "NaN is a number, and no number lies below it; Decimal raises InvalidOperation when it compares the two.",
        one({"type": "number", "constraints": {"maximum": "NaN"}}, "1"),
        True,
        lambda d: d.kind == "failed" and "InvalidOperation" in d.note,
    ),
    Fault(
        "points beyond the globe",
        "table-schema#geopoint",
        "A geopoint is a pair of numbers; no range is given.",
        one({"type": "geopoint"}, "181,0"),
        True,
        lambda d: is_type(d, "geopoint", side="theirs") and not isinstance(d.cell, dict),
    ),
    Fault(
        "texts in points",
        "table-schema#geopoint",
        "The members of a point are numbers; Decimal takes texts, booleans and underscores.",
        one({"type": "geopoint", "format": "array"}, '["1","2"]'),
        False,
        lambda d: (
            is_type(d, "geopoint") and (("format" in d.field and d.field["format"] != "default") or "_" in text(d))
        ),
    ),
    Fault(
        "native points",
        "table-schema#geopoint",
        "With the format object a point is an object, also in JSON data; it is unpacked as if it were an array.",
        one({"type": "geopoint", "format": "object"}, {"lon": 1, "lat": 2}, form="inline"),
        True,
        lambda d: d.field.get("type") == "geopoint" and is_native(d),
    ),
    Fault(
        "rings",
        "table-schema#geojson",
        "A ring closes where it began (RFC 7946, 3.1.6); the last position is not compared.",
        one({"type": "geojson"}, '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}'),
        False,
        lambda d: is_type(d, "geojson", "default") and "Polygon" in str(d.cell),
    ),
    Fault(
        "geometries as topologies",
        "table-schema#geojson",
        "The format topojson holds a topology; a lone geometry is taken.",
        one({"type": "geojson", "format": "topojson"}, '{"type":"Point","coordinates":[1,2]}'),
        False,
        lambda d: is_type(d, "geojson", "topojson"),
    ),
    Fault(
        "NaN in JSON",
        "table-schema#object",
        "Objects and arrays are valid JSON, which has no NaN (RFC 8259, 6).",
        one({"type": "array"}, "[NaN]"),
        False,
        lambda d: (is_type(d, "array") or is_type(d, "object")) and re.search("NaN|Infinity", text(d)) is not None,
    ),
    Fault(
        "categories",
        "table-schema#categories",
        "The values of a field with categories are among them; they are not compared.",
        one({"type": "string", "categories": ["a"]}, "b"),
        False,
        lambda d: d.side == "ours" and d.kind == "constraint-error" and "categories" in d.field,
    ),
    Fault(
        "jsonSchema",
        "table-schema#jsonSchema",
        "The constraint jsonSchema applies to arrays and objects; it is refused for arrays.",
        one({"type": "array", "constraints": {"jsonSchema": {"minItems": 1}}}, "[1]"),
        True,
        lambda d: d.kind == "descriptor" and '"jsonSchema" is not supported' in d.note,
    ),
    Fault(
        "alternatives in patterns",
        "table-schema#pattern",
        "A pattern matches whole values; ^a|b$ matches what begins with a.",
        one({"type": "string", "constraints": {"pattern": "a|b"}}, "ax"),
        False,
        lambda d: d.kind == "constraint-error" and "|" in (constraint(d, "pattern") or "") and d.side == "ours",
    ),
    Fault(
        "uniqueness of objects",
        "table-schema#unique",
        "Values of any type can be unique; those that Python cannot hash raise a TypeError.",
        one({"type": "object", "constraints": {"unique": True}}, '{"a":1}', '{"a":2}'),
        True,
        lambda d: d.kind == "failed" and "unhashable" in d.note,
    ),
    Fault(
        "uniqueness of 1 and true",
        "table-schema#unique",
        "A number is no boolean, and both may stand in a field of any type; in Python 1 equals True, and 0 False.",
        one({"type": "any", "constraints": {"unique": True}}, 1, True, form="inline"),
        True,
        lambda d: d.kind == "unique-error" and d.side == "theirs" and is_any(d.field) and d.cell in (0, 1),
    ),
    Fault(
        "native missing values",
        "table-schema#missingValues",
        "missingValues are strings, and a JSON number is none; it is compared as text.",
        one({"type": "date", "missingValues": ["0"]}, 0, form="inline"),
        False,
        lambda d: d.side == "ours" and is_native(d) and str(d.cell) in missing_values(d, d.field),
    ),
    Fault(
        "booleans as years",
        "table-schema#year",
        "A JSON boolean is no year; in Python it is an int.",
        one({"type": "year"}, True, form="inline"),
        False,
        lambda d: d.field.get("type") == "year" and isinstance(d.cell, bool),
    ),
    Fault(
        "any parsable representation",
        "table-schema#date",
        "The format any leaves the forms open; dateutil reads nearly everything, and fills up with today.",
        one({"type": "date", "format": "any"}, "12:00"),
        False,
        lambda d: d.field.get("format") == "any" and d.kind == "type-error" and d.side == "ours",
    ),
    Fault(
        "incomplete primary keys",
        "table-schema#primaryKey",
        "No member of a primary key is null; only a key of which all are is reported.",
        Case(
            [
                Table(
                    "t",
                    {"fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "primaryKey": ["a", "b"]},
                    [["a", "b", "c"], ["1", "", "x"]],
                )
            ]
        ),
        False,
        lambda d: (
            d.side == "ours" and d.kind == "primary-key" and any(incomplete(d, key) for key in of_keys(d, "primaryKey"))
        ),
    ),
    Fault(
        "unique keys",
        "table-schema#uniqueKeys",
        "uniqueKeys came with version 2; they are not compared.",
        one({}, "1", "1", uniqueKeys=[["x"]]),
        False,
        lambda d: d.side == "ours" and d.kind == "unique-key",
    ),
    Fault(
        "incomplete references",
        "table-schema#foreignKeys",
        "A null refers to nothing, also as one of several members; only a key of which all are null is left out.",
        Case(
            [
                Table("a", {"fields": [{"name": "i"}, {"name": "j"}]}, [["i", "j"], ["1", "2"]]),
                Table(
                    "b",
                    {
                        "fields": [{"name": "k"}, {"name": "l"}],
                        "foreignKeys": [{"fields": ["k", "l"], "reference": {"resource": "a", "fields": ["i", "j"]}}],
                    },
                    [["k", "l"], ["1", ""]],
                ),
            ]
        ),
        True,
        lambda d: (
            d.side == "theirs"
            and d.kind == "foreign-key"
            and any(incomplete(d, key) for key in of_keys(d, "foreignKeys"))
        ),
    ),
    Fault(
        "rows of missing values",
        "table-schema#missingValues",
        "A row whose values are all missing is a row; it is called blank, and its other errors are dropped.",
        Case([Table("t", {"fields": [{"name": "a"}, {"name": "b"}]}, [["a", "b"], ["", ""]])]),
        True,
        lambda d: (
            (d.side == "theirs" and d.kind == "blank-row" and all_missing(d)) or (d.side == "ours" and all_missing(d))
        ),
    ),
    Fault(
        "lines after the last row",
        "table-dialect#lineTerminator",
        "Blank lines after the last row are no rows (RFC 4180, 2: the last line break is optional); they are reported.",
        Case([Table("t", {"fields": [{"name": "a"}]}, [["a"], ["1"], None])]),
        True,
        lambda d: d.side == "theirs" and d.kind == "blank-row" and nothing_after(d, d.item[1]),
    ),
    Fault(
        "labels twice",
        "table-schema#fieldsMatch",
        "Labels that match by name have to be told apart only where they name a field; any label twice stops the run.",
        Case([Table("t", {"fields": [{"name": "a"}], "fieldsMatch": "subset"}, [["a", "b", "b"], ["1", "2", "3"]])]),
        True,
        lambda d: d.kind == "failed" and "requires unique labels" in d.note,
    ),
    Fault(
        "tables of no rows",
        "table-schema#fieldsMatch, table-dialect#header",
        "A table may have no rows, and with superset no columns; a file of no bytes is called unreadable.",
        Case([Table("t", {"fields": [{"name": "a"}]}, [], dialect={"header": False})]),
        True,
        lambda d: d.side == "theirs" and d.kind == "blank-header" and nothing_after(d, 1),
    ),
    Fault(
        "guessed headers",
        "table-dialect#header",
        "Without a word from the dialect the first row is the header; it is guessed from the widths of rows.",
        Case([Table("t", {"fields": [{"name": name} for name in "abcd"]}, [["a", "b", "c", "d"], ["1"]])]),
        False,
        lambda d: (is_ragged(d) or is_taken_for_header(d)) and "header" not in (d.table.dialect if d.table else {}),
    ),
    Fault(
        "guessed delimiters",
        "table-dialect#delimiter",
        "Without a word from the dialect cells are separated by commas; the delimiter is guessed.",
        Case(
            [
                Table(
                    "t",
                    {"fields": [{"name": "a;b"}]},
                    [["a;b"], ["1;2"], ["3;4"], ["5;6"]],
                    more={"dialect": {"header": True}},
                )
            ]
        ),
        True,
        lambda d: "dialect" in (d.table.more if d.table else {}),
    ),
)
