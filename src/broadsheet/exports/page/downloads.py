"""What can be downloaded: the files of the package, with lengths and hashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.checks.fixity import stated
from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import files_of, within
from broadsheet.exports.page.wording import size

__all__ = ["Download", "downloads"]

FORMATS = {"csv": "CSV", "json": "JSON", "jsonl": "JSON Lines", "parquet": "Parquet"}


@dataclass(frozen=True)
class Download:
    """A file of the package."""

    resource: str
    title: str
    href: str
    format: str
    rows: str
    size: str
    sha256: str


def downloads(descriptor: Mapping[str, Any], options: Options) -> list[Download]:
    """The files of the package, in the order of its descriptor."""
    return [
        _download(each["name"], facts, told.get("rows"), options)
        for each in descriptor["resources"]
        for facts, told in zip(files_of(each), stated(each), strict=True)
    ]


def _download(resource: str, facts: Mapping[str, Any], rows: object, options: Options) -> Download:
    form = str(facts["path"]).rpartition(".")[2]
    return Download(
        resource=resource,
        title=str(facts["title"] or facts["name"]),
        href=within(options.base, facts["path"]),
        format=FORMATS.get(form, form),
        rows=f"{rows:,}" if isinstance(rows, int) else "",
        size=size(facts["bytes"]),
        sha256=str(facts["sha256"]),
    )
