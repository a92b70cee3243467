"""A picture: a chart, what it says in words, and its numbers as a table that leads to their evidence."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.exports.page.evidence import Proof

__all__ = ["Cell", "Picture"]

Cell = str | Proof


@dataclass(frozen=True)
class Picture:
    """A chart with its title, its description, and the rows of its numbers.

    `left_out` says what the table does not show of a large set.
    """

    name: str
    title: str
    says: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: str = ""
