"""How to cite a data package: CITATION.cff (Citation File Format 1.2)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["citation"]


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
    known = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it as below.",
        "type": "dataset",
        "title": descriptor["title"],
        "version": descriptor["version"],
        "date-released": descriptor["created"][:10],
        "abstract": descriptor["description"],
        "url": descriptor.get("homepage"),
    }
    yield from (f"{key}: {_scalar(value)}" for key, value in known.items() if value is not None)
    yield from _list("authors", (_author(each) for each in descriptor["contributors"]))
    yield from _list("keywords", (_scalar(each) for each in descriptor.get("keywords", ())))
    yield from _licence(descriptor["licenses"])


def _licence(licences: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """The licences: by their SPDX identifiers, or else by the address of the first that has one."""
    if not any(each["name"].startswith("LicenseRef-") for each in licences):
        yield from _list("license", (_scalar(each["name"]) for each in licences))
    elif address := next((each["path"] for each in licences if "path" in each), None):
        yield f"license-url: {_scalar(address)}"


def _author(contributor: Mapping[str, Any]) -> str:
    known = {"name": contributor["title"], "email": contributor.get("email"), "website": contributor.get("path")}
    return "\n    ".join(f"{key}: {_scalar(value)}" for key, value in known.items() if value is not None)


def _list(key: str, items: Iterator[str]) -> Iterator[str]:
    found = [f"  - {item}" for item in items]
    return iter([f"{key}:", *found] if found else [])


def _scalar(value: str) -> str:
    """A text as YAML writes it, whose quoted scalars may be those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\x7f")
