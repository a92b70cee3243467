"""What is a value of each type and format, in texts and in JSON: Table Schema, Field Types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from standard_cases import Case, package

Spec = tuple[dict[str, Any], list[Any], list[Any]]


def of(kind: str, good: list[Any], bad: list[Any], **properties: Any) -> Spec:
    """A field, cells that are values of it, and cells that are not."""
    return {"type": kind, **properties}, good, bad


POINT = '{"type":"Point","coordinates":[1,2]}'
TOPOLOGY = '{"type":"Topology","objects":{"a":{"type":"Point","coordinates":[1,2]}},"arcs":[]}'

TEXTS: list[Spec] = [
    of("string", ["a", " ", "1", "NaN", "null"], []),
    of(
        "string",
        ["a@b.org", "first.last+tag@sub.example.com", "o'neil@example.ie", "A@B.CO"],
        ["a", "a@", "@b.org", "a b@c.org", "a@b@c.org", "a@b..org", ".a@b.org", "a.@b.org", "a@-b.org", "a@b.org "],
        format="email",
    ),
    of(
        "string",
        [
            "http://example.org",
            "https://a.b/c?d=e#f",
            "mailto:a@b.org",
            "urn:isbn:123",
            "ftp://x.org/a",
            "data:text/plain,a",
            "file:///etc/hosts",
            "tel:+1-2",
        ],
        [
            "example.org",
            "/a/b",
            "//a.b",
            "http://",
            "a b:c",
            "http://a.b/%zz",
            "://x",
            "1http://a",
            " http://a.b",
            "http://a b",
        ],
        format="uri",
    ),
    of(
        "string",
        ["YQ==", "YWI=", "YWJj", "aGVsbG8gd29ybGQ="],
        ["YQ=", "Y", "YQ", "====", "YW Jj", "a-_b"],
        format="binary",
    ),
    of(
        "string",
        [
            "123e4567-e89b-12d3-a456-426614174000",
            "123E4567-E89B-12D3-A456-426614174000",
            "00000000-0000-0000-0000-000000000000",
        ],
        [
            "123e4567e89b12d3a456426614174000",
            "{123e4567-e89b-12d3-a456-426614174000}",
            "123e4567-e89b-12d3-a456-42661417400",
            "g23e4567-e89b-12d3-a456-426614174000",
            "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
        ],
        format="uuid",
    ),
    of(
        "number",
        [
            "1",
            "-1.23",
            "12678967.543233",
            "+100000.00",
            "210",
            ".5",
            "5.",
            "00.10",
            "1E5",
            "1E+5",
            "1E-5",
            "1.5E3",
            "-0",
            "INF",
            "-INF",
            "NaN",
            "nan",
            "inf",
            "-inf",
            "Inf",
        ],
        [
            "abc",
            "1,000",
            "1 000",
            "1.2.3",
            "--1",
            "+-1",
            "1E",
            "E5",
            "1E5.5",
            "0x10",
            "1_0",
            "½",
            "1%",
            "$1",
            "Infinity",
            "-Infinity",
            ".",
            "-",
            "+",
            ".E5",
            "1e",
            "true",
        ],
    ),
    of(
        "number",
        ["1,000", "1,000,000.5", "100", "1000", "-1,000", "1,000E3"],
        ["1.000.000", "1 000", ",1", "1,000.0,0"],
        groupChar=",",
    ),
    of("number", ["1 000", "1 000 000"], ["1,000"], groupChar=" "),
    of("number", ["1,5", "-1,5", "1", ",5", "1,5E3"], ["1.5", "1,5,5"], decimalChar=","),
    of("number", ["1.000,5", "1.000.000", "1,5", "1000,5"], ["1,000.5", "1,5,5"], decimalChar=",", groupChar="."),
    of(
        "number",
        ["95%", "€95", "EUR 95", "$ -95.5", "95 %", "1.5 kg", "-1", "+5", "1E5 m"],
        ["abc", "%", "5 5", "1.2.3x"],
        bareNumber=False,
    ),
    of("number", ["€1,000.50", "1,000%"], ["€"], bareNumber=False, groupChar=",", decimalChar="."),
    of(
        "integer",
        ["0", "1", "-1", "+1", "007", "12345678901234567890", "-0"],
        ["1.0", "1e3", "1,000", "a", "0x1", "1 ", " 1", "--1", "1.", "½", "²", "+", "-", "NaN", "INF", "true"],
    ),
    of("integer", ["1,000", "1000", "-1,000,000"], ["1.000", "1 000", ",1"], groupChar=","),
    of("integer", ["95%", "€95", "EUR 95", "-95 kg", "--95"], ["abc", "9.5%", "1 2"], bareNumber=False),
    of(
        "boolean",
        ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"],
        ["yes", "no", "t", "f", "tRUE", "2", "-1", "01", "T", "on"],
    ),
    of("boolean", ["yes", "no"], ["true", "1", "Yes", "0"], trueValues=["yes"], falseValues=["no"]),
    of("boolean", ["yes", "false", "0"], ["true", "1"], trueValues=["yes"]),
    of(
        "object",
        ["{}", '{"a":1}', ' {"a": [1]} '],
        ["[]", "1", '"a"', "null", "{a:1}", "{'a':1}", '{"a":1', '{"a":NaN}', '{"a":1,}', "true"],
    ),
    of("array", ["[]", '[1,"a",null]', "[[1]]"], ["{}", "1", '"a"', "null", "[1,]", "1,2", "[NaN]", "[1 2]"]),
    of("list", ["a", "a,b", "a,,b", ","], []),
    of("list", ["a;b", "a,b"], [], delimiter=";"),
    of("list", ["1", "1,2,3", "-1,+2"], ["1,a", "1, 2", "1,", "1.5", ",1"], itemType="integer"),
    of("list", ["1.5|2", "NaN|INF"], ["1,5", "a|1"], itemType="number", delimiter="|"),
    of("list", ["true,false", "1,0"], ["yes,no", "true,"], itemType="boolean"),
    of("list", ["2024-01-01,2024-02-29"], ["2024-1-1", "01/01/2024", "2024-01-01,"], itemType="date"),
    of("list", ["12:00:00,13:00:00"], ["12:00"], itemType="time"),
    of("list", ["2024-01-01T00:00:00,2024-01-01T00:00:00Z"], ["2024-01-01"], itemType="datetime"),
    of(
        "datetime",
        [
            "2024-01-26T15:00:00",
            "2024-01-26T15:00:00.300-05:00",
            "2024-01-26T15:00:00Z",
            "2024-01-26T15:00:00+00:00",
            "2024-02-29T00:00:00",
            "0001-01-01T00:00:00",
            "9999-12-31T23:59:59",
            "2024-01-26T15:00:00.3",
            "2024-01-26T24:00:00",
            "-0044-03-15T00:00:00",
            "12024-01-01T00:00:00",
        ],
        [
            "2024-01-26",
            "2024-01-26T15:00",
            "2024-01-26 15:00:00",
            "2023-02-29T00:00:00",
            "2024-01-26T25:00:00",
            "2024-01-26T15:60:00",
            "2024-01-26T15:00:60",
            "2024-1-26T15:00:00",
            "20240126T150000",
            "2024-01-26T15:00:00+0500",
            "2024-01-26T15:00:00+15:00",
            "2024-01-26t15:00:00",
            "2024-01-26T15:00:00z",
            "15:00:00",
            "now",
            "2024-01-26T15:00:00,5",
            "2024-01-26T24:00:01",
            "2024-01-26T15:00:00.",
        ],
    ),
    of(
        "date",
        ["2024-01-26", "2024-02-29", "0001-01-01", "9999-12-31", "2000-02-29"],
        [
            "2024-1-26",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-01-32",
            "24-01-26",
            "2024/01/26",
            "20240126",
            "26.01.2024",
            "2024-01-26T00:00:00",
            "2024-01-26Z",
            "2024-01",
            "2024",
            " 2024-01-26",
            "2024-W04-5",
            "2024-026",
        ],
    ),
    of(
        "time",
        ["15:00:00", "00:00:00", "23:59:59"],
        [
            "15:00",
            "24:00:00",
            "15:60:00",
            "15:00:60",
            "15:00:00Z",
            "15:00:00.5",
            "3 pm",
            "1500",
            "15:0:0",
            " 15:00:00",
            "15:00:00+01:00",
            "T15:00:00",
        ],
    ),
    of(
        "year",
        ["2024", "0001", "0000", "-0044", "12024", "9999", "2024Z", "2024+01:00", "12345678901", f"-{'9' * 300}"],
        ["24", "+2024", "2024.0", "02024", "abc", "2024-01", " 2024", "-44", "20 24"],
    ),
    of(
        "yearmonth",
        ["2024-01", "2024-12", "-0044-03", "12024-01", "2024-01Z", "12345678901-12"],
        ["2024-13", "2024-00", "2024-1", "24-01", "2024", "2024-01-01", "01-2024", "2024/01", "202401", "Jan 2024"],
    ),
    of(
        "duration",
        [
            "P1Y",
            "P1M",
            "P1D",
            "PT1H",
            "PT1M",
            "PT1S",
            "P1Y2M3DT4H5M6S",
            "PT1.5S",
            "-P1D",
            "P0D",
            "PT0S",
            "P1347Y",
            "P1YT1S",
            "PT36H",
            "P13M",
        ],
        [
            "P",
            "PT",
            "1D",
            "P1W",
            "P1.5D",
            "P1DT",
            "P1S",
            "PT1D",
            "P1M1Y",
            "1 day",
            "P-1D",
            "PT.5S",
            "PT5.S",
            "+P1D",
            "p1d",
            "P1H",
            "P1Y2M3D4H",
        ],
    ),
    of(
        "geopoint",
        ["90.50, 45.50", "90.50,45.50", "-180,-90", "180,90", "0,0", "1e1,2", "90.50,  45.50"],
        ["90.50", "90.50;45.50", "a,b", "1,2,3", "[1,2]", "90.50 45.50", ",", "1,", "(1,2)", "NaN,1"],
    ),
    of(
        "geopoint",
        ["[90.50, 45.50]", "[1,2]", "[-1.5,0]"],
        ["1,2", "[1]", "[1,2,3]", '["1","2"]', "{}", "[1,null]", "[true,1]", "[[1,2]]"],
        format="array",
    ),
    of(
        "geopoint",
        ['{"lon": 90.50, "lat": 45.50}', '{"lat":1,"lon":2}'],
        [
            '{"lon":1}',
            '{"lon":1,"lat":2,"alt":3}',
            '{"longitude":1,"latitude":2}',
            "[1,2]",
            '{"lon":"1","lat":2}',
            "1,2",
        ],
        format="object",
    ),
    of(
        "geojson",
        [
            POINT,
            '{"type":"Point","coordinates":[1,2,3]}',
            '{"type":"Feature","geometry":null,"properties":null}',
            '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"a":1}}',
            '{"type":"FeatureCollection","features":[]}',
            '{"type":"LineString","coordinates":[[0,0],[1,1]]}',
            '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}',
            '{"type":"GeometryCollection","geometries":[]}',
            '{"type":"MultiPoint","coordinates":[[1,2]]}',
        ],
        [
            "{}",
            "[]",
            '{"type":"point","coordinates":[1,2]}',
            '{"type":"Point"}',
            '{"type":"Point","coordinates":[1]}',
            '{"type":"Point","coordinates":"1,2"}',
            '{"type":"Circle","coordinates":[1,2]}',
            '{"coordinates":[1,2]}',
            '{"type":"Feature"}',
            "1",
            '{"type":"Point","coordinates":["1","2"]}',
            '{"type":"FeatureCollection"}',
        ],
    ),
    of(
        "geojson",
        [TOPOLOGY, '{"type":"Topology","objects":{},"arcs":[[[0,0],[1,1]]]}'],
        [
            POINT,
            '{"type":"Topology"}',
            "{}",
            '{"type":"Topology","objects":[],"arcs":[]}',
            '{"type":"Topology","objects":{},"arcs":[0]}',
            '{"type":"Topology","objects":{},"arcs":[[[0,0]]]}',
        ],
        format="topojson",
    ),
    ({}, ["1", "a", "{}"], []),
    of("any", ["1", "a", " "], []),
    of("date", ["26/01/2024", "29/02/2024"], ["2024-01-26", "32/01/2024", "29/02/2023", "26/1/24"], format="%d/%m/%Y"),
    of("date", ["26/01/2024"], ["2024-01-26"], format="fmt:%d/%m/%Y"),
    of("date", ["January 26, 2024"], ["Jan 26, 2024"], format="%B %d, %Y"),
    of("time", ["15:00"], ["15:00:00", "25:00"], format="%H:%M"),
    of("time", ["03:00 PM", "3:00 am"], ["15:00 PM"], format="%I:%M %p"),
    of("datetime", ["12/11/2018 09:15:32"], ["2018-11-12T09:15:32", "12/13/2018 09:15:32"], format="%d/%m/%Y %H:%M:%S"),
    of(
        "datetime",
        ["2024-01-01T00:00:00+0100", "2024-01-01T00:00:00Z"],
        ["2024-01-01T00:00:00"],
        format="%Y-%m-%dT%H:%M:%S%z",
    ),
    of(
        "datetime",
        ["2024-01-26 15:00", "Jan 26, 2024 3pm", "26/01/2024 15:00:00", "2024-01-26T15:00:00Z"],
        ["abc", "2024-99-99"],
        format="any",
    ),
    of("date", ["2024-01-26", "26 January 2024", "1/2/2024", "Jan 26 2024"], ["abc", "2024-13-45"], format="any"),
    of("time", ["15:00", "3pm", "15:00:00"], ["abc", "25:99"], format="any"),
]

NATIVE: list[Spec] = [
    of("integer", [1, -1, 0, 1.0, 1180591620717411303424], [1.5, True, "a", [1], {}]),
    of("number", [1, 1.5, -2, 10000000000.0], [True, "a", [1], {}]),
    of("boolean", [True, False], [1, 0, "yes", [], {}]),
    of("string", ["a", "1"], [1, 1.5, True, [], {}]),
    of("object", [{}, {"a": 1}, "{}"], [[], 1, True, "[]"]),
    of("array", [[], [1]], [{}, 1, True, "{}", "x"]),
    of("date", ["2024-01-26"], [20240126, True, [], {}, "x"]),
    of("datetime", ["2024-01-26T00:00:00"], [1, True]),
    of("time", ["15:00:00"], [1500, True]),
    of("year", ["2024", 2024], [True, 20.5, []]),
    of("yearmonth", ["2024-01"], [202401, True]),
    of("duration", ["P1D"], [1, True, []]),
    of("geopoint", ["1,2"], [[1, 2], {"lon": 1, "lat": 2}, 1]),
    of("geopoint", [[1, 2], "[1,2]"], [[1], "1,2", {"lon": 1, "lat": 2}], format="array"),
    of("geopoint", [{"lon": 1, "lat": 2}], [[1, 2], {"lon": 1}, "1,2"], format="object"),
    of("geojson", [{"type": "Point", "coordinates": [1, 2]}], [[1, 2], {}, 1]),
    of("any", [1, "a", True, [], {}], []),
    ({"constraints": {"required": True}}, [1, "a"], ["", None]),
]


def title(spec: Spec) -> str:
    """The field of a specification, for the names of tests."""
    return " ".join(str(value) for value in spec[0].values())


def judged(spec: Spec, content: str, file: str) -> Case:
    """The case of a specification: an error in the row of each bad cell."""
    given, good, bad = spec
    fields = [{"name": "id", "type": "integer"}, {"name": "x", **given}]
    rows = [(place, "x") for place in range(len(good) + 2, len(good) + len(bad) + 2)]
    resource = {"name": "table", "type": "table", "path": file, "schema": {"fields": fields}}
    return package(title(spec), rows, resource, files={file: content})


@pytest.mark.parametrize("spec", TEXTS, ids=title)
def test_texts(spec: Spec, tmp_path: Path) -> None:
    """A cell of text is a value of the type, or an error in its row."""
    cells = [f'{place},"{cell.replace(chr(34), chr(34) * 2)}"' for place, cell in enumerate([*spec[1], *spec[2]])]
    judged(spec, "\n".join(["id,x", *cells, ""]), "table.csv").holds(tmp_path)


@pytest.mark.parametrize("spec", NATIVE, ids=title)
def test_native_values(spec: Spec, tmp_path: Path) -> None:
    """So is a cell in JSON, whose own type counts."""
    rows = [["id", "x"], *([place, cell] for place, cell in enumerate([*spec[1], *spec[2]]))]
    judged(spec, json.dumps(rows), "table.json").holds(tmp_path)
