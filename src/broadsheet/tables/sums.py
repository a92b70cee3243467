"""SHA-256 of chunks one after the other, of which those are read whose sum nobody knows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path

from broadsheet.tables.chunk import ROOM, Chunk
from broadsheet.tables.layout import Layout

__all__ = ["Sum", "Sums"]

Take = Callable[[Path, str], bool]


class Sums:
    """The sums that are known, by the keys of what they are of; `asked` are those that were wanted.

    `layouts` are those of the files that were written, by their sums.
    `take` puts a file that stands already to a path, if there is one of a sum; whether there was.

    >>> sums = Sums()
    >>> one = Sum(sums)
    >>> one.add(Chunk.of(b"one"))
    >>> one.hexdigest()[:8], list(sums.asked.values()) == [one.hexdigest()]
    ('7692c3ad', True)
    """

    def __init__(
        self,
        known: Mapping[str, str] | None = None,
        take: Take = lambda *_: False,
        layouts: MutableMapping[str, Layout] | None = None,
    ) -> None:
        self._known, self.take = known or {}, take
        self.layouts = {} if layouts is None else layouts
        self.asked: dict[str, str] = {}

    def find(self, key: str) -> str | None:
        """The sum under a key."""
        return self.asked.get(key) or self._known.get(key)


class Sum:
    """The SHA-256 of chunks, one after the other. With `sums`, chunks that can wait are read when needed."""

    def __init__(self, sums: Sums | None = None) -> None:
        self._sums, self.layout = sums, Layout()
        self._hash, self._waiting = hashlib.sha256(), list[Chunk]()

    def add(self, chunk: Chunk) -> None:
        """Take some more."""
        if self._sums is not None:
            self.layout.add(chunk.key or hashlib.sha256(chunk.data).hexdigest(), chunk.size)
        self._waiting.append(chunk)
        if self._sums is None or not chunk.can_wait:
            self._catch_up()

    def hexdigest(self) -> str:
        """The sum, in hexadecimal digits."""
        key = hashlib.blake2b(self.layout.of(0, self.layout.size), digest_size=20).hexdigest()
        known = self._sums.find(key) if self._sums is not None else None
        if known is None:
            self._catch_up()
            known = self._hash.hexdigest()
        if self._sums is not None:
            self._sums.asked[key] = known
        return known

    def _catch_up(self) -> None:
        room = bytearray(ROOM if any(chunk.places for chunk in self._waiting) else 0)
        for chunk in self._waiting:
            for piece in chunk.pieces(room):
                self._hash.update(piece)
        self._waiting.clear()
