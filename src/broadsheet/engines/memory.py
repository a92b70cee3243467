"""How much memory a call may take on this machine, and how many processes or threads have room in that."""

from __future__ import annotations

import os
import re

from broadsheet.engines.container import memory_within
from broadsheet.engines.cores import cores_here
from broadsheet.errors import BroadsheetError
from broadsheet.issues import plural

__all__ = ["lanes", "machine", "memory_of", "size_of"]

LEAST, MOST = 1 << 20, 1 << 50
"""The bytes of a budget, at least and at most: a larger one is taken as the most."""

LANE = 96 << 20
"""What a process, or a thread that writes, takes with what it works on; the one that calls takes as much."""

UNSAID = 1 << 30
"""Where a machine does not tell how much memory it has."""

SIZE = re.compile(r"([0-9]{1,30}(?:\.[0-9]{1,6})?)\s*([kmgt]?)(i?b|)", re.IGNORECASE)
POWERS = " kmgt"


def lanes(memory: int | str | None = None, jobs: int | None = None, more: int = 0) -> int:
    """How many processes or threads there may be: one for each core, or so many jobs, as far as memory goes.

    Without a word about memory, as many as are asked for; without one about either, a quarter of the machine decides.
    `more` are bytes that each of them takes beside what all do.

    >>> lanes("1GiB", 4), lanes("300MB", 4), lanes("64MB", 4), lanes("1GiB", 4, more=300 << 20)
    (4, 1, 1, 2)
    """
    if memory is None and jobs is not None:
        return jobs
    return min(jobs or cores_here(), max(1, (memory_of(memory) - LANE) // (LANE + more)))


def memory_of(memory: int | str | None = None) -> int:
    """The bytes of a budget; without a word about it, a quarter of the machine."""
    return machine() // 4 if memory is None else size_of(memory)


def size_of(text: int | str) -> int:
    """A number of bytes as people write it; BroadsheetError for what is none, or next to nothing.

    Units with an i, and those of one letter, are powers of 1024, others powers of 1000. More than a pebibyte is
    taken as one.

    >>> size_of("512MB"), size_of("1.5 GiB"), size_of(1 << 20)
    (512000000, 1610612736, 1048576)
    >>> size_of("a lot")
    Traceback (most recent call last):
    broadsheet.errors.BroadsheetError: 'a lot' is no size
    write it like 512MB or 2GiB
    """
    size = text if isinstance(text, int) else _read(str(text))
    if size < LEAST:
        raise BroadsheetError(
            f"{plural(size, 'byte')} of memory: too little to work with", hint="write it like 512MB or 2GiB"
        )
    return min(size, MOST)


def _read(text: str) -> int:
    """The number of bytes that a text says."""
    found = SIZE.fullmatch(text.strip())
    if found is None:
        raise BroadsheetError(f"{text[:40]!r} is no size", hint="write it like 512MB or 2GiB")
    number, unit, ending = found.groups()
    base = 1000 if ending.lower() == "b" else 1024
    return int(float(number) * base ** POWERS.index(unit.lower() or " "))


def machine() -> int:
    """The bytes of memory that there are, or that a container may take."""
    found = UNSAID
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        found = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(found, memory_within() or found)
