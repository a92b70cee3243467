"""Articles on lines that were checked and let go: what is asked of them together with others."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

from broadsheet.articles.version import migrate
from broadsheet.checks.acceptance import Acceptance, Article
from broadsheet.checks.claims import Claim, claims_of
from broadsheet.checks.documents import numbered_lines, parse_document
from broadsheet.checks.entries import GROUNDED, Entry

__all__ = ["Passed"]

FIRST = 3
"""How many articles are read again to be named as examples."""


class Passed:
    """Articles of JSON Lines that are not kept.

    Of each it is known on which line it stands, and its id as a hash of eight bytes.
    """

    def __init__(self, acceptance: Acceptance) -> None:
        self._numbers = [0] * len(GROUNDED)
        self._acceptance = acceptance
        self._ids, self._lines = array("q"), array("Q")
        self._files: list[tuple[Path, str, int]] = []
        self._seen: set[int] = set()

    @classmethod
    def if_possible(cls) -> Passed | None:
        """None where msgspec is missing, as it is on interpreters that have no wheel of it; then articles are kept."""
        return cls(Acceptance()) if find_spec("msgspec") else None

    def __len__(self) -> int:
        return len(self._ids)

    def begin(self, path: Path, shown: str) -> None:
        """What follows stands in this file."""
        self._files.append((path, shown, len(self)))

    def accept(self, data: bytes, line: int) -> bool:
        """Take the article of a line, if it is good beyond doubt."""
        article = self._acceptance.article(data)
        if article is not None:
            self._remember(article, line)
        return article is not None

    def take(self, value: dict[str, Any], line: int) -> None:
        """Take an article of the right shape."""
        self._remember(self._acceptance.take(value), line)

    def _remember(self, article: Article, line: int) -> None:
        digest = hash(article.id)
        self._seen.add(digest)
        self._ids.append(digest)
        self._lines.append(line)
        numbers = self._numbers
        numbers[0] += len(article.segments)
        numbers[1] += len(article.statements)
        numbers[2] += len(article.figures)
        numbers[3] += len(article.events)
        numbers[4] += len(article.mentions)

    @property
    def counts(self) -> dict[str, int]:
        """How many items of each kind the articles hold."""
        return dict(zip(GROUNDED, self._numbers, strict=True))

    @property
    def claims(self) -> Iterable[Claim]:
        """What the articles say of others."""
        return self._acceptance.claims

    def holds(self, id: str) -> bool:
        """Whether an article of this id is among them."""
        return hash(id) in self._seen

    def _twice(self) -> set[int]:
        """The hashes that more than one article has."""
        if len(self._seen) == len(self):
            return set()
        return {digest for digest, times in Counter(self._ids).items() if times > 1}

    def recall(self, ids: Collection[str | None], false: AbstractSet[Claim]) -> Iterator[Entry]:
        """The articles to look at again: some of these ids, those whose ids stand twice, those with false claims.

        The first few are always among them.
        """
        digests = self._twice() | {digest for digest in map(hash, ids) if digest in self._seen}
        ends = [start for *_, start in self._files[1:]] + [len(self)]
        for (path, shown, start), end in zip(self._files, ends, strict=True):
            if false or start < FIRST or any(digest in digests for digest in self._ids[start:end]):
                yield from self._again(path, shown, range(start, end), digests, false)

    def _again(
        self, path: Path, shown: str, places: range, digests: set[int], false: AbstractSet[Claim]
    ) -> Iterator[Entry]:
        waiting = iter(places)
        place = next(waiting, None)
        for number, line in numbered_lines(path):
            if place is None:
                return
            if line is None or number != self._lines[place]:
                continue
            if place < FIRST or self._ids[place] in digests or self._claims_some(line, false):
                document, _ = parse_document(line, shown, number)
                if document is not None:
                    yield Entry(document, migrate(document.value))
            place = next(waiting, None)

    def _claims_some(self, line: bytes, claims: AbstractSet[Claim]) -> bool:
        return bool(claims) and not claims.isdisjoint(claims_of(self._acceptance.moulded(migrate(orjson.loads(line)))))
