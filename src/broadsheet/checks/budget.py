"""How much memory a check may take: what of it goes to keys, and what to a batch of rows."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Protocol

from broadsheet.errors import BroadsheetError
from broadsheet.issues import plural

__all__ = ["BLOCK", "Budget", "memory_of", "size_of"]

BLOCK = 1 << 24
"""Bytes of a table that are looked at together, unless there is little memory."""

LEAST = 1 << 20
PROGRAM = 192 << 20
"""What the program takes by itself, with a batch of rows."""

KEYS = 4 << 20
"""Bytes of keys that are held whatever the budget is: smaller pieces would make too many files."""

UNSAID = 1 << 30
"""Where a machine does not tell how much memory it has."""

CONTAINER = Path("/sys/fs/cgroup/memory.max")
SIZE = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([kmgt]?)(i?b|)", re.IGNORECASE)
POWERS = " kmgt"


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
        total = memory_of(memory)
        return cls(max(KEYS, (total - PROGRAM) // 4), max(1 << 18, min(BLOCK, total // 64)))

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


def memory_of(memory: int | str | None = None) -> int:
    """The bytes of a budget; without a word about it, a quarter of the machine."""
    return machine() // 4 if memory is None else size_of(memory)


def size_of(text: int | str) -> int:
    """A number of bytes as people write it; BroadsheetError for what is none, or next to nothing.

    Units with an i, and those of one letter, are powers of 1024, others powers of 1000.

    >>> size_of("512MB"), size_of("1.5 GiB"), size_of(1 << 20)
    (512000000, 1610612736, 1048576)
    >>> size_of("a lot")
    Traceback (most recent call last):
    broadsheet.errors.BroadsheetError: 'a lot' is no size
    """
    found = SIZE.fullmatch(str(text).strip())
    if found is None:
        raise BroadsheetError(f"{str(text)[:40]!r} is no size", hint="write it like 512MB or 2GiB")
    number, unit, ending = found.groups()
    base = 1000 if ending.lower() == "b" else 1024
    size = int(float(number) * base ** POWERS.index(unit.lower() or " "))
    if size < LEAST:
        raise BroadsheetError(
            f"{plural(size, 'byte')} of memory: too little to work with", hint="write it like 512MB or 2GiB"
        )
    return size


def machine() -> int:
    """The bytes of memory that there are, or that a container may take."""
    found = [UNSAID]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        found = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    try:
        text = CONTAINER.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        text = ""
    return min(*found, int(text)) if text.isdigit() else found[0]
