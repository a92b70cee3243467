"""Frames as bytes of CSV and Parquet, and back; and the digest that does not depend on either."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.tables.table import Table

if TYPE_CHECKING:
    import polars as pl

__all__ = ["digest", "from_csv", "from_parquet", "to_csv", "to_parquet"]

ROW_GROUP = 65_536
"""Rows of a Parquet row group; part of what makes two builds the same bytes."""


def to_csv(frame: pl.DataFrame) -> bytes:
    """The frame as CSV (RFC 4180 with LF): a header, UTF-8, quotation marks where needed, null as nothing."""
    import polars as pl  # noqa: PLC0415 - heavy

    numbers = pl.col(pl.Float64).cast(pl.String).str.replace(r"\.0$", "")
    return frame.with_columns(numbers).write_csv(line_terminator="\n", quote_style="necessary").encode()


def from_csv(data: bytes, table: Table) -> pl.DataFrame:
    """The frame that `to_csv` wrote."""
    import polars as pl  # noqa: PLC0415 - heavy

    return pl.read_csv(io.BytesIO(data), schema=table.types, null_values=[""])


def to_parquet(frame: pl.DataFrame) -> bytes:
    """The frame as Parquet with zstd compression and row groups of a fixed size."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=3, row_group_size=ROW_GROUP)
    return buffer.getvalue()


def from_parquet(data: bytes) -> pl.DataFrame:
    """The frame that `to_parquet` wrote."""
    import polars as pl  # noqa: PLC0415 - heavy

    return pl.read_parquet(io.BytesIO(data))


def digest(frame: pl.DataFrame, schema: Mapping[str, Any]) -> str:
    """The SHA-256 of a table's content: its column names, then its rows by primary key, as JSON lines.

    It tells the same data in other bytes from other data: it depends neither on the format, nor on the
    writer's version, nor on the types of the frame, nor on the order of the rows. `schema` is the Table Schema.
    """
    import polars as pl  # noqa: PLC0415 - heavy

    found = hashlib.sha256(orjson.dumps(frame.columns) + b"\n")
    texts = [field["name"] for field in schema["fields"] if field["type"] == "string"]
    ordered = frame.with_columns(pl.col(texts).cast(pl.String)).sort(schema["primaryKey"])
    numbers = any(kind.is_float() or kind.is_decimal() for kind in ordered.dtypes)
    for part in ordered.iter_slices(ROW_GROUP):
        rows: Iterable[Sequence[object]] = part.rows()
        lines = map(orjson.dumps, ([_canonical(value) for value in row] for row in rows) if numbers else rows)
        found.update(b"".join(line + b"\n" for line in lines))
    return found.hexdigest()


def _canonical(value: object) -> object:
    """5.0 as 5, and a decimal as a double: a number is the same however a format keeps it."""
    if not isinstance(value, float | Decimal):
        return value
    return int(value) if value == int(value) else float(value)
