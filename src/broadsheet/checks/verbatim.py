"""Whether something repeats a withheld text: the check behind the promise that rights are respected."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.articles.folding import words
from broadsheet.checks.entries import Entry
from broadsheet.issues import Issue, shorten

__all__ = ["LONGEST_RUN", "Withheld", "check_verbatim", "strings"]

LONGEST_RUN = 8
"""How many consecutive words of a withheld text may stand in what is published."""

LONGEST_TITLE = 30
"""Words that a headline, a name or a title may have; what is longer counts as text."""

FACTS = {
    "headline", "name", "native_name", "alternate_name", "abbreviation", "title", "credit_text",
    "author", "copyright_holder", "qualifier", "unit",
}  # fmt: skip
"""Fields that hold names and titles, which are facts. (`text` has a rule of its own.)"""


class Withheld:
    """The word runs of withheld texts, to look other texts up in.

    >>> withheld = Withheld()
    >>> withheld.add("a.txt", "one two three four five six seven eight nine ten")
    >>> list(withheld.runs("and so: Two three FOUR five six seven eight nine ten!"))
    [('two three four five six seven eight nine ten', 'a.txt')]
    """

    def __init__(self) -> None:
        self._runs: dict[int, str] = {}

    def __bool__(self) -> bool:
        return bool(self._runs)

    def add(self, name: str, text: str, headlines: Iterable[tuple[int, int]] = ()) -> None:
        """Keep the runs of a text under its name; those inside a headline `[start, end)` are free."""
        free = [(start, end) for start, end in headlines if len(words(text[start:end])) <= LONGEST_TITLE]
        found = words(text)
        for run in _windows(found):
            first, last = run[0][1], run[-1][2]
            if not any(start <= first and last <= end for start, end in free):
                self._runs.setdefault(_key(run), name)

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Each run of more than eight words that a text shares with a withheld one, and that one's name."""
        found = words(text) if self._runs else []
        hits = deque((i, name) for i, run in enumerate(_windows(found)) if (name := self._runs.get(_key(run))))
        while hits:
            first, name = hits[0]
            last = first
            while hits and hits[0][0] <= last + 1:
                last = hits.popleft()[0]
            yield " ".join(word for word, _, _ in found[first : last + LONGEST_RUN + 1]), name


def _windows(found: list[tuple[str, int, int]]) -> Iterator[list[tuple[str, int, int]]]:
    size = LONGEST_RUN + 1
    return (found[i : i + size] for i in range(len(found) - size + 1))


def _key(run: list[tuple[str, int, int]]) -> int:
    return hash(tuple(word for word, _, _ in run))


def check_verbatim(entry: Entry, withheld: Withheld) -> Iterator[Issue]:
    """The places at which a record repeats a withheld text."""
    for at, text in strings(entry.value) if withheld else ():
        for run, name in withheld.runs(text):
            count, first = len(run.split()), shorten(" ".join(run.split()[:3]))
            message = f"{count} words in a row stand in {name} as well, from {first}"
            hint = f"say it in your own words: {LONGEST_RUN} in a row are allowed"
            yield entry.issue("B401", message, *at, hint=hint)


def strings(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text inside a value that is more than a name or title, with the steps to it.

    >>> list(strings({"name": "Mara", "roles": [{"note": "a, b"}]}))
    [(('roles', 0, 'note'), 'a, b')]
    """
    if isinstance(value, str):
        if FACTS.isdisjoint(at) or len(value.split()) > LONGEST_TITLE:
            yield at, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "text":
                yield from strings(item, (*at, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from strings(item, (*at, number))
