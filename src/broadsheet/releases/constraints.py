"""Whether a field allows more or less than before: constraints and categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from broadsheet.releases.change import Difference

__all__ = ["of_categories", "of_constraints"]

Json = Mapping[str, Any]
FLAGS = {"required", "unique"}
LOWER = {"minimum", "exclusiveMinimum", "minLength"}
UPPER = {"maximum", "exclusiveMaximum", "maxLength"}


def of_constraints(resource: str, field: str, old: Json, new: Json) -> Iterator[Difference]:
    """The constraints of a field that differ: tightened, loosened, or not to be compared."""
    for key in dict.fromkeys([*old, *new]):
        before, after = _plain(key, old.get(key)), _plain(key, new.get(key))
        if before != after:
            way = _way(key, before, after)
            kind = f"constraint-{way}" if way else "metadata-changed"
            yield Difference(kind, resource, field, key, old.get(key), new.get(key))


def _plain(key: str, value: Any) -> Any:
    """A constraint, None where it asks for nothing."""
    return None if key in FLAGS and value is not True else value


def _way(key: str, before: Any, after: Any) -> str:
    """What a constraint does to the values that are allowed; nothing where only the order of a list is another.

    >>> _way("maximum", 10, 20), _way("enum", ["a", "b"], ["a"]), _way("pattern", "a+", "b+")
    ('loosened', 'tightened', 'changed')
    """
    if before is None or after is None:
        return "tightened" if before is None else "loosened"
    if key == "enum" and isinstance(before, list) and isinstance(after, list):
        return _of_lists(before, after)
    order = _order(before, after) if key in LOWER | UPPER else None
    if order is None:
        return "changed"
    return "tightened" if (order > 0) == (key in LOWER) else "loosened"


def _of_lists(before: list[Any], after: list[Any]) -> str:
    kept, known = all(each in after for each in before), all(each in before for each in after)
    if kept and known:
        return ""
    return "loosened" if kept else "tightened" if known else "changed"


def _order(before: Any, after: Any) -> int | None:
    """1 where the bound rose, -1 where it fell; None where the two cannot be ordered.

    Bounds are numbers, or texts: dates and times in the forms of the standard sort as texts do.
    """
    one, two = _number(before), _number(after)
    if one is not None and two is not None:
        return (two > one) - (two < one)
    if isinstance(before, str) and isinstance(after, str) and len(before) == len(after):
        return (after > before) - (after < before)
    return None


def _number(value: Any) -> Decimal | None:
    try:
        found = Decimal(str(value)) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def of_categories(resource: str, field: str, old: Json, new: Json) -> Iterator[Difference]:
    """Categories that came or went, their labels, and their order where it means something."""
    before, after = _labelled(old.get("categories")), _labelled(new.get("categories"))
    ordered = (old.get("categoriesOrdered") is True, new.get("categoriesOrdered") is True)
    if before != after:
        yield Difference(
            _kind_of_categories(before, after),
            resource,
            field,
            "categories",
            old.get("categories"),
            new.get("categories"),
        )
    elif before is not None and after is not None and list(before) != list(after):
        kind = "categories-reordered" if all(ordered) else "metadata-changed"
        yield Difference(kind, resource, field, "categories", old.get("categories"), new.get("categories"))
    if ordered[0] != ordered[1]:
        yield Difference(
            "categories-reordered",
            resource,
            field,
            "categoriesOrdered",
            old.get("categoriesOrdered"),
            new.get("categoriesOrdered"),
        )


def _kind_of_categories(before: Json | None, after: Json | None) -> str:
    if before is None or after is None:
        return "constraint-tightened" if before is None else "constraint-loosened"
    if before.keys() == after.keys():
        return "metadata-changed"
    return f"constraint-{_of_lists(list(before), list(after))}"


def _labelled(categories: Any) -> dict[str, Any] | None:
    """The labels of categories by their values; None where there are none, or they are not a list."""
    if not isinstance(categories, list):
        return None
    return {
        repr(each["value"] if isinstance(each, dict) and "value" in each else each): each.get("label")
        if isinstance(each, dict)
        else None
        for each in categories
    }
