"""Which quotations hold what somebody said, and not a term or a title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.cues import Cues
from broadsheet.reading.quotes import Quotation

__all__ = ["OPENING", "Speech"]

_FINAL = re.compile(r"[.,!?\u2026\u2013-][\"'\u201d\u2019\u00bb]* ?$")
_WHO = re.compile(r" (?:s?he|they|the [a-z]+(?: [a-z]+)?|(?:[A-Z][\w.'-]* ){0,5}?[A-Z][\w'-]*)? ?")
_BEHIND = re.compile(r" (?:(?:s?he|the [a-z]+(?: [a-z]+)?)|(?:[\w'-]+ ){0,3}[A-Z][\w.'-]*(?: [A-Z][\w'-]*)?)[.,]?")
"""Who has said it, behind the verb, where no comma stands before that: “We left early” ruled the court."""

_THEME = re.compile(r"\b(?:captioned|dubbed|entitled|theme|themed|titled|topic|topped)[,:]?$")
"""Before the title of a meeting or paper in quotation marks: on the theme: “Ropes for All”."""

_CRIES = re.compile(r"\b(?:ask|asks|asked|shout|shouts|shouted|yelled|cried|screamed)(?: (?:him|her|them|me|us))?$")
"""Verbs behind which a question or exclamation needs no comma: he asked “Are you there?”."""

_FEW, _NEAR = 2, 48
OPENING = re.compile("[\"\u201c\u201e\u00ab\u2018'\u201f]|``")
"""The marks that open a quotation."""


@dataclass(frozen=True)
class Speech:
    """The quotations of one text, judged by what stands in them and around them."""

    text: str
    folded: str
    cues: Cues

    def count(self, quotation: Quotation) -> int:
        """How many words a quotation has."""
        return self.folded.count(" ", quotation.inner, quotation.after) + 1

    def is_speech(self, quotation: Quotation, unit: tuple[int, int]) -> bool:
        """Whether a quotation holds a sentence of its own, and not a term or a title."""
        words = self.count(quotation)
        before = self.folded[unit[0] : quotation.start].rstrip(" ")
        if self.cues.things.match(self.folded, quotation.end) or _THEME.search(before):
            return False
        ends = _FINAL.search(self.folded, max(quotation.inner, quotation.after - 2), quotation.after) is not None
        beyond = self.folded[quotation.end : quotation.end + 2]
        closes = ends or not quotation.closed or (beyond[:1] in {",", "."} and not before)
        if not before:
            if not closes and words > _FEW and self._capital(quotation) and self.is_said(quotation, unit[1]):
                return True
            whole = quotation.end >= unit[1] - 1 or beyond[:1] == "," or ends
            return closes and whole and (words > 1 or ends) and not self._is_subject(quotation, unit)
        if before.endswith((":", ",")) and self._capital(quotation) and words > 1:
            return closes and (before.endswith(":") or bool(self.cues.find(self.folded, unit[0], quotation.start)))
        if before.endswith(",") and (words > 1 or ends):
            return (closes or beyond[:1] == ".") and self._interrupts(unit, quotation)
        return ends and self._is_cried(quotation, before)

    def _capital(self, quotation: Quotation) -> bool:
        first = self.folded[quotation.inner : quotation.inner + 1]
        return first.isupper() or first.isdigit() or first in "\u2026'\u2018"

    def _is_cried(self, quotation: Quotation, before: str) -> bool:
        """Whether a question or exclamation stands behind a verb that needs no comma before it."""
        cried = self.folded[quotation.after - 1 : quotation.after] in {"?", "!"}
        return cried and self._capital(quotation) and _CRIES.search(before) is not None

    def is_said(self, quotation: Quotation, end: int) -> bool:
        """Whether only who says so follows, though no comma stands between: “We left early” he added."""
        cue = next(iter(self.cues.find(self.folded, quotation.end, min(end, quotation.end + _NEAR))), None)
        if cue is None or not _WHO.fullmatch(self.folded, quotation.end, cue.start):
            return False
        if cue.start == quotation.end + 1 and _BEHIND.fullmatch(self.folded, cue.end, end):
            return True
        return self.folded[cue.end : cue.end + 1] in {".", ",", ""} or cue.end >= end

    def _is_subject(self, quotation: Quotation, unit: tuple[int, int]) -> bool:
        """Whether the sentence only begins with a quoted term: “Lien anh” and “lien chi” are words."""
        if quotation.end >= unit[1] - 1 or not quotation.closed:
            return False
        said = self.folded[max(quotation.inner, quotation.after - 3) : quotation.after].rstrip("'\"\u201d")
        inner_comma = said.endswith((",", "?", "!", ".", "\u2026", "\u2013"))
        rest = self.folded[quotation.end : min(unit[1], quotation.end + 160)]
        return (not inner_comma and not rest.startswith(",")) or not self.cues.has(rest)

    def _interrupts(self, unit: tuple[int, int], quotation: Quotation) -> bool:
        """Whether the words before the quotation are the attribution that interrupts it."""
        head = self.text[unit[0] : unit[0] + 1]
        return OPENING.match(head) is not None
