"""From a resource to a Table: its schema, its dialect, the reader for its format."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from broadsheet.checks.packages.descriptor import UnreadObject, read_object
from broadsheet.checks.packages.dialects import read_dialect
from broadsheet.checks.packages.files import Files
from broadsheet.checks.packages.paths import fault_of, is_remote
from broadsheet.checks.packages.resources import Resource, is_encoding
from broadsheet.checks.tables.caps import BEYOND, BeyondCap, Caps
from broadsheet.checks.tables.csv_reader import read_csv
from broadsheet.checks.tables.csv_text import Part
from broadsheet.checks.tables.dialect import Dialect
from broadsheet.checks.tables.field import Schema
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.json_reader import read_items, read_json_files, read_json_lines
from broadsheet.checks.tables.parquet_reader import read_parquet
from broadsheet.checks.tables.reading import Opener
from broadsheet.checks.tables.schema_rules import read_schema
from broadsheet.checks.tables.sheet_reader import read_sheets
from broadsheet.checks.tables.table import Table
from broadsheet.checks.tables.values.structures import NotJsonError

__all__ = ["read_table"]

LINKED = {"schema": "B601", "dialect": "B508"}


def read_table(resource: Resource, files: Files, findings: Findings) -> Table | None:
    """The Table of a resource; None when its schema, dialect or format leaves nothing to read."""
    schema = _schema(resource, files, findings)
    dialect = _dialect(resource, files, findings)
    if dialect is None or (schema is None and "schema" in resource.given):
        return None
    opener = _opener(resource, files, dialect)
    if opener is None and any(files.trouble(path) for path in resource.paths):
        return None
    if opener is None:
        shown = resource.given.get("format") or (resource.paths[0] if resource.paths else "data")
        where = {"path": resource.owner.path, "resource": resource.name, "pointer": resource.pointer}
        findings.add(
            "B513",
            f"There is no reader for the table {str(shown)[:80]}.",
            hint="use csv, tsv, json, jsonl, parquet, xlsx or ods",
            **where,
        )
        return None
    schema = _with_null_sequence(schema, dialect)
    return Table(
        resource.name, resource.paths[0] if resource.paths else resource.owner.path, opener, schema, resource.pointer
    )


def _linked(resource: Resource, name: str, files: Files, findings: Findings) -> tuple[Any, str, str]:
    """A property that is an object or the path of one: the value, the file it stands in, its pointer there."""
    given = resource.given[name]
    pointer = f"{resource.pointer}/{name}"
    if not isinstance(given, str):
        return given, resource.owner.path, pointer
    where = {
        "resource": resource.name,
        "path": resource.owner.path,
        "pointer": pointer,
        "hint": "correct the path, or write the object here",
    }
    if fault := fault_of(given):
        findings.add("B506", f"The path {fault}.", **where)
    elif is_remote(given) and (trouble := files.trouble(given)):
        findings.add("B519", f"{name} {trouble[1]}.", **where)
    else:
        try:
            return read_object(files, given), given, ""
        except (BeyondCap, UnreadObject) as error:
            findings.add(error.code, f"The file of {name} {error}.", **(where | {"hint": error.hint}))
        except NotJsonError as error:
            more = {"path": given, "pointer": None, "line": error.line, "hint": "mend the syntax there"}
            findings.add(LINKED[name], f"The file of {name} {error}{error.at}.", **(where | more))
        except ValueError as error:
            findings.add(LINKED[name], f"The file of {name} {error}.", **where)
    return None, resource.owner.path, pointer


def _schema(resource: Resource, files: Files, findings: Findings) -> Schema | None:
    if "schema" not in resource.given:
        return None
    given, file, at = _linked(resource, "schema", files, findings)
    if given is None and isinstance(resource.given["schema"], str):
        return None
    schema, flaws = read_schema(given, resource.owner.version, files.caps)
    for code, pointer, message in flaws:
        hint = "correct the schema" if code != BEYOND else None
        findings.add(code, message, hint=hint, path=file, resource=resource.name, pointer=at + pointer)
    return schema


def _dialect(resource: Resource, files: Files, findings: Findings) -> Dialect | None:
    delimiter = "\t" if resource.format == "tsv" else ","
    if "dialect" not in resource.given:
        return Dialect(delimiter=delimiter)
    given, file, at = _linked(resource, "dialect", files, findings)
    if given is None and isinstance(resource.given["dialect"], str):
        return None
    dialect, flaws = read_dialect(given, delimiter)
    for pointer, message in flaws:
        findings.add(
            "B508", f"{message}.", hint="correct the dialect", path=file, resource=resource.name, pointer=at + pointer
        )
    return dialect


def _with_null_sequence(schema: Schema | None, dialect: Dialect) -> Schema | None:
    if schema is None or dialect.null_sequence is None:
        return schema
    extra = {dialect.null_sequence}
    return replace(schema, fields=tuple(replace(field, missing=field.missing | extra) for field in schema.fields))


def _opener(resource: Resource, files: Files, dialect: Dialect) -> Opener | None:
    given = resource.given
    if "data" in given:
        return _inline(resource, dialect, files.caps)
    declared = given.get("encoding")
    encoding = declared if isinstance(declared, str) and is_encoding(declared) else None
    packing = given.get("compression"), given.get("innerpath")
    parts = [
        Part(each, partial(files.contents, each, *packing), encoding, partial(files.place, each, packing[0]))
        for each in resource.paths
    ]
    return _reader(resource.format, parts, dialect, files.caps) if parts else None


def _inline(resource: Resource, dialect: Dialect, caps: Caps) -> Opener | None:
    data = resource.given["data"]
    if isinstance(data, str):
        part = Part(None, lambda: iter([data.encode("utf-8", "replace")]))
        return _reader(resource.format, [part], dialect, caps)
    return lambda scene: read_items(data, dialect, scene, resource.owner.path)


def _reader(name: str | None, parts: list[Part], dialect: Dialect, caps: Caps) -> Opener | None:
    readers: dict[str, Opener] = {
        "csv": lambda scene: read_csv(parts, dialect, scene, caps=caps),
        "tsv": lambda scene: read_csv(parts, dialect, scene, caps=caps),
        "json": lambda scene: read_json_files(parts, dialect, scene, caps),
        "jsonl": lambda scene: read_json_lines(parts, dialect, scene, caps),
        **dict.fromkeys(("xlsx", "ods", "xls"), lambda scene: read_sheets(parts, dialect, scene, caps)),
        "parquet": lambda scene: read_parquet(parts, scene, caps),
    }
    return readers.get(name or "")
