"""One text as it was received."""

from __future__ import annotations

import builtins
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from broadsheet.issues import Issue

__all__ = ["Found", "Hint", "Received"]

_NO_HINTS: Mapping[str, Hint] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Hint:
    """Something known about a text from outside of it: a value and where it was found."""

    value: str
    found_in: str


@dataclass(frozen=True, slots=True)
class Received:
    """A text with what proves it: name, hash and length of its bytes, and their encoding.

    The text is what the bytes say in that encoding: nothing is normalised and no newline
    translated, so that offsets into it mean the same everywhere. `hints` holds what a page
    or a table says of it (headline, date_published, author, publisher, license, url). `alone` says that
    its bytes are a file of their own.

    >>> received = Received.of("harbour.txt", "Đà Nẵng".encode(), "utf-8", "Đà Nẵng")
    >>> received.bytes, received.characters
    (11, 7)
    """

    name: str
    sha256: str
    bytes: int
    encoding: str
    text: str
    hints: Mapping[str, Hint] = field(default_factory=lambda: _NO_HINTS)
    path: str | None = None
    alone: bool = False

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - one for each field
        cls,
        name: str,
        data: builtins.bytes,
        encoding: str,
        text: str,
        hints: Mapping[str, Hint] = _NO_HINTS,
        path: str | None = None,
    ) -> Received:
        """A received text, with hash and length taken from its bytes."""
        return cls(name, hashlib.sha256(data).hexdigest(), len(data), encoding, text, hints, path)

    @property
    def characters(self) -> int:
        """The length of the text in Unicode code points."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Found:
    """A text that was found and not read yet: where it is, how many bytes are at hand already, and how it is read.

    `file` is the file that has to be there to be read; None where all bytes are at hand.
    """

    path: str
    size: int
    read: Callable[[], Received | Issue]
    file: Path | None = None
