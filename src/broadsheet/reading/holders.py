"""Names of persons, and of what they hold an office for."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.reading.bodies import PORTFOLIO
from broadsheet.reading.index import index_of
from broadsheet.reading.known_names import KnownReader
from broadsheet.reading.name_forms import Name
from broadsheet.reading.stretch import Stretch
from broadsheet.reading.tokens import Token

__all__ = ["HolderReader"]

_OF_A_FIELD = frozenset({"Minister", "Secretary", "Prime", "Foreign", "Shadow"})
_FAR = 70
_RANKING = ("ional", "ive", "ary", "ting", "oral")
"""Endings of words that tell of what rank an office is: Divisional Manager Mara Lind."""

_NAMED = 2
"""So many words are enough for somebody's name."""


@dataclass
class HolderReader(KnownReader):
    """One stretch of a page while those are read who are named with what they are."""

    def _person(self, rest: list[Token], at: int, run: list[Token]) -> Name | None:
        settlement = self.forms.places.settlement_of
        if settlement.search(self.folded, max(self.start, rest[0].start - 18), rest[0].start) is not None:
            return None
        titled = (at > 0 and self.forms.people.ends_office(run[at - 1].word)) or self._has_long_office(rest)
        if not titled and (
            len(rest) == 1 or self._is_body(rest) or (len(rest) > 2 and self._ends_short(rest[0], rest[-1]))
        ):
            return None
        placed = self._is_placed(rest[0]) and not (
            self._is_met(rest) or self.forms.people.is_aged(self.folded, rest[-1].end)
        )
        stretch = Stretch(self.page.text, self.folded, self.start, self.end)
        span = self.forms.people.at(stretch, rest, after_title=titled, placed=placed, within=self._is_within(rest[0]))
        if span is None:
            return None
        return self._served(rest, span[0]) or Name(span[0], span[1], "person", titled=span[2])

    def _is_of_office(self, token: Token, rest: list[Token]) -> bool:
        """Whether words of the language end an office, and a name follows: Minister of Foreign Affairs Ina Orr."""
        if len(rest) <= _NAMED or not self.forms.people.vocabulary.is_english(token.word):
            return False
        if not self._may_be_of_office(token.start):
            return False
        english = self.forms.people.vocabulary.is_english
        own = next((n for n, part in enumerate(rest) if not english(part.word)), 1)
        return any(self._has_long_office(rest[n:]) for n in range(1, own + 1))

    def _has_long_office(self, rest: list[Token]) -> bool:
        """Whether an office of several words stands before a name: Minister of Water and Irrigation Joel Orr."""
        if len(rest) < _NAMED or not self._may_be_of_office(rest[0].start):
            return False
        before = max(self.start, rest[0].start - _FAR), rest[0].start
        if self.forms.people.offices.long.search(self.folded, *before):
            return True
        english = self.forms.people.vocabulary.is_english(rest[0].word)
        field = None if english else PORTFOLIO.search(self.folded, *before)
        return field is not None and not field[0].endswith(("of ", "for ", "the "))

    def _may_be_of_office(self, at: int) -> bool:
        """Whether the first word of an office of several words stands near before an offset."""
        return index_of(self.folded).has(self.forms.people.offices.long_words, max(0, at - _FAR), at)

    def _served(self, rest: list[Token], at: int) -> Name | None:
        """What somebody serves, named before the office and the name: Zesco Spokesperson Mara Lind."""
        people = self.forms.people
        before = [token.word for token in rest if token.start < at]
        own = next((n for n, word in enumerate(before) if people.is_office(word)), 0)
        short = bool(own) and before[0].isupper() and len(before[0]) > _NAMED
        if not own or people.vocabulary.is_english(before[0]) or (people.is_given(before[0]) and not short):
            return None
        if before[own] in _OF_A_FIELD or before[0].endswith(_RANKING):
            return None
        kind = "place" if before[own] in people.offices.local and not short else "organisation"
        return Name(rest[0].start, rest[own - 1].end, kind, opens=rest[0].opens)

    def _is_met(self, rest: list[Token]) -> bool:
        """Whether it is somebody to whom or from whom something goes: a pass from Igor Dolb."""
        before = self.folded[max(self.start, rest[0].start - 5) : rest[0].start].lower()
        if len(rest) < 2 or not before.endswith(("to ", "from ")) or self.known_at(rest[0].start):
            return False
        people = self.forms.people
        return people.is_given(rest[0].word) and not people.vocabulary.is_english(rest[1].word)
