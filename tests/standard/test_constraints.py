"""Constraints, missing values and categories (Table Schema)."""

from __future__ import annotations

from pathlib import Path

import pytest
from standard_cases import Case, column, typed

BOUNDS = {
    "integer": ("5", "4", "6"),
    "number": ("5.5", "5.4", "5.6"),
    "date": ("2024-01-05", "2024-01-04", "2024-01-06"),
    "time": ("12:00:00", "11:59:59", "12:00:01"),
    "datetime": ("2024-01-05T00:00:00", "2024-01-04T23:59:59", "2024-01-05T00:00:01"),
    "year": ("2024", "2023", "2025"),
    "yearmonth": ("2024-05", "2024-04", "2024-06"),
    "duration": ("P5D", "P4D", "P6D"),
}
"""By type: a bound, a value below it, a value above."""

OBJECT = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}

PRESENCE = [
    *(
        column(f"required-{kind}", [3], typed(kind, {"required": True}), ok, "")
        for kind, ok in {
            "string": "a",
            "number": "1",
            "boolean": "true",
            "date": "2024-01-01",
            "object": '"{}"',
            "array": '"[]"',
            "list": "a",
            "time": "12:00:00",
            "datetime": "2024-01-01T00:00:00",
            "year": "2024",
            "yearmonth": "2024-01",
            "duration": "P1D",
            "geopoint": '"1,2"',
            "geojson": '"{""type"":""Point"",""coordinates"":[1,2]}"',
            "any": "a",
        }.items()
    ),
    *(
        column(f"required-not-{kind}", True, typed(kind, {"required": False}), ok, "")
        for kind, ok in {
            "string": "a",
            "number": "1",
            "boolean": "true",
            "date": "2024-01-01",
            "object": '"{}"',
            "array": '"[]"',
            "list": "a",
            "time": "12:00:00",
            "datetime": "2024-01-01T00:00:00",
            "year": "2024",
            "yearmonth": "2024-01",
            "duration": "P1D",
            "geopoint": '"1,2"',
            "geojson": '"{""type"":""Point"",""coordinates"":[1,2]}"',
            "any": "a",
        }.items()
    ),
    *(
        column(f"unique-{kind}", [3], typed(kind, {"unique": True}), ok, ok, "", "")
        for kind, ok in {
            "string": "a",
            "number": "1",
            "boolean": "true",
            "date": "2024-01-01",
            "object": '"{}"',
            "array": '"[]"',
            "list": "a",
            "time": "12:00:00",
            "datetime": "2024-01-01T00:00:00",
            "year": "2024",
            "yearmonth": "2024-01",
            "duration": "P1D",
            "geopoint": '"1,2"',
            "geojson": '"{""type"":""Point"",""coordinates"":[1,2]}"',
            "any": "a",
        }.items()
    ),
    column("required-missing-NA", [3, 4], typed("string", {"required": True}), "a", "NA", "", missingValues=["NA", ""]),
    column("required-mv-empty-list", True, typed("string", {"required": True}), "a", "", missingValues=[]),
    column("mv-empty-list-integer", [3], typed("integer"), "1", "", missingValues=[]),
    column("unique-number-lexical", [3, 4], typed("number", {"unique": True}), "1", "1.0", "1e0", "2"),
    column("unique-integer-lexical", [3], typed("integer", {"unique": True}), "1", "01", "2"),
    column("unique-boolean-lexical", [3], typed("boolean", {"unique": True}), "true", "1", "false"),
    column(
        "unique-datetime-zone",
        [3],
        typed("datetime", {"unique": True}),
        "2024-01-01T12:00:00Z",
        "2024-01-01T13:00:00+01:00",
    ),
    column("unique-duration", [3], typed("duration", {"unique": True}), "P1Y", "P12M", "P365D"),
    column("unique-case", True, typed("string", {"unique": True}), "a", "A"),
    column("unique-object-order", [3], typed("object", {"unique": True}), '"{""a"":1,""b"":2}"', '"{""b"":2,""a"":1}"'),
    column("unique-geopoint", [3], typed("geopoint", {"unique": True}), '"1,2"', '"1.0, 2.0"'),
    column("unique-any-text", True, typed("any", {"unique": True}), "1", "1.0"),
    column("unique-date-pattern", [3], typed("date", {"unique": True}, format="%d/%m/%Y"), "01/02/2024", "1/2/2024"),
    column("unique-false", True, typed("string", {"unique": False}), "a", "a"),
]

