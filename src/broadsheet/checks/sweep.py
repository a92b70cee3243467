"""One way through an article: its spans are judged on the way, and its ids, texts and dates are taken along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.checks.forms import Doubt
from broadsheet.checks.soundness import is_dated, is_finished, is_grounded, is_ordered, is_published

__all__ = ["sweep"]

Swept = tuple[list[str], list[str], list[str | None], bool]


def sweep(article: Any, said: Mapping[str, set[str | None]]) -> Swept:  # noqa: C901, PLR0912, PLR0915
    """The ids of an article's items, its texts that stand on one line, its dates, and whether it claims nothing new.

    `said` are ids by kind of which something was said before; what an article is based on is left aside. Raises
    Doubt where the article has a fault.

    Each list is gone through once, and here: calls of a function for each take part of what that saves.
    """
    length = article.source.characters
    if not is_published(article, length) or (article.creative_work_status == "reviewed" and not is_finished(article)):
        raise Doubt
    ids: list[str] = []
    texts = _texts(article)
    dates: list[str | None] = [article.date_published]
    is_known = _knows_outlets(article, said["outlet"]) and article.location_created in said["place"]
    reach, role = 0, ""
    for each in article.segments:
        start, end = each.start, each.end
        if not reach <= start < end and not (start < end <= reach and role == "caption" and each.role == "credit"):
            raise Doubt
        if end >= reach:
            reach, role = end, each.role
        ids.append(each.id)
    if reach > length:
        raise Doubt
    entities = said["entity"]
    for each in article.statements:
        if not is_grounded(each, length):
            raise Doubt
        if each.speaker not in entities:
            is_known = False
        ids.append(each.id)
        if each.summary is not None:
            texts.append(each.summary)
    for each in article.figures:
        if not (each.start < each.end <= length and is_ordered(each)):
            raise Doubt
        ids.append(each.id)
        dates.append(each.as_of)
        if each.unit is not None:
            texts.append(each.unit)
        if each.qualifier is not None:
            texts.append(each.qualifier)
        if each.counted is not None:
            texts.append(each.counted)
    for each in article.events:
        if not is_dated(each, length):
            raise Doubt
        if not entities.issuperset(each.participants):
            is_known = False
        ids.append(each.id)
        dates.append(each.date)
        if each.what is not None:
            texts.append(each.what)
        if each.date_note is not None:
            texts.append(each.date_note)
    before, in_order = -1, True
    for each in article.mentions:
        start = each.start
        if not start < each.end <= length:
            raise Doubt
        if start <= before:
            in_order = False
        before = start
        if each.entity not in said[each.kind]:
            is_known = False
        ids.append(each.id)
    if not in_order and len({(each.start, each.entity) for each in article.mentions}) < len(article.mentions):
        raise Doubt
    return ids, texts, dates, is_known


def _texts(article: Any) -> list[str]:
    """The texts of the article itself that stand on one line."""
    source, rights = article.source, article.rights
    own = (
        source.name, source.encoding, rights.license, rights.copyright_holder, rights.usage_info,
        article.headline, article.alternative_headline, article.credit_text, article.date_published_note,
        article.article_section, article.abstract,
    )  # fmt: skip
    texts = [text for text in own if text is not None]
    texts += article.author
    texts += article.is_based_on
    return texts


def _knows_outlets(article: Any, outlets: set[str | None]) -> bool:
    return (
        article.publisher in outlets and article.provider in outlets and outlets.issuperset(article.source_organization)
    )
