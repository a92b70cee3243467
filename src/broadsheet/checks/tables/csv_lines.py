"""Delimited files as lines: for those who compare records before they take them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from broadsheet.checks.tables.batch import Batch
from broadsheet.checks.tables.dialect import Dialect

__all__ = ["Block", "Lines", "Taken", "cells_of"]

RECORDS = 100_000


class Block(Protocol):
    """Whole records of a file, not yet taken apart; the text is UTF-8."""

    @property
    def data(self) -> bytes:
        """Its bytes."""

    def batches(self) -> Iterator[Batch]:
        """Its rows."""

    def is_plain(self) -> bool:
        """Whether every quote and every end of a line means what it seems to."""

    def parse(self, data: bytes) -> Iterator[Batch]:
        """The rows of some of its lines, as if they stood there alone."""

    def skip(self, rows: int) -> None:
        """Count its rows, each of which is a line, as read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A block as lines, one for each row, with some of its columns."""

    lines: pl.Series
    columns: pl.DataFrame


class Lines:
    """The rows of an open table, block by block as lines until one is refused, and then in batches.

    A block is refused where a record is more than a line, or no record: then its rows stand at
    the head of `batches`, as do all that follow.
    """

    def __init__(self, blocks: Iterator[Block], dialect: Dialect, width: int) -> None:
        self.dialect = dialect
        self.width = width
        self.refused = False
        self._blocks = blocks
        self._block: Block | None = None

    def take(self, columns: Sequence[str]) -> Taken | None:
        """The next block as lines; None at the end, and when the block is refused."""
        if self.refused or (block := next(self._blocks, None)) is None:
            return None
        self._block = block
        found = _lines(block, self, columns) if block.is_plain() else None
        self.refused = found is None
        if found is not None:
            block.skip(len(found.lines))
        return found

    def batches(self) -> Iterator[Batch]:
        """The rows that were not taken as lines."""
        if self.refused and self._block is not None:
            yield from self._block.batches()
        for block in self._blocks:
            yield from block.batches()

    def parse(self, lines: pl.Series) -> Iterator[Batch]:
        """The rows of lines that were taken, in their order."""
        for start in range(0, len(lines), RECORDS):
            text = lines.slice(start, RECORDS).str.join("\n").item()
            assert self._block is not None  # noqa: S101 - there are no lines without a block
            yield from self._block.parse(f"{text}\n".encode())


def _lines(block: Block, of: Lines, columns: Sequence[str]) -> Taken | None:
    """The lines of a block, if it has as many records, and some columns of these."""
    try:
        lines = pl.read_lines(block.data).to_series()
    except pl.exceptions.PolarsError:
        return None
    frame = cells_of(block.data, of.width, of.dialect, sorted({int(name) for name in columns}) or [0])
    return None if frame is None or frame.height != len(lines) or (lines == "").any() else Taken(lines, frame)


def cells_of(data: bytes, width: int, dialect: Dialect, places: Sequence[int] | None = None) -> pl.DataFrame | None:
    """The cells of plain records as text, in all columns or in those at some places; None where polars refuses them."""
    try:
        return pl.read_csv(
            data,
            has_header=False,
            schema=dict.fromkeys(map(str, range(width)), pl.String),
            columns=places,
            separator=dialect.delimiter,
            quote_char=dialect.quote_char,
        )
    except pl.exceptions.PolarsError:
        return None
