"""W3C PROV in JSON: which text each record was made from, who read it and who edited it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Files, Options
from broadsheet.exports.facts import facts_of, is_person
from broadsheet.exports.forms import json_pieces

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export"]

SOFTWARE = "agent:broadsheet"

TOLD = ("id", "headline", "creative_work_status", "source_sha256", "source_name", "publisher")
"""The columns of articles that are told."""

Article = Mapping[str, Any]
Relation = dict[str, str]
Entry = tuple[str, dict[str, Any]]
"""A name in the document, and what is said of it."""


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """W3C PROV-JSON: which text each record comes from, what read it, who edited it."""
    return Files(lambda: [("prov.json", json_pieces(_document(package)))])


def _document(package: Package) -> dict[str, Any]:
    """The document; what is said of each article is made while it is written."""
    facts = facts_of(package)
    people = {f"agent:{n}": each for n, each in enumerate(facts["contributors"], 1)}
    editors = [name for name, each in people.items() if each in facts["creators"]]
    used = set[str]()
    for frame in package.frames("articles"):
        used.update(frame["publisher"].drop_nulls())
    return {
        "prefix": _prefixes(facts["identifier"]),
        "entity": chain(_package(facts).items(), _texts(package), _records(package)),
        "activity": _activities(package),
        "agent": {
            SOFTWARE: {"prov:label": "broadsheet", **_typed("prov:SoftwareAgent")},
            **{name: _agent(each) for name, each in people.items()},
            **{f"outlet:{each['id']}": {"prov:label": each["name"], **_typed("prov:Organization")}
               for each in package.rows("outlets") if each["id"] in used},
        },
        **{kind: found for kind in RELATIONS if (found := _numbered(kind, package, editors))},
    }  # fmt: skip


def _articles(package: Package) -> Iterator[dict[str, Any]]:
    """What is told of each article."""
    for frame in package.frames("articles"):
        yield from frame.select(TOLD).iter_rows(named=True)


def _prefixes(identifier: str) -> dict[str, str]:
    parts = {part: f"{identifier}#{part}-" for part in ("article", "agent", "outlet", "reading", "editing", "part")}
    return {**parts, "text": "hash://sha256/", "dct": "http://purl.org/dc/terms/"}


def _typed(name: str) -> dict[str, Any]:
    return {"prov:type": {"$": name, "type": "prov:QUALIFIED_NAME"}}


def _package(facts: Mapping[str, Any]) -> dict[str, Any]:
    about = {"prov:label": facts["title"], "dct:identifier": facts["identifier"], "dct:hasVersion": facts["version"]}
    return {"part:package": {**about, **_typed("prov:Collection")}}


def _texts(package: Package) -> Iterator[Entry]:
    """The source texts, each under its SHA-256; two articles may have the same, whose last name counts."""
    import polars as pl  # noqa: PLC0415 - heavy

    frames = [frame.select("source_sha256", "source_name") for frame in package.frames("articles")]
    texts = pl.concat(frames).group_by("source_sha256", maintain_order=True).last()
    for sha256, name in texts.iter_rows():
        yield f"text:{sha256}", {"prov:label": name}


def _records(package: Package) -> Iterator[Entry]:
    """The records of the articles, each with its status: drafted, or confirmed by an editor."""
    for each in _articles(package):
        about = {"prov:label": each["headline"] or each["id"], "dct:type": each["creative_work_status"]}
        yield f"article:{each['id']}", about


def _agent(contributor: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "prov:label": contributor["title"],
        **_typed("prov:Person" if is_person(contributor) else "prov:Organization"),
    }


def _reviewed(article: Mapping[str, Any]) -> bool:
    return bool(article["creative_work_status"] == "reviewed")


def _activities(package: Package) -> Iterator[Entry]:
    for each in _articles(package):
        yield f"reading:{each['id']}", {"prov:label": "A text is read: a draft of its record is made."}
        if _reviewed(each):
            yield f"editing:{each['id']}", {"prov:label": "The draft is edited and confirmed."}


def _numbered(kind: str, package: Package, editors: list[str]) -> Iterator[Entry] | None:
    """The relations of a kind, numbered; None where there is none."""
    found = (each for article in _articles(package) for each in RELATIONS[kind](article, editors))
    first = next(found, None)
    return None if first is None else ((f"_:{kind}{n}", each) for n, each in enumerate(chain([first], found), 1))


def _uses(each: Article, _: list[str]) -> Iterator[Relation]:
    text = f"text:{each['source_sha256']}"
    yield {"prov:activity": f"reading:{each['id']}", "prov:entity": text}
    if _reviewed(each):
        yield {"prov:activity": f"editing:{each['id']}", "prov:entity": text}


def _makes(each: Article, _: list[str]) -> Iterator[Relation]:
    last = f"editing:{each['id']}" if _reviewed(each) else f"reading:{each['id']}"
    yield {"prov:entity": f"article:{each['id']}", "prov:activity": last}


def _does(each: Article, editors: list[str]) -> Iterator[Relation]:
    yield {"prov:activity": f"reading:{each['id']}", "prov:agent": SOFTWARE}
    for editor in editors if _reviewed(each) else ():
        yield {"prov:activity": f"editing:{each['id']}", "prov:agent": editor}


def _owes(each: Article, editors: list[str]) -> Iterator[Relation]:
    if each["publisher"]:
        yield {"prov:entity": f"text:{each['source_sha256']}", "prov:agent": f"outlet:{each['publisher']}"}
    for editor in editors if _reviewed(each) else ():
        yield {"prov:entity": f"article:{each['id']}", "prov:agent": editor}


def _derives(each: Article, _: list[str]) -> Iterator[Relation]:
    yield {"prov:generatedEntity": f"article:{each['id']}", "prov:usedEntity": f"text:{each['source_sha256']}"}


def _belongs(each: Article, _: list[str]) -> Iterator[Relation]:
    yield {"prov:collection": "part:package", "prov:entity": f"article:{each['id']}"}


RELATIONS: Mapping[str, Callable[[Article, list[str]], Iterator[Relation]]] = {
    "used": _uses,
    "wasGeneratedBy": _makes,
    "wasAssociatedWith": _does,
    "wasAttributedTo": _owes,
    "wasDerivedFrom": _derives,
    "hadMember": _belongs,
}
"""What relates texts, records, readings and people: the relations of each kind that an article has."""
