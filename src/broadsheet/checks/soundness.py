"""What an article and its items must keep to by themselves, each rule in its shortest form.

The reasons stand with the checks that explain: `spans` and `corpus`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from broadsheet.articles.licences import allows_redistribution
from broadsheet.checks.spans import REACH

__all__ = ["are_distinct", "is_dated", "is_finished", "is_grounded", "is_ordered", "is_published"]


def are_distinct(texts: Sequence[str]) -> bool:
    """Whether no text stands twice."""
    return len(texts) <= 1 or len({*texts}) == len(texts)


def is_grounded(statement: Any, length: int) -> bool:
    """Whether the spans of a statement are sound and near each other, and no topic stands twice."""
    start, end = statement.start, statement.end
    if not start < end <= length:
        return False
    first, last = statement.words_start, statement.words_end
    if not (first is last if first is None or last is None else start <= first < last <= end):
        return False
    reach = REACH if statement.mode != "answer" else length
    lowest, highest = start - reach, end + reach
    return (
        _is_near(statement.speaker_start, statement.speaker_end, lowest, highest, length)
        and _is_near(statement.cue_start, statement.cue_end, lowest, highest, length)
        and (len(statement.topics) <= 1 or are_distinct(statement.topics))
    )


def is_ordered(figure: Any) -> bool:
    """Whether the bounds of a figure lie on either side of its value."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return True
    known = [bound for bound in (low, figure.value, high) if bound is not None]
    return known == sorted(known)


def is_dated(event: Any, length: int) -> bool:
    """Whether the spans of an event are sound, its date is based on something, and nobody takes part twice."""
    return (
        event.start < event.end <= length
        and _is_span(event.date_start, event.date_end, length)
        and _is_based(event.date, event.date_basis, event.date_start, event.date_note)
        and are_distinct(event.participants)
    )


def is_published(article: Any, length: int) -> bool:
    """Whether what an article says of its publication agrees with itself."""
    start, rights = article.date_published_start, article.rights
    return (
        _is_span(start, article.date_published_end, length)
        and _is_based(article.date_published, article.date_published_basis, start, article.date_published_note)
        and (article.provider is None or article.provider != article.publisher)
        and article.id not in article.is_based_on
        and are_distinct(article.source_organization)
        and are_distinct(article.author)
        and are_distinct(article.is_based_on)
        and (article.text is None if rights.redistribution != "permitted" else allows_redistribution(rights.license))
    )


def is_finished(article: Any) -> bool:
    """Whether nothing is left open that a review closes."""
    return (
        all(None not in {each.speaker, each.kind, each.summary} for each in article.statements)
        and all(None not in {each.value, each.counted} for each in article.figures)
        and all(None not in {each.kind, each.what} for each in article.events)
    )


def _is_span(first: int | None, last: int | None, length: int) -> bool:
    return first is last if first is None or last is None else first < last <= length


def _is_near(first: int | None, last: int | None, lowest: int, highest: int, length: int) -> bool:
    """Whether a span is sound, and neither ends below one offset nor starts above another."""
    if first is None or last is None:
        return first is last
    return first < last <= length and lowest <= last and first <= highest


def _is_based(date: str | None, basis: str | None, start: int | None, note: str | None) -> bool:
    if date is None or basis is None:
        return date is basis
    return bool(note) if basis == "external" else start is not None
