"""The descriptor of a package: its JSON, its version, its own properties."""

from __future__ import annotations

from typing import Any

from broadsheet.checks.packages.files import Files
from broadsheet.checks.packages.profile import package_rules
from broadsheet.checks.packages.shapes import named
from broadsheet.checks.tables.caps import BeyondCap
from broadsheet.checks.tables.findings import Findings
from broadsheet.checks.tables.troubles import MissingFile, RefusedFile
from broadsheet.checks.tables.values.structures import NotJsonError, read_json
from broadsheet.issues import plural

__all__ = ["UnreadObject", "check_descriptor", "read_descriptor", "read_object", "version_of"]

KNOWN = ("datapackage.org/profiles/", "specs.frictionlessdata.io/schemas/", "frictionlessdata.io/schemas/")


class UnreadObject(ValueError):  # noqa: N818 - a fact, not an error
    """A file that was not read: the text says why; `code` and `hint` are those of the rule."""

    def __init__(self, message: str, code: str, hint: str | None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


def read_object(files: Files, path: str) -> Any:
    """The JSON value of a file; ValueError says why there is none, UnreadObject and BeyondCap under which rule."""
    data = bytearray()
    try:
        for chunk in files.chunks(path):
            data += chunk
            if len(data) > files.caps.descriptor:
                raise BeyondCap(f"has more than {plural(files.caps.descriptor, 'byte')}", "descriptor")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    except MissingFile:
        raise ValueError("is not in the package") from None
    except RefusedFile as error:
        raise (UnreadObject(str(error), error.code, error.hint) if error.code else ValueError(str(error))) from None
    except OSError as error:
        raise UnreadObject(f"cannot be read: {error.strerror}", "B523", None) from None
    if not text.strip():
        raise ValueError("is empty")
    return read_json(text, files.caps)


def read_descriptor(files: Files, path: str, findings: Findings) -> dict[str, Any] | None:
    """The descriptor, or None after reporting why there is none."""
    try:
        given = read_object(files, path)
    except (BeyondCap, UnreadObject) as error:
        findings.add(error.code, f"The descriptor {error}.", hint=error.hint, path=path)
        return None
    except NotJsonError as error:
        hint = "mend the syntax there" if error.at else "write one JSON object in UTF-8"
        findings.add("B501", f"The descriptor {error}{error.at}.", hint=hint, path=path, line=error.line)
        return None
    except ValueError as error:
        findings.add("B501", f"The descriptor {error}.", hint="write one JSON object in UTF-8", path=path)
        return None
    if not isinstance(given, dict):
        findings.add(
            "B501", "The descriptor is not a JSON object.", hint="write one JSON object with resources", path=path
        )
        return None
    return given


def version_of(given: dict[str, Any]) -> int:
    """1 or 2: the version of the standard that a descriptor follows.

    >>> version_of({"resources": []}), version_of({"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"})
    (1, 2)
    """
    profile = given.get("$schema")
    if "$schema" not in given:
        return 1
    return 1 if isinstance(profile, str) and "/1." in profile else 2


def check_descriptor(given: dict[str, Any], path: str, findings: Findings) -> None:
    """Check the properties of the package itself."""
    for name, check in package_rules(version_of(given)).items():
        if name in given:
            for pointer, message in check(given[name]):
                at = f"/{name}{pointer}"
                findings.add("B502", f"{named(at)} {message}.", hint="correct the property", path=path, pointer=at)
    resources = given.get("resources")
    if not isinstance(resources, list) or not resources:
        findings.add(
            "B502",
            "A package has resources, a list of at least one.",
            hint="list its files",
            path=path,
            pointer="/resources",
        )
    profile = given.get("$schema")
    if isinstance(profile, str) and "://" in profile and not any(known in profile for known in KNOWN):
        message = f"The profile {profile[:100]} is not known here and was not read."
        findings.add("B516", message, hint="validate against it elsewhere", path=path, pointer="/$schema")
