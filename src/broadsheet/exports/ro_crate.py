"""RO-Crate 1.2: the package as a research object, described by one file in its folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, is_person, license_address
from broadsheet.exports.linked_data import one_or_all
from broadsheet.exports.terms import Shapes, translated
from broadsheet.tables.receipt import to_json

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export"]

METADATA = "ro-crate-metadata.json"
KEPT = frozenset("/._~-#")
"""What stands in an identifier as it is, beside letters and digits."""

VERSION = "https://w3id.org/ro/crate/1.2"


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """RO-Crate 1.2: every file of the package with its hash, who made it and under which licence."""
    graph = list(_graph(facts_of(package)))
    return {METADATA: to_json({"@context": f"{VERSION}/context", "@graph": graph})}


def _graph(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every node, flat: the file itself, the data set, its files, and all that they name."""
    nodes = _Nodes()
    root = _root(facts, nodes)
    yield {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": VERSION}, "about": {"@id": "./"}}
    yield root
    yield from nodes.found.values()


class _Nodes:
    """The nodes that others refer to, each under its id."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {}

    def add(self, node: dict[str, Any]) -> dict[str, str]:
        """Keep a node unless it is there, and give the reference to it."""
        self.found.setdefault(node["@id"], node)
        return {"@id": node["@id"]}

    def identifier(self, identifier: str) -> dict[str, str]:
        """The identifier with the scheme that it belongs to."""
        return self.add({"@id": identifier, "@type": "PropertyValue", "name": "Identifier",
                         "propertyID": identifier.partition(":")[0], "value": identifier})  # fmt: skip

    def agent(self, contributor: Mapping[str, Any]) -> dict[str, str]:
        """A person or an organisation, and the organisation that a person belongs to."""
        shapes: Shapes = {"organization": self.organization}
        known = translated(contributor, "agent", "ro-crate", shapes)
        kind = "Person" if is_person(contributor) else "Organization"
        return self.add({"@id": contributor.get("path") or _fragment(contributor["title"]), "@type": kind, **known})

    def organization(self, name: str) -> dict[str, str]:
        """An organisation of which no more than the name is known."""
        return self.add({"@id": _fragment(name), "@type": "Organization", "name": name})

    def licence(self, licence: Mapping[str, str]) -> dict[str, str]:
        """A licence by its address, or by its name where no address is known."""
        name = licence.get("title") or licence.get("name") or licence["path"]
        place = license_address(licence) or _fragment(f"licence-{licence.get('name')}-{name}")
        return self.add({"@id": place, "@type": "CreativeWork", "name": name, "description": f"The licence {name}."})

    def source(self, source: Mapping[str, Any]) -> dict[str, str]:
        """What the data were made from."""
        name = source.get("title") or source["path"]
        return self.add({"@id": source.get("path") or _fragment(f"source-{name}"), "@type": "CreativeWork",
                         "name": name})  # fmt: skip

    def file(self, file: Mapping[str, Any]) -> dict[str, str]:
        """A file of the package."""
        shapes: Shapes = {"bytes": str, "licenses": lambda found: one_or_all([self.licence(each) for each in found])}
        known = translated(file, "file", "ro-crate", shapes)
        return self.add({"@id": _native(file["path"]), "@type": "File", **known})


def _root(facts: Mapping[str, Any], nodes: _Nodes) -> dict[str, Any]:
    shapes = {
        "licenses": lambda licences: one_or_all([nodes.licence(each) for each in licences]),
        "identifier": nodes.identifier,
        "creators": lambda people: one_or_all([nodes.agent(each) for each in people]),
        "languages": one_or_all,
        "publisher": nodes.agent,
        "sources": lambda sources: one_or_all([nodes.source(each) for each in sources]),
        "keywords": one_or_all,
        "files": lambda files: one_or_all([nodes.file(each) for each in files]),
    }
    return {"@id": "./", "@type": "Dataset", **translated(facts, "dataset", "ro-crate", shapes)}


def _fragment(name: str) -> str:
    """A name as the identifier of something inside the crate: its letters, and a hash that tells it from others."""
    letters = "-".join(re.findall(r"[^\W_]+", name))[:60].strip("-")
    return f"#{letters}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _native(path: str) -> str:
    """A path as an IRI, in which letters of all languages stay what they are (RO-Crate 1.2, section on @id)."""
    return "".join(c if c.isalnum() or c in KEPT else quote(c) for c in path)
