"""Dates on a line: a date in EDTF as years and fractions of years, which no time zone moves."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor
from typing import TYPE_CHECKING

from broadsheet.articles.edtf import DateError, Day, parse

if TYPE_CHECKING:
    from broadsheet.exports.page.evidence import Names

__all__ = ["extent", "narrowed", "ticks", "window"]

BEFORE, AFTER = 4, 3
"""How many years a line of time goes at most beyond the first and the last article."""

DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
"""Days of a year before the first of each month."""


def extent(date: str | None) -> tuple[float | None, float | None] | None:
    """When a date begins and ends, in years; an end is None where it is open, all is None where no date is known.

    >>> extent("2021"), extent("2021-07-02/..")
    ((2021.0, 2022.0), (2021.4986, None))
    """
    try:
        found = parse(date) if date else None
    except DateError:
        return None
    if found is None or (found.earliest is None and found.latest is None):
        return None
    return _years(found.earliest, 0), _years(found.latest, 1)


def window(names: Names) -> tuple[float, float] | None:
    """The years that lines of time may show, around those of the articles; None where no article has a date."""
    spans = [extent(article["date_published"]) for article in names.articles.values()]
    starts = [span[0] for span in spans if span and span[0] is not None]
    return (float(int(min(starts) - BEFORE)), float(int(max(starts) + AFTER) + 1)) if starts else None


def narrowed(span: tuple[float, float], shown: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The whole years of a span from the first that something is shown in to the last; all of it where nothing is.

    >>> narrowed((2020.0, 2028.0), [(2024.2, 2024.2), (2025.5, 2031.0)]), narrowed((2020.0, 2028.0), [(2024.0, 2024.0)])
    ((2024.0, 2028.0), (2024.0, 2025.0))
    """
    ends = [(max(start, span[0]), min(end, span[1])) for start, end in shown]
    if not ends:
        return span
    first = floor(min(start for start, _ in ends))
    return float(first), float(max(first + 1, ceil(max(end for _, end in ends))))


def ticks(span: tuple[float, float], most: int) -> list[int]:
    """The years at which a line of time has ticks: every one, or as many as there is room for.

    >>> ticks((2024.0, 2025.0), 6), ticks((2017.0, 2027.0), 6)
    ([2024, 2025], [2017, 2019, 2021, 2023, 2025, 2027])
    """
    first, last = int(span[0]), int(span[1])
    return list(range(first, last + 1, ceil((last - first + 1) / most)))


def _years(day: Day | None, more: int) -> float | None:
    if day is None:
        return None
    year, month, of_month = day
    return round(year + min(1.0, (DAYS_BEFORE[month - 1] + of_month - 1 + more) / 365), 4)
