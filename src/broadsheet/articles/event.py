"""What happened, happens or will happen, according to a text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Abstract, Distinct, EdtfDate, Id, Offset, Vocabulary
from broadsheet.articles.span import Grounded

__all__ = ["BASES", "EVENT_KINDS", "Event"]

BASES = Vocabulary(
    {
        "stated": "The text gives the date in full.",
        "inferred": "The text gives a part; the rest follows from it.",
        "external": "Known from outside the text; a note says how.",
    }
)

EVENT_KINDS = Vocabulary(
    {
        "appointment": "Somebody is given an office.",
        "term": "The time for which an office is held.",
        "membership": "Belonging to a body.",
        "office": "An office or chair that is held.",
        "election": "Being elected to something.",
        "visit": "A journey of officials, or several of them.",
        "conference": "A meeting, congress or summit.",
        "upgrade": "Relations raised to a higher level.",
        "establishment": "Relations or institutions begun.",
        "agreement": "A treaty or agreement reached.",
        "publication": "A book or document issued.",
        "statement": "An interview or a talk with the press.",
        "policy": "A policy, reform or campaign under way.",
        "pandemic": "An epidemic.",
        "conflict": "A war or armed conflict.",
        "disaster": "A natural disaster or an accident.",
        "other": "None of these.",
    }
)


class Event(Grounded):
    """Something dated or datable, or a term of office or membership."""

    kind: Annotated[str, EVENT_KINDS] | None = Field(
        default=None, description="Kind of event: " + ", ".join(EVENT_KINDS) + ".", examples=["visit"]
    )
    what: Abstract | None = Field(
        default=None, description="What it is, in our own words.", examples=["State visit to the neighbouring country"]
    )
    date: EdtfDate | None = Field(
        default=None,
        description="When, in EDTF; null when neither text nor knowledge tells.",
        examples=["2021-04-08", "2023/2025"],
    )
    date_basis: Annotated[str, BASES] | None = Field(
        default=None, description="How the date is known: stated, inferred or external.", examples=["stated"]
    )
    date_start: Offset | None = Field(
        default=None, description="Offset of the words that show the date, in code points.", examples=[40]
    )
    date_end: Offset | None = Field(
        default=None, description="Offset after the words that show the date.", examples=[47]
    )
    date_note: Abstract | None = Field(
        default=None,
        description="Reason for a date that the text does not state in full.",
        examples=["Year of publication."],
    )
    participants: Annotated[tuple[Id, ...], *Distinct] = Field(
        default=(), description="Entity ids of those who take part.", examples=[["mara-lind"]]
    )
