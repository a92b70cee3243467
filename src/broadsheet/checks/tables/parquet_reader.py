"""Parquet files as batches; their types are kept as native values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import polars as pl

from broadsheet.checks.tables.batch import Batch, Reading, Scene
from broadsheet.checks.tables.csv_text import Part
from broadsheet.checks.tables.json_reader import encoded
from broadsheet.checks.tables.judge import NATIVE

__all__ = ["read_parquet"]

ROWS = 100_000


def read_parquet(parts: Sequence[Part], scene: Scene) -> Reading:
    """Open a table of one or several Parquet files with the same columns."""
    frames: list[tuple[str | None, pl.DataFrame]] = []
    for part in parts:
        try:
            frames.append((part.path, pl.read_parquet(BytesIO(b"".join(part.chunks())))))
        except pl.exceptions.PanicException:
            message, hint = "The file is damaged Parquet: its pages do not fit together.", "write the file anew"
            scene.findings.add("B610", message, hint=hint, path=part.path, resource=scene.resource)
        except (pl.exceptions.PolarsError, OSError) as error:
            message = f"The file is not Parquet: {str(error).splitlines()[0] if str(error) else 'unreadable'}."
            scene.findings.add("B610", message, hint="write the file anew", path=part.path, resource=scene.resource)
    if not frames:
        return Reading(None, 0, iter(()))
    labels = frames[0][1].columns
    return Reading(list(labels), len(labels), _batches(frames, labels))


def _batches(frames: list[tuple[str | None, Any]], labels: list[str]) -> Iterator[Batch]:
    row = 2
    for path, frame in frames:
        for piece in frame.iter_slices(ROWS):
            yield Batch(_as_text(piece, labels), path, row, typed=True)
            row += piece.height


def _as_text(frame: Any, labels: list[str]) -> Any:
    columns = [
        _column(
            frame.get_column(label) if label in frame.columns else pl.Series([None] * frame.height, dtype=pl.String),
            str(place),
        )
        for place, label in enumerate(labels)
    ]
    return pl.DataFrame(columns)


def _column(values: Any, name: str) -> Any:
    """A column as text: numbers and booleans behind the mark, dates and times in their default forms."""
    kind = values.dtype
    if kind == pl.String or isinstance(kind, pl.Categorical | pl.Enum):
        return values.cast(pl.String).alias(name)
    if kind.is_integer() or (kind.is_float() and values.is_finite().all()) or kind == pl.Boolean or kind.is_decimal():
        return (NATIVE + values.cast(pl.String)).alias(name)
    if kind.is_float():
        return values.cast(pl.String).alias(name)
    if kind in {pl.Date, pl.Time}:
        return values.dt.to_string("iso:strict" if kind == pl.Date else "%H:%M:%S").alias(name)
    if isinstance(kind, pl.Datetime):
        return values.dt.to_string("%Y-%m-%dT%H:%M:%S%.f" + ("%:z" if kind.time_zone else "")).alias(name)
    return pl.Series(name, [encoded(_plain(value)) for value in values.to_list()], dtype=pl.String)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, list | dict | None) else str(value)
