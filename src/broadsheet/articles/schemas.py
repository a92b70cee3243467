"""The JSON Schemas (2020-12) that the models generate.

Each schema stands alone: what it refers to is among its `$defs`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from broadsheet.articles.article import Article
from broadsheet.articles.base import FileRecord
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
from broadsheet.articles.version import CURRENT

__all__ = ["FILES", "MODELS", "json_schema", "json_schemas"]

MODELS: tuple[type[BaseModel], ...] = (
    Article, Copies, Copy, Entities, Entity, Event, Figure, Mention, Outlet, Outlets,
    Rights, Role, Segment, Source, Span, Statement,
)  # fmt: skip

FILES = tuple(model for model in MODELS if issubclass(model, FileRecord))
"""The models of whole files, whose schemas hold those of all records."""


def json_schemas() -> dict[str, dict[str, Any]]:
    """Every schema under its file name.

    >>> sorted(json_schemas())[:2]
    ['article.schema.json', 'articles.schema.json']
    """
    schemas = {f"{model.__name__.lower()}.schema.json": json_schema(model) for model in MODELS}
    return schemas | {"articles.schema.json": _list_of_articles()}


@cache
def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of one model, with `$schema` and `$id`; it is the same object each time.

    >>> json_schema(Span)["required"]
    ['start', 'end']
    """
    schema = _plain(model.model_json_schema(schema_generator=_Generator))
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": _identifier(model.__name__), **schema}


def _identifier(name: str) -> str:
    return f"urn:broadsheet:schema:{name.lower()}:{CURRENT}"


def _list_of_articles() -> dict[str, Any]:
    article = dict(json_schema(Article))
    definitions = article.pop("$defs")
    head = {"$schema": article.pop("$schema"), "$id": _identifier("articles")}
    del article["$id"]
    about = {"title": "Articles", "description": "A list of articles: what `data/articles.json` holds."}
    items = {"type": "array", "items": {"$ref": "#/$defs/Article"}}
    return head | about | items | {"$defs": {"Article": article, **definitions}}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without the titles that repeat a field's name."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _plain(node: Any) -> Any:
    """The schema with `anyOf [X, null]` said as X whose type may be null, and without doctests, all the way down."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _plain(value) for key, value in node.items()}
    if isinstance(about := node.get("description"), str):
        node["description"] = about.partition("\n\n>>> ")[0]  # examples in Python are for readers of the code
    match node.pop("anyOf", None):
        case None:
            return node
        case [branch, {"type": "null"}] if "$ref" not in branch:
            return _nullable(branch) | node
        case other:
            return node | {"anyOf": other}


def _nullable(branch: dict[str, Any]) -> dict[str, Any]:
    if "enum" in branch:
        described = [*branch.get("enumDescriptions", ()), "Not known."]
        branch = branch | {"enum": [*branch["enum"], None], "enumDescriptions": described}
    return branch | {"type": [branch["type"], "null"]}
