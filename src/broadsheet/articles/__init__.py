"""What a record is: the models, their vocabularies, and the JSON Schemas they generate."""

from broadsheet.articles.article import Article
from broadsheet.articles.entity import Entity, Role
from broadsheet.articles.event import Event
from broadsheet.articles.figure import Figure
from broadsheet.articles.mention import Mention
from broadsheet.articles.outlet import Outlet
from broadsheet.articles.rights import Rights
from broadsheet.articles.segment import Segment
from broadsheet.articles.source import Source
from broadsheet.articles.span import Span
from broadsheet.articles.statement import Statement

__all__ = [
    "Article",
    "Entity",
    "Event",
    "Figure",
    "Mention",
    "Outlet",
    "Rights",
    "Role",
    "Segment",
    "Source",
    "Span",
    "Statement",
]
