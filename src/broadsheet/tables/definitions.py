"""Which tables there are. Their columns follow from the JSON Schemas of the models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from broadsheet.articles import (
    Article,
    Copy,
    Entity,
    Event,
    Figure,
    Mention,
    Outlet,
    Role,
    Segment,
    Statement,
    edtf,
)
from broadsheet.articles.schemas import json_schema
from broadsheet.tables.table import Column, Table

__all__ = ["TABLES", "column"]

_TYPES = {"string": "string", "integer": "integer", "number": "number"}

_LEFT_OUT = {"$schema", "schema_version", "text"}
"""Fields that are no column: the version stands in the descriptor, texts in a table of their own."""


def column(name: str, prop: dict[str, Any], steps: tuple[str, ...]) -> Column:
    """The column of a scalar field, from the JSON Schema of the field."""
    types = prop["type"] if isinstance(prop["type"], list) else [prop["type"]]
    spec = {
        "name": name,
        "title": _title(name),
        "type": _TYPES[types[0]],
        "description": prop["description"],
        "example": _example(prop),
        "constraints": _constraints(prop, nullable="null" in types),
        "categories": _categories(prop),
    }
    return Column({key: value for key, value in spec.items() if value not in (None, {}, [])}, steps)


def _example(prop: dict[str, Any]) -> str | None:
    """The first example, as text: the official profile (2.0) takes no other."""
    return next((str(e) for e in prop.get("examples", ()) if not isinstance(e, list)), None)


def _constraints(prop: dict[str, Any], *, nullable: bool) -> dict[str, Any]:
    found: dict[str, Any] = {} if nullable else {"required": True}
    if "pattern" in prop:
        found["pattern"] = edtf.LOOSE_PATTERN if prop.get("format") == "edtf" else _as_xml_schema(prop["pattern"])
    if "enum" in prop:
        found["enum"] = [term for term in prop["enum"] if term is not None]
    return found | {name: prop[name] for name in ("maxLength", "minimum", "maximum") if name in prop}


def _as_xml_schema(pattern: str) -> str:
    """A pattern as XML Schema writes it: for the whole value, without anchors and special groups.

    Control characters are no characters of XML, so its patterns need not exclude them.
    """
    inner = pattern.removeprefix("^(?:").removesuffix(")$")
    return inner.replace("(?:", "(").replace(r"\x00-\x20\x7f", r" \t\r\n").replace(r"\x00-\x1f\x7f", r"\t\r\n")


def _categories(prop: dict[str, Any]) -> list[dict[str, str]]:
    labels = zip(prop.get("enum", ()), prop.get("enumDescriptions", ()), strict=False)
    return [{"value": term, "label": label} for term, label in labels if term is not None]


def _columns(schema: dict[str, Any], node: dict[str, Any], steps: tuple[str, ...] = ()) -> Iterator[Column]:
    """The columns of an object: its scalar fields, and those of the objects it holds."""
    for name, prop in node["properties"].items():
        if name in _LEFT_OUT:
            continue
        if "$ref" in prop:
            held = schema["$defs"][prop["$ref"].rpartition("/")[2]]
            prefix = "source_" if name == "source" else ""
            yield from (_prefixed(prefix, c) for c in _columns(schema, held, (*steps, name)))
        elif prop.get("type") != "array":
            yield column(name, _resolved(schema, prop), (*steps, name))


def _resolved(schema: dict[str, Any], prop: dict[str, Any]) -> dict[str, Any]:
    """A field that may be null or follow a definition, with the definition put in its place."""
    match prop:
        case {"anyOf": [{"$ref": reference}, {"type": "null"}]}:
            held: dict[str, Any] = schema["$defs"][reference.rpartition("/")[2]]
            return held | prop | {"type": [held["type"], "null"]}
    return prop


def _prefixed(prefix: str, column: Column) -> Column:
    name = prefix + column.name
    return Column(column.spec | {"name": name, "title": _title(name)}, column.steps)


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _of(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a model, the id first."""
    schema = json_schema(model)
    return tuple(sorted(_columns(schema, schema), key=lambda c: c.name != "id"))


