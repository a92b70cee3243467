"""The runs of words of all that is to be published, to find them in withheld texts."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable
from itertools import chain, compress

from broadsheet.engines.numbers import Numbers

__all__ = ["OwnRuns"]

FEW = 1 << 17
"""Up to so many keys are held as a set, which takes six times the memory, and less time."""


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
        self._many: Numbers | None = None
        self._marks = bytearray()

    def add(self, keys: Iterable[int]) -> None:
        """Remember some."""
        self._few.update(keys)
        if len(self._few) > FEW:
            self._put_away()

    def common(self, keys: Iterable[int]) -> set[int]:
        """Which of some keys are among them."""
        many = self._settled()
        if many is None:
            return self._few.intersection(keys)
        known, last = [*keys], len(self._marks) - 1
        marked = compress(known, map(self._marks.__getitem__, [key & last for key in known]))
        return set(filter(many.__contains__, marked))

    def digest(self) -> bytes:
        """What tells them from others."""
        many = self._settled()
        found = hashlib.blake2b(array("q", sorted(self._few)).tobytes(), digest_size=20)
        for part in () if many is None else many.parts():
            found.update(b"%d " % len(part) + part.tobytes())
        return found.digest()

    def __getstate__(self) -> dict[str, object]:
        self._settled()
        return self.__dict__

    def _put_away(self) -> None:
        """Bring the keys that are held as a set to the others."""
        self._many = Numbers() if self._many is None else self._many
        self._many.add(self._few)
        self._few, self._marks = set(), bytearray()

    def _settled(self) -> Numbers | None:
        """The keys and their marks, where they are many and none of them a set."""
        if self._many is not None and self._few:
            self._put_away()
        if self._many is not None and not self._marks:
            self._marks = bytearray(1 << (4 * len(self._many) - 1).bit_length())
            for key in chain.from_iterable(self._many.parts()):
                self._marks[key & len(self._marks) - 1] = 1
        return self._many
