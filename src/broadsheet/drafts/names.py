"""What drafts propose to name: entities, the forms of their names, and outlets, as plain values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from broadsheet.articles.article import Article
from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold, key
from broadsheet.articles.outlet import Outlet
from broadsheet.reading.draft import Draft
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

__all__ = [
    "LONGEST_NAME",
    "NOBODY",
    "Form",
    "Names",
    "NewEntity",
    "NewOutlet",
    "as_row",
    "digest",
    "names_of",
    "new_entity",
]

LONGEST_NAME = 200
_OUTLET_FIELDS = ("name", "kind", "native_name", "abbreviation", "country_code", "url")

Row = dict[str, Any]


class NewEntity(NamedTuple):
    """An entity as its row, with the keys of its names; the first is that of its canonical name."""

    id: str
    kind: str
    keys: tuple[str, ...]
    row: Row


class NewOutlet(NamedTuple):
    """An outlet as its row, and whether the lexicon knows it."""

    id: str
    known: bool
    row: Row


class Form(NamedTuple):
    """A form by which a text names an entity, and its key."""

    entity: str
    printed: str
    key: str


@dataclass(frozen=True, slots=True)
class Names:
    """Whom a draft names: entities and outlets that may be new, and the forms of its mentions.

    `mentions` has the number of its form for each mention of the record.
    """

    entities: tuple[NewEntity, ...] = ()
    outlets: tuple[NewOutlet, ...] = ()
    forms: tuple[Form, ...] = ()
    mentions: tuple[int, ...] = ()


NOBODY = Names()


def as_row(record: Entity | Outlet) -> Row:
    """A record as one line of a file: what is null or empty is left out."""
    return {name: value for name, value in record.model_dump(mode="json").items() if value not in (None, [])}


def digest(row: Mapping[str, Any]) -> str:
    """A hash of a row, to tell later whether somebody edited it."""
    return hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()[:16]


def names_of(draft: Draft, received: Received, lexicon: Lexicon) -> Names:
    """Whom a draft names."""
    forms: dict[Form, int] = {}
    mentions = []
    for mention in draft.article.mentions:
        printed = " ".join(mention.slice(received.text).split())
        mentions.append(forms.setdefault(Form(mention.entity, printed, key(printed)), len(forms)))
    entities = tuple(new_entity(entity) for entity in draft.entities)
    return Names(entities, tuple(_outlets(draft.article, received, lexicon)), tuple(forms), tuple(mentions))


def new_entity(entity: Entity) -> NewEntity:
    """An entity as a draft proposes it; forms that are too long for a name are left out."""
    row = as_row(entity)
    if "alternate_name" in row:
        row["alternate_name"] = [name for name in row["alternate_name"] if len(name) <= LONGEST_NAME]
    return NewEntity(entity.id, entity.kind, tuple(key(name) for name in entity.names), row)


def _outlets(article: Article, received: Received, lexicon: Lexicon) -> list[NewOutlet]:
    named = dict.fromkeys(filter(None, (article.publisher, article.provider, *article.source_organization)))
    return [
        NewOutlet(each, each in lexicon["outlets"], as_row(_propose(each, article, received, lexicon)))
        for each in named
    ]


def _propose(outlet: str, article: Article, received: Received, lexicon: Lexicon) -> Outlet:
    """The record of an outlet that a draft refers to: as the lexicon has it, or by its printed name."""
    known = lexicon["outlets"].get(outlet)
    if known is not None:
        values = {name: known[name] for name in _OUTLET_FIELDS if name in known}
        values["abbreviation"] = tuple(dict.fromkeys((*known.get("abbreviation", ()), *known.get("signs", ()))))
        return Outlet.model_validate({"id": outlet, **values})
    kind = "agency" if outlet in article.source_organization and outlet != article.publisher else "website"
    return Outlet(id=outlet, kind=kind, name=_printed_name(outlet, article, received))


def _printed_name(outlet: str, article: Article, received: Received) -> str:
    """The words of the page of which the id was made, else the id itself."""
    pattern = re.compile(r"\b" + r"[^a-z0-9]{1,5}".join(map(re.escape, outlet.split("-"))) + r"\b")
    hint = received.hints.get("publisher")
    for printed in (hint.value if hint else "", article.rights.copyright_holder or "", received.text):
        if found := pattern.search(fold(printed).lower()):
            return " ".join(printed[found.start() : found.end()].split())
    return outlet
