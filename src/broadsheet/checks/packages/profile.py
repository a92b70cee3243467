"""The properties of packages and resources, as the prose of the standard and its profiles have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.checks.fixity import PARTS
from broadsheet.checks.packages.shapes import (
    Check,
    address,
    email,
    items,
    location,
    matching,
    moment,
    record,
    text,
    uri,
)

__all__ = ["package_rules", "resource_rules"]

LICENSE_NAME = matching(r"[-a-zA-Z0-9._]+", "is the id of a licence: letters, digits, . _ -")
NAME = matching(r"[-a-z0-9._/]+", "holds only lower-case letters, digits, . _ - (version 1)")
MEDIATYPE = matching(r"(?s).+/.+", "has the form type/subtype")
HASH = matching(r"[^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}|", "is an MD5 in hex digits, or algorithm:hex digits")
LICENSES = items(record({"name": LICENSE_NAME, "path": location, "title": text}, any_of=("name", "path")), least=1)


def whole(value: Any) -> Iterator[tuple[str, str]]:
    """A whole number, not negative."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        yield "", "is a whole number of bytes"


def kind(value: Any) -> Iterator[tuple[str, str]]:
    """The only type that the standard knows."""
    if value != "table":
        yield "", 'is "table" or not there'


def _sources(version: int) -> Check:
    shape = {"title": text, "path": location, "email": email, "version": text}
    return items(record(shape, needs=("title",) if version == 1 else (), any_of=() if version == 1 else tuple(shape)))


def _contributors(version: int) -> Check:
    shape = {
        "title": text,
        "givenName": text,
        "familyName": text,
        "path": address,
        "email": email,
        "roles": items(text, least=1),
        "role": text,
        "organization": text,
    }
    needs = ("title",) if version == 1 else ()
    return items(record(shape, needs=needs, any_of=() if version == 1 else tuple(shape)), least=1)


def package_rules(version: int) -> Mapping[str, Check]:
    """The checks of a package's own properties; `resources` are checked one by one."""
    return {
        "$schema": uri,
        "profile": text,
        "name": NAME if version == 1 else text,
        "id": text,
        "title": text,
        "description": text,
        "homepage": uri,
        "version": text,
        "created": moment,
        "keywords": items(text, least=1),
        "image": location,
        "licenses": LICENSES,
        "sources": _sources(version),
        "contributors": _contributors(version),
    }


def resource_rules(version: int) -> Mapping[str, Check]:
    """The checks of a resource's properties, apart from path, data, dialect and schema."""
    return {
        "name": NAME if version == 1 else text,
        "profile": text,
        **({"type": kind} if version > 1 else {}),
        "title": text,
        "description": text,
        "homepage": uri,
        "format": text,
        "mediatype": MEDIATYPE,
        "encoding": text,
        "bytes": whole,
        "hash": HASH,
        PARTS: items(record({"path": location, "bytes": whole, "hash": HASH}, needs=("path", "bytes", "hash"))),
        "licenses": LICENSES,
        "sources": _sources(version),
    }
