"""schema.org/Dataset: what search engines read in a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, within
from broadsheet.exports.forms import script_file
from broadsheet.exports.linked_data import agent, licence_address_or_name, one_or_all
from broadsheet.exports.terms import translated

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["dataset", "described", "export"]

SHORTEST, LONGEST = 50, 5000
"""Characters of a description that Google's dataset search takes (developers.google.com, Dataset)."""


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """schema.org/Dataset in JSON-LD, ready to stand in the script element of a page."""
    return {"schema-org.jsonld": script_file(dataset(package, options))}


def dataset(package: Package, options: Options) -> dict[str, Any]:
    """The data set as schema.org has it; the descriptions are as long as search engines take them."""
    facts = facts_of(package)
    shapes = {
        "description": lambda _: described(facts),
        "licenses": lambda licences: one_or_all([licence_address_or_name(each) for each in licences]),
        "creators": lambda people: [agent(each, "schema-org") for each in people],
        "publisher": lambda one: agent(one, "schema-org"),
        "sources": lambda sources: [_source(each) for each in sources],
        "files": lambda files: [_download(each, options) for each in files],
        "variables": lambda tables: list(_variables(tables)),
    }
    known = translated(facts | _fallback(options, facts), "dataset", "schema-org", shapes)
    return {"@context": "https://schema.org/", "@type": "Dataset", "@id": facts["identifier"], **known}


def described(facts: Mapping[str, Any]) -> str:
    """The description, brought to the length that search engines take."""
    said = str(facts["description"])
    if len(said) < SHORTEST:
        tables = f"{len(facts['variables'])} tables of what articles say"
        said = f"{said} {facts['title']}, version {facts['version']}: {tables}."
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _fallback(options: Options, facts: Mapping[str, Any]) -> dict[str, str]:
    """Where the data set is presented: its home page, or else the folder in which the files lie."""
    return {"homepage": facts["homepage"] or options.base or "./"}


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    known = {"name": source.get("title"), "url": source.get("path")}
    return {"@type": "CreativeWork", **{name: value for name, value in known.items() if value}}


def _download(file: Mapping[str, Any], options: Options) -> dict[str, Any]:
    shapes = {
        "path": lambda path: within(options.base, path),
        "bytes": lambda length: f"{length} B",
        "licenses": lambda licences: one_or_all([licence_address_or_name(each) for each in licences]),
    }
    return {"@type": "DataDownload", **translated(file, "file", "schema-org", shapes)}


def _variables(tables: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for table in tables:
        for field in table["schema"]["fields"]:
            named = {"name": f"{table['name']}.{field['name']}"}
            yield {"@type": "PropertyValue", **translated({**field, **named}, "column", "schema-org")}
