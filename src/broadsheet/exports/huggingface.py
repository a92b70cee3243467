"""The card of a data set on the Hugging Face Hub: README.md with YAML in front, which names the Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Options
from broadsheet.exports.facts import facts_of, is_several, license_address
from broadsheet.exports.forms import yaml_list, yaml_scalar
from broadsheet.exports.readme import readme
from broadsheet.exports.terms import translated

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["card", "export"]

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))

USAGE = """```python
from datasets import load_dataset

articles = load_dataset("{place}", "articles")  # for OWNER, write the account on the Hub
```"""


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """Hugging Face card: README.md, by which `datasets.load_dataset` reads each table from its Parquet file."""
    return {"README.md": card(package, "OWNER/" + package.name).encode()}


def card(package: Package, place: str) -> str:
    """The card: what the Hub reads, each table as a configuration of its own, then the page for people."""
    facts = facts_of(package)
    body = readme(package.descriptor, USAGE.format(place=place))
    return "\n".join(["---", *_front(facts), "---", "", body])


def _front(facts: Mapping[str, Any]) -> Iterator[str]:
    known = {name: value for name, value in facts.items() if name not in {"licenses", "files"}}
    for key, value in translated(known, "dataset", "huggingface").items():
        items = [yaml_scalar(each) for each in value] if isinstance(value, list) else []
        yield from yaml_list(key, items) if items else [f"{key}: {yaml_scalar(value)}"]
    yield from _licence(facts["licenses"])
    tables = facts["variables"]
    yield from yaml_list("size_categories", [yaml_scalar(_size(sum(table["broadsheet:rows"] for table in tables)))])
    yield "configs:"
    for table in tables:
        yield f"  - config_name: {yaml_scalar(table['name'])}"
        files = f"data/{table['name']}{'-*' if is_several(table) else ''}.parquet"
        yield f"    data_files: {yaml_scalar(files)}"
        if table["name"] == "articles":
            yield "    default: true"


def _licence(licences: list[Mapping[str, str]]) -> Iterator[str]:
    """The licence as the Hub names it; what it does not know is `other`, with a name and an address."""
    first = licences[0]
    if len(licences) == 1 and not first["name"].startswith("LicenseRef-"):
        yield f"license: {yaml_scalar(first['name'].lower())}"
        return
    yield "license: other"
    yield f"license_name: {yaml_scalar(' and '.join(each['name'] for each in licences))}"
    if address := license_address(first):
        yield f"license_link: {yaml_scalar(address)}"


def _size(rows: int) -> str:
    return next((name for bound, name in SIZES if rows < bound), "1M<n<10M")
