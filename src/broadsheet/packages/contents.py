"""The files of a package: tables as CSV and Parquet, nested records as JSON, and the descriptor of them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from broadsheet.checks.checked import Checked
from broadsheet.engines import Kept
from broadsheet.engines.disk import Disk
from broadsheet.packages.descriptor import Head, file_resource, licences_of, table_resource, to_json
from broadsheet.packages.means import MEANS, Means
from broadsheet.packages.parquet import write_parquet
from broadsheet.packages.records import making, write_records
from broadsheet.packages.standing import Standing
from broadsheet.shipped import shipped
from broadsheet.tables import TABLES, Table, tables_of
from broadsheet.tables.layout import Layout
from broadsheet.tables.receipt import Receipt, write_bytes
from broadsheet.tables.sums import Sums

__all__ = ["write_package"]

NESTED = {
    "articles": ("articles", "The articles with all that they hold, nested: an array of records."),
    "entities": ("entity", "The entities with their names and roles, nested: an array of records."),
    "outlets": ("outlet", "The outlets, nested: an array of records."),
    "copies": ("copy", "The copies: an array of records."),
}
"""For each kind of record in JSON, the schema of the file or of its items, and a description."""

LINES = ("article", "The articles with all that they hold, nested: a record on each line.")
"""The same for articles that stand in several files."""

TEXTUAL = ("texts", "texts-parquet", "articles-json")
"""The resources in which texts stand, which have licences of their own."""


def write_package(
    stage: Path,
    head: Head | Mapping[str, Any],
    records: Checked,
    means: Means = MEANS,
    standing: Standing | None = None,
) -> dict[str, Any]:
    """Write every file of a package into a new folder; the descriptor, which is returned, comes last.

    `head` is all of the descriptor but its resources, which are made of the receipts of writing. What the
    records leave out is in no file. Files that are `standing` are taken over.
    Articles are gone through in blocks, of which few are in memory at a time. Files are on the disk at the end, or when
    the `disk` of `means` has settled. Raises UnwritableError when the folder is read-only or the disk full.
    """
    sums = _known(means.kept, stage, standing, means.layouts) if means.kept else None
    with _with_disk(means) as equipped, making(records, equipped) as made:
        written = {kind: write_records(stage, kind, records, equipped, made, sums) for kind in NESTED}
        tables = {name: found for each in written.values() for name, found in each.tables.items()}
        csv = [(table, tables[table.name][0]) for table in tables_of(records.left_out)]
        parquet = write_parquet(stage, csv, equipped, made.engine, sums)
    gathered = written["articles"].gathered
    if means.kept and sums:
        means.kept.save(means.kept.name("sums"), [orjson.dumps(sums.asked)])
    resources = [
        *(table_resource(table, *tables[table.name]) for table in tables_of(records.left_out)),
        *(_nested_resource(stage, kind, each.nested) for kind, each in written.items()),
        *(_parquet_resource(table, parquet[table.name]) for table in tables_of(records.left_out)),
    ]
    for resource in resources:
        resource.update(licences_of(gathered) if resource["name"] in TEXTUAL else {})
    about = head.of(gathered, records.outlets) if isinstance(head, Head) else head
    descriptor = {**about, "resources": resources}
    write_bytes(stage, "datapackage.json", to_json(descriptor))
    return descriptor


@contextmanager
def _with_disk(means: Means) -> Iterator[Means]:
    """Means with a disk: theirs, or one that has settled when the block ends."""
    if means.disk:
        yield means
        return
    with Disk() as disk:
        yield replace(means, disk=disk)


def _known(kept: Kept, stage: Path, standing: Standing | None, layouts: dict[str, Layout]) -> Sums:
    """The sums that the last build left, and the files."""

    def take(target: Path, sha256: str) -> bool:
        path = target.relative_to(stage).as_posix()
        return standing is not None and standing.holds(path, sha256) and standing.take(path, target)

    return Sums(orjson.loads(kept.load(kept.name("sums")) or b"{}"), take, layouts)


def _nested_resource(stage: Path, name: str, receipt: Receipt) -> dict[str, Any]:
    """The resource of nested records, beside which their schema is written."""
    schema, description = LINES if receipt.parts else NESTED[name]
    file = f"schema/{schema}.schema.json"
    write_bytes(stage, file, (shipped("schema") / f"{schema}.schema.json").read_bytes())
    tables = [table.name for table in TABLES if table.root.name == name]
    more = {"encoding": "utf-8", "broadsheet:jsonSchema": file, "broadsheet:repeats": tables}
    return file_resource(f"{name}-json", f"{name.capitalize()}, nested", description, receipt, **more)


def _parquet_resource(table: Table, receipt: Receipt) -> dict[str, Any]:
    """The resource of a table in Parquet."""
    title, description = f"{table.title}, Parquet", f"The rows of {table.name} in Parquet, with the same columns."
    return file_resource(f"{table.name}-parquet", title, description, receipt, **{"broadsheet:repeats": [table.name]})
