"""What makes capitals the name of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.stretch import Stretch
from broadsheet.reading.tokens import Token

__all__ = ["People", "people"]

_LONGEST = 6
_WORD = re.compile(r"[A-Z][a-z'\u0300-\u036f]+(?:[-'][A-Za-z]+)*|[A-Z]\.?|[A-Z]{2,}(?:-[A-Z]+)?")
_AGE = re.compile(r",? \(?\d{1,2}\)?(?=[,.)]| and | from )")


@dataclass(frozen=True)
class People:
    """The words of the lexicon about persons, compiled."""

    courtesy: frozenset[str]
    office: frozenset[str]
    final: frozenset[str]
    vietnamese: frozenset[str]
    middle: frozenset[str]
    family_first: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    roles: frozenset[str]
    stops: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]

    def is_office(self, word: str) -> bool:
        """Whether a word with a capital may belong to an office or rank."""
        return word in self.office or word in self.courtesy

    def ends_office(self, word: str) -> bool:
        """Whether a name may follow this word of an office directly."""
        return word in self.final or word in self.courtesy

    def opens_name(self, word: str) -> bool:
        """Whether a word often is the first of a person's name."""
        return word in self.vietnamese or word in self.female_names or word in self.male_names or word in self.courtesy

    def at(
        self, stretch: Stretch, run: Sequence[Token], *, after_title: bool, placed: bool
    ) -> tuple[int, int, bool] | None:
        """The span of a person's name in a run, and whether a title stands before it."""
        _, folded, start, end = stretch
        first = self._title_length(run)
        titled = after_title or first > 0
        words = run[first:]
        if not words:
            return None
        length = self._length(words)
        if length == 0:
            return None
        before = folded[max(start, run[0].start - 40) : run[0].start]
        after = folded[words[length - 1].end : min(end, words[length - 1].end + 60)]
        if titled or self._is_name([token.word for token in words[:length]], before, after, placed):
            return words[0].start, words[length - 1].end, titled or self.before.search(before) is not None
        return None

    def _title_length(self, run: Sequence[Token]) -> int:
        """How many words of a run are title and office."""
        last = -1
        for n, token in enumerate(run):
            role = token.opens and token.word.lower() in self.roles
            if not (role or self.is_office(token.word)):
                break
            if role or self.ends_office(token.word):
                last = n
        rest = [n for n, token in enumerate(run) if token.word in self.final and n < len(run) - 1]
        return max([last, *rest]) + 1

    def _length(self, words: Sequence[Token]) -> int:
        """How many words from the first on may form one name."""
        length = 0
        for token in words[:_LONGEST]:
            if (
                (token.word in self.stops and not token.marked)
                or (self.ends_office(token.word) and length)
                or _WORD.fullmatch(token.word) is None
            ):
                break
            length += 1
        return length

    def _is_name(self, words: list[str], before: str, after: str, placed: bool) -> bool:
        if len(words) == 1:
            return False
        if words[0] in self.vietnamese and (3 if placed else 2) <= len(words) <= 5:
            return True
        if words[0] in self.female_names or words[0] in self.male_names:
            return True
        if len(words) in {2, 3} and words[0] in self.family_first and not placed:
            return True
        return not placed and bool(self.before.search(before) or self.after.match(after) or _AGE.match(after))


def people(lexicon: Lexicon) -> People:
    """The lexicon's words about persons."""
    titles, names = lexicon["people"]["titles"], lexicon["people"]["names"]
    said = alternatives(lexicon["cues"]["clause"])
    roles = alternatives([*titles["roles"], "said", "says", "named", "called", "by", "according to", "told", "added"])
    determined = alternatives(
        [
            "who",
            "whose",
            "a",
            "an",
            "the",
            "his",
            "her",
            "its",
            "their",
            "of the",
            "director",
            "head",
            "chair",
            "chief",
            "deputy",
            "vice",
            "president",
            "former",
            "one of",
            "also",
            "now",
            "then",
            "secretary",
            "chairman",
            "chairwoman",
            "professor",
            "aged",
            "from",
        ]
    )
    return People(
        courtesy=frozenset(titles["courtesy"]),
        office=frozenset(titles["office"]),
        final=frozenset(titles["final"]),
        vietnamese=frozenset(names["vietnamese"]),
        middle=frozenset(names["vietnamese_middle"]),
        family_first=frozenset(names["family_first"]),
        female_names=frozenset(names["given_female"]),
        male_names=frozenset(names["given_male"]),
        female=frozenset(titles["female"]),
        male=frozenset(titles["male"]),
        roles=frozenset(titles["roles"]),
        stops=frozenset(lexicon["common"]["never"]),
        before=re.compile(rf"(?<![\w])(?:{roles}),? $"),
        after=re.compile(
            rf",? (?:has |have |had |also |then |later |then )?(?:{said})(?![a-z])|, (?:{determined})(?![a-z])"
        ),
    )
