"""Names of places: by their last word, by what is known, or by the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.bodies import BodyReader
from broadsheet.reading.name_forms import Name
from broadsheet.reading.tokens import Token

__all__ = ["PlaceReader"]

_TO_SOMEBODY = re.compile(
    r"(?:[Aa]ccording|[Tt]hanks|close|[Dd]ue|addressed|compared|married|spoke|speak|talked|talk) to $"
)
_CITY = re.compile(r"[A-Z][A-Za-z.'-]*, $")
_WITHIN = re.compile(r"\b(?:in|near|outside|across|throughout|inside|reach(?:ed|ing)?|towards?)(?: the)? $")
_WHERE = re.compile(r"\b(?:of|in|at|from|near|to) $")
_NEAR = 8
_NO_LAST = frozenset({
    "Street", "Road", "Avenue", "Lane", "Square", "Beach", "County", "City", "Island", "Islands", "Valley", "River",
    "Bay", "Park", "Bridge", "Castle", "Town", "Village", "Station", "Province", "District", "Region", "Temple",
})  # fmt: skip
_AREA = re.compile(r" Local Government Area\b")
_NUMBERED = re.compile(r"(?:District|Ward|Zone|Sector|Precinct) \d{1,3}(?![\w,.%-]\d|\w)")


@dataclass
class PlaceReader(BodyReader):
    """One stretch of a page while its places are read."""

    placed: tuple[int, bool] | None = None

    def _is_placed(self, token: Token) -> bool:
        """Whether the words before lead to a place."""
        if self.placed is None or self.placed[0] != token.start:
            self.placed = (token.start, self._leads_to(token))
        return self.placed[1]

    def _leads_to(self, token: Token) -> bool:
        folded, at = self.folded, token.start
        near = max(self.start, at - 22)
        if folded.startswith(", of ", at - 5):
            return True
        if not token.opens and (led := self.forms.place_before.search(folded, near, at)):
            passed = self.page.sporting and led[0].lower() in {"to ", "from "}
            return not passed and _TO_SOMEBODY.search(folded, near, at) is None
        last = self.found[-1] if self.found else None
        if last is None or at - last.end > _NEAR or last.kind not in {"place", "place?"}:
            return False
        gap = folded[last.end : at]
        listed = gap in {" and ", ", ", " to ", " or ", ", and "}
        return listed and not (gap == ", " and self.forms.people.is_given(token.word))

    def _is_within(self, token: Token) -> bool:
        """Whether the word before tells that something happens inside of what is named."""
        return _WITHIN.search(self.folded, max(self.start, token.start - 14), token.start) is not None

    def _is_shown(self, token: Token, form: str) -> bool:
        """Whether the text somewhere has a word where only a place can stand; at the head of a sentence, here."""
        if form.endswith("."):
            return _CITY.search(self.folded, max(self.start, token.start - 20), token.start) is not None
        if token.opens and " " not in form and self.forms.people.vocabulary.is_english(form):
            return self._shows(token.start, token.end)
        shown = self.page.shown.get(form)
        if shown is None:
            shown = self.page.shown[form] = any(self._shows(at, at + len(form)) for at in self.page.places(form))
        return shown

    def _shows(self, start: int, end: int) -> bool:
        """Whether the words around a name make it a place: in Nice, Nice city, Nice, France."""
        folded = self.folded
        if folded.startswith(" ", end) and folded[end + 1 : end + 2].isupper():
            return False
        if self.forms.place_after.match(folded, end):
            return True
        before = folded[max(0, start - 24) : start]
        if self.forms.place_before.search(before) and not _TO_SOMEBODY.search(before) and self._may_end(end):
            return True
        beyond = self.known_at(end + 2) if folded.startswith(", ", end) else None
        return beyond is not None and beyond.kind == "place" and not beyond.faint

    def _may_be_place(self, first: Token, last: Token) -> bool:
        """Whether the words are no noun of the language, and none follows that they only describe."""
        if first is last and self.forms.people.vocabulary.is_plain(first.word):
            return False
        return self._may_end(last.end)

    def _may_end(self, end: int) -> bool:
        """Whether no noun follows that the words before it only describe."""
        folded = self.folded
        if folded[end : end + 1] != " " or not folded[end + 1 : end + 2].islower():
            return True
        return self.forms.place_ends.match(folded, end) is not None

    def _place(self, rest: list[Token]) -> Name | None:
        forms, first = self.forms, rest[0]
        if numbered := _NUMBERED.match(self.folded, first.start, self.end):
            return Name(first.start, numbered.end(), "place")
        if area := _AREA.search(self.folded, first.start, rest[-1].end):
            return Name(first.start, area.end(), "place")
        if first.word in forms.place_first and len(rest) > 1 and not self._is_persons(rest):
            return Name(first.start, self._placed_end(rest), "place")
        head = max((n for n, token in enumerate(rest) if n and token.word in forms.place_last), default=-1)
        called = head == 1 and self._is_somebodys(rest)
        if head > 0 and not called and not any(forms.people.ends_office(token.word) for token in rest[:head]):
            return Name(first.start, rest[head].end, "place")
        last = rest[-1]
        if (
            len(rest) <= 3
            and forms.place_after.match(self.folded, last.end, self.end)
            and not forms.people.is_office(first.word)
            and first.word not in forms.no_names
            and not (last is first and first.opens and forms.people.vocabulary.is_plain(first.word))
        ):
            return Name(first.start, last.end, "place")
        return None

    def _placed_end(self, rest: list[Token]) -> int:
        """Where a place ends whose kind comes first: Lake County, and not its coroner; Port Vila."""
        end = rest[1].end
        for token in rest[2:]:
            if self.forms.people.is_office(token.word) or self.forms.people.is_given(token.word):
                break
            end = token.end
        return end

    def _is_persons(self, rest: list[Token]) -> bool:
        """Whether a word that places begin with is somebody's name or office here: Glen Moss, County Manager."""
        people = self.forms.people
        called = people.is_given(rest[0].word) and people.vocabulary.is_family(rest[1].word)
        return called or (people.is_office(rest[0].word) and people.is_office(rest[1].word))

    def _is_somebodys(self, rest: list[Token]) -> bool:
        """Whether a word that places end in is somebody's last name: Joel Marsh, but not Florence Street."""
        vocabulary, (first, last) = self.forms.people.vocabulary, rest[:2]
        given = self.forms.people.is_given(first.word) and not vocabulary.is_english(first.word)
        return given and last.word not in _NO_LAST and vocabulary.is_family(last.word) and not self._is_placed(first)

    def _place_run(self, rest: list[Token]) -> bool:
        return len(rest) > 1 and rest[1].word in self.forms.place_last

    def _seems_place(self, first: Token, last: Token) -> bool:
        """Whether the words around an unknown name, here or elsewhere in the text, make it a place."""
        if self._is_placed(first) and self._may_be_place(first, last):
            return True
        if self._is_located(last.end) and _WHERE.search(self.folded, max(self.start, first.start - 6), first.start):
            return True
        plain = first is not last or len(first.word) < 4 or self.forms.people.vocabulary.is_english(first.word)
        return not plain and self._is_shown(first, first.word)

    def _is_located(self, end: int) -> bool:
        """Whether the country or state of a place follows: Silver Brook, Maryland."""
        beyond = self.known_at(end + 2) if self.folded.startswith(", ", end) else None
        return beyond is not None and beyond.kind == "place" and not (beyond.faint or beyond.printed or beyond.people)
