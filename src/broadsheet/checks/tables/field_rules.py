"""What the standard asks of a field descriptor; a good one becomes a Field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from broadsheet.checks.tables.caps import CAPS, Caps
from broadsheet.checks.tables.constraint_rules import read_constraints
from broadsheet.checks.tables.field import Field
from broadsheet.checks.tables.values.casting import canonical
from broadsheet.checks.tables.values.texts import FORMATS

__all__ = ["TYPES", "Flaw", "missing_values", "read_field"]

Flaw = tuple[str, str, str]  # code, JSON pointer inside the object, message

TYPES: Mapping[str, frozenset[str] | None] = {
    "string": frozenset(FORMATS),
    "geopoint": frozenset({"default", "array", "object"}),
    "geojson": frozenset({"default", "topojson"}),
    "date": None,
    "time": None,
    "datetime": None,
    **{
        name: frozenset({"default"})
        for name in ("number", "integer", "boolean", "object", "array", "list", "year", "yearmonth", "duration", "any")
    },
}
ITEM_TYPES = {"string", "integer", "boolean", "number", "datetime", "date", "time"}
TEXTS = ("title", "description", "rdfType", "format", "type")
URI = r"[A-Za-z][A-Za-z0-9+.-]*:\S+"


def read_field(given: Any, default: frozenset[str], version: int, caps: Caps = CAPS) -> tuple[Field | None, list[Flaw]]:
    """The Field of a descriptor, and what is wrong with the descriptor.

    With flaws the Field is still there when there is a use for it: its cells are then
    checked by what could be understood.
    """
    if not isinstance(given, dict):
        return None, [("B602", "", "A field is an object with a name.")]
    flaws = list(_shape(given))
    name = given.get("name")
    kind = given.get("type", "any" if version > 1 else "string")
    if not isinstance(name, str) or not isinstance(kind, str) or kind not in TYPES:
        return None, flaws
    own, found = missing_values(given["missingValues"], "/missingValues") if "missingValues" in given else (default, [])
    flaws += found
    form, found = _format(given, kind)
    flaws += found
    field = Field(name, kind, form, _options(given, kind), own, caps=caps)
    field, found = read_constraints(field, given.get("constraints", {}))
    flaws += found
    categories, found = _categories(field, given)
    flaws += [*found, *_beyond(field, categories)]
    return replace(field, categories=categories), flaws


def missing_values(given: Any, pointer: str) -> tuple[frozenset[str], list[Flaw]]:
    """The texts that stand for a missing value."""
    if not isinstance(given, list):
        return frozenset({""}), [("B601", pointer, "missingValues is a list of strings, or of objects with a value.")]
    values, labels, flaws = _labelled(given, pointer, "missingValues")
    flaws += (
        [("B601", pointer, "Every missing value is a string.")]
        if not all(isinstance(each, str) for each in values)
        else []
    )
    flaws += _repeats(values, labels, pointer, "missing value")
    return frozenset(each for each in values if isinstance(each, str)), flaws


def _labelled(given: list[Any], pointer: str, name: str) -> tuple[list[Any], list[Any], list[Flaw]]:
    """Values and labels of a list that holds plain values or {value, label} objects, never both."""
    objects = [each for each in given if isinstance(each, dict)]
    flaws: list[Flaw] = []
    if objects and len(objects) != len(given):
        flaws.append(("B601", pointer, f"{name} holds plain values or objects, not both."))
    if any("value" not in each for each in objects):
        flaws.append(("B601", pointer, f"Every object in {name} has a value."))
    labels = [each["label"] for each in objects if "label" in each]
    if not all(isinstance(label, str) for label in labels):
        flaws.append(("B601", pointer, f"Every label in {name} is a string."))
    values = [each.get("value") if isinstance(each, dict) else each for each in given]
    return values, labels, flaws


def _repeats(values: Iterable[Any], labels: Iterable[Any], pointer: str, name: str) -> Iterator[Flaw]:
    for what, items in (("", list(values)), ("label of a ", list(labels))):
        if len({repr(each) for each in items}) < len(items):
            yield "B601", pointer, f"Every {what}{name} stands once."


def _shape(given: Mapping[str, Any]) -> Iterator[Flaw]:
    if not isinstance(given.get("name"), str):
        yield "B602", "/name", "A field has a name, which is a string."
    for key in TEXTS:
        if key in given and not isinstance(given[key], str):
            yield "B602", f"/{key}", f"{key} is a string."
    kind = given.get("type", "any")
    if isinstance(kind, str) and kind not in TYPES:
        yield "B602", "/type", f"There is no type {kind}; the types are {', '.join(sorted(TYPES))}."
    rdf = given.get("rdfType")
    if isinstance(rdf, str) and not re.fullmatch(URI, rdf):
        yield "B602", "/rdfType", "rdfType is a URI."
    if not isinstance(given.get("categoriesOrdered", False), bool):
        yield "B602", "/categoriesOrdered", "categoriesOrdered is true or false."
    yield from _own(given, kind)


def _own(given: Mapping[str, Any], kind: Any) -> Iterator[Flaw]:
    """The properties that belong to a type."""
    checks = {"number": _own_of_number, "integer": _own_of_number, "boolean": _own_of_boolean, "list": _own_of_list}
    if isinstance(kind, str) and kind in checks:
        yield from checks[kind](given)


def _own_of_number(given: Mapping[str, Any]) -> Iterator[Flaw]:
    point = given.get("decimalChar", ".")
    if not isinstance(point, str) or len(point) != 1:
        yield "B602", "/decimalChar", "decimalChar is a string of one character."
    if not isinstance(given.get("groupChar", ""), str):
        yield "B602", "/groupChar", "groupChar is a string."
    if not isinstance(given.get("bareNumber", True), bool):
        yield "B602", "/bareNumber", "bareNumber is true or false."


def _own_of_boolean(given: Mapping[str, Any]) -> Iterator[Flaw]:
    for key in ("trueValues", "falseValues"):
        values = given.get(key, [""])
        if not isinstance(values, list) or not values or not all(isinstance(each, str) for each in values):
            yield "B602", f"/{key}", f"{key} is a list of at least one string."


def _own_of_list(given: Mapping[str, Any]) -> Iterator[Flaw]:
    if not isinstance(given.get("delimiter", ","), str) or not given.get("delimiter", ","):
        yield "B602", "/delimiter", "delimiter is a string of at least one character."
    item = given.get("itemType", "string")
    if not isinstance(item, str) or item not in ITEM_TYPES:
        yield "B602", "/itemType", f"itemType is one of {', '.join(sorted(ITEM_TYPES))}."


def _options(given: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The own properties of a type, those in a wrong shape left out."""
    wrong = {pointer[1:] for _, pointer, _ in _own(given, kind)}
    names = ("decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "delimiter", "itemType")
    return {name: given[name] for name in names if name in given and name not in wrong}


def _format(given: Mapping[str, Any], kind: str) -> tuple[str, list[Flaw]]:
    form = given.get("format", "default")
    if not isinstance(form, str):
        return "default", []
    known = TYPES[kind]
    if known is None:
        form = form.removeprefix("fmt:")
        strange = form not in {"default", "any"} and not _is_pattern(form)
    else:
        strange = form not in known
    if strange:
        return "default", [("B602", "/format", f"There is no format {form} for the type {kind}.")]
    return form, []


def _is_pattern(form: str) -> bool:
    """Whether strptime knows every directive of a pattern."""
    try:
        datetime.strptime("", form)  # noqa: DTZ007 - only the pattern matters
    except (ValueError, re.error) as error:
        return "%" in form and "does not match" in str(error)
    return False


def _categories(field: Field, given: Mapping[str, Any]) -> tuple[frozenset[Any] | None, list[Flaw]]:
    if "categories" not in given:
        return None, []
    pointer = "/categories"
    if field.type not in {"string", "integer"}:
        return None, [("B602", pointer, "Only fields of the types string and integer have categories.")]
    if not isinstance(given["categories"], list):
        return None, [("B602", pointer, "categories is a list of values, or of objects with value and label.")]
    values, labels, flaws = _labelled(given["categories"], pointer, "categories")
    flaws += _repeats(values, labels, pointer, "category")
    right = str if field.type == "string" else int
    if not all(isinstance(each, right) and not isinstance(each, bool) for each in values):
        flaws.append(("B602", pointer, f"Every category is of the type of its field: {field.type}."))
    flaws = [("B602", pointer, message) for _, pointer, message in flaws]
    return frozenset(canonical(field, each) for each in values if isinstance(each, right)) or None, flaws


def _beyond(field: Field, categories: frozenset[Any] | None) -> Iterator[Flaw]:
    if categories is not None and field.enum is not None and not field.enum <= categories:
        yield "B602", "/constraints/enum", "Every value in enum is one of the categories."
