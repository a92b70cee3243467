"""One table from its first byte to its last row."""

from __future__ import annotations

from collections.abc import Callable, Collection

import polars as pl

from broadsheet.checks.budget import Budget
from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.cells import Cells
from broadsheet.checks.tables.field import Field
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.keys import Hashes, Key
from broadsheet.checks.tables.labels import match
from broadsheet.checks.tables.reading import Reading
from broadsheet.checks.tables.repeats import check_unique, unique_rules
from broadsheet.checks.tables.table import Checked, Table, names_of, only
from broadsheet.engines.watching import Step, watched

__all__ = ["check_table"]


def check_table(
    table: Table,
    findings: Findings,
    budget: Budget,
    wanted: Collection[Key] = (),
    share: Callable[[int], float | None] | None = None,
) -> Checked:
    """Check the labels, the cells and the keys of a table; keys that others want are hashed as well.

    `share` says how far the check of a package is, for who watches it.
    """
    schema = table.schema
    scene = Scene(findings, table.name, names_of(schema), budget.block)
    reading = table.open(scene)
    columns = _columns(table, reading, scene)
    cells = Cells(columns, scene)
    keys = dict.fromkeys([*wanted, *(key for _, key in (unique_rules(schema) if schema else ()))])
    checked = Checked(table, cells.columns, budget.block)
    checked.hashes = {key: Hashes(key, cells.columns, budget) for key in keys}
    step = Step[Batch](
        "row", "checked", share=share, count=_height, name=lambda batch: batch.path or table.name, issues=findings.all
    )
    for batch in watched(reading.batches, step):
        checked.rows += batch.frame.height
        _check_batch(batch, cells, checked)
    if schema is not None:
        check_unique(checked, schema, findings, budget)
    checked.keep(wanted)
    return checked


def _height(batch: Batch) -> int:
    return batch.frame.height


def _check_batch(batch: Batch, cells: Cells, checked: Checked) -> None:
    if not cells.columns:
        return
    frame = cells.clean(batch)
    cells.check(batch, frame)
    for hashes in checked.hashes.values():
        hashes.add(batch, frame)
    schema = checked.table.schema
    if schema is not None and schema.primary_key:
        _check_present(batch, frame, cells, schema.primary_key)


def _check_present(batch: Batch, frame: pl.DataFrame, cells: Cells, names: tuple[str, ...]) -> None:
    """No member of a primary key is missing."""
    members = [column for column in cells.columns if column.field.name in names]
    if not any(frame[column.name].null_count() for column in members):
        return
    where = frame.select(pl.any_horizontal(pl.col(column.name).is_null() for column in members)).to_series().arg_true()
    scene, name = cells.scene, only(names)
    room = scene.findings.room("B652", scene.resource, name)
    for index in where.head(min(room, len(where))):
        place = batch.place(int(index))
        spot = {"path": place.path, "resource": scene.resource, "row": place.row, "line": place.line, "field": name}
        scene.findings.add(
            "B652", f"The primary key ({', '.join(names)}) is missing or incomplete.", hint="fill the key in", **spot
        )
    scene.findings.count("B652", max(0, len(where) - room), resource=scene.resource, field=name)


def _columns(table: Table, reading: Reading, scene: Scene) -> list[tuple[int, Field]]:
    """The columns that belong to fields; what is wrong with the labels is reported."""
    if table.schema is None:
        return []
    if reading.keyed is False and not reading.width and reading.labels is None:
        return []
    columns, faults = match(reading.labels, reading.width, table.schema, keyed=reading.keyed)
    row = 1 if reading.labels is not None else None
    for code, name, message, hint, label in faults:
        where = {"path": table.path, "resource": table.name, "row": row, "field": name, "value": label}
        scene.findings.add(code, message, hint=hint, **where)
    return columns
