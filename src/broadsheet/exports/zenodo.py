"""The metadata of a Zenodo deposit (Zenodo REST API, deposit metadata)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.errors import BroadsheetError

__all__ = ["REQUIRED", "deposit"]

REQUIRED = ("title", "upload_type", "publication_date", "creators", "description", "access_right", "license")
"""What Zenodo asks of an open data set."""

AUTHORS = {"author", "creator", "editor"}


def deposit(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata of a deposit of a package; BroadsheetError names what Zenodo asks for and the settings lack.

    >>> deposit(broadsheet.open("datapackage.json").descriptor)["metadata"]["license"]
    'cc-by-4.0'
    """
    people = descriptor["contributors"]
    creators = [each for each in people if AUTHORS & set(each.get("roles", ()))] or people
    found = {
        "title": descriptor["title"],
        "upload_type": "dataset",
        "publication_date": descriptor["created"][:10],
        "creators": [_creator(each) for each in creators],
        "description": descriptor["description"],
        "access_right": "open",
        "license": descriptor["licenses"][0]["name"].lower(),
        "version": descriptor["version"],
        "keywords": descriptor.get("keywords", []),
        "notes": _licences(descriptor),
    }
    if lacking := [name for name in REQUIRED if not found[name]]:
        raise BroadsheetError(f"Zenodo asks for {', '.join(lacking)}", hint="say it in the settings")
    return {"metadata": {name: value for name, value in found.items() if value}}


def _creator(contributor: Mapping[str, Any]) -> dict[str, str]:
    known = {"name": contributor["title"], "affiliation": contributor.get("organization")}
    return {name: value for name, value in known.items() if value}


def _licences(descriptor: Mapping[str, Any]) -> str:
    """Zenodo takes one licence; the others are named in a note."""
    names = [each["name"] for each in descriptor["licenses"]]
    return f"Licences: {', '.join(names)}." if len(names) > 1 else ""
