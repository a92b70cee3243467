"""What stands right before a place in a text: expressions that are tried only behind the words they end in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_letters

from broadsheet.reading.expressions import Expression

__all__ = ["Tail"]

_BETWEEN = " ,.-"
_LONGEST = 40


class Tail:
    r"""An expression for one of several phrases and a blank, comma or the like behind it.

    It has to be bounded by the end of what is searched, and its phrases not to begin inside a
    word: then it can only match where the last two words before the end are the last of a phrase.

    >>> before = Tail(["more than", "at least"], r"\b(?:more than|at least) $")
    >>> bool(before.search("more than 5", 0, 10)), bool(before.search("moreover 5", 0, 9))
    (True, False)
    """

    __slots__ = ("_expression", "_last")

    def __init__(self, phrases: Iterable[str], expression: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._last: dict[str, set[str]] = {}
        """The last word of each phrase, and the words before it; none where a phrase is only that word."""
        for phrase in sorted(phrases, key=len, reverse=True):
            last, rest = _last_word(phrase)
            before = self._last.setdefault(last, set())
            if rest:
                before.add(_last_word(rest)[0])
            else:
                before.clear()
        self._expression = Expression(expression, flags)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The phrase that ends where the search does."""
        end = len(text) if end is None else end
        bare = text[end - _LONGEST if end - start > _LONGEST else start : end].rstrip(_BETWEEN)
        rest = bare.rstrip(ascii_letters)
        before = self._last.get(bare[len(rest) :].lower())
        if before is None or (before and _last_word(rest)[0] not in before):
            return None
        return self._expression.search(text, start, end)


def _last_word(text: str) -> tuple[str, str]:
    """The last word of a text in small letters, and what stands before it."""
    bare = text.rstrip(_BETWEEN)
    rest = bare.rstrip(ascii_letters)
    return bare[len(rest) :].lower(), rest
