"""Parts of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Stretch", "Stretches"]


class Stretch(NamedTuple):
    """The part of a text between two offsets, with the folded form of the text."""

    text: str
    folded: str
    start: int
    end: int


class Stretches:
    """Parts of a text, which may overlap.

    >>> quoted = Stretches([(2, 9), (3, 5)])
    >>> [quoted.hold(at) for at in (1, 2, 8, 9)]
    [False, True, True, False]
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate([end for _, end in ordered], max))

    def hold(self, at: int) -> bool:
        """Whether an offset lies in one of them."""
        before = bisect_right(self._starts, at)
        return before > 0 and at < self._ends[before - 1]