LENGTHS = [
    column("minLength-object", [2], typed("object", {"minLength": 1}), '"{}"', '"{""a"":1}"'),
    column("maxLength-list", [2], typed("list", {"maxLength": 2}), '"a,b,c"', '"a,b"'),
    column("minLength-0", True, typed("string", {"minLength": 0}), "a"),
    column("min>max both", [2, 3], typed("string", {"minLength": 2, "maxLength": 3}), "a", "abcd", "abc"),
    column("maxLength-emoji", True, typed("string", {"maxLength": 1}), "😀", "é"),
    column(
        "maxLength-geojson", True, typed("geojson", {"maxLength": 9}), '"{""type"":""Point"",""coordinates"":[1,2]}"'
    ),
    *(
        column(f"{b}-{value}", False, typed("string", {b: value}), "a")
        for b in ("minLength", "maxLength")
        for value in (-1, "1", 1.5, True, None)
    ),
    *(
        column(f"{b}-unsupported-{kind}", False, typed(kind, {b: 1}), "")
        for b in ("minLength", "maxLength")
        for kind in (
            "integer",
            "number",
            "boolean",
            "date",
            "time",
            "datetime",
            "year",
            "yearmonth",
            "duration",
            "geopoint",
            "any",
        )
    ),
]

LIMITS = [
    *(
        column(f"minimum-{kind}", [2], typed(kind, {"minimum": m}), lo, m, hi, "")
        for kind, (m, lo, hi) in BOUNDS.items()
    ),
    *(
        column(f"maximum-{kind}", [4], typed(kind, {"maximum": m}), lo, m, hi, "")
        for kind, (m, lo, hi) in BOUNDS.items()
    ),
    *(
        column(f"exclusiveMinimum-{kind}", [2, 3], typed(kind, {"exclusiveMinimum": m}), lo, m, hi, "")
        for kind, (m, lo, hi) in BOUNDS.items()
    ),
    *(
        column(f"exclusiveMaximum-{kind}", [3, 4], typed(kind, {"exclusiveMaximum": m}), lo, m, hi, "")
        for kind, (m, lo, hi) in BOUNDS.items()
    ),
    *(column(f"bad-bound-{kind}", False, typed(kind, {"minimum": "abc"}), m) for kind, (m, lo, hi) in BOUNDS.items()),
    *(
        column(f"bad-bound-list-{kind}", False, typed(kind, {"maximum": [1]}), m)
        for kind, (m, lo, hi) in BOUNDS.items()
    ),
    *(
        column(f"enum-{kind}", [4], typed(kind, {"enum": [m, lo]}), lo, m, hi, "")
        for kind, (m, lo, hi) in BOUNDS.items()
    ),
    *(column("minimum-integer-number", [2], typed("integer", {"minimum": 5}), "4", "5") for n in (5,)),
    *(column("minimum-integer-string", [2], typed("integer", {"minimum": "5"}), "4", "5") for n in (5,)),
    *(column("minimum-number-int", [2], typed("number", {"minimum": 5}), "4.9", "5.0", "INF") for n in (5,)),
    *(column("year-number-bound", [2], typed("year", {"minimum": 2020}), "2019", "2020") for n in (5,)),
    *(column("minimum-integer-float", False, typed("integer", {"minimum": 1.5}), "2") for n in (5,)),
    *(column("minimum-bool", False, typed("integer", {"minimum": True}), "2") for n in (5,)),
    column(
        "datetime-bound-zone",
        [2],
        typed("datetime", {"minimum": "2024-01-01T12:00:00Z"}),
        "2024-01-01T12:00:00+01:00",
        "2024-01-01T11:00:00-01:00",
    ),
    column(
        "date-bound-pattern",
        [2],
        typed("date", {"minimum": "05/01/2024"}, format="%d/%m/%Y"),
        "04/01/2024",
        "05/01/2024",
    ),
    column("date-bound-pattern-iso", False, typed("date", {"minimum": "2024-01-05"}, format="%d/%m/%Y"), "05/01/2024"),
    column("number-bound-groupchar", [2], typed("number", {"minimum": "1,000"}, groupChar=","), '"999"', '"1,000"'),
    column("integer-bound-bare", [2], typed("integer", {"minimum": 5}, bareNumber=False), "4%", "5%"),
    *(
        column(f"{b}-unsupported-{kind}", False, typed(kind, {b: 1}), "")
        for b in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        for kind in ("string", "boolean", "object", "array", "list", "geopoint", "geojson", "any")
    ),
    *(
        column(f"{b}-untyped", False, typed(None, {b: 1}), "1")
        for b in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    ),
    column("duration-PT-mixed", [2], typed("duration", {"minimum": "PT1H"}), "PT59M", "PT60M", "P1D"),
    column("negative-duration", [2], typed("duration", {"minimum": "P0D"}), "-P1D", "P0D"),
]

