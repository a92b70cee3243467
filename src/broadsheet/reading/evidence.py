"""What shows that a name of which nothing is known is a body's: what it does, who works for it, what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.lexicon import Lexicon, alternatives, apart, both_cases
from broadsheet.reading.tails import Tail

__all__ = ["BodyEvidence", "body_evidence"]

_NEAR = 28
_INSIDE = "'-"
"""What stands in words, too."""

_CAPITAL_BEFORE = re.compile(r"([A-Z](?<![\w'-][A-Z])(?:[\w'-]*|[a-z]{0,3}\.)) $")
_NAMES_TOO = frozenset({"April", "May", "June", "August", "Mr", "Mrs", "Ms", "Dr"})
_OWN = "(?:is|was|will|has|had|would) [a-z]+ its"
_MOVED = (
    "(?:(?:rose|fell|gained|lost|shed|added|climbed|slipped|eased|jumped|dropped|surged|tumbled|advanced|put on)"
    "|(?:was|were|closed|ended) (?:up|down))"
)
_BY = (
    r" (?:by )?(?:about |nearly |almost |as much as |more than )?(?:\S{0,3}\d[\d.]*|[a-z]+)"
    r" ?(?:%|per ?cent|cents?\b|sen\b|pence\b)"
)
"""What shares do, and by how much."""

_BETWEEN = re.compile(r"\bbetween [A-Z][\w'-]+(?: [A-Z][\w'-]+)? and $")
"""What lies between two places is no body's: the line between Tarl and Elda would keep its trains."""

_LARGEST = (
    r", (?:[A-Z][\w ]{2,24}|the [a-z]+)'s (?:(?:second|third)-)?(?:largest|biggest|leading|oldest|top) "
    r"(?:[\w'-]+ ){0,4}?"
)
"""Before the noun of a body, behind its name: Tarl, Europe's largest brewer."""

_NAMED_BEFORE = ("\u201d ", '" ', "\u00bb ")
"""Behind a name in quotation marks the noun belongs to that name: the "New Oak" party Mara Lind."""

_OF_PARTY = re.compile(
    r" (?:party|gang|cartel|militia)"
    r"(?=[,.;]| (?:of|said|says|won|lost|has|had|is|was|in|and|which|led|candidates?|chief|boss)\b)"
)
_RULING = re.compile(
    r"\b(?:[Tt]he|of|and|[Hh]is|[Hh]er|[Tt]heir|ruling|opposition|governing|(?:left|right|centre)-?\w*) $"
)
"""Words before the name of a party: the ruling Kolod party."""

_TOLD = re.compile(r"\b(?:told|tells|telling) $")
_TOLD_ENDS = re.compile(r"[.,;]| (?:that|in|on|by|at|this|last|earlier|yesterday|today|from|via|after|before)\b|$")
_SAYS = re.compile(r" (?:said|says|announced|reported|reports|has said)\b(?! [A-Z])")


@dataclass(frozen=True)
class BodyEvidence:
    """The lexicon's words beside the names of bodies, compiled."""

    before: Tail
    after: re.Pattern[str]
    acts: re.Pattern[str]
    called: re.Pattern[str]
    largest: re.Pattern[str]
    nouns: frozenset[str]
    """What a body is: agency, party."""

    bracketed: frozenset[str]
    """What it may be, too, before its abbreviation in brackets: the armed forces (FADM)."""

    plain: frozenset[str]
    """Words with a capital that are in nobody's name."""

    def introduces(self, folded: str, start: int, at: int) -> re.Match[str] | None:
        """The noun that leads to a body's name: the ferry company X, a spokesman for X."""
        match = self.before.search(folded, max(start, at - _NEAR), at)
        return None if match and folded.endswith(_NAMED_BEFORE, 0, match.start()) else match

    @staticmethod
    def counts(folded: str, start: int, end: int) -> bool:
        """Whether a text draws on what is named for its numbers, or calls it a party: according to Kolod data."""
        if folded.startswith(" data", end):
            return folded.endswith("ccording to ", 0, start)
        return (
            _OF_PARTY.match(folded, end) is not None and _RULING.search(folded, max(0, start - 16), start) is not None
        )

    def follows(self, folded: str, at: int, end: int) -> bool:
        """Whether what follows a name can only be said of a body."""
        return (self.after.match(folded, at, end) or self.largest.match(folded, at, end)) is not None

    def shows(self, folded: str, start: int, end: int) -> bool:
        """Whether the words around a name, wherever it stands, make it a body's; not behind "between" and a place."""
        if _BETWEEN.search(folded, max(0, start - _NEAR), start):
            return False
        if self.after.match(folded, end) or self.acts.match(folded, end) or self.called.match(folded, end):
            return True
        match = self.introduces(folded, 0, start)
        return match is not None and not (match[0].endswith(", ") or self.is_last(folded, match.start()))

    @staticmethod
    def is_told(folded: str, start: int, end: int) -> bool:
        """Whether something was told to what is named, as to a paper: she told Stuff."""
        return _TOLD.search(folded, max(0, start - 8), start) is not None and _TOLD_ENDS.match(folded, end) is not None

    @staticmethod
    def speaks(folded: str, end: int) -> bool:
        """Whether what is named says something."""
        return _SAYS.match(folded, end) is not None

    def is_last(self, folded: str, start: int) -> bool:
        """Whether a name may stand before, so that what is named may be somebody's last name."""
        before = _CAPITAL_BEFORE.search(folded, max(0, start - 24), start)
        return before is not None and before[1] not in self.plain


def body_evidence(lexicon: Lexicon) -> BodyEvidence:
    """The lexicon's words about the neighbours of bodies."""
    near = lexicon["organisations"]["neighbours"]
    words = both_cases(near["before"])
    common = lexicon["common"]
    nouns = alternatives(near["nouns"])
    return BodyEvidence(
        plain=frozenset([*common["words"], *common["never"]]) - _NAMES_TOO,
        nouns=frozenset(near["nouns"]),
        bracketed=frozenset([*near["nouns"], *near["bracketed"]]),
        before=Tail(near["before"], rf"{apart(words, _INSIDE)}(?:,? | \()$"),
        after=re.compile(rf"{alternatives(near['after'])}(?!')| data (?:showed?|shows|compiled)\b"),
        acts=re.compile(
            rf" (?:also |then |later |now )?(?:{alternatives(near['acts'])}|{_OWN})(?![\w'-])| {_MOVED}{_BY}"
        ),
        called=re.compile(
            rf"(?:,|,\u201d|,\") (?:a|an|the|its|one of) (?:[\w'-]+ ){{0,4}}?{nouns}"
            r"(?=[,.;)]| (?:that|which|in|based|behind|for|with|owned|of|from|run|led|founded|and)\b)"
        ),
        largest=re.compile(rf"{_LARGEST}{nouns}(?=[,.;)]| (?:by|that|which|in|based|behind|of|and)\b)"),
    )
