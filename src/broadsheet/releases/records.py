"""Whether a new JSON Schema of the records still takes the records that an old one took.

The rules are those of versions of data, in two numbers: what old records may break is a new
major version, what only lets more records in a new minor one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.releases.change import Difference
from broadsheet.releases.constraints import of_constraints
from broadsheet.versions import Bump, highest

__all__ = ["of_records", "version_needed"]

Json = Mapping[str, Any]

BUMPS: Mapping[str, Bump] = {
    "field-added": "minor",
    "field-removed": "major",
    "field-retyped": "major",
    "constraint-tightened": "major",
    "constraint-changed": "major",
    "constraint-loosened": "minor",
    "metadata-changed": "none",
}
WORDS = {"title", "description", "examples", "$comment", "enumDescriptions", "default", "$id", "$schema", "deprecated"}
STRUCTURE = {"type", "properties", "required", "items", "anyOf", "$ref", "$defs", "additionalProperties", "const"}
LENGTHS = {"minItems": "minLength", "maxItems": "maxLength", "minProperties": "minLength", "maxProperties": "maxLength"}


def of_records(name: str, old: Json, new: Json) -> Iterator[Difference]:
    """What differs between two JSON Schemas of one kind of record; `field` is the JSON Pointer in the record.

    >>> [found] = of_records("figure", {"properties": {"a": {}}}, {"properties": {"a": {}, "b": {}}})
    >>> found.kind, found.field
    ('field-added', '/b')
    """
    return _Schemas(name, old, new).compare(old, new, "", ())


def version_needed(version: str, differences: list[Difference]) -> str:
    """The lowest version of the records' schema after some changes to a version of two numbers.

    >>> version_needed("1.4", [Difference("field-added")]), version_needed("1.4", [Difference("field-removed")])
    ('1.5', '2.0')
    """
    major, minor = (int(part) for part in version.split("."))
    bump = highest(BUMPS[each.kind] for each in differences)
    return {"major": f"{major + 1}.0", "minor": f"{major}.{minor + 1}"}.get(bump, version)


class _Schemas:
    """Two schemas with the definitions that they refer to."""

    def __init__(self, name: str, old: Json, new: Json) -> None:
        self.name = name
        self.roots = (old, new)

    def compare(self, old: Json, new: Json, at: str, seen: tuple[Any, ...]) -> Iterator[Difference]:
        """What differs at a place, and below it."""
        one, two = self._resolved(old, 0), self._resolved(new, 1)
        mark = (old.get("$ref"), new.get("$ref"))
        if any(mark) and mark in seen:
            return
        seen = (*seen, mark) if any(mark) else seen
        yield from self._types(one, two, at)
        yield from self._members(one, two, at, seen)
        yield from self._branches(one, two, at, seen)
        yield from self._constraints(one, two, at)
        if isinstance(one.get("items"), dict) and isinstance(two.get("items"), dict):
            yield from self.compare(one["items"], two["items"], f"{at}/*", seen)
        elif one.get("items") != two.get("items"):
            yield self._told("constraint-changed", at, "items", one, two)

    def _resolved(self, schema: Json, side: int) -> Json:
        """A schema in place of a reference to it; what stands beside the reference holds as well."""
        if "$ref" not in schema:
            return schema
        target = self.roots[side]["$defs"][schema["$ref"].rpartition("/")[2]]
        return {**self._resolved(target, side), **{key: value for key, value in schema.items() if key != "$ref"}}

    def _told(self, kind: str, at: str, key: str, one: Json, two: Json) -> Difference:
        return Difference(kind, self.name, at, key, one.get(key), two.get(key))

    def _types(self, one: Json, two: Json, at: str) -> Iterator[Difference]:
        before, after = _types_of(one), _types_of(two)
        if before != after:
            kind = "constraint-loosened" if before <= after else "field-retyped"
            yield self._told(kind, at, "type", one, two)

    def _members(self, one: Json, two: Json, at: str, seen: tuple[Any, ...]) -> Iterator[Difference]:
        """Properties that came, went or became required, and those that both have."""
        before, after = one.get("properties", {}), two.get("properties", {})
        for name in dict.fromkeys([*before, *after]):
            place = f"{at}/{name}"
            if name not in after or name not in before:
                kind = "field-removed" if name not in after else "field-added"
                yield Difference(kind, self.name, place, None, before.get(name), after.get(name))
            else:
                yield from self.compare(before[name], after[name], place, seen)
            was, has = name in one.get("required", ()), name in two.get("required", ())
            if was != has and name in after:
                kind = "constraint-loosened" if was else "constraint-tightened"
                yield Difference(kind, self.name, place, "required", was, has)
        if one.get("additionalProperties", True) != two.get("additionalProperties", True):
            kind = "constraint-changed" if two.get("additionalProperties", True) is not True else "constraint-loosened"
            yield self._told(kind, at, "additionalProperties", one, two)

    def _branches(self, one: Json, two: Json, at: str, seen: tuple[Any, ...]) -> Iterator[Difference]:
        """Alternatives, by their types: those that both have are compared, others let more or fewer values in."""
        before, after = (_by_type(each.get("anyOf", ())) for each in (one, two))
        if ("anyOf" in one) != ("anyOf" in two) or None in before or None in after:
            if one.get("anyOf") != two.get("anyOf"):
                yield self._told("constraint-changed", at, "anyOf", one, two)
            return
        for kind in dict.fromkeys([*before, *after]):
            if kind in before and kind in after:
                yield from self.compare(before[kind], after[kind], at, seen)
            else:
                way = "constraint-tightened" if kind in before else "constraint-loosened"
                yield Difference(way, self.name, at, "anyOf", before.get(kind), after.get(kind))

    def _constraints(self, one: Json, two: Json, at: str) -> Iterator[Difference]:
        """Bounds and lists, by whether more or less is allowed; any other rule that differs may break records."""
        before, after = ({LENGTHS.get(k, k): v for k, v in s.items() if k not in STRUCTURE | WORDS} for s in (one, two))
        yield from of_constraints(self.name, at, before, after)
        if one.get("const") != two.get("const") or ("const" in one) != ("const" in two):
            yield self._told("constraint-changed", at, "const", one, two)


def _types_of(schema: Json) -> frozenset[str]:
    """The types that a schema allows; all of them where it names none."""
    given = schema.get("type")
    every = {"object", "array", "string", "integer", "number", "boolean", "null"}
    types = set(given) if isinstance(given, list) else {given} if isinstance(given, str) else every
    return frozenset(types | ({"integer"} if "number" in types else set()))


def _by_type(branches: Any) -> dict[str | None, Json]:
    """Alternatives by what tells them apart: the reference or the type; under None where nothing does."""
    found: dict[str | None, Json] = {}
    for branch in branches:
        key = branch.get("$ref") or str(branch.get("type") or "") or None
        found[None if key in found else key] = branch
    return found
