"""Very many whole numbers of 64 bits, eight bytes each, of which one can be looked up."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable

__all__ = ["Numbers", "place_in"]

PARTS = 1 << 8
"""Into so many parts they go, each of which is put in order by itself: for that while each number is an object."""


def place_in(ordered: array[int], number: int) -> int | None:
    """Where a number stands among others that are in order; None where it does not.

    >>> ordered = array("q", [3, 5, 8])
    >>> place_in(ordered, 5), place_in(ordered, 6)
    (1, None)
    """
    at = bisect_left(ordered, number)
    return at if at < len(ordered) and ordered[at] == number else None


class Numbers:
    """Many of them, each once.

    >>> numbers = Numbers([8, 3])
    >>> numbers.add([8, -1])
    >>> 8 in numbers, 5 in numbers, len(numbers)
    (True, False, 3)
    """

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._parts, self._new = [array("q") for _ in range(PARTS)], False
        self.add(numbers)

    def add(self, numbers: Iterable[int]) -> None:
        """Remember some."""
        for number in numbers:
            self._parts[number % PARTS].append(number)
        self._new = True

    def parts(self) -> list[array[int]]:
        """All of them, in an order that says nothing of which came first."""
        if self._new:
            for at, part in enumerate(self._parts):
                self._parts[at] = array("q", sorted(set(part)))
            self._new = False
        return self._parts

    def __contains__(self, number: int) -> bool:
        return place_in(self.parts()[number % PARTS], number) is not None

    def __len__(self) -> int:
        return sum(map(len, self.parts()))
