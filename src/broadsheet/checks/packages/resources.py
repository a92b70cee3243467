"""What the standard asks of a resource; what can be read becomes a Resource."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.checks.fixity import PARTS
from broadsheet.checks.packages.compression import ENDINGS
from broadsheet.checks.packages.paths import fault_of, is_remote
from broadsheet.checks.packages.profile import resource_rules
from broadsheet.checks.packages.shapes import Check, named
from broadsheet.checks.tables.findings import Findings

__all__ = ["Owner", "Resource", "is_encoding", "read_resource"]

FORMATS = {
    "csv": "csv", "tsv": "tsv", "tab": "tsv", "json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "jsonlines": "jsonl",
    "parquet": "parquet", "parq": "parquet", "pq": "parquet", "xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls",
    "ods": "ods",
}  # fmt: skip
MEDIATYPES = {
    "text/csv": "csv", "text/tab-separated-values": "tsv", "application/json": "json", "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl", "application/vnd.apache.parquet": "parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx", "application/vnd.ms-excel": "xls",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}  # fmt: skip
PLACES = ("", "https://specs.frictionlessdata.io/schemas/", "http://specs.frictionlessdata.io/schemas/")


@dataclass(frozen=True, slots=True)
class Owner:
    """The package that a resource belongs to: its descriptor, where that stands, its version of the standard."""

    given: dict[str, Any]
    path: str
    version: int


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource whose properties were checked; `paths` are only those that may be read."""

    owner: Owner
    index: int
    name: str
    given: dict[str, Any]
    paths: tuple[str, ...]
    is_table: bool
    format: str | None

    @property
    def pointer(self) -> str:
        """Where it stands in the descriptor."""
        return f"/resources/{self.index}"


def read_resource(given: Any, index: int, owner: Owner, findings: Findings) -> Resource | None:
    """The Resource of a descriptor; everything that is wrong with it is reported."""
    name = given.get("name") if isinstance(given, dict) else None
    shown = name if isinstance(name, str) else None
    where: dict[str, Any] = {"path": owner.path, "resource": shown}
    at = f"/resources/{index}"
    if not isinstance(given, dict):
        findings.add("B503", "A resource is an object.", hint="write an object with name and path", pointer=at, **where)
        return None
    if "url" in given and not {"path", "data"} & given.keys():
        given = {**given, "path": given["url"]}  # as version 0 has it
    for code, pointer, message in _flaws(given, owner.version):
        findings.add(code, message, hint="correct the property", pointer=at + pointer, **where)
    paths = _paths(given)
    good = not any(fault_of(each) for each in paths)
    if "path" in given and "data" not in given and not (paths and good):
        return None
    if "path" not in given and "data" not in given:
        return None
    return Resource(
        owner,
        index,
        shown or f"#{index + 1}",
        given,
        paths if good else (),
        _is_table(given, owner.given),
        _format(given, paths),
    )


def _flaws(given: dict[str, Any], version: int) -> Iterator[tuple[str, str, str]]:
    if "name" not in given:
        yield "B503", "/name", "A resource has a name."
    for name, check in resource_rules(version).items():
        if name in given:
            yield from (("B503", at, f"{named(at)} {message}.") for at, message in _pointed(name, check, given[name]))
    if ("path" in given) == ("data" in given):
        yield "B505", "", "A resource has either path or data."
    if "path" in given:
        yield from _path_flaws(given["path"])
    if PARTS in given and not _tells_of_each(given):
        yield "B503", f"/{PARTS}", f"{PARTS} tells of each item of path, in their order."
    if "data" in given:
        yield from _data_flaws(given)
    if isinstance(given.get("encoding"), str) and not is_encoding(given["encoding"]):
        yield "B512", "/encoding", "encoding names no encoding that is known."


def _pointed(name: str, check: Check, value: Any) -> Iterator[tuple[str, str]]:
    return ((f"/{name}{pointer}", message) for pointer, message in check(value))


def _path_flaws(path: Any) -> Iterator[tuple[str, str, str]]:
    listed = isinstance(path, list)
    paths = path if listed else [path]
    if not paths or not all(isinstance(each, str) for each in paths):
        yield "B503", "/path", "path is a string, or a list of at least one."
        return
    for place, each in enumerate(paths):
        if fault := fault_of(each):
            yield "B506", f"/path/{place}" if listed else "/path", f"The path {fault}."
    if len({is_remote(each) for each in paths}) > 1:
        yield "B503", "/path", "All items of path are URLs, or none is."


def _tells_of_each(given: dict[str, Any]) -> bool:
    """Whether what is told of each of several files is told of those in `path`."""
    parts, paths = given[PARTS], given.get("path")
    return isinstance(parts, list) and [_path_in(part) for part in parts] == paths


def _path_in(part: Any) -> Any:
    return part.get("path") if isinstance(part, dict) else None


def _data_flaws(given: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    data = given["data"]
    if isinstance(data, str):
        if "format" not in given and "mediatype" not in given:
            yield "B503", "/data", "Data in a string needs a format or a mediatype."
    elif not isinstance(data, list | dict):
        yield "B503", "/data", "data is an array, an object, or a string with a format."


def _paths(given: dict[str, Any]) -> tuple[str, ...]:
    path = given.get("path")
    paths: list[Any] = path if isinstance(path, list) else [path]
    return tuple(paths) if all(isinstance(each, str) for each in paths) else ()


def _is_table(given: dict[str, Any], package: dict[str, Any]) -> bool:
    tabular = _is_profile(given.get("profile"), "tabular-data-resource")
    inherited = "profile" not in given and _is_profile(package.get("profile"), "tabular-data-package")
    return given.get("type") == "table" or tabular or inherited or "schema" in given


def _is_profile(given: Any, name: str) -> bool:
    """Whether a profile is one of version 1, by its name or its URL."""
    return isinstance(given, str) and given.removesuffix(".json") in {place + name for place in PLACES}


def _format(given: dict[str, Any], paths: tuple[str, ...]) -> str | None:
    declared = given.get("format")
    if isinstance(declared, str) and declared.lower().lstrip(".") in FORMATS:
        return FORMATS[declared.lower().lstrip(".")]
    steps = paths[0].split("?")[0].rsplit("/", 1)[-1].lower().split(".")[1:] if paths else []
    while steps and steps[-1] in ENDINGS:
        steps.pop()
    if steps and steps[-1] in FORMATS and not isinstance(declared, str):
        return FORMATS[steps[-1]]
    media = given.get("mediatype")
    if isinstance(media, str) and media.split(";")[0].strip().lower() in MEDIATYPES:
        return MEDIATYPES[media.split(";")[0].strip().lower()]
    if isinstance(given.get("data"), list | dict):
        return "inline"
    return None


def is_encoding(name: str) -> bool:
    """Whether a name stands for an encoding of text."""
    try:
        return bool(codecs.lookup(name)._is_text_encoding)  # type: ignore[attr-defined, unused-ignore]  # noqa: SLF001 - the only way to ask
    except (LookupError, ValueError):
        return False
