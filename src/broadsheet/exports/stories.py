"""What may be said of each article in the formats of news: its record, with names in the place of ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["stories"]


def stories(package: Package) -> Iterator[dict[str, Any]]:
    """Each article under our terms (see `terms.csv`), with the outlets and entities that it names.

    >>> [story["publisher"]["name"] for story in stories(broadsheet.load())][0]
    'Việt Nam News'
    """
    outlets = {each["id"]: each for each in package.others["outlets"]}
    entities = {each["id"]: each for each in package.others["entities"]}
    for article in package.article_records():
        yield {**article, **_rights(article), **_outlets(article, outlets), **_named(article, entities),
               "uri": f"hash://sha256/{article['source']['sha256']}"}  # fmt: skip


def _rights(article: Mapping[str, Any]) -> dict[str, Any]:
    rights = article["rights"]
    withheld = rights["redistribution"] == "withheld"
    said = rights["usage_info"] or ("The text may not be republished." if withheld else None)
    known = {name: rights[name] for name in ("license", "copyright_holder")}
    return {**known, "usage": said}


def _outlets(article: Mapping[str, Any], outlets: Mapping[str, Any]) -> dict[str, Any]:
    """The outlets that published, carried and wrote it."""
    return {
        "publisher": outlets.get(article["publisher"]),
        "provider": outlets.get(article["provider"]),
        "source_organization": [outlets[each] for each in article["source_organization"] if each in outlets],
    }


def _named(article: Mapping[str, Any], entities: Mapping[str, Any]) -> dict[str, Any]:
    """The entities that it names, once each, in the order of the text; the place it was written at; its topics."""
    named = dict.fromkeys(mention["entity"] for mention in article["mentions"])
    topics = dict.fromkeys(topic for statement in article["statements"] for topic in statement["topics"])
    place = entities.get(article["location_created"])
    return {
        "mentions": [entities[each] for each in named if each in entities],
        "topics": list(topics),
        "location_created": place["name"] if place else None,
    }
