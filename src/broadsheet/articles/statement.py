"""What a speaker is reported to have said."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Abstract, Distinct, Id, Offset, Vocabulary
from broadsheet.articles.span import Grounded

__all__ = ["KINDS", "MODES", "TOPICS", "Statement"]

MODES = Vocabulary(
    {
        "direct": "In quotation marks, as the speaker's own words.",
        "indirect": "Reported in the words of the outlet.",
        "mixed": "Reported, with some words quoted as the speaker's own.",
        "answer": "Printed as a paragraph of an interview answer.",
    }
)

KINDS = Vocabulary(
    {
        "commitment": "What will or should be done: plans, priorities, wishes.",
        "achievement": "What has been done or attained.",
        "assessment": "A judgement of how things stand.",
        "account": "Facts, procedure, principle or history told without judgement.",
    }
)

TOPICS = Vocabulary(
    {
        "foreign_policy": "The general line of foreign policy.",
        "political": "Political diplomacy and political trust.",
        "economic": "Trade, investment, finance and economic diplomacy.",
        "development": "National development and the resources for it.",
        "integration": "International integration and standing.",
        "bilateral": "Relations with one country or group of countries.",
        "multilateral": "Work in international organisations and forums.",
        "peace_stability": "A peaceful and stable environment.",
        "defence_security": "Defence, national security and peacekeeping.",
        "border_territory": "Borders, seas, sovereignty and territorial integrity.",
        "cultural": "Cultural diplomacy and heritage.",
        "information": "External information and the image abroad.",
        "overseas_community": "Nationals who live abroad.",
        "citizen_protection": "Consular help and the protection of citizens.",
        "public_health": "Health diplomacy, vaccines, epidemics.",
        "climate_environment": "Climate change and the environment.",
        "humanitarian": "Disaster relief and humanitarian help.",
        "party_state": "Party, State and legislature in foreign affairs.",
        "building_service": "Staff, training, methods and means of the foreign service.",
    }
)


class Statement(Grounded):
    """What a speaker is reported to have said, with its place in the text.

    `start` and `end` hold the whole passage, attribution and quotation marks included;
    `words_start` and `words_end` what was said: between the marks where it is quoted, the
    reported clause where it is not.
    """

    mode: Annotated[str, MODES] = Field(
        description="How it is reported: " + ", ".join(MODES) + ".", examples=["direct"]
    )
    words_start: Offset | None = Field(
        default=None, description="Offset of the first of the words said, in code points.", examples=[120]
    )
    words_end: Offset | None = Field(
        default=None, description="Offset after the last of the words said, in code points.", examples=[180]
    )
    speaker: Id | None = Field(
        default=None, description="Entity id of the speaker; null when the text leaves it open.", examples=["mara-lind"]
    )
    speaker_start: Offset | None = Field(
        default=None, description="Offset where the text names the speaker of this statement.", examples=[183]
    )
    speaker_end: Offset | None = Field(
        default=None, description="Offset after the naming of the speaker.", examples=[186]
    )
    cue_start: Offset | None = Field(
        default=None, description="Offset of the verb or phrase of saying.", examples=[187]
    )
    cue_end: Offset | None = Field(
        default=None, description="Offset after the verb or phrase of saying.", examples=[191]
    )
    kind: Annotated[str, KINDS] | None = Field(
        default=None, description="What is done by saying it: " + ", ".join(KINDS) + ".", examples=["commitment"]
    )
    topics: Annotated[tuple[Annotated[str, TOPICS], ...], *Distinct] = Field(
        default=(), description="Subjects, from the published vocabulary of diplomacy.", examples=[["economic"]]
    )
    summary: Abstract | None = Field(
        default=None,
        description="What was said, in one sentence of our own words.",
        examples=["The port should open to larger ships within two years."],
    )
