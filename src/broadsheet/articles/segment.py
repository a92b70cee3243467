"""The layout of a text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Vocabulary
from broadsheet.articles.span import Grounded

__all__ = ["ROLES", "Segment"]

ROLES = Vocabulary(
    {
        "headline": "The title of the article.",
        "alternative_headline": "The deck: one or two sentences under the title.",
        "date_line": "A line that dates the story, with or without a place.",
        "dateline": "Place, and agency or day, before the first sentence.",
        "marker": "The outlet's own mark before the first sentence.",
        "caption": "What a picture shows.",
        "credit": "Whom a picture is owed to.",
        "byline": "Who wrote the article.",
        "subhead": "A heading between paragraphs.",
        "inset": "A link or box set into the text.",
        "paragraph": "A paragraph of the story.",
        "question": "What an interviewer asks.",
        "answer": "A paragraph of what the interviewed person answers.",
        "sign_off": "The agency or desk named at the end of the story.",
        "boilerplate": "Words of the page rather than of the story: links, counts, notices.",
    }
)


class Segment(Grounded):
    """A stretch of the text with its role in the layout."""

    role: Annotated[str, ROLES] = Field(
        description="Role in the layout: " + ", ".join(ROLES) + ".", examples=["paragraph"]
    )
