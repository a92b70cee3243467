"""Parquet files, some rows at a time: a row group of the columns that are wanted is in memory, never a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.errors import UnreadableError
from broadsheet.issues import Issue
from broadsheet.sources.jsonlines import Columns, read_row, under
from broadsheet.sources.received import Found

if TYPE_CHECKING:
    import polars as pl

__all__ = ["columns_of", "find_rows", "frames_of"]

STEP = 4000
"""So many rows are read at a time: of a row group that is longer, the columns are unpacked again for each."""

ROWS = 256
"""So many rows are turned into values of Python at a time."""


def columns_of(file: Path) -> Mapping[str, pl.DataType]:
    """The columns of a Parquet file with their types; UnreadableError where it is none, or cut off."""
    return dict(_told(lambda: _scanned(file).collect_schema()))


def frames_of(file: Path, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    """The rows of a Parquet file, a few at a time; UnreadableError where it is damaged."""
    rows = _scanned(file).select(columns)
    for start in range(0, row_count(file), STEP):
        yield from _told(partial(_collected, rows, start)).iter_slices(ROWS)


def row_count(file: Path) -> int:
    """How many rows a Parquet file has; UnreadableError where it is none, or cut off."""
    import polars as pl  # noqa: PLC0415 - heavy

    count: int = _told(lambda: _scanned(file).select(pl.len()).collect().item())
    return count


def _collected(rows: pl.LazyFrame, start: int) -> pl.DataFrame:
    return rows.slice(start, STEP).collect()


def find_rows(file: Path, columns: Columns, reach: Callable[[int], None]) -> Iterator[Found | Issue]:
    """The texts of a Parquet file, one in a row, before each of which is told how far the file was read.

    Their bytes are counted and hashed in UTF-8.
    """
    try:
        yield from _texts_of(file, columns, reach)
    except UnreadableError as error:
        yield Issue.of("B001", str(error), hint=error.hint, path=str(file))


def _texts_of(file: Path, columns: Columns, reach: Callable[[int], None]) -> Iterator[Found | Issue]:
    import polars as pl  # noqa: PLC0415 - heavy

    kinds = columns_of(file)
    kind = _kind_of(columns.text, kinds)
    if kind is None or not (kind == pl.String or isinstance(kind, pl.Categorical | pl.Enum)):
        hint = f"map the column that holds the text with --column text=COLUMN; there are {', '.join(kinds)}"
        message = f"there is no column {columns.text!r}" if kind is None else f"{columns.text!r} is {kind}, not text"
        yield Issue.of("B026", message, hint=hint[:300], path=str(file))
        return
    named = (columns.text, columns.name, *columns.hints.values())
    wanted = dict.fromkeys(filter(None, (_held_in(each, kinds) for each in named)))
    number, size, rows = 0, file.stat().st_size, row_count(file)
    for frame in frames_of(file, list(wanted)):
        for row in frame.iter_rows(named=True):
            number += 1
            reach(size * number // rows)
            told = {name: _plain(value) for name, value in row.items()}
            read = partial(read_row, told, f"{file.stem}-{number}", columns, str(file), number)
            yield Found(f"{file}:{number}", len(under(columns.text, row) or ""), read)
    if not number:
        yield Issue.of("B025", "there is no row in it", hint="leave it out", path=str(file))


def _held_in(name: str, kinds: Mapping[str, pl.DataType]) -> str | None:
    """The column of a name, or the one at the beginning of a path of keys; None where there is none."""
    return next((each for each in (name, name.partition(".")[0]) if each in kinds), None)


def _kind_of(name: str, kinds: Mapping[str, pl.DataType]) -> pl.DataType | None:
    """The type of a column, or of the end of a path of keys."""
    if name in kinds:
        return kinds[name]
    outer, _, inner = name.partition(".")
    fields = getattr(kinds.get(outer), "fields", ()) if inner else ()
    return _kind_of(inner, {each.name: each.dtype for each in fields}) if fields else None


def _plain(value: Any) -> Any:
    """A value as JSON Lines would have it: dates as ISO 8601 writes them."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _scanned(file: Path) -> pl.LazyFrame:
    import polars as pl  # noqa: PLC0415 - heavy

    return pl.scan_parquet(file, glob=False, hive_partitioning=False)


def _told(ask: Callable[[], Any]) -> Any:
    """What comes of asking polars; UnreadableError says what it finds wrong."""
    import polars as pl  # noqa: PLC0415 - heavy

    try:
        return ask()
    except pl.exceptions.PanicException:
        raise UnreadableError("it is damaged Parquet: its pages do not fit together", hint="write it anew") from None
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else "unreadable"
        raise UnreadableError(f"it is not Parquet, or cut off: {reason}", hint="write it anew") from None
