"""DataCite 4: the metadata with which a DOI is registered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, is_person, license_address
from broadsheet.exports.terms import translated
from broadsheet.tables.receipt import to_json

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export"]

SCHEMA = "http://datacite.org/schema/kernel-4"


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """DataCite 4 in JSON: what a DOI is registered with."""
    return {"datacite.json": to_json(_record(facts_of(package)))}


def _record(facts: Mapping[str, Any]) -> dict[str, Any]:
    shapes = {
        "identifier": _identifiers,
        "title": lambda title: [{"title": title}],
        "description": lambda said: [{"description": said, "descriptionType": "Abstract"}],
        "keywords": lambda words: [{"subject": word} for word in words],
        "licenses": lambda licences: [_rights(each) for each in licences],
        "creators": lambda people: [_agent(each) for each in people],
        "publisher": lambda one: {"name": one["title"]},
        "sources": lambda sources: [_source(each) for each in sources if each.get("title")],
        "languages": lambda tags: tags[0] if len(tags) == 1 else None,
    }
    known = translated(facts, "dataset", "datacite", shapes)
    return {
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Data package of articles"},
        **known,
        "publicationYear": facts["created"][:4],
        "dates": _dates(facts),
        "formats": list(dict.fromkeys(file["mediatype"] for file in facts["files"])),
        "sizes": [f"{len(facts['files'])} files", f"{sum(file['bytes'] for file in facts['files'])} bytes"],
        "schemaVersion": SCHEMA,
    }


def _identifiers(identifier: str) -> list[dict[str, str]]:
    kind = identifier.partition(":")[0].upper()
    return [{"alternateIdentifier": identifier, "alternateIdentifierType": kind}]


def _agent(contributor: Mapping[str, Any]) -> dict[str, Any]:
    shapes = {"organization": lambda name: [{"name": name}]}
    known = {name: contributor.get(name) for name in ("title", "organization")}
    kind = "Personal" if is_person(contributor) else "Organizational"
    return {"nameType": kind, **translated(known, "agent", "datacite", shapes)}


def _rights(licence: Mapping[str, str]) -> dict[str, str]:
    """A licence; its identifier is that of SPDX, where it has one."""
    address, name = license_address(licence), licence.get("name", "")
    known = {"rights": licence.get("title") or name, "rightsUri": address}
    if name and not name.startswith("LicenseRef-"):
        known |= {
            "rightsIdentifier": name.lower(),
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }
    return {key: value for key, value in known.items() if value}


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {"relatedItemType": "Text", "relationType": "IsDerivedFrom"}
    known["titles"] = [{"title": source["title"]}]
    if path := source.get("path"):
        known["relatedItemIdentifier"] = {"relatedItemIdentifier": path, "relatedItemIdentifierType": "URL"}
    return known


def _dates(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    found = [{"date": facts["created"], "dateType": "Issued"}]
    if facts["temporal"]:
        about = "From the oldest article to the newest."
        found.append({"date": facts["temporal"], "dateType": "Other", "dateInformation": about})
    return found
