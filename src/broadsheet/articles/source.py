"""The text that a record describes."""

from __future__ import annotations

import builtins
import hashlib
from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Length, Name, Pattern, Record

__all__ = ["Digest", "Source"]

Digest = Annotated[str, Pattern("[0-9a-f]{64}", "a SHA-256")]
"""A SHA-256 in lower-case hexadecimal digits."""


class Source(Record):
    """One text as it was received; the hash proves which text that was.

    >>> Source.of("storm.txt", "Bão".encode()).characters
    3
    """

    name: Name = Field(description="File name of the text, without folders.", examples=["2024-05-02-harbour.txt"])
    sha256: Digest = Field(
        description="SHA-256 of the bytes as received, in lower-case hexadecimal.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    bytes: Length = Field(description="Length of the text as received, in bytes.", examples=[3162])
    encoding: Name = Field(
        description="Name of the encoding that the bytes were decoded with (IANA character sets).",
        examples=["utf-8"],
    )
    characters: Length = Field(description="Length of the text as decoded, in Unicode code points.", examples=[3131])

    @classmethod
    def of(cls, name: str, data: builtins.bytes, encoding: str = "utf-8") -> Source:
        """The source that a text is, measured; UnicodeDecodeError when it is not in that encoding."""
        characters = len(data.decode(encoding))
        digest = hashlib.sha256(data).hexdigest()
        return cls(name=name, sha256=digest, bytes=len(data), encoding=encoding, characters=characters)
