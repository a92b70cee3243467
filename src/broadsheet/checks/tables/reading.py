"""A table that was opened: what its reader tells before the rows come, and the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from broadsheet.checks.tables.batch import Batch, Scene
from broadsheet.checks.tables.csv_lines import Lines

__all__ = ["Opener", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened table: its labels (None without a header), its width, and its rows.

    A delimited file gives its rows as `lines` too; those taken there do not come in `batches`.
    """

    labels: list[str] | None
    width: int
    batches: Iterator[Batch]
    keyed: bool = False
    lines: Lines | None = None


Opener = Callable[[Scene], Reading]
