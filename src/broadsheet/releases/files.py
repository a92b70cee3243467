"""What a resource holds: its table, or the hash of its bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from broadsheet.checks.fixity import PARTS, stated
from broadsheet.checks.packages.descriptor import read_object
from broadsheet.checks.packages.paths import fault_of, is_remote
from broadsheet.checks.packages.resources import Resource
from broadsheet.checks.packages.tabular import read_table
from broadsheet.checks.tables.caps import BeyondCap
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.table import Table
from broadsheet.checks.tables.troubles import MissingFile, RefusedFile
from broadsheet.errors import UnreadableError
from broadsheet.releases.side import Side

__all__ = ["content_of", "copied_by", "linked", "reading", "same_bytes", "schema_of", "table_of"]

TABULAR = {"csv", "tsv", "parquet", "jsonl"}
"""Formats that are tables even where nothing says so."""


def table_of(side: Side, resource: Resource) -> Table | None:
    """The table of a resource; None for what is no table. Raises UnreadableError when its description is broken."""
    if not resource.is_table and resource.format not in TABULAR:
        return None
    if not is_readable(resource):
        return None
    findings = Findings()
    table = read_table(resource, side.files, findings)
    if table is None:
        reasons = [issue.message for issue in findings.issues if issue.code != "B513"]
        if not reasons:
            return None
        raise _unreadable(side, resource, reasons[0])
    return replace(table, name=resource.name)


def schema_of(side: Side, resource: Resource) -> dict[str, Any] | None:
    """The Table Schema of a resource as it was written; None where there is none."""
    found = linked(side, resource, "schema")
    return found if isinstance(found, dict) else None


def linked(side: Side, resource: Resource, name: str) -> Any:
    """A property that is an object or the path of one: the object."""
    given = resource.given.get(name)
    if not isinstance(given, str):
        return given
    if is_remote(given):
        return {"$ref": given}
    if fault := fault_of(given):
        raise _unreadable(side, resource, f"the path of its {name}, {given!r}, {fault}")
    try:
        return read_object(side.files, given)
    except ValueError as error:
        raise _unreadable(side, resource, f"the file of its {name}, {given!r}, {error}") from None


def is_readable(resource: Resource) -> bool:
    """Whether the data are at hand: in the package, not on the web."""
    return "data" in resource.given or not any(map(is_remote, resource.paths))


def reading(side: Side, resource: Resource) -> tuple[Any, ...]:
    """What decides how the bytes of a resource are read."""
    own = [resource.given.get(key) for key in ("format", "mediatype", "encoding", "compression", "type", "profile")]
    return (
        resource.format,
        resource.owner.version,
        *own,
        *(linked(side, resource, key) for key in ("dialect", "schema")),
    )


def copied_by(resource: Resource) -> tuple[str, ...]:
    """The tables of the package whose data a resource holds once more, in another form."""
    names = resource.given.get("broadsheet:repeats")
    return tuple(filter(lambda name: isinstance(name, str), names)) if isinstance(names, list) else ()


def same_bytes(old: tuple[Side, Resource], new: tuple[Side, Resource]) -> bool:
    """Whether two resources hold the same bytes, file by file; reading ends where they part."""
    one, two = old[1], new[1]
    if "data" in one.given or "data" in two.given:
        return _inline(one) == _inline(two)
    if not (is_readable(one) and is_readable(two)):
        return one.paths == two.paths and _hashes(one) == _hashes(two)
    streams = (_blocks(old), _blocks(new))
    try:
        return all(first == second for first, second in zip_longest(*streams))
    finally:
        for stream in streams:
            stream.close()


def _blocks(of: tuple[Side, Resource]) -> Any:
    """The stored bytes in blocks of one size, whatever pieces they come in."""
    side, resource = of
    buffer = bytearray()
    for chunk in _chunks(side, resource):
        buffer += chunk
        while len(buffer) >= BLOCK:
            yield bytes(buffer[:BLOCK])
            del buffer[:BLOCK]
    yield bytes(buffer)


BLOCK = 1 << 20


def content_of(side: Side, resource: Resource) -> dict[str, Any]:
    """What a file is known by: its length and its SHA-256; for what lies elsewhere, what the descriptor says."""
    if "data" in resource.given:
        data = _inline(resource).encode()
        return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    if not is_readable(resource):
        return {key: resource.given[key] for key in ("path", "bytes", "hash", PARTS) if key in resource.given}
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(side, resource):
        digest.update(chunk)
        size += len(chunk)
    return {"bytes": size, "hash": f"sha256:{digest.hexdigest()}"}


def _hashes(resource: Resource) -> Any:
    """What a descriptor says of the bytes of a resource: the hash of each file, or else that of all."""
    each = [file.get("hash") for file in stated(resource.given)]
    return each if all(each) else resource.given.get("hash")


def _inline(resource: Resource) -> str:
    return json.dumps(resource.given.get("data"), sort_keys=True, ensure_ascii=False)


def _chunks(side: Side, resource: Resource) -> Iterator[bytes]:
    try:
        yield from chain.from_iterable(map(side.files.chunks, resource.paths))
    except MissingFile as error:
        raise _unreadable(side, resource, f"its file {error} is not in the package", _whole(side)) from None
    except (RefusedFile, BeyondCap) as error:
        raise _unreadable(side, resource, f"its file {error}") from None
    except OSError as error:
        raise _unreadable(side, resource, f"its file cannot be read: {error.strerror}") from None


def _unreadable(
    side: Side, resource: Resource, reason: str, hint: str = "broadsheet validate tells more"
) -> UnreadableError:
    return UnreadableError(f"{side.shown}: resource {resource.name}: {reason}", hint=hint)


def _whole(side: Side) -> str:
    """What helps where a file is missing: hosts that know no folders leave a release flat, its zip whole."""
    archive = next(iter(sorted(Path(side.shown).glob("*.zip"))), None)
    return f"name {archive.as_posix()}, which has all files" if archive else "broadsheet validate tells more"
