"""Articles on lines and in files, accepted fast. Sound, not complete.

A line that is accepted is JSON beyond doubt, fits the schema, and has no fault that an article
can have by itself: the checks that explain find nothing in it. What is not accepted goes to
them, and they have the last word. The rules stand here once more in their shortest form; the
reasons stand with those checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import orjson

from broadsheet.checks.claims import Claims, claims_of
from broadsheet.checks.entries import GROUNDED
from broadsheet.checks.forms import Doubt, Forms
from broadsheet.checks.moulds import Mould
from broadsheet.checks.shapes import schema
from broadsheet.checks.soundness import is_dated, is_finished, is_grounded, is_ordered, is_published

__all__ = ["Acceptance", "Article"]

SMALLEST = 1e-4
"""Fractions above it are written without an exponent by everybody."""

LONGEST_NUMBER = 40
DIGITS = bytes(48 if chr(byte) in "0123456789.eE+-" else 32 for byte in range(256))
TOO_LONG = b"0" * (LONGEST_NUMBER + 1)

Article = Any
"""An article as its mould makes it: the fields of the record as attributes."""


class Acceptance:
    """Accepts lines, one after the other. `claims` are those of all articles it gave.

    >>> Acceptance().article(b'{"schema_version": "1.0"}') is None
    True
    """

    def __init__(self) -> None:
        whole, loose = (Mould(schema("article"), whole=each) for each in (True, False))
        self._read, self._write = whole.decoder(), whole.writer()
        self._read_loosely = loose.decoder()
        self._written, self._forms, self.claims = bytearray(), Forms.of(whole.part), Claims()
        part = whole.part
        self._single = part.names + sum(inside.names for inside in part.inside.values())
        self._sizes = [(name, part.listed[name].names) for name in GROUNDED]

    def article(self, line: bytes) -> Article | None:
        """The article of a line; None where there is doubt."""
        article = self._clear(line)
        try:
            if article is not None:
                self._check(article)
        except Doubt:
            return None
        return article

    def as_completed(self, article: Article) -> bytes | None:
        """The article that was accepted last as its model writes it; None where it leaves out a field, or in doubt."""
        numbers = chain.from_iterable((each.value, each.low, each.high) for each in article.figures)
        if not self._written or any(map(_is_doubtful, numbers)):
            return None
        return bytes(self._written)

    def _clear(self, line: bytes) -> Article | None:
        """The article of a line that all readers read in the same way: no name twice, no number too long.

        That is so when it is written again to the byte.
        """
        self._written.clear()
        try:
            article = self._read(line)
        except ValueError:
            return self._left_out(line)
        self._write(article, self._written)
        is_clear = self._written == line or _is_clear(line, article, self._names(article))
        return article if is_clear else None

    def _left_out(self, line: bytes) -> Article | None:
        """The article of a line that does without some of the fields."""
        try:
            article = self._read_loosely(line)
            value = orjson.loads(line)
        except ValueError:
            return None
        return article if _is_clear(line, article, _names(value) + (value.get("$schema") or "").count(":")) else None

    def _names(self, article: Article) -> int:
        """How many names of members an article has that leaves none out."""
        return self._single + sum(names * len(getattr(article, each)) for each, names in self._sizes)

    def _check(self, article: Article) -> None:
        """Doubt when an article has a fault."""
        length = article.source.characters
        _check_segments(article.segments, length)
        _check_mentions(article.mentions, length)
        for statement in article.statements:
            if not is_grounded(statement, length):
                raise Doubt
        for figure in article.figures:
            if not (figure.start < figure.end <= length and is_ordered(figure)):
                raise Doubt
        for event in article.events:
            if not is_dated(event, length):
                raise Doubt
        if not is_published(article, length) or (
            article.creative_work_status == "reviewed" and not is_finished(article)
        ):
            raise Doubt
        self._check_forms(article)

    def _check_forms(self, article: Article) -> None:
        """Doubt when a text has not the form that its field asks for."""
        forms = self._forms
        forms.own.check(article.id)
        forms.hashes.check(article.source.sha256)
        if article.in_language not in forms.languages:
            forms.languages.check_all([article.in_language])
        forms.lines.check_lines(_lines(article))
        forms.dates.check_all(_dates(article))
        forms.items.check_lists(
            (article.segments, article.statements, article.figures, article.events, article.mentions)
        )
        if article.is_based_on or not self.claims.knows(article):
            new = self.claims.are_new(claims_of(article))
            forms.ids.check_all([id for kind, id in new if kind != "article"])
            self.claims.add(new)


def _is_doubtful(number: float | None) -> bool:
    """Whether a number may be written in another way than it was."""
    return isinstance(number, float) and (number.is_integer() or abs(number) < SMALLEST)


def _check_segments(segments: Sequence[Any], length: int) -> None:
    reach, role = 0, ""
    for segment in segments:
        start, end = segment.start, segment.end
        if not reach <= start < end and not (start < end <= reach and (role, segment.role) == ("caption", "credit")):
            raise Doubt
        if end >= reach:
            reach, role = end, segment.role
    if reach > length:
        raise Doubt


def _check_mentions(mentions: Sequence[Any], length: int) -> None:
    before, in_order = -1, True
    for mention in mentions:
        start = mention.start
        if not start < mention.end <= length:
            raise Doubt
        in_order = in_order and before < start
        before = start
    if not in_order and len({(each.start, each.entity) for each in mentions}) < len(mentions):
        raise Doubt


def _lines(article: Article) -> list[str]:
    """The texts of an article that stand on one line."""
    source, rights = article.source, article.rights
    texts = [
        source.name, source.encoding, rights.license, rights.copyright_holder, rights.usage_info,
        article.headline, article.alternative_headline, article.credit_text, article.date_published_note,
        article.article_section, article.abstract, *article.author, *article.is_based_on,
    ]  # fmt: skip
    texts += [statement.summary for statement in article.statements]
    for figure in article.figures:
        texts += (figure.unit, figure.qualifier, figure.counted)
    for event in article.events:
        texts += (event.what, event.date_note)
    return [text for text in texts if text is not None]


def _dates(article: Article) -> list[str | None]:
    dates = [figure.as_of for figure in article.figures]
    dates += [event.date for event in article.events]
    dates.append(article.date_published)
    return dates


def _is_clear(line: bytes, article: Article, names: int) -> bool:
    """Whether no name stands twice, and no number is too long; `names` is how many names an article has.

    No name stands twice where there are as many colons as names and colons in texts.
    """
    texts = [*_lines(article), *filter(None, _dates(article)), article.text or ""]
    return (
        line.count(b":") == names + sum(text.count(":") for text in texts)
        and not (b"\\" in line and (b"\\u003a" in line or b"\\u003A" in line))
        and TOO_LONG not in line.translate(DIGITS)
    )


def _names(value: Any) -> int:
    """How many names of members stand in a value, those inside it included."""
    if isinstance(value, dict):
        return len(value) + sum(map(_names, value.values()))
    return sum(map(_names, value)) if isinstance(value, list) else 0
