"""How to cite a data package: CITATION.cff (Citation File Format 1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, with_addresses
from broadsheet.exports.forms import yaml_list, yaml_scalar
from broadsheet.exports.terms import translated

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["citation", "export"]


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """CITATION.cff: how to cite the data set."""
    facts_of(package)
    return {"CITATION.cff": citation(package.descriptor).encode()}


def citation(descriptor: Mapping[str, Any]) -> str:
    """The CITATION.cff of a package. `date-released` is the day on which the package counts as created.

    >>> print(citation(broadsheet.open("datapackage.json").descriptor))
    cff-version: "1.2.0"
    message: "If you use this data set, please cite it as below."
    type: "dataset"
    ...
    """
    return "\n".join(_lines(descriptor)) + "\n"


def _lines(descriptor: Mapping[str, Any]) -> Iterator[str]:
    yield 'cff-version: "1.2.0"'
    yield 'message: "If you use this data set, please cite it as below."'
    yield 'type: "dataset"'
    said = with_addresses(descriptor)
    known = {**said, "created": said["created"][:10], "creators": said["contributors"]}
    for key, value in translated(known, "dataset", "citation").items():
        yield from _entry(key, value)


def _entry(key: str, value: Any) -> Iterator[str]:
    match key:
        case "authors":
            yield from yaml_list(key, (_author(each) for each in value))
        case "keywords":
            yield from yaml_list(key, (yaml_scalar(each) for each in value))
        case "license":
            yield from _licence(value)
        case _:
            yield f"{key}: {yaml_scalar(value)}"


def _licence(licences: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """The licences: by their SPDX identifiers, or else by the address of the first that has one."""
    if not any(each["name"].startswith("LicenseRef-") for each in licences):
        yield from yaml_list("license", (yaml_scalar(each["name"]) for each in licences))
    elif address := next((each["path"] for each in licences if "path" in each), None):
        yield f"license-url: {yaml_scalar(address)}"


def _author(contributor: Mapping[str, Any]) -> str:
    """An author as an entity: which part of a name is the family's, is not told."""
    known = {name: contributor.get(name) for name in ("title", "email", "path")}
    named = translated(known, "agent", "citation")
    return "\n    ".join(f"{key}: {yaml_scalar(value)}" for key, value in named.items())
