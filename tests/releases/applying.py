"""Changes applied to what a package held: the proof that they say all that differs.

A package is a descriptor, and for each table its rows as objects. What a diff sets aside
(`version`, `created`, hashes) is no part of it, and an empty list is the same as none.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from broadsheet.releases import Change

__all__ = ["Content", "applied", "normal"]

Row = dict[str, Any]
NEW = "\x00new"
CONSTRAINTS = {"required", "unique", "minimum", "maximum", "minLength", "maxLength", "pattern", "enum"}


@dataclass
class Content:
    """What a package holds."""

    descriptor: dict[str, Any]
    tables: dict[str, list[Row]]


def normal(content: Content) -> tuple[Any, ...]:
    """A content in a form that is equal for equal contents: rows in any order, nothing that says nothing."""
    tables = {name: sorted(map(_line, rows)) for name, rows in content.tables.items()}
    return _said(content.descriptor), tables


def _line(row: Row) -> str:
    return repr(sorted((name, value) for name, value in row.items() if value is not None and name != NEW))


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: said for key, each in value.items() if (said := _said(each)) not in (None, [], {}, False)}
    return [_said(each) for each in value] if isinstance(value, list) else value


def applied(changes: Iterable[Change], content: Content) -> Content:
    """The content with the changes made to it, one after the other."""
    made = copy.deepcopy(content)
    for change in changes:
        (_row if change.kind.startswith(("row-", "value-")) else _structure)(change, made)
    return made


def _structure(change: Change, made: Content) -> None:
    kind = change.kind
    if change.resource is None:
        _of_package(change, made)
    elif kind == "resource-removed":
        made.descriptor["resources"].remove(_resource(made, change.resource))
        del made.tables[change.resource]
    elif kind == "resource-added":
        made.descriptor["resources"].insert(change.key, copy.deepcopy(change.after))
        made.tables[change.resource] = []
    elif kind == "resource-renamed":
        _resource(made, change.before)["name"] = change.after
        made.tables[change.after] = made.tables.pop(change.before)
    elif kind.startswith(("license", "source")):
        _listed(change, _resource(made, change.resource))
    elif "field" in kind or change.field is not None:
        _of_field(change, made)
    elif kind.endswith(("key-added", "key-removed", "key-changed")) or change.key in {"uniqueKeys", "fieldsMatch"}:
        _of_key(change, _resource(made, change.resource)["schema"])
    elif kind == "missing-values-changed":
        _set(_resource(made, change.resource)["schema"], change)
    elif kind != "bytes-changed":
        _set(_resource(made, change.resource), change)


def _of_package(change: Change, made: Content) -> None:
    if change.kind == "resources-reordered":
        made.descriptor["resources"] = [_resource(made, name) for name in change.after]
    elif change.kind.startswith(("license", "source")):
        _listed(change, made.descriptor)
    else:
        _set(made.descriptor, change)


def _listed(change: Change, target: dict[str, Any]) -> None:
    """Take something out of a list, or put it into its place."""
    items = target.setdefault(change.kind.partition("-")[0] + "s", [])
    if change.after is None:
        items.remove(change.before)
    else:
        items.insert(change.key, change.after)


def _of_field(change: Change, made: Content) -> None:
    schema, rows = _resource(made, change.resource)["schema"], made.tables[change.resource or ""]
    fields: list[dict[str, Any]] = schema["fields"]
    if change.kind == "field-added":
        fields.insert(change.key, copy.deepcopy(change.after))
    elif change.kind == "field-removed":
        fields.remove(_named(fields, change.field))
        for row in rows:
            row.pop(change.field, None)
    elif change.kind == "field-renamed":
        _named(fields, change.before)["name"] = change.after
        for row in rows:
            row[change.after] = row.pop(change.before, None)
        _rename_in_keys(schema, change.before, change.after)
    elif change.kind == "fields-reordered":
        schema["fields"] = [_named(fields, name) for name in change.after]
    elif change.key in CONSTRAINTS:
        _set(_named(fields, change.field).setdefault("constraints", {}), change)
    else:
        _set(_named(fields, change.field), change)


def _rename_in_keys(schema: dict[str, Any], before: str, after: str) -> None:
    """The names of fields in keys follow a renamed field."""
    if "primaryKey" in schema:
        schema["primaryKey"] = [after if name == before else name for name in schema["primaryKey"]]
    schema["uniqueKeys"] = [[after if n == before else n for n in key] for key in schema.get("uniqueKeys", [])]


def _of_key(change: Change, schema: dict[str, Any]) -> None:
    if change.key != "uniqueKeys":
        _set(schema, change)
    elif change.after is None:
        schema["uniqueKeys"].remove(change.before)
    else:
        schema.setdefault("uniqueKeys", []).append(change.after)


def _row(change: Change, made: Content) -> None:
    rows = made.tables[change.resource or ""]
    if change.kind == "row-added":
        rows.append({**change.after, NEW: True})
        return
    known = change.before if change.kind == "row-removed" else change.key
    row = next(row for row in rows if NEW not in row and all(row.get(n) == v for n, v in known.items() if n in row))
    if change.kind == "row-removed":
        rows.remove(row)
    elif change.kind == "value-changed":
        row[change.field or ""] = change.after
    else:
        row |= {**change.after, **({} if change.key.keys() != row.keys() else {NEW: True})}


def _set(target: dict[str, Any], change: Change) -> None:
    target[change.key] = copy.deepcopy(change.after)


def _resource(made: Content, name: str | None) -> dict[str, Any]:
    return _named(made.descriptor["resources"], name)


def _named(items: list[dict[str, Any]], name: str | None) -> dict[str, Any]:
    return next(item for item in items if item["name"] == name)
