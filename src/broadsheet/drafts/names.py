"""The entities and outlets that drafts refer to: those of the project, and those that drafts propose."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from broadsheet.articles.article import Article
from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold, key
from broadsheet.articles.mention import Mention
from broadsheet.articles.outlet import Outlet
from broadsheet.reading.draft import Draft
from broadsheet.reading.lexicon import Lexicon
from broadsheet.sources import Received

__all__ = ["EntityList", "as_row", "digest", "propose_outlet"]

LONGEST_NAME = 200
_OUTLET_FIELDS = ("name", "kind", "native_name", "abbreviation", "country_code", "url")


def as_row(record: Entity | Outlet) -> dict[str, Any]:
    """A record as one line of a file: what is null or empty is left out."""
    return {name: value for name, value in record.model_dump(mode="json").items() if value not in (None, [])}


def digest(row: Mapping[str, Any]) -> str:
    """A hash of a row, to tell later whether somebody edited it."""
    return hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()[:16]


@dataclass
class EntityList:
    """All entities of a folder; those that a person wrote or edited are never changed.

    `open_ids` are those that stand as an earlier draft proposed them, so that a new form of a name
    may be added to them.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    open_ids: set[str] = field(default_factory=set)
    changed: dict[str, None] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], str] = field(default_factory=dict)
    _names: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entities: Iterable[Entity], open_ids: set[str]) -> EntityList:
        """The list of a folder's entities."""
        made = cls(open_ids=open_ids)
        for entity in entities:
            made._put(entity)
        return made

    def _put(self, entity: Entity) -> None:
        self.entities[entity.id] = entity
        self._names[entity.id] = {key(name) for name in entity.names}
        self._by_name.setdefault((entity.kind, key(entity.name)), entity.id)

    def settle(self, draft: Draft, text: str) -> tuple[Article, list[str]]:
        """The draft with every reference to an entity of this list, and the forms that could not be kept.

        What is new is added. A mention by a form that is no name of an entity which a person wrote is
        left out: the person decides whether that is its name.
        """
        ids = {entity.id: self._find(entity) for entity in draft.entities}
        mentions, refused = [], []
        for mention in draft.article.mentions:
            target = ids.get(mention.entity, mention.entity)
            form = " ".join(mention.slice(text).split())
            if self._names_it(target, form):
                mentions.append(mention.model_copy(update={"entity": target}))
            else:
                refused.append(f'"{form}" is no name of {target} yet')
        return self._renamed(draft.article, ids, mentions), list(dict.fromkeys(refused))

    @staticmethod
    def _renamed(article: Article, ids: Mapping[str, str], mentions: Sequence[Mention]) -> Article:
        statements = tuple(
            s.model_copy(update={"speaker": ids.get(s.speaker, s.speaker)}) if s.speaker else s
            for s in article.statements
        )
        events = tuple(
            e.model_copy(update={"participants": tuple(dict.fromkeys(ids.get(p, p) for p in e.participants))})
            for e in article.events
        )
        numbered = tuple(m.model_copy(update={"id": f"m{n}"}) for n, m in enumerate(mentions, 1))
        place = article.location_created
        update = {
            "statements": statements,
            "events": events,
            "mentions": numbered,
            "location_created": ids.get(place, place) if place else None,
        }
        return article.model_copy(update=update)

    def _find(self, entity: Entity) -> str:
        """The id under which the list has an entity, which is added where nothing is like it."""
        known = self._by_name.get((entity.kind, key(entity.name)))
        same = self.entities.get(entity.id)
        if known is None and same is not None and same.kind == entity.kind:
            known = same.id
        if known is not None:
            return known
        made = entity if same is None else entity.model_copy(update={"id": self._free(entity)})
        names = tuple(name for name in made.alternate_name if len(name) <= LONGEST_NAME)
        made = made.model_copy(update={"alternate_name": names})
        self._put(made)
        self.open_ids.add(made.id)
        self.changed[made.id] = None
        return made.id

    def _free(self, entity: Entity) -> str:
        base = f"{entity.id[:100]}-{entity.kind}"
        choices = (base, *(f"{base}-{n}" for n in range(2, len(self.entities) + 3)))
        return next(choice for choice in choices if choice not in self.entities)

    def _names_it(self, target: str, form: str) -> bool:
        if key(form) in self._names.get(target, ()):
            return True
        if target not in self.open_ids or not form.isprintable() or len(form) > LONGEST_NAME:
            return False
        entity = self.entities[target]
        name = "abbreviation" if form.isupper() and len(form) <= 10 and " " not in form else "alternate_name"
        self.entities[target] = entity.model_copy(update={name: (*getattr(entity, name), form)})
        self._names[target].add(key(form))
        self.changed[target] = None
        return True


def propose_outlet(outlet: str, article: Article, received: Received, lexicon: Lexicon) -> Outlet:
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
