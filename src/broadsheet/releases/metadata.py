"""What descriptors say about a package and its resources, compared property by property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.packages.export import EXPORTS
from broadsheet.releases.change import Difference

__all__ = ["of_package", "of_resource", "properties"]

PACKAGE_KINDS = {"name": "package-renamed", "id": "package-renamed", "$schema": "profile-changed",
                 "profile": "profile-changed"}  # fmt: skip
RESOURCE_KINDS = {
    "path": "resource-moved",
    "profile": "profile-changed",
    "type": "profile-changed",
    **dict.fromkeys(("format", "mediatype", "encoding", "compression", "dialect"), "serialization-changed"),
}
FIXITY = {
    "bytes",
    "hash",
    "stats",
    "broadsheet:bytes",
    "broadsheet:rows",
    "broadsheet:digest",
    "broadsheet:repeats",
    "broadsheet:parts",
}
PACKAGE_ASIDE = {
    "version", "created", "resources", "licenses", "sources", "broadsheet:schemaVersion", "broadsheet:exports", *FIXITY,
}  # fmt: skip
RESOURCE_ASIDE = {"name", "schema", "data", "licenses", "sources", "$schema", *FIXITY}
RECORDS = "broadsheet:schemaVersion"


def of_package(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """What differs in the properties of two packages; `version`, `created` and hashes are set aside."""
    yield from properties(old, new, PACKAGE_ASIDE, PACKAGE_KINDS)
    yield from _records(old.get(RECORDS), new.get(RECORDS))
    yield from _exports(old, new)
    yield from _listed("licenses", old, new, None)
    yield from _listed("sources", old, new, None)


def of_resource(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], around: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> Iterator[Difference]:
    """What differs in the properties of two resources of the packages `around` them, but for schemas and data."""
    yield from properties(old, new, RESOURCE_ASIDE, RESOURCE_KINDS, name)
    yield from _licences(name, old, new, around)
    yield from _listed("sources", old, new, name)


def properties(  # noqa: PLR0913, PLR0917 - where they stand, and how to take them
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    aside: set[str],
    kinds: Mapping[str, str],
    resource: str | None = None,
    field: str | None = None,
) -> Iterator[Difference]:
    """The properties that differ, each under its kind; null is the same as nothing."""
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if key not in aside and before != after:
            yield Difference(kinds.get(key, "metadata-changed"), resource, field, key, before, after)


def _records(old: Any, new: Any) -> Iterator[Difference]:
    """The version of the schema that the records follow: two numbers, the first of which breaks."""
    if old != new:
        same = str(old).partition(".")[0] == str(new).partition(".")[0]
        yield Difference("records-extended" if same else "records-broken", None, None, RECORDS, old, new)


def _exports(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """The formats in which the packages stand as well; a project that keeps no exports says nothing of them."""
    before, after = (_formats(each.get(EXPORTS)) for each in (old, new))
    if None not in {before, after} and before != after:
        yield Difference("metadata-changed", None, None, EXPORTS, list(before or ()), list(after or ()))


def _formats(exports: Any) -> tuple[str, ...] | None:
    if not isinstance(exports, list):
        return None
    return tuple(sorted({str(each["name"]) for each in exports if isinstance(each, dict) and "name" in each}))


def _listed(key: str, old: Mapping[str, Any], new: Mapping[str, Any], resource: str | None) -> Iterator[Difference]:
    """Licences or sources that came or went; what is left beyond that is another order, or other words."""
    before, after = _items(old.get(key)), _items(new.get(key))
    kind = key.removesuffix("s")
    kept = {_identity(each) for each in before} & {_identity(each) for each in after}
    gone = [each for each in before if _identity(each) not in kept]
    come = [(place, each) for place, each in enumerate(after) if _identity(each) not in kept]
    yield from (Difference(f"{kind}-removed", resource, None, key, each, None) for each in gone)
    yield from (Difference(f"{kind}-added", resource, None, place, None, each) for place, each in come)
    middle = [each for each in before if each not in gone]
    for place, each in come:
        middle.insert(place, each)
    if middle != after:
        yield Difference("metadata-changed", resource, None, key, old.get(key), new.get(key))


def _licences(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], around: tuple[Mapping[str, Any], Mapping[str, Any]]
) -> Iterator[Difference]:
    """Licences of a resource. One that states none has those of its package (Data Resource, `licenses`)."""
    before, after = (bool(each.get("licenses")) for each in (old, new))
    if not before and not after:
        return
    one, two = (
        {"licenses": own.get("licenses") or package.get("licenses")}
        for own, package in zip((old, new), around, strict=True)
    )
    if not before:
        yield Difference("metadata-changed", name, None, "licenses", None, one["licenses"])
    yield from _listed("licenses", one, two, name)
    if not after:
        yield Difference("metadata-changed", name, None, "licenses", two["licenses"], None)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _identity(item: Any) -> str:
    """What makes a licence or a source the same one: its name, or else its title, or else its address."""
    if not isinstance(item, dict):
        return repr(item)
    return next((f"{key} {item[key]}" for key in ("name", "title", "path", "email") if item.get(key)), repr(item))
