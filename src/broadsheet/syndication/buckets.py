"""Rows on disk, parted by a number, so that each part fits into memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polars import DataFrame

__all__ = ["Buckets"]


class Buckets:
    """Rows of one shape in `count` buckets: rows with the same number in the column `by` are in the same one.

    Rows wait in memory until there are `most` of them. The folder is the caller's, to be deleted.
    """

    def __init__(self, folder: Path, none: DataFrame, by: str, count: int, most: int = 2**22) -> None:
        """`none` is a frame without rows that has their columns."""
        folder.mkdir()
        self._none = none
        self._folder, self._by, self._count, self._most = folder, by, count, most
        self._waiting: list[DataFrame] = []
        self._rows = self._written = 0

    def add(self, rows: DataFrame) -> None:
        """Put rows into their buckets."""
        self._waiting.append(rows)
        self._rows += rows.height
        if self._rows >= self._most:
            self._write()

    def _write(self) -> None:
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        rows = pl.concat(self._waiting).with_columns(bucket=pl.col(self._by).hash() % self._count)
        for (bucket,), part in rows.partition_by("bucket", as_dict=True, include_key=False).items():
            part.write_ipc(self._folder / f"{bucket}-{self._written}.arrow")
        self._waiting, self._rows, self._written = [], 0, self._written + 1

    def __iter__(self) -> Iterator[DataFrame]:
        """The rows of each bucket in turn; a bucket may be empty."""
        import polars as pl  # noqa: PLC0415 - loaded when texts are compared

        if self._rows:
            self._write()
        for bucket in range(self._count):
            paths = (self._folder / f"{bucket}-{number}.arrow" for number in range(self._written))
            parts = [pl.read_ipc(path) for path in paths if path.exists()]
            yield pl.concat([self._none, *parts])
