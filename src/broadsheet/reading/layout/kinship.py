"""What a line of the page has in common with the story: a headline has, a masthead and a menu have not."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Story"]

_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d|\d")
STEM = 5
"""Words that agree in so many letters are taken for forms of one word."""

_COMMON = frozenset(
    word[:STEM]
    for word in (
        "about after also been before being could does down even every from have here into just like made make more most"
        " much only other over said same says should some such than that their them then there these they this those"
        " through under until upon very were what when where which while will with would your"
    ).split()
)


class Story:
    """The words of a story, by their beginnings.

    >>> story = Story(["The port will open to ships of 230 metres, its harbour master said."])
    >>> story.shares("Port to open to larger ships"), story.shares("Serving the coast since 1948")
    (3, 0)
    """

    __slots__ = ("_words",)

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._words = frozenset(word for text in paragraphs for word in _words(text))

    def shares(self, line: str) -> int:
        """How many of the telling words of a line the story has."""
        return len(self._words.intersection(_words(line)))

    def tells(self, line: str) -> bool:
        """Whether a line says something of what the story says: two of its words, and a third of them."""
        words = set(_words(line))
        return 2 <= (shared := len(words & self._words)) and 3 * shared >= len(words)


def _words(text: str) -> list[str]:
    return [stem for word in _WORD.findall(text.lower()) if (stem := word[:STEM]) not in _COMMON]
