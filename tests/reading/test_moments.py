"""Years, times of day and what is long ago count nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from broadsheet.articles import Segment
from broadsheet.reading.figures import read_figures
from broadsheet.reading.lexicon import Lexicon


def read(text: str) -> list[tuple[str, Decimal | None, str | None]]:
    """Words, value and unit of every figure."""
    segment = Segment(id="g1", role="paragraph", start=0, end=len(text))
    return [(text[f.start : f.end], f.value, f.unit) for f in read_figures(text, [segment], Lexicon.load())]


@pytest.mark.parametrize(
    "text",
    [
        "It opens at 7.30.",
        "They came by three in the afternoon.",
        "They stayed until four.",
        "He left 12 years ago.",
        "It cost 3 times as much.",
        "In 1540 ships came.",
        "A 500-year-old oak fell.",
    ],
)
def test_moments_are_no_figures(text: str) -> None:
    """A year, a time of day and a time that has passed since are none."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was 29, and tired.", ("29", Decimal(29), "year")),
        ("A 35-year-old man fell.", ("35-year-old", Decimal(35), "year")),
        ("It held 1,200 people in 1890.", ("1,200 people", Decimal(1200), "person")),
        ("It cost 7.30 euros.", ("7.30 euros", Decimal("7.30"), "EUR")),
        ("It lasted four hours.", ("four hours", Decimal(4), "hour")),
    ],
)
def test_how_old_and_how_long_are_figures(text: str, expected: tuple[str, Decimal, str]) -> None:
    """The age of a person, a length of time and what stands beside a year count something."""
    assert read(text) == [expected]
