"""Records to tables to files and back: nothing is lost on the way."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import orjson
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import corpora, names, texts, tried

from broadsheet.articles import Article, Copy, Entity, Outlet
from broadsheet.checks.checked import Checked, checked
from broadsheet.checks.documents import Document
from broadsheet.checks.entries import Entry, Records
from broadsheet.packages.descriptor import table_resource
from broadsheet.tables import TABLES, assemble, tabulate
from broadsheet.tables.formats import digest, from_csv, from_parquet, to_csv, to_parquet
from broadsheet.tables.receipt import write_bytes

MODELS = {"articles": Article, "entities": Entity, "outlets": Outlet, "copies": Copy}
FRAMES = Mapping[str, pl.DataFrame]


def completed(corpus: dict[str, list[dict[str, Any]]]) -> Checked:
    """A corpus as the check hands it on."""
    document = Document("corpus.json", "", corpus)
    return checked(Records(**{kind: [Entry(document, each) for each in corpus[kind]] for kind in MODELS}))


def place(record: Any) -> Any:
    """What records of a kind are sorted by."""
    return (record.article, record.copy_of) if isinstance(record, Copy) else record.id


def through_csv(frames: FRAMES) -> dict[str, pl.DataFrame]:
    """The frames, written as CSV and read again."""
    return {table.name: from_csv(to_csv(frames[table.name]), table) for table in TABLES}


def through_parquet(frames: FRAMES) -> dict[str, pl.DataFrame]:
    """The frames, written as Parquet and read again."""
    return {name: from_parquet(to_parquet(frame)) for name, frame in frames.items()}


def untouched(frames: FRAMES) -> FRAMES:
    """The frames themselves."""
    return frames


WAYS = [untouched, through_csv, through_parquet]


def corpus_of(**fields: Any) -> dict[str, list[dict[str, Any]]]:
    """A corpus of one article with the given fields."""
    source = {"name": "a.txt", "sha256": "0" * 64, "bytes": 9, "encoding": "utf-8", "characters": 9}
    article = {"schema_version": "1.0", "id": "a", "source": source, "rights": {}, **fields}
    return {"articles": [article], "entities": [], "outlets": [], "copies": []}


def with_figure(value: float | None) -> Checked:
    """The records of a corpus with one figure of the given value."""
    return completed(corpus_of(figures=[{"id": "f1", "start": 0, "end": 1, "value": value}]))


@tried(20)
@given(corpus=corpora())
def test_records_come_back_from_tables(corpus: dict[str, list[dict[str, Any]]]) -> None:
    """What a table and its files give back are the very records that went in."""
    records = completed(corpus)
    frames = tabulate(records)
    for way in WAYS:
        assert {kind: getattr(records, kind) for kind in MODELS} == assemble(way(frames))


@tried(15)
@given(corpus=corpora())
def test_records_come_back_as_equal_models(corpus: dict[str, list[dict[str, Any]]]) -> None:
    """The models of what came back equal the models of what went in."""
    found = assemble(through_csv(tabulate(completed(corpus))))
    for kind, model in MODELS.items():
        expected = sorted((model.model_validate({**each, "$schema": None} if kind == "articles" else each)
                           for each in corpus[kind]), key=place)  # fmt: skip
        assert expected == [model.model_validate(each) for each in found[kind]]


@tried(15)
@given(corpus=corpora())
def test_records_come_back_from_nested_json(corpus: dict[str, list[dict[str, Any]]]) -> None:
    """The nested form in JSON, read by the models, is the records again."""
    records = completed(corpus)
    for kind, model in MODELS.items():
        read = [model.model_validate_json(json.dumps(each)) for each in getattr(records, kind)]
        assert getattr(records, kind) == [each.model_dump(mode="json") for each in read]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "value", [None, 0, 5, -5, 0.1, -0.3, 5.25, 1e14, 1e15, -1e15, 123456789012345, 99.95, 1e-7, 5e-324, 0.1 + 0.2]
)
def test_a_figure_keeps_its_value(way: Any, value: float | None) -> None:
    """A number comes back as the number it was, decimals and large ones too; null comes back as null."""
    found = assemble(way(tabulate(with_figure(value))))
    assert value == found["articles"][0]["figures"][0]["value"]


@pytest.mark.parametrize(("value", "written"), [(5, "5"), (5300000, "5300000"), (0.1, "0.1"), (None, "")])
def test_csv_writes_numbers_as_people_do(value: float | None, written: str) -> None:
    """In CSV a whole figure has no decimal point, and null is nothing."""
    rows = to_csv(tabulate(with_figure(value))["figures"]).decode().splitlines()
    assert written == dict(zip(rows[0].split(","), rows[1].split(","), strict=True))["value"]


@pytest.mark.parametrize("way", WAYS)
@tried(30)
@given(name=names)
def test_a_name_keeps_every_character(way: Any, name: str) -> None:
    """A text on one line comes back unchanged: quotation marks, commas, a leading =, digits, words like null."""
    found = assemble(way(tabulate(completed(corpus_of(headline=name, author=[name])))))
    assert (name, [name]) == (found["articles"][0]["headline"], found["articles"][0]["author"])


@pytest.mark.parametrize("way", WAYS)
@tried(30)
@example("\r")
@example("a\r\nb\rc\n")
@example('"')
@example("\x00")
@given(text=texts)
def test_a_text_keeps_every_character(way: Any, text: str) -> None:
    """A source text comes back unchanged, with its line ends, control characters and quotation marks."""
    found = assemble(way(tabulate(completed(corpus_of(text=text)))))
    assert text == found["articles"][0]["text"]


def test_the_order_of_items_is_kept() -> None:
    """Lists come back in their own order, not in that of the alphabet."""
    figures = [{"id": name, "start": 0, "end": 1} for name in ("f10", "f9", "a1")]
    found = assemble(through_csv(tabulate(completed(corpus_of(figures=figures, author=["z", "a", "m"])))))
    assert [figure["id"] for figure in found["articles"][0]["figures"]] == ["f10", "f9", "a1"]
    assert found["articles"][0]["author"] == ["z", "a", "m"]


# The digest


def digests(frames: FRAMES) -> dict[str, str]:
    """The digest of every table."""
    return {table.name: digest(frames[table.name], table.schema()) for table in TABLES}


@tried(8)
@given(corpus=corpora(), seed=st.integers(0, 9))
def test_the_digest_knows_neither_order_nor_format(corpus: dict[str, list[dict[str, Any]]], seed: int) -> None:
    """The same rows have the same digest, whatever their order and the file they came from."""
    frames = tabulate(completed(corpus))
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in frames.items()}
    ways = [shuffled, through_csv(frames), through_parquet(shuffled)]
    assert [digests(frames)] * 3 == [digests(way) for way in ways]


def plain_digest(frame: pl.DataFrame, key: list[str]) -> str:
    """The digest as its definition says it, row by row."""
    rows = [[int(v) if isinstance(v, float) and v == int(v) else v for v in row] for row in frame.sort(key).rows()]
    return hashlib.sha256(b"".join(orjson.dumps(line) + b"\n" for line in (frame.columns, *rows))).hexdigest()


@tried(20)
@example(name='"\\\x00\x1f\x7f],[\u2028é', value=1e15)
@given(name=texts, value=st.none() | st.floats(-1e15, 1e15))
def test_the_digest_is_that_of_rows_in_json(name: str, value: float | None) -> None:
    """Whatever a cell holds, a row counts as the JSON array that orjson makes of it."""
    figures = [{"id": f"f{n}", "start": n, "end": n + 1, "value": value} for n in (2, 1)]
    frames = tabulate(completed(corpus_of(text=name, figures=figures)))
    expected = {table.name: plain_digest(frames[table.name], list(table.key)) for table in TABLES}
    assert expected == digests(frames)


@pytest.mark.parametrize(
    ("column", "kind"),
    [("value", pl.Int64), ("value", pl.Decimal(38, 2)), ("start", pl.Int32), ("start", pl.UInt16), ("end", pl.Float64),
     ("unit", pl.Categorical), ("id", pl.Categorical), ("id", pl.Enum(["f2", "f10", "f1"]))],
)  # fmt: skip
def test_the_digest_knows_no_types(column: str, kind: Any) -> None:
    """The same values have the same digest, whatever polars keeps them as."""
    figures = [{"id": f"f{n}", "start": n, "end": n + 1, "value": n * 5, "unit": "ship"} for n in (10, 2, 1)]
    frame = tabulate(completed(corpus_of(figures=figures)))["figures"]
    table = next(table for table in TABLES if table.name == "figures")
    assert digest(frame, table.schema()) == digest(frame.with_columns(pl.col(column).cast(kind)), table.schema())


@pytest.mark.parametrize(("one", "other"), [(5, 6), (5, None), (0.1, 0.2), (1e15, 1e15 - 1)])
def test_the_digest_tells_other_data(one: float | None, other: float | None) -> None:
    """Another value is another digest, of this table and no other."""
    first, second = digests(tabulate(with_figure(one))), digests(tabulate(with_figure(other)))
    assert {"figures"} == {name for name in first if first[name] != second[name]}


# The Table Schemas


def as_package(frames: FRAMES, folder: Path) -> Path:
    """The tables of these frames as CSV under a descriptor."""
    resources = []
    for table in (each for each in TABLES if each.name in frames):
        frame = frames[table.name]
        receipt = write_bytes(folder, f"data/{table.name}.csv", to_csv(frame), frame.height)
        resources.append(table_resource(table, receipt, digest(frame, table.schema())))
    descriptor = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder / "datapackage.json"


def faults(path: Path) -> list[Any]:
    """What frictionless finds wrong with a package."""
    return frictionless.validate(path.as_posix()).flatten(["type", "message"])


@tried(3)
@given(corpus=corpora(size=3))
def test_frictionless_accepts_every_table(corpus: dict[str, list[dict[str, Any]]]) -> None:
    """Whatever the models accept, the Table Schemas accept too: types, patterns, bounds, keys and references."""
    with tempfile.TemporaryDirectory() as folder:
        assert faults(as_package(tabulate(completed(corpus)), Path(folder))) == []


BROKEN_CELLS = {
    "a kind of no vocabulary": ("entities", "kind", "dragon", "constraint-error"),
    "an id in capitals": ("entities", "id", "E E", "constraint-error"),
    "a name that is missing": ("entities", "name", "", "constraint-error"),
    "a country of no list": ("entities", "country_code", "XX", "constraint-error"),
    "an offset in words": ("figures", "start", "one", "type-error"),
    "a negative offset": ("figures", "start", "-1", "constraint-error"),
    "a number in words": ("figures", "value", "five", "type-error"),
    "a date in words": ("articles", "date_published", "31 Feb", "constraint-error"),
    "a hash that is none": ("articles", "source_sha256", "abc", "constraint-error"),
    "an article that is not": ("figures", "article", "b", "foreign-key"),
}


@pytest.mark.parametrize(("name", "column", "value", "kind"), BROKEN_CELLS.values(), ids=BROKEN_CELLS)
def test_frictionless_refuses_broken_cells(name: str, column: str, value: str, kind: str, tmp_path: Path) -> None:
    """The Table Schemas refuse what the models refuse, where a cell can show it."""
    corpus = corpus_of(figures=[{"id": "f1", "start": 0, "end": 1, "value": 5}], date_published="2021")
    frames = tabulate(completed(corpus | {"entities": [{"id": "e", "kind": "person", "name": "E"}]}))
    changed = frames[name].with_columns(pl.col(column).cast(pl.String)).with_columns(pl.lit(value).alias(column))
    needed = {each: frames[each] for each in ("articles", "entities", "outlets", "figures")}
    path = as_package(needed | {name: changed}, tmp_path)
    assert kind in {fault[0] for fault in faults(path)}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_describes_every_column(table: Any) -> None:
    """Each column of a table has a name of its own, a title, a type and a description."""
    fields = table.schema()["fields"]
    assert len(fields) == len({field["name"] for field in fields})
    assert [f["name"] for f in fields if not {"name", "title", "type", "description"} <= set(f)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keeps_to_the_official_profile(table: Any) -> None:
    """The Table Schema is valid under the profile of Data Package 2.0."""
    if not (folder := os.environ.get("BROADSHEET_PROFILES")):
        pytest.skip("BROADSHEET_PROFILES names no folder of the official profiles")
    profile = json.loads((Path(folder) / "tableschema.json").read_bytes())
    assert [error.message for error in jsonschema.Draft7Validator(profile).iter_errors(table.schema())] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_refers_to_tables_before_it(table: Any) -> None:
    """Foreign keys lead to the primary key of the same table or one before it, so that tables load in their order."""
    before = TABLES[: TABLES.index(table) + 1]
    keys = {other.name: list(other.key) for other in before}
    for key in table.schema().get("foreignKeys", ()):
        assert keys[key["reference"].get("resource", table.name)] == key["reference"]["fields"]


def test_an_empty_table_has_its_header() -> None:
    """A table without rows is a header, and comes back with its columns and types."""
    frames = tabulate(Checked())
    for table in TABLES:
        assert frames[table.name].schema == from_csv(to_csv(frames[table.name]), table).schema
        assert ",".join(frames[table.name].columns) + "\n" == to_csv(frames[table.name]).decode()


def test_csv_is_plain_to_other_readers() -> None:
    """Python's own reader finds the same cells in the CSV."""
    import csv

    odd = 'say "yes",\u2028then; =1+1'
    frame = tabulate(completed(corpus_of(headline=odd)))["articles"]
    rows = list(csv.DictReader(io.StringIO(to_csv(frame).decode(), newline="")))
    assert [odd] == [row["headline"] for row in rows]
