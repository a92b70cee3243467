"""Quantities that a text states."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Abstract, EdtfDate, Name, Number, Vocabulary
from broadsheet.articles.span import Grounded

__all__ = ["MEASURES", "Figure"]

MEASURES = Vocabulary(
    {
        "level": "How much or how many there are, were or will be.",
        "change": "By how much something rose or fell.",
    }
)


class Figure(Grounded):
    """A quantity with what it counts.

    Ordinals, document numbers, years and numbers inside names are not figures.
    """

    value: Number | None = Field(
        default=None,
        description="The number as stated, written out in units (5.3 million is 5300000).",
        examples=[5300000],
    )
    low: Number | None = Field(
        default=None,
        description="Lower bound where the text is approximate; null when exact or open below.",
        examples=[230],
    )
    high: Number | None = Field(
        default=None,
        description="Upper bound where the text is approximate; null when exact or open above.",
        examples=[50],
    )
    unit: Name | None = Field(
        default=None,
        description="What one of it is: an English noun in the singular, an ISO 4217 code for money, or percent.",
        examples=["visit", "USD", "percent"],
    )
    qualifier: Name | None = Field(
        default=None, description="The approximating words as printed, in lower case.", examples=["more than"]
    )
    counted: Abstract | None = Field(
        default=None,
        description="What exactly is counted, in our own words.",
        examples=["ships that called at the port"],
    )
    as_of: EdtfDate | None = Field(
        default=None, description="The time that the figure holds for, in EDTF.", examples=["2023", "2021/2023"]
    )
    measure: Annotated[str, MEASURES] | None = Field(
        default=None, description="Whether it states a level or a change.", examples=["level"]
    )
