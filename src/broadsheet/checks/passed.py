"""Articles that were checked by themselves and let go: what is known of them, to be asked of all together."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from broadsheet.checks.acceptance import Acceptance, Article
from broadsheet.checks.claims import Claims, claims_in
from broadsheet.checks.complete import Completing
from broadsheet.checks.entries import GROUNDED
from broadsheet.checks.verbatim import runs_of, strings

__all__ = ["FIRST", "Passed", "acceptance"]

FIRST = 3
"""So many sources are known by their names, as examples."""


class Passed:
    """The articles of a shard: their ids, how many items they hold, what they say of others, and their word runs.

    They are handed on to `completing`.
    """

    def __init__(self, *, with_runs: bool = False, completing: Completing | None = None) -> None:
        self.completing = completing
        self.runs: set[int] = set()
        self._with_runs = with_runs
        self.ids: list[str] = []
        self.names: list[str] = []
        self.numbers = [0] * len(GROUNDED)
        self.claims = Claims()
        self._acceptance = acceptance()
        if self._acceptance is not None:
            self._acceptance.claims = self.claims

    def accept(self, data: bytes) -> bool:
        """Take the article of a line or a file, if it is good beyond doubt."""
        article = self._acceptance.article(data) if self._acceptance is not None else None
        if article is None or self._acceptance is None:
            return False
        if self.completing is not None:
            self.completing.add_accepted(article, data, self._acceptance.as_completed(article, data))
        self._count(article)
        self.ids.append(article.id)
        if len(self.names) < FIRST:
            self.names.append(article.source.name)
        return True

    def take(self, value: Mapping[str, Any], *, sound: bool = True) -> None:
        """Take an article of the right shape."""
        if self.completing is not None and sound:
            self.completing.add(value)
        self.claims.add(claims_in(value))
        self.ids.append(value["id"])
        if self._with_runs:
            self.runs |= runs_of(text for _, text in strings(value))
        self.numbers = [number + len(value.get(name, ())) for number, name in zip(self.numbers, GROUNDED, strict=True)]
        if len(self.names) < FIRST:
            self.names.append(value["source"]["name"])

    def _count(self, article: Article) -> None:
        numbers = self.numbers
        numbers[0] += len(article.segments)
        numbers[1] += len(article.statements)
        numbers[2] += len(article.figures)
        numbers[3] += len(article.events)
        numbers[4] += len(article.mentions)


class _Mine(threading.local):
    """What each thread has of its own: on a cluster, several may work in one process."""

    acceptance: Acceptance | None = None


_MINE = _Mine()


def acceptance() -> Acceptance | None:
    """Who accepts lines; nobody where msgspec is missing, as it is on interpreters that have no wheel of it."""
    if _MINE.acceptance is None and find_spec("msgspec"):
        _MINE.acceptance = Acceptance()
    return _MINE.acceptance