def _records(name: str, singular: str, model: type[BaseModel], description: str, **more: Any) -> Table:
    return Table(name, singular, _title(name), description, _of(model), **more)


def _listed(parent: Table, model: type[BaseModel], held_as: str, names: tuple[str, str], **more: Any) -> Table:
    """The table of a list of scalars inside a record; `names` are the table's and the column's."""
    prop = json_schema(model)["properties"][held_as]
    own = column(names[1], prop["items"] | {"description": prop["description"]}, ())
    required = Column(own.spec | {"constraints": {"required": True, **own.spec.get("constraints", {})}})
    return Table(names[0], names[1], _title(names[0]), prop["description"], (required,), parent, held_as, **more)


_OUTLETS = _records(
    "outlets", "outlet", Outlet, "Who publishes and carries the articles.",
    references={"parent_organization": "outlets"},
)  # fmt: skip
_ENTITIES = _records(
    "entities", "entity", Entity, "Persons, organisations, places, events and documents that are named."
)
_ARTICLES = _records(
    "articles", "article", Article, "One row an article: where it comes from, when, and what rights there are in it.",
    references={"publisher": "outlets", "provider": "outlets", "location_created": "entities"},
)  # fmt: skip
_STATEMENTS = _records(
    "statements", "statement", Statement, "What speakers are reported to have said, with the place in the text.",
    parent=_ARTICLES, held_as="statements", references={"speaker": "entities"},
)  # fmt: skip
_EVENTS = _records(
    "events", "event", Event, "Events, terms, offices and memberships that the articles report.",
    parent=_ARTICLES, held_as="events",
)  # fmt: skip

_TEXTS = Table(
    "texts", "text", "Texts", "The texts that this edition carries: in the open one, those whose licence allows it.",
    (Column({"name": "text", "title": "Text", "type": "string", "constraints": {"required": True},
             "description": "The source text as decoded, nothing normalised and no newline translated."}),),
    _ARTICLES, held_as="text", single=True,
)  # fmt: skip

TABLES: tuple[Table, ...] = (
    _OUTLETS,
    _listed(_OUTLETS, Outlet, "abbreviation", ("outlet_abbreviations", "abbreviation")),
    _listed(_OUTLETS, Outlet, "in_language", ("outlet_languages", "in_language")),
    _ENTITIES,
    _listed(_ENTITIES, Entity, "alternate_name", ("entity_alternate_names", "alternate_name")),
    _listed(_ENTITIES, Entity, "abbreviation", ("entity_abbreviations", "abbreviation")),
    _ARTICLES,
    _records(
        "entity_roles", "role", Role, "Offices and functions of persons, with their dates.",
        parent=_ENTITIES, held_as="roles", references={"organization": "entities", "article": "articles"},
    ),
    _listed(
        _ARTICLES, Article, "source_organization", ("article_source_organizations", "source_organization"),
        references={"source_organization": "outlets"},
    ),
    _listed(_ARTICLES, Article, "author", ("article_authors", "author")),
    _listed(_ARTICLES, Article, "is_based_on", ("article_origins", "is_based_on")),
    _TEXTS,
    _records("segments", "segment", Segment, "The layout of each text.", parent=_ARTICLES, held_as="segments"),
    _STATEMENTS,
    _listed(_STATEMENTS, Statement, "topics", ("statement_topics", "topic")),
    _records(
        "figures", "figure", Figure, "Quantities that the articles state, with what they count.",
        parent=_ARTICLES, held_as="figures",
    ),
    _EVENTS,
    _listed(
        _EVENTS, Event, "participants", ("event_participants", "participant"), references={"participant": "entities"}
    ),
    _records(
        "mentions", "mention", Mention, "Every place at which a text names an entity.",
        parent=_ARTICLES, held_as="mentions", references={"entity": "entities"},
    ),
    _records(
        "copies", "copy", Copy, "Articles that hold the words of others, and what shows who has them from whom.",
        references={"article": "articles", "copy_of": "articles"}, keyed_by=("article", "copy_of"), later=True,
    ),
)  # fmt: skip
"""All tables, each after those it refers to."""
