"""Where the words and numbers of a text stand, so that no expression has to be tried at every character of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property, lru_cache
from string import ascii_lowercase, digits

__all__ = ["Firsts", "Index", "index_of"]

_WORD = re.compile("[a-z]+")
_LETTERS = bytes(code if chr(code) in ascii_lowercase else 32 for code in range(256))
_DIGITS = bytes(48 if chr(code) in digits else 32 for code in range(256))


class Firsts:
    """Words and phrases, to be looked up in an index: each by its first word, where the text has all of its words.

    Those of `counted` are looked up, too, by the article before them.
    """

    __slots__ = ("counted", "first", "odd", "words")

    def __init__(self, phrases: Iterable[str], counted: Iterable[str] = ()) -> None:
        self.counted = frozenset(counted)
        self.first: dict[str, list[frozenset[str]] | None] = {}
        self.odd: list[str] = []
        for bare in sorted({_bare(phrase) for phrase in phrases if phrase}):
            first, *rest = _WORD.findall(bare) or [bare]
            if not bare[0].isalpha():
                self.odd.append(bare)
            elif not rest:
                self.first[first] = None
            elif (rests := self.first.setdefault(first, [])) is not None:
                rests.append(frozenset(rest))
        self.words = frozenset(self.first)


class Pattern:
    """The words of a phrase in which `*` stands for any text and `#` for a number, and what they cut of words."""

    __slots__ = ("parts", "words")

    def __init__(self, phrase: str) -> None:
        bare = _bare(phrase)
        cut = {run for edges in ("[*#]([a-z]+)", "(?<![a-z])([a-z]+)[*#]") for run in re.findall(edges, bare)}
        self.words = frozenset(_WORD.findall(bare)) - cut
        self.parts = sorted(cut, key=len, reverse=True)


class Index:
    """The words and digits of one folded text, and where they stand.

    An expression for some phrases can only match where one of them may begin. The index may
    give more places than there are, never fewer.

    >>> index = Index("He said that Linh, according to Mai, has said so.")
    >>> index.starts(Firsts(["said", "according to", "as told by"]))
    [3, 19, 41]
    """

    def __init__(self, folded: str) -> None:
        plain = folded.encode("ascii", "replace").lower()
        self._bare = plain.decode()
        self._places = _places(plain.translate(_LETTERS).decode())
        self.words = frozenset(self._places)
        self._starts: dict[Firsts, list[int]] = {}
        self.sentences: dict[tuple[int, int, object], list[tuple[int, int]]] = {}
        """The sentences between two offsets, as far as somebody has asked for them."""

    def starts(self, firsts: Firsts) -> list[int]:
        """The offsets at which one of the phrases may begin, in their order."""
        found = self._starts.get(firsts)
        if found is None:
            found = self._starts[firsts] = []
            for word in firsts.words & self.words:
                rests = firsts.first[word]
                if rests is None or any(rest <= self.words for rest in rests):
                    found += self._places[word]
            for phrase in firsts.odd:
                _gather(found, self._bare, phrase)
            for word in firsts.counted & self.words:
                before = [at - n for at in self._places[word] for n in (2, 3) if at >= n]
                found += [at for at in before if self._bare[at] == "a"]
            found.sort()
        return found

    def between(self, firsts: Firsts, start: int, end: int) -> list[int]:
        """Those of the offsets that lie between two others."""
        found = self.starts(firsts)
        return found[bisect_left(found, start) : bisect_left(found, end)]

    def has(self, firsts: Firsts, start: int, end: int) -> bool:
        """Whether one of the phrases may begin between two offsets."""
        found = self._starts.get(firsts)
        if found is None:
            found = self.starts(firsts)
        at = bisect_left(found, start)
        return at < len(found) and found[at] < end

    def begins(self, phrase: str) -> list[int]:
        """The offsets at which a phrase may stand that touches no other letters, by the rarest of its words.

        >>> Index("Port Lind, and Mara Lind; Linden").begins("Lind")
        [5, 20]
        """
        bare = _bare(phrase)
        if bare.isalpha():
            return self._places.get(bare, [])
        words = [(self._places.get(found[0], []), found.start()) for found in _WORD.finditer(bare)]
        places, before = min(words, key=_rarity, default=([], 0))
        if not words:
            places = []
            _gather(places, self._bare, bare)
        return [at - before for at in places if at >= before and self._bare.startswith(bare, at - before)]

    def may_hold(self, pattern: Pattern) -> bool:
        """Whether a phrase may stand in a line of the text."""
        return pattern.words <= self.words and all(part in self._bare for part in pattern.parts)

    def digits(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the runs of digits begin and end that stand between two offsets; the outermost may reach beyond."""
        runs = self._digits
        first = bisect_left(runs, (start,))
        if first and runs[first - 1][1] > start:
            first -= 1
        return runs[first : bisect_left(runs, (end,), first)] if start < end else []

    @cached_property
    def _digits(self) -> list[tuple[int, int]]:
        """Where runs of digits begin and end."""
        plain, runs = self._bare.encode().translate(_DIGITS) + b" ", []
        at = plain.find(b"0")
        while at >= 0:
            runs.append((at, plain.find(b" ", at)))
            at = plain.find(b"0", runs[-1][1])
        return runs


@lru_cache(maxsize=2)
def index_of(folded: str) -> Index:
    """The index of a folded text; kept while the text is read."""
    return Index(folded)


def _places(letters: str) -> dict[str, list[int]]:
    """The words between blanks, each with the offsets at which it stands."""
    places: dict[str, list[int]] = {}
    at = 0
    for word in letters.split(" "):
        if word in places:
            places[word].append(at)
        else:
            places[word] = [at]
        at += len(word) + 1
    places.pop("", None)
    return places


def _rarity(word: tuple[list[int], int]) -> int:
    """How often a word stands in a text."""
    return len(word[0])


def _gather(places: list[int], text: str, words: str) -> None:
    """Add every offset at which the words stand."""
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)


def _bare(text: str) -> str:
    """A text in lower case with a sign for whatever is not ASCII: as long as the text, and quick to search."""
    return text.encode("ascii", "replace").decode("ascii").lower()
