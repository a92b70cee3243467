"""Lines of a lexicon, compared with lines of a text in time that their lengths bound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import compress

from broadsheet.articles.folding import key
from broadsheet.reading.expressions import Expression
from broadsheet.reading.index import Pattern, index_of

__all__ = ["LONGEST_LINE", "Phrases", "plain"]

LONGEST_LINE = 600
"""Longer lines are never compared with phrases: that bounds the time they take."""

_FIRST = re.compile(r"[a-z]+|.")
"""The first word of a line or phrase, or its first sign."""

_BEGINNING = re.compile(r"[^*# ]+(?: [^*# ]+){0,2} ?\*")
"""A phrase of so few words, with one star behind them, only says how a line begins."""

_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "had", "can", "may", "will", "does"})
"""With one of these a phrase says what it is about."""

_CUT = re.compile(r"[a-z]+\*.")
"""How a phrase begins that says how its first word does: `play*audio`."""


def plain(folded: str) -> str:
    """A folded line in lower case with single blanks: what phrases are compared with."""
    return _plain(folded) if len(folded) <= LONGEST_LINE else _plain.__wrapped__(folded)


@lru_cache(maxsize=256)
def _plain(folded: str) -> str:
    return " ".join(folded.lower().split())


class Phrases:
    """Lines as a lexicon writes them: `*` stands for any text, `**` for any sentence as well, `#` for a number.

    A star glued to a single word (`related*`) lets only a few words follow.

    >>> phrases = Phrases(["share on *", "# comments", "*all rights reserved*"])
    >>> [phrases.match(line) for line in ("share on facebook", "12 comments", "the share")]
    [True, True, False]
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._written = list(dict.fromkeys(map(key, phrases)))
        lines = [line.replace("**", "*") for line in self._written]
        self._exact = frozenset(line for line in lines if "*" not in line and "#" not in line)
        inside = [line for line in lines if line[0] == "*" == line[-1] and "*" not in line[1:-1] and "#" not in line]
        self._inside = tuple(line[1:-1] for line in inside)
        rest = [line for line in lines if line not in self._exact and line not in set(inside)]
        free = [line for line in rest if line[0] == "*"]
        self._free = [(_longest(line), Expression(_expression(line), re.DOTALL)) for line in free]
        self._numbered = Expression("|".join(_expression(line) for line in rest if line[0] == "#") or "(?!)", re.DOTALL)
        self._patterns = [Pattern(line) for line in (*inside, *free)]
        self._by_word = _by_word(self._patterns)
        cut = [line for line in rest if _CUT.match(line) is not None]
        self._cuts = tuple(line.partition("*")[0] for line in cut)
        self._cut = Expression("|".join(map(_expression, cut)) or "(?!)", re.DOTALL)
        self._by_first = _by_first([line for line in rest if line[0] not in "*#" and line not in cut])

    @cached_property
    def _holding(self) -> Phrases:
        """Those that say more than how a line begins."""
        lines = self._written
        return Phrases(line for line in lines if not _BEGINNING.fullmatch(line) or _VERBS.intersection(line.split()))

    def on(self, folded: str) -> Phrases:
        """The phrases, to be compared with the lines of one page: without those of which it has no words."""
        index = index_of(folded)
        may = [False] * len(self._patterns)
        for word in (self._by_word.keys() & index.words) | {""}:
            for number in self._by_word.get(word, ()):
                may[number] = index.may_hold(self._patterns[number])
        kept = object.__new__(Phrases)
        vars(kept).update(vars(self))
        kept._inside = tuple(compress(self._inside, may))
        kept._free = list(compress(self._free, may[len(self._inside) :]))
        return kept

    def match(self, line: str) -> bool:
        """Whether a plain line is one of the phrases."""
        if len(line) > LONGEST_LINE or not line:
            return False
        for words in self._inside:
            if words in line:
                return True
        for words, free in self._free:
            if words in line and free.fullmatch(line) is not None:
                return True
        return self.begins(line) or (line[0].isdigit() and self._numbered.fullmatch(line) is not None)

    def holds(self, line: str) -> bool:
        """Whether a plain line is one of the phrases that say more than how a line begins.

        >>> [Phrases(["copyright*", "note: **"]).holds(line) for line in ("copyright law", "note: the post moved")]
        [False, True]
        """
        return self._holding.match(line)

    def match_whole(self, line: str) -> bool:
        """Whether a plain line is one of the phrases that leave nothing open."""
        return line in self._exact

    def begins(self, line: str) -> bool:
        """Whether a plain line is one of the phrases that say how a line begins, or all of it."""
        if line in self._exact:
            return True
        first = _FIRST.match(line)
        starting = self._by_first.get(first[0]) if first is not None else None
        if starting is not None and starting.fullmatch(line) is not None:
            return True
        return line.startswith(self._cuts) and self._cut.fullmatch(line) is not None


def _by_word(patterns: Iterable[Pattern]) -> dict[str, list[int]]:
    """The numbers of the patterns under the longest word of each, and under nothing where one has no whole word."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, pattern in enumerate(patterns):
        found[max(pattern.words, key=lambda word: (len(word), word), default="")].append(number)
    return found


def _longest(phrase: str) -> str:
    """The longest stretch of a phrase that stands in the line as it is."""
    return max(re.split(r"[*#]", phrase), key=len)


def _by_first(lines: Iterable[str]) -> dict[str, Expression]:
    """The phrases under the word or the sign that they begin with."""
    groups: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        groups[_FIRST.findall(line)[0]].append(_expression(line))
    return {first: Expression("|".join(expressions), re.DOTALL) for first, expressions in groups.items()}


def _expression(phrase: str) -> str:
    """The expression for a phrase.

    What stands between two stars is taken where it comes first, for the last star takes any rest: time stays linear.
    """
    *open_, last = map(_words, phrase.split("*"))
    if not open_ or last:
        return ".*".join((_inner(open_), last)) if open_ else last
    bound = r"\b" if phrase[-2:-1].isalnum() else ""
    few = bound and " " not in phrase and len(open_) == 1
    return _inner([*open_[:-1], open_[-1] + bound]) + (".{0,40}" if few else ".*")


def _inner(parts: Sequence[str]) -> str:
    """The expression for what stands before the last star."""
    first, *others = parts
    return first + "".join(rf"(?>.*?{each})" for each in others)


def _words(words: str) -> str:
    """The expression for words without a star; beside one, a single blank is enough."""
    expression = re.escape(words).replace(r"\#", r"\d[\d.,]*[km]?").replace(r"\ ", r"\s++")
    return re.sub(r"^\\s\+\+|\\s\+\+$", r"\\s", expression)
