"""Articles that hold the story of others."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from broadsheet.articles.base import FileRecord, Id, Many, Number, Offset, Record, SchemaVersion, Vocabulary

__all__ = ["DIRECTED", "EVIDENCE", "Copies", "Copy"]

EVIDENCE = Vocabulary(
    {
        "mark": "The article opens with a mark that names the publisher of the other.",
        "credit": "The article credits the publisher of the other.",
        "date": "The article is of a later day.",
        "shared_credit": "Both credit the same agency; neither need have the story from the other.",
        "text": "Both hold the same words; nothing shows which was first.",
    }
)
"""What shows who has the story from whom, the strongest first."""

DIRECTED = frozenset({"mark", "credit", "date"})
"""The evidence that shows that it is the article that has the story from the other."""


def _share(value: Decimal) -> Decimal:
    if not 0 <= value <= 1:
        raise PydanticCustomError("share_range", "Input should lie between 0 and 1")
    return value


Share = Annotated[Number, AfterValidator(_share), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
"""A part of a whole, from 0 to 1."""


class Copy(Record):
    """Two articles of which one holds the words of the other.

    With the evidence `shared_credit` or `text` nothing shows which of them has the story from the other.

    >>> Copy(article="page", copy_of="wire", containment=0.93, evidence="credit").directed
    True
    """

    article: Id = Field(description="Article id of the copy.", examples=["2024-05-03-harbour"])
    copy_of: Id = Field(description="Article id of what it is a copy of.", examples=["2024-05-02-harbour"])
    containment: Share = Field(
        description="Share of the runs of three words of the shorter one that the longer one holds too.",
        examples=[0.93],
    )
    evidence: Annotated[str, EVIDENCE] = Field(
        description="What shows who has it from whom: " + ", ".join(EVIDENCE) + ".", examples=["credit"]
    )
    start: Offset | None = Field(
        default=None,
        description="Offset of the mark or credit in the article, in code points.",
        examples=[38],
    )
    end: Offset | None = Field(default=None, description="Offset after the mark or credit.", examples=[49])

    @property
    def directed(self) -> bool:
        """Whether something shows that it is the article that has the story from the other."""
        return self.evidence in DIRECTED


class Copies(FileRecord):
    """A file of copies: what `seeds/copies.json` holds."""

    schema_version: SchemaVersion = Field(description="Version of the records' schema.", examples=["1.0"])
    copies: Annotated[tuple[Copy, ...], Many] = Field(default=(), description="The copies, by article.")
