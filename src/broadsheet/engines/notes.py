"""What is known of very many files by their places: a few numbers for each, and no names."""

from __future__ import annotations

from array import array
from hashlib import blake2b

from broadsheet.engines.numbers import place_in
from broadsheet.engines.stamps import NOWHERE, Stamp, settles_in

__all__ = ["Left", "Notes"]

USED, MADE, SETTLED = 1, 2, 4
"""That somebody asked for a file; that it was made here; that it is the one that was left."""

KEY = 8
"""Bytes of the digest of a place."""


class Notes:
    """Which files were asked for, which were made, and what their stamps are.

    >>> notes = Notes()
    >>> notes.make("7f/quay", Stamp(17, since=2))
    >>> notes.is_used("7f/quay"), notes.is_made("7f/quay"), notes.is_used("7f/tug")
    (True, True, False)
    """

    def __init__(self) -> None:
        self._at: dict[int, int] = {}
        self._flags, self._prints, self._since = bytearray(), array("q"), array("q")

    def use(self, place: str) -> None:
        """Note that somebody asked for a file."""
        self._flags[self._find(place)] |= USED

    def make(self, place: str, stamp: Stamp) -> None:
        """Note that a file was made, which is asked for then."""
        at = self._find(place)
        self._flags[at] = USED | MADE
        self._stamp(at, stamp)

    def prove(self, place: str, stamp: Stamp, *, is_left: bool) -> None:
        """Note that a file is what it was; whether it is the one that was left, by its stamp."""
        at = self._find(place)
        if is_left:
            self._flags[at] |= SETTLED
        self._stamp(at, stamp)

    def is_used(self, place: str) -> bool:
        """Whether somebody asked for a file."""
        return self._has(place, USED)

    def is_made(self, place: str) -> bool:
        """Whether a file was made."""
        return self._has(place, MADE)

    def newest(self) -> int:
        """Since when the newest file that was made is as it is."""
        return max((since for flags, since in zip(self._flags, self._since, strict=True) if flags & MADE), default=0)

    def left(self, began: int, now: int) -> bytes:
        """The files that were asked for, as `Left` reads them: each with its print, or 0 where it is too new to tell.

        A file counts that was there when this `began`, or was made so long before `now` that it would have another
        stamp, had it been written to.
        """
        found = sorted((key, at) for key, at in self._at.items() if self._flags[at] & USED)
        prints = (self._prints[at] if self._is_told(at, began, now) else 0 for _, at in found)
        return array("Q", (key for key, _ in found)).tobytes() + array("q", prints).tobytes()

    def _is_told(self, at: int, began: int, now: int) -> bool:
        flags, since = self._flags[at], self._since[at]
        settled = now - settles_in(Stamp(since=since)) if flags & MADE else began
        return bool(flags & SETTLED) or since < settled

    def _has(self, place: str, flag: int) -> bool:
        at = self._at.get(_key(place))
        return at is not None and bool(self._flags[at] & flag)

    def _find(self, place: str) -> int:
        at = self._at.setdefault(_key(place), len(self._flags))
        if at == len(self._flags):
            self._flags.append(0)
            self._prints.append(NOWHERE.print)
            self._since.append(NOWHERE.since)
        return at

    def _stamp(self, at: int, stamp: Stamp) -> None:
        self._prints[at], self._since[at] = stamp.print, stamp.since


class Left:
    """What was asked for by an earlier run, and the prints of the stamps then.

    >>> notes = Notes()
    >>> notes.make("7f/quay", Stamp(17, since=2))
    >>> left = Left(notes.left(0, 10**10))
    >>> left.print_of("7f/quay"), left.print_of("7f/tug"), "7f/tug" in left
    (17, None, False)
    """

    def __init__(self, data: bytes = b"") -> None:
        half = len(data) // 2
        self._keys, self._prints = array("Q", data[:half]), array("q", data[half:])

    def print_of(self, place: str) -> int | None:
        """The print of a file; 0 where it was too new, None where there was none."""
        at = place_in(self._keys, _key(place))
        return None if at is None else self._prints[at]

    def __contains__(self, place: object) -> bool:
        return isinstance(place, str) and self.print_of(place) is not None


def _key(place: str) -> int:
    return int.from_bytes(blake2b(place.encode(errors="surrogatepass"), digest_size=KEY).digest())
