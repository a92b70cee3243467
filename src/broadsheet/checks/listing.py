"""The texts at hand at one moment, and whether what was seen of them later is what stood there then."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from broadsheet.engines.numbers import Numbers

__all__ = ["Listing", "Looked", "joined_marks", "mark_of"]

MARK = 8
"""Bytes of a mark."""


def mark_of(path: str, print: int | None = None) -> int:
    """The number of a path; with the print of a stamp, that of the file there as it was then."""
    about = path.encode(errors="surrogatepass")
    return _number(about if print is None else b"%d %s" % (print, about))


def joined_marks(marks: Iterable[int]) -> int:
    """The number of many marks in their order."""
    return _number(array("q", marks).tobytes())


def _number(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=MARK).digest(), signed=True)


@dataclass(slots=True)
class Looked:
    """What a stage has seen of texts: the marks of files that it read, and those of paths where there was none."""

    found: set[int] = field(default_factory=set)
    missed: set[int] = field(default_factory=set)


class Listing:
    """The texts at one moment: the digest of all that was in them, and the marks of their files and paths.

    What depends on texts comes of that digest if all that was seen of them agrees with the listing, whatever was
    written, moved, or put back meanwhile: then each file was the one that was listed, and none was listed where there
    was none.

    >>> listing = Listing("5f2a", [mark_of("quay.txt"), mark_of("quay.txt", 17)])
    >>> listing.agrees(Looked({mark_of("quay.txt", 17)}, {mark_of("tug.txt")}))
    True
    >>> listing.agrees(Looked({mark_of("quay.txt", 18)})), listing.agrees(Looked(missed={mark_of("quay.txt")}))
    (False, False)
    """

    def __init__(self, digest: str, marks: Iterable[int]) -> None:
        self.digest = digest
        self._marks = Numbers(marks)

    def agrees(self, looked: Looked) -> bool:
        """Whether all that was seen is as it was listed."""
        has = self._marks.__contains__
        return all(map(has, looked.found)) and not any(map(has, looked.missed))
