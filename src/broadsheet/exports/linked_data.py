"""What the formats of JSON-LD have in common: agents and licences as nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.exports.facts import License, is_person, license_address
from broadsheet.exports.terms import translated

__all__ = ["agent", "licence_address_or_name", "one_or_all"]


def agent(contributor: Mapping[str, Any], vocabulary: str) -> dict[str, Any]:
    """A contributor as schema.org has them: a person, or an organisation."""
    shapes = {"organization": lambda name: {"@type": "Organization", "name": name}}
    kind = "Person" if is_person(contributor) else "Organization"
    return {"@type": kind, **translated(contributor, "agent", vocabulary, shapes)}


def licence_address_or_name(licence: License) -> str:
    """A licence by its address; one of which none is known, by its name."""
    return license_address(licence) or licence.get("name") or licence["title"]


def one_or_all(values: list[Any]) -> Any:
    """The only value of a list, or the list."""
    return values[0] if len(values) == 1 else values
