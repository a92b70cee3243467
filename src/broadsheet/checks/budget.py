"""How much memory a check may take: what of it goes to keys, and what to a batch of rows."""

from __future__ import annotations

from typing import Protocol

from broadsheet.engines.memory import memory_of

__all__ = ["BLOCK", "Budget", "share_of"]

BLOCK = 1 << 24
"""Bytes of a table that are looked at together, unless there is little memory."""

PROGRAM = 192 << 20
"""What the program takes by itself, with a batch of rows."""

KEYS = 4 << 20
"""Bytes of keys that are held whatever the budget is: smaller pieces would make too many files."""


class Holder(Protocol):
    """Somebody who holds keys in memory, and can bring them to disk."""

    def spill(self) -> None:
        """Bring everything to disk."""


class Budget:
    """The memory of one check; beyond `keys` bytes of keys in all, those who hold most go to disk.

    `block` is how many bytes of a table are looked at together.

    >>> Budget.of("512MB").keys < Budget.of("2GiB").keys
    True
    """

    def __init__(self, keys: int, block: int = BLOCK) -> None:
        self.keys = keys
        self.block = block
        self._held = 0
        self._sizes: dict[Holder, int] = {}

    @classmethod
    def of(cls, memory: int | str | None = None) -> Budget:
        """The budget of so many bytes in all; without a word about it, of a quarter of the machine."""
        size = memory_of(memory)
        return cls(share_of(size, 4), max(1 << 18, min(BLOCK, size // 64)))

    def take(self, holder: Holder, size: int) -> None:
        """Let somebody hold so many bytes more."""
        self._sizes[holder] = self._sizes.get(holder, 0) + size
        self._held += size
        while self._held > self.keys:
            largest = max(self._sizes, key=self._sizes.__getitem__)
            largest.spill()
            self.give(largest)

    def give(self, holder: Holder) -> None:
        """Take note that somebody holds nothing any more."""
        self._held -= self._sizes.pop(holder, 0)


def share_of(memory: int | str | None, parts: int) -> int:
    """The bytes that each of so many holders may take beside the program, of a budget for all; see `memory_of`."""
    return max(KEYS, (memory_of(memory) - PROGRAM) // parts)
