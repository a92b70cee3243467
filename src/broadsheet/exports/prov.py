"""W3C PROV in JSON: which text each record was made from, who read it and who edited it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, is_person
from broadsheet.tables.receipt import to_json

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export"]

SOFTWARE = "agent:broadsheet"


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """W3C PROV-JSON: which text each record comes from, what read it, who edited it."""
    return {"prov.json": to_json(_document(package))}


def _document(package: Package) -> dict[str, Any]:
    facts = facts_of(package)
    articles, outlets = package.rows("articles"), package.rows("outlets")
    people = {f"agent:{n}": each for n, each in enumerate(facts["contributors"], 1)}
    editors = [name for name, each in people.items() if each in facts["creators"]]
    used = {article["publisher"] for article in articles}
    return {
        "prefix": _prefixes(facts["identifier"]),
        "entity": {**_package(facts), **_texts(articles), **_records(articles)},
        "activity": _activities(articles),
        "agent": {
            SOFTWARE: {"prov:label": "broadsheet", **_typed("prov:SoftwareAgent")},
            **{name: _agent(each) for name, each in people.items()},
            **{f"outlet:{each['id']}": {"prov:label": each["name"], **_typed("prov:Organization")}
               for each in outlets if each["id"] in used},
        },
        **_relations(articles, editors),
    }  # fmt: skip


def _prefixes(identifier: str) -> dict[str, str]:
    parts = {part: f"{identifier}#{part}-" for part in ("article", "agent", "outlet", "reading", "editing", "part")}
    return {**parts, "text": "hash://sha256/", "dct": "http://purl.org/dc/terms/"}


def _typed(name: str) -> dict[str, Any]:
    return {"prov:type": {"$": name, "type": "prov:QUALIFIED_NAME"}}


def _package(facts: Mapping[str, Any]) -> dict[str, Any]:
    about = {"prov:label": facts["title"], "dct:identifier": facts["identifier"], "dct:hasVersion": facts["version"]}
    return {"part:package": {**about, **_typed("prov:Collection")}}


def _texts(articles: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The source texts, each under its SHA-256; two articles may have the same."""
    return {f"text:{each['source_sha256']}": {"prov:label": each["source_name"]} for each in articles}


def _records(articles: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The records of the articles, each with its status: drafted, or confirmed by an editor."""
    return {
        f"article:{each['id']}": {
            "prov:label": each["headline"] or each["id"],
            "dct:type": each["creative_work_status"],
        }
        for each in articles
    }


def _agent(contributor: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "prov:label": contributor["title"],
        **_typed("prov:Person" if is_person(contributor) else "prov:Organization"),
    }


def _reviewed(article: Mapping[str, Any]) -> bool:
    return bool(article["creative_work_status"] == "reviewed")


def _activities(articles: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    found = {}
    for each in articles:
        found[f"reading:{each['id']}"] = {"prov:label": "A text is read: a draft of its record is made."}
        if _reviewed(each):
            found[f"editing:{each['id']}"] = {"prov:label": "The draft is edited and confirmed."}
    return found


def _relations(articles: Iterable[Mapping[str, Any]], editors: list[str]) -> dict[str, dict[str, Any]]:
    """What relates texts, records, readings and people; each relation is numbered among those of its kind."""
    found: dict[str, list[dict[str, str]]] = {
        kind: []
        for kind in ("used", "wasGeneratedBy", "wasAssociatedWith", "wasAttributedTo", "wasDerivedFrom", "hadMember")
    }
    for each in articles:
        record, text, reading = f"article:{each['id']}", f"text:{each['source_sha256']}", f"reading:{each['id']}"
        found["used"].append({"prov:activity": reading, "prov:entity": text})
        found["wasAssociatedWith"].append({"prov:activity": reading, "prov:agent": SOFTWARE})
        found["wasDerivedFrom"].append({"prov:generatedEntity": record, "prov:usedEntity": text})
        found["hadMember"].append({"prov:collection": "part:package", "prov:entity": record})
        last = f"editing:{each['id']}" if _reviewed(each) else reading
        found["wasGeneratedBy"].append({"prov:entity": record, "prov:activity": last})
        if each["publisher"]:
            found["wasAttributedTo"].append({"prov:entity": text, "prov:agent": f"outlet:{each['publisher']}"})
        if _reviewed(each):
            found["used"].append({"prov:activity": last, "prov:entity": text})
            found["wasAssociatedWith"] += [{"prov:activity": last, "prov:agent": editor} for editor in editors]
            found["wasAttributedTo"] += [{"prov:entity": record, "prov:agent": editor} for editor in editors]
    numbered = {kind: {f"_:{kind}{n}": each for n, each in enumerate(listed, 1)} for kind, listed in found.items()}
    return {kind: each for kind, each in numbered.items() if each}
