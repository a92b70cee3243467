"""Articles against their texts, shard by shard, and what in records repeats a withheld text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.checks.entries import Entry
from broadsheet.checks.examine import again
from broadsheet.checks.listing import Looked
from broadsheet.checks.names import Names
from broadsheet.checks.own_words import OwnRuns
from broadsheet.checks.passed import FIRST
from broadsheet.checks.pieces import Shard
from broadsheet.checks.spans import check_text, decode
from broadsheet.checks.tally import Tally
from broadsheet.checks.texts import Texts
from broadsheet.checks.verbatim import Withheld, check_verbatim, runs_of, strings

__all__ = ["Compare", "Compared", "Missing", "Repeats", "own_runs"]

UNREAD = {"B307", "B308"}
"""Rules that a text breaks which is not the one of the record."""


@dataclass(slots=True)
class Missing:
    """Articles whose texts are not at hand: how many, and the sources of the first ones."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, count: int, names: Iterable[str]) -> None:
        """Count some more."""
        self.count += count
        self.names += [*names][: FIRST - len(self.names)]


@dataclass(slots=True)
class Compared:
    """What came of a shard: issues, which cited articles have sound texts, runs of withheld texts that records have.

    `looked` is what was seen of texts.
    """

    tally: Tally = field(default_factory=Tally)
    at_hand: int = 0
    missing: Missing = field(default_factory=Missing)
    sound: set[str] = field(default_factory=set)
    runs: dict[int, str] = field(default_factory=dict)
    looked: Looked = field(default_factory=Looked)


@dataclass(frozen=True, slots=True)
class Compare:
    """The stage that compares articles with their texts.

    `names` are those of all entities, `cited` the ids of articles whose texts something else refers to, `own` the
    word runs of all that is to be published, `limit` how many issues of a kind are kept.
    """

    texts: Texts
    names: Names
    cited: set[str]
    own: OwnRuns
    limit: int | None = None

    def __call__(self, shard: Shard) -> Compared:
        """What came of a shard that was examined."""
        found, withheld = Compared(Tally(self.limit)), Withheld(only=self.own)
        articles, issues = again(shard)
        found.tally.add(issues)
        for article in articles:
            self._compare(article, found, withheld)
        found.runs = withheld.found
        return found

    def digest(self) -> str:
        """What the results depend on beside the shards and the texts."""
        names = sorted((id, *forms) for id, forms in self.names.forms.items())
        persons = sorted((*words, "", *sorted(self.names.ids_of(words))) for words in self.names.persons)
        about = repr((names, persons, sorted(self.cited), self.own.digest(), self.limit))
        return hashlib.blake2b(about.encode(errors="surrogatepass"), digest_size=20).hexdigest()

    def _compare(self, article: Entry, found: Compared, withheld: Withheld) -> None:
        source, id = article.value["source"], article.value["id"]
        data = self.texts.find(source, found.looked)
        if data is None:
            found.missing.add(1, [source["name"]])
            return
        found.at_hand += 1
        text = decode(data, source["encoding"])
        issues = list(check_text(article, data, text, self.names))
        found.tally.add(issues)
        if id in self.cited and not any(issue.code in UNREAD for issue in issues):
            found.sound.add(id)
        _withhold(article, text, withheld)


def _withhold(article: Entry, text: str | None, withheld: Withheld) -> None:
    if text is not None and article.value["rights"].get("redistribution", "withheld") == "withheld":
        headlines = [(s["start"], s["end"]) for _, s in article.items("segments") if s["role"] == "headline"]
        withheld.add(article.value["source"]["name"], text, headlines)


@dataclass(frozen=True, slots=True)
class Repeats:
    """The stage that tells where articles repeat withheld texts, some of whose runs they have."""

    withheld: Withheld
    limit: int | None = None

    def __call__(self, shard: Shard) -> Tally:
        """The issues of a shard that was examined."""
        tally = Tally(self.limit)
        articles, issues = again(shard)
        tally.add(issues)
        for article in articles:
            tally.add(check_verbatim(article, self.withheld))
        return tally


def own_runs(entries: Iterable[Entry]) -> set[int]:
    """The word runs of records to be published."""
    return runs_of(text for entry in entries for _, text in strings(entry.value))
