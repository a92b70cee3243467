"""Hypothesis strategies for packages: what they hold, and how it is written."""

from __future__ import annotations

import copy
import csv
import io
import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from applying import Content, Row
from hypothesis import strategies as st

__all__ = ["contents", "edited", "written"]

FIELDS = {
    "id": ["string"], "#hash": ["string", "any"], "name": ["any", "string"], "a b": ["string"], "x\u202ey": ["string"],
    "s0": ["integer"], "berths": ["integer", "number"], "depth": ["number", "integer"], "before": ["number"],
    "open": ["boolean"], "shut": ["boolean"], "day": ["date"], "note": ["date"],
}  # fmt: skip
"""The types that a field of a name may have: a text must not mean another value when a field gets another type."""

NAMES = list(FIELDS)
TEXTS = st.sampled_from(
    ["a", "b", "Quay", "1", "1.0", "true", "x,y", 'say "x"', "two\nlines", " pad ", "é", "\x00", "NA"]
)
VALUES = {
    "string": TEXTS | st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1, max_size=8),
    "any": TEXTS.filter(lambda text: text != "\x00"),
    "integer": st.integers(-3, 12) | st.integers(-(2**70), 2**70),
    "number": st.decimals(-1000, 1000, places=3) | st.sampled_from([Decimal("1e30"), Decimal("0.1"), Decimal(0)]),
    "boolean": st.booleans(),
    "date": st.dates().map(lambda day: day.isoformat()),
}
FORMATS = ["csv", "tsv", "json", "jsonl", "crlf", "parquet"]
PARQUET: dict[str, Any] = {"integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}
TITLES = st.sampled_from(["One", "Two", "Three"])
LICENCES = st.lists(st.sampled_from(["CC0-1.0", "CC-BY-4.0", "ODbL-1.0"]), unique=True, max_size=3)


def plain(value: Any) -> Any:
    """A value as changes give it: numbers as numbers, but those that few readers of JSON keep as texts."""
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return value
    if value == int(value):
        return int(value) if abs(value) < 2**53 else str(int(value))
    return float(value)


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A field with a type, perhaps with words and constraints."""
    field: dict[str, Any] = {"name": name, "type": draw(st.sampled_from(FIELDS[name]))}
    if draw(st.booleans()):
        field["title"] = draw(TITLES)
    if draw(st.integers(0, 3)) == 0:
        field["constraints"] = {"required": False} if draw(st.booleans()) else {"maxLength": draw(st.integers(50, 60))}
        if field["type"] != "string":
            field["constraints"] = {}
    return field


@st.composite
def rows_of(draw: st.DrawFn, schema: dict[str, Any], least: int = 0, most: int = 8) -> list[Row]:
    """Rows that fit a schema; on a primary key each one once."""
    key = schema.get("primaryKey", [])
    values = {
        f["name"]: VALUES[f["type"]] if f["name"] in key else st.none() | VALUES[f["type"]] for f in schema["fields"]
    }
    unique = (lambda row: tuple(repr(row[name]) for name in key)) if key else None
    found = draw(st.lists(st.fixed_dictionaries(values), min_size=least, max_size=most, unique_by=unique))
    if not key and found and draw(st.booleans()):
        found += draw(st.lists(st.sampled_from(found), max_size=3))
    return [{name: plain(value) for name, value in row.items()} for row in found]


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Any]:
    """A schema with or without a primary key."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=5))
    schema: dict[str, Any] = {"fields": [draw(fields(name)) for name in names]}
    keyed = [f["name"] for f in schema["fields"] if f["type"] in {"string", "integer", "date"}]
    if keyed and draw(st.integers(0, 2)):
        schema["primaryKey"] = draw(st.lists(st.sampled_from(keyed), unique=True, min_size=1, max_size=2))
    return schema


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """What a package holds: one to three tables."""
    names = draw(st.lists(st.sampled_from(["ports", "calls", "ships", "a/b"]), unique=True, min_size=1, max_size=3))
    tables, resources = {}, []
    for name in names:
        schema = draw(schemas())
        tables[name] = draw(rows_of(schema))
        resources.append({"name": name, "type": "table", "schema": schema})
    given = {"name": "harbours", "title": draw(TITLES), "licenses": [{"name": n} for n in draw(LICENCES)]}
    return Content({**given, "resources": resources}, tables)


@st.composite
def edited(draw: st.DrawFn, old: Content) -> Content:
    """A content after a few edits."""
    new = copy.deepcopy(old)
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(new.descriptor["resources"]) - 1))
        draw(st.sampled_from(EDITS))(draw, new, new.descriptor["resources"][place])
    return new


