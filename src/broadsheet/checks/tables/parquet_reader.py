"""Parquet files as batches, some rows at a time; their types are kept as native values."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.caps import CAPS, Caps
from broadsheet.checks.tables.csv_text import Part
from broadsheet.checks.tables.json_reader import encoded
from broadsheet.checks.tables.judge import NATIVE, STAMP
from broadsheet.checks.tables.reading import Reading
from broadsheet.issues import shorten

__all__ = ["read_parquet"]

ROWS = 100_000
CELLS = 10_000_000
HELD = 64 << 20
"""As many rows, or bytes, become text at a time; and so many cells are unpacked at a time."""

WIDTHS: dict[Any, int] = {
    **dict.fromkeys((pl.Boolean, pl.Null, pl.Int8, pl.UInt8), 1),
    **dict.fromkeys((pl.Int16, pl.UInt16), 2),
    **dict.fromkeys((pl.Int32, pl.UInt32, pl.Float32, pl.Date), 4),
}
"""Bytes of a value in memory; 8 for those that are not listed."""


def read_parquet(parts: Sequence[Part], scene: Scene, caps: Caps = CAPS) -> Reading:
    """Open a table of one or several Parquet files with the same columns."""
    labels: list[str] = []
    with _told(parts[0], scene), _scanned(parts[0]) as (frame, _):
        labels = frame.collect_schema().names()
    return Reading(labels, len(labels), _batches(parts, labels, scene, caps)) if labels else Reading(None, 0, iter(()))


@contextmanager
def _told(part: Part, scene: Scene) -> Iterator[None]:
    """What the library finds wrong becomes an issue."""
    hint, where = "write the file anew", {"path": part.path, "resource": scene.resource}
    try:
        yield
    except pl.exceptions.PanicException:
        scene.findings.add("B610", "The file is damaged Parquet: its pages do not fit together.", hint=hint, **where)
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0] if str(error) else "unreadable"
        scene.findings.add("B610", f"The file is not Parquet: {reason}.", hint=hint, **where)


@contextmanager
def _scanned(part: Part) -> Iterator[tuple[pl.LazyFrame, int]]:
    """A part that can be read bit by bit, where it lies or from a copy, and its size."""
    with _placed(part) as place:
        yield pl.scan_parquet(place, glob=False, hive_partitioning=False), place.stat().st_size


@contextmanager
def _placed(part: Part) -> Iterator[Path]:
    if part.place is not None and (place := part.place()) is not None:
        yield place
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "table.parquet"
        with copy.open("wb") as stream:
            stream.writelines(part.chunks())
        yield copy


def _batches(parts: Sequence[Part], labels: list[str], scene: Scene, caps: Caps) -> Iterator[Batch]:
    row = 2
    for part in parts:
        with _told(part, scene), _scanned(part) as (frame, packed):
            _compare(frame.collect_schema().names(), labels, part, scene)
            for piece in _pieces(frame, packed, caps):
                yield Batch(_as_text(piece, labels), part.path, row, typed=True)
                row += piece.height


def _compare(found: list[str], labels: list[str], part: Part, scene: Scene) -> None:
    """The columns of later files are those of the first."""
    if set(found) != set(labels):
        message = f"The columns are {_listed(found)}; those of the first file are {_listed(labels)}."
        hint = "write the files of one table with the same columns"
        scene.findings.add("B610", message, hint=hint, path=part.path, resource=scene.resource)


def _listed(names: list[str]) -> str:
    return ", ".join(shorten(name, 20) for name in names[:5]) + ("…" if len(names) > 5 else "")


def _pieces(frame: pl.LazyFrame, packed: int, caps: Caps) -> Iterator[pl.DataFrame]:
    """The rows in pieces of a bounded size; BeyondCap when there is more in the file than is sensible."""
    kinds = frame.collect_schema().dtypes()
    height = int(frame.select(pl.len()).collect().item())
    caps.hold(height * sum(WIDTHS.get(kind, 8) for kind in kinds), packed, "parquet")
    step, total = max(1, CELLS // max(1, len(kinds))), 0
    for start in range(0, height, step):
        taken = frame.slice(start, step).collect()
        weight = _weight(taken)
        total += weight
        caps.hold(total, packed, "parquet")
        yield from taken.iter_slices(max(1, min(ROWS, taken.height * HELD // max(1, weight))))


def _weight(frame: pl.DataFrame) -> int:
    """The bytes of the cells, those that are stored once and referred to often counted as often."""
    texts = sum(int(column.str.len_bytes().sum()) for column in frame.select(pl.col(pl.String)))
    blobs = sum(int(column.bin.size().sum()) for column in frame.select(pl.col(pl.Binary)))
    return int(frame.estimated_size()) + texts + blobs


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
    """A column as text: numbers, booleans, dates and times behind their marks."""
    kind = values.dtype
    if kind == pl.String or isinstance(kind, pl.Categorical | pl.Enum):
        return _texts(values.cast(pl.String)).alias(name)
    if kind.is_numeric() or kind == pl.Boolean:
        return (NATIVE + values.cast(pl.String)).alias(name)
    if isinstance(kind, pl.Duration):
        return (STAMP + values.dt.to_string("iso")).alias(name)
    if kind in {pl.Date, pl.Time}:
        return (STAMP + values.dt.to_string("iso:strict" if kind == pl.Date else "%H:%M:%S%.f")).alias(name)
    if isinstance(kind, pl.Datetime):
        return (STAMP + values.dt.to_string("%Y-%m-%dT%H:%M:%S%.f" + ("%:z" if kind.time_zone else ""))).alias(name)
    return pl.Series(name, [encoded(_plain(value)) for value in values.to_list()], dtype=pl.String)


def _texts(values: Any) -> Any:
    """Texts as they are; one that happens to start with the mark is written behind a true one."""
    marked = values.str.starts_with(NATIVE).fill_null(value=False)
    if not marked.any():
        return values
    return values.scatter(marked.arg_true(), [encoded(text) for text in values.filter(marked).to_list()])


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, list | dict | None) else str(value)
