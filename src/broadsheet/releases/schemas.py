"""What differs between two Table Schemas: their fields, constraints, categories and keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.releases.change import Difference
from broadsheet.releases.constraints import of_categories, of_constraints
from broadsheet.releases.metadata import properties

__all__ = ["fields_of", "of_schema", "pairs_of"]

Json = Mapping[str, Any]

FIELD_KINDS = {
    "type": "field-retyped",
    "missingValues": "missing-values-changed",
    **dict.fromkeys(
        (
            "format", "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "delimiter", "itemType",
        ),
        "field-reformatted",
    ),
}  # fmt: skip
SCHEMA_KINDS = {"missingValues": "missing-values-changed"}
FIELD_ASIDE = {"name", "constraints", "categories", "categoriesOrdered"}
SCHEMA_ASIDE = {"$schema", "fields", "primaryKey", "uniqueKeys", "foreignKeys", "fieldsMatch"}
DEFAULTS = {"type": "any", "format": "default"}
MATCHES = ("exact", "equal", "subset", "superset", "partial")
LOOSER = {
    "exact": {"equal", "subset", "superset", "partial"},
    "equal": {"subset", "superset", "partial"},
    "subset": {"partial"},
    "superset": {"partial"},
    "partial": set(),
}
"""For each way to match fields, those that accept all that it accepts and more."""


def fields_of(schema: Json) -> dict[str, Json]:
    """The fields of a schema by name; of two with one name the first."""
    found: dict[str, Json] = {}
    for field in schema.get("fields") or ():
        if isinstance(field, dict) and isinstance(field.get("name"), str):
            found.setdefault(field["name"], field)
    return found


def pairs_of(old: Json, new: Json, renamed: Mapping[str, str]) -> dict[str, str]:
    """The old name of every field that both schemas have, by its new name, in the new order."""
    before, came = fields_of(old), {after: name for name, after in renamed.items()}
    names = {name: came.get(name, name) for name in fields_of(new)}
    return {
        name: origin for name, origin in names.items() if origin in before and (name in came or origin not in renamed)
    }


def of_schema(resource: str, old: Json, new: Json, renamed: Mapping[str, str]) -> Iterator[Difference]:
    """What differs between two schemas; `renamed` gives fields that go on under another name."""
    before, after = fields_of(old), fields_of(new)
    pairs = pairs_of(old, new, renamed)
    yield from _members(resource, before, after, pairs)
    for name, origin in pairs.items():
        yield from _of_field(resource, name, before[origin], after[name])
    yield from properties(old, new, SCHEMA_ASIDE, SCHEMA_KINDS, resource)
    yield from _of_keys(resource, old, new, renamed)


def _members(resource: str, before: Json, after: Json, pairs: Mapping[str, str]) -> Iterator[Difference]:
    """Fields that came, went, go by another name, or stand at another place."""
    order = [name for name in before if name in pairs.values()]
    for name in before:
        if name not in order:
            yield Difference("field-removed", resource, name, None, before[name], None)
    for name, origin in pairs.items():
        if name != origin:
            yield Difference("field-renamed", resource, name, None, origin, name)
    order = [next(name for name, origin in pairs.items() if origin == each) for each in order]
    for place, name in enumerate(after):
        if name not in pairs:
            order.insert(place, name)
            yield Difference("field-added", resource, name, place, None, after[name])
    if order != list(after):
        yield Difference("fields-reordered", resource, None, None, order, list(after))


def _of_field(resource: str, name: str, old: Json, new: Json) -> Iterator[Difference]:
    """What differs in a field that both schemas have."""
    yield from properties({**DEFAULTS, **old}, {**DEFAULTS, **new}, FIELD_ASIDE, FIELD_KINDS, resource, name)
    yield from of_constraints(resource, name, _object(old.get("constraints")), _object(new.get("constraints")))
    yield from of_categories(resource, name, old, new)


def _of_keys(resource: str, old: Json, new: Json, renamed: Mapping[str, str]) -> Iterator[Difference]:
    """Primary, unique and foreign keys, and how fields match columns."""
    before, after = _names(old.get("primaryKey"), renamed), _names(new.get("primaryKey"))
    if before != after:
        yield Difference("primary-key-changed", resource, None, "primaryKey", before or None, after or None)
    yield from _unique_keys(resource, old, new, renamed)
    yield from _foreign_keys(resource, old, new, renamed)
    one, two = _match(old), _match(new)
    if one != two:
        kind = "loosened" if two in LOOSER[one] else "tightened" if one in LOOSER[two] else "changed"
        yield Difference(
            f"constraint-{kind}", resource, None, "fieldsMatch", old.get("fieldsMatch"), new.get("fieldsMatch")
        )


def _unique_keys(resource: str, old: Json, new: Json, renamed: Mapping[str, str]) -> Iterator[Difference]:
    before = [_names(key, renamed) for key in old.get("uniqueKeys") or ()]
    after = [_names(key) for key in new.get("uniqueKeys") or ()]
    yield from (
        Difference("constraint-loosened", resource, None, "uniqueKeys", key, None) for key in before if key not in after
    )
    yield from (
        Difference("constraint-tightened", resource, None, "uniqueKeys", None, key)
        for key in after
        if key not in before
    )


def _foreign_keys(resource: str, old: Json, new: Json, renamed: Mapping[str, str]) -> Iterator[Difference]:
    """Foreign keys by their fields: those of the same fields that lead elsewhere are updated references."""
    before = {str(_names(key.get("fields"), renamed)): key for key in _objects(old.get("foreignKeys"))}
    after = {str(_names(key.get("fields"))): key for key in _objects(new.get("foreignKeys"))}
    for fields in dict.fromkeys([*before, *after]):
        one, two = before.get(fields), after.get(fields)
        if one is None or two is None:
            kind = "foreign-key-added" if one is None else "foreign-key-removed"
            yield Difference(kind, resource, None, "foreignKeys", one, two)
        elif _reference(one) != _reference(two):
            yield Difference("foreign-key-changed", resource, None, "foreignKeys", one, two)


def _reference(key: Json) -> tuple[Any, list[str], Any]:
    reference = _object(key.get("reference"))
    return reference.get("resource") or None, _names(reference.get("fields")), reference.get("package")


def _names(value: Any, renamed: Mapping[str, str] | None = None) -> list[str]:
    """A list of names, or the single one of version 1, under their new names."""
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [(renamed or {}).get(name, name) for name in names]


def _match(schema: Json) -> str:
    given = schema.get("fieldsMatch", "exact")
    word = given[0] if isinstance(given, list) and given else given
    return word if isinstance(word, str) and word in MATCHES else "exact"


def _object(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