PATTERNS = [
    column("pattern-partial", [3], typed("string", {"pattern": "b"}), "b", "abc"),
    column("pattern-class", [3], typed("string", {"pattern": "[a-z]{2,3}"}), "ab", "abcd"),
    column("pattern-subtraction", [3], typed("string", {"pattern": "[a-z-[aeiou]]+"}), "bcd", "abc"),
    column("pattern-i-c", [3], typed("string", {"pattern": "\\i\\c*"}), "a-1", "1a"),
    column("pattern-d-unicode", True, typed("string", {"pattern": "\\d+"}), "12", "٣"),
    column("pattern-block", [3], typed("string", {"pattern": "\\p{IsGreek}+"}), "αβ", "ab"),
    column("pattern-dot-newline", [3], typed("string", {"pattern": "a.b"}), "axb", '"a\nb"'),
    *(
        column(f"bad-pattern {pattern}", False, typed("string", {"pattern": pattern}), "a")
        for pattern in (
            "(?i)a",
            "(?=a)b",
            "a\\1",
            "(?P<x>a)",
            "[",
            "(",
            "a**",
            "*a",
            "\\q",
            "a\\bc",
            "\\p{Foo}",
            "a{2,1}",
            "(?<n>a)",
        )
    ),
    column("pattern-number-type", False, typed("string", {"pattern": 5}), "a"),
    *(
        column(f"pattern-unsupported-{kind}", False, typed(kind, {"pattern": "a"}), "")
        for kind in ("integer", "number", "boolean", "date", "array", "object", "any", "list", "geojson", "year")
    ),
    column(
        "pattern-email",
        [3],
        typed("string", {"pattern": ".*@example\\.org"}, format="email"),
        "a@example.org",
        "a@example.com",
    ),
    column("pattern-empty-required", True, typed("string", {"pattern": "a"}), "a", ""),
]

