"""What makes capitals the name of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.reading.expressions import Expression
from broadsheet.reading.office_forms import OfficeForms
from broadsheet.reading.stretch import Stretch
from broadsheet.reading.tails import Tail
from broadsheet.reading.tokens import Token
from broadsheet.reading.vocabulary import Vocabulary

__all__ = ["People"]

_LONGEST = 6
_WORD = re.compile(
    r"(?:[A-Z]'|Mc|Mac|Fitz|De|Di|La|Le|Van)[A-Z][a-z]+(?:-[A-Z][A-Za-z]+)?|[A-Z][a-z'\u0300-\u036f]{1,40}(?:[-'][A-Za-z]+)*|(?:[A-Z]\.){2,3}|[A-Z]\.?|[A-Z]{2,}(?:-[A-Z]+)?"
)
_JOINED = re.compile(r"[A-Z][a-z]{1,4}[A-Z][a-z]{2,}")
"""A last name of two words in one: SanAntonio."""

_INITIAL = re.compile(r"[A-Z]\.?")
_INITIALS = re.compile(r"(?!U\.S|U\.K|U\.N|D\.C|E\.U|U\.A)(?:[A-Z]\.){2,3}")
_ROMANISED = re.compile(r"([A-Z][a-z]+)-([a-z]+)")

_FAMILIES = frozenset({"Sen", "Sheikh"})
"""Titles that are the last name of many a man whose given name is in no list."""

_NEAR = 12
_SHORT_FAMILY = 6
_ABBREVIATION = 3
_ARTICLES = ("Al-", "El-")
_AGE = re.compile(r",? \(?\d{1,2}\)?(?=[,.;)]| and | from )|, an? \d{1,2}-year-old\b")


@dataclass(frozen=True)
class People:
    """The words of the lexicon about persons, compiled."""

    courtesy: frozenset[str]
    office: frozenset[str]
    final: frozenset[str]
    vietnamese: frozenset[str]
    family_first: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    either: frozenset[str]
    """Given names of women and men, though a list has them for one alone: Pat."""

    worded: frozenset[str]
    """Given names that are words of the language or names of places, too: Heather, Cliff, Virginia."""

    well_known: frozenset[str]
    """Last names that are somebody's without a first name: Hitler."""

    female: frozenset[str]
    male: frozenset[str]
    roles: frozenset[str]
    stops: frozenset[str]
    before: Tail
    after: Expression
    presented: Expression
    introduced: Expression
    """What tells behind an unknown word that it is all that somebody is called."""

    holding: Tail
    """What somebody is, before a last name that is a word, too: council member Bridges."""

    kin: Expression
    family: frozenset[str]
    """Last names that are words, and in no list: Brook."""

    quartered: frozenset[str]
    """What a letter for a point of the compass may stand before."""

    endings: tuple[str, ...]
    particles: frozenset[str]
    """Small words inside of names, by which nobody's is told."""

    ships: frozenset[str]
    lettered: frozenset[str]
    aboard: re.Pattern[str]
    """Letters that are a ship's only behind such words, and initials elsewhere: the ferry MS Tarl, but SS Raman."""

    offices: OfficeForms
    vocabulary: Vocabulary

    def is_office(self, word: str) -> bool:
        """Whether a word with a capital may belong to an office or rank."""
        return word in self.office or word in self.courtesy

    def ends_office(self, word: str) -> bool:
        """Whether a name may follow this word of an office directly."""
        return word in self.final or word in self.courtesy

    def opens_name(self, word: str) -> bool:
        """Whether a word often is the first of a person's name."""
        return word in self.vietnamese or word in self.female_names or word in self.male_names or word in self.courtesy

    def is_given(self, word: str) -> bool:
        """Whether somebody may be called so by friends."""
        return word in self.female_names or word in self.male_names or self.vocabulary.is_given(word)

    def is_called(self, word: str) -> bool:
        """Whether a word is a given name that is no word besides, or is listed as one that hardly ever is: Peter."""
        if not self.is_given(word) or word in self.worded:
            return False
        return word in self.female_names or word in self.male_names or not self.vocabulary.is_english(word)

    def is_worded(self, words: Sequence[str]) -> bool:
        """Whether a given name that is a word, too, stands before a last name: Cliff Dolb, but not Cliff Road."""
        if len(words) < 2 or words[0] not in self.worded or words[1] in self.stops or self.is_office(words[1]):
            return False
        if _INITIAL.fullmatch(words[1]):
            return words[1][0] not in "AI" or len(words) > 2
        if words[1].isupper():
            return False
        return self.vocabulary.is_family(words[1]) or not self.vocabulary.is_english(words[1])

    def ends_as_family(self, word: str) -> bool:
        """Whether a word of no list ends as the last names of many peoples do: Kolodyan."""
        return len(word) > _SHORT_FAMILY and word.endswith(self.endings)

    def gender(self, given: str) -> str | None:
        """Whose name it is, a woman's or a man's, where it is only one of theirs."""
        small = given.lower()
        if given in self.either:
            return None
        if given in self.female_names or small in self.vocabulary.female:
            return "female"
        return "male" if given in self.male_names or small in self.vocabulary.male else None

    @staticmethod
    def is_aged(folded: str, at: int) -> bool:
        """Whether an age follows, as in: Elsa, 11, said."""
        return _AGE.match(folded, at) is not None

    def may_be(self, words: Sequence[str]) -> bool:
        """Whether words with capitals, of which nothing else is known, may be a person's name."""
        words = [word for word in words if word not in self.particles]
        if not words or words[0] in self.ships:
            return False
        if any(_INITIAL.fullmatch(word) is None and not self._is_part(word, n) for n, word in enumerate(words)):
            return False
        if self.is_worded(words):
            return not any(self.vocabulary.is_plain(word) for word in words[2:])
        if self.is_given(words[0]) or words[0] in self.family_first or words[0] in self.vietnamese:
            return not any(self.vocabulary.is_plain(word) for word in words[2:])
        if self.vocabulary.is_family(words[-1]) and not self.vocabulary.is_english(words[-1]):
            return True
        return not any(self.vocabulary.is_english(word) for word in words)

    def at(
        self, stretch: Stretch, run: Sequence[Token], *, after_title: bool, placed: bool, within: bool = False
    ) -> tuple[int, int, bool] | None:
        """The span of a person's name in a run, and whether a title stands before it.

        A name is `placed` after "from" and the like, and `within` after "in", where hardly a person is.
        """
        _, folded, start, end = stretch
        first = self._title_length(run)
        titled = after_title or first > 0
        words = run[first:]
        if words and self._is_ship(words, folded[max(start, run[0].start - _NEAR) : words[:2][-1].end]):
            return None
        if not words or (first and self._is_only_office(run, first)):
            return None
        length = self._length(words)
        if length == 0 or (titled and self._is_field(run[first - 1].word if first else "", words[:length])):
            return None
        before = folded[max(start, run[0].start - 70) : run[0].start]
        after = folded[words[length - 1].end : min(end, words[length - 1].end + 60)]
        if titled or self._is_name(
            [token.word for token in words[:length]], before, after, placed=placed, within=within
        ):
            return words[0].start, words[length - 1].end, titled or self.before.search(before) is not None
        return None

    def _is_ship(self, words: Sequence[Token], beside: str) -> bool:
        """Whether the letters that a name begins with, or that stand before it, are those of a ship."""
        return words[0].word in self.ships or self.aboard.search(beside) is not None

    def _is_only_office(self, run: Sequence[Token], first: int) -> bool:
        """Whether what an office is followed by is of the office, too: NKL Executive Director, but Mr Dean."""
        titled = run[first - 1].word not in self.courtesy
        return titled and all(self.is_office(token.word) for token in run[first:])

    def _is_field(self, title: str, words: Sequence[Token]) -> bool:
        """Whether only what an office is for follows it: Director-General Harbour Planning, but not Mr Bridges."""
        return (title in self.offices.nameless or title not in self.courtesy) and all(
            self.vocabulary.is_plain(token.word) for token in words
        )

    def _title_length(self, run: Sequence[Token]) -> int:
        """How many words of a run are title and office."""
        last = -1
        for n, token in enumerate(run):
            if n == last:  # the second word of a title
                continue
            if self._is_double(run, n):
                last = n + 1
                continue
            role = token.opens and token.word.lower() in self.roles
            if not (role or self.is_office(token.word)):
                break
            if role or self.ends_office(token.word):
                last = n
        for n in range(len(run) - 2, last, -1):
            if run[n].word in self.final:
                return n + 1
        return last + 1

    def _is_double(self, run: Sequence[Token], at: int) -> bool:
        """Whether a title of two words begins there: Tan Sri, Datuk Seri."""
        return at + 1 < len(run) and f"{run[at].word} {run[at + 1].word}" in self.courtesy

    def _length(self, words: Sequence[Token]) -> int:
        """How many words from the first on may form one name."""
        length = 0
        for token in words[:_LONGEST]:
            if (
                (
                    token.word in self.stops
                    and not (token.word == "A" and self._is_initial(words, length))
                    and not (token.word == "A" and not length and not token.opens)
                    and not token.marked
                    and not self.is_month_name(words, length)
                )
                or (self.ends_office(token.word) and length and not self._is_last_name(words, length))
                or not self._is_part(token.word, length)
                or (length > 1 and token.word in self.offices.honours)
                or (length > 1 and self._is_beyond(words[0], token))
                or (length and self._is_abbreviation(words, length))
                or (length > 1 and self.is_small_again(words[:length], token.word))
            ):
                break
            length += 1
        return length

    @staticmethod
    def _is_part(word: str, at: int) -> bool:
        """Whether a word has the letters of one in a name, whose last may be two in one: Joel SanMarco."""
        return _WORD.fullmatch(word) is not None or (at > 0 and _JOINED.fullmatch(word) is not None)

    def _is_initial(self, words: Sequence[Token], at: int) -> bool:
        """Whether a lone letter is part of a name: Cornelia A Smit."""
        if words[0].word in self.vietnamese:
            return True
        return at == 1 and len(words) > at + 1 and self.is_given(words[0].word) and words[at].start == words[0].end + 1

    def _is_last_name(self, words: Sequence[Token], at: int) -> bool:
        """Whether a title is somebody's last name here, behind a given one: Rosa King, Rukhsana Sheikh."""
        if len(words) > at + 1 or words[at].word not in self.offices.families:
            return False
        if at > 1 and not all(_INITIAL.fullmatch(token.word) or self.is_given(token.word) for token in words[1:at]):
            return False
        given = self.is_given(words[0].word) or words[at].word in _FAMILIES
        return given and not self.vocabulary.is_english(words[0].word)

    @staticmethod
    def is_small_again(words: Sequence[Token], word: str) -> bool:
        """Whether a name all in capitals has ended, where a word has small letters: MARA LIND News reporter."""
        loud = len(words[0].word) >= _ABBREVIATION and all(each.word.isupper() for each in words)
        return loud and len(word) > 1 and word[1:].islower()

    @staticmethod
    def _is_abbreviation(words: Sequence[Token], at: int) -> bool:
        """Whether capitals between words with small letters are none of a name: Naivasha East MCA Joel Orr."""
        word = words[at].word
        if not word.isupper() or len(word) < _ABBREVIATION or words[0].word.isupper():
            return False
        return at + 1 < len(words) and not words[at + 1].word.isupper()

    def _is_beyond(self, first: Token, token: Token) -> bool:
        """Whether a word with a capital is one of the language, and no part of a name like Bui Thanh Son."""
        if token.marked or first.word in self.vietnamese or first.word in self.family_first:
            return False
        return self.vocabulary.is_plain(token.word)

    def is_month_name(self, words: Sequence[Token], at: int) -> bool:
        """Theresa May, April Ryan: a month beside a given or family name."""
        if at == 1 and len(words) > 2 and words[1].word in {"June", "April"}:
            return self.is_given(words[0].word) and self._is_family(words[2:])
        if at == 1:
            return words[1].word in {"May", "March", "August"} and self.is_given(words[0].word)
        if at == 0 and words[0].word == "Jan":
            return any(self._is_family([word]) or not self.vocabulary.is_english(word.word) for word in words[1:2])
        return at == 0 and words[0].word in {"April", "June", "August"} and self._is_family(words[1:2])

    def _is_family(self, words: Sequence[Token]) -> bool:
        return bool(words) and self.vocabulary.is_family(words[0].word)

    def _is_name(self, words: list[str], before: str, after: str, *, placed: bool, within: bool) -> bool:
        if len(words) == 1:
            return False
        if words[0] in self.vietnamese and (3 if placed else 2) <= len(words) <= 5:
            return True
        if self._has_initials(words) or (not within and self._is_called(words, placed=placed)):
            return True
        if all(len(word) < 3 or self.vocabulary.is_plain(word) for word in words):
            return False
        if not placed and self._is_of_a_kind(words):
            return True
        return self.presented.match(after) is not None or (not placed and self._seems_name(words, before, after))

    def named_by_initial(self, words: list[str]) -> bool:
        """Whether a lone letter stands before a word that is nobody's but a family's: A Rehesh."""
        return self._has_initials(words) and words[1][1:].islower() and not self.vocabulary.is_given(words[1])

    def _has_initials(self, words: list[str]) -> bool:
        """Whether initials stand before a family name: T.P. Rehesh, S. Rehesh, but not S. Sudan."""
        if len(words[0]) == 1 and len(words[-1]) >= _ABBREVIATION and words[-1] not in self.quartered:
            return not self.vocabulary.is_english(words[-1]) and not words[-1].isupper()
        return _INITIALS.fullmatch(words[0]) is not None and not self.vocabulary.is_plain(words[-1])

    def _is_of_a_kind(self, words: list[str]) -> bool:
        """Whether names are formed as in Taipei, Seoul or the Gulf: Kuo Chih-ming, Fahd Al-Naqbi."""
        if self.vocabulary.is_plain(words[0]):
            return False
        if len(words) == 2 and len(words[0]) <= _SHORT_FAMILY and (given := _ROMANISED.fullmatch(words[1])):
            return not (self.vocabulary.is_english(given[1]) and self.vocabulary.is_english(given[2]))
        return words[-1].startswith(_ARTICLES) or words[-2] in {"Al", "El"}

    def _seems_name(self, words: list[str], before: str, after: str) -> bool:
        """Whether a family name that comes first, or the words around, make it a person's name."""
        if len(words) in {2, 3} and words[0] in self.family_first:
            return True
        if self.vocabulary.is_plain(words[-1]):
            return False
        if self.before.search(before) or self.after.match(after) or _AGE.match(after):
            return True
        return after.startswith(",") and self.offices.appointed.search(before) is not None

    def _is_called(self, words: list[str], *, placed: bool) -> bool:
        """Whether the first word is a given name here; after "in" and the like the last has to be a family's."""
        if words[0] in self.female_names or words[0] in self.male_names or self.is_worded(words):
            return True
        if len(words) == 2 and self.vocabulary.is_plain(words[1]):
            return False
        return self.is_given(words[0]) and (not placed or self.vocabulary.is_family(words[-1]))
