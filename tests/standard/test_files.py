"""How tables are written: encodings, dialects, JSON, JSON Lines, data in the descriptor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from standard_cases import AB, TABLE, Case, Want, named, package, schema, table

ACCENTED = "a,b\n1,é\n"
OBJECTS = [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]


def written(name: str, want: Want, dialect: Any, content: str, schema_: Any = None) -> Case:
    """A table in a dialect."""
    return table(name, want, schema_ or schema(), content, dialect)


def linked_dialect(name: str, want: Want, text: str | None, content: str = TABLE, path: str = "dialect.json") -> Case:
    """A table whose dialect stands in a file."""
    files: dict[str, str | bytes] = {"table.csv": content} | ({"dialect.json": text} if text is not None else {})
    resource = {"name": "t", "type": "table", "path": "table.csv", "schema": schema(), "dialect": path}
    return package(name, want, resource, files=files)


def json_table(name: str, want: Want, data: Any, dialect: Any = None, **more: Any) -> Case:
    """A table in a file of JSON, or JSON Lines, with the fields a and b or others."""
    form = more.pop("fmt", "json")
    content = data if isinstance(data, str | bytes) else json.dumps(data)
    fields = more.pop("fields", AB)
    resource = {"name": "t", "type": "table", "path": f"t.{form}", "format": form, "schema": {"fields": fields, **more}}
    given = resource | ({"dialect": dialect} if dialect else {})
    return package(name, want, given, files={f"t.{form}": content})


def inline(name: str, want: Want, data: Any, dialect: Any = None, **more: Any) -> Case:
    """A table in the descriptor."""
    given = {"name": "t", "type": "table", "data": data, "schema": schema(), **more}
    return package(name, want, given | ({"dialect": dialect} if dialect else {}))


ENCODINGS = [
    table("latin1", True, schema(), ACCENTED.encode("latin-1"), encoding="iso-8859-1"),
    table("cp1252", True, schema(), "a,b\n1,€\n".encode("cp1252"), encoding="windows-1252"),
    table("utf8-wrong", False, schema(), ACCENTED.encode("latin-1"), encoding="utf-8"),
    table("utf8-BOM-declared", True, schema(), b"\xef\xbb\xbf" + ACCENTED.encode(), encoding="utf-8"),
    table("utf-8-sig", True, schema(), b"\xef\xbb\xbf" + ACCENTED.encode(), encoding="utf-8-sig"),
    *(
        table(f"enc-{encoding}", True, schema(), "a,b\n1,x\n".encode(encoding), encoding=encoding)
        for encoding in (
            "UTF-8",
            "utf8",
            "ascii",
            "us-ascii",
            "shift_jis",
            "gb18030",
            "koi8-r",
            "ISO-8859-15",
            "utf-16le",
            "utf-16be",
            "utf-32",
            "cp437",
            "macintosh",
            "big5",
            "euc-jp",
        )
    ),
    table("enc-ascii-bad", False, schema(), ACCENTED, encoding="ascii"),
    table("enc-number", False, schema(), ACCENTED, encoding=5),
    table("enc-empty", False, schema(), ACCENTED, encoding=""),
    table("enc-hex", False, schema(), ACCENTED, encoding="hex"),
    table("utf16-declared-utf8-used", False, schema(), ACCENTED, encoding="utf-16"),
    table("utf16-bom-undeclared", True, schema(), ACCENTED.encode("utf-16"), encoding=None),
    table("latin1-undeclared", True, schema(), ACCENTED.encode("latin-1"), encoding=None),
    table("utf8-undeclared", True, schema(), ACCENTED, encoding=None),
    table("utf8-broken", False, schema(), ACCENTED.encode() + b"2,\xff\n", encoding=None),
    table("no-text-encoding-at-all", False, schema(), ACCENTED.encode() + b"2,\x81\n", encoding=None),
]

DIALECTS = [
    written("delim", True, {"delimiter": ";"}, "a;b\n1;x,y\n"),
    written("delim-tab", True, {"delimiter": "\t"}, "a\tb\n1\tx\n"),
    written("delim-pipe", True, {"delimiter": "|"}, "a|b\n1|x\n"),
    written("delim-multi", True, {"delimiter": "||"}, "a||b\n1||x|y\n"),
    written("delim-space", True, {"delimiter": " "}, "a b\n1 x\n"),
    written("quote", True, {"quoteChar": "'"}, "a,b\n1,'x,y'\n"),
    written("quote-dq-literal", True, {"quoteChar": "'"}, 'a,b\n1,"x\n'),
    written("dq-false", True, {"doubleQuote": False}, 'a,b\n1,"x"\n'),
    written("dq-true-single", True, {"doubleQuote": True, "quoteChar": "'"}, "a,b\n1,'x''y'\n"),
    written("escape", True, {"escapeChar": "\\"}, "a,b\n1,x\\,y\n"),
    written("escape-escape", True, {"escapeChar": "\\"}, "a,b\n1,x\\\\\n"),
    written("escape-quote-literal", True, {"escapeChar": "\\"}, 'a,b\n1,"x\n'),
    written("escape+quote", False, {"escapeChar": "\\", "quoteChar": '"'}, TABLE),
    written("escape-two", False, {"escapeChar": "\\\\"}, TABLE),
    written("escape-newline", True, {"escapeChar": "\\"}, "a,b\n1,x\n"),
    written("skip", True, {"skipInitialSpace": True}, "a, b\n1, x\n 2,  y\n"),
    written("skip-quoted", True, {"skipInitialSpace": True}, 'a, b\n1, "x, y"\n'),
    written("header-false", True, {"header": False}, "1,x\n2,y\n"),
    written("header-false-bad", [(1, "a")], {"header": False}, "q,x\n2,y\n"),
    written("header-false-extra", False, {"header": False}, "1,x,z\n2,y,w\n"),
    written("header-false-missing", False, {"header": False}, "1\n2\n"),
    written("header-false-ragged", [(2, "b")], {"header": False}, "1,x\n2\n"),
    written("headerRows2", True, {"headerRows": [2]}, "note,\na,b\n1,x\n"),
    written("headerRows2-bad", [(3, "a")], {"headerRows": [2]}, "note,\na,b\nq,x\n"),
    written(
        "headerRows12",
        True,
        {"headerRows": [1, 2]},
        "g,g\na,b\n1,x\n",
        {"fields": [named("g a", "integer"), named("g b")]},
    ),
    written(
        "headerJoin",
        True,
        {"headerRows": [1, 2], "headerJoin": "_"},
        "g,h\na,b\n1,x\n",
        {"fields": [named("g_a", "integer"), named("h_b")]},
    ),
    written(
        "headerRows12-bad",
        [(4, "g a")],
        {"headerRows": [1, 2]},
        "g,g\na,b\n1,x\nq,y\n",
        {"fields": [named("g a", "integer"), named("g b")]},
    ),
    written(
        "headerRows13",
        True,
        {"headerRows": [1, 3]},
        "g,g\nskip,skip\na,b\n1,x\n",
        {"fields": [named("g a", "integer"), named("g b")]},
    ),
    written(
        "headerRows-example",
        True,
        {"headerRows": [1, 2]},
        "fruit\nid,name\n1,apple\n2,orange\n",
        {"fields": [named("fruit id", "integer"), named("fruit name")]},
    ),
    written("headerRows-far", True, {"headerRows": [4]}, "x\ny\nz\na,b\n1,x\n"),
    written("commentRows", True, {"commentRows": [2]}, "a,b\n#c\n1,x\n"),
    written("commentRows-many", [(5, "a")], {"commentRows": [2, 4]}, "a,b\n#c\n1,x\n#d\nq,y\n"),
    written("commentRows-1", True, {"commentRows": [1]}, "#c\na,b\n1,x\n"),
    written("commentChar", [(4, "a")], {"commentChar": "#"}, "a,b\n#c,d,e\n1,x\nq,y\n"),
    written("commentChar-mid-cell", True, {"commentChar": "#"}, "a,b\n1,#x\n"),
    written("commentChar-//", True, {"commentChar": "//"}, "a,b\n//c\n1,x\n"),
    written("commentChar-quoted", [(2, "a")], {"commentChar": "#"}, 'a,b\n"#1",x\n'),
    written("commentChar-end", True, {"commentChar": "#"}, "a,b\n1,x\n#end"),
    written("no-comment", [(2, "a"), (2, "b")], {}, "a,b\n#c\n1,x\n"),
    written("null", True, {"nullSequence": "\\N"}, "a,b\n\\N,x\n"),
    written(
        "null-required",
        [(2, "a")],
        {"nullSequence": "NA"},
        "a,b\nNA,x\n",
        {"fields": [named("a", "integer", constraints={"required": True}), named("b")]},
    ),
    written("lt-crlf", True, {"lineTerminator": "\r\n"}, "a,b\r\n1,x\r\n"),
    written("lt-semi", True, {"lineTerminator": ";"}, "a,b;1,x;2,y"),
    written("lt-pipe2", [(3, "a")], {"lineTerminator": "||"}, "a,b||1,x||q,y||"),
    written("lt-cr", True, {"lineTerminator": "\r"}, "a,b\r1,x\r"),
    *(
        written(f"dialect-bad-{name}-{value!r}", False, {name: value}, TABLE)
        for name, values in {
            "header": ["yes", 1, None],
            "headerRows": [[0], [-1], ["1"], 1, [1.5], None],
            "headerJoin": [1, None],
            "commentRows": [[0], ["a"], 2, None],
            "commentChar": ["", 1],
            "delimiter": ["", 1, None],
            "lineTerminator": ["", 1],
            "quoteChar": ['""', "", 1],
            "doubleQuote": ["true", 1],
            "escapeChar": ["ab", "", 1],
            "nullSequence": [1],
            "skipInitialSpace": ["true", 0],
            "property": [1],
            "itemType": ["list", 1, None],
            "itemKeys": ["a", [1], {}],
            "sheetNumber": [0, -1, "1", 1.5],
            "sheetName": [1],
            "table": [1],
        }.items()
        for value in values
    ),
    written("dialect-custom", True, {"my:own": 1}, TABLE),
    written("dialect-$schema", True, {"$schema": "https://datapackage.org/profiles/2.0/tabledialect.json"}, TABLE),
    written(
        "dialect-inapplicable", True, {"sheetNumber": 2, "property": "x", "itemType": "array", "table": "t"}, TABLE
    ),
    written("dialect-empty", True, {}, TABLE),
    written("dialect-list", False, [], TABLE),
    written("dialect-csvddf", True, {"csvddfVersion": 1.2, "caseSensitiveHeader": True}, TABLE),
    written("headerRows-empty", True, {"headerRows": []}, TABLE),
    linked_dialect("dialect-path", True, '{"delimiter":";"}', "a;b\n1;x\n"),
    linked_dialect("dialect-path-bad", False, '{"header":"no"}'),
    linked_dialect("dialect-path-list", False, "[]"),
    linked_dialect("dialect-path-gone", False, None),
    linked_dialect("dialect-parent", False, "{}", path="../dialect.json"),
]

TAB_SEPARATED = [
    package(
        "tsv",
        True,
        {"name": "t", "type": "table", "path": "t.tsv", "schema": schema()},
        files={"t.tsv": "a\tb\n1\tx\n"},
    ),
    package(
        "tsv-format",
        True,
        {"name": "t", "type": "table", "path": "t.txt", "format": "tsv", "schema": schema()},
        files={"t.txt": "a\tb\n1\tx\n"},
    ),
    package(
        "tsv-media",
        True,
        {"name": "t", "type": "table", "path": "t.txt", "mediatype": "text/tab-separated-values", "schema": schema()},
        files={"t.txt": "a\tb\n1\tx\n"},
    ),
]

JSON_TABLES = [
    json_table("objs", True, OBJECTS),
    json_table("arrs", True, [["a", "b"], [1, "x"]]),
    json_table("objs-bad", [(3, "a")], [{"a": 1, "b": "x"}, {"a": "q", "b": "y"}]),
    json_table("arrs-bad", [(3, "a")], [["a", "b"], [1, "x"], ["q", "y"]]),
    json_table("prop", True, {"rows": OBJECTS}, {"property": "rows"}),
    json_table("prop-gone", False, {"rows": OBJECTS}, {"property": "data"}),
    json_table("prop-none", False, {"rows": OBJECTS}),
    json_table("prop-nested", True, {"x": {"rows": OBJECTS}}, {"property": "x.rows"}),
    json_table("itemType-array", True, [["a", "b"], [1, "x"]], {"itemType": "array"}),
    json_table("itemType-object", True, OBJECTS, {"itemType": "object"}),
    json_table("itemType-wrong", False, OBJECTS, {"itemType": "array"}),
    json_table("itemKeys", True, [{"b": "x", "c": 3, "a": 1}], {"itemKeys": ["a", "b"]}),
    json_table("null", True, [{"a": None, "b": "x"}]),
    json_table("missing-key", True, [{"a": 1, "b": "x"}, {"a": 2}]),
    json_table("extra-key", False, [{"a": 1, "b": "x", "c": 1}]),
    json_table("header-false", True, [[1, "x"], [2, "y"]], {"header": False}),
    json_table("short-arr", [(3, "b")], [["a", "b"], [1, "x"], [2]]),
    json_table("long-arr", [(3, None)], [["a", "b"], [1, "x"], [2, "y", "z"]]),
    json_table("not-json", False, '[{"a":1'),
    json_table("scalar", False, "5"),
    json_table("empty", False, ""),
    json_table("bom", True, b"\xef\xbb\xbf" + json.dumps(OBJECTS).encode()),
    json_table("mixed", False, [{"a": 1, "b": "x"}, [1, "x"]]),
    json_table("rows-scalar", False, [1, 2]),
    json_table(
        "required-null",
        [(2, "a")],
        [{"a": None, "b": "x"}],
        fields=[named("a", "integer", constraints={"required": True}), named("b")],
    ),
    json_table("reordered-objs", True, [{"b": "x", "a": 1}]),
    json_table("mv-null", True, [{"a": "", "b": "x"}]),
    json_table("mv-0", True, [{"a": 0, "b": "x"}], missingValues=["0"]),
    json_table("jsonl", True, '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n', fmt="jsonl"),
    json_table("jsonl-arr", True, '["a","b"]\n[1,"x"]\n', fmt="jsonl"),
    json_table("jsonl-bad", [(3, "a")], '{"a":1,"b":"x"}\n{"a":"q","b":"y"}\n', fmt="jsonl"),
    json_table("ndjson", True, '{"a":1,"b":"x"}\n', fmt="ndjson"),
    json_table("jsonl-broken", False, '{"a":1,"b":"x"}\n{"a":\n', fmt="jsonl"),
    json_table("jsonl-blank", True, '{"a":1,"b":"x"}\n\n{"a":2,"b":"y"}\n', fmt="jsonl"),
]

INLINE = [
    inline("o", True, OBJECTS),
    inline("a", True, [["a", "b"], [1, "x"]]),
    inline("bad", [(2, "a")], [{"a": "q", "b": "x"}]),
    inline("noheader", True, [[1, "x"]], {"header": False}),
    inline("short", [(2, "b")], [["a", "b"], [1]]),
    inline("long", [(2, None)], [["a", "b"], [1, "x", 2]]),
    inline("obj", False, {"a": 1}),
    inline("str-nofmt", False, "a,b\n1,x\n"),
    inline("csv", True, "a,b\n1,x\n", format="csv"),
    inline("csv-bad", [(2, "a")], "a,b\nq,x\n", format="csv"),
    inline("csv-media", True, "a,b\n1,x\n", mediatype="text/csv"),
    inline("num", False, 5),
    inline("null", False, None),
    inline("true", False, True),
    inline("json-str", True, json.dumps(OBJECTS), format="json"),
    inline("prop", True, {"rows": OBJECTS}, {"property": "rows"}),
    package("inline-nontable-str", True, {"name": "t", "data": "hello", "format": "txt"}),
    package("inline-nontable-obj", True, {"name": "t", "data": {"a": 1}}),
]


CASES = [*ENCODINGS, *DIALECTS, *TAB_SEPARATED, *JSON_TABLES, *INLINE]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_follows_the_standard(case: Case, tmp_path: Path) -> None:
    """The verdict on a package is the one of the standard, and so are the rows and fields of its errors."""
    case.holds(tmp_path)
