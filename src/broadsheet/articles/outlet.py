"""Who publishes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import (
    CountryCode,
    Distinct,
    FileRecord,
    Id,
    LanguageTag,
    Many,
    Name,
    Record,
    SchemaVersion,
    Vocabulary,
    WebAddress,
)

__all__ = ["OUTLET_KINDS", "Outlet", "Outlets"]

OUTLET_KINDS = Vocabulary(
    {
        "newspaper": "A newspaper, in print or online.",
        "magazine": "A periodical.",
        "agency": "A news agency.",
        "broadcaster": "Radio or television.",
        "distributor": "Carries what others release.",
        "aggregator": "Collects what others publish.",
        "website": "Any other site.",
    }
)


class Outlet(Record):
    """A newspaper, agency, broadcaster or site that publishes or carries articles."""

    id: Id = Field(description="Id of the outlet.", examples=["harbour-gazette"])
    kind: Annotated[str, OUTLET_KINDS] = Field(
        description="What it is: " + ", ".join(OUTLET_KINDS) + ".", examples=["newspaper"]
    )
    name: Name = Field(description="Name as the outlet writes it.", examples=["Harbour Gazette"])
    native_name: Name | None = Field(
        default=None,
        description="Name in the outlet's own language, where it differs.",
        examples=["Thông tấn xã Việt Nam"],
    )
    abbreviation: Annotated[tuple[Name, ...], *Distinct] = Field(
        default=(), description="Abbreviations that sign its reports.", examples=[["VNA"]]
    )
    country_code: CountryCode | None = Field(
        default=None, description="ISO 3166-1 alpha-2 code of its seat.", examples=["VN"]
    )
    in_language: Annotated[tuple[LanguageTag, ...], *Distinct] = Field(
        default=(), description="Languages that it publishes in (BCP 47).", examples=[["en"]]
    )
    url: WebAddress | None = Field(default=None, description="Its home page.", examples=["https://gazette.example/"])
    parent_organization: Id | None = Field(
        default=None, description="Outlet id of the organisation that it belongs to.", examples=["vietnam-news-agency"]
    )


class Outlets(FileRecord):
    """A file of outlets: what `seeds/outlets.json` holds."""

    schema_version: SchemaVersion = Field(description="Version of the records' schema.", examples=["1.0"])
    outlets: Annotated[tuple[Outlet, ...], Many] = Field(default=(), description="The outlets, by id.")
