"""What a line of the page has in common with the story: a headline has, a masthead and a menu have not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from broadsheet.articles.folding import runs

__all__ = ["Story"]

SHORTEST = 4
_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_DEATH = re.compile(r"\b(?:died|dies|death|funeral|born|passed away|late)\b")
_REPORTS = ("report", "has more", "has the story", "BYLINE", "joins us", "wrote", "writes")
FIRST = 2
MANY = 6
SHORT_LINE, NEAR = 20, 60
"""A line of at least so many characters is no chance; so many may stand before it: a dateline."""

STEM = 5
"""Words that agree in so many letters are taken for forms of one word."""


class Story:
    """The words of a story, by their beginnings, without the common ones.

    >>> told = ["The port will open to ships of 230 metres, its harbour master said."]
    >>> story = Story(told, frozenset({"will", "said"}))
    >>> story.shares("Port to open to larger ships"), story.shares("Serving the coast since 1948")
    (3, 0)
    """

    def __init__(self, paragraphs: Iterable[str], common: frozenset[str]) -> None:
        self._paragraphs = list(paragraphs)
        self._common = _stems(common)
        self._lines: dict[str, set[str]] = {}

    @cached_property
    def _words(self) -> set[str]:
        """The telling words of the story, read when a line is first held against it."""
        return self._read(" ".join(self._paragraphs))

    def shares(self, line: str) -> int:
        """How many of the telling words of a line the story has."""
        return len(self._words & self._telling(line))

    def is_foreign(self, line: str) -> bool:
        """Whether a line has many telling words, and hardly one of them is the story's."""
        words = self._telling(line)
        return len(words) >= MANY and MANY * len(words & self._words) <= len(words)

    def has_all(self, name: str) -> bool:
        """Whether the story has every telling word of a name, and there are two at least."""
        words = self._telling(name)
        return len(words) >= 2 and words <= self._words

    def opens_with(self, name: str) -> bool:
        """Whether one of the first paragraphs tells of somebody of that name, who does not report it."""
        told = (text.partition(name) for text in self._paragraphs[:FIRST])
        return any(found and not rest.lstrip(" ,(").startswith(_REPORTS) for _, found, rest in told)

    def begins(self, line: str) -> bool:
        """Whether the first paragraph says a line, word for word, near its beginning."""
        return (
            len(line) >= SHORT_LINE and line in self._paragraphs[0][: len(line) + NEAR] if self._paragraphs else False
        )

    @cached_property
    def mourns(self) -> bool:
        """Whether one of the first paragraphs tells of a death: under a name alone it is an obituary."""
        return any(_DEATH.search(text) is not None for text in self._paragraphs[:FIRST])

    def tells(self, line: str) -> bool:
        """Whether a line says something of what the story says: two of its words, and a third of them."""
        words = self._telling(line)
        shared = len(words & self._words)
        return shared >= 2 and 3 * shared >= len(words)

    def restates(self, line: str) -> bool:
        """Whether the story has three of four telling words of a line that has many."""
        words = self._telling(line)
        return len(words) >= MANY and 4 * len(words & self._words) >= 3 * len(words)

    def _telling(self, line: str) -> set[str]:
        """The telling words of a line, which is held against the story several times."""
        if line not in self._lines:
            self._lines[line] = self._read(line)
        return self._lines[line]

    def _read(self, text: str) -> set[str]:
        small = text.lower()
        words = {word[:STEM] for word in runs(small) if len(word) >= SHORTEST}
        words.update([number[:STEM] for number in _NUMBER.findall(small)])
        return words - self._common


@lru_cache(maxsize=8)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words)
