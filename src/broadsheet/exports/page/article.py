"""The page of an article: what it says, and which characters of its text say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.articles.segment import ROLES
from broadsheet.articles.statement import KINDS, MODES
from broadsheet.exports.page.evidence import Names, Spot
from broadsheet.exports.page.templates import rendered
from broadsheet.exports.page.texts import known_texts
from broadsheet.exports.page.wording import visible

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["article_page"]


COLUMNS = {
    "counted": "What is counted",
    "qualifier": "Qualifier",
    "value": "Value",
    "unit": "Unit",
    "low": "Low",
    "high": "High",
    "as_of": "As of",
}
"""What is told of figures, each in a column where any of them has it."""

NO_OUTLET = dict.fromkeys(("name", "native_name", "url"))


def article_page(package: Package, record: Mapping[str, Any], names: Names) -> bytes:
    """The page of an article; its passages are on it where the licence of the text lets anyone pass it on."""
    id = record["id"]
    figures = _items(record, "figure")
    return rendered(
        "article",
        about={"title": str(package.descriptor.get("title") or package.name), "version": package.version},
        article=record,
        names=names,
        headline=names.headline(id),
        outlet={**NO_OUTLET, **names.outlets.get(record["publisher"] or "", {})},
        glossary={"mode": MODES, "kind": KINDS, "role": ROLES},
        statements=_items(record, "statement"),
        figures=figures,
        columns={name: title for name, title in COLUMNS.items() if any(each[name] is not None for each in figures)},
        events=_items(record, "event"),
        named=_named(record, names),
        segments=_items(record, "segment"),
        texts=known_texts(names, [] if _is_quoted(record) else [id]),
    )


def _items(record: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """What an article holds of a kind, each with its place and, where it may be shown, its passage."""
    return [{**item, **_place(record, kind, item)} for item in record[f"{kind}s"]]


def _place(record: Mapping[str, Any], kind: str, item: Mapping[str, Any]) -> dict[str, Any]:
    spot = Spot(record["id"], f"{kind}-{item['id']}", item["start"], item["end"])
    return {"spot": spot, "passage": _passage(record, item["start"], item["end"])}


def _passage(record: Mapping[str, Any], start: int, end: int) -> str:
    """The characters of a text that may be passed on, on one line; nothing of any other text."""
    return visible(" ".join(record["text"][start:end].split())) if _is_quoted(record) else ""


def _is_quoted(record: Mapping[str, Any]) -> bool:
    """Whether the page shows the passages of a text, so that nobody need bring it."""
    return record["text"] is not None and bool(record["rights"]["redistribution"] == "permitted")


def _named(record: Mapping[str, Any], names: Names) -> list[dict[str, Any]]:
    """Those that an article names, in the order in which it does, each with every place."""
    found: dict[str, list[dict[str, Any]]] = {}
    for mention in record["mentions"]:
        found.setdefault(mention["entity"], []).append({**mention, **_place(record, "mention", mention)})
    return [{"name": names.entity(id), "kind": _kind(places), "places": places} for id, places in found.items()]


def _kind(places: Iterable[Mapping[str, Any]]) -> str:
    return next(iter(places))["kind"] or ""
