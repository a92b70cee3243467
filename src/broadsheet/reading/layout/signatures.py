"""Who signs a letter or notice below it: a name, what that person is, and perhaps the day."""

from __future__ import annotations

import re

from broadsheet.reading.layout.authors import is_author_name
from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import is_name
from broadsheet.reading.layout.prose import Roles

__all__ = ["labels_author", "mark_authors", "mark_signatures"]

_LABEL = re.compile(r"(?:(?:article|report|story|text) )?(?:compiled|reported|written) by:?", re.IGNORECASE)
LONGEST_POST = 60
NEAR = 6
"""How many of the last blocks may name the author under a label."""


def labels_author(text: str) -> bool:
    """Whether a line says that the next one names who wrote.

    >>> labels_author("Article written by"), labels_author("Written by hand")
    (True, False)
    """
    return _LABEL.fullmatch(text) is not None


def mark_authors(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """Below the story a name under `Article written by` is its author's, and what is told of that person the page's."""
    for index in range(max(body + 1, len(blocks) - NEAR), len(blocks) - 1):
        name = blocks[index + 1].text
        if roles[index] is None and labels_author(blocks[index].text) and is_author_name(name, forms):
            roles[index : index + 2] = ["boilerplate", "byline"]
            told = roles[index + 2 : index + 3] == [None] and blocks[index + 2].text.startswith(name.partition(" ")[0])
            roles[index + 2 : index + 2 + told] = ["boilerplate"] * told


def mark_signatures(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """A name alone below a paragraph, with a post in a line of its own below it, signs; a day after them is theirs."""
    for index in range(body + 1, len(blocks) - 1):
        if roles[index - 1 : index + 2] == [None, None, None] and _signs(*blocks[index - 1 : index + 2], forms=forms):
            roles[index : index + 2] = ["sign_off", "sign_off"]
            if roles[index + 2 : index + 3] == ["date_line"]:
                roles[index + 2] = "sign_off"


def _signs(above: Block, name: Block, post: Block, *, forms: Forms) -> bool:
    held = (
        len(post.text) <= LONGEST_POST
        and not ends_sentence(post.text)
        and post.text[-1] != ":"
        and forms.post.search(post.text) is not None
    )
    return held and ends_sentence(above.text) and is_name(name.text)
