"""What may be done with a text, and who says so."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Abstract, Name, Record, Vocabulary

__all__ = ["REDISTRIBUTION", "Rights"]

REDISTRIBUTION = Vocabulary(
    {
        "withheld": "The text is not ours to republish; editions carry facts and offsets only.",
        "permitted": "The licence lets anyone redistribute the text; editions may carry it.",
    }
)


class Rights(Record):
    """The rights in one source text."""

    license: Name | None = Field(
        default=None,
        description="SPDX licence expression, or a rightsstatements.org or Creative Commons URI; null when unknown.",
        examples=["CC-BY-4.0", "http://rightsstatements.org/vocab/InC/1.0/"],
    )
    copyright_holder: Name | None = Field(
        default=None, description="Who holds the copyright in the text.", examples=["Harbour Gazette"]
    )
    usage_info: Abstract | None = Field(
        default=None,
        description="Terms of use, as a URL or in a sentence of our own.",
        examples=["https://gazette.example/terms"],
    )
    redistribution: Annotated[str, REDISTRIBUTION] = Field(
        default="withheld",
        description="Whether editions may carry the text: withheld or permitted.",
        examples=["withheld"],
    )

    @property
    def withheld(self) -> bool:
        """Whether the open edition leaves the text out."""
        return self.redistribution == "withheld"
