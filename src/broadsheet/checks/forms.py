"""Texts that are known to have the form that a field asks for: most come again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.articles.edtf import DateError, parse
from broadsheet.checks.entries import GROUNDED
from broadsheet.checks.moulds import Part

__all__ = ["Doubt", "Form", "Forms"]

REMEMBERED = 50_000
MOST_LISTS = 5_000
SHORT = 100
"""Texts up to this length are remembered, since they come again."""

PLAIN_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])")
"""Days that every month has, in the usual form."""


class Doubt(Exception):  # noqa: N818 - no error: somebody else will tell
    """Something cannot be accepted."""


class Form(set[str | None]):
    """Texts that are known to have a form."""

    def __init__(self, form: str) -> None:
        super().__init__({None})
        self._matches = re.compile(form).fullmatch

    def fits(self, text: str) -> bool:
        """Whether a text has the form."""
        return self._matches(text) is not None

    def check(self, text: str) -> None:
        """Doubt when a text has not the form; it is not remembered."""
        if not self.fits(text):
            raise Doubt

    def check_all(self, texts: Sequence[str | None]) -> None:
        """Doubt when one of the texts has not the form."""
        if not self.issuperset(texts):
            for text in texts:
                if text is not None and text not in self:
                    self.check(text)
                    self._remember(text)

    def _remember(self, text: str) -> None:
        if len(self) > REMEMBERED:
            self.clear()
            self.add(None)
        if len(text) <= SHORT:
            self.add(text)


class Items(Form):
    """Ids of items, each of which stands once in its list; lists are known by their ids, as most come again.

    Lists are looked at together, for most use an id in one of them only.
    """

    def __init__(self, form: str) -> None:
        super().__init__(form)
        self._lists: dict[str, int] = {}

    def check_items(self, ids: Sequence[str], article: Any) -> None:
        """Doubt when one of the ids, which are those of all items of an article, is no good one or not the only one."""
        joined = " ".join(ids)
        if self._lists.get(joined) == len(ids):
            return
        if len({*ids}) == len(ids):
            self.check_all(ids)
            if len(self._lists) < MOST_LISTS:
                self._lists[joined] = len(ids)
            return
        lists = (getattr(article, name) for name in GROUNDED)
        if any(len({each.id for each in items}) < len(items) for items in lists):
            raise Doubt
        self.check_all(ids)


class Lines(Form):
    """Texts on one line: what is printable without blanks at its ends is one, whatever else may be."""

    def check_lines(self, texts: Sequence[str]) -> None:
        """Doubt when one of the texts is none.

        Written after each other with blanks between, good ones make one long good line; an empty one, or a
        blank at an end of one, would make two blanks that follow each other, or one at an end.
        """
        joined = " ".join(texts)
        if not joined.isprintable() or "  " in joined or joined[:1] in {"", " "} or joined[-1] == " ":
            for text in texts:
                self.check(text)


class Dates(Form):
    """Dates in EDTF that can be."""

    def fits(self, text: str) -> bool:
        if PLAIN_DAY.fullmatch(text):
            return True
        try:
            parse(text)
        except DateError:
            return False
        return True


@dataclass(frozen=True)
class Forms:
    """The forms of the texts of an article."""

    own: Form
    hashes: Form
    languages: Form
    ids: Form
    items: Items
    lines: Lines
    dates: Dates

    @classmethod
    def of(cls, part: Part) -> Forms:
        """The forms of a mould of articles."""
        form, source, items = part.forms, part.inside["source"].forms, part.listed["segments"].forms
        return cls(
            Form(form["id"]),
            Form(source["sha256"]),
            Form(form["in_language"]),
            Form(form["publisher"]),
            Items(items["id"]),
            Lines(form["headline"]),
            Dates(form["date_published"]),
        )
