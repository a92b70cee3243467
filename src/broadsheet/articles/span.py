"""Where in a source something stands."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from broadsheet.articles.base import LocalId, Offset, Record

__all__ = ["Grounded", "Span"]


class Span(Record):
    """The characters `[start, end)` of a source.

    Offsets count Unicode code points of the text as decoded: nothing normalised, no newline
    translated (W3C Web Annotation, TextPositionSelector).

    >>> Span(start=3, end=6).slice("On Monday")
    'Mon'
    """

    start: Offset = Field(description="Offset of the first character, in code points from 0.", examples=[54])
    end: Offset = Field(description="Offset after the last character, in code points.", examples=[61])

    @model_validator(mode="after")
    def _has_characters(self) -> Self:
        if self.start >= self.end:
            raise PydanticCustomError(
                "reversed_span",
                "the span [{start}, {end}) ends before it starts or holds nothing",
                {"start": self.start, "end": self.end},
            )
        return self

    def slice(self, text: str) -> str:
        """The characters of `text` that the span names."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class _Identified(Record):
    id: LocalId = Field(
        description="Id of the item, unique among the items of its kind in the article.", examples=["s1"]
    )


class Grounded(Span, _Identified):
    """A fact under an id, with the span of the source that carries it."""
