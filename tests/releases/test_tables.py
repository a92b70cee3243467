"""Tables of every kind compared: bad keys, strange cells, other formats, tables without a schema."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from harbours import PORTS, descriptor, package

import broadsheet
from broadsheet.errors import UnreadableError
from broadsheet.releases import Changes

KEYED = {"fields": [{"name": "id", "type": "string"}, {"name": "n", "type": "number"}], "primaryKey": "id"}
FREE = {"fields": KEYED["fields"]}


def table(folder: Path, data: str | bytes, schema: dict[str, Any] | None = None, **more: Any) -> Path:
    """A package of one table."""
    folder.mkdir(parents=True)
    resource = {"name": "t", "type": "table", "path": "t.csv", **({"schema": schema} if schema else {}), **more}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    (folder / resource["path"]).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def compared(folder: Path, old: str, new: str, schema: dict[str, Any] | None = None, **more: Any) -> Changes:
    """The changes from one table to another."""
    one, two = table(folder / "old", old, schema), table(folder / "new", new, schema)
    return broadsheet.diff(one, two, **more)


def told(changes: Changes) -> list[tuple[Any, ...]]:
    """Changes of rows without what is the same in all of them."""
    return [(c.kind, c.field, c.key, c.before, c.after) for c in changes]


@pytest.mark.parametrize("least", [1 << 22, 0])
@pytest.mark.parametrize(
    ("old", "fault"),
    [("id,n\na,1\na,2\nb,3\n", "stands more than once"), ("id,n\na,1\n,2\nb,3\n", "is missing in some rows")],
)
def test_key_that_does_not_hold(
    tmp_path: Path, old: str, fault: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a primary key tells no rows apart it is said so, and rows are compared as a whole."""
    monkeypatch.setattr("broadsheet.checks.budget.KEYS", least)
    changes = compared(tmp_path, old, old.replace("b,3", "b,4"), KEYED, memory="1MiB")
    kept = {"id": "b"}
    assert [
        ("row-removed", None, None, kept | {"n": 3}, None),
        ("row-added", None, None, None, kept | {"n": 4}),
    ] == told(changes)
    assert [fault in note and "(id) of t" in note for note in changes.notes] == [True, True]


def test_key_that_held_before(tmp_path: Path) -> None:
    """A key that no longer holds is a matter of the new package alone."""
    changes = compared(tmp_path, "id,n\na,1\nb,2\n", "id,n\na,1\nb,2\nb,2\n", KEYED)
    assert [("row-added", None, None, None, {"id": "b", "n": 2})] == told(changes)
    (note,) = changes.notes
    assert note.startswith(str(tmp_path / "new"))


