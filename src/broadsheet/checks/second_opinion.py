"""What frictionless-py says of a data package, in the form of our reports.

frictionless follows links and reads what a descriptor names; so the descriptor is looked
through first, and a package that points out of its folder, or to a host that is not allowed,
is not handed to it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from broadsheet.checks.packages.descriptor import read_object
from broadsheet.checks.packages.files import Files
from broadsheet.checks.packages.paths import fault_of, is_remote
from broadsheet.checks.packages.stores import FolderStore
from broadsheet.checks.tables.findings import Findings
from broadsheet.errors import BroadsheetError, UnreadableError
from broadsheet.issues import RULES, Issue, Report, excerpt, rule

__all__ = ["check_with_frictionless", "from_frictionless"]

DESCRIPTOR = "datapackage.json"
OTHER = "B520"
CONSTRAINTS = {
    "required": "B641",
    "minimum": "B642",
    "maximum": "B642",
    "exclusiveMinimum": "B642",
    "exclusiveMaximum": "B642",
    "minLength": "B643",
    "maxLength": "B643",
    "pattern": "B644",
    "enum": "B645",
    "jsonSchema": "B646",
}
CODES = {each.name: each.code for each in reversed(list(RULES.values())) if "B5" <= each.code < "B7"}
"""The first of our codes under each type of error."""

POINTING = {"path", "extrapaths", "schema", "dialect", "profile", "profiles", "$schema"}
TELLING = {"data", "sources", "licenses", "contributors"}
"""Properties that name files, and those that only tell of some."""

OFFICIAL = ("https://datapackage.org/", "https://specs.frictionlessdata.io/", "https://frictionlessdata.io/")
"""Where the profiles of the standard stand, which frictionless carries with it."""


def check_with_frictionless(path: Path, *, limit: int | None = 100, allow_remote: Collection[str] = ()) -> Report:
    """The report of frictionless on a package, translated.

    Raises UnreadableError when frictionless would read what the package may not name, and
    BroadsheetError when frictionless is not installed.
    """
    try:
        import frictionless  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        hint = "pip install 'broadsheet[frictionless]'"
        raise BroadsheetError("frictionless is not installed", hint=hint) from None
    if path.is_file() and path.suffix.lower() != ".json":
        raise UnreadableError("archives are not handed to frictionless", hint="unpack it first; then name its folder")
    descriptor = path / DESCRIPTOR if path.is_dir() else path
    for reason in _reasons(descriptor, allow_remote):
        raise UnreadableError(f"frictionless is not asked: {reason}", hint="correct the descriptor, or allow the host")
    try:
        found = frictionless.validate(os.fspath(descriptor), type="package")
    except Exception as error:  # it fails in many ways, which say nothing about the data
        message = f"frictionless failed ({type(error).__name__})"
        raise UnreadableError(message, hint="use our own engine") from error
    return from_frictionless(found, path=descriptor.name, limit=limit)


def _reasons(descriptor: Path, allowed: Collection[str]) -> Iterator[str]:
    """Why the descriptor may not be handed on."""
    files = Files(FolderStore(descriptor.parent), allowed)
    try:
        given = read_object(files, descriptor.name)
    except ValueError:
        return
    for path in _paths(given):
        if is_remote(path):
            if _host(path) not in allowed and not path.startswith(OFFICIAL):
                yield f"{path[:100]!r} is on a host that is not allowed"
        elif fault := fault_of(path) or _refused(files, path):
            yield f"{path[:100]!r} {fault}"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _refused(files: Files, path: str) -> str | None:
    """Why a file is not read; one that is not there does no harm."""
    trouble = files.trouble(path)
    return trouble[1] if trouble and "not in the package" not in trouble[1] else None


def _paths(value: Any) -> Iterator[str]:
    """Every path in a part of a descriptor."""
    if isinstance(value, list):
        for each in value:
            yield from _paths(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in POINTING:
                yield from (path for path in (each if isinstance(each, list) else [each]) if isinstance(path, str))
            if name not in TELLING:
                yield from _paths(each)


def from_frictionless(report: Any, *, path: str | None = None, limit: int | None = 100) -> Report:
    """Our Report of a `frictionless.Report`, or of its descriptor.

    Types keep their names; codes are the nearest ones, B520 where there is none. `path` is the
    file of the descriptor; `limit` says how many issues of each kind are shown.

    >>> from_frictionless({"tasks": [], "errors": [{"type": "package-error", "note": "no resources"}]}).issues[0].code
    'B501'
    """
    given: dict[str, Any] = report if isinstance(report, dict) else report.to_descriptor()
    issues = [_issue(error, None, path) for error in given.get("errors", ())]
    rows = size = 0
    for task in given.get("tasks", ()):
        rows += task.get("stats", {}).get("rows") or 0
        size += task.get("stats", {}).get("bytes") or 0
        issues += [_issue(error, task["name"], task.get("place")) for error in task.get("errors", ())]
    stats = {"resources": len(given.get("tasks", ())), "rows": rows, "bytes": size, "engine": "frictionless"}
    return _limited(issues, stats, limit)


def _limited(issues: list[Issue], stats: dict[str, Any], limit: int | None) -> Report:
    found = Findings(limit)
    for issue in issues:
        found.take(issue)
    totals = Counter(issue.type for issue in issues)
    return Report(tuple(found.issues), {**stats, **found.stats(), "errors": dict(sorted(totals.items()))})


def _issue(error: dict[str, Any], resource: str | None, path: str | None) -> Issue:
    code = _code(error)
    return Issue(
        code,
        str(error["type"]),
        rule(code).severity,
        str(error.get("message") or error.get("note") or error["type"]),
        None,
        path if path != "<memory>" else None,
        resource,
        _row(error),
        error.get("fieldName") or None,
        excerpt(str(cell)) if (cell := error.get("cell") or error.get("label")) else None,
    )


def _row(error: dict[str, Any]) -> int | None:
    number = error.get("rowNumber")
    return number if isinstance(number, int) else None


def _code(error: dict[str, Any]) -> str:
    if error["type"] == "constraint-error":
        words = str(error.get("note", "")).replace('"', " ").split()
        return next((CONSTRAINTS[word] for word in words if word in CONSTRAINTS), CODES["constraint-error"])
    found = CODES.get(str(error["type"]), OTHER)
    return found if rule(found).severity == "error" else OTHER
