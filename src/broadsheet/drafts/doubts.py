"""What a person should look at in a draft, most doubtful first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2
from typing import NamedTuple

from broadsheet.articles.article import Article
from broadsheet.articles.span import Span
from broadsheet.articles.statement import Statement

__all__ = ["Doubt", "doubtfulness", "find_doubts", "most_telling"]

_NUMBER = re.compile(r"/[0-9]+")


class Doubt(NamedTuple):
    """One thing to look at: how doubtful it makes the draft, where it is, and what it is."""

    weight: int
    pointer: str
    message: str


def doubtfulness(doubts: Sequence[Doubt]) -> float:
    """How doubtful they make a draft: one kind of doubt counts for less the more there are of it.

    >>> open_unit, no_headline = Doubt(3, "/figures/7/unit", "open"), Doubt(9, "/headline", "none")
    >>> doubtfulness([open_unit] * 3), doubtfulness([no_headline])
    (6.0, 9.0)
    """
    counts = Counter((_kind(doubt), doubt.weight) for doubt in doubts)
    return sum(weight * log2(1 + count) for (_, weight), count in counts.items())


def most_telling(doubts: Sequence[Doubt], most: int) -> list[Doubt]:
    """So many of the doubts, in their order: those of each kind before any second one of another.

    >>> [doubt.pointer for doubt in most_telling([Doubt(8, f"/statements/{n}/speaker", "-") for n in range(9)], 2)]
    ['/statements/0/speaker', '/statements/1/speaker']
    """
    before = Counter[str]()
    ranked = list[tuple[int, int]]()
    for number, doubt in enumerate(doubts):
        ranked.append((before[_kind(doubt)], number))
        before[_kind(doubt)] += 1
    return [doubts[number] for number in sorted(number for _, number in sorted(ranked)[:most])]


def _kind(doubt: Doubt) -> str:
    """What a doubt is about, whichever fact it is."""
    return _NUMBER.sub("", doubt.pointer)


def find_doubts(article: Article, paywall: Span | None = None) -> list[Doubt]:
    """What the text left open or what can be read in two ways, the gravest first.

    Where the page has a line that sends readers to pay or to sign in, the text may be a part of the article only.

    The messages name spans and quote no text: they are printed, and kept in logs, where the text may not be.

    >>> article = Article.model_validate_json(example_article)
    >>> find_doubts(article.model_copy(update={"date_published": None}))
    [Doubt(weight=9, pointer='/date_published', message='the text does not fix the day of publication')]
    """
    found = [
        *_of_head(article),
        *_of_paywall(paywall),
        *_of_statements(article),
        *_of_figures(article),
        *_of_events(article),
    ]
    return sorted(found, key=lambda doubt: -doubt.weight)


def _of_head(article: Article) -> Iterator[Doubt]:
    if article.headline is None:
        yield Doubt(9, "/headline", "no headline was found")
    if article.date_published is None:
        yield Doubt(9, "/date_published", "the text does not fix the day of publication")
    elif article.date_published_basis == "external":
        yield Doubt(3, "/date_published", "the day is not printed; see date_published_note")
    if article.publisher is None:
        yield Doubt(6, "/publisher", "the text does not show who published it")
    if article.in_language is None:
        yield Doubt(5, "/in_language", "the language was not recognised")
        if not article.source.encoding.startswith("utf-"):
            message = f"the encoding {article.source.encoding} was guessed: look whether the letters are right"
            yield Doubt(5, "/source/encoding", message)


def _of_paywall(line: Span | None) -> Iterator[Doubt]:
    if line is not None:
        message = f"the text may break off: the line {_at(line)} says that the rest is for those who pay or sign in"
        yield Doubt(7, "/source", message)


def _of_statements(article: Article) -> Iterator[Doubt]:
    before: Statement | None = None
    for number, statement in enumerate(article.statements):
        runs_on = before is not None and before.mode == statement.mode and statement.cue_start is None
        if statement.speaker is None and not (runs_on and before and before.speaker):
            weight = 8 if statement.mode in {"direct", "mixed"} else 4
            message = f"nobody is named as the speaker of the {statement.mode} statement {_at(statement)}"
            yield Doubt(weight, f"/statements/{number}/speaker", message)
        before = statement


def _of_figures(article: Article) -> Iterator[Doubt]:
    for number, figure in enumerate(article.figures):
        if figure.value is None and figure.low is None and figure.high is None:
            yield Doubt(5, f"/figures/{number}/value", f"no value was read from the figure {_at(figure)}")
        elif figure.unit is None:
            yield Doubt(3, f"/figures/{number}/unit", f"what the figure {_at(figure)} counts is open")


def _of_events(article: Article) -> Iterator[Doubt]:
    for number, event in enumerate(article.events):
        if event.date is None:
            message = f"the text does not fix the day of the event {_at(event)}"
            yield Doubt(2, f"/events/{number}/date", message)


def _at(fact: Span) -> str:
    return f"at [{fact.start}, {fact.end})"
