"""Our terms in the words of others: one table, which exporters use and the docs show."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Shapes", "rows", "terms", "translated"]

Shapes = Mapping[str, Callable[[Any], Any]]
"""For some of our terms, what makes of a value the form that another vocabulary gives it."""


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The whole mapping: a row for each of our terms, with its level, its meaning and its name in each vocabulary.

    >>> rows()[0]["ours"], rows()[0]["dcat-ap"]
    ('identifier', 'dct:identifier')
    """
    with Path(__file__).with_name("terms.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def terms(level: str, vocabulary: str) -> Mapping[str, tuple[str, ...]]:
    """The names that a vocabulary has for our terms of one level: dataset, agent, file, column or article.

    >>> terms("dataset", "schema-org")["created"]
    ('datePublished', 'dateModified')
    """
    return {row["ours"]: tuple(row[vocabulary].split()) for row in rows() if row["level"] == level and row[vocabulary]}


def translated(values: Mapping[str, Any], level: str, vocabulary: str, shapes: Shapes | None = None) -> dict[str, Any]:
    """What is known of something, under the names that a vocabulary has for it and in its shapes.

    What is unknown or empty is left out, before and after it is shaped.

    >>> translated({"title": "Harbour news", "homepage": None}, "dataset", "schema-org")
    {'name': 'Harbour news'}
    """
    found: dict[str, Any] = {}
    for ours, theirs in terms(level, vocabulary).items():
        value = values.get(ours)
        if not _empty(value) and shapes is not None and ours in shapes:
            value = shapes[ours](value)
        if not _empty(value):
            found.update(dict.fromkeys(theirs, value))
    return found


def _empty(value: Any) -> bool:
    return not value and (value is None or value in ("", [], {}, ()))
