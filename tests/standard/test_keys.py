"""Keys, references, labels, and the structure of delimited text (Table Schema, RFC 4180)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from standard_cases import Case, Want, named, package, refers, schema, table

CODES = "id,n\n1,x\n2,y\n"
SHIPS = "id,r\n1,1\n2,2\n"


def linked(name: str, want: Want, key: Any, *, a: str = CODES, b: str = SHIPS, **more: Any) -> Case:
    """Two tables, a with the fields id and n, b with the fields id and r, and foreign keys in b."""
    one = more.get("sa") or {"fields": [named("id", "integer"), named("n", "string")]}
    fields = [named("id", "integer"), named("r", more.get("tb", "integer"))]
    two = more.get("sb") or {"fields": fields, "foreignKeys": more.get("keys", [key])}
    tables = [{"name": "a", "type": "table", "path": "a.csv", "schema": one}]
    tables += [{"name": "b", "type": "table", "path": "b.csv", "schema": two}]
    return package(name, want, *tables, files={"a.csv": a, "b.csv": b})


LABELS = {
    "same": "a,b\n1,x\n",
    "reordered": "b,a\nx,1\n",
    "extra": "a,b,c\n1,x,z\n",
    "missing": "a\n1\n",
    "none": "p,q\n1,x\n",
    "some": "a,q\n1,x\n",
}
MATCHING = {
    "exact": "same",
    "equal": "same reordered",
    "subset": "same reordered extra",
    "superset": "same reordered missing",
    "partial": "same reordered extra missing some",
}

PRIMARY_KEYS = [
    table("pk", True, schema(primaryKey=["a"])),
    table("pk-str", True, schema(primaryKey="a")),
    table("pk-comp", True, schema(primaryKey=["a", "b"]), "a,b\n1,x\n1,y\n"),
    table("pk-comp-dup", [(4, None)], schema(primaryKey=["a", "b"]), "a,b\n1,x\n1,y\n1,x\n"),
    table("pk-null", [(3, "a")], schema(primaryKey=["a"]), "a,b\n1,x\n,y\n"),
    table("pk-comp-null", [(3, None)], schema(primaryKey=["a", "b"]), "a,b\n1,x\n2,\n"),
    table("pk-lexical", [(3, "a")], schema(primaryKey=["a"]), "a,b\n1,x\n01,y\n"),
    *(
        table(f"pk-bad-{name}", False, schema(primaryKey=key))
        for name, key in {
            "empty": [],
            "unknown": ["z"],
            "num": 1,
            "nums": [1],
            "nested": [["a"]],
            "obj": {"a": 1},
            "dup": ["a", "a"],
            "nul": None,
            "unk_str": "z",
        }.items()
    ),
    table("pk-three", [(3, "a"), (4, "a")], schema(primaryKey=["a"]), "a,b\n1,x\n1,y\n1,z\n"),
]

UNIQUE_KEYS = [
    table("uk", True, schema(uniqueKeys=[["a"]])),
    table("uk-dup", [(3, "a")], schema(uniqueKeys=[["a"]]), "a,b\n1,x\n1,y\n"),
    table("uk-two", [(3, "b")], schema(uniqueKeys=[["a"], ["b"]]), "a,b\n1,x\n2,x\n"),
    table("uk-null", True, schema(uniqueKeys=[["a"]]), "a,b\n,x\n,y\n"),
    table("uk-logical", [(3, "a")], schema(uniqueKeys=[["a"]]), "a,b\n1,x\n+1,y\n"),
    table("uk-comp-partial-null", True, schema(uniqueKeys=[["a", "b"]]), "a,b\n1,\n1,\n"),
    *(
        table(f"uk-bad-{name}", False, schema(uniqueKeys=key))
        for name, key in {
            "empty": [],
            "flat": ["a"],
            "str": "a",
            "unknown": [["z"]],
            "emptykey": [[]],
            "nums": [[1]],
            "obj": {},
            "nul": None,
        }.items()
    ),
]

FOREIGN_KEYS = [
    linked("fk", True, refers(["r"], "a", ["id"])),
    linked("fk-broken", [(3, "r")], refers(["r"], "a", ["id"]), b="id,r\n1,1\n2,9\n"),
    linked("fk-null", True, refers(["r"], "a", ["id"]), b="id,r\n1,\n2,2\n"),
    linked("fk-lexical", True, refers(["r"], "a", ["id"]), b="id,r\n1,01\n"),
    linked("fk-num-int", True, refers(["r"], "a", ["id"]), tb="number", b="id,r\n1,1.0\n"),
    linked("fk-comp", True, refers(["id", "r"], "a", ["id", "n"]), tb="string", b="id,r\n1,x\n"),
    linked("fk-comp-broken", [(2, None)], refers(["id", "r"], "a", ["id", "n"]), tb="string", b="id,r\n1,y\n"),
    linked("fk-comp-null", True, refers(["id", "r"], "a", ["id", "n"]), tb="string", b="id,r\n1,\n"),
    linked("fk-comp-swapped", True, refers(["r", "id"], "a", ["n", "id"]), tb="string", b="id,r\n1,x\n"),
    linked("fk-str", True, refers("r", "a", "id")),
    linked("fk-mixed-str", True, refers(["r"], "a", "id")),
    *(
        linked(f"fk-bad-{name}", False, key)
        for name, key in {
            "nores": refers(["r"], "z", ["id"]),
            "nofield": refers(["r"], "a", ["z"]),
            "nosrc": refers(["z"], "a", ["id"]),
            "len": refers(["r"], "a", ["id", "n"]),
            "noref": {"fields": ["r"]},
            "nofields": {"reference": {"resource": "a", "fields": ["id"]}},
            "refstr": {"fields": ["r"], "reference": "a"},
            "noreffields": {"fields": ["r"], "reference": {"resource": "a"}},
            "str": "r",
            "resnum": {"fields": ["r"], "reference": {"resource": 1, "fields": ["id"]}},
            "emptyfields": refers([], "a", []),
        }.items()
    ),
    *(
        linked(f"fks-bad-{name}", False, None, keys=key)
        for name, key in {"obj": refers(["r"], "a", ["id"]), "empty": [], "str": "r"}.items()
    ),
    linked("fk-self", True, refers(["r"], None, ["id"])),
    linked("fk-self-broken", [(3, "r")], refers(["r"], None, ["id"]), b="id,r\n1,1\n2,9\n"),
    linked("fk-self-empty", [(3, "r")], refers(["r"], "", ["id"]), b="id,r\n1,1\n2,9\n"),
    linked("fk-target-null-not-match", [(2, "r")], refers(["r"], "a", ["id"]), a="id,n\n,x\n2,y\n", b="id,r\n1,3\n"),
    linked("fk-to-first", True, None, keys=[refers(["r"], "a", ["id"]), refers(["id"], "a", ["id"])]),
    linked(
        "fk-missing-values",
        True,
        refers(["r"], "a", ["id"]),
        b="id,r\n1,NA\n",
        sb={
            "fields": [named("id", "integer"), named("r", "integer")],
            "missingValues": ["NA"],
            "foreignKeys": [refers(["r"], "a", ["id"])],
        },
    ),
    linked(
        "fk-date-pattern",
        True,
        refers(["r"], "a", ["id"]),
        sa={"fields": [named("id", "date"), named("n")]},
        sb={
            "fields": [named("id", "integer"), named("r", "date", format="%d/%m/%Y")],
            "foreignKeys": [refers(["r"], "a", ["id"])],
        },
        a="id,n\n2024-01-02,x\n",
        b="id,r\n1,02/01/2024\n",
    ),
]

REFERENCES = [
    package(
        "fk-to-nontable",
        True,
        {"name": "a", "path": "a.csv"},
        {
            "name": "b",
            "type": "table",
            "path": "b.csv",
            "schema": {"fields": [named("r")], "foreignKeys": [refers(["r"], "a", ["id"])]},
        },
        files={"a.csv": "id\n1\n", "b.csv": "r\n1\n"},
    ),
    package(
        "fk-to-inline",
        [(3, "r")],
        {"name": "a", "type": "table", "data": [{"id": 1}], "schema": {"fields": [named("id", "integer")]}},
        {
            "name": "b",
            "type": "table",
            "path": "b.csv",
            "schema": {"fields": [named("r", "integer")], "foreignKeys": [refers(["r"], "a", ["id"])]},
        },
        files={"b.csv": "r\n1\n2\n"},
    ),
    package(
        "fk-forward",
        True,
        {
            "name": "b",
            "type": "table",
            "path": "b.csv",
            "schema": {"fields": [named("r", "integer")], "foreignKeys": [refers(["r"], "a", ["id"])]},
        },
        {"name": "a", "type": "table", "data": [{"id": 1}], "schema": {"fields": [named("id", "integer")]}},
        files={"b.csv": "r\n1\n"},
    ),
    package(
        "fk-multipart-target",
        True,
        {
            "name": "b",
            "type": "table",
            "path": "b.csv",
            "schema": {"fields": [named("r", "integer")], "foreignKeys": [refers(["r"], "a", ["id"])]},
        },
        {"name": "a", "type": "table", "path": ["1.csv", "2.csv"], "schema": {"fields": [named("id", "integer")]}},
        files={"b.csv": "r\n1\n2\n", "1.csv": "id\n1\n", "2.csv": "2\n"},
    ),
]

LABELS_OF_TABLES = [
    *(
        table(f"fm-{how}-{labels}", labels in good.split(), schema(fieldsMatch=how), content)
        for how, good in MATCHING.items()
        for labels, content in LABELS.items()
    ),
    *(table(f"fm-default-{labels}", labels == "same", schema(), content) for labels, content in LABELS.items()),
    *(
        table(f"fm-bad-{name}", False, schema(fieldsMatch=how))
        for name, how in {
            "unknown": "foo",
            "num": 1,
            "nul": None,
            "upper": "Exact",
            "list2": ["exact", "equal"],
        }.items()
    ),
    table("fm-subset-typed", [(2, "a")], schema(fieldsMatch="subset"), "z,b,a\n1,x,q\n"),
    table(
        "fm-superset-required-missing",
        True,
        {
            "fields": [named("a", "integer"), named("b", "string", constraints={"required": True})],
            "fieldsMatch": "superset",
        },
        "a\n1\n",
    ),
    table("hdr-case", False, schema(), "A,b\n1,x\n"),
    table("hdr-space", False, schema(), "a ,b\n1,x\n"),
    table("hdr-dup", False, schema(), "a,a\n1,x\n"),
    table("hdr-blank", False, schema(), "a,\n1,x\n"),
    table("hdr-none", False, schema(), "1,x\n2,y\n"),
    table("hdr-only", True, schema(), "a,b\n"),
    table("hdr-bom", True, schema(), b"\xef\xbb\xbfa,b\n1,x\n"),
    table("hdr-quoted", True, schema(), '"a","b"\n1,x\n'),
    table("hdr-dup-equal", False, schema(fieldsMatch="equal"), "a,b,b\n1,x,x\n"),
    table("hdr-blank-line-first", False, schema(), "\na,b\n1,x\n"),
    table("fields-dup-ok", True, {"fields": [named("a"), named("a")]}, "a,a\n1,2\n"),
]

STRUCTURE = [
    table("extra-cell", [(3, None)], schema(), "a,b\n1,x\n2,y,z\n"),
    table("missing-cell", [(3, "b")], schema(), "a,b\n1,x\n2\n"),
    table("blank-mid", [(3, None)], schema(), "a,b\n1,x\n\n2,y\n"),
    table("no-final-nl", True, schema(), "a,b\n1,x"),
    table("cr", True, schema(), "a,b\r1,x\r"),
    table("mixed-nl", True, schema(), "a,b\r\n1,x\n2,y\r\n"),
    table("quoted-delim", True, schema(), 'a,b\n1,"x,y"\n'),
    table("quoted-quote", True, schema(), 'a,b\n1,"x""y"\n'),
    table("quote-mid", True, schema(), 'a,b\n1,x"y\n'),
    table("unclosed", False, schema(), 'a,b\n1,"x\n'),
    table("empty", False, schema(), ""),
    table("empty-noheader", True, schema(), "", {"header": False}),
    table("space-cells", [(2, "a")], schema(), "a,b\n 1,x\n"),
    table("only-delims-row", True, schema(), "a,b\n,\n"),
    table("tab", True, schema(), 'a,b\n1,"\t"\n'),
    table("nul", True, schema(), "a,b\n1,x\x00y\n"),
    table("utf8", True, schema(), "a,b\n1,é😀\n"),
    table("quoted-empty", True, schema(), 'a,b\n"",""\n'),
    table("three-blank-end", True, schema(), "a,b\n1,x\n\n\n\n"),
    table("quoted-int", True, schema(), 'a,b\n"1",x\n'),
    table("row-after-quoted-nl", [(4, "a")], schema(), 'a,b\n1,"x\ny"\n2,z\nq,w\n'),
    table("long", True, schema(), "a,b\n1," + "x" * 200000 + "\n"),
    table("whitespace-line", False, schema(), "a,b\n1,x\n   \n2,y\n"),
    table("no-schema", True, None),
    table("no-schema-ragged", False, None, "a,b\n1\n"),
]


CASES = [*PRIMARY_KEYS, *UNIQUE_KEYS, *FOREIGN_KEYS, *REFERENCES, *LABELS_OF_TABLES, *STRUCTURE]


ANY = {"fields": [named("a", "any")]}
NATIVE = [{"a": value} for value in (1, "1", True, "true", 1.0, None, None, [1], "[1]", [1])]


@pytest.mark.parametrize(
    "rule", [{"uniqueKeys": [["a"]]}, {"fields": [{**named("a", "any"), "constraints": {"unique": True}}]}], ids=str
)
@pytest.mark.parametrize("form", ["inline", "jsonl"])
def test_values_of_any_type_are_told_apart_by_type(rule: dict[str, Any], form: str, tmp_path: Path) -> None:
    """Where the format has types: 1 is 1.0, and neither is the text 1 nor true."""
    one: dict[str, Any] = {"name": "a", "type": "table", "schema": {**ANY, **rule}}
    lines = "".join(f"{json.dumps(each)}\n" for each in NATIVE)
    place, files = ({"data": NATIVE}, {}) if form == "inline" else ({"path": "a.jsonl"}, {"a.jsonl": lines})
    package("any", [(6, "a"), (11, "a")], one | place, files=files).holds(tmp_path)


SAME = ('{"n":[1],"m":0}', '{"m":-0.0,"n":[1.0]}', '{"n":[10e-1],"m":0.0}')


@pytest.mark.parametrize("kind", ["object", "any"])
@pytest.mark.parametrize("rule", ["unique", "primaryKey"])
def test_equal_json_is_one_value(kind: str, rule: str, tmp_path: Path) -> None:
    """Inside arrays and objects 1 is 1.0 as well, and neither true nor the text 1."""
    other = '{"n":[true],"m":0}', '{"n":["1"],"m":0}', '{"n":[1.5],"m":0}'
    text = "".join(f'{{"a":{each}}}\n' for each in (*SAME, *other))
    fields = {"fields": [named("a", kind, {"unique": True} if rule == "unique" else None)]}
    given = {**fields, **({"primaryKey": ["a"]} if rule == "primaryKey" else {})}
    one = {"name": "a", "type": "table", "path": "a.jsonl", "schema": given}
    package("equal", [(3, "a"), (4, "a")], one, files={"a.jsonl": text}).holds(tmp_path)


def test_equal_json_is_among_the_values_of_enum(tmp_path: Path) -> None:
    """So it is where an object is compared with those that enum lists."""
    fields = {"fields": [named("a", "object", {"enum": [json.loads(SAME[0])]})]}
    one = {"name": "a", "type": "table", "path": "a.jsonl", "schema": fields}
    text = "".join(f'{{"a":{each}}}\n' for each in (*SAME, '{"n":[2],"m":0}'))
    package("enum", [(5, "a")], one, files={"a.jsonl": text}).holds(tmp_path)


def test_a_reference_of_any_type_is_compared_as_text(tmp_path: Path) -> None:
    """A number in JSON refers to the same number in a CSV file, whose cells are all text."""
    refer = {"fields": "r", "reference": {"resource": "a", "fields": "id"}}
    fields = {"fields": [named("r", "any")], "foreignKeys": [refer]}
    one = {"name": "a", "type": "table", "path": "a.csv", "schema": {"fields": [named("id", "any")]}}
    two = {"name": "b", "type": "table", "data": [{"r": 1}, {"r": "2"}, {"r": 3}], "schema": fields}
    package("any", [(4, "r")], one, two, files={"a.csv": "id\n1\n2\n"}).holds(tmp_path)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_follows_the_standard(case: Case, tmp_path: Path) -> None:
    """The verdict on a package is the one of the standard, and so are the rows and fields of its errors."""
    case.holds(tmp_path)
