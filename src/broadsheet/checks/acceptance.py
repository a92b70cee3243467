"""Articles on lines, accepted fast. Sound, not complete.

A line that is accepted is JSON beyond doubt, fits the schema, and has no fault that an article
can have by itself: the checks that explain find nothing in it. What is not accepted goes to
them, and they have the last word. The rules stand here once more in their shortest form; the
reasons stand with those checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from broadsheet.checks.entries import GROUNDED
from broadsheet.checks.forms import Doubt, Forms
from broadsheet.checks.moulds import Mould
from broadsheet.checks.shapes import schema
from broadsheet.checks.soundness import is_dated, is_finished, is_grounded, is_ordered, is_published

__all__ = ["Acceptance", "Article"]

LONGEST_NUMBER = 40
DIGITS = bytes(48 if chr(byte) in "0123456789.eE+-" else 32 for byte in range(256))
STEP = 4
TOO_LONG = b"0" * (LONGEST_NUMBER + 1)

Article = Any
"""An article as its mould makes it: the fields of the record as attributes."""


class Acceptance:
    """Accepts lines, one after the other.

    >>> Acceptance().article(b'{"schema_version": "1.0"}') is None
    True
    """

    def __init__(self) -> None:
        whole, loose = (Mould(schema("article"), whole=each) for each in (True, False))
        self._read, self._read_loosely, self._convert = whole.decoder(), loose.decoder(), loose.converter()
        part = whole.part
        forms = self._forms = Forms.of(part)
        self._ids, self._languages, self._lines, self._dates = forms.ids, forms.languages, forms.lines, forms.dates
        self._series, self._is_id, self._is_hash = forms.series, forms.own_ids.fullmatch, forms.hashes.fullmatch
        self._single = part.names + sum(inside.names for inside in part.inside.values())
        self._sizes = tuple(part.listed[name].names for name in GROUNDED)

    def article(self, line: bytes) -> Article | None:
        """The article of a line; None where there is doubt."""
        try:
            article = self._read(line)
            names = self._names(article)
        except ValueError:
            return self._left_out(line)
        return article if self._is_sound(article, line, names) else None

    def moulded(self, value: dict[str, Any]) -> Article:
        """The value of an article of the right shape as an object of the mould."""
        return self._convert(value)

    def _names(self, article: Article) -> int:
        """How many names of members an article has that leaves none out."""
        a, b, c, d, e = self._sizes
        return (
            self._single
            + a * len(article.segments)
            + b * len(article.statements)
            + c * len(article.figures)
            + d * len(article.events)
            + e * len(article.mentions)
        )

    def _left_out(self, line: bytes) -> Article | None:
        """The article of a line that does without some of the fields."""
        try:
            article = self._read_loosely(line)
            value = orjson.loads(line)
            names = _names(value) + (value.get("$schema") or "").count(":")
        except ValueError:
            return None
        return article if self._is_sound(article, line, names) else None

    def _is_sound(self, article: Article, line: bytes, names: int) -> bool:
        """Whether an article has no fault; `names` is how many different names of members its line has.

        No name stands twice where there are as many colons as names and colons in texts.
        """
        length = article.source.characters
        try:
            self._check_segments(article.segments, length)
            colons = self._of_article(article) + self._of_statements(article.statements, length)
            more, has_fractions = self._of_figures(article.figures, length)
            colons += more + self._of_events(article.events, length)
            self._check_mentions(article.mentions, length)
        except Doubt:
            return False
        return (
            line.count(b":") == names + colons
            and not _has_escaped_colon(line)
            and is_published(article, length)
            and (article.creative_work_status != "reviewed" or is_finished(article))
            and not (has_fractions and _has_long_number(line))
        )

    def _check_ids(self, items: Sequence[Any]) -> None:
        ids = tuple([item.id for item in items])
        if ids not in self._series:
            self._series.check(ids)

    def _check_segments(self, segments: Sequence[Any], length: int) -> None:
        reach, role = 0, ""
        for segment in segments:
            start, end = segment.start, segment.end
            if not reach <= start < end and not (
                start < end <= reach and (role, segment.role) == ("caption", "credit")
            ):
                raise Doubt
            if end >= reach:
                reach, role = end, segment.role
        if reach > length:
            raise Doubt
        self._check_ids(segments)

    def _check_mentions(self, mentions: Sequence[Any], length: int) -> None:
        before, in_order, ids = -1, True, self._ids
        for mention in mentions:
            start = mention.start
            if not start < mention.end <= length:
                raise Doubt
            if mention.entity not in ids:
                ids.colons(mention.entity)
            in_order = in_order and before < start
            before = start
        if not in_order and len({(each.start, each.entity) for each in mentions}) < len(mentions):
            raise Doubt
        self._check_ids(mentions)

    def _of_article(self, article: Article) -> int:
        """How many colons stand in the texts of an article itself; as the three below, Doubt when there is a fault."""
        ids, lines = self._ids, self._lines
        source, rights = article.source, article.rights
        if (
            not self._is_id(article.id)
            or not self._is_hash(source.sha256)
            or (article.in_language not in self._languages and self._languages.colons(article.in_language))
        ):
            raise Doubt
        for each in (article.publisher, article.provider, article.location_created, *article.source_organization):
            if each not in ids:
                ids.colons(each)
        colons = article.text.count(":") if article.text is not None else 0
        for text in (
            source.name, source.encoding, rights.license, rights.copyright_holder, rights.usage_info,
            article.headline, article.alternative_headline, article.credit_text, article.date_published_note,
            article.article_section, article.abstract, *article.author, *article.is_based_on,
        ):  # fmt: skip
            if text not in lines:
                colons += lines.colons(text)
        if article.date_published not in self._dates:
            colons += self._dates.colons(article.date_published)
        return colons

    def _of_statements(self, statements: Sequence[Any], length: int) -> int:
        colons, ids, lines = 0, self._ids, self._lines
        for each in statements:
            if not is_grounded(each, length):
                raise Doubt
            if each.speaker not in ids:
                ids.colons(each.speaker)
            if each.summary not in lines:
                colons += lines.colons(each.summary)
        self._check_ids(statements)
        return colons

    def _of_figures(self, figures: Sequence[Any], length: int) -> tuple[int, bool]:
        colons, lines, dates, has_fractions = 0, self._lines, self._dates, False
        for each in figures:
            if not each.start < each.end <= length:
                raise Doubt
            if type(each.value) is float:
                has_fractions = True
            if each.low is not None or each.high is not None:
                has_fractions = True
                if not is_ordered(each):
                    raise Doubt
            for text in (each.unit, each.qualifier, each.counted):
                if text not in lines:
                    colons += lines.colons(text)
            if each.as_of not in dates:
                colons += dates.colons(each.as_of)
        self._check_ids(figures)
        return colons, has_fractions

    def _of_events(self, events: Sequence[Any], length: int) -> int:
        colons, ids, lines = 0, self._ids, self._lines
        for each in events:
            if not is_dated(each, length):
                raise Doubt
            for text in (each.what, each.date_note):
                if text not in lines:
                    colons += lines.colons(text)
            for entity in each.participants:
                if entity not in ids:
                    ids.colons(entity)
            if each.date not in self._dates:
                colons += self._dates.colons(each.date)
        self._check_ids(events)
        return colons


def _names(value: Any) -> int:
    """How many names of members stand in a value, those inside it included."""
    if isinstance(value, dict):
        return len(value) + sum(map(_names, value.values()))
    return sum(map(_names, value)) if isinstance(value, list) else 0


def _has_escaped_colon(line: bytes) -> bool:
    return b"\\" in line and (b"\\u003a" in line or b"\\u003A" in line)


def _has_long_number(line: bytes) -> bool:
    """Whether a run of characters of numbers is too long; every fourth byte tells that none is, most of the time."""
    if TOO_LONG[::STEP][1:] not in line[::STEP].translate(DIGITS):
        return False
    return TOO_LONG in line.translate(DIGITS)
