"""Who wrote a letter to the editor, and from where: the last lines below it."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block, ends_sentence
from broadsheet.reading.layout.forms import Forms
from broadsheet.reading.layout.persons import is_name, is_signature
from broadsheet.reading.layout.places import is_place
from broadsheet.reading.layout.prose import Roles

__all__ = ["is_salutation", "mark_writers"]

_SALUTATION = re.compile(
    r"(?:(?:dear|the|to the) )?(?:sirs?|madam|editors?)(?:(?:, ?| or | and | ?/ ?)(?:sir|madam|editor))?"
    r"(?: ?[:.!]|, ?(?:--?|\u2013)?| (?:--?|\u2013))(?= |$)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\b(?:letters?|have your say|your views?)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:(?:Mrs?|Ms|Dr) )?(?:[A-Z]\.? ?){1,3} [A-Z][\w'\u2019-]+(?: \([\w ,]{3,40}\))?")
_SMALL = frozenset({"of", "on", "the", "upon", "in", "by", "near", "and", "via", "de", "la"})
LONGEST_FROM, MOST_LINES, FIRST = 60, 2, 2


def is_salutation(text: str) -> bool:
    """Whether a paragraph opens as a letter to a paper does.

    >>> is_salutation("Dear Sir, - The quay is dark."), is_salutation("Sir Grace Hopper said so.")
    (True, False)
    """
    return _SALUTATION.match(text) is not None


def mark_writers(blocks: list[Block], roles: Roles, body: int, forms: Forms) -> None:
    """Below the last paragraph of a letter a name signs it, and the lines under the name say from where.

    A text that does not show itself to be a letter ends in a person's name and a place, and in nothing else where the
    place is not known.
    """
    letter = _is_letter(blocks, roles, body)
    told = (i for i in range(len(blocks) - 1, body, -1) if roles[i] is None and ends_sentence(blocks[i].text))
    name = next(told, len(blocks)) + 1
    while letter and name < len(blocks) and roles[name] == "sign_off":
        name += 1
    if name >= len(blocks) or roles[name] is not None or not _signs(blocks[name].text.rstrip(","), letter=letter):
        return
    ends = [i for i in range(name + 1, len(blocks)) if roles[i] != "boilerplate"]
    lines = ends[:MOST_LINES] if letter else ends
    placed = [i for i in lines if roles[i] is None and _is_from(blocks[i].text)]
    if not letter and lines[:1] == [name + 1] and is_place(blocks[name + 1].text, forms):
        lines = placed = [name + 1]
    if letter or (len(lines) == len(placed) == 1):
        roles[name] = "byline"
        for index in placed:
            roles[index] = "sign_off"


def _is_letter(blocks: list[Block], roles: Roles, body: int) -> bool:
    """Whether a text greets an editor, or stands under a word for letters."""
    greeted = any(is_salutation(blocks[i].text) for i in range(max(0, body - 1), min(body + FIRST, len(blocks))))
    return greeted or any(
        _LETTERS.search(blocks[i].text) is not None for i in range(body) if roles[i] in {"boilerplate", "headline"}
    )


def _signs(name: str, *, letter: bool) -> bool:
    return (is_name(name) or _INITIALS.fullmatch(name) is not None) if letter else is_signature(name)


def _is_from(text: str) -> bool:
    """Whether a line may be an address: a few words with capitals, and no full stop."""
    words = text.rstrip(", ").split()
    named = all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
    return len(text) <= LONGEST_FROM and named and bool(words) and not ends_sentence(text)
