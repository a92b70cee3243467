"""Links to other stories below the one of a page: lists of titles, and cut beginnings under them."""

from __future__ import annotations

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.prose import Roles, is_prose

__all__ = ["cut_at_list", "cut_at_teasers"]

_TEASED = ("[\u2026]", "[...]", "[ \u2026 ]")
LONGEST_LINK, FEWEST_LINKS = 130, 2
"""Links to other stories have at most so many characters, and a list of them has so many at least."""


def cut_at_list(blocks: list[Block], roles: Roles, body: int, end: int) -> int:
    """Below the story a line of the page with several titles behind it begins a list of links."""
    last = max((i for i in range(body, end) if len(blocks[i].text) > LONGEST_LINK), default=body)
    first = next((i for i in range(last + 1, end) if roles[i] == "boilerplate"), end)
    rest = [i for i in range(first + 1, end) if roles[i] is None]
    titles = [i for i in rest if not ends_sentence(blocks[i].text)]
    if (
        len(titles) < FEWEST_LINKS
        or 3 * len(titles) < 2 * len(rest)
        or set(roles[first + 1 : end]) - {None, "boilerplate"}
    ):
        return end
    for index in range(first, end):
        roles[index] = "boilerplate"
    return first


def cut_at_teasers(blocks: list[Block], roles: Roles, body: int) -> int:
    """Below the story titles with the cut beginnings of other stories are the page's."""
    teased = [i for i in range(body + 2, len(blocks)) if blocks[i].text.endswith(_TEASED)]
    first = next((i for i in teased if not ends_sentence(blocks[i - 1].text)), None)
    if first is None or any(is_prose(blocks[i].text) for i in range(first, len(blocks)) if i not in teased):
        return len(blocks)
    for later in range(first - 1, len(blocks)):
        roles[later] = "boilerplate"
    return first - 1