@pytest.mark.parametrize("least", [1 << 22, 1 << 12, 0])
def test_many_rows(tmp_path: Path, least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of rows in another order, some changed, some gone and some new; also when they do not fit in memory."""
    rows = [f"k{n},{n}" for n in range(20_000)]
    edited = [f"k{n},{n}.5" if n % 1000 == 7 else f"k{n},{n}.0" for n in range(20_000) if n % 5000 != 1]
    edited += [f"new{n},1" for n in range(3)]
    monkeypatch.setattr("broadsheet.checks.budget.KEYS", least)
    changes = compared(tmp_path, "\n".join(["id,n", *rows]), "\n".join(["id,n", *edited[::-1]]), KEYED, memory="1MiB")
    assert {("t", "row-removed"): 4, ("t", "row-added"): 3, ("t", "value-changed"): 20} == dict(changes.count())
    changed = {change.key["id"]: (change.before, change.after) for change in changes if change.field}
    assert {f"k{n}": (n, n + 0.5) for n in range(7, 20_000, 1000)} == changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.1", "0.10000000000000001"), ("123456789012345678", "123456789012345679"), ("1e400", "1e401"),
        ("1e-400", "0"), ("9007199254740993", "9007199254740992"), ("NaN", "INF"), ("-0.001", "0.001"), ("x", "X"),
    ],
)  # fmt: skip
def test_numbers_that_differ(tmp_path: Path, old: str, new: str) -> None:
    """Numbers differ however little does, beyond what a double keeps."""
    (change,) = compared(tmp_path, f"id,n\na,{old}\n", f"id,n\na,{new}\n", KEYED)
    assert "value-changed" == change.kind


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.1", "0.10"), ("1e3", "1000"), ("-0", "0"), ("+5", "5"), ("123456789012345678", "123456789012345678.0"),
        ("1e400", "10e399"), ("nan", "NaN"), ("INF", "inf"), (".5", "0.5"), ("5.", "5"), ("0e5", "0"),
    ],
)  # fmt: skip
def test_numbers_that_are_the_same(tmp_path: Path, old: str, new: str) -> None:
    """A number is the same in each of its spellings."""
    assert ["bytes-changed"] == [c.kind for c in compared(tmp_path, f"id,n\na,{old}\n", f"id,n\na,{new}\n", KEYED)]


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("datetime", "2024-05-02T10:00:00Z", "2024-05-02T12:00:00+02:00"),
        ("duration", "P1Y", "P12M"),
        ("object", '"{""a"": 1, ""b"": 2}"', '"{""b"":2,""a"":1}"'),
        ("array", '"[1, 2]"', '"[1,2]"'),
        ("geopoint", '"1.0,2"', '"1, 2.00"'),
    ],
)
@pytest.mark.parametrize("keyed", [True, False])
def test_values_that_are_the_same(tmp_path: Path, kind: str, old: str, new: str, keyed: bool) -> None:
    """A value is the same in each of its spellings, in tables with and without a key."""
    fields = [{"name": "id", "type": "string"}, {"name": "v", "type": kind}]
    schema = {"fields": fields, **({"primaryKey": ["id"]} if keyed else {})}
    changes = compared(tmp_path, f"id,v\na,{old}\nb,{old}\n", f"id,v\nb,{new}\na,{new}\n", schema)
    assert ["bytes-changed"] == [change.kind for change in changes]


def test_key_in_another_spelling(tmp_path: Path) -> None:
    """Keys are compared by their values as well."""
    schema = {"fields": [{"name": "at", "type": "datetime"}, {"name": "n", "type": "integer"}], "primaryKey": ["at"]}
    one = "at,n\n2024-05-02T10:00:00Z,1\n2024-05-02T11:00:00Z,2\n"
    two = "at,n\n2024-05-02T12:00:00+02:00,1\n2024-05-02T11:00:00Z,3\n"
    assert [("value-changed", "n", {"at": "2024-05-02T11:00:00Z"}, 2, 3)] == told(compared(tmp_path, one, two, schema))


def test_huge_cells(tmp_path: Path) -> None:
    """Cells of megabytes are compared, and told in a few characters."""
    from broadsheet.reports.changes import as_text

    huge = "x" * (5 << 20)
    changes = compared(
        tmp_path,
        f"id,n\na,{huge}\n",
        f"id,n\na,{huge}y\n",
        {"fields": [{"name": "id"}, {"name": "n"}], "primaryKey": ["id"]},
    )
    assert ["value-changed"] == [change.kind for change in changes]
    assert len(as_text(changes)) < 1000


def test_names_that_mean_something_to_us(tmp_path: Path) -> None:
    """Columns may be called as the columns that the comparison makes for itself."""
    names = ["#hash", "#row", "s0", "k0", "o0", "before", "after", "#at", "0", "0#", "value", "count"]
    schema = {"fields": [{"name": name, "type": "integer"} for name in names], "primaryKey": ["#row", "k0"]}
    rows = [",".join(str(place + row) for place in range(len(names))) for row in range(3)]
    head = ",".join(names)
    changes = compared(tmp_path, "\n".join([head, *rows]), "\n".join([head, *rows[:2], rows[2][:-2] + "99"]), schema)
    assert [("value-changed", "count", {"#row": 3, "k0": 5}, 13, 99)] == told(changes)


def written(form: str, frame: pl.DataFrame) -> bytes:
    """A frame in a format."""
    target = io.BytesIO()
    if form == "parquet":
        frame.write_parquet(target)
    elif form == "jsonl":
        frame.write_ndjson(target)
    elif form == "json":
        frame.write_json(target)
    else:
        frame.write_csv(target, separator="\t" if form == "tsv" else ",")
    return gzip.compress(target.getvalue()) if form == "csv.gz" else target.getvalue()


@pytest.mark.parametrize("form", ["parquet", "jsonl", "json", "tsv", "csv.gz"])
def test_formats(tmp_path: Path, form: str) -> None:
    """The same rows in another format are the same rows, and a changed value is found there."""
    frame = pl.DataFrame({"id": ["a", "b"], "n": [1, 2], "x": [0.5, None], "ok": [True, False]})
    fields = {"id": "string", "n": "integer", "x": "number", "ok": "boolean"}
    schema = {"fields": [{"name": name, "type": kind} for name, kind in fields.items()], "primaryKey": ["id"]}
    old = table(tmp_path / "old", frame.write_csv(), schema)
    same = table(tmp_path / "same", written(form, frame), schema, path=f"t.{form}")
    other = frame.with_columns(pl.Series("n", [1, 3]))
    new = table(tmp_path / "new", written(form, other), schema, path=f"t.{form}")
    assert {"resource-moved"} == {c.kind for c in broadsheet.diff(old, same)} - {"bytes-changed"}
    assert [("value-changed", "n", {"id": "b"}, 2, 3)] == told(broadsheet.diff(same, new))


def test_dates_of_formats_with_types(tmp_path: Path) -> None:
    """A date that Parquet keeps as one is the date that CSV writes as text."""
    frame = pl.DataFrame({"day": ["2024-05-02"]}).with_columns(pl.col("day").str.to_date())
    schema = {"fields": [{"name": "day", "type": "date"}]}
    old = table(tmp_path / "old", frame.write_csv(), schema)
    new = table(tmp_path / "new", written("parquet", frame), schema, path="t.parquet")
    assert "none" == broadsheet.diff(old, new).bump


def test_without_a_schema(tmp_path: Path) -> None:
    """A table that nobody describes is compared by its header, as texts."""
    changes = compared(tmp_path, "a,b\n1,x\n2,y\n", "a,b\n2,y\n1.0,x\n")
    assert {"row-removed", "row-added"} == {change.kind for change in changes}
    assert "none" == compared(tmp_path / "again", "a,b\n1,x\n2,y\n", "a,b\n2,y\n1,x\n").bump


def test_without_a_header(tmp_path: Path) -> None:
    """A table without a header has the names of its fields."""
    one, two = (table(tmp_path / n, d, KEYED, dialect={"header": False}) for n, d in (("a", "x,1\n"), ("b", "x,2\n")))
    assert [("value-changed", "n", {"id": "x"}, 1, 2)] == told(broadsheet.diff(one, two))


def test_empty_tables(tmp_path: Path) -> None:
    """A table may have no rows, before or after."""
    assert ["row-added"] == [c.kind for c in compared(tmp_path / "1", "id,n\n", "id,n\na,1\n", KEYED)]
    assert ["row-removed"] == [c.kind for c in compared(tmp_path / "2", "id,n\na,1\n", "id,n\n", KEYED)]
    assert [] == list(compared(tmp_path / "3", "id,n\n", "id,n\n", FREE))


def test_nothing_in_common(tmp_path: Path) -> None:
    """Tables without a common column have no common row."""
    one = table(tmp_path / "old", "a\n1\n1\n", {"fields": [{"name": "a", "type": "integer"}]})
    two = table(tmp_path / "new", "b\nx\ny\n", {"fields": [{"name": "b", "type": "string"}]})
    count = broadsheet.diff(one, two).count()
    assert (2, 2, 1, 1) == tuple(count["t", k] for k in ("row-removed", "row-added", "field-removed", "field-added"))


def test_schema_and_dialect_in_files(tmp_path: Path) -> None:
    """Schemas and dialects may stand in files of their own."""
    one = table(tmp_path / "old", "id;n\na;1\n", KEYED, dialect={"delimiter": ";"})
    two = table(tmp_path / "new", "id;n\na;2\n", KEYED, dialect="d.json")
    given = json.loads((two / "datapackage.json").read_text())
    given["resources"][0]["schema"] = "s.json"
    (two / "datapackage.json").write_text(json.dumps(given))
    (two / "s.json").write_text(json.dumps(KEYED))
    (two / "d.json").write_text(json.dumps({"delimiter": ";"}))
    assert [("value-changed", "n", {"id": "a"}, 1, 2)] == told(broadsheet.diff(one, two))


def test_table_in_parts(tmp_path: Path) -> None:
    """A table of several files is one table."""
    one = table(tmp_path / "old", "id,n\na,1\nb,2\n", KEYED)
    two = table(tmp_path / "new", "id,n\na,1\n", KEYED)
    given = json.loads((two / "datapackage.json").read_text())
    given["resources"][0]["path"] = ["t.csv", "u.csv"]
    (two / "u.csv").write_text("b,3\n")
    (two / "datapackage.json").write_text(json.dumps(given))
    assert [("value-changed", "n", {"id": "b"}, 2, 3)] == [each for each in told(broadsheet.diff(one, two)) if each[1]]


def test_inline_data(tmp_path: Path) -> None:
    """Rows may stand in the descriptor."""
    paths = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        resource = {"name": "t", "schema": KEYED, "data": [{"id": "a", "n": number}, {"id": "b", "n": 5}]}
        (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
        paths.append(folder)
    assert [("value-changed", "n", {"id": "a"}, 1, 2)] == told(broadsheet.diff(*paths))


def test_rows_that_do_not_fit(tmp_path: Path) -> None:
    """Cells that have no column cannot be compared, and it is said so."""
    changes = compared(tmp_path, "id,n\na,1\n", "id,n\na,1,9\n", KEYED)
    assert "none" == changes.bump
    assert ["as far as it fits its header" in note for note in changes.notes] == [True]


def test_text_that_is_none(tmp_path: Path) -> None:
    """A file whose text breaks off cannot be compared."""
    with pytest.raises(UnreadableError, match="resource t"):
        compared(tmp_path, "id,n\na,1\n", 'id,n\na,"1\n', KEYED)


# Names that change


def test_renamed_key(tmp_path: Path) -> None:
    """A key under another name still tells rows apart."""
    given = descriptor()
    given["resources"][0]["schema"]["fields"][0]["name"] = "locode"
    given["resources"][0]["schema"]["primaryKey"] = ["locode"]
    ports = PORTS.replace("code", "locode").replace("9.5", "9.6")
    changes = broadsheet.diff(package(tmp_path / "old"), package(tmp_path / "new", given, ports=ports))
    assert [("field-renamed", "locode", None, "code", "locode"),
            ("value-changed", "depth", {"locode": "AA"}, 9.5, 9.6)] == told(changes)  # fmt: skip


def test_swapped_names(tmp_path: Path) -> None:
    """Fields that take each other's names are not renamed: both names are still there, with other values."""
    schema = {
        "fields": [{"name": "id"}, {"name": "x", "type": "integer"}, {"name": "y", "type": "integer"}],
        "primaryKey": ["id"],
    }
    changes = compared(tmp_path, "id,x,y\na,1,2\n", "id,x,y\na,2,1\n", schema)
    assert ["value-changed", "value-changed"] == [change.kind for change in changes]


def test_not_renamed(tmp_path: Path) -> None:
    """A field with other values under another name is another field."""
    one = table(
        tmp_path / "old",
        "id,x\na,1\nb,2\nc,3\n",
        {"fields": [{"name": "id"}, {"name": "x", "type": "integer"}], "primaryKey": ["id"]},
    )
    two = table(
        tmp_path / "new",
        "id,y\na,9\nb,8\nc,7\n",
        {"fields": [{"name": "id"}, {"name": "y", "type": "integer"}], "primaryKey": ["id"]},
    )
    assert ["field-removed", "field-added", *["row-extended"] * 3] == [c.kind for c in broadsheet.diff(one, two)]


def test_renamed_without_values(tmp_path: Path) -> None:
    """Where the values tell nothing, the same words of description do."""
    field = {"type": "string", "description": "What the harbour master says."}
    one = table(tmp_path / "old", "id,x\na,\n", {"fields": [{"name": "id"}, {"name": "x", **field}]})
    two = table(tmp_path / "new", "id,remark\na,\n", {"fields": [{"name": "id"}, {"name": "remark", **field}]})
    assert ["field-renamed"] == [c.kind for c in broadsheet.diff(one, two)]


def test_renamed_among_moved_rows(tmp_path: Path) -> None:
    """A renamed column is found in a table without a key whose rows stand in another order."""
    rows = [(f"t{n}", n) for n in range(50)]
    one = table(
        tmp_path / "old",
        "t,n\n" + "".join(f"{t},{n}\n" for t, n in rows),
        {"fields": [{"name": "t"}, {"name": "n", "type": "integer"}]},
    )
    two = table(
        tmp_path / "new",
        "title,n\n" + "".join(f"{t},{n}\n" for t, n in rows[::-1]),
        {"fields": [{"name": "title"}, {"name": "n", "type": "integer"}]},
    )
    assert [("field-renamed", "title", None, "t", "title")] == told(broadsheet.diff(one, two))


def test_renamed_resources(tmp_path: Path) -> None:
    """A resource that lies elsewhere under another name is known by its rows; a file by its bytes."""
    given = descriptor()
    given["resources"][0] |= {"name": "harbours", "path": "harbours.csv"}
    given["resources"][1]["schema"]["foreignKeys"][0]["reference"]["resource"] = "harbours"
    given["resources"][2] |= {"name": "readme", "path": "readme.txt"}
    ports = PORTS.replace("9.5", "9.6")
    new = package(tmp_path / "new", given, **{"harbours.csv": ports, "readme.txt": "Read me.\n"})
    found = {(c.kind, c.resource) for c in broadsheet.diff(package(tmp_path / "old"), new)}
    assert {("resource-renamed", "harbours"), ("resource-renamed", "readme"), ("value-changed", "harbours")} <= found
    assert not {"resource-added", "resource-removed", "row-added", "file-changed"} & {kind for kind, _ in found}


def test_another_table_of_the_same_fields(tmp_path: Path) -> None:
    """A table with the same fields and other rows is another table."""
    given = descriptor()
    given["resources"][1] |= {"name": "calls-2025", "path": "calls-2025.csv"}
    new = package(tmp_path / "new", given, **{"calls-2025.csv": "port,ship,day\nCC,Gull,2025-01-01\n"})
    kinds = {c.kind for c in broadsheet.diff(package(tmp_path / "old"), new)}
    assert {"resource-removed", "resource-added", "row-added"} == kinds


@pytest.mark.parametrize(("kind", "found"), [
    ("number", [("row-removed", None, {"id": 1.5}, {"id": 1.5, "n": 2.5}, None),
                ("row-added", None, {"id": 15}, None, {"id": 15, "n": 25})]),
    ("string", [("value-changed", "n", {"id": "1,5"}, 2.5, 25)]),
])  # fmt: skip
def test_a_text_that_means_another_value(tmp_path: Path, kind: str, found: list[Any]) -> None:
    """The same text under another format is another value, in a key as well; rows of other keys are no partners."""

    def package(name: str, form: str) -> Path:
        number = {"type": "number", form: ","}
        key = number if kind == "number" else {"type": kind}
        schema = {"fields": [{"name": "id", **key}, {"name": "n", **number}], "primaryKey": "id"}
        return table(tmp_path / name, 'id,n\n"1,5","2,5"\n3,4\n', schema)

    changes = told(broadsheet.diff(package("old", "decimalChar"), package("new", "groupChar")))
    assert found == [change for change in changes if change[0].startswith(("row", "value"))]
