"""Places at which a text names something."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Id
from broadsheet.articles.entity import ENTITY_KINDS
from broadsheet.articles.span import Grounded

__all__ = ["Mention"]


class Mention(Grounded):
    """One place where an entity is named."""

    entity: Id = Field(description="Id of the entity that is named.", examples=["mara-lind"])
    kind: Annotated[str, ENTITY_KINDS] = Field(
        description="Kind of the entity: " + ", ".join(ENTITY_KINDS) + ".", examples=["person"]
    )
