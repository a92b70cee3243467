"""Croissant 1.1 with RAI 1.0: the data set for machine learning, each table as a record set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, is_several, within
from broadsheet.exports.linked_data import agent, licence_address_or_name, one_or_all
from broadsheet.exports.responsible import responsible
from broadsheet.exports.terms import translated
from broadsheet.tables.receipt import to_json

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export"]

CROISSANT = "http://mlcommons.org/croissant/"

_OWN = (
    "annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field",
    "fileProperty", "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
    "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator",
    "source", "subField", "transform",
)  # fmt: skip

CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": CROISSANT,
    "rai": f"{CROISSANT}RAI/",
    "dct": "http://purl.org/dc/terms/",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "prov": "http://www.w3.org/ns/prov#",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _OWN},
}
"""The context of Croissant 1.1, with the vocabularies of provenance and of policies."""

TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float"}


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """Croissant 1.1 with RAI: every table as a record set, every value with the span that shows it."""
    return {"croissant.json": to_json(_dataset(package, options))}


def _dataset(package: Package, options: Options) -> dict[str, Any]:
    facts = facts_of(package)
    several = [each["name"] for each in facts["variables"] if is_several(each)]
    sets = _RecordSets(several)
    shapes = {
        "licenses": _licences,
        "creators": lambda people: [agent(each, "croissant") for each in people],
        "publisher": lambda one: agent(one, "croissant"),
        "sources": lambda sources: [_source(each) for each in sources],
        "usage": _policy,
        "files": lambda files: [*(_file(each, options) for each in files), *map(_file_set, several)],
        "variables": lambda tables: [sets.record_set(each) for each in tables],
    }
    known = facts | {"homepage": facts["homepage"] or options.base or "./"}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": [f"{CROISSANT}1.1", f"{CROISSANT}RAI/1.0"],
        **translated(known, "dataset", "croissant", shapes),
        "isLiveDataset": False,
        **responsible(package),
    }


def _licences(licences: list[Mapping[str, str]]) -> Any:
    return one_or_all([licence_address_or_name(each) for each in licences])


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    known = {"@id": source.get("path"), "prov:label": source.get("title")}
    return {"@type": "prov:Entity", **{name: value for name, value in known.items() if value}}


def _policy(usage: str) -> dict[str, Any]:
    """What may not be done with the withheld texts, as a policy of ODRL."""
    target = {"@type": "odrl:AssetCollection", "name": "Source texts that are withheld"}
    refused = {"@type": "odrl:Prohibition", "odrl:action": {"@id": "odrl:distribute"}, "odrl:target": target}
    return {"@type": ["CreativeWork", "odrl:Offer"], "name": "Withheld texts", "description": usage,
            "odrl:prohibition": refused}  # fmt: skip


def _file(file: Mapping[str, Any], options: Options) -> dict[str, Any]:
    shapes = {
        "path": lambda path: within(options.base, path),
        "bytes": lambda length: f"{length} B",
        "licenses": _licences,
    }
    known = translated(file, "file", "croissant", shapes)
    mediatype = {"application/vnd.apache.parquet": "application/x-parquet"}.get(known["encodingFormat"])
    known |= {"encodingFormat": mediatype} if mediatype else {}
    return {"@type": "cr:FileObject", "@id": f"{file['name']}-file", "name": file["path"].rpartition("/")[2],
            **known}  # fmt: skip


def _file_set(table: str) -> dict[str, Any]:
    """The files in Parquet of a table that has several: those in CSV do not name their columns."""
    about = f"The rows of {table} in Parquet, in several files."
    return {"@type": "cr:FileSet", "@id": f"{table}-files", "name": f"{table} in Parquet", "description": about,
            "encodingFormat": "application/x-parquet", "includes": f"data/{table}-*.parquet"}  # fmt: skip


class _RecordSets:
    """The record sets of tables, of which several have more than one file."""

    def __init__(self, several: Collection[str]) -> None:
        self._several = several

    def record_set(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """The record set of a table."""
        name, schema = table["name"], table["schema"]
        columns = [field["name"] for field in schema["fields"]]
        links = dict(self._references(table))
        about = {"@type": "cr:RecordSet", "@id": name, "name": name, "description": table["description"]}
        about["key"] = one_or_all([{"@id": f"{name}/{column}"} for column in schema["primaryKey"]])
        about["field"] = [self._field(name, each, columns, links) for each in schema["fields"]]
        if span := self._annotation(name, "", columns):
            about["annotation"] = span
        return about

    def _references(self, table: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """For each column that refers to a table, the column of the file that it names.

        The standard would name the field, by which mlcroissant 1.1 reads no second record set of the same data set.
        """
        for key in table["schema"].get("foreignKeys", ()):
            if len(key["fields"]) == 1:
                reference = key["reference"]
                yield key["fields"][0], self._column(reference.get("resource") or table["name"], reference["fields"][0])

    def _field(
        self, table: str, field: Mapping[str, Any], columns: list[str], links: Mapping[str, Any]
    ) -> dict[str, Any]:
        name = field["name"]
        known = translated(field, "column", "croissant", {"type": TYPES.__getitem__})
        found = {"@type": "cr:Field", "@id": f"{table}/{name}", **known, "source": self._column(table, name)}
        if name in links:
            found["references"] = links[name]
        if span := self._annotation(table, name, columns):
            found["annotation"] = span
        return found

    def _column(self, table: str, column: str) -> dict[str, Any]:
        source = (
            {"fileSet": {"@id": f"{table}-files"}}
            if table in self._several
            else {"fileObject": {"@id": f"{table}-file"}}
        )
        return {**source, "extract": {"column": column}}

    def _annotation(self, table: str, column: str, columns: list[str]) -> dict[str, Any] | None:
        """Where each value comes from: the characters of the source text that show it, or None where no span is told.

        The whole row has the columns `start` and `end`; a single column has its own name before them.
        """
        start, end = (f"{column}_{edge}" if column else edge for edge in ("start", "end"))
        if start not in columns or end not in columns:
            return None
        here = f"{table}/{column}" if column else table
        article = "article" if "article" in columns else "id"
        parts = {"article": (article, "sc:Text"), "start": (start, "sc:Integer"), "end": (end, "sc:Integer")}
        return {
            "@type": "cr:Field",
            "@id": f"{here}/span",
            "description": "The characters of the source text that show it: its article, and offsets in code points.",
            "equivalentProperty": "prov:wasDerivedFrom",
            "dataType": "prov:Entity",
            "subField": [
                {
                    "@type": "cr:Field",
                    "@id": f"{here}/span/{part}",
                    "dataType": type,
                    "source": self._column(table, name),
                }
                for part, (name, type) in parts.items()
            ],
        }
