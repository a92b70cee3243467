"""What the standard asks of a field's constraints: which types take them, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from broadsheet.checks.tables.caps import BEYOND, BeyondCap
from broadsheet.checks.tables.field import Bound, Field
from broadsheet.checks.tables.json_schema import validator
from broadsheet.checks.tables.patterns import compiled
from broadsheet.checks.tables.values.casting import canonical, cast, cast_native

__all__ = ["read_constraints"]

Flaw = tuple[str, str, str]

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
ORDERED = frozenset({"number", "integer", "date", "time", "datetime", "year", "yearmonth", "duration"})
MEASURED = frozenset({"string", "array", "object", "list", "geojson"})
TAKES: Mapping[str, frozenset[str] | None] = {
    "required": None,
    "unique": None,
    "enum": None,
    "pattern": frozenset({"string"}),
    "minLength": MEASURED,
    "maxLength": MEASURED,
    "jsonSchema": frozenset({"array", "object"}),
    **dict.fromkeys(BOUNDS, ORDERED),
}


def read_constraints(field: Field, given: Any) -> tuple[Field, list[Flaw]]:
    """The field with its constraints, and what is wrong with them."""
    if not isinstance(given, dict):
        return field, [("B602", "/constraints", "constraints is an object.")]
    flaws = [*_unsupported(field, given), *_flags(given)]
    usable = {name: value for name, value in given.items() if name in TAKES and _supports(field, name)}
    field = replace(field, required=usable.get("required") is True, unique=usable.get("unique") is True)
    for read in (_lengths, _pattern, _json_schema, _bounds, _enum):
        field, found = read(field, usable)
        flaws += found
    return field, flaws


def _supports(field: Field, name: str) -> bool:
    types = TAKES[name]
    return types is None or field.type in types


def _unsupported(field: Field, given: Mapping[str, Any]) -> Iterator[Flaw]:
    for name in given:
        if name in TAKES and not _supports(field, name):
            yield "B604", f"/constraints/{name}", f"The constraint {name} is not for fields of the type {field.type}."


def _flags(given: Mapping[str, Any]) -> Iterator[Flaw]:
    for name in ("required", "unique"):
        if not isinstance(given.get(name, False), bool):
            yield "B602", f"/constraints/{name}", f"{name} is true or false."


def _lengths(field: Field, given: Mapping[str, Any]) -> tuple[Field, list[Flaw]]:
    flaws: list[Flaw] = []
    found: dict[str, int | None] = {"minLength": None, "maxLength": None}
    for name in found:
        value = given.get(name)
        if name in given and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            flaws.append(("B602", f"/constraints/{name}", f"{name} is a whole number, 0 or more."))
        elif name in given:
            found[name] = value
    return replace(field, min_length=found["minLength"], max_length=found["maxLength"]), flaws


def _pattern(field: Field, given: Mapping[str, Any]) -> tuple[Field, list[Flaw]]:
    if "pattern" not in given:
        return field, []
    pattern = given["pattern"]
    if not isinstance(pattern, str):
        return field, [("B602", "/constraints/pattern", "pattern is a string.")]
    try:
        return replace(field, pattern=compiled(pattern, field.caps), pattern_text=pattern), []
    except ValueError as error:
        return field, [_uncompiled(error)]


def _uncompiled(error: ValueError) -> Flaw:
    """A pattern that is none, or one beyond the caps."""
    if isinstance(error, BeyondCap):
        return BEYOND, "/constraints/pattern", f"The pattern {error}; {error.hint}."
    return "B603", "/constraints/pattern", f"The pattern {error}."


def _json_schema(field: Field, given: Mapping[str, Any]) -> tuple[Field, list[Flaw]]:
    if "jsonSchema" not in given:
        return field, []
    schema = given["jsonSchema"]
    if not isinstance(schema, dict):
        return field, [("B602", "/constraints/jsonSchema", "jsonSchema is an object.")]
    try:
        validator(schema)
    except ValueError as error:
        return field, [("B602", "/constraints/jsonSchema", f"The JSON Schema {error}.")]
    return replace(field, json_schema=schema), []


def _bounds(field: Field, given: Mapping[str, Any]) -> tuple[Field, list[Flaw]]:
    bounds: list[Bound] = []
    flaws: list[Flaw] = []
    for name in BOUNDS:
        if name in given:
            try:
                bounds.append(Bound(name, _value(field, given[name]), str(given[name])))
            except (ValueError, ArithmeticError) as error:
                flaws.append(_uncast(error, f"/constraints/{name}", f"{name} is a value of the type {field.type}."))
    return replace(field, bounds=tuple(bounds)), flaws


def _enum(field: Field, given: Mapping[str, Any]) -> tuple[Field, list[Flaw]]:
    if "enum" not in given:
        return field, []
    pointer, values = "/constraints/enum", given["enum"]
    if not isinstance(values, list) or not values:
        return field, [("B602", pointer, "enum is a list of at least one value.")]
    flaws: list[Flaw] = []
    allowed: set[Any] = set()
    written: set[Any] = set()
    for place, value in enumerate(values):
        try:
            form = _form(field, value)
        except (ValueError, ArithmeticError) as error:
            flaws.append(_uncast(error, f"{pointer}/{place}", f"Every value in enum is of the type {field.type}."))
            continue
        if field.type == "any" and isinstance(value, int | float):
            allowed.add(str(value).lower())
        literal = (type(value) is str, value if isinstance(value, str) else form)
        if literal in written:
            flaws.append(("B602", f"{pointer}/{place}", "Every value in enum stands once."))
        written.add(literal)
        allowed.add(form)
    return replace(field, enum=frozenset(allowed)), flaws


def _uncast(error: Exception, pointer: str, message: str) -> Flaw:
    """A value of a constraint that is no value of its field, or one beyond the caps."""
    if isinstance(error, BeyondCap):
        return BEYOND, pointer, f"The value {error}; {error.hint}."
    return "B602", pointer, message


def _form(field: Field, value: Any) -> Any:
    if field.type == "any":
        return value if isinstance(value, str) else canonical(field, value)
    return canonical(field, _value(field, value))


def _value(field: Field, given: Any) -> Any:
    """A bound or an enum value: of the field's type, or a text that can be cast to it."""
    return cast(field, given) if isinstance(given, str) else cast_native(field, given)
