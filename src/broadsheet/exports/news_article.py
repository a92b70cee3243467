"""schema.org/NewsArticle: each article of the package, for whoever shows or finds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Files, Options
from broadsheet.exports.facts import license_address
from broadsheet.exports.forms import script_file
from broadsheet.exports.labels import topic_label
from broadsheet.exports.stories import stories
from broadsheet.exports.terms import translated

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export", "news_article"]

KINDS = {"person": "Person", "organisation": "Organization", "place": "Place", "event": "Event"}
"""Kinds of entities as schema.org has them; documents are creative works."""

TOPICS = {"@type": "DefinedTermSet", "@id": "urn:broadsheet:vocabulary:topics:1.0", "name": "Topics of broadsheet"}
"""The closed list that the topics of statements are from."""

DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
"""A date as schema.org takes it; of other dates in EDTF nothing is said."""


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """schema.org/NewsArticle in JSON-LD: a file for each article, ready to stand in a page."""
    return Files(
        lambda: (
            (f"news-article/{story['id']}.jsonld", (script_file(news_article(story)),)) for story in stories(package)
        )
    )


def news_article(story: Mapping[str, Any]) -> dict[str, Any]:
    """An article as schema.org has it."""
    shapes = {
        "publisher": _outlet,
        "provider": _outlet,
        "source_organization": lambda outlets: [_outlet(each) for each in outlets],
        "author": lambda names: [{"@type": "Person", "name": name} for name in names],
        "location_created": lambda name: {"@type": "Place", "name": name},
        "date_published": lambda date: date if DAY.fullmatch(date) else None,
        "license": lambda licence: licence if "://" in licence else license_address({"name": licence}) or licence,
        "copyright_holder": lambda name: {"@type": "Organization", "name": name},
        "topics": lambda topics: [_topic(each) for each in topics],
        "mentions": lambda entities: [_entity(each) for each in entities],
    }
    known = translated(story, "article", "news-article", shapes)
    return {"@context": "https://schema.org/", "@type": "NewsArticle", "@id": story["uri"], **known}


def _outlet(outlet: Mapping[str, Any]) -> dict[str, Any]:
    known = {"name": outlet["name"], "alternateName": outlet["native_name"], "url": outlet["url"]}
    return {"@type": "NewsMediaOrganization", **{name: value for name, value in known.items() if value}}


def _topic(topic: str) -> dict[str, Any]:
    return {"@type": "DefinedTerm", "name": topic_label(topic), "termCode": topic, "inDefinedTermSet": TOPICS}


def _entity(entity: Mapping[str, Any]) -> dict[str, Any]:
    known = {"name": entity["name"], "alternateName": entity["native_name"]}
    kind = KINDS.get(entity["kind"], "CreativeWork")
    return {"@type": kind, **{name: value for name, value in known.items() if value}}
