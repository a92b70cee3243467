"""CSV on the Web: the tables in CSV with the schemas of their columns and keys (W3C, tabular metadata)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, files_of, is_several, license_address, within
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
        "files": lambda _: list(_tables(facts["variables"], options)),
    }
    known = translated(facts, "dataset", "csvw", shapes)
    return {"@context": "http://www.w3.org/ns/csvw", "dialect": DIALECT, **known}


def _licence(licence: Mapping[str, str]) -> Any:
    address = license_address(licence)
    return {"@id": address} if address else licence.get("title") or licence.get("name")


def _agent(contributor: Mapping[str, Any]) -> dict[str, Any]:
    return translated(contributor, "agent", "csvw", {"path": lambda address: {"@id": address}})


def _tables(tables: Sequence[Mapping[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Every file of every table; one that is not alone has no header.

    A foreign key of CSVW refers to one file: none is told to what stands in several.
    """
    several = {table["name"] for table in tables if is_several(table)}
    for table in tables:
        schema = table["schema"]
        found: dict[str, Any] = {"columns": [_column(each) for each in schema["fields"]]}
        found["primaryKey"] = schema["primaryKey"]
        if keys := list(_foreign_keys(table, several, options)):
            found["foreignKeys"] = keys
        dialect = {"dialect": {**DIALECT, "header": False}} if table["name"] in several else {}
        for file in files_of(table):
            known = translated(file, "file", "csvw", {"path": lambda path: within(options.base, path)})
            yield {**known, **dialect, "tableSchema": found}


def _column(field: Mapping[str, Any]) -> dict[str, Any]:
    known = translated(field, "column", "csvw", {"type": TYPES.__getitem__})
    return {**known, "required": True} if _required(field) else known


def _required(field: Mapping[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required", False))


def _foreign_keys(table: Mapping[str, Any], several: set[str], options: Options) -> Iterator[dict[str, Any]]:
    """The keys whose columns are never empty: each row has to have what a foreign key of CSVW refers to."""
    fields = {each["name"]: each for each in table["schema"]["fields"]}
    for key in table["schema"].get("foreignKeys", ()):
        other = key["reference"].get("resource") or table["name"]
        if other in several or not all(_required(fields[name]) for name in key["fields"]):
            continue
        named = {"resource": within(options.base, f"data/{other}.csv")}
        yield {"columnReference": key["fields"], "reference": named | {"columnReference": key["reference"]["fields"]}}
