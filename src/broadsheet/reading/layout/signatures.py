"""Who signs a letter or notice below it: a name, what that person is, and perhaps the day."""

from __future__ import annotations

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import is_name
from broadsheet.reading.layout.prose import Roles

__all__ = ["mark_signatures"]

LONGEST_POST = 60


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
