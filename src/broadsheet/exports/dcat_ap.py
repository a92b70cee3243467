"""DCAT-AP 3: the data set as the portals of public administrations exchange it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, is_person, license_address, within
from broadsheet.exports.languages import three_letters
from broadsheet.exports.linked_data import one_or_all
from broadsheet.exports.terms import Shapes, translated
from broadsheet.tables.receipt import to_json

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export"]

AUTHORITY = "http://publications.europa.eu/resource/authority"
"""The controlled vocabularies of the EU Publications Office, which DCAT-AP prescribes."""

MEDIA_TYPES = "https://www.iana.org/assignments/media-types"

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """DCAT-AP 3 in JSON-LD: for data portals, every file as a distribution with its checksum."""
    return {"dcat-ap.jsonld": to_json(_dataset(package, options))}


def _dataset(package: Package, options: Options) -> dict[str, Any]:
    facts = facts_of(package)
    shapes: Shapes = {
        "created": _date,
        "homepage": lambda address: {"@id": address, "@type": "foaf:Document"},
        "creators": lambda people: [_agent(each) for each in people],
        "publisher": _agent,
        "contact": _contact,
        "sources": lambda sources: [_source(each) for each in sources],
        "languages": lambda tags: [_language(code) for tag in tags if (code := three_letters(tag))],
        "temporal": _period,
        "usage": lambda said: {"@type": "dct:RightsStatement", "rdfs:label": said},
        "free": lambda _: {"@id": f"{AUTHORITY}/access-right/PUBLIC", "@type": "dct:RightsStatement"},
        "standard": lambda address: {"@id": address, "@type": "dct:Standard"},
        "files": lambda files: [_distribution(each, facts, options) for each in files],
    }
    known = translated(facts, "dataset", "dcat-ap", shapes)
    return {"@context": CONTEXT, "@id": facts["identifier"], "@type": "dcat:Dataset", **known}


def _date(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


def _agent(contributor: Mapping[str, Any]) -> dict[str, Any]:
    """An agent; an address of one that is known is its identifier only, not a page of another kind."""
    shapes = {
        "path": lambda address: {"@id": address, "@type": "foaf:Document"},
        "email": lambda address: {"@id": f"mailto:{address}"},
        "organization": lambda name: {"@type": ["foaf:Agent", "foaf:Organization"], "foaf:name": name},
    }
    kind = "foaf:Person" if is_person(contributor) else "foaf:Organization"
    return {"@type": ["foaf:Agent", kind], **translated(contributor, "agent", "dcat-ap", shapes)}


def _contact(contributor: Mapping[str, Any]) -> dict[str, Any]:
    address = {"@id": f"mailto:{contributor['email']}"}
    return {"@type": "vcard:Kind", "vcard:fn": contributor["title"], "vcard:hasEmail": address}


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    known = {"@id": source.get("path"), "rdfs:label": source.get("title")}
    return {"@type": "prov:Entity", **{name: value for name, value in known.items() if value}}


def _language(code: str) -> dict[str, str]:
    return {"@id": f"{AUTHORITY}/language/{code.upper()}", "@type": "dct:LinguisticSystem"}


def _period(interval: str) -> dict[str, Any]:
    start, _, end = interval.partition("/")
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _date(start), "dcat:endDate": _date(end)}


def _distribution(file: Mapping[str, Any], facts: Mapping[str, Any], options: Options) -> dict[str, Any]:
    """A file with its licence; where it has none of its own, that of the data set."""
    address = within(options.base, file["path"])
    shapes = {
        "path": lambda _: {"@id": address},
        "mediatype": lambda name: {"@id": f"{MEDIA_TYPES}/{name}", "@type": "dct:MediaType"},
        "bytes": lambda length: {"@value": str(length), "@type": "xsd:nonNegativeInteger"},
        "sha256": _checksum,
        "licenses": lambda licences: one_or_all([_licence(each) for each in licences[:1]]),
    }
    known = translated({**file, "licenses": file["licenses"] or facts["licenses"]}, "file", "dcat-ap", shapes)
    access = {"@id": facts["homepage"] or address}
    return {"@id": f"{address}#distribution", "@type": "dcat:Distribution", "dcat:accessURL": access, **known}


def _checksum(digest: str) -> dict[str, Any]:
    algorithm = {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"}
    value = {"@value": digest, "@type": "xsd:hexBinary"}
    return {"@type": "spdx:Checksum", "spdx:algorithm": algorithm, "spdx:checksumValue": value}


def _licence(licence: Mapping[str, str]) -> dict[str, Any]:
    known = {"@id": license_address(licence), "rdfs:label": licence.get("title") or licence.get("name")}
    return {"@type": "dct:LicenseDocument", **{name: value for name, value in known.items() if value}}
