"""One table from its first byte to its last row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from broadsheet.checks.tables.batch import Batch, Place, Reading, Scene
from broadsheet.checks.tables.cells import Cells, Column
from broadsheet.checks.tables.field import Field, Schema
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.keys import Hashes, Key, kind_of
from broadsheet.checks.tables.labels import match
from broadsheet.issues import shorten

__all__ = ["Checked", "Table", "check_table", "revisit"]

Row = tuple[int, Place, tuple[str | int | float | None, ...], list[str | None]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be opened as often as needed."""

    name: str
    path: str | None
    open: Callable[[Scene], Reading]
    schema: Schema | None
    pointer: str = ""


@dataclass(slots=True)
class Checked:
    """What a check leaves behind for the keys: the columns, and the hashes of each key."""

    table: Table
    columns: list[Column]
    rows: int = 0
    hashes: dict[Key, Hashes] = field(default_factory=dict)

    def close(self) -> None:
        """Remove what the keys have written to disk."""
        for hashes in self.hashes.values():
            hashes.close()


def check_table(table: Table, findings: Findings, wanted: Iterable[Key] = (), memory: int | None = None) -> Checked:
    """Check the labels, the cells and the keys of a table; keys that others want are hashed as well."""
    schema = table.schema
    scene = Scene(findings, table.name, _names(schema))
    reading = table.open(scene)
    columns = _columns(table, reading, scene)
    cells = Cells(columns, scene)
    keys = dict.fromkeys([*wanted, *_own_keys(schema)])
    share = memory // len(keys) if memory is not None and keys else None
    checked = Checked(table, cells.columns)
    checked.hashes = {key: Hashes(key, cells.columns, share) for key in keys}
    for batch in reading.batches:
        checked.rows += batch.frame.height
        _check_batch(batch, cells, checked)
    if schema is not None:
        _check_unique(checked, schema, findings)
    return checked


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
    scene, name = cells.scene, _only(names)
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
    for code, name, message, hint in faults:
        scene.findings.add(code, message, hint=hint, path=table.path, resource=table.name, row=row, field=name)
    return columns


def _names(schema: Schema | None) -> tuple[str, ...]:
    return tuple(field.name for field in schema.fields) if schema else ()


def _own_keys(schema: Schema | None) -> list[Key]:
    return [key for _, key in _unique_rules(schema)] if schema else []


def _unique_rules(schema: Schema) -> list[tuple[str, Key]]:
    """The rules of a schema that ask for unique values, with their keys."""
    primary = [("B651", schema.primary_key)] if schema.primary_key else []
    unique = [("B653", names) for names in schema.unique_keys]
    single = [("B650", (each.name,)) for each in schema.fields if each.unique]
    return [(code, key_of(schema, names)) for code, names in (*primary, *unique, *single)]


def key_of(schema: Schema, names: tuple[str, ...]) -> Key:
    """The key over fields of a schema, compared as their own types."""
    found = [schema.field(name) for name in names]
    return Key(names, tuple(kind_of(each) if each else "text" for each in found))


def _check_unique(checked: Checked, schema: Schema, findings: Findings) -> None:
    for code, key in _unique_rules(schema):
        hashes = checked.hashes[key]
        if hashes.complete and len(ordinals := hashes.repeated()):
            _report_repeats(checked, code, key, set(ordinals.to_list()), findings)


WORDS = {"B650": "The value", "B651": "The primary key", "B653": "The unique key"}


def _report_repeats(checked: Checked, code: str, key: Key, ordinals: set[int], findings: Findings) -> None:
    """Read the rows of repeated hashes once more, and compare the values themselves."""
    first: dict[tuple[str | int | float | None, ...], int] = {}
    for _, place, value, cells in revisit(checked, key, ordinals):
        if None in value:
            continue
        if value not in first:
            first[value] = place.row
            continue
        shown = ", ".join(shorten(cell) for cell in cells)
        where = {"path": place.path, "resource": checked.table.name, "row": place.row, "line": place.line}
        message = f"{WORDS[code]} {shown} stands already in row {first[value]}."
        findings.add(code, message, hint="keep one of the rows, or correct the key", field=_only(key.names), **where)


def revisit(checked: Checked, key: Key, ordinals: set[int]) -> Iterator[Row]:
    """Rows of a table by their ordinals: where they stand, the canonical key, and its cells."""
    silent = Scene(Findings(0), checked.table.name, _names(checked.table.schema))
    cells = Cells([], silent)
    cells.columns = checked.hashes[key].columns
    done, last = 0, max(ordinals, default=-1)
    for batch in checked.table.open(silent).batches:
        frame = None
        for ordinal in _within(ordinals, done, batch.frame.height):
            frame = cells.clean(batch) if frame is None else frame
            texts = [frame[column.name][ordinal - done] for column in cells.columns]
            judged = zip(cells.columns, texts, strict=True)
            value = tuple(None if text is None else column.judge(batch).canonical(text) for column, text in judged)
            yield ordinal, batch.place(ordinal - done), value, texts
        done += batch.frame.height
        if done > last:
            return


def _within(ordinals: set[int], start: int, height: int) -> list[int]:
    if height < len(ordinals):
        return [place for place in range(start, start + height) if place in ordinals]
    return sorted(ordinal for ordinal in ordinals if start <= ordinal < start + height)


def _only(names: tuple[str, ...]) -> str | None:
    return names[0] if len(names) == 1 else None