def _cell(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    rows, schema = new.tables[resource["name"]], resource["schema"]
    free = [field for field in schema["fields"] if field["name"] not in schema.get("primaryKey", [])]
    if rows and free:
        field = draw(st.sampled_from(free))
        rows[draw(st.integers(0, len(rows) - 1))][field["name"]] = plain(draw(VALUES[field["type"]]))


def _rows(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    new.tables[resource["name"]] = draw(rows_of(resource["schema"]))


def _less(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    if rows := new.tables[resource["name"]]:
        rows.pop(draw(st.integers(0, len(rows) - 1)))


def _shuffled(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    new.tables[resource["name"]] = draw(st.permutations(new.tables[resource["name"]]))


def _field(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    taken = [field["name"] for field in resource["schema"]["fields"]]
    name = draw(st.sampled_from([name for name in NAMES if name not in taken]))
    field = draw(fields(name))
    resource["schema"]["fields"].insert(draw(st.integers(0, len(taken))), field)
    for row in new.tables[resource["name"]]:
        row[name] = plain(draw(st.none() | VALUES[field["type"]]))


def _no_field(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    schema = resource["schema"]
    free = [field for field in schema["fields"] if field["name"] not in schema.get("primaryKey", [])]
    if free and len(schema["fields"]) > 1:
        field = draw(st.sampled_from(free))
        schema["fields"].remove(field)
        for row in new.tables[resource["name"]]:
            del row[field["name"]]


def _renamed(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    schema = resource["schema"]
    field = draw(st.sampled_from(schema["fields"]))
    taken = [each["name"] for each in schema["fields"]]
    free = [name for name, types in FIELDS.items() if name not in taken and field["type"] in types]
    if not free:
        return
    old, name = field["name"], draw(st.sampled_from(free))
    field["name"] = name
    if "primaryKey" in schema:
        schema["primaryKey"] = [name if each == old else each for each in schema["primaryKey"]]
    for row in new.tables[resource["name"]]:
        row[name] = row.pop(old)


def _order(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    resource["schema"]["fields"] = draw(st.permutations(resource["schema"]["fields"]))


def _words(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    target = draw(st.sampled_from([new.descriptor, resource, *resource["schema"]["fields"]]))
    target["title"] = draw(TITLES)
    for each in (new.descriptor, resource):
        each["licenses"] = [{"name": name} for name in draw(LICENCES)]


def _key(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    resource["schema"].pop("primaryKey", None)


def _resources(draw: st.DrawFn, new: Content, resource: dict[str, Any]) -> None:
    resources = new.descriptor["resources"]
    if draw(st.booleans()) and len(resources) > 1:
        resources.remove(resource)
        del new.tables[resource["name"]]
        return
    other = draw(contents())
    for each in other.descriptor["resources"]:
        if each["name"] not in new.tables:
            resources.insert(draw(st.integers(0, len(resources))), each)
            new.tables[each["name"]] = other.tables[each["name"]]


EDITS = [_cell, _rows, _less, _shuffled, _field, _no_field, _renamed, _order, _words, _key, _resources]


def written(content: Content, folder: Path, seed: int) -> Path:
    """A content as a package in a folder, its formats, spellings and the order of rows drawn from a seed."""
    source = random.Random(seed)  # noqa: S311 - data, not secrets
    folder.mkdir()
    given = copy.deepcopy(content.descriptor)
    for place, resource in enumerate(given["resources"]):
        rows = list(content.tables[resource["name"]])
        source.shuffle(rows)
        form = source.choice(FORMATS)
        if form == "parquet" and any(_is_long(value) for row in rows for value in row.values()):
            form = "csv"
        resource["path"] = f"{place}.{'csv' if form == 'crlf' else form}"
        (folder / resource["path"]).write_bytes(_written(rows, resource["schema"]["fields"], form, source))
    (folder / "datapackage.json").write_text(json.dumps(given), encoding="utf-8")
    return folder


def _written(rows: list[Row], fields: list[dict[str, Any]], form: str, source: random.Random) -> bytes:
    names = [field["name"] for field in fields]
    if form == "parquet":
        target = io.BytesIO()
        schema = {field["name"]: PARQUET.get(field["type"], pl.String) for field in fields}
        made = [
            [date.fromisoformat(v) if isinstance(v, str) and schema[n] == pl.Date else v for n, v in row.items()]
            for row in ({name: row[name] for name in names} for row in rows)
        ]
        pl.DataFrame(made, schema=schema, orient="row").write_parquet(target)
        return target.getvalue()
    return _tabled(rows, names, form, source) if form in {"csv", "tsv", "crlf"} else _listed(rows, names, form)


def _is_long(value: Any) -> bool:
    """Whether a number is kept as a text, for which Parquet has no column."""
    return isinstance(value, str) and value.lstrip("-").isdigit() and len(value) > 10


def _listed(rows: list[Row], names: list[str], form: str) -> bytes:
    objects = [{name: row[name] for name in names} for row in rows]
    if form == "json":
        return json.dumps(objects or [names]).encode()
    lines = objects or [names]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def _tabled(rows: list[Row], names: list[str], form: str, source: random.Random) -> bytes:
    target = io.StringIO(newline="")
    quoting = source.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
    end = "\r\n" if form == "crlf" else "\n"
    writer = csv.writer(target, delimiter="\t" if form == "tsv" else ",", quoting=quoting, lineterminator=end)
    writer.writerow(names)
    writer.writerows([_spelled(row[name], source) for name in names] for row in rows)
    return target.getvalue().encode()


def _spelled(value: Any, source: random.Random) -> str:
    """A value in one of its spellings."""
    if isinstance(value, bool):
        return source.choice(["true", "True", "1"] if value else ["false", "FALSE", "0"])
    if isinstance(value, int):
        sign, digits = ("-" if value < 0 else source.choice(["", "+"])), str(abs(value))
        return sign + source.choice(["", "0", "00"]) + digits
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f") + source.choice(["", "0"])
    return "" if value is None else str(value)
