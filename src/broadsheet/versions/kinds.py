"""The kinds of changes between two packages, and what each of the published rule sets makes of them.

The clauses of a rule set stand in `policies`; a clause that ends in `*` is our reading of one
that does not name the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from broadsheet.versions.numbers import Bump

__all__ = ["KINDS", "Kind"]

Section = Literal["Added", "Changed", "Removed", "Fixed", ""]
Ruling = tuple[Bump, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change: what happened, where a changelog lists it, and the rulings of the rule sets.

    `section` is a heading of keepachangelog.com; empty for what no reader of a changelog asks for.
    """

    name: str
    what: str
    section: Section
    recipe: Ruling
    croissant: Ruling


_ALL = (
    # The package
    Kind("package-renamed", "the package has another name or id", "Changed", ("major", "major-1"), ("patch", "patch*")),
    Kind("profile-changed", "another version of the standard, or another profile", "Changed",
         ("minor", "minor-0*"), ("patch", "patch*")),
    Kind("records-broken", "the records follow a new major version of their schema", "Changed",
         ("major", "major-0*"), ("major", "major*")),
    Kind("records-extended", "the records follow a new minor version of their schema", "Changed",
         ("minor", "minor-0*"), ("minor", "minor*")),
    Kind("metadata-changed", "a descriptive property says something else", "Changed",
         ("patch", "patch-2"), ("patch", "patch*")),
    Kind("license-added", "another licence is offered", "Changed", ("minor", "minor-0*"), ("patch", "patch*")),
    Kind("license-removed", "a licence is no longer offered", "Changed", ("major", "major-0*"), ("patch", "patch*")),
    Kind("source-added", "a raw source is named", "Changed", ("patch", "patch-2"), ("patch", "patch*")),
    Kind("source-removed", "a raw source is no longer named", "Changed", ("patch", "patch-2"), ("patch", "patch*")),
    # Its resources
    Kind("resource-added", "a resource is new", "Added", ("minor", "minor-1"), ("minor", "minor")),
    Kind("resource-removed", "a resource is gone", "Removed", ("major", "major-5*"), ("major", "major")),
    Kind("resource-renamed", "a resource has another name", "Changed", ("major", "major-1"), ("major", "major*")),
    Kind("resources-reordered", "the resources are listed in another order", "", ("none", "none*"), ("none", "none*")),
    Kind("resource-moved", "the data lie at another path", "Changed", ("none", "scenario-5"), ("patch", "patch")),
    Kind("serialization-changed", "the data are written in another way", "Changed",
         ("none", "scenario-5*"), ("patch", "patch")),
    Kind("bytes-changed", "the same data in other bytes", "", ("none", "none*"), ("patch", "patch")),
    Kind("copy-changed", "another form of tables follows a change in them", "", ("none", "with*"), ("none", "with*")),
    Kind("file-changed", "a file that is no table holds something else", "Changed",
         ("patch", "patch-1*"), ("major", "major")),
    Kind("schema-added", "the columns are described", "Added", ("minor", "minor-0*"), ("minor", "minor*")),
    Kind("schema-removed", "the columns are no longer described", "Removed",
         ("major", "major-0*"), ("major", "major*")),
    # Their fields
    Kind("field-added", "a field is new", "Added", ("major", "major-2"), ("minor", "minor")),
    Kind("field-removed", "a field is gone", "Removed", ("major", "major-2"), ("major", "major")),
    Kind("field-renamed", "a field has another name", "Changed", ("major", "major-1"), ("major", "major*")),
    Kind("fields-reordered", "the fields stand in another order", "Changed", ("major", "major-2"), ("patch", "patch*")),
    Kind("field-retyped", "a field has another type", "Changed", ("major", "major-3"), ("major", "major*")),
    Kind("field-reformatted", "the values of a field are written in another form", "Changed",
         ("major", "major-3"), ("patch", "patch")),
    Kind("missing-values-changed", "other texts stand for a missing value", "Changed",
         ("major", "major-3*"), ("patch", "patch*")),
    Kind("constraint-tightened", "less is allowed", "Changed", ("major", "major-4"), ("patch", "patch*")),
    Kind("constraint-loosened", "more is allowed", "Changed", ("minor", "minor-3"), ("patch", "patch*")),
    Kind("constraint-changed", "something else is allowed", "Changed", ("major", "major-4*"), ("patch", "patch*")),
    Kind("categories-reordered", "the order of categories, which means something, is another", "Changed",
         ("major", "major-5*"), ("major", "major*")),
    Kind("primary-key-changed", "rows are told apart by other fields", "Changed",
         ("major", "major-1*"), ("patch", "patch*")),
    Kind("foreign-key-added", "values must stand in another table", "Changed",
         ("major", "major-4*"), ("patch", "patch*")),
    Kind("foreign-key-removed", "values need not stand in another table any more", "Changed",
         ("minor", "minor-3*"), ("patch", "patch*")),
    Kind("foreign-key-changed", "values refer to another table or field", "Changed",
         ("minor", "minor-4"), ("patch", "patch*")),
    # Their rows
    Kind("row-added", "a row is new", "Added", ("minor", "minor-2"), ("minor", "minor")),
    Kind("row-removed", "a row is gone", "Removed", ("major", "major-5*"), ("major", "major")),
    Kind("value-changed", "a value is another", "Fixed", ("patch", "patch-1"), ("major", "major")),
    Kind("row-extended", "a row has values in fields that are new", "",
         ("none", "with*"), ("none", "with*")),
)  # fmt: skip

KINDS = MappingProxyType({kind.name: kind for kind in _ALL})
"""Every kind of change under its name."""
