"""Rows on disk, in buckets by their keys, so that equal ones come together one bucket at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from broadsheet.engines.scratch import new_folder, read_rows, write_rows

__all__ = ["BUCKETS", "PIECE", "Spool"]

BUCKETS = 64
PIECE = 1 << 20
"""As many rows are looked at together, or a file of more."""


class Spool:
    """Frames with a column "key"; the files are removed with `close`."""

    def __init__(self) -> None:
        self._folder = new_folder()
        self._files = 0

    def put(self, rows: pl.DataFrame) -> None:
        """Add rows."""
        if not rows.height:
            return
        placed = rows.with_columns((pl.col("key") % BUCKETS).alias("#"))
        parts = placed.partition_by("#", as_dict=True, include_key=False)
        for (place,), part in parts.items():
            write_rows(part, Path(self._folder.name) / f"{place}-{self._files}.arrow")
        self._files += 1

    def bucket(self, place: int) -> Iterator[pl.DataFrame]:
        """The rows of a bucket in the order in which they came, in pieces of a bounded size."""
        paths = (Path(self._folder.name) / f"{place}-{number}.arrow" for number in range(self._files))
        held: list[pl.DataFrame] = []
        for path in filter(Path.exists, paths):
            held.append(read_rows(path))
            if sum(frame.height for frame in held) >= PIECE:
                yield pl.concat(held)
                held = []
        if held:
            yield pl.concat(held)

    def close(self) -> None:
        """Remove the files."""
        self._folder.cleanup()
