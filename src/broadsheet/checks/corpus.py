"""Whether the records agree with each other: ids, references, names, dates, and what is still to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from broadsheet.articles.edtf import DateError, parse
from broadsheet.articles.folding import key
from broadsheet.articles.licences import allows_redistribution
from broadsheet.checks.claims import Claim, Claims
from broadsheet.checks.entries import ADDRESS, GROUNDED, Entry, Records
from broadsheet.checks.shapes import not_a_date
from broadsheet.issues import Issue, shorten

__all__ = ["check_article", "check_corpus", "false_claims"]


def check_article(article: Entry) -> Iterator[Issue]:
    """What is wrong with an article of the right shape by itself, apart from its spans."""
    yield from _item_ids(article)
    yield from _mentions(article)
    yield from _origins(article)
    yield from _dates(article)
    yield from _bounds(article)
    yield from _rights(article)
    yield from _unfinished(article)


def check_corpus(records: Records, ids: AbstractSet[str], claims: Claims) -> Iterator[Issue]:
    """What is wrong among records that each have the right shape.

    `ids` are those of further articles, and `claims` what these say.
    """
    for kind in (records.articles, records.entities, records.outlets):
        yield from _ids(kind)
    for entity in records.entities:
        yield from _roles(entity)
    yield from _names(records.entities)
    if records.complete:
        yield from _references(records, ids)
    if records.complete and not records.refused:
        yield from _unused(records, claims)


def _ids(entries: Iterable[Entry]) -> Iterator[Issue]:
    first: dict[str, Entry] = {}
    for entry in entries:
        earlier = first.setdefault(entry.value["id"], entry)
        if earlier is not entry:
            where = f"{earlier.document.path}:{earlier.document.line(earlier.at + '/id')}"
            message = f"the id {shorten(entry.value['id'])} is taken by {where}"
            yield entry.issue("B201", message, "id", hint="choose another id, or remove one of the two records")


def _item_ids(article: Entry) -> Iterator[Issue]:
    for name in GROUNDED:
        seen: set[str] = set()
        for number, item in article.items(name):
            if item["id"] in seen:
                message = f"the id {shorten(item['id'])} stands twice among the {name}"
                yield article.issue("B202", message, name, number, "id", hint="choose another id")
            seen.add(item["id"])


def _mentions(article: Entry) -> Iterator[Issue]:
    first: dict[tuple[int, int, str], str] = {}
    for number, mention in article.items("mentions"):
        earlier = first.setdefault((mention["start"], mention["end"], mention["entity"]), mention["id"])
        if earlier != mention["id"]:
            message = f"{shorten(mention['entity'])} is mentioned there by {shorten(earlier)} already"
            yield article.issue("B212", message, "mentions", number, hint="remove one of the two mentions")


def _origins(article: Entry) -> Iterator[Issue]:
    """An article that names itself as what it comes from, or its publisher as who carried it."""
    value = article.value
    for number, origin in enumerate(value.get("is_based_on", ())):
        if origin == value["id"]:
            message = f"{shorten(origin)} is the article itself"
            yield article.issue("B203", message, "is_based_on", number, hint="name what it copies or adapts")
    if value.get("provider") is not None and value["provider"] == value.get("publisher"):
        message = f"{shorten(value['provider'])} is the publisher already"
        yield article.issue("B213", message, "provider", hint="write null, or name the outlet that carried it")


# References


def _references(records: Records, ids: AbstractSet[str]) -> Iterator[Issue]:
    articles, entities, outlets = (
        _by_id(kind).keys() | records.refused for kind in (records.articles, records.entities, records.outlets)
    )
    articles |= ids
    named = _by_id(records.entities)
    for article in records.articles:
        yield from _resolve(article, _outlet_references(article), outlets, "outlet")
        yield from _resolve(article, _entity_references(article), entities, "entity")
        yield from _resolve(
            article, _origin_references(article), articles, "article", "write its URL, or the id of one"
        )
        yield from _kinds(article, named)
    for entity in records.entities:
        yield from _resolve(entity, _role_references(entity, "organization"), entities, "entity")
        yield from _resolve(entity, _role_references(entity, "article"), articles, "article")
    for copy in records.copies:
        named_in = (((name,), copy.value[name]) for name in ("article", "copy_of"))
        yield from _resolve(copy, named_in, articles, "article")
    for outlet in records.outlets:
        parent = ((("parent_organization",), outlet.value.get("parent_organization")),)
        yield from _resolve(outlet, parent, outlets, "outlet")


def false_claims(records: Records, ids: AbstractSet[str], claims: Iterable[Claim]) -> set[Claim]:
    """Those of the claims of articles that are not so; `ids` are the articles that there are."""
    entities, outlets = _by_id(records.entities), _by_id(records.outlets)

    def holds(kind: str, id: str | None) -> bool:
        if id is None or id in records.refused:
            return True
        if kind == "article":
            return id in ids
        if kind == "outlet":
            return id in outlets
        return id in entities and kind in {"entity", entities[id].value["kind"]}

    return {claim for claim in claims if not holds(*claim)}


Reference = tuple[tuple[str | int, ...], str | None]


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


def _resolve(
    entry: Entry, references: Iterable[Reference], known: AbstractSet[str], kind: str, advice: str | None = None
) -> Iterator[Issue]:
    for steps, wanted in references:
        if wanted is not None and wanted not in known:
            near = _near(wanted, known)
            advice = advice or f"define the {kind}, or refer to one that is defined"
            hint = f"did you mean {shorten(near[0])}?" if near else advice
            yield entry.issue("B203", f"no {kind} has the id {shorten(wanted)}", *steps, hint=hint)


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


def _unused(records: Records, claims: Claims) -> Iterator[Issue]:
    used = {wanted for article in records.articles for _, wanted in _entity_references(article)}
    used |= {wanted for entity in records.entities for _, wanted in _role_references(entity, "organization")}
    used |= {id for kind, id in claims if kind not in {"outlet", "article"}}
    yield from _left_over(records.entities, used)
    outlets = {wanted for article in records.articles for _, wanted in _outlet_references(article)}
    outlets |= {outlet.value.get("parent_organization") for outlet in records.outlets}
    outlets |= {id for kind, id in claims if kind == "outlet"}
    yield from _left_over(records.outlets, outlets)


def _left_over(entries: Sequence[Entry], used: set[str | None]) -> Iterator[Issue]:
    known = _by_id(entries)
    meant = {near for wanted in used - known.keys() if wanted for near in _near(wanted, known)}
    for entry in entries:
        if entry.value["id"] not in used | meant:
            message = f"nothing refers to {shorten(entry.value['id'])}"
            yield entry.issue("B211", message, "id", hint="remove it, or name it where it belongs")


# Agreement


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
        yield from _dated(entity, role, ("roles", number), "start_date", None)
        yield from _dated(entity, role, ("roles", number), "end_date", None)
        if not _in_order(role.get("start_date"), role.get("end_date")):
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


def _dates(article: Entry) -> Iterator[Issue]:
    yield from _dated(article, article.value, (), "date_published", "date_published_")
    for number, event in article.items("events"):
        yield from _dated(article, event, ("events", number), "date", "date_")
    for number, figure in article.items("figures"):
        yield from _dated(article, figure, ("figures", number), "as_of", None)


def _dated(
    entry: Entry, record: dict[str, Any], steps: tuple[str | int, ...], name: str, prefix: str | None
) -> Iterator[Issue]:
    """One date: that it can be, and, where it has a basis under `prefix`, that the basis is shown."""
    date = record.get(name)
    if date is not None:
        try:
            parse(date)
        except DateError:
            message, hint = not_a_date(date)
            yield entry.issue("B104", message, *steps, name, hint=hint)
    if prefix is not None:
        yield from _based(entry, record, steps, name, prefix)


def _based(
    entry: Entry, record: dict[str, Any], steps: tuple[str | int, ...], name: str, prefix: str
) -> Iterator[Issue]:
    basis = record.get(f"{prefix}basis")
    at = (*steps, f"{prefix}basis")
    if (basis is None) != (record.get(name) is None):
        found = "a date without a basis" if basis is None else "a basis without a date"
        yield entry.issue("B207", found, *at, hint="give both or neither: stated, inferred or external")
    elif basis in {"stated", "inferred"} and record.get(f"{prefix}start") is None:
        message = f"the date is {basis}, and no span shows the words"
        yield entry.issue("B207", message, *at, hint=f"give {prefix}start and {prefix}end, or call it external")
    elif basis == "external" and not record.get(f"{prefix}note"):
        hint = f"give the reason in {prefix}note"
        yield entry.issue("B207", "the date is known from outside, and no note says how", *at, hint=hint)


def _in_order(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return True
    try:
        return not parse(second).before(parse(first))
    except DateError:
        return True


def _bounds(article: Entry) -> Iterator[Issue]:
    for number, figure in article.items("figures"):
        known = {name: bound for name in ("low", "value", "high") if (bound := figure.get(name)) is not None}
        if list(known.values()) != sorted(known.values()):
            message = ", ".join(f"{name} {bound}" for name, bound in known.items()) + " are not in order"
            yield article.issue("B208", message, "figures", number, "value", hint="mend the bounds")


def _rights(article: Entry) -> Iterator[Issue]:
    rights = article.value["rights"]
    permitted = rights.get("redistribution", "withheld") == "permitted"
    if permitted and not allows_redistribution(rights.get("license")):
        licence = rights.get("license")
        named = f"the licence {shorten(licence)} does not let" if licence else "no licence is named that lets"
        message = f"{named} the text be passed on"
        hint = "name a licence that allows it, or write withheld"
        yield article.issue("B402", message, "rights", "redistribution", hint=hint)
    if not permitted and article.value.get("text") is not None:
        yield article.issue("B403", "the record carries a text that is withheld", "text", hint="remove the text")


_EXPECTED = {
    "statements": ("speaker", "kind", "summary"),
    "figures": ("value", "counted"),
    "events": ("kind", "what"),
}


def _unfinished(article: Entry) -> Iterator[Issue]:
    if article.value.get("creative_work_status") != "reviewed":
        return
    for name, fields in _EXPECTED.items():
        for number, item in article.items(name):
            for field in fields:
                if item.get(field) is None:
                    message = f"the record counts as reviewed, and {field} of {item['id']} is null"
                    yield article.issue("B209", message, name, number, field, hint=f"write {field}, or call it a draft")
