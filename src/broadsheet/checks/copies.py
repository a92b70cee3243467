"""Whether articles that are called copies are some: by what their records say, and by their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from broadsheet.articles.edtf import DateError, parse
from broadsheet.checks.entries import Entry, Records
from broadsheet.checks.spans import check_span, check_span_edges
from broadsheet.issues import Issue, shorten

__all__ = ["ROUNDING", "check_copies", "check_copies_in_texts", "cited_by"]

ROUNDING = 0.0001
"""By so much a containment may differ from that of the texts."""

Value = Mapping[str, Any]


def cited_by(copies: Iterable[Entry]) -> set[str]:
    """The ids of the articles that copies name."""
    return {copy.value[name] for copy in copies for name in ("article", "copy_of")}


def check_copies(records: Records, lengths: Mapping[str, int]) -> Iterator[Issue]:
    """What is wrong with copies beside the records; `lengths` are the characters of each article's text."""
    yield from _twice(records.copies)
    articles = _cited(records)
    for copy in records.copies:
        value = copy.value
        if value.get("start") is not None or value.get("end") is not None:
            yield from check_span(copy, (), "", _span(value), lengths.get(value["article"]))
        if value["article"] in articles and value["copy_of"] in articles:
            yield from _evidence(copy, articles[value["article"]], articles[value["copy_of"]])


def _cited(records: Records) -> dict[str, Value]:
    """The articles that copies name, by id."""
    wanted = cited_by(records.copies)
    return {article.value["id"]: article.value for article in records.articles if article.value["id"] in wanted}


def _span(value: Value) -> tuple[int | None, int | None]:
    return value.get("start"), value.get("end")


def _twice(copies: Iterable[Entry]) -> Iterator[Issue]:
    """Articles that are copies of themselves, and pairs that are listed already."""
    seen: set[frozenset[str]] = set()
    for copy in copies:
        pair = frozenset((copy.value["article"], copy.value["copy_of"]))
        if len(pair) == 1:
            message = f"{shorten(copy.value['copy_of'])} is the article itself"
            yield copy.issue("B214", message, "copy_of", hint="name another article, or remove the copy")
        elif pair in seen:
            names = " and ".join(map(shorten, sorted(pair)))
            yield copy.issue("B214", f"{names} are listed already", hint="remove one of the two")
        seen.add(pair)


def _evidence(copy: Entry, article: Value, of: Value) -> Iterator[Issue]:
    """Evidence that the two records do not show."""
    message = _REFUTED[copy.value["evidence"]](article, of)
    if message is not None:
        yield copy.issue("B215", message, "evidence", hint="name what the records show, or mend them")


def _credits(article: Value) -> set[str]:
    return set(article.get("source_organization", ())) - {article.get("publisher")}


def _no_credit(article: Value, of: Value) -> str | None:
    publisher = of.get("publisher")
    if publisher is None:
        return f"nobody is named as the publisher of {shorten(of['id'])}"
    return None if publisher in _credits(article) else f"{shorten(article['id'])} does not credit {shorten(publisher)}"


def _no_mark(article: Value, of: Value) -> str | None:
    if all(segment["role"] != "marker" for segment in article.get("segments", ())):
        return f"{shorten(article['id'])} has no marker"
    return _no_credit(article, of)


def _not_later(article: Value, of: Value) -> str | None:
    try:
        later = parse(of.get("date_published") or "").before(parse(article.get("date_published") or ""))
    except DateError:
        later = False
    return None if later else f"{shorten(article['id'])} is not of a later day than {shorten(of['id'])}"


def _no_shared_credit(article: Value, of: Value) -> str | None:
    return None if _credits(article) & _credits(of) else "the two credit no agency together"


_REFUTED: Mapping[str, Callable[[Value, Value], str | None]] = {
    "mark": _no_mark,
    "credit": _no_credit,
    "date": _not_later,
    "shared_credit": _no_shared_credit,
    "text": lambda *_: None,
}
"""For each kind of evidence, what the records say against it."""


def check_copies_in_texts(records: Records, texts: Mapping[str, str]) -> Iterator[Issue]:
    """What is wrong with copies when texts of their articles, by id, are read."""
    if not records.copies:
        return
    from broadsheet.syndication import containment, own_text, runs_of  # noqa: PLC0415 - loaded when used

    articles = _cited(records)
    own = {id: runs_of(own_text(text, _roles(articles[id]))) for id, text in texts.items() if id in articles}
    for copy in records.copies:
        article, of = copy.value["article"], copy.value["copy_of"]
        if article in own:
            yield from check_span_edges(copy, texts[article], (), "", _span(copy.value))
        if article in own and of in own:
            found = containment(own[article], own[of])
            if abs(found - copy.value["containment"]) > ROUNDING:
                message = f"the shorter of the two texts stands in the other to {found:.4f}"
                yield copy.issue("B314", message, "containment", hint=f"write {found:.4f}, or remove the copy")


def _roles(article: Value) -> Iterator[tuple[int, int, str]]:
    return ((each["start"], each["end"], each["role"]) for each in article.get("segments", ()))
