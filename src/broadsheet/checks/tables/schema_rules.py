"""What the standard asks of a Table Schema; a good one becomes a Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.checks.tables.caps import CAPS, Caps
from broadsheet.checks.tables.field import Field, ForeignKey, Schema
from broadsheet.checks.tables.field_rules import Flaw, missing_values, read_field

__all__ = ["read_schema"]

MATCHES = ("exact", "equal", "subset", "superset", "partial")
NO_FIELDS: list[Any] = []


def read_schema(given: Any, version: int, caps: Caps = CAPS) -> tuple[Schema | None, list[Flaw]]:
    """The Schema of a descriptor, and what is wrong with the descriptor.

    >>> schema, flaws = read_schema({"fields": [{"name": "id", "type": "integer"}]}, 2)
    >>> schema.fields[0].type, flaws
    ('integer', [])
    """
    if not isinstance(given, dict):
        return None, [("B601", "", "A schema is an object with fields.")]
    flaws = list(_shape(given))
    default, found = (
        missing_values(given["missingValues"], "/missingValues") if "missingValues" in given else (frozenset({""}), [])
    )
    flaws += found
    fields, found = _fields(given.get("fields"), default, version, caps)
    flaws += found
    names = {field.name for field in fields or ()}
    primary, found = _key(given, "primaryKey", names)
    flaws += found
    unique, found = _unique_keys(given, names)
    flaws += found
    foreign, found = _foreign_keys(given, names)
    flaws += found
    match = _match(given.get("fieldsMatch", "exact")) or "exact"
    if not fields:
        return None, flaws
    return Schema(fields, match, primary, unique, foreign), flaws


def _match(given: Any) -> str | None:
    """The way to match fields; also from the list of one word that the 2.0 profile asks for by mistake."""
    word = given[0] if isinstance(given, list) and len(given) == 1 else given
    return word if isinstance(word, str) and word in MATCHES else None


def _shape(given: Mapping[str, Any]) -> Iterator[Flaw]:
    fields = given.get("fields")
    if not isinstance(fields, list) or not fields:
        yield "B601", "/fields", "A schema has fields, a list of at least one field."
    if _match(given.get("fieldsMatch", "exact")) is None:
        yield "B601", "/fieldsMatch", f"fieldsMatch is one of {', '.join(MATCHES)}."


def _fields(given: Any, default: frozenset[str], version: int, caps: Caps) -> tuple[tuple[Field, ...], list[Flaw]]:
    fields: list[Field] = []
    flaws: list[Flaw] = []
    complete = isinstance(given, list)
    for place, each in enumerate(given if isinstance(given, list) else NO_FIELDS):
        field, found = read_field(each, default, version, caps)
        flaws += [(code, f"/fields/{place}{pointer}", message) for code, pointer, message in found]
        if field is None:
            name = each.get("name") if isinstance(each, dict) else None
            complete = complete and isinstance(name, str)
            field = Field(name) if isinstance(name, str) else None
        fields += [field] if field else []
    flaws += _repeated(fields)
    return (tuple(fields) if complete else ()), flaws


def _repeated(fields: list[Field]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for place, field in enumerate(fields):
        if field.name in seen:
            yield (
                "B605",
                f"/fields/{place}/name",
                "Another field has this name; programs that go by names lose one of them.",
            )
        seen.add(field.name)


def _names(given: Any) -> tuple[str, ...] | None:
    """A list of names, or the single string of version 1."""
    if isinstance(given, str):
        return (given,)
    if (
        isinstance(given, list)
        and given
        and all(isinstance(each, str) for each in given)
        and len(set(given)) == len(given)
    ):
        return tuple(given)
    return None


def _key(given: Mapping[str, Any], name: str, fields: set[str]) -> tuple[tuple[str, ...], list[Flaw]]:
    if name not in given:
        return (), []
    names = _names(given[name])
    if names is None:
        return (), [("B601", f"/{name}", f"{name} is a list of names of fields, each once.")]
    strange = [each for each in names if each not in fields]
    if strange:
        return (), [("B601", f"/{name}", f"{name} names {strange[0]}, which is no field.")]
    return names, []


def _unique_keys(given: Mapping[str, Any], fields: set[str]) -> tuple[tuple[tuple[str, ...], ...], list[Flaw]]:
    if "uniqueKeys" not in given:
        return (), []
    listed = given["uniqueKeys"]
    if not isinstance(listed, list) or not listed:
        return (), [("B601", "/uniqueKeys", "uniqueKeys is a list of at least one key.")]
    keys, flaws = [], []
    for place, each in enumerate(listed):
        key, found = _key({"": each} if isinstance(each, list) else {"": None}, "", fields)
        flaws += [("B601", f"/uniqueKeys/{place}", _about_key(message)) for _, _, message in found]
        keys += [key] if key else []
    return tuple(keys), flaws


def _about_key(message: str) -> str:
    return f"A unique key{message}"


def _foreign_keys(given: Mapping[str, Any], fields: set[str]) -> tuple[tuple[ForeignKey, ...], list[Flaw]]:
    if "foreignKeys" not in given:
        return (), []
    listed = given["foreignKeys"]
    if not isinstance(listed, list) or not listed:
        return (), [("B601", "/foreignKeys", "foreignKeys is a list of at least one key.")]
    keys: list[ForeignKey] = []
    flaws: list[Flaw] = []
    for place, each in enumerate(listed):
        key, message = _foreign_key(each, fields)
        keys += [key] if key else []
        flaws += [("B601", f"/foreignKeys/{place}", message)] if message else []
    return tuple(keys), flaws


def _foreign_key(given: Any, fields: set[str]) -> tuple[ForeignKey | None, str]:
    reference = given.get("reference") if isinstance(given, dict) else None
    if not isinstance(reference, dict):
        return None, "A foreign key has fields and a reference."
    names, targets = _names(given.get("fields")), _names(reference.get("fields"))
    if names is None or targets is None or len(names) != len(targets):
        return None, "A foreign key has fields, and as many fields in its reference, each once."
    resource, package = reference.get("resource"), reference.get("package", reference.get("datapackage"))
    if not isinstance(resource, str | None) or not isinstance(package, str | None):
        return None, "The resource of a reference is the name of one."
    own = (*names, *(targets if not resource and package is None else ()))
    if strange := [each for each in own if each not in fields]:
        return None, f"The foreign key names {strange[0]}, which is no field."
    return ForeignKey(names, resource or None, targets, package), ""
