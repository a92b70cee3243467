"""The runs of words of all that is to be published, to find them in withheld texts."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain, compress

__all__ = ["OwnRuns"]

FEW = 1 << 17
"""Up to so many keys are held as a set, which takes six times the memory, and less time."""

PARTS = 1 << 8
"""Into so many parts more of them go, each of which is put in order by itself."""


class OwnRuns:
    """Runs of words by their keys, whole numbers of 64 bits: twelve to sixteen bytes for each where there are many.

    Eight are its own, the others say at once that most keys are none of them.

    >>> own = OwnRuns()
    >>> own.add([3, 5]), own.add([8])
    (None, None)
    >>> sorted(own.common([5, 6, 8]))
    [5, 8]
    """

    def __init__(self) -> None:
        self._few: set[int] = set()
        self._parts: list[array[int]] = []
        self._marks = bytearray()
        self._new = False

    def add(self, keys: Iterable[int]) -> None:
        """Remember some."""
        self._few.update(keys)
        if len(self._few) > FEW:
            self._part()

    def common(self, keys: Iterable[int]) -> set[int]:
        """Which of some keys are among them."""
        self._settle()
        if not self._parts:
            return self._few.intersection(keys)
        known, last = [*keys], len(self._marks) - 1
        marked = compress(known, map(self._marks.__getitem__, [key & last for key in known]))
        return {key for key in marked if self._has(key)}

    def digest(self) -> bytes:
        """What tells them from others."""
        self._settle()
        found = hashlib.blake2b(array("q", sorted(self._few)).tobytes(), digest_size=20)
        for part in self._parts:
            found.update(b"%d " % len(part) + part.tobytes())
        return found.digest()

    def __getstate__(self) -> dict[str, object]:
        self._settle()
        return self.__dict__

    def _has(self, key: int) -> bool:
        part = self._parts[key % PARTS]
        at = bisect_left(part, key)
        return at < len(part) and part[at] == key

    def _part(self) -> None:
        """Bring the keys that are held as a set into their parts."""
        self._parts = self._parts or [array("q") for _ in range(PARTS)]
        for key in self._few:
            self._parts[key % PARTS].append(key)
        self._few, self._new = set(), True

    def _settle(self) -> None:
        """Put the parts in order, each key once, if something was added."""
        if self._parts and self._few:
            self._part()
        if self._new:
            for number, part in enumerate(self._parts):
                self._parts[number] = array("q", sorted(set(part)))
            self._marks = bytearray(1 << (4 * sum(map(len, self._parts)) - 1).bit_length())
            for key in chain.from_iterable(self._parts):
                self._marks[key & len(self._marks) - 1] = 1
            self._new = False
