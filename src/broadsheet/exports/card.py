"""The card of a data set on the Hugging Face Hub: README.md with YAML in front, which names the Parquet files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["card"]

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card(descriptor: Mapping[str, Any], body: str, languages: list[str]) -> str:
    """The card: what the Hub reads, each table as a configuration of its own, then the page for people."""
    return "\n".join(["---", *_front(descriptor, languages), "---", "", body])


def _front(descriptor: Mapping[str, Any], languages: list[str]) -> Iterator[str]:
    tables = [each for each in descriptor["resources"] if each.get("type") == "table"]
    yield f"pretty_name: {_scalar(descriptor['title'])}"
    yield from _licence(descriptor["licenses"])
    yield from _list("language", languages)
    yield from _list("tags", descriptor.get("keywords", []))
    yield from _list("size_categories", [_size(sum(table["broadsheet:rows"] for table in tables))])
    yield "configs:"
    for table in tables:
        yield f"  - config_name: {_scalar(table['name'])}"
        yield f"    data_files: {_scalar('data/' + table['name'] + '.parquet')}"
        if table["name"] == "articles":
            yield "    default: true"


def _licence(licences: list[Mapping[str, str]]) -> Iterator[str]:
    """The licence as the Hub names it; what it does not know is `other`, with a name and an address."""
    first = licences[0]
    if len(licences) == 1 and not first["name"].startswith("LicenseRef-"):
        yield f"license: {_scalar(first['name'].lower())}"
        return
    yield "license: other"
    yield f"license_name: {_scalar(' and '.join(each['name'] for each in licences))}"
    if "path" in first:
        yield f"license_link: {_scalar(first['path'])}"


def _list(key: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"{key}:"
        yield from (f"  - {_scalar(item)}" for item in items)


def _size(rows: int) -> str:
    return next((name for bound, name in SIZES if rows < bound), "1M<n<10M")


def _scalar(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\x7f")
