"""What a record is: the models, their vocabularies, and the JSON Schemas they generate.

The models load when they are first used, because Pydantic takes longer than all the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.articles.article import Article
    from broadsheet.articles.copy import Copies, Copy
    from broadsheet.articles.entity import Entities, Entity, Role
    from broadsheet.articles.event import Event
    from broadsheet.articles.figure import Figure
    from broadsheet.articles.mention import Mention
    from broadsheet.articles.outlet import Outlet, Outlets
    from broadsheet.articles.rights import Rights
    from broadsheet.articles.segment import Segment
    from broadsheet.articles.source import Source
    from broadsheet.articles.span import Span
    from broadsheet.articles.statement import Statement

__all__ = [
    "Article",
    "Copies",
    "Copy",
    "Entities",
    "Entity",
    "Event",
    "Figure",
    "Mention",
    "Outlet",
    "Outlets",
    "Rights",
    "Role",
    "Segment",
    "Source",
    "Span",
    "Statement",
]

_ELSEWHERE = {"Copies": "copy", "Entities": "entity", "Outlets": "outlet", "Role": "entity"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, name.lower())}"), name)
