"""The tables of a package: that CSV, JSON and Parquet hold the same data, and the digests are theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.errors import UnreadableError
from broadsheet.issues import Issue
from broadsheet.packages.package import Package
from broadsheet.tables.formats import digest, from_parquet

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
                frame = read()
            except (UnreadableError, OSError):
                continue
            except Exception as error:  # noqa: BLE001 - whatever a reader of tables finds wrong
                yield Issue.of("B808", f"cannot be read as a table: {error}", hint=HINT, path=form)
                continue
            if (found := _digest(frame, resources[name]["schema"])) != stated:
                message = f"holds data with the digest {found}; the descriptor says {stated}"
                yield Issue.of("B808", message, hint=HINT, path=form, resource=name)
    yield from _records(package, resources)


def _forms(package: Package, resources: dict[str, Any], name: str) -> Iterator[tuple[str, Callable[[], pl.DataFrame]]]:
    """The files of a table with what reads each of them."""
    yield resources[name]["path"], lambda: package[name]
    if (parquet := resources.get(f"{name}-parquet")) is not None:
        yield parquet["path"], lambda: from_parquet(package.read(parquet))


def _digest(frame: pl.DataFrame, schema: Any) -> str:
    return f"sha256:{digest(frame, schema)}"


def _records(package: Package, resources: dict[str, Any]) -> Iterator[Issue]:
    """The nested records, which have to be those that the tables make up."""
    for kind in ("articles", "entities", "outlets", "copies"):
        resource = resources.get(f"{kind}-json")
        if resource is None:
            continue
        try:
            nested, ours = orjson.loads(package.read(resource)), package.records[kind]
        except (UnreadableError, OSError, KeyError, ValueError):
            continue
        if nested != ours:
            yield Issue.of("B808", "holds other records than the tables", hint=HINT, path=resource["path"])
