"""Texts that are known to have the form that a field asks for: most come again and again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.articles.edtf import DateError, parse
from broadsheet.checks.moulds import Part

__all__ = ["Doubt", "Form", "Forms"]

REMEMBERED = 50_000
SHORT = 100
"""Texts up to this length are remembered, since they come again."""

PLAIN_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])")
"""Days that every month has, in the usual form."""


class Doubt(Exception):  # noqa: N818 - no error: somebody else will tell
    """Something cannot be accepted."""


class Form(set[str | None]):
    """Texts that are known to have a form, and hold no colon."""

    def __init__(self, form: str) -> None:
        super().__init__({None})
        self._matches = re.compile(form).fullmatch

    def fits(self, text: str) -> bool:
        """Whether a text has the form."""
        return self._matches(text) is not None

    def colons(self, text: str) -> int:
        """How many colons stand in a text that is not known; Doubt when it has not the form."""
        if not self.fits(text):
            raise Doubt
        if ":" in text:
            return text.count(":")
        if len(text) <= SHORT:
            self.remember(text)
        return 0

    def remember(self, text: str) -> None:
        """Keep a text in mind."""
        if len(self) > REMEMBERED:
            self.clear()
            self.add(None)
        self.add(text)


class Series(set[tuple[str, ...]]):
    """Ids of the items of lists, one after the other, that are known to be ids and each to stand once."""

    def __init__(self, form: str) -> None:
        super().__init__({()})
        self.fits = re.compile(form).fullmatch

    def check(self, ids: tuple[str, ...]) -> None:
        """Doubt when ids that are not known are none, or one of them stands twice."""
        if len({*ids}) < len(ids) or not all(map(self.fits, ids)):
            raise Doubt
        if len(self) > REMEMBERED:
            self.clear()
        self.add(ids)


class Lines(Form):
    """Texts on one line: what is printable without blanks at its ends is one, whatever else may be."""

    def fits(self, text: str) -> bool:
        return (text.isprintable() and text[:1] != " " != text[-1:] and text != "") or super().fits(text)


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

    ids: Form
    languages: Form
    lines: Form
    dates: Form
    series: Series
    own_ids: re.Pattern[str]
    hashes: re.Pattern[str]

    @classmethod
    def of(cls, part: Part) -> Forms:
        """The forms of a mould of articles."""
        form, source, items = part.forms, part.inside["source"].forms, part.listed["segments"].forms
        return cls(
            Form(form["publisher"]),
            Form(form["in_language"]),
            Lines(form["headline"]),
            Dates(form["date_published"]),
            Series(items["id"]),
            re.compile(form["id"]),
            re.compile(source["sha256"]),
        )
