"""What the stages of a check found, put together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from broadsheet.checks.claims import Claims
from broadsheet.checks.entries import GROUNDED, Records
from broadsheet.checks.examine import Examined
from broadsheet.checks.grounding import Missing
from broadsheet.checks.known import Known
from broadsheet.checks.own_words import OwnRuns
from broadsheet.checks.passed import FIRST
from broadsheet.checks.pieces import Shard
from broadsheet.checks.tally import LOST, Total
from broadsheet.checks.texts import Texts
from broadsheet.engines import Lost
from broadsheet.issues import Issue, Report, shorten

__all__ = ["Gathered"]


class Gathered:
    """The issues so far, the records that are not articles, and what is known of the articles.

    `shards` are the numbers of those that were examined.
    """

    def __init__(self, known: Known, total: Total) -> None:
        self.known, self.total = known, total
        self.records, self.claims, self.runs = Records(), Claims(), OwnRuns()
        self.shards: set[int] = set()
        self.names: list[str] = []
        self.count = self.at_hand = 0
        self._stats = {"files": 0, "records": 0}
        self._numbers = [0] * len(GROUNDED)

    def take(self, number: int, found: Examined) -> None:
        """Take what was found in a shard."""
        self.total.take(found.tally)
        self._take_records(found.records)
        self.count += self.known.add(number, found.ids, found.reach)
        self.claims.add_all(found.claims)
        self.runs.add(found.runs)
        self.shards.add(number)
        self.names += found.names[: FIRST - len(self.names)]
        self._stats = {name: count + found.stats[name] for name, count in self._stats.items()}
        self._numbers = [sum(pair) for pair in zip(self._numbers, found.numbers, strict=True)]

    def _take_records(self, found: Records) -> None:
        mine = self.records
        mine.entities.extend(found.entities)
        mine.outlets.extend(found.outlets)
        mine.copies.extend(found.copies)
        mine.refused.update(found.refused)
        if not found.complete:
            self.miss()

    def set_aside(self, lost: Lost[Shard]) -> None:
        """Tell of a record that kills its processes, or of a file that holds no lines."""
        hint = "see whether there is memory enough, and check it alone with --engine local"
        for piece in lost.item:
            line = piece.line if piece.is_lines else None
            self.total.add([Issue.of(LOST, f"was set aside: {lost.reason}", hint=hint, path=piece.shown, line=line)])
        self.miss()

    def miss(self) -> None:
        """Remember that there may be records that are not known, so that references are not judged."""
        self.records = replace(self.records, complete=False)

    def lacks(self, missing: Missing, texts: Texts) -> None:
        """Tell of articles without texts."""
        if missing.count:
            self.total.add([_unavailable(missing, texts)])

    def report(self) -> Report:
        """The report."""
        return self.total.report(self._all_stats())

    def _all_stats(self) -> dict[str, Any]:
        others = {"entities": len(self.records.entities), "outlets": len(self.records.outlets)}
        return self._stats | {"texts": self.at_hand} | others | dict(zip(GROUNDED, self._numbers, strict=True))


def _unavailable(missing: Missing, texts: Texts) -> Issue:
    count = missing.count
    names = ", ".join(missing.names) + (", …" if count > FIRST else "")
    what = "1 text is not at hand, so its" if count == 1 else f"{count:,} texts are not at hand, so their"
    message = f"{what} spans were not compared: {names}"
    hint = "put the texts into seeds/texts/, or name their folder in BROADSHEET_TEXTS"
    if texts.folders and not texts.folders[0].is_dir() and len(texts.folders) > 1:
        hint = f"BROADSHEET_TEXTS names {shorten(texts.folders[0].as_posix(), 500)}, which is no folder"
    return Issue.of("B306", message, hint=hint)
