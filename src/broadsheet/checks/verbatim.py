"""Whether something repeats a withheld text: the check behind the promise that rights are respected."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from broadsheet.articles.folding import word_list
from broadsheet.checks.entries import Entry
from broadsheet.checks.own_words import OwnRuns
from broadsheet.issues import Issue, shorten

__all__ = ["LONGEST_RUN", "Withheld", "check_verbatim", "runs_of", "strings"]

LONGEST_RUN = 8
"""How many consecutive words of a withheld text may stand in what is published."""

SHORTEST = 2 * LONGEST_RUN + 1
"""Characters of the shortest text that has more words, with something between each two of them."""

MOST_WORDS = 500_000
"""So many words are remembered with their numbers."""

LONGEST_TITLE = 30
"""Words that a headline, a name or a title may have; what is longer counts as text."""

FACTS = {
    "headline", "name", "native_name", "alternate_name", "abbreviation", "title", "credit_text",
    "author", "copyright_holder", "qualifier", "unit",
}  # fmt: skip
"""Fields that hold names and titles, which are facts. (`text` has a rule of its own.)"""


class Withheld:
    """The word runs of withheld texts, to look other texts up in.

    With `only`, the runs of what is to be published, no other run is kept: memory then grows
    with the words of the publisher, not with the texts.

    >>> withheld = Withheld()
    >>> withheld.add("a.txt", "one two three four five six seven eight nine ten")
    >>> list(withheld.runs("and so: Two three FOUR five six seven eight nine ten!"))
    [('two three four five six seven eight nine ten', 'a.txt')]
    """

    def __init__(self, only: OwnRuns | None = None, found: dict[int, str] | None = None) -> None:
        self._only = only
        self.found: dict[int, str] = found or {}

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, name: str, text: str, headlines: Iterable[tuple[int, int]] = ()) -> None:
        """Keep the runs of a text under its name; those that stand in a headline `[start, end)` as well are free."""
        found = _keys(word_list(text))
        keys = set(found) if self._only is None else self._only.common(found)
        titles = [word_list(text[start:end]) for start, end in headlines] if keys else []
        keys.difference_update(*(_keys(title) for title in titles if len(title) <= LONGEST_TITLE))
        self.found |= {key: name for key in keys if key not in self.found}

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Each run of more than eight words that a text shares with a withheld one, and that one's name."""
        found = word_list(text) if self.found else []
        hits = deque((i, name) for i, key in enumerate(_keys(found)) if (name := self.found.get(key)))
        while hits:
            first, name = hits[0]
            last = first
            while hits and hits[0][0] <= last + 1:
                last = hits.popleft()[0]
            yield " ".join(found[first : last + LONGEST_RUN + 1]), name


def runs_of(texts: Iterable[str]) -> set[int]:
    """The keys of every run of nine words in texts that are to be published."""
    return {key for text in texts for key in _keys(word_list(text))}


def _keys(found: Sequence[str]) -> Iterator[int]:
    """A key for each run of nine words, in their order; the same in every process."""
    numbers = [_NUMBERS[word] for word in found] if len(found) > LONGEST_RUN else []
    return map(hash, zip(*(numbers[i:] for i in range(LONGEST_RUN + 1)), strict=False))


class _Numbers(dict[str, int]):
    """A number for each word: Python's own hash of a text is another one in each process, that of numbers is not."""

    def __missing__(self, word: str) -> int:
        if len(self) > MOST_WORDS:
            self.clear()
        number = int.from_bytes(hashlib.blake2b(word.encode(errors="surrogatepass"), digest_size=7).digest())
        self[word] = number
        return number


_NUMBERS = _Numbers()


def check_verbatim(entry: Entry, withheld: Withheld) -> Iterator[Issue]:
    """The places at which a record repeats a withheld text."""
    for at, text in strings(entry.value) if withheld else ():
        for run, name in withheld.runs(text):
            count, first = len(run.split()), shorten(" ".join(run.split()[:3]))
            message = f"{count} words in a row stand in {name} as well, from {first}"
            hint = f"say it in your own words: {LONGEST_RUN} in a row are allowed"
            yield entry.issue("B401", message, *at, hint=hint)


def strings(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text inside a record that is more than a name or title and long enough to hold a run, with the steps to it.

    >>> list(strings({"name": "Mara Quist of Tern Island", "roles": [{"note": "since the storm of 1921"}]}))
    [(('roles', 0, 'note'), 'since the storm of 1921')]
    """
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            if len(item) >= SHORTEST and key != "text" and _is_text((*at, key), item):
                yield (*at, key), item
        elif item and isinstance(item, dict | list):
            yield from strings(item, (*at, key))


def _is_text(at: tuple[str | int, ...], value: str) -> bool:
    return FACTS.isdisjoint(at) or len(value.split()) > LONGEST_TITLE
