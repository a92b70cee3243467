"""Lists of what a long text holds, above it: the index of a briefing."""

from __future__ import annotations

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.prose import Roles

__all__ = ["settle_contents"]

_OPENS = frozenset({"index:", "contents:", "topics:", "agenda:", "index", "table of contents", "contents"})
_CLOSES = frozenset({"transcript:", "transcript", "full transcript:", "full transcript", "text:", "remarks:"})
LONGEST_LABEL = 20
MOST = 40
"""A list has at most so many entries."""


def settle_contents(blocks: list[Block], roles: Roles) -> None:
    """The entries between the title of a list and that of what it lists are insets; the titles are the page's."""
    names = [block.text.lower() if len(block.text) <= LONGEST_LABEL else "" for block in blocks[: 2 * MOST]]
    first = next((i for i, name in enumerate(names) if name in _OPENS), None)
    if first is None:
        return
    last = next((i for i in range(first + 1, len(names)) if names[i] in _CLOSES), None)
    if last is not None and last - first <= MOST:
        roles[first] = roles[last] = "boilerplate"
        roles[first + 1 : last] = ["inset"] * (last - first - 1)
