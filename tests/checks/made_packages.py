"""Packages for the differential test: every type, format, constraint, key and dialect, cells good and bad."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from second_opinion import Case, Table

__all__ = ["cells_cases", "key_cases", "label_cases", "shape_cases"]

GOOD: dict[tuple[str, str], list[str]] = {
    ("string", "default"): ["a", "b", "harbour", "Hà Nội", "x y", "1", "true", "a,b", 'a"b', " a", "A"],
    ("string", "email"): ["ann@example.org", "a.b+c@sub.example.com", "x_1@example.net"],
    ("string", "uri"): ["http://example.org/a?b=c#d", "urn:isbn:0451450523", "mailto:a@example.org", "HTTP://example.org"],
    ("string", "uuid"): ["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"],
    ("string", "binary"): ["YQ==", "YWI=", "YWJj"],
    ("number", "default"): ["0", "1", "-1", "+1", "007", "1.0", "1.", "0.5", ".5", "-.5", "1e3", "1E+3", "1e-3", "NaN",
                            "INF", "-INF", "0.10000000000000000001", "inf", "12345678901234567890123", "0.1",
                            "0.10", "100", "1000", "1E3", "-0"],
    ("integer", "default"): ["0", "1", "-1", "+1", "007", "7", "12", "123", "-0", "12345678901234567890123", "100000"],
    ("boolean", "default"): ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"],
    ("date", "default"): ["2024-01-31", "2024-02-29", "0001-01-01", "9999-12-31", "1999-12-31"],
    ("date", "%d/%m/%Y"): ["31/01/2024", "1/2/2024", "01/02/2024"],
    ("date", "any"): ["2024-01-31", "Jan 1 2024", "1 January 2024", "31/12/2024"],
    ("time", "default"): ["00:00:00", "23:59:59", "12:30:00"],
    ("time", "%H:%M"): ["12:00", "1:05", "01:05"],
    ("time", "any"): ["12:00", "3pm", "23:59:59"],
    ("datetime", "default"): ["2024-01-01T00:00:00", "2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00",
                              "2024-02-29T23:59:59.5", "1999-12-31T23:59:59", "2024-01-02T00:00:00",
                              "2024-06-01T12:00:00.123456Z"],
    ("datetime", "%d/%m/%Y %H:%M"): ["31/01/2024 12:00", "1/2/2024 1:05"],
    ("datetime", "any"): ["2024-01-01", "Jan 1 2024 3pm", "2024-01-01 12:00:00"],
    ("year", "default"): ["2024", "1999", "0001"],
    ("yearmonth", "default"): ["2024-01", "2024-12", "1999-06"],
    ("duration", "default"): ["P1Y", "P12M", "P1M", "P30D", "P1D", "PT24H", "PT1H", "PT1.5S", "P1Y2M3DT4H5M6S",
                                "-P1D", "PT0S"],
    ("geopoint", "default"): ["1,2", "1, 2", "-180,-90", "0.5,.5", "+1,+2"],
    ("geopoint", "array"): ["[1,2]", "[1.5, -2]"],
    ("geopoint", "object"): ['{"lon":1,"lat":2}', '{"lat":2.5,"lon":-1}'],
    ("geojson", "default"): ['{"type":"Point","coordinates":[1,2]}', '{"type":"FeatureCollection","features":[]}',
                             '{"type":"Feature","geometry":null,"properties":null}',
                             '{"type":"LineString","coordinates":[[1,2],[3,4]]}',
                             '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}'],
    ("geojson", "topojson"): ['{"type":"Topology","objects":{},"arcs":[]}'],
    ("object", "default"): ["{}", '{"a":1}', '{"a":{"b":[1,2]}}', '{"b":2,"a":1}', '{"a":1,"b":2}'],
    ("array", "default"): ["[]", "[1]", "[1,2]", '["a",null]', "[ 1 ]"],
    ("list", "default"): ["a", "a,b", "1,2", "1", "true,false", "2024-01-01,2024-01-02"],
    ("any", "default"): ["a", "1", "true", "2024-01-01"],
}  # fmt: skip
BAD: dict[str, list[str]] = {
    "string": ["http://a b", "a@", "!!", "YQ", "a@@b.c", "x.y", "//a", "1a:b", "123e4567"],
    "number": [
        "1,5",
        "--1",
        "1-",
        "0x10",
        "1.2.3",
        "1.0E",
        "E1",
        "1f",
        "",
        "abc",
        "1 000",
        "1,000",
        "1.000,5",
        "$1",
        "1%",
        "€ 5.5",
    ],
    "integer": ["1.0", "1e3", "1.5", "abc", "1,000", "0x1", "--1", "1-", "$1", "5 %", "1 000"],
    "boolean": ["yes", "tRue", "t", "no", "2", "ja", "nein", "10"],
    "date": [
        "2024-02-30",
        "2023-02-29",
        "20240101",
        "2024-01-01Z",
        "24-01-01",
        "31/02/2024",
        "x",
        "2024-01",
        "2024-13-01",
    ],
    "time": ["25:00:00", "12:00", "12:60:00", "1:00:00", "120000", "x", "12:00:61"],
    "datetime": ["2024-01-01", "2024-02-30T00:00:00", "2024-01-01T00:00", "2024-01-01T25:00:00", "x", "1/13/2024 1:00"],
    "year": ["24", "999", "x", "2024-01", "20.4", "02024"],
    "yearmonth": ["2024-13", "2024-00", "202401", "2024-01-01", "x", "2024"],
    "duration": ["P", "P1H", "1Y", "P1S", "P1M1Y", "x", "P-1Y", "PT1M1H", "p1y"],
    "geopoint": ["1", "1;2", "a,b", "1,2,3", "[1]", "[1,2,3]", '{"lon":1}', "x", "1,"],
    "geojson": ["{}", "[]", "x", '{"type":"Nope"}', '{"type":"Point"}', '{"type":"Point","coordinates":["1",2]}', "1"],
    "object": ["[]", "1", "x", "null", "{'a':1}", '"a"'],
    "array": ["{}", "1", "x", "null", "[1,]", '"a"'],
    "list": ["a,,b", "x;y", ",", "1,x", "1,2.5"],
    "any": [""],
}
NATIVE: list[Any] = [
    0,
    1,
    -1,
    2.5,
    2.0,
    True,
    False,
    None,
    [],
    [1, 2],
    {},
    {"a": 1},
    {"lon": 1, "lat": 2},
    2024,
    "",
    "a",
]
EDITS = "0123456789-+:.,TZPeE "
PATTERNS = ["[a-z]+", "[A-Z][a-z]*", "a|b", ".*", "[0-9]{1,4}", "a.*", "\\d+", "x?y*", "[^a]+"]
ORDERED = {"number", "integer", "date", "time", "datetime", "year", "yearmonth", "duration"}
MEASURED = {"string", "array", "object", "list"}
ITEMS = ["string", "integer", "boolean", "number", "datetime", "date", "time"]
MISSING = ["", "NA", "-", "n/a", "0", "-99"]


@st.composite
def fields(draw: Any, name: str) -> dict[str, Any]:
    """A field that the standard allows."""
    kind, form = draw(st.sampled_from(sorted(GOOD)))
    given: dict[str, Any] = {"name": name, "type": kind}
    if form != "default" or draw(st.booleans()):
        given["format"] = form
    given |= draw(options(kind))
    if draw(st.integers(0, 3)) == 0:
        values = draw(st.lists(st.sampled_from(MISSING), unique=True, max_size=3))
        given["missingValues"] = values if draw(st.booleans()) else [{"value": v, "label": f"l{v}"} for v in values]
    if draw(st.booleans()):
        given["constraints"] = draw(constraints(kind, form))
    if kind in {"string", "integer"} and form == "default" and draw(st.integers(0, 4)) == 0:
        whole = draw(st.lists(st.integers(0, 12), unique=True, min_size=1, max_size=4))
        texts = draw(st.lists(st.sampled_from(GOOD[kind, form]), unique=True, min_size=1, max_size=4))
        given["categories"] = texts if kind == "string" else whole
        given.get("constraints", {}).pop("enum", None)
    return given


@st.composite
def options(draw: Any, kind: str) -> dict[str, Any]:
    """Properties that belong to a type."""
    chosen = draw(st.integers(0, 2))
    if chosen:
        return {}
    if kind == "number":
        return draw(
            st.sampled_from(
                [
                    {"decimalChar": ","},
                    {"groupChar": ","},
                    {"groupChar": " "},
                    {"decimalChar": ",", "groupChar": "."},
                    {"bareNumber": False},
                    {"bareNumber": True},
                ]
            )
        )
    if kind == "integer":
        return draw(st.sampled_from([{"bareNumber": False}, {"groupChar": ","}, {"groupChar": " "}]))
    if kind == "boolean":
        return draw(st.sampled_from([{"trueValues": ["ja"], "falseValues": ["nein"]}, {"trueValues": ["1", "yes"]}]))
    if kind == "list":
        return draw(
            st.fixed_dictionaries(
                {}, optional={"delimiter": st.sampled_from([",", ";"]), "itemType": st.sampled_from(ITEMS)}
            )
        )
    return {}


@st.composite
def constraints(draw: Any, kind: str, form: str) -> dict[str, Any]:
    """Constraints that a type takes."""
    good = st.sampled_from(GOOD[kind, form])
    choices: dict[str, Any] = {"required": st.booleans(), "unique": st.booleans()}
    if kind not in {"list", "boolean"}:
        choices["enum"] = st.lists(good, min_size=1, max_size=4, unique=True)
    if kind in ORDERED:
        choices |= dict.fromkeys(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"], good)
    if kind in {"number", "integer"}:
        choices |= {"minimum": st.integers(-2, 3), "maximum": st.integers(0, 200)}
    if kind in MEASURED:
        choices |= {"minLength": st.integers(0, 3), "maxLength": st.integers(0, 5)}
    if kind == "string":
        choices["pattern"] = st.sampled_from(PATTERNS)
    if kind == "object":
        choices["jsonSchema"] = st.sampled_from([{"required": ["a"]}, {"properties": {"a": {"type": "integer"}}}])
    if kind == "array":
        choices["jsonSchema"] = st.sampled_from([{"minItems": 1}, {"items": {"type": "integer"}}])
    names = draw(st.lists(st.sampled_from(sorted(choices)), max_size=2, unique=True))
    return {name: draw(choices[name]) for name in names}


@st.composite
def cells(draw: Any, field: dict[str, Any], *, native: bool) -> Any:
    """A cell for a field: mostly good, sometimes bad, sometimes next to good."""
    kind, form = field["type"], field.get("format", "default")
    choice = draw(st.integers(0, 9))
    if choice < 5:
        return draw(st.sampled_from(GOOD[kind, form]))
    if choice == 5:
        return draw(st.sampled_from(BAD[kind]))
    if choice == 6:
        values = field.get("missingValues", [""])
        return draw(st.sampled_from([*(v["value"] if isinstance(v, dict) else v for v in values), ""]))
    if choice == 7:
        known = [*field.get("constraints", {}).get("enum", []), *field.get("categories", []), "x"]
        value = draw(st.sampled_from(known))
        return value if native else str(value)
    if native:
        return draw(st.sampled_from(NATIVE))
    text = draw(st.sampled_from(GOOD[kind, form]))
    place = draw(st.integers(0, len(text)))
    edit = draw(st.sampled_from([*EDITS, ""]))
    return text[:place] + edit + text[place + draw(st.integers(0, 1)) :]


FORMS = st.sampled_from(["csv", "csv", "inline", "json", "jsonl"])


@st.composite
def cells_cases(draw: Any) -> Case:
    """One table whose cells are put to the test; the first column tells its rows apart."""
    form = draw(FORMS)
    own = [{"name": "id", "type": "string"}, *(draw(fields(f"f{n}")) for n in range(draw(st.integers(1, 3))))]
    schema: dict[str, Any] = {"fields": own}
    if draw(st.integers(0, 3)) == 0:
        schema["missingValues"] = draw(st.lists(st.sampled_from(MISSING), unique=True, max_size=3))
        for field in own:
            field.setdefault("missingValues", schema["missingValues"]) if draw(st.booleans()) else None
    records: list[Any] = [[field["name"] for field in own]]
    native = form != "csv"
    records += [
        [f"r{row}", *(draw(cells(field, native=native)) for field in own[1:])] for row in range(draw(st.integers(1, 5)))
    ]
    return Case([Table("t", schema, records, form)])


@st.composite
def key_cases(draw: Any) -> Case:
    """Two tables with primary, unique and foreign keys, simple and composite, to each other or to themselves."""
    kinds = [
        key
        for key in sorted(GOOD)
        if key[0] in {"string", "integer", "date", "number", "year", "datetime"} and key[1] in {"default", "%d/%m/%Y"}
    ]
    one, two = draw(st.sampled_from(kinds)), draw(st.sampled_from(kinds))
    own = [{"name": "id", "type": one[0], "format": one[1]}, {"name": "k", "type": two[0], "format": two[1]}]
    other = [
        {"name": "ref", "type": one[0], "format": one[1]},
        {"name": "k", "type": two[0], "format": two[1]},
        {"name": "n", "type": "any"},
    ]
    few = {
        key: GOOD[key][:4] + (["1.0", "01"] if key[0] == "number" else ["01"] if key[0] == "integer" else [])
        for key in (one, two)
    }
    whole = draw(st.booleans())
    schema: dict[str, Any] = {"fields": own}
    if draw(st.integers(0, 3)):
        schema["primaryKey"] = ["id", "k"] if whole else draw(st.sampled_from([["id"], "id"]))
    if draw(st.integers(0, 3)) == 0:
        own[1]["constraints"] = {"unique": True}
    names, targets = (["ref", "k"], ["id", "k"]) if whole else (["ref"], ["id"])
    foreign = [{"fields": names, "reference": {"resource": "a", "fields": targets}}]
    if draw(st.integers(0, 4)) == 0:
        foreign = [{"fields": ["ref"], "reference": {"resource": draw(st.sampled_from(["b", ""])), "fields": ["ref"]}}]
    if draw(st.integers(0, 3)) == 0:
        schema["uniqueKeys"] = [["id", "k"]] if draw(st.booleans()) else [["k"]]
    value = {key: st.sampled_from([*few[key], *few[key], ""]) for key in (one, two)}
    rows = [[draw(value[one]), draw(value[two])] for _ in range(draw(st.integers(1, 5)))]
    later = [[draw(value[one]), draw(value[two]), f"r{row}"] for row in range(draw(st.integers(1, 5)))]
    return Case(
        [
            Table("a", schema, [["id", "k"], *rows], draw(FORMS)),
            Table("b", {"fields": other, "foreignKeys": foreign}, [["ref", "k", "n"], *later], draw(FORMS)),
        ]
    )


@st.composite
def label_cases(draw: Any) -> Case:
    """A table whose labels and fields match in one of the five ways, or fail to."""
    names = draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True))
    labels = draw(st.one_of(st.permutations(names), st.lists(st.sampled_from("abcdeA"), max_size=5), st.just(names)))
    schema: dict[str, Any] = {
        "fields": [{"name": name, "type": draw(st.sampled_from(["string", "integer"]))} for name in names]
    }
    match = draw(st.sampled_from([None, "exact", "equal", "subset", "superset", "partial"]))
    if match:
        schema["fieldsMatch"] = match
    rows = (
        [[draw(st.sampled_from(["1", "x"])) for _ in labels] for _ in range(draw(st.integers(0, 2)))] if labels else []
    )
    return Case(
        [
            Table(
                "t",
                schema,
                [list(labels) or None, *rows],
                draw(st.sampled_from(["csv", "csv", "inline"])) if labels else "csv",
            )
        ]
    )


@st.composite
def shape_cases(draw: Any) -> Case:
    """A CSV table in some dialect whose rows may be short, long or blank."""
    dialect: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "delimiter": st.sampled_from([";", "\t", "|", ","]),
                "quoteChar": st.sampled_from(["'", '"']),
                "header": st.booleans(),
                "lineTerminator": st.sampled_from(["\n", "\r\n"]),
                "commentChar": st.sampled_from(["#", "//"]),
            },
        )
    )
    width = draw(st.integers(1, 4))
    own = [{"name": f"f{n}", "type": draw(st.sampled_from(["string", "integer", "any"]))} for n in range(width)]
    cell = st.sampled_from(["1", "a", "22", "a;b", "x,y", 'q"q', "it's", "two\nlines", "", "#", " s"])
    records: list[Any] = [] if dialect.get("header") is False else [[field["name"] for field in own]]
    for _ in range(draw(st.integers(0, 6))):
        shape = draw(st.integers(0, 9))
        if shape == 0:
            records.append(None)
        elif shape == 1 and "commentChar" in dialect:
            records.append([dialect["commentChar"] + " note"])
        else:
            size = width if shape < 8 else draw(st.integers(1, width + 2))
            row = [draw(cell) for _ in range(size)]
            records.append(["1" if row == [""] else row[0], *row[1:]] if row[0] != "#" else ["1", *row[1:]])
    return Case([Table("t", {"fields": own}, records, "csv", dialect)])
