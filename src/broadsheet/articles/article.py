"""The record of one article."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import (
    Abstract,
    Distinct,
    EdtfDate,
    FileRecord,
    Id,
    LanguageTag,
    Many,
    Name,
    Offset,
    SchemaVersion,
    Vocabulary,
)
from broadsheet.articles.event import BASES, Event
from broadsheet.articles.figure import Figure
from broadsheet.articles.mention import Mention
from broadsheet.articles.rights import Rights
from broadsheet.articles.segment import Segment
from broadsheet.articles.source import Source
from broadsheet.articles.statement import Statement

__all__ = ["STATUSES", "Article"]

STATUSES = Vocabulary(
    {
        "draft": "Written by a program; nobody has confirmed it yet.",
        "reviewed": "Read and confirmed by an editor.",
    }
)


class Article(FileRecord):
    """One article: where it comes from, what it says, and where in its source it says so.

    Null means that the text does not say and nothing outside is known. Spans count
    code points of the source that `source.sha256` names.

    >>> article = Article.model_validate_json(example_article)
    >>> article.headline, article.statements[0].speaker
    ('Old harbour to open to larger ships', 'mara-lind')
    """

    schema_version: SchemaVersion = Field(description="Version of the record's schema.", examples=["1.0"])
    id: Id = Field(
        description="Id of the article: the name of its text without the suffix.", examples=["2024-05-02-harbour"]
    )
    creative_work_status: Annotated[str, STATUSES] = Field(
        default="draft",
        description="Whether an editor has confirmed the record: draft or reviewed.",
        examples=["reviewed"],
    )
    source: Source = Field(description="The text that the record describes.")
    headline: Name | None = Field(
        default=None, description="Title as printed.", examples=["Old harbour to open to larger ships"]
    )
    alternative_headline: Abstract | None = Field(
        default=None,
        description="Deck as printed, where its licence lets it be republished.",
        examples=["Council votes after long debate"],
    )
    in_language: LanguageTag | None = Field(default=None, description="Language of the text (BCP 47).", examples=["en"])
    publisher: Id | None = Field(
        default=None, description="Outlet id of who published the article.", examples=["harbour-gazette"]
    )
    provider: Id | None = Field(
        default=None,
        description="Outlet id of who carried it, where that is not the publisher.",
        examples=["north-wire"],
    )
    source_organization: Annotated[tuple[Id, ...], *Distinct] = Field(
        default=(),
        description="Outlet ids of the agencies that the text credits for the story.",
        examples=[["north-wire"]],
    )
    author: Annotated[tuple[Name, ...], *Distinct] = Field(
        default=(), description="Authors as named in the byline, in its order.", examples=[["Jon Vik"]]
    )
    credit_text: Name | None = Field(
        default=None, description="Credit of the picture as printed.", examples=["Photo: North Wire"]
    )
    location_created: Id | None = Field(
        default=None, description="Entity id of the place in the dateline.", examples=["ha-noi"]
    )
    date_published: EdtfDate | None = Field(
        default=None, description="Day of publication, in EDTF.", examples=["2024-05-02", "2023-12~"]
    )
    date_published_basis: Annotated[str, BASES] | None = Field(
        default=None, description="How that date is known: stated, inferred or external.", examples=["stated"]
    )
    date_published_start: Offset | None = Field(
        default=None, description="Offset of the words that show the date, in code points.", examples=[38]
    )
    date_published_end: Offset | None = Field(
        default=None, description="Offset after the words that show the date.", examples=[49]
    )
    date_published_note: Abstract | None = Field(
        default=None,
        description="Reason for a date that the text does not state in full.",
        examples=["Archive of the newspaper."],
    )
    article_section: Name | None = Field(
        default=None, description="Section of the outlet that it stood in, as printed.", examples=["Politics"]
    )
    is_based_on: Annotated[tuple[Name, ...], *Distinct] = Field(
        default=(),
        description="Article ids or URLs of what it copies or adapts.",
        examples=[["https://wire.example/1"]],
    )
    abstract: Abstract | None = Field(
        default=None,
        description="What it reports, in our own words.",
        examples=["The council decides to deepen the harbour."],
    )
    rights: Rights = Field(description="Rights in the text.")
    segments: Annotated[tuple[Segment, ...], Many] = Field(default=(), description="Layout of the text, in its order.")
    statements: Annotated[tuple[Statement, ...], Many] = Field(
        default=(), description="What speakers are reported to have said."
    )
    figures: Annotated[tuple[Figure, ...], Many] = Field(default=(), description="Quantities that the text states.")
    events: Annotated[tuple[Event, ...], Many] = Field(
        default=(), description="Events, terms, offices and memberships that it reports."
    )
    mentions: Annotated[tuple[Mention, ...], Many] = Field(
        default=(), description="Every place at which it names something."
    )
    text: Annotated[str, Field(min_length=1)] | None = Field(
        default=None,
        description="The source text as decoded; only in editions that may carry it.",
        examples=["Old harbour to open to larger ships\n\nThe council voted on Thursday.\n"],
    )