ENUMS = [
    column("enum-string", [3], typed("string", {"enum": ["a", "b"]}), "a", "c", ""),
    column("enum-number", [4], typed("number", {"enum": [1, "2.50"]}), "1.0", "2.5", "3"),
    column("enum-integer-string", [3], typed("integer", {"enum": ["1", "2"]}), "01", "3"),
    column("enum-object", [3], typed("object", {"enum": [{"a": 1}]}), '"{""a"": 1}"', '"{""a"":2}"'),
    column("enum-geopoint", [3], typed("geopoint", {"enum": ["1,2"]}), '"1, 2"', '"2,1"'),
    column("enum-boolean", [3], typed("boolean", {"enum": [True]}), "1", "false"),
    column("enum-boolean-str", [3], typed("boolean", {"enum": ["true"]}), "1", "false"),
    column("enum-any", [3], typed("any", {"enum": ["a", "1"]}), "a", "b", "1"),
    column("enum-any-number-csv", True, typed("any", {"enum": [1]}), "1"),
    column("enum-empty", False, typed("string", {"enum": []}), "a"),
    column("enum-string-not-list", False, typed("string", {"enum": "a"}), "a"),
    column("enum-bad-value", False, typed("integer", {"enum": ["a"]}), "1"),
    column("enum-str-number", False, typed("string", {"enum": [1]}), "1"),
    column("enum-case", [2], typed("string", {"enum": ["A"]}), "a"),
    column("enum-array", [3], typed("array", {"enum": [[1, 2]]}), '"[1, 2]"', '"[2,1]"'),
    column("enum-dup", True, typed("integer", {"enum": ["1", "01"]}), "1"),
]

OTHERS = [
    column(
        "jsonschema-object", [3, 4], typed("object", {"jsonSchema": OBJECT}), '"{""a"":1}"', '"{""a"":""x""}"', "{}"
    ),
    column(
        "jsonschema-array", [3], typed("array", {"jsonSchema": {"items": {"type": "integer"}}}), '"[1]"', '"[""a""]"'
    ),
    *(
        column(f"jsonschema-{kind}", False, typed(kind, {"jsonSchema": {}}), "")
        for kind in ("string", "integer", "list", "geojson", "any")
    ),
    column("jsonschema-bad", False, typed("object", {"jsonSchema": {"type": "foo"}}), "{}"),
    column("jsonschema-str", False, typed("object", {"jsonSchema": "x"}), "{}"),
    column("jsonschema-true", False, typed("object", {"jsonSchema": True}), "{}"),
    *(column("constraints-shape", False, {"type": "string", "constraints": wrong}, "a") for wrong in ([], "x", 1)),
    column("constraints-custom", True, typed("string", {"my:own": 1}), "a"),
    column("constraints-empty", True, typed("string", {}), "a"),
    column("required-string", False, typed("string", {"required": "true"}), "a"),
    column("unique-string", False, typed("string", {"unique": 1}), "a"),
    column("multi", [2, 3], typed("integer", {"minimum": 1, "maximum": 3, "enum": [1, 2]}), "0", "3", "2"),
    column("type-and-required", [2], typed("integer", {"required": True, "minimum": 1}), "a", "1"),
]

