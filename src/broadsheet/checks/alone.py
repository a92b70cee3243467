"""What is wrong with an article by itself, apart from its spans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from broadsheet.articles.edtf import DateError, parse
from broadsheet.articles.licences import allows_redistribution
from broadsheet.checks.entries import GROUNDED, Entry
from broadsheet.checks.shapes import not_a_date
from broadsheet.issues import Issue, shorten

__all__ = ["check_article", "dated", "in_order"]


def check_article(article: Entry) -> Iterator[Issue]:
    """What is wrong with an article of the right shape by itself, apart from its spans."""
    yield from _item_ids(article)
    yield from _mentions(article)
    yield from _origins(article)
    yield from _dates(article)
    yield from _bounds(article)
    yield from _rights(article)
    yield from _unfinished(article)


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


def _dates(article: Entry) -> Iterator[Issue]:
    yield from dated(article, article.value, (), "date_published", "date_published_")
    for number, event in article.items("events"):
        yield from dated(article, event, ("events", number), "date", "date_")
    for number, figure in article.items("figures"):
        yield from dated(article, figure, ("figures", number), "as_of", None)


def dated(
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


def in_order(first: str | None, second: str | None) -> bool:
    """Whether one date is not after another, as far as both are known and are dates."""
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
