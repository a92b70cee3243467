"""The files of a package: tables as CSV and Parquet, nested records as JSON, and the descriptor of them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.checks.checked import Checked
from broadsheet.packages.descriptor import file_resource, licences_of, table_resource, to_json
from broadsheet.shipped import shipped
from broadsheet.tables import TABLES, Table, tabulated, without_left_out
from broadsheet.tables.formats import digest, to_csv, to_parquet
from broadsheet.tables.receipt import write_bytes, write_pieces

if TYPE_CHECKING:
    import polars as pl

__all__ = ["write_package"]

NESTED = {
    "articles": ("articles", "The articles with all that they hold, nested: an array of records."),
    "entities": ("entity", "The entities with their names and roles, nested: an array of records."),
    "outlets": ("outlet", "The outlets, nested: an array of records."),
    "copies": ("copy", "The copies: an array of records."),
}
"""For each kind of record in JSON, the schema of the file or of its items, and a description."""

TEXTUAL = ("texts", "texts-parquet", "articles-json")
"""The resources in which texts stand, which have licences of their own."""

PIECE = 100
"""Records that are written in one go."""


def write_package(stage: Path, head: Mapping[str, Any], records: Checked) -> dict[str, Any]:
    """Write every file of a package into a new folder; the descriptor, which is returned, comes last.

    `head` is all of the descriptor but its resources, which are made of the receipts of writing. What the
    records leave out is in no file.
    Raises UnwritableError when the folder is read-only or the disk full.
    """
    tables, copies = [], []
    for table, frame in tabulated(records):
        tables.append(_write_csv(stage, table, frame))
        copies.append(_write_parquet(stage, table, frame))
    resources = [*tables, *_write_nested(stage, without_left_out(records)), *copies]
    for resource in resources:
        resource.update(licences_of(records) if resource["name"] in TEXTUAL else {})
    descriptor = {**head, "resources": resources}
    write_bytes(stage, "datapackage.json", to_json(descriptor))
    return descriptor


def _write_csv(stage: Path, table: Table, frame: pl.DataFrame) -> dict[str, Any]:
    receipt = write_bytes(stage, f"data/{table.name}.csv", to_csv(frame), frame.height)
    return table_resource(table, receipt, digest(frame, table.schema()))


def _write_nested(stage: Path, records: Checked) -> Iterator[dict[str, Any]]:
    for name, (schema, description) in NESTED.items():
        items = getattr(records, name)
        receipt = write_pieces(stage, f"data/{name}.json", _array(items), len(items))
        file = f"schema/{schema}.schema.json"
        write_bytes(stage, file, (shipped("schema") / f"{schema}.schema.json").read_bytes())
        tables = [table.name for table in TABLES if table.root.name == name]
        more = {"encoding": "utf-8", "broadsheet:jsonSchema": file, "broadsheet:repeats": tables}
        yield file_resource(f"{name}-json", f"{name.capitalize()}, nested", description, receipt, **more)


def _array(items: Sequence[Any]) -> Iterator[bytes]:
    """The pieces of a JSON array with an item on each line."""
    yield b"[\n"
    for begin in range(0, len(items), PIECE):
        yield (b",\n" if begin else b"") + b",\n".join(map(orjson.dumps, items[begin : begin + PIECE]))
    yield b"\n]\n"


def _write_parquet(stage: Path, table: Table, frame: pl.DataFrame) -> dict[str, Any]:
    receipt = write_bytes(stage, f"data/{table.name}.parquet", to_parquet(frame), frame.height)
    title, description = f"{table.title}, Parquet", f"The rows of {table.name} in Parquet, with the same columns."
    return file_resource(f"{table.name}-parquet", title, description, receipt, **{"broadsheet:repeats": [table.name]})
