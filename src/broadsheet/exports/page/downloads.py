"""What can be downloaded: the files of the package, with lengths and hashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from broadsheet.exports.exporter import Options
from broadsheet.exports.page.wording import size

__all__ = ["Download", "downloads"]

FORMATS = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}


@dataclass(frozen=True)
class Download:
    """A file of the package."""

    resource: str
    title: str
    path: str
    href: str
    format: str
    rows: str
    size: str
    sha256: str


def downloads(descriptor: Mapping[str, Any], options: Options) -> list[Download]:
    """The files of the package, in the order of its descriptor."""
    return [_download(resource, options) for resource in descriptor["resources"]]


def _download(resource: Mapping[str, Any], options: Options) -> Download:
    path = str(resource["path"])
    form, rows = path.rpartition(".")[2], resource.get("broadsheet:rows")
    length = resource.get("bytes", resource.get("broadsheet:bytes"))
    return Download(
        resource=str(resource["name"]),
        title=str(resource.get("title") or resource["name"]),
        path=path,
        href=f"{options.base.rstrip('/')}/{quote(path)}" if options.base else quote(path),
        format=FORMATS.get(form, form),
        rows=f"{rows:,}" if isinstance(rows, int) else "",
        size=size(length if isinstance(length, int) else None),
        sha256=str(resource.get("hash", "")).removeprefix("sha256:"),
    )
