"""Boxes above a story: a title over points."""

from __future__ import annotations

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.phrases import plain
from broadsheet.reading.layout.prose import Roles

__all__ = ["settle_boxes"]

_TITLES = frozenset({"boilerplate", "inset"})
LONGEST_TITLE, FEWEST = 4, 2
"""The title of a box has at most so many words; lines that may be decks are points where there are so many."""


def settle_boxes(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """Below the headline a title in capitals, or before a colon, and the points right below it are insets."""
    for index in range(1, body - 1):
        if "headline" not in roles[:index] or roles[index] not in _TITLES or not _is_title(blocks[index].text, forms):
            continue
        points = roles[index + 1]
        end = next((i for i in range(index + 1, body) if roles[i] != points), body)
        if points == "inset" or (points == "alternative_headline" and end - index > FEWEST):
            roles[index:end] = ["inset"] * (end - index)


def _is_title(text: str, forms: Forms) -> bool:
    titled = text.isupper() or text[-1] == ":"
    return titled and len(text.split()) <= LONGEST_TITLE and not forms.boilerplate.match(plain(text))
