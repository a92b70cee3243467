"""What a release holds in any case: known from its descriptor, whatever its own lists say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet.checks.fixity import stated
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue
from broadsheet.packages.export import EXPORTS
from broadsheet.packages.guard import OF_RELEASES, SUMS
from broadsheet.publishing.proofs.files import Stated
from broadsheet.publishing.python_package import distribution_names
from broadsheet.publishing.signing import ENVELOPE

__all__ = ["DESCRIPTOR", "lacking", "schemas_in", "stated_in"]

DESCRIPTOR = "datapackage.json"


def lacking(folder: Path, listed: Mapping[str, Stated], descriptor: Mapping[str, Any]) -> Iterator[Issue]:
    """Every file that a release of a package has to hold, and that is neither there nor listed."""
    for path in sorted({*_required(descriptor), *_archives(folder, listed, descriptor)} - set(listed)):
        if not (folder / path).exists():
            message = f"is missing, and {SUMS} does not list it; every release has it"
            yield Issue.of("B801", message, hint="fetch the release again; do not trust this copy", path=path)


def _required(descriptor: Mapping[str, Any]) -> set[str]:
    """The files of a release; the signature is not among them, and the sums speak for themselves."""
    return {DESCRIPTOR, *OF_RELEASES, *stated_in(descriptor), *schemas_in(descriptor)} - {SUMS, ENVELOPE}


def _archives(folder: Path, listed: Mapping[str, Stated], descriptor: Mapping[str, Any]) -> Iterator[str]:
    """The names of the archives of which there is none of the kind."""
    name, version = descriptor.get("name"), descriptor.get("version")
    if not isinstance(name, str) or not isinstance(version, str):
        return
    present = {*listed, *(path.name for path in folder.iterdir())}
    names = (f"{name}-{version}.zip", *_distributions(name, version))
    yield from (each for each in names if not any(path.endswith(Path(each).suffix) for path in present))


def _distributions(name: str, version: str) -> tuple[str, ...]:
    try:
        return distribution_names(name, version)
    except BroadsheetError:
        return ()


def stated_in(descriptor: Mapping[str, Any]) -> dict[str, Stated]:
    """What a descriptor states of its files."""
    return {
        each["path"]: Stated(each["hash"].removeprefix("sha256:"), each.get("bytes"))
        for resource in _resources(descriptor)
        for each in stated(resource)
        if str(each.get("hash")).startswith("sha256:")
    }


def schemas_in(descriptor: Mapping[str, Any]) -> set[str]:
    """The paths of the JSON Schemas that a descriptor names."""
    found = (each.get("broadsheet:jsonSchema") for each in _resources(descriptor))
    return {path for path in found if isinstance(path, str)}


def _resources(descriptor: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The resources of a descriptor, and the exports that it lists as well."""
    listed = (descriptor.get(name) for name in ("resources", EXPORTS))
    return [each for found in listed if isinstance(found, list) for each in found if isinstance(each, dict)]
