"""Whether articles that are called copies are some: by what their records say, and by their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from broadsheet.articles.edtf import DateError, parse
from broadsheet.checks.cited import Cited
from broadsheet.checks.entries import Entry
from broadsheet.checks.spans import check_span, check_span_edges
from broadsheet.issues import Issue, shorten

if TYPE_CHECKING:
    from broadsheet.syndication.shingles import Runs

__all__ = ["ROUNDING", "check_copies", "check_copies_in_texts", "cited_by"]

ROUNDING = 0.0001
"""By so much a containment may differ from that of the texts."""

HELD = 256
"""Of so many articles the runs of words are held: copies of one story are listed side by side."""


def cited_by(copies: Iterable[Entry]) -> set[str]:
    """The ids of the articles that copies name."""
    return {copy.value[name] for copy in copies for name in ("article", "copy_of")}


def check_copies(copies: Sequence[Entry], articles: Mapping[str, Cited]) -> Iterator[Issue]:
    """What is wrong with copies beside the articles that they name, by id."""
    yield from _twice(copies)
    for copy in copies:
        article, of = articles.get(copy.value["article"]), articles.get(copy.value["copy_of"])
        if copy.value.get("start") is not None or copy.value.get("end") is not None:
            yield from check_span(copy, (), "", _span(copy), article.length if article else None)
        if article and of:
            yield from _evidence(copy, article, of)


def _span(copy: Entry) -> tuple[int | None, int | None]:
    return copy.value.get("start"), copy.value.get("end")


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


def _evidence(copy: Entry, article: Cited, of: Cited) -> Iterator[Issue]:
    """Evidence that the two records do not show."""
    message = _REFUTED[copy.value["evidence"]](article, of)
    if message is not None:
        yield copy.issue("B215", message, "evidence", hint="name what the records show, or mend them")


def _no_credit(article: Cited, of: Cited) -> str | None:
    if of.publisher is None:
        return f"nobody is named as the publisher of {shorten(of.id)}"
    if of.publisher in article.credits:
        return None
    return f"{shorten(article.id)} does not credit {shorten(of.publisher)}"


def _no_mark(article: Cited, of: Cited) -> str | None:
    if all(role != "marker" for _, _, role in article.segments):
        return f"{shorten(article.id)} has no marker"
    return _no_credit(article, of)


def _not_later(article: Cited, of: Cited) -> str | None:
    try:
        later = parse(of.date or "").before(parse(article.date or ""))
    except DateError:
        later = False
    return None if later else f"{shorten(article.id)} is not of a later day than {shorten(of.id)}"


def _no_shared_credit(article: Cited, of: Cited) -> str | None:
    return None if article.credits & of.credits else "the two credit no agency together"


_REFUTED: Mapping[str, Callable[[Cited, Cited], str | None]] = {
    "mark": _no_mark,
    "credit": _no_credit,
    "date": _not_later,
    "shared_credit": _no_shared_credit,
    "text": lambda *_: None,
}
"""For each kind of evidence, what the records say against it."""


def check_copies_in_texts(
    copies: Sequence[Entry], articles: Mapping[str, Cited], text_of: Callable[[str], str | None]
) -> Iterator[Issue]:
    """What is wrong with copies beside the texts of their articles; `text_of` gives the one of an id if it is sound."""
    if not copies:
        return
    from broadsheet.syndication import containment, own_text, runs_of  # noqa: PLC0415 - loaded when used

    @lru_cache(HELD)
    def runs(id: str) -> Runs | None:
        text = text_of(id) if id in articles else None
        return None if text is None else runs_of(own_text(text, articles[id].segments))

    for copy in copies:
        if None not in _span(copy) and (text := text_of(copy.value["article"])) is not None:
            yield from check_span_edges(copy, text, (), "", _span(copy))
        article, of = runs(copy.value["article"]), runs(copy.value["copy_of"])
        if article is not None and of is not None:
            found = containment(article, of)
            if abs(found - copy.value["containment"]) > ROUNDING:
                message = f"the shorter of the two texts stands in the other to {found:.4f}"
                yield copy.issue("B314", message, "containment", hint=f"write {found:.4f}, or remove the copy")
