"""Frames as bytes of CSV and Parquet, and back; and the digest that does not depend on either."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from broadsheet.tables.table import Table

if TYPE_CHECKING:
    import polars as pl
    from polars._typing import CsvQuoteStyle

__all__ = [
    "canonical",
    "canonical_head",
    "digest",
    "digest_of",
    "from_csv",
    "from_parquet",
    "to_csv",
    "to_parquet",
]

ROW_GROUP = 65_536
"""Rows of a Parquet row group; part of what makes two builds the same bytes."""

_ESCAPED = r'[\x00-\x1f"\\]'
"""The characters that JSON does not hold as they are (RFC 8259, 7)."""


def to_csv(frame: pl.DataFrame, *, header: bool = True) -> bytes:
    """The frame as CSV (RFC 4180 with LF): a header, UTF-8, quotation marks where needed, null as nothing."""
    import polars as pl  # noqa: PLC0415 - heavy

    if pl.Float64 in frame.dtypes:
        frame = frame.with_columns(pl.col(pl.Float64).cast(pl.String).str.strip_suffix(".0"))
    buffer = io.BytesIO()
    frame.write_csv(buffer, include_header=header, line_terminator="\n", quote_style="necessary")
    return buffer.getvalue()


def from_csv(data: bytes, table: Table, *, header: bool = True) -> pl.DataFrame:
    """The frame that `to_csv` wrote."""
    import polars as pl  # noqa: PLC0415 - heavy

    return pl.read_csv(data, schema=table.types, null_values=[""], has_header=header)


def to_parquet(frame: pl.DataFrame) -> bytes:
    """The frame as Parquet with zstd compression and row groups of a fixed size."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=3, row_group_size=ROW_GROUP)
    return buffer.getvalue()


def from_parquet(data: bytes) -> pl.DataFrame:
    """The frame that `to_parquet` wrote."""
    import polars as pl  # noqa: PLC0415 - heavy

    return pl.read_parquet(data)


def digest(frame: pl.DataFrame, schema: Mapping[str, Any]) -> str:
    """The SHA-256 of a table's content: its column names, then its rows by primary key, as JSON lines.

    It tells the same data in other bytes from other data: it depends neither on the format, nor on the
    writer's version, nor on the types of the frame, nor on the order of the rows. `schema` is the Table Schema.
    """
    return digest_of([frame], schema)


def digest_of(frames: Iterable[pl.DataFrame], schema: Mapping[str, Any]) -> str:
    """The same of a table that comes in parts, each of rows whose keys are above those of the one before."""
    found = None
    for frame in frames:
        found = found or hashlib.sha256(canonical_head(frame.columns))
        for lines in canonical(frame, schema):
            found.update(lines)
    return found.hexdigest() if found else ""


def canonical_head(columns: Sequence[str]) -> bytes:
    """The line of column names with which a digest begins."""
    return orjson.dumps(list(columns)) + b"\n"


def canonical(frame: pl.DataFrame, schema: Mapping[str, Any], *, plain: bool = False) -> Iterator[bytes]:
    """The rows of a frame by primary key, as JSON lines, in pieces: what a digest is of.

    That its texts are `plain` says that none has a character that JSON escapes; else they are looked through.
    """
    import polars as pl  # noqa: PLC0415 - heavy

    texts = [field["name"] for field in schema["fields"] if field["type"] == "string"]
    types = frame.schema
    others = [name for name in texts if types[name] != pl.String]
    told = frame.with_columns(pl.col(others).cast(pl.String)) if others else frame
    ordered = told.sort(schema["primaryKey"]) if frame.height else frame
    return (_json_lines(part, plain=plain) for part in ordered.iter_slices(ROW_GROUP) if part.height)


def _json_lines(frame: pl.DataFrame, *, plain: bool) -> bytes:
    """The rows of a frame, each a JSON array in a line, which the CSV writer puts together.

    It can put the texts between quotation marks itself, unless some are escaped, or numbers are not to be quoted.
    """
    import polars as pl  # noqa: PLC0415 - heavy

    texts = [name for name, type in frame.schema.items() if type == pl.String]
    numbers = [name for name, type in frame.schema.items() if type.is_float() or type.is_decimal()]
    escaped = [] if plain else _escaped(frame.select(texts))
    told = bool(escaped or numbers)
    if told:
        quoted = (pl.format('"{}"', name).alias(name) for name in texts if name not in escaped)
        frame = frame.with_columns(_number(pl.col(numbers)), *quoted, *(_told(frame[name]) for name in escaped))
    buffer = io.BytesIO(b"[")
    buffer.seek(1)
    style: CsvQuoteStyle = "never" if told else "non_numeric"
    frame.write_csv(buffer, include_header=False, quote_style=style, null_value="null", line_terminator="]\n[")
    buffer.truncate(buffer.tell() - 1)
    return buffer.getvalue()


def _escaped(texts: pl.DataFrame) -> list[str]:
    """The columns of texts in which some character is escaped."""
    import polars as pl  # noqa: PLC0415 - heavy

    found = texts.select(pl.all().str.join().str.contains(_ESCAPED)).to_dict(as_series=False)
    return [name for name, values in found.items() if values == [True]]


def _told(column: pl.Series) -> pl.Series:
    """The values of a column as orjson writes them."""
    import polars as pl  # noqa: PLC0415 - heavy

    found = column.unique().drop_nulls()
    told = [orjson.dumps(value).decode() for value in found.to_list()]
    return column.replace_strict(found, pl.Series(told, dtype=pl.String), default=None, return_dtype=pl.String)


def _number(column: pl.Expr) -> pl.Expr:
    """5.0 as 5, and a decimal as a double: a number is the same however a format keeps it."""
    import polars as pl  # noqa: PLC0415 - heavy

    number = column.cast(pl.Float64)
    whole = number.cast(pl.Int64, strict=False)
    return pl.when(whole == number).then(whole.cast(pl.String)).otherwise(number.cast(pl.String))
