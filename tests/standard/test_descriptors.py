"""Packages, resources, paths, schemas, and what version 1 has otherwise."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from standard_cases import AB, TABLE, Case, Want, case, named, package, schema

RESOURCE = {"name": "table", "type": "table", "path": "table.csv", "schema": schema()}
FILES: dict[str, str | bytes] = {"table.csv": TABLE}
SIZE = len(TABLE)


def described(name: str, want: Want, /, **properties: Any) -> Case:
    """A package with properties of its own."""
    return package(name, want, RESOURCE, files=FILES, **properties)


def resource(name: str, want: Want, /, drop: tuple[str, ...] | list[str] = (), **properties: Any) -> Case:
    """A table with other properties, some dropped, and other files in `f`."""
    files = properties.pop("f", FILES)
    given = {key: value for key, value in {**RESOURCE, **properties}.items() if key not in drop}
    return package(name, want, given, files=files)


def with_schema(name: str, want: Want, given: Any, f: dict[str, str | bytes] = FILES) -> Case:
    """A table under another schema, or one in a file."""
    return package(name, want, {**RESOURCE, "schema": given}, files=f)


def first(name: str, want: Want, descriptor: dict[str, Any], files: dict[str, str | bytes] = FILES) -> Case:
    """A package of version 1."""
    return case(name, want, descriptor, files, version=1)


def first_table(name: str, want: Want, given: Any, content: str = TABLE) -> Case:
    """A table of version 1."""
    table = {"name": "table", "path": "table.csv", "profile": "tabular-data-resource", "schema": given}
    return first(name, want, {"resources": [table]}, {"table.csv": content})


def digest(algorithm: str, text: str) -> str:
    """The hash of a text, with its algorithm where it has to be named."""
    found = hashlib.new(algorithm, text.encode(), usedforsecurity=False)
    return ("" if algorithm == "md5" else f"{algorithm}:") + found.hexdigest()


PATHS = [
    ("rel", 1, "table.csv"),
    ("sub", 1, "sub/table.csv"),
    ("dot", 1, "./table.csv"),
    ("space", 1, "my table.csv"),
    ("uni", 1, "tåble.csv"),
    ("pct", 1, "a%20b.csv"),
    ("deep", 1, "a/b/c/table.csv"),
    ("plus", 1, "a+b.csv"),
    ("dots", 1, "a..b.csv"),
    ("trail-dot", 1, "v1.0/table.csv"),
    ("abs", 0, "/etc/passwd"),
    ("dd", 0, "../table.csv"),
    ("ddmid", 0, "sub/../table.csv"),
    ("dd2", 0, "sub/../../table.csv"),
    ("hid", 0, ".hidden/table.csv"),
    ("hidfile", 0, ".table.csv"),
    ("bs", 0, "sub\\table.csv"),
    ("win", 0, "C:\\table.csv"),
    ("win2", 0, "C:/table.csv"),
    ("unc", 0, "\\\\srv\\t.csv"),
    ("file", 0, "file:///etc/passwd"),
    ("s3", 0, "s3://b/t.csv"),
    ("data", 0, "data:text/csv,a"),
    ("loop", 0, "http://127.0.0.1:9/t.csv"),
    ("ftp", 0, "ftp://x.org/t.csv"),
    ("proto-rel", 0, "//x.org/t.csv"),
    ("nul", 0, "a\0.csv"),
    ("nl", 0, "a\n.csv"),
    ("tilde", 0, "~/table.csv"),
    ("empty", 0, ""),
    ("dotonly", 0, "."),
    ("ddonly", 0, ".."),
    ("gopher", 0, "gopher://x/t.csv"),
    ("http-nohost", 0, "http:///t.csv"),
    ("HTTP", 0, "HTTP://x.org/t.csv"),
    ("query", 0, "table.csv?x=1"),
    ("frag", 0, "table.csv#x"),
    ("glob", 0, "*.csv"),
]

PACKAGES = [
    described("min", True),
    *(
        case(f"desc-{name}", False, text)
        for name, text in {
            "list": "[]",
            "num": "5",
            "str": '"a"',
            "null": "null",
            "empty": "",
            "ws": "  \n",
            "broken": "{",
            "trailing": '{"resources":[]},',
            "yaml": "resources: []",
            "nan": '{"resources":[{"name":"t","data":[[1]]}],"x":NaN}',
            "nores": "{}",
            "resobj": '{"resources":{}}',
            "resnull": '{"resources":null}',
            "resstr": '{"resources":"a"}',
            "resitem": '{"resources":["a"]}',
            "resempty": '{"resources":[]}',
            "comments": '{"resources":[] /* c */}',
        }.items()
    ),
    *(
        described(f"pkg-{name}-{value!r}", False, **{name: value})
        for name, values in {
            "name": [1, None, []],
            "id": [1, []],
            "title": [1, [], {}],
            "description": [1, {}],
            "homepage": [1, "not a url", "example.org", "/a/b", ""],
            "version": [1, 1.0, []],
            "created": [
                "2024-01-01",
                "yesterday",
                1,
                "2024-01-01 00:00",
                "2024-13-01T00:00:00Z",
                "2024-01-01T00:00:00",
                "",
            ],
            "keywords": ["a", [1], {}, None],
            "image": [1, "/abs.png", "../up.png", ".hidden/x.png", {}],
            "licenses": [
                {},
                "MIT",
                ["MIT"],
                [{}],
                [{"title": "x"}],
                [{"name": 1}],
                [{"path": "/abs"}],
                [{"path": "../x"}],
                [{"name": "a b"}],
                None,
                [{"name": "MIT", "title": 1}],
            ],
            "contributors": [
                {},
                "x",
                ["x"],
                [{}],
                [{"title": 1}],
                [{"email": "nope"}],
                [{"path": "/x"}],
                [{"path": "x"}],
                [{"roles": "a"}],
                [{"roles": [1]}],
                [{"title": "a", "organization": 1}],
                [{"title": "x", "givenName": 1}],
            ],
            "sources": [
                {},
                "x",
                ["x"],
                [{}],
                [{"title": 1}],
                [{"path": "/x"}],
                [{"path": "../x"}],
                [{"title": "a", "email": "x"}],
                [{"title": "a", "version": 1}],
            ],
            "$schema": [1, "not-a-url", None, []],
        }.items()
        for value in values
    ),
    *(
        described(f"pkg-ok-{name}-{value!r}", True, **{name: value})
        for name, values in {
            "name": ["a", "A b", "é", ""],
            "id": ["x", "https://doi.org/10.1/x"],
            "title": ["", "é"],
            "homepage": ["http://example.org", "https://example.org/a?b#c"],
            "version": ["1.0.0", "v1", "1"],
            "created": ["1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50+01:00", "1985-04-12t23:20:50z"],
            "keywords": [["a"], ["a", "b"], ["a", "a"]],
            "image": ["a.png", "img/a.png", "https://x.org/a.png"],
            "licenses": [
                [{"name": "MIT"}],
                [{"path": "http://x.org/l"}],
                [{"path": "LICENSE.md"}],
                [{"name": "CC-BY-4.0", "path": "l.txt", "title": "t"}],
            ],
            "contributors": [
                [{"title": "a"}],
                [{"givenName": "a"}],
                [{"roles": ["creator"]}],
                [{"role": "author"}],
                [{"path": "https://x.org"}],
                [{"organization": "o"}],
                [{"email": "a@b.org"}],
                [{"title": "A", "custom": 1}],
            ],
            "sources": [
                [{"title": "a"}],
                [{"path": "data/x.csv"}],
                [{"path": "https://x.org"}],
                [{"email": "a@b.org"}],
                [{"version": "1"}],
                [],
            ],
            "custom": [1, {"a": 1}],
            "profile": ["data-package"],
            "$schema": [
                "https://datapackage.org/profiles/2.0/datapackage.json",
                "https://datapackage.org/profiles/1.0/datapackage.json",
            ],
        }.items()
        for value in values
    ),
    described("custom-profile", True, **{"$schema": "https://example.org/profile.json"}),
    described("keywords-empty?", False, keywords=[]),
    described("licenses-empty?", False, licenses=[]),
    described("contributors-empty?", False, contributors=[]),
]

RESOURCES = [
    resource("noname", False, drop=["name"]),
    *(
        resource(f"res-{name}-{value!r}", False, **{name: value})
        for name, values in {
            "name": [1, None, []],
            "type": ["tabular", 1, "Table", ""],
            "title": [1],
            "description": [1],
            "format": [1, []],
            "mediatype": [1, "csv", ""],
            "encoding": [1],
            "bytes": [-1, 1.5, "12", True, None],
            "hash": [1, None, "xyz", "md5:", "sha256:zz"],
            "licenses": [{}, [{}]],
            "sources": [{}, [{}]],
            "path": [1, None, "", [], [1], {}, ["table.csv", 1], ["table.csv", "https://x.org/a.csv"]],
            "schema": [1, [], None, True],
            "dialect": [1, []],
        }.items()
        for value in values
    ),
    resource("bytes-ok", True, bytes=SIZE),
    resource("bytes-0", False, bytes=0),
    *(
        resource(f"hash-{algorithm}", True, hash=digest(algorithm, TABLE))
        for algorithm in (
            "md5",
            "sha1",
            "sha224",
            "sha256",
            "sha384",
            "sha512",
            "sha3_256",
            "blake2b",
            "blake2s",
            "sha3_512",
        )
    ),
    *(
        resource(f"hash-{algorithm}-wrong", False, hash=digest(algorithm, "other"))
        for algorithm in (
            "md5",
            "sha1",
            "sha224",
            "sha256",
            "sha384",
            "sha512",
            "sha3_256",
            "blake2b",
            "blake2s",
            "sha3_512",
        )
    ),
    resource("hash-unknown", True, hash="foo:abc123"),
    resource("hash-SHA-256", True, hash="sha-256:" + hashlib.sha256(TABLE.encode()).hexdigest()),
    resource("hash-upper-alg", True, hash="SHA256:" + hashlib.sha256(TABLE.encode()).hexdigest()),
    resource("hash-short", False, hash="abc"),
    resource("hash-md5-31", False, hash="0" * 31),
    resource("hash-shake", True, hash="shake_128:" + hashlib.shake_128(TABLE.encode()).hexdigest(16)),
    resource("custom", True, foo=1),
    resource("media-ok", True, mediatype="text/csv"),
    resource("inherit", True),
    case("dup-names", False, {"resources": [RESOURCE, RESOURCE]}, FILES),
    case("names-case", True, {"resources": [RESOURCE, {**RESOURCE, "name": "Table"}]}, FILES),
    resource("both", False, data=[]),
    resource("neither", False, drop=["path"]),
    resource("missing-file", False, f={}),
    resource("file-is-dir", False, f={"table.csv/x": "a"}),
    resource("multi", True, path=["table.csv", "2.csv"], f={**FILES, "2.csv": "3,z\n"}),
    resource("multi-header-again", [(4, "a")], path=["table.csv", "2.csv"], f={**FILES, "2.csv": "a,b\n3,z\n"}),
    resource("multi-bad", [(5, "a")], path=["table.csv", "2.csv"], f={**FILES, "2.csv": "3,z\nq,z\n"}),
    resource("multi-missing", False, path=["table.csv", "2.csv"]),
    resource("multi-bytes", True, path=["table.csv", "2.csv"], f={**FILES, "2.csv": "3,z\n"}, bytes=SIZE + 4),
    resource("multi-noeol", True, path=["1.csv", "2.csv"], f={"1.csv": "a,b\n1,x", "2.csv": "2,y\n"}),
    resource("multi-one", True, path=["table.csv"]),
    resource("multi-unsafe", False, path=["table.csv", "../2.csv"]),
    resource("v0-url", False, drop=["path"], url="https://example.org/a.csv"),
    case("v0-url-local", True, {"resources": [{"name": "t", "url": "table.csv", "schema": schema()}]}, FILES, 1),
    resource("type-absent", [(2, "a")], f={"table.csv": "a,b\nq,x\n"}, drop=["type"]),
    resource("profile-tdr", [(2, "a")], f={"table.csv": "a,b\nq,x\n"}, drop=["type"], profile="tabular-data-resource"),
    case(
        "profile-url-tdr",
        False,
        {
            "resources": [
                {
                    "name": "t",
                    "path": "table.csv",
                    "profile": "https://specs.frictionlessdata.io/schemas/tabular-data-resource.json",
                }
            ]
        },
        {"table.csv": "a,b\n1\n"},
    ),
    case(
        "nontable-csv-not-checked", True, {"resources": [{"name": "t", "path": "table.csv"}]}, {"table.csv": "a,b\n1\n"}
    ),
    case("nontable-file", True, {"resources": [{"name": "t", "path": "x.pdf"}]}, {"x.pdf": b"%PDF"}),
    case(
        "nontable-hash-wrong",
        False,
        {"resources": [{"name": "t", "path": "x.pdf", "hash": "0" * 32}]},
        {"x.pdf": b"%PDF"},
    ),
    resource("format-upper", True, format="CSV"),
    resource("format-unknown-table", False, path="t.xyz", f={"t.xyz": "a"}),
    resource("no-ext", True, path="table", format="csv", f={"table": TABLE}),
]

PLACES = [
    *(
        resource(f"path-{name}", bool(good), path=path, f={path: TABLE} if good else {}, format="csv")
        for name, good, path in PATHS
    ),
]

SCHEMAS = [
    *(
        with_schema(f"schema-bad-{name}", False, given)
        for name, given in {
            "empty": {},
            "nofields": {"primaryKey": "a"},
            "fieldsempty": {"fields": []},
            "fieldsobj": {"fields": {}},
            "fieldnull": {"fields": [None]},
            "fieldstr": {"fields": ["a"]},
            "noname": {"fields": [{"type": "string"}]},
            "namenull": {"fields": [{"name": None}]},
            "typebad": {"fields": [{"name": "a", "type": "int"}, {"name": "b"}]},
            "typenum": {"fields": [{"name": "a", "type": 1}, {"name": "b"}]},
            "fmtnum": {"fields": [{"name": "a", "format": 1}, {"name": "b"}]},
            "fmtbad": {"fields": [{"name": "a", "type": "string", "format": "foo"}, {"name": "b"}]},
            "fmtdate": {"fields": [{"name": "a", "type": "date", "format": "yyyy"}, {"name": "b"}]},
            "titlenum": {"fields": [{"name": "a", "title": 1}, {"name": "b"}]},
            "descnum": {"fields": [{"name": "a", "description": 1}, {"name": "b"}]},
            "rdfbad": {"fields": [{"name": "a", "rdfType": "not a uri"}, {"name": "b"}]},
            "geopointfmt": {"fields": [{"name": "a", "type": "geopoint", "format": "foo"}, {"name": "b"}]},
            "geojsonfmt": {"fields": [{"name": "a", "type": "geojson", "format": "foo"}, {"name": "b"}]},
        }.items()
    ),
    *(
        with_schema(f"prop-bad-{name}", False, given)
        for name, given in {
            "decimal": {"fields": [named("a", "number", decimalChar=1), named("b")]},
            "decimal2": {"fields": [named("a", "number", decimalChar=",,"), named("b")]},
            "group": {"fields": [named("a", "number", groupChar=1), named("b")]},
            "bare": {"fields": [named("a", "number", bareNumber="no"), named("b")]},
            "true": {"fields": [named("a", "boolean", trueValues="yes"), named("b")]},
            "true2": {"fields": [named("a", "boolean", trueValues=[1]), named("b")]},
            "false": {"fields": [named("a", "boolean", falseValues=[]), named("b")]},
            "delim": {"fields": [named("a", "list", delimiter=1), named("b")]},
            "item": {"fields": [named("a", "list", itemType="object"), named("b")]},
            "item2": {"fields": [named("a", "list", itemType="any"), named("b")]},
        }.items()
    ),
    with_schema("example-any", True, {"fields": [named("a", "integer", example=1), named("b", example="x")]}),
    with_schema("custom", True, {"fields": [named("a", "integer", foo=1), named("b")], "bar": 2}),
    with_schema(
        "inapplicable-prop", True, {"fields": [named("a", "integer", trueValues=["x"], delimiter=";"), named("b")]}
    ),
    with_schema("title", True, {"fields": [named("a", "integer", title="A"), named("b")], "title": "t"}),
    with_schema("$schema-inline", True, {"$schema": "https://example.org/own.json", "fields": AB}),
    with_schema("name-blank", False, {"fields": [named("", "integer"), named("b")]}),
    with_schema("more-fields", False, {"fields": [*AB, named("c")]}),
    with_schema("fewer-fields", False, {"fields": AB[:1]}),
    with_schema("path", True, "schema.json", f={**FILES, "schema.json": json.dumps(schema())}),
    with_schema("path-bad", False, "schema.json", f={**FILES, "schema.json": "{"}),
    with_schema("path-list", False, "schema.json", f={**FILES, "schema.json": "[]"}),
    with_schema("path-gone", False, "schema.json"),
    with_schema("path-hidden", False, ".h/schema.json"),
    with_schema("path-http", False, "http://127.0.0.1:9/s.json"),
    with_schema("path-nofields", False, "schema.json", f={**FILES, "schema.json": "{}"}),
    with_schema(
        "path-$schema",
        True,
        "schema.json",
        f={
            **FILES,
            "schema.json": json.dumps({"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", **schema()}),
        },
    ),
]

VERSION_1 = [
    first_table("v1", True, schema()),
    first_table("v1-pkstr", [(3, "a")], schema(primaryKey="a"), "a,b\n1,x\n1,y\n"),
    first_table("v1-absent-type-string", False, {"fields": [named("a", None, constraints={"minimum": 1}), named("b")]}),
    first_table(
        "v1-pattern-untyped",
        [(2, "a")],
        {"fields": [named("a", None, constraints={"pattern": "[a-z]+"}), named("b")]},
        "a,b\n1,x\n",
    ),
    first_table("v1-exact", False, schema(), "b,a\nx,1\n"),
    first_table("v1-subset?", True, schema(fieldsMatch="subset"), "a,b,c\n1,x,z\n"),
    first("v1-name-upper", False, {"resources": [{**RESOURCE, "name": "Table X"}]}),
    first("v1-pkgname-upper", False, {"name": "My Package", "resources": [RESOURCE]}),
    first("v1-contrib-notitle", False, {"contributors": [{"email": "a@b.org"}], "resources": [RESOURCE]}),
    first("v1-source-notitle", False, {"sources": [{"path": "x"}], "resources": [RESOURCE]}),
    first("v1-role", True, {"contributors": [{"title": "a", "role": "author"}], "resources": [RESOURCE]}),
    first(
        "v1-tdp",
        True,
        {
            "profile": "tabular-data-package",
            "resources": [{"name": "t", "path": "table.csv", "profile": "tabular-data-resource", "schema": schema()}],
        },
    ),
    first(
        "v1-tdp-checks",
        False,
        {"profile": "tabular-data-package", "resources": [{"name": "t", "path": "table.csv", "schema": schema()}]},
        {"table.csv": "a,b\nq,x\n"},
    ),
    first(
        "v1-dup-fields",
        True,
        {"resources": [{**RESOURCE, "schema": {"fields": [named("a"), named("a")]}}]},
        {"table.csv": "a,a\n1,2\n"},
    ),
    first("v1-profile-num", False, {"profile": 1, "resources": [RESOURCE]}),
    first("v1-profile-url", True, {"profile": "https://example.org/p.json", "resources": [RESOURCE]}),
    first("v1-created-date", False, {"created": "2020-01-01", "resources": [RESOURCE]}),
    first("v1-license", False, {"licenses": [{"title": "x"}], "resources": [RESOURCE]}),
]


CASES = [*PACKAGES, *RESOURCES, *PLACES, *SCHEMAS, *VERSION_1]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_follows_the_standard(case: Case, tmp_path: Path) -> None:
    """The verdict on a package is the one of the standard, and so are the rows and fields of its errors."""
    case.holds(tmp_path)
