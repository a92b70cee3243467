"""A part of a text beside its folded form."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Stretch"]


class Stretch(NamedTuple):
    """The part of a text between two offsets, with the folded form of the text."""

    text: str
    folded: str
    start: int
    end: int