MISSING_VALUES = [
    column("mv-default", True, typed("integer"), "1", ""),
    column("mv-NA", [3], typed("integer"), "1", "NA"),
    column("mv-NA-ok", True, typed("integer"), "1", "NA", missingValues=["NA"]),
    column("mv-replaces-default", [3], typed("integer"), "1", "", missingValues=["NA"]),
    column("mv-space", [2], typed("integer"), " ", missingValues=[""]),
    column("mv-case", [2], typed("integer"), "na", missingValues=["NA"]),
    column("mv-before-cast", [3, 4], typed("number", {"minimum": 0}), "-99", "-99.0", "-099", missingValues=["-99"]),
    column("mv-nan", [2], typed("number", {"required": True}), "NaN", missingValues=["NaN"]),
    column(
        "mv-objects",
        True,
        typed("integer"),
        "NA",
        "-",
        missingValues=[{"value": "NA", "label": "n/a"}, {"value": "-", "label": "none"}],
    ),
    column("mv-field", True, typed("integer", missingValues=["-"]), "-", "1", missingValues=["NA"]),
    column("mv-field-replaces", [2], typed("integer", missingValues=["-"]), "NA", "1", missingValues=["NA"]),
    column("mv-field-objects", True, typed("integer", missingValues=[{"value": "-"}]), "-"),
    column("mv-field-empty", [2], typed("integer", missingValues=[]), "", "1"),
    *(
        column(f"mv-bad-{n}", False, typed("string"), "q", missingValues=m)
        for n, m in {
            "mixed": ["a", {"value": "b"}],
            "string": "NA",
            "nul": None,
            "obj": {"value": "a"},
            "novalue": [{"label": "x"}],
            "numlabel": [{"value": "a", "label": 1}],
            "numvalue": [{"value": 1}],
            "dupvalue": [{"value": "a", "label": "x"}, {"value": "a", "label": "y"}],
            "nulls": [None],
            "dup": ["a", "a"],
            "nested": [["a"]],
        }.items()
    ),
    *(
        column(f"mv-field-bad-{n}", False, typed("string", missingValues=m), "q")
        for n, m in {
            "mixed": ["a", {"value": "b"}],
            "string": "NA",
            "nul": None,
            "obj": {"value": "a"},
            "novalue": [{"label": "x"}],
            "numlabel": [{"value": "a", "label": 1}],
            "numvalue": [{"value": 1}],
            "dupvalue": [{"value": "a", "label": "x"}, {"value": "a", "label": "y"}],
            "nulls": [None],
            "dup": ["a", "a"],
            "nested": [["a"]],
        }.items()
    ),
    column("mv-list", True, typed("list", {"minLength": 1}), "a", "-", missingValues=["-"]),
]

CATEGORIES = [
    column("cat-int", [3], typed("integer", categories=[1, 2]), "01", "3", ""),
    column("cat-obj", [3], typed("integer", categories=[{"value": 0, "label": "a"}, {"value": 1}]), "0", "2"),
    column("cat-str-obj", [3], typed("string", categories=[{"value": "a", "label": "A"}]), "a", "A"),
    column("cat-missing", True, typed("string", categories=["a"]), "a", "NA", missingValues=["NA"]),
    *(
        column(f"cat-{kind}", False, typed(kind, categories=["a"]), "")
        for kind in ("number", "boolean", "date", "any", "list", "year")
    ),
    column("cat-untyped", False, typed(None, categories=["a"]), "a"),
    *(
        column(f"cat-bad-{n}", False, typed("string", categories=c), "")
        for n, c in {
            "empty_obj": [{}],
            "string": "a",
            "obj": {"value": "a"},
            "mixed": ["a", {"value": "b"}],
            "dup": ["a", "a"],
            "num": [1],
            "nul": [None],
            "nolist": None,
            "label": [{"value": "a", "label": 1}],
            "duplabel": [{"value": "a", "label": "x"}, {"value": "b", "label": "x"}],
        }.items()
    ),
    column("cat-int-str", False, typed("integer", categories=["1"]), "1"),
    column("cat-int-float", False, typed("integer", categories=[1.5]), ""),
    column("cat-int-bool", False, typed("integer", categories=[True]), ""),
    column("catord-str", False, typed("string", categories=["a"], categoriesOrdered="yes"), "a"),
    column("catord-false", True, typed("string", categories=["a"], categoriesOrdered=False), "a"),
    column("cat-enum-subset", True, typed("string", {"enum": ["a"]}, categories=["a", "b"]), "a"),
    column("cat-enum-subset-viol", [2], typed("string", {"enum": ["a"]}, categories=["a", "b"]), "b"),
    column("cat-enum-notsubset", False, typed("string", {"enum": ["c"]}, categories=["a", "b"]), ""),
]


CASES = [*PRESENCE, *LENGTHS, *LIMITS, *PATTERNS, *ENUMS, *OTHERS, *MISSING_VALUES, *CATEGORIES]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_follows_the_standard(case: Case, tmp_path: Path) -> None:
    """The verdict on a package is the one of the standard, and so are the rows and fields of its errors."""
    case.holds(tmp_path)
