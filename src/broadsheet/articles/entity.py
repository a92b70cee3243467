"""Persons, organisations, places, events and documents that articles name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import (
    Abstract,
    CountryCode,
    Distinct,
    EdtfDate,
    FileRecord,
    Id,
    LanguageTag,
    Many,
    Name,
    Offset,
    Record,
    SchemaVersion,
    Vocabulary,
)
from broadsheet.articles.event import BASES

__all__ = ["ENTITY_KINDS", "Entities", "Entity", "Role"]

ENTITY_KINDS = Vocabulary(
    {
        "person": "A human being.",
        "organisation": "A body of people: state, party, ministry, company, agency.",
        "place": "A country, city, region or continent.",
        "event": "An event with a name of its own.",
        "document": "A treaty, directive, resolution or book with a name of its own.",
    }
)


class Role(Record):
    """An office or function that a person holds or held."""

    title: Name = Field(description="Title of the office, in English.", examples=["Minister of Foreign Affairs"])
    organization: Id | None = Field(
        default=None,
        description="Entity id of the body that the office belongs to.",
        examples=["ministry-of-foreign-affairs"],
    )
    start_date: EdtfDate | None = Field(
        default=None, description="Since when, in EDTF; null when unknown.", examples=["2021-04-08"]
    )
    end_date: EdtfDate | None = Field(
        default=None, description="Until when, in EDTF; null when unknown or not over.", examples=["2026"]
    )
    basis: Annotated[str, BASES] = Field(
        description="How the role is known: stated, inferred or external.", examples=["stated"]
    )
    article: Id | None = Field(
        default=None, description="Id of the article that states the role.", examples=["2024-05-02-harbour"]
    )
    start: Offset | None = Field(
        default=None, description="Offset in that article where it is stated, in code points.", examples=[10]
    )
    end: Offset | None = Field(default=None, description="Offset after it.", examples=[36])
    note: Abstract | None = Field(
        default=None,
        description="Reason, where the role or its dates are not stated in a text.",
        examples=["Official curriculum vitae."],
    )


class Entity(Record):
    """Something with a name, under one id, with all the forms of the name."""

    id: Id = Field(description="Id of the entity: its English name folded to ASCII.", examples=["mara-lind"])
    kind: Annotated[str, ENTITY_KINDS] = Field(
        description="What it is: " + ", ".join(ENTITY_KINDS) + ".", examples=["person"]
    )
    name: Name = Field(description="Canonical English name.", examples=["Mara Lind"])
    native_name: Name | None = Field(
        default=None, description="Name in its own language, with diacritics.", examples=["Bùi Thanh Sơn"]
    )
    native_language: LanguageTag | None = Field(
        default=None, description="Language of the native name (BCP 47).", examples=["vi"]
    )
    alternate_name: Annotated[tuple[Name, ...], *Distinct] = Field(
        default=(), description="Other forms of the name.", examples=[["Lind"]]
    )
    abbreviation: Annotated[tuple[Name, ...], *Distinct] = Field(
        default=(), description="Abbreviations of the name.", examples=[["ASEAN"]]
    )
    country_code: CountryCode | None = Field(
        default=None, description="ISO 3166-1 alpha-2 code, for countries only.", examples=["VN"]
    )
    roles: Annotated[tuple[Role, ...], Many] = Field(
        default=(), description="Offices and functions of a person, with their dates."
    )

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name: canonical, native, alternate, abbreviated."""
        native = (self.native_name,) if self.native_name else ()
        return (self.name, *native, *self.alternate_name, *self.abbreviation)


class Entities(FileRecord):
    """A file of entities: what `seeds/entities.json` holds."""

    schema_version: SchemaVersion = Field(description="Version of the records' schema.", examples=["1.0"])
    entities: Annotated[tuple[Entity, ...], Many] = Field(default=(), description="The entities, by id.")
