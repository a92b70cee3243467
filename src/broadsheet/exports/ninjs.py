"""ninjs 3: each article of the package as newsrooms exchange them (IPTC, News in JSON)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Files, Options
from broadsheet.exports.labels import topic_label
from broadsheet.exports.stories import stories
from broadsheet.exports.terms import Shapes, translated
from broadsheet.tables.receipt import to_json

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["export"]

STANDARD = {"name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"}

KINDS = {"people": "person", "organisations": "organisation", "places": "place", "events": "event"}
"""The lists of ninjs, and our kinds of entities in them."""

TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})")
"""A date that ninjs can say: it takes seconds only, and a day says nothing of them."""


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """IPTC ninjs 3: a file for each article, as newsrooms exchange them; the body only where it may be passed on."""
    return Files(lambda: ((f"ninjs/{story['id']}.json", (to_json(_item(story)),)) for story in stories(package)))


def _item(story: Mapping[str, Any]) -> dict[str, Any]:
    shapes: Shapes = {
        "id": lambda name: [{"role": "broadsheet", "value": name}],
        "author": ", ".join,
        "date_published": lambda date: date if TIME.fullmatch(date) else None,
        "abstract": lambda said: [{"role": "summary", "value": said}],
        "license": lambda licence: {"linkedRights": licence} if "://" in licence else {"encodedRights": licence},
        "text": lambda text: [{"role": "main", "contentType": "text/plain", "charCount": len(text), "value": text}],
        "topics": lambda topics: [{"name": topic_label(each), "literal": each} for each in topics],
        **dict.fromkeys(KINDS, lambda entities: [{"name": each["name"], "literal": each["id"]} for each in entities]),
    }
    kinds = {name: [each for each in story["mentions"] if each["kind"] == kind] for name, kind in KINDS.items()}
    known = {**story, **kinds, "outlets": list(_outlets(story)), "kind": "text"}
    found = translated(known, "article", "ninjs", shapes)
    if "headlines" in found:
        found["headlines"] = [{"role": "main", "value": found["headlines"]}]
    how = "full" if story["text"] else "partial"
    return {"uri": story["uri"], "representationType": how, "standard": STANDARD, **found}


def _outlets(story: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The outlets with their parts in the story, as the roles of IPTC name them."""
    parts = [("publisher", story["publisher"]), ("aggregator", story["provider"])]
    parts += [("originator", each) for each in story["source_organization"]]
    for part, outlet in parts:
        if outlet:
            known = {"name": outlet["name"], "uri": outlet["url"], "literal": outlet["id"]}
            role = f"http://cv.iptc.org/newscodes/infosourcerole/{part}"
            yield {**{name: value for name, value in known.items() if value}, "role": role}
