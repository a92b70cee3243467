"""How FAIR a package is: the metrics of F-UJI that files alone can meet, each with its evidence or with what to do.

The metrics are those of FAIRsFAIR as F-UJI 0.8 assesses them (doi.org/10.5281/zenodo.4081213). What is looked at is
what the package says of itself in formats that others read: the exports that its descriptor lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from broadsheet.packages import Package, open_package
from broadsheet.packages.export import EXPORTS

__all__ = ["BEYOND", "METRICS", "Assessment", "Finding", "Metric", "fair"]

IDENTIFIER = re.compile(
    r"(?:https?|urn|doi|ark|hash|info):\S+|10\.[0-9]{4,}/\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
"""A globally unique identifier: an address, a URN, a DOI, an ARK, a hash or a UUID."""

CORE = ("creator", "name", "identifier", "datePublished", "publisher", "@type", "description", "keywords")
"""The core of a description: who, what, under which identifier, when, by whom, of which kind, about what."""

VOCABULARIES = {
    "schema.org": b"https://schema.org/",
    "DCAT": b"http://www.w3.org/ns/dcat#",
    "Dublin Core": b"http://purl.org/dc/terms/",
    "PROV-O": b"http://www.w3.org/ns/prov#",
    "ODRL": b"http://www.w3.org/ns/odrl/2/",
    "SPDX": b"http://spdx.org/rdf/terms#",
}
"""Registered vocabularies by their namespaces."""

STANDARDS = {"datacite": "DataCite", "dcat-ap": "DCAT-AP", "ro-crate": "RO-Crate", "croissant": "Croissant"}
"""Standards of metadata that communities endorse, by the exports that follow them."""

OPEN_FORMATS = {"text/csv", "application/json", "application/vnd.apache.parquet"}
"""Open formats that suit the long term, or science."""

EXPORT_IT = "build it with exports: the settings name none, or not this one"


@dataclass(frozen=True)
class _Seen:
    """What a package says of itself: its descriptor, and its exports as bytes and as values."""

    descriptor: Mapping[str, Any]
    files: Mapping[str, bytes]
    values: Mapping[str, Any]

    @property
    def described(self) -> Mapping[str, Any]:
        """The description as schema.org has it; empty where there is none."""
        found: Mapping[str, Any] = self.values.get("schema-org") or self.values.get("croissant") or {}
        return found


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: its identifier, what it asks for, how it is looked at, and what to do where it is not met.

    `look` gives the evidence, or nothing.
    """

    id: str
    name: str
    look: Callable[[_Seen], str | None]
    advice: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of a metric: the evidence where it is met, and what to do where it is not."""

    id: str
    name: str
    met: bool
    evidence: str | None
    advice: str | None


@dataclass(frozen=True)
class Assessment:
    """The findings on a package."""

    name: str
    version: str
    findings: tuple[Finding, ...]

    @property
    def met(self) -> int:
        """How many metrics are met."""
        return sum(finding.met for finding in self.findings)

    @property
    def complete(self) -> bool:
        """Whether all are met that files alone can meet."""
        return self.met == len(self.findings)

    def to_dict(self) -> dict[str, Any]:
        """The assessment as JSON carries it."""
        beyond = [{"id": id, "name": name, "advice": advice} for id, (name, advice) in BEYOND.items()]
        about = {"name": self.name, "version": self.version, "met": self.met, "of": len(self.findings)}
        return {**about, "metrics": [asdict(finding) for finding in self.findings], "beyond": beyond}


def fair(package: str | Path | Package) -> Assessment:
    """What a package meets of the metrics that files alone can meet.

    Raises UnreadableError when there is no package of ours, or an export is not the one that the descriptor lists.

    >>> built = broadsheet.build(project, out=tmp / "package").package
    >>> fair(built).complete
    True
    """
    opened = package if isinstance(package, Package) else open_package(package)
    listed = {each["name"]: opened.read(each) for each in opened.descriptor.get(EXPORTS, ())}
    seen = _Seen(opened.descriptor, listed, dict(_values(listed)))
    return Assessment(opened.name, opened.version, tuple(_finding(metric, seen) for metric in METRICS))


def _values(files: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    for name, data in files.items():
        try:
            value = orjson.loads(data)
        except orjson.JSONDecodeError:
            continue
        if isinstance(value, dict):
            yield name, value


def _finding(metric: Metric, seen: _Seen) -> Finding:
    evidence = metric.look(seen)
    return Finding(metric.id, metric.name, evidence is not None, evidence, None if evidence else metric.advice)


# How each is looked at


def _identifier(seen: _Seen) -> str | None:
    found = seen.described.get("identifier") or seen.descriptor.get("id")
    return found if isinstance(found, str) and IDENTIFIER.fullmatch(found) else None


def _core(seen: _Seen) -> str | None:
    return ", ".join(CORE) if all(seen.described.get(term) for term in CORE) else None


def _files(seen: _Seen) -> list[Mapping[str, Any]]:
    found = seen.described.get("distribution", [])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _addresses(seen: _Seen) -> str | None:
    files = _files(seen)
    whole = bool(files) and all(each.get("contentUrl") and each.get("sha256") for each in files)
    return f"{len(files)} files by their addresses and SHA-256" if whole else None


def _searchable(seen: _Seen) -> str | None:
    return "schema.org/Dataset, ready to stand in a page" if "schema-org" in seen.values else None


def _access(seen: _Seen) -> str | None:
    if "isAccessibleForFree" not in seen.described:
        return None
    usage = seen.described.get("usageInfo")
    said = usage.get("description") if isinstance(usage, dict) else usage
    return f"accessible for free; {said}" if said else "accessible for free"


def _formal(seen: _Seen) -> str | None:
    found = [name for name, value in seen.values.items() if "@context" in value]
    return f"JSON-LD: {', '.join(found)}" if found else None


def _vocabularies(seen: _Seen) -> str | None:
    whole = b"".join(seen.files.values())
    return ", ".join(name for name, space in VOCABULARIES.items() if space in whole) or None


def _related(seen: _Seen) -> str | None:
    found = seen.described.get("isBasedOn") or seen.described.get("prov:wasDerivedFrom")
    return f"is based on {len(found)} sources" if isinstance(found, list) and found else None


def _content(seen: _Seen) -> str | None:
    files, variables = _files(seen), seen.described.get("variableMeasured") or seen.described.get("recordSet")
    whole = bool(files) and all(each.get("contentSize") and each.get("encodingFormat") for each in files)
    if not whole or not variables or "@type" not in seen.described:
        return None
    return f"a data set of {len(files)} files with size and format, {len(variables)} variables or tables"


def _licence(seen: _Seen) -> str | None:
    found = seen.described.get("license")
    addresses = [str(each) for each in (found if isinstance(found, list) else [found]) if "://" in str(each)]
    return ", ".join(addresses) or None


def _provenance(seen: _Seen) -> str | None:
    whole = b"".join(seen.files.values())
    if b"prov:wasDerivedFrom" not in whole or not seen.described.get("datePublished"):
        return None
    return f"PROV-O, publisher and day ({seen.described['datePublished']})"


def _standard(seen: _Seen) -> str | None:
    return ", ".join(said for name, said in STANDARDS.items() if name in seen.values) or None


def _format(seen: _Seen) -> str | None:
    found = {str(each.get("mediatype")) for each in seen.descriptor.get("resources", ())}
    return ", ".join(sorted(found)) if found and found <= OPEN_FORMATS else None


METRICS: tuple[Metric, ...] = (
    Metric("FsF-F1-01MD", "a globally unique identifier", _identifier, EXPORT_IT),
    Metric("FsF-F2-01M", "the core of a description", _core,
           f"build it with the export schema-org, and say in the settings what is missing of {', '.join(CORE)}"),
    Metric("FsF-F3-01M", "the identifiers of the data themselves", _addresses, EXPORT_IT),
    Metric("FsF-F4-01M", "what search engines can index", _searchable, "add schema-org to exports in the settings"),
    Metric("FsF-A1-01M", "the level and the conditions of access", _access, EXPORT_IT),
    Metric("FsF-I1-01M", "a formal language of knowledge", _formal, EXPORT_IT),
    Metric("FsF-I2-01M", "registered vocabularies", _vocabularies, EXPORT_IT),
    Metric("FsF-I3-01M", "qualified references to what it is related to", _related,
           "list what it was made from under sources in the settings, and build it with exports"),
    Metric("FsF-R1-01M", "what the content of the data is", _content, EXPORT_IT),
    Metric("FsF-R1.1-01M", "a licence", _licence,
           "name a licence of the SPDX list in the settings, or give the address of your own (path)"),
    Metric("FsF-R1.2-01M", "where the data come from", _provenance,
           "add croissant or dcat-ap to exports in the settings, and list sources there"),
    Metric("FsF-R1.3-01M", "a standard that communities endorse", _standard,
           "add datacite, dcat-ap, ro-crate or croissant to exports in the settings"),
    Metric("FsF-R1.3-02D", "data in formats that communities recommend", _format,
           "keep every resource in CSV, JSON or Parquet"),
)  # fmt: skip
"""The metrics that files alone can meet."""

BEYOND: Mapping[str, tuple[str, str]] = {
    "FsF-F1-02MD": ("a persistent identifier", "register a DOI: the export datacite or zenodo has what it takes"),
    "FsF-A1-02MD": ("metadata and data found by their identifier", "publish the package where the identifier leads"),
    "FsF-A1.1-01MD": ("a standard protocol", "publish it at an address of https"),
    "FsF-A2-01M": ("metadata that outlive the data", "publish it in a repository that promises so"),
}
"""The metrics that nobody can meet by files: what they ask for, and what to do."""
