"""The tables of a package: that CSV, JSON and Parquet hold the same data, and the digests are theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.checks.fixity import paths_of
from broadsheet.errors import UnreadableError
from broadsheet.issues import Issue
from broadsheet.packages.package import Package
from broadsheet.tables.formats import digest_of, from_parquet

if TYPE_CHECKING:
    import polars as pl

__all__ = ["compare_tables"]

HINT = "do not trust this release; its publisher should build it again"


def compare_tables(package: Package) -> Iterator[Issue]:
    """Every file whose data are others than those of the table in CSV, or than its digest says.

    Files that do not have the hash of the descriptor are passed over: that is told elsewhere.
    """
    resources = {each["name"]: each for each in package.descriptor["resources"]}
    for name in package:
        stated = resources[name].get("broadsheet:digest")
        for form, read in _forms(package, resources, name):
            try:
                found = f"sha256:{digest_of(read(), resources[name]['schema'])}"
            except (UnreadableError, OSError):
                continue
            except Exception as error:  # noqa: BLE001 - whatever a reader of tables finds wrong
                yield Issue.of("B808", f"cannot be read as a table: {error}", hint=HINT, path=form)
                continue
            if found != stated:
                message = f"holds data with the digest {found}; the descriptor says {stated}"
                yield Issue.of("B808", message, hint=HINT, path=form, resource=name)
    yield from _records(package, resources)


def _forms(
    package: Package, resources: dict[str, Any], name: str
) -> Iterator[tuple[str, Callable[[], Iterator[pl.DataFrame]]]]:
    """What holds a table, with what reads its rows, file by file."""
    yield paths_of(resources[name])[0], lambda: package.frames(name)
    if (parquet := resources.get(f"{name}-parquet")) is not None:
        yield paths_of(parquet)[0], lambda: map(from_parquet, package.files(parquet))


def _records(package: Package, resources: dict[str, Any]) -> Iterator[Issue]:
    """The nested records, which have to be those that the tables make up."""
    for kind in ("articles", "entities", "outlets", "copies"):
        resource = resources.get(f"{kind}-json")
        if resource is None:
            continue
        try:
            ours = package.article_records() if kind == "articles" else package.others[kind]
            same = all(one == other for one, other in zip_longest(_nested(package, resource), ours))
        except (UnreadableError, OSError, KeyError, ValueError):
            continue
        if not same:
            yield Issue.of("B808", "holds other records than the tables", hint=HINT, path=paths_of(resource)[0])


def _nested(package: Package, resource: Mapping[str, Any]) -> Iterator[Any]:
    """The records of a resource: the items of an array, or the lines of its files."""
    for data in package.files(resource):
        yield from map(orjson.loads, data.splitlines()) if resource["format"] == "jsonl" else orjson.loads(data)
