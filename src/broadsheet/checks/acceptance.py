"""Articles on lines and in files, accepted fast. Sound, not complete.

A line that is accepted is JSON beyond doubt, fits the schema, and has no fault that an article
can have by itself: the checks that explain find nothing in it. What is not accepted goes to
them, and they have the last word. The rules stand here once more in their shortest form; the
reasons stand with those checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from broadsheet.checks.claims import Claims, claims_of
from broadsheet.checks.entries import GROUNDED
from broadsheet.checks.forms import Doubt, Forms
from broadsheet.checks.moulds import Mould
from broadsheet.checks.shapes import schema
from broadsheet.checks.sweep import sweep

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
        """The article of a line; None where there is doubt.

        All readers read it in the same way, with no name twice and no number too long, where it is written again to
        the byte.
        """
        try:
            article = self._read(line)
        except ValueError:
            return self._left_out(line)
        self._write(article, self._written)
        return self._checked(article, line, None if self._written == line else self._names(article))

    def as_completed(self, article: Article, line: bytes) -> bytes | None:
        """The article that was accepted last, of a line, as its model writes it; None without a field, or in doubt."""
        numbers = [
            number
            for each in article.figures
            for number in (each.value, each.low, each.high)
            if isinstance(number, float)
        ]
        if not self._written or any(map(_is_doubtful, numbers)):
            return None
        return line if self._written == line else bytes(self._written)

    def _left_out(self, line: bytes) -> Article | None:
        """The article of a line that does without some of the fields."""
        self._written.clear()
        try:
            article = self._read_loosely(line)
            value = orjson.loads(line)
        except ValueError:
            return None
        return self._checked(article, line, _names(value) + (value.get("$schema") or "").count(":"))

    def _checked(self, article: Article, line: bytes, names: int | None) -> Article | None:
        """The article, unless it has a fault; `names` are those to be found in a line that was not written again."""
        try:
            ids, texts, dates, is_known = sweep(article, self.claims.said)
            if names is not None and not _is_clear(line, names, [*texts, *dates, article.text]):
                return None
            self._check_forms(article, ids, texts, dates)
            if article.is_based_on or not is_known:
                self._claim(article)
        except Doubt:
            return None
        return article

    def _names(self, article: Article) -> int:
        """How many names of members an article has that leaves none out."""
        return self._single + sum(names * len(getattr(article, each)) for each, names in self._sizes)

    def _check_forms(self, article: Article, ids: list[str], texts: list[str], dates: list[str | None]) -> None:
        """Doubt when a text has not the form that its field asks for."""
        forms = self._forms
        forms.own.check(article.id)
        forms.hashes.check(article.source.sha256)
        if article.in_language not in forms.languages:
            forms.languages.check_all([article.in_language])
        forms.lines.check_lines(texts)
        forms.dates.check_all(dates)
        forms.items.check_items(ids, article)

    def _claim(self, article: Article) -> None:
        """Take what an article says of others; Doubt when an id has not the form of one."""
        new = self.claims.are_new(claims_of(article))
        self._forms.ids.check_all([id for kind, id in new if kind != "article"])
        self.claims.add(new)


def _is_doubtful(number: float) -> bool:
    """Whether a number with a fraction may be written in another way than it was."""
    return number.is_integer() or abs(number) < SMALLEST


def _is_clear(line: bytes, names: int, texts: Iterable[str | None]) -> bool:
    """Whether no name stands twice, and no number is too long.

    No name stands twice where there are as many colons as names and colons in texts.
    """
    return (
        line.count(b":") == names + sum(text.count(":") for text in texts if text is not None)
        and not (b"\\" in line and (b"\\u003a" in line or b"\\u003A" in line))
        and TOO_LONG not in line.translate(DIGITS)
    )


def _names(value: Any) -> int:
    """How many names of members stand in a value, those inside it included."""
    if isinstance(value, dict):
        return len(value) + sum(map(_names, value.values()))
    return sum(map(_names, value)) if isinstance(value, list) else 0
