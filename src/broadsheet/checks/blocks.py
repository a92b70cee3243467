"""Records in the order of their ids, in memory or elsewhere, and the blocks of them.

Blocks are the same for the same records, whatever their number and whoever wrote them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import lt
from typing import Any, Protocol
from zlib import crc32

import orjson

__all__ = [
    "PRINT",
    "Articles",
    "Block",
    "InMemory",
    "Place",
    "Reach",
    "Record",
    "block_of",
    "cuts",
    "fingerprint",
    "joined",
    "rank",
    "reach_of",
]

Record = dict[str, Any]

Reach = tuple[str, str]
"""The first and the last of some ids, each of which is above the one before."""

Place = tuple[str, int, int]
"""A file, and where in it something starts and ends."""

PRINT = 16
"""Bytes of the digest of a record."""


class Block(Protocol):
    """Some records that follow each other. It can be pickled, and read in any process of this machine.

    `digest` is that of the records and their order, and of nothing else.
    """

    @property
    def digest(self) -> str:
        """The digest of the records, in hexadecimal digits."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the lines stand in files, one after the other; nowhere where they are at hand."""

    def __len__(self) -> int: ...

    def lines(self) -> bytes:
        """The records, each a line of compact JSON."""

    def carried(self) -> Block:
        """The same block with its records inside, for a machine on which the files are not."""


class Articles(Protocol):
    """Records in the order of their ids, to be gone through as often as is wanted."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Record]: ...

    def blocks(self, count: int) -> Iterator[Block]:
        """All records in blocks of at most `count`; an added record changes the blocks around it only."""


class InMemory(list[Record]):
    """Records in memory.

    >>> first, second = InMemory([{"id": "a"}, {"id": "b"}, {"id": "c"}]).blocks(2)
    >>> (first.lines() + second.lines()).splitlines()
    [b'{"id":"a"}', b'{"id":"b"}', b'{"id":"c"}']
    """

    def blocks(self, count: int) -> Iterator[Block]:
        """All records in blocks of at most `count`; an added record changes the blocks around it only."""
        for start, end in cuts([rank(record["id"]) for record in self], count):
            yield _Kept(tuple(self[start:end]))


def block_of(records: Iterable[Record]) -> Block:
    """All of some records as one block.

    >>> block_of([{"id": "a"}, {"id": "b"}]).lines().splitlines()
    [b'{"id":"a"}', b'{"id":"b"}']
    """
    return _Kept(tuple(records))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A block in memory."""

    records: tuple[Record, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return ()

    @property
    def digest(self) -> str:
        return joined(map(fingerprint, self.lines().splitlines()))

    def __len__(self) -> int:
        return len(self.records)

    def lines(self) -> bytes:
        return b"".join(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in self.records)

    def carried(self) -> Block:
        return self


def reach_of(ids: Sequence[str]) -> Reach | None:
    """The reach of ids; None where one is not above the one before, or there are none.

    >>> reach_of(["a", "b", "d"]), reach_of(["a", "a"]), reach_of([])
    (('a', 'd'), None, None)
    """
    return (ids[0], ids[-1]) if ids and all(map(lt, ids, ids[1:])) else None


def fingerprint(line: bytes) -> bytes:
    """The digest of one record, given as compact JSON."""
    return hashlib.sha256(line).digest()[:PRINT]


def joined(prints: Iterable[bytes]) -> str:
    """The digest of some records and their order, of the digest of each."""
    return hashlib.blake2b(b"".join(prints), digest_size=PRINT).hexdigest()


def rank(id: str) -> int:
    """What tells where blocks end, of the record with an id: its hash."""
    return crc32(id.encode())


def cuts(ranks: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Where blocks start and end: before the record whose rank is lowest, among those that make one large enough."""
    start = 0
    while len(ranks) - start > count:
        window = ranks[start + max(1, count // 2) : start + count + 1]
        end = start + max(1, count // 2) + window.index(min(window))
        yield start, end
        start = end
    if start < len(ranks):
        yield start, len(ranks)
