"""Whether the records agree with each other: ids, references, names, and what nothing refers to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from broadsheet.articles.folding import key
from broadsheet.checks.alone import dated, in_order
from broadsheet.checks.claims import Claim, Claims
from broadsheet.checks.entries import ADDRESS, Entry, Records
from broadsheet.issues import Issue, shorten

__all__ = ["Corpus"]

MOST_MEANT = 1_000
"""Of so many ids that are not there, those that may have been meant are looked for."""

Reference = tuple[tuple[str | int, ...], str | None]


class Corpus:
    """Records that each have the right shape, to be checked together.

    `ids` are those of the articles, and `claims` what these say.
    """

    def __init__(self, records: Records, ids: AbstractSet[str], claims: Claims) -> None:
        self._records, self._claims = records, claims
        self._entities, self._outlets = _by_id(records.entities), _by_id(records.outlets)
        refused = records.refused
        self._known: dict[str, AbstractSet[str]] = {
            "article": ids | refused,
            "entity": self._entities.keys() | refused,
            "outlet": self._outlets.keys() | refused,
        }
        self._first: dict[str, str] = {}

    def false_claims(self) -> set[Claim]:
        """Those of the claims of articles that are not so; none where not all records could be read."""
        return {claim for claim in self._claims if not self._holds(*claim)} if self._records.complete else set()

    def _holds(self, kind: str, id: str | None) -> bool:
        if id is None or id in self._records.refused:
            return True
        if kind in {"article", "outlet"}:
            return id in self._known[kind]
        return id in self._entities and kind in {"entity", self._entities[id].value["kind"]}

    def check(self) -> Iterator[Issue]:
        """What is wrong among the records that are not articles."""
        records = self._records
        for kind in (records.entities, records.outlets):
            first: dict[str, str] = {}
            for entry in kind:
                yield from _ids(entry, first)
        for entity in records.entities:
            yield from _roles(entity)
        yield from _names(records.entities)
        if records.complete:
            yield from self._references()
        if records.complete and not records.refused:
            yield from self._unused()

    def check_article(self, article: Entry, *, hints: bool = True) -> Iterator[Issue]:
        """What is wrong with an article among the others; those that stand twice are given in their order.

        Without `hints`, ids that may have been meant are not looked for.
        """
        yield from _ids(article, self._first)
        if self._records.complete:
            yield from self._resolve(article, _outlet_references(article), "outlet", hints=hints)
            yield from self._resolve(article, _entity_references(article), "entity", hints=hints)
            advice = "write its URL, or the id of one"
            yield from self._resolve(article, _origin_references(article), "article", advice, hints=hints)
            yield from _kinds(article, self._entities)

    def _references(self) -> Iterator[Issue]:
        records = self._records
        for entity in records.entities:
            yield from self._resolve(entity, _role_references(entity, "organization"), "entity")
            yield from self._resolve(entity, _role_references(entity, "article"), "article")
        for copy in records.copies:
            named_in = (((name,), copy.value[name]) for name in ("article", "copy_of"))
            yield from self._resolve(copy, named_in, "article")
        for outlet in records.outlets:
            parent = ((("parent_organization",), outlet.value.get("parent_organization")),)
            yield from self._resolve(outlet, parent, "outlet")

    def _resolve(
        self,
        entry: Entry,
        references: Iterable[Reference],
        kind: str,
        advice: str | None = None,
        *,
        hints: bool = True,
    ) -> Iterator[Issue]:
        known = self._known[kind]
        for steps, wanted in references:
            if wanted is not None and wanted not in known:
                near = _near(wanted, known) if hints else []
                otherwise = advice or f"define the {kind}, or refer to one that is defined"
                hint = f"did you mean {shorten(near[0])}?" if near else otherwise
                yield entry.issue("B203", f"no {kind} has the id {shorten(wanted)}", *steps, hint=hint)

    def _unused(self) -> Iterator[Issue]:
        records, claims = self._records, self._claims
        used = {wanted for entity in records.entities for _, wanted in _role_references(entity, "organization")}
        used |= {id for kind, id in claims if kind not in {"outlet", "article"}}
        yield from _left_over(records.entities, used)
        outlets = {outlet.value.get("parent_organization") for outlet in records.outlets}
        outlets |= {id for kind, id in claims if kind == "outlet"}
        yield from _left_over(records.outlets, outlets)


def _ids(entry: Entry, first: dict[str, str]) -> Iterator[Issue]:
    """The issue where an id stands among those met `first` already, each with its place."""
    id = entry.value["id"]
    if id not in first:
        first[id] = f"{entry.document.path}:{entry.document.line(entry.at + '/id')}"
        return
    message = f"the id {shorten(id)} is taken by {first[id]}"
    yield entry.issue("B201", message, "id", hint="choose another id, or remove one of the two records")


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.value["id"]: entry for entry in entries}


def _outlet_references(article: Entry) -> Iterator[Reference]:
    for name in ("publisher", "provider"):
        yield (name,), article.value.get(name)
    for number, outlet in enumerate(article.value.get("source_organization", ())):
        yield ("source_organization", number), outlet


def _entity_references(article: Entry) -> Iterator[Reference]:
    yield ("location_created",), article.value.get("location_created")
    for number, statement in article.items("statements"):
        yield ("statements", number, "speaker"), statement.get("speaker")
    for number, mention in article.items("mentions"):
        yield ("mentions", number, "entity"), mention["entity"]
    for number, event in article.items("events"):
        for place, entity in enumerate(event.get("participants", ())):
            yield ("events", number, "participants", place), entity


def _origin_references(article: Entry) -> Iterator[Reference]:
    for number, origin in enumerate(article.value.get("is_based_on", ())):
        if not ADDRESS.fullmatch(origin):
            yield ("is_based_on", number), origin


def _role_references(entity: Entry, name: str) -> Iterator[Reference]:
    for number, role in entity.items("roles"):
        yield ("roles", number, name), role.get(name)


def _near(wanted: str, known: Iterable[str]) -> list[str]:
    """The id that was probably meant, if there is one."""
    return difflib.get_close_matches(wanted, known, n=1, cutoff=0.7)


def _kinds(article: Entry, entities: Mapping[str, Entry]) -> Iterator[Issue]:
    for number, mention in article.items("mentions"):
        entity = entities.get(mention["entity"])
        if entity and entity.value["kind"] != mention["kind"]:
            message = f"{shorten(mention['entity'])} is {_one(entity.value['kind'])}, not {_one(mention['kind'])}"
            hint = f"write {shorten(entity.value['kind'])}"
            yield article.issue("B204", message, "mentions", number, "kind", hint=hint)
    place = entities.get(article.value.get("location_created") or "")
    if place and place.value["kind"] != "place":
        yield article.issue(
            "B204", f"{shorten(place.value['id'])} is not a place", "location_created", hint="name a place"
        )


def _one(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _left_over(entries: Sequence[Entry], used: set[str | None]) -> Iterator[Issue]:
    known = _by_id(entries)
    strange = sorted(wanted for wanted in used - known.keys() if wanted)[:MOST_MEANT]
    meant = {near for wanted in strange for near in _near(wanted, known)}
    for entry in entries:
        if entry.value["id"] not in used | meant:
            message = f"nothing refers to {shorten(entry.value['id'])}"
            yield entry.issue("B211", message, "id", hint="remove it, or name it where it belongs")


def _names(entities: Iterable[Entry]) -> Iterator[Issue]:
    first: dict[tuple[str, str], Entry] = {}
    for entity in entities:
        earlier = first.setdefault((entity.value["kind"], key(entity.value["name"])), entity)
        if earlier is not entity:
            message = f"{shorten(entity.value['name'])} is also the name of {shorten(earlier.value['id'])}"
            yield entity.issue("B205", message, "name", hint="merge the two, or tell them apart by name")


def _roles(entity: Entry) -> Iterator[Issue]:
    value = entity.value
    if value.get("country_code") and value["kind"] != "place":
        yield entity.issue("B210", f"{_one(value['kind'])} has no country code", "country_code", hint="write null")
    if value.get("roles") and value["kind"] != "person":
        yield entity.issue("B210", f"{_one(value['kind'])} has no roles", "roles", hint="give the roles to a person")
    for number, role in entity.items("roles"):
        yield from dated(entity, role, ("roles", number), "start_date", None)
        yield from dated(entity, role, ("roles", number), "end_date", None)
        if not in_order(role.get("start_date"), role.get("end_date")):
            message = f"the role ends ({role['end_date']}) before it starts ({role['start_date']})"
            yield entity.issue("B206", message, "roles", number, "end_date", hint="mend one of the dates")
        yield from _role_basis(entity, role, number)


def _role_basis(entity: Entry, role: dict[str, Any], number: int) -> Iterator[Issue]:
    if role["basis"] == "external" and not role.get("note"):
        message = "the role is known from outside, and no note says how"
        yield entity.issue("B207", message, "roles", number, "basis", hint="give the reason in note")
    if role["basis"] == "stated" and (role.get("article") is None or role.get("start") is None):
        message = "the role is stated, and no article and span show where"
        yield entity.issue("B207", message, "roles", number, "basis", hint="give article, start and end")
