"""Places at which a text names something."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Id, LocalId
from broadsheet.articles.entity import ENTITY_KINDS
from broadsheet.articles.span import Span

__all__ = ["Mention"]


class Mention(Span):
    """One place where an entity is named."""

    id: LocalId = Field(description="Id of the mention, unique in the article.", examples=["m1"])
    entity: Id = Field(description="Id of the entity that is named.", examples=["ada-lovelace"])
    kind: Annotated[str, ENTITY_KINDS] = Field(
        description="Kind of the entity: " + ", ".join(ENTITY_KINDS) + ".", examples=["person"]
    )
