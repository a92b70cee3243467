"""Prose, told from titles by its length and its end."""

from __future__ import annotations

from broadsheet.reading.layout.blocks import ends_sentence

__all__ = ["LONGEST_DECK", "LONGEST_LABEL", "PROSE", "Roles", "is_prose", "sentences"]

Roles = list[str | None]

PROSE = 80
"""A sentence of at least so many characters is taken for prose."""

LONGEST_LABEL = 250
"""Longer lines are no date line, byline or link."""

LONGEST_DECK = 350


def is_prose(text: str) -> bool:
    """Whether the text reads like a sentence of a story rather than a title."""
    return len(text) >= PROSE and (ends_sentence(text) or len(text) > LONGEST_LABEL)


def sentences(text: str) -> int:
    """About how many sentences the text has."""
    return sum(text.count(stop) for stop in (". ", "? ", "! ", ".\u201d ", '." ')) + 1
