"""Which tables there are. Their columns follow from the JSON Schemas of the models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

import orjson

from broadsheet.articles import edtf
from broadsheet.shipped import shipped
from broadsheet.tables.table import Column, Table

__all__ = ["TABLES", "column", "define"]

Schema = dict[str, Any]

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


def _records(name: str, singular: str, schema: Schema, description: str, **more: Any) -> Table:
    """The table of records of one kind, the id first."""
    columns = sorted(_columns(schema, schema), key=lambda each: each.name != "id")
    return Table(name, singular, _title(name), description, tuple(columns), **more)


def _listed(parent: Table, schema: Schema, held_as: str, names: tuple[str, str], **more: Any) -> Table:
    """The table of a list of scalars inside a record; `names` are the table's and the column's."""
    prop = schema["properties"][held_as]
    own = column(names[1], prop["items"] | {"description": prop["description"]}, ())
    required = Column(own.spec | {"constraints": {"required": True, **own.spec.get("constraints", {})}})
    return Table(names[0], names[1], _title(names[0]), prop["description"], (required,), parent, held_as, **more)


_TEXT = Column(
    {
        "name": "text",
        "title": "Text",
        "type": "string",
        "constraints": {"required": True},
        "description": "The source text as decoded, nothing normalised and no newline translated.",
    }
)


def define(schema: Callable[[str], Schema]) -> tuple[Table, ...]:
    """All tables, each after those it refers to, by the JSON Schemas of records, which are given by their names."""
    outlet, entity, article, statement, event = map(schema, ("outlet", "entity", "article", "statement", "event"))
    outlets = _records(
        "outlets", "outlet", outlet, "Who publishes and carries the articles.",
        references={"parent_organization": "outlets"},
    )  # fmt: skip
    entities = _records(
        "entities", "entity", entity, "Persons, organisations, places, events and documents that are named."
    )
    articles = _records(
        "articles", "article", article,
        "One row an article: where it comes from, when, and what rights there are in it.",
        references={"publisher": "outlets", "provider": "outlets", "location_created": "entities"},
    )  # fmt: skip
    statements = _records(
        "statements", "statement", statement,
        "What speakers are reported to have said, with the place in the text.",
        parent=articles, held_as="statements", references={"speaker": "entities"},
    )  # fmt: skip
    events = _records(
        "events", "event", event, "Events, terms, offices and memberships that the articles report.",
        parent=articles, held_as="events",
    )  # fmt: skip
    return (
        outlets,
        _listed(outlets, outlet, "abbreviation", ("outlet_abbreviations", "abbreviation")),
        _listed(outlets, outlet, "in_language", ("outlet_languages", "in_language")),
        entities,
        _listed(entities, entity, "alternate_name", ("entity_alternate_names", "alternate_name")),
        _listed(entities, entity, "abbreviation", ("entity_abbreviations", "abbreviation")),
        articles,
        _records(
            "entity_roles", "role", schema("role"), "Offices and functions of persons, with their dates.",
            parent=entities, held_as="roles", references={"organization": "entities", "article": "articles"},
        ),
        _listed(
            articles, article, "source_organization", ("article_source_organizations", "source_organization"),
            references={"source_organization": "outlets"},
        ),
        _listed(articles, article, "author", ("article_authors", "author")),
        _listed(articles, article, "is_based_on", ("article_origins", "is_based_on")),
        Table(
            "texts", "text", "Texts",
            "The texts that this edition carries: in the open one, those whose licence allows it.",
            (_TEXT,), articles, held_as="text", single=True,
        ),
        _records(
            "segments", "segment", schema("segment"), "The layout of each text.",
            parent=articles, held_as="segments",
        ),
        statements,
        _listed(statements, statement, "topics", ("statement_topics", "topic")),
        _records(
            "figures", "figure", schema("figure"), "Quantities that the articles state, with what they count.",
            parent=articles, held_as="figures",
        ),
        events,
        _listed(
            events, event, "participants", ("event_participants", "participant"),
            references={"participant": "entities"},
        ),
        _records(
            "mentions", "mention", schema("mention"), "Every place at which a text names an entity.",
            parent=articles, held_as="mentions", references={"entity": "entities"},
        ),
        _records(
            "copies", "copy", schema("copy"),
            "Articles that hold the words of others, and what shows who has them from whom.",
            references={"article": "articles", "copy_of": "articles"}, keyed_by=("article", "copy_of"), later=True,
        ),
    )  # fmt: skip


def _shipped(name: str) -> Schema:
    """The schema that comes with this version: a tenth of a second less than to have the models make it."""
    schema: Schema = orjson.loads((shipped("schema") / f"{name}.schema.json").read_bytes())
    return schema


class _Tables(Sequence[Table]):
    """All tables, which are read when they are first asked for: to import a module reads no data."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Table, ...]] = {}

    @property
    def _all(self) -> tuple[Table, ...]:
        """They are the same ones in all threads: which table is in which is told by identity."""
        return self._read.get("") or self._read.setdefault("", define(_shipped))

    @overload
    def __getitem__(self, at: int) -> Table: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Table, ...]: ...

    def __getitem__(self, at: int | slice) -> Table | tuple[Table, ...]:
        return self._all[at]

    def __iter__(self) -> Iterator[Table]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


TABLES = _Tables()
"""All tables, each after those it refers to."""
