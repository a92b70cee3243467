"""Rows on disk, parted by a number, so that each part fits into the memory that there is for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polars import DataFrame

__all__ = ["Buckets"]


COUNT = 32
"""So many buckets are written at once; one that is too large is read in parts."""


class Buckets:
    """Rows of one shape in buckets: rows with the same number in the column `by` are in the same part of one.

    Rows wait in memory until there are `most` of them. The folder is the caller's, to be deleted.
    """

    def __init__(self, folder: Path, none: DataFrame, by: str, most: int = 2**22) -> None:
        """`none` is a frame without rows that has their columns."""
        folder.mkdir()
        self._none = none
        self._folder, self._by, self._most = folder, by, most
        self._waiting: list[DataFrame] = []
        self._rows = self._written = self.height = 0

    def add(self, rows: DataFrame) -> None:
        """Put rows into their buckets."""
        self._waiting.append(rows)
        self._rows += rows.height
        self.height += rows.height
        if self._rows >= self._most:
            self._write()

    def _write(self) -> None:
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        rows = pl.concat(self._waiting).with_columns(bucket=pl.col(self._by).hash() % COUNT)
        for (bucket,), part in rows.partition_by("bucket", as_dict=True, include_key=False).items():
            part.write_ipc(self._folder / f"{bucket}-{self._written}.arrow")
        self._waiting, self._rows, self._written = [], 0, self._written + 1

    def parts(self, each: int = 1) -> Iterator[DataFrame]:
        """The rows of each bucket in turn, which is read in `each` parts; a part may be empty."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        if self._rows:
            self._write()
        here = pl.col(self._by).hash() // COUNT % each
        for bucket in range(COUNT):
            paths = [self._folder / f"{bucket}-{number}.arrow" for number in range(self._written)]
            there = [path for path in paths if path.exists()]
            for part in range(each):
                read = (pl.read_ipc(path) for path in there)
                yield pl.concat([self._none, *(rows if each == 1 else rows.filter(here == part) for rows in read)])
