"""What is asked of the records of a shard by themselves: the stages of a check, for any engine."""

from __future__ import annotations

from collections.abc import Callable, Container
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from broadsheet.checks.alone import check_article
from broadsheet.checks.blocks import Reach, reach_of
from broadsheet.checks.claims import Claim, claims_in
from broadsheet.checks.complete import Complete, Completed, Completing
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.passed import Passed
from broadsheet.checks.pieces import Shard
from broadsheet.checks.records import RecordFiles
from broadsheet.checks.spans import check_spans
from broadsheet.checks.tally import Tally
from broadsheet.issues import Issue

__all__ = ["Examine", "Examined", "Recall", "again"]


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a shard. `records` are those that are not articles, `ids` those of the articles, a line each.

    `reach` is that of the ids, `names` the names of the first sources, `runs` the word runs of its articles, where
    texts are at hand, `completed` what is published of them, where there is no error in the shard.
    """

    records: Records
    tally: Tally
    stats: dict[str, int]
    numbers: tuple[int, ...]
    ids: str
    reach: Reach | None
    names: tuple[str, ...]
    claims: dict[str, set[str | None]]
    runs: tuple[int, ...]
    completed: Completed | None = None


@dataclass(frozen=True, slots=True)
class Examine:
    """The stage that reads the records of a shard, checks each by itself, and lets its articles go.

    With `then` it completes and writes those of a shard without errors, before it lets them go. `limit` is that of a
    `Tally`.
    """

    with_runs: bool = False
    then: Complete | None = None
    limit: int | None = None

    def __call__(self, shard: Shard) -> Examined:
        """What is known of a shard."""
        passed = Passed(with_runs=self.with_runs, completing=Completing(self.then) if self.then else None)
        tally = Tally(self.limit)

        def take(article: Entry) -> None:
            tally.add(check_spans(article))
            tally.add(check_article(article))
            passed.take(article.value, sound=not tally.has_errors)

        files = RecordFiles(take, None if self.with_runs else passed.accept, tally)
        for piece in shard:
            files.read(piece)
        ids = "\n".join(passed.ids)
        return Examined(
            files.records,
            tally,
            files.stats,
            tuple(passed.numbers),
            ids,
            reach_of(ids.split("\n")),
            tuple(passed.names),
            dict(passed.claims.said),
            tuple(passed.runs),
            passed.completing.finish() if passed.completing and not tally.has_errors else None,
        )


def again(shard: Shard, wants: Callable[[dict[str, Any]], bool] | None = None) -> tuple[list[Entry], list[Issue]]:
    """Articles of a shard that was examined, read again; and the issues of files that changed since."""
    found: list[Entry] = []
    files = RecordFiles(
        lambda article: found.append(article) if wants is None or wants(article.value) else None, tally=Tally(0)
    )
    for piece in shard:
        files.read(piece)
    return found, list(files.tally.troubles)


@dataclass(frozen=True, slots=True)
class Recall:
    """The stage that reads articles again: those with some ids, and those that claim something."""

    ids: Container[str]
    claims: AbstractSet[Claim]

    def __call__(self, shard: Shard) -> tuple[list[Entry], list[Issue]]:
        """The articles of a shard, and the issues of files that changed since it was examined."""
        return again(shard, self._wants)

    def _wants(self, value: dict[str, Any]) -> bool:
        return value["id"] in self.ids or (bool(self.claims) and not self.claims.isdisjoint(claims_in(value)))
