"""The rows of Parquet files as records of articles: each field of the record is a column."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.checks.shapes import schema
from broadsheet.checks.tables.troubles import BrokenTable
from broadsheet.errors import UnreadableError
from broadsheet.sources.parquet import columns_of, frames_of

if TYPE_CHECKING:
    import polars as pl

__all__ = ["are_records", "lines_of"]

_WHOLE = re.compile(rb'(?<=[A-Za-z_]":)(-?[0-9]{1,15})\.0(?=[,}])')
"""A whole number with a fraction behind a key: in a string no quotation mark stands between a letter and a colon."""


def are_records(path: Path) -> bool:
    """Whether the rows of a Parquet file are records, and not those of a table: what records nest is nested."""
    try:
        kinds = columns_of(path)
    except UnreadableError:
        return False
    return any(kind.is_nested() for name, kind in kinds.items() if name in _fields())


def lines_of(path: str) -> Iterator[bytes]:
    """The rows of a Parquet file of articles as lines of compact JSON, some at a time.

    What a table holds as 12.0 is 12, and a list that is not there is left out. BrokenTable where the file is damaged,
    or its columns are not those of articles.
    """
    try:
        kinds = columns_of(Path(path))
        if fault := _fault(kinds):
            raise BrokenTable(fault)
        for frame in frames_of(Path(path), list(kinds)):
            buffer = io.BytesIO()
            frame.write_ndjson(buffer)
            yield _completed(_WHOLE.sub(rb"\1", buffer.getvalue()))
    except UnreadableError as error:
        raise BrokenTable(str(error).removeprefix("it ")) from None


@cache
def _fields() -> Mapping[str, Any]:
    found: Mapping[str, Any] = schema("article")["properties"]
    return found


def _fault(kinds: Mapping[str, pl.DataType]) -> str | None:
    """What is wrong with the columns as a whole; values are judged row by row."""
    import polars as pl  # noqa: PLC0415 - heavy

    if missing := [name for name in schema("article")["required"] if name not in kinds]:
        return f"has no column {', '.join(missing)}: each field of the record is a column"
    for name, field in _fields().items():
        kind = kinds.get(name, pl.Null())
        if field.get("type") == "array" and not isinstance(kind, pl.List | pl.Array | pl.Null):
            return f"has {kind} in the column {name}, which is a list in records"
        if "$ref" in field and not isinstance(kind, pl.Struct):
            return f"has {kind} in the column {name}, which is nested in records"
    return None


@cache
def _absent() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Fields that may be missing in a record and may not be null, as they stand in JSON where a table has nothing."""
    found = [schema("article"), *schema("article")["$defs"].values()]
    told = {
        name
        for each in found
        for name, field in each.get("properties", {}).items()
        if name not in each.get("required", ()) and isinstance(field.get("type"), str)
    }
    names = b"|".join(sorted(name.encode() for name in told))
    return re.compile(rb'"(?:%s)":null,' % names), re.compile(rb',?"(?:%s)":null(?=\})' % names)


def _completed(lines: bytes) -> bytes:
    """Lines in which nothing is null that may only be missing."""
    first, last = _absent()
    return last.sub(b"", first.sub(b"", lines))
