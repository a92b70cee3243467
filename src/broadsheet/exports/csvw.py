"""CSV on the Web: the tables in CSV with the schemas of their columns and keys (W3C, tabular metadata)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, file_facts, license_address, within
from broadsheet.exports.terms import Shapes, translated
from broadsheet.tables.receipt import to_json

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export"]

DIALECT = {"header": True, "encoding": "utf-8", "lineTerminators": ["\n"], "doubleQuote": True, "trim": False}
TYPES = {"string": "string", "integer": "integer", "number": "number"}


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """CSV on the Web: every table in CSV with its columns, types and keys."""
    return {"csv-metadata.json": to_json(_group(package, options))}


def _group(package: Package, options: Options) -> dict[str, Any]:
    facts = facts_of(package)
    shapes: Shapes = {
        "licenses": lambda licences: [_licence(each) for each in licences],
        "creators": lambda people: [_agent(each) for each in people],
        "publisher": _agent,
        "homepage": lambda address: {"@id": address},
        "sources": lambda sources: [each.get("title") or each["path"] for each in sources],
        "files": lambda _: [_table(each, options) for each in facts["variables"]],
    }
    known = translated(facts, "dataset", "csvw", shapes)
    return {"@context": "http://www.w3.org/ns/csvw", "dialect": DIALECT, **known}


def _licence(licence: Mapping[str, str]) -> Any:
    address = license_address(licence)
    return {"@id": address} if address else licence.get("title") or licence.get("name")


def _agent(contributor: Mapping[str, Any]) -> dict[str, Any]:
    return translated(contributor, "agent", "csvw", {"path": lambda address: {"@id": address}})


def _table(table: Mapping[str, Any], options: Options) -> dict[str, Any]:
    schema = table["schema"]
    known = translated(file_facts(table), "file", "csvw", {"path": lambda path: within(options.base, path)})
    found: dict[str, Any] = {"columns": [_column(each) for each in schema["fields"]]}
    found["primaryKey"] = schema["primaryKey"]
    if keys := list(_foreign_keys(table, options)):
        found["foreignKeys"] = keys
    return {**known, "tableSchema": found}


def _column(field: Mapping[str, Any]) -> dict[str, Any]:
    known = translated(field, "column", "csvw", {"type": TYPES.__getitem__})
    return {**known, "required": True} if _required(field) else known


def _required(field: Mapping[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required", False))


def _foreign_keys(table: Mapping[str, Any], options: Options) -> Iterator[dict[str, Any]]:
    """The keys whose columns are never empty: each row has to have what a foreign key of CSVW refers to."""
    fields = {each["name"]: each for each in table["schema"]["fields"]}
    for key in table["schema"].get("foreignKeys", ()):
        if not all(_required(fields[name]) for name in key["fields"]):
            continue
        other = key["reference"].get("resource") or table["name"]
        named = {"resource": within(options.base, f"data/{other}.csv")}
        yield {"columnReference": key["fields"], "reference": named | {"columnReference": key["reference"]["fields"]}}
