"""A copy of the tables for programs that take some cells for formulas: Excel, LibreOffice, Google Sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.exports.exporter import Files, Options
from broadsheet.tables.formats import to_csv

if TYPE_CHECKING:
    import polars as pl

    from broadsheet.packages.package import Package

__all__ = ["escaped", "export"]

FORMULA = r"^[\s\x00-\x1f\x7f]*[=+\-@＝＋－＠|%]|^[\t\r\n]"
"""How a text begins that a spreadsheet may take for a formula or a command (OWASP, CSV Injection)."""

BOM = b"\xef\xbb\xbf"
"""By this mark Excel knows that a CSV is UTF-8."""


def export(package: Package, options: Options) -> Mapping[str, bytes]:
    """Tables in CSV for spreadsheets: cells like formulas begin with an apostrophe; changed.csv counts them."""
    return Files(lambda: _files(package))


def _files(package: Package) -> Iterator[tuple[str, Iterable[bytes]]]:
    for name in package:
        yield f"spreadsheet/{name}.csv", _table(package, name)
    yield "spreadsheet/changed.csv", _changed(package)


def _table(package: Package, name: str) -> Iterator[bytes]:
    """A table, file by file."""
    yield BOM
    for number, rows in enumerate(package.frames(name, published=True)):
        yield to_csv(escaped(rows)[0], header=number == 0)


def _changed(package: Package) -> Iterator[bytes]:
    """How many cells of each column were changed."""
    import polars as pl  # noqa: PLC0415 - heavy

    counts: list[dict[str, Any]] = []
    for name in package:
        changed = Counter[str]()
        for rows in package.frames(name, published=True):
            changed.update(escaped(rows)[1])
        counts += [{"table": name, "column": column, "cells": cells} for column, cells in changed.items() if cells]
    schema = {"table": pl.String, "column": pl.String, "cells": pl.Int64}
    yield BOM + to_csv(pl.DataFrame(counts, schema=schema))


def escaped(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """A table whose texts no spreadsheet takes for formulas, and how many cells of each column were changed.

    >>> frame, changed = escaped(pl.DataFrame({"note": ["=1+1", "one"], "value": [-1, 2]}))
    >>> frame["note"].to_list(), frame["value"].to_list(), changed
    (["'=1+1", 'one'], [-1, 2], {'note': 1})
    """
    import polars as pl  # noqa: PLC0415 - heavy

    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    risky = {name: pl.col(name).str.contains(FORMULA).fill_null(value=False) for name in texts}
    counts = frame.select(mask.sum().alias(name) for name, mask in risky.items()).row(0) if texts else ()
    masked = [
        pl.when(mask).then(pl.concat_str(pl.lit("'"), pl.col(name))).otherwise(pl.col(name)).alias(name)
        for name, mask in risky.items()
    ]
    return frame.with_columns(masked), dict(zip(texts, counts, strict=True))
