"""Names of places: by their last word, by what is known, or by the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.reading.bodies import SEAT, BodyReader
from broadsheet.reading.name_forms import Name
from broadsheet.reading.tails import Tail
from broadsheet.reading.tokens import Token

__all__ = ["PlaceReader"]

_TO_SOMEBODY = re.compile(
    r"(?:[Aa]ccording|[Tt]hanks|close|[Dd]ue|addressed|compared|married|spoke|speak|talked|talk"
    r"|greetings|regards|condolences|congratulations|tributes?|thanks|gratitude|respects|homage|invitation) to $"
)
_INVESTED = re.compile(r"\binvest(?:ed|ing|ors?) in $")
_PLAYED = re.compile(r"\b(?:starr(?:ed|ing)|appear(?:s|ed|ing)|featur(?:es|ed|ing)|acted|roles?|part|cast|played) in $")
"""Words before the title of a film or play."""

_CITY = re.compile(r"[A-Z][A-Za-z.'-]*, $")
_OF_STATE = re.compile(
    r"(?:[A-Z]\.){2} (?:government|premier|residents?|mayors?|police|health|officials|voters|lawmakers|communit|court"
    r"|company|man|woman|school|cities|towns|farmers|Premier|Government|NDP|Liberals|Supreme|Court)"
)
"""The abbreviation of a state or province before what is of it: the B.C. government."""

_COMPASS = re.compile(r"\b(?:central|northern|southern|eastern|western|across|throughout) $")
"""Words before the abbreviation of a state: central B.C."""

_INSIDE = (
    "in", "near", "outside", "across", "throughout", "inside", "reach", "reached", "reaching", "toward", "towards",
    "capital",
)  # fmt: skip
_WITHIN = Tail(
    ["at", *(form for word in _INSIDE for form in (word, f"{word} the"))],
    rf"\b(?:at|(?:{'|'.join(_INSIDE)})(?: the)?) $",
)
_WHERE = re.compile(r"\b(?:of|in|at|from|near|to) $")
_NEAR = 8
_LISTED = re.compile(r"[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}(?:, and |, | and )(?=[A-Z])")
_HELD = re.compile(r"\b(?:shares?|stakes?|holdings?|interests?|invest(?:ment|ed|ing|ors?)|confidence|trust|faith) in $")
_PORT = re.compile(r"Port of (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*)?")
_AGED = re.compile(r" \(\d{1,2}\), $")
_AGED_TOO = re.compile(r"[A-Z][\w'.-]*(?: [A-Z][\w'.-]*){0,3},? \(?\d")
_DONE_AT = re.compile(
    r"\b(?:look|laugh|shout|yell|star|aim|direct|target|smil|wink|swear|swore|fir|threw|throw|hurl|mock|anger|fury|dig"
    r"|glanc|point|wav|lash|angry|furious|mad|snap|jab|rage)\w* (?:[a-z]+ )?at $"
)
_ORDERED = re.compile(r"-\d+$")
_COMPASS_POINTS = frozenset({"North", "South", "East", "West"})
_COUNTS = frozenset({"Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Twelve"})
"""Words before the points of a plan: a Five Point Consensus."""

_ARTICLE = re.compile(r"(?<![\w'-])[Aa]n? $")
_GANGS, _LED = frozenset({"Los", "Las"}), re.compile(r"\b(?:leader|members?|boss|gangs?|cartels?)(?: of)? $")
"""The article that names of gangs begin with, and what stands before those."""

_ISLES = re.compile(r"(?<![\w'-])(?:[A-Z][\w'-]+ ){1,2}Group of Islands\b")
_DOES = re.compile(" [a-z]+(?:ed|s) ")
_NOUN = re.compile(" [a-z]")
_LETTER, _NAMES = 2, 3
_SHORTEST_SEAT = 3
"""A place, an office and a name."""

_BESIDE, _FULL = 70, 2
"""So far before a name somebody's office may stand; so many words are a name in full."""

_SOMEBODY = re.compile(r", (?:\d{1,3}(?=[,.])|who\b|whose\b|an? [a-z])")
"""What goes on about a person."""


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
        if folded.startswith("), ", at - 3) and _AGED.search(folded, max(self.start, at - 8), at):
            return _AGED_TOO.match(folded, at) is None and not self.forms.people.is_given(token.word)
        near = max(self.start, at - 28)
        if folded.startswith(", of ", at - 5):
            return True
        if not token.opens and (led := self.forms.place_before.search(folded, near, at)):
            passed = self.page.sporting and led[0].lower() in {"to ", "from "}
            if led[0] == "in " and any(no.search(folded, max(self.start, at - 16), at) for no in (_PLAYED, _INVESTED)):
                return False
            return not passed and _TO_SOMEBODY.search(folded, near, at) is None
        return self._follows(token)

    def _follows(self, token: Token) -> bool:
        """Whether a place can stand behind the name before: Mara Lind of Tarl, in Tarl and Elda."""
        folded, at, offices = self.folded, token.start, self.forms.people.offices
        last = self.found[-1] if self.found else None
        if last is None or at - last.end > _NEAR:
            return False
        gap = folded[last.end : at]
        if last.kind == "person" and gap == " of ":
            return offices.employed.search(folded, max(self.start, last.start - 30), last.start) is None
        if last.kind not in {"place", "place?"}:
            return False
        listed = gap in {" and ", ", ", " to ", " or ", ", and ", " & "}
        if gap == ", " and self._ends_clause(last, token):
            return False
        if gap == ", " and offices.governing.search(folded, max(self.start, last.start - 40), last.start):
            return False
        return listed and (gap != ", " or not self.forms.people.is_given(token.word) or self._lists_places(token))

    def _ends_clause(self, last: Name, token: Token) -> bool:
        """Whether a sentence begins with where something is, before who does it: In Tarl, Elda bounced back."""
        led = self.folded[max(self.start, last.start - 3) : last.start] == "In "
        return led and _DOES.match(self.folded, token.end) is not None

    def _lists_places(self, token: Token) -> bool:
        """Whether a place that is known follows as the next of a list: in Tarl, Mara Lind, Oslo and Bergen."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind not in {"place", "place?"} or self.folded[last.end : token.start] != ", ":
            return False
        item = _LISTED.match(self.folded, token.start, self.end)
        beyond = self.known_at(item.end()) if item else None
        if beyond is not None and beyond.kind == "place" and not (beyond.faint or beyond.people):
            return True
        before = self.found[-2] if len(self.found) > 1 else None
        if item is None or self.folded[last.start - 1] == "(":
            return item is not None
        third = before is not None and before.kind in {"place", "place?"}
        return third and before is not None and self.folded[before.end : last.start] == ", "

    def _is_within(self, token: Token) -> bool:
        """Whether the word before tells that something happens inside of what is named."""
        within = _WITHIN.search(self.folded, max(self.start, token.start - 14), token.start)
        if within is None:
            return self._lists_places(token)
        led = _DONE_AT if within[0] == "at " else _HELD
        return led.search(self.folded, max(self.start, token.start - 24), token.start) is None

    def _is_shown(self, token: Token, form: str) -> bool:
        """Whether the text somewhere has a word where only a place can stand; at the head of a sentence, here."""
        if form.endswith(".") or form.isupper():
            near = max(self.start, token.start - 20)
            led = _CITY.search(self.folded, near, token.start) or _COMPASS.search(self.folded, near, token.start)
            of_state = (led is not None and not self._is_behind_country(token)) or bool(
                _OF_STATE.match(self.folded, token.start)
            )
            if form.count(".") > 1 and not self.folded[near : token.start].rstrip()[-1:].isdigit():
                of_state = of_state or _NOUN.match(self.folded, token.start + len(form)) is not None
            if of_state or form.endswith("."):
                return of_state
        if token.opens and " " not in form and self.forms.people.vocabulary.is_english(form):
            return self._shows(token.start, token.end)
        shown = self.page.shown.get(form)
        if shown is None:
            shown = self.page.shown[form] = any(self._shows(at, at + len(form)) for at in self.page.places(form))
        return shown

    def _is_behind_country(self, token: Token) -> bool:
        """Whether a country stands before, which has no state behind it: of Bangladesh, Md. Rehesh."""
        last = self.found[-1].known if self.found and self.found[-1].end + len(", ") == token.start else None
        return last is not None and last.country is not None and not last.printed

    def _shows(self, start: int, end: int) -> bool:
        """Whether the words around a name make it a place: in Nice, Nice city, Nice, France."""
        folded = self.folded
        if folded.startswith(" ", end) and folded[end + 1 : end + 2].isupper():
            return False
        if self.forms.place_after.match(folded, end):
            return True
        before = folded[max(0, start - 28) : start]
        if self.forms.place_before.search(before) and not _TO_SOMEBODY.search(before) and self._may_end(end):
            return True
        beyond = self.known_at(end + 2) if folded.startswith(", ", end) else None
        owns = beyond is not None and folded.startswith("'s ", end + 2 + len(beyond.form))
        return beyond is not None and beyond.kind == "place" and not (beyond.faint or owns)

    def _may_be_place(self, first: Token, last: Token) -> bool:
        """Whether the words are no noun of the language, and none follows that they only describe."""
        if first is last and self.forms.people.vocabulary.is_plain(first.word):
            if self.folded.startswith(", of ", first.start - 5):
                return _LISTED.match(self.folded, first.start, self.end) is not None
            if self._lists_places(first):
                return True
            kind_of = self.forms.places.kind_of
            return kind_of.search(self.folded, max(self.start, first.start - 18), first.start) is not None
        return self._may_end(last.end)

    def _may_end(self, end: int) -> bool:
        """Whether no noun follows that the words before it only describe."""
        folded = self.folded
        if folded[end : end + 1] != " " or not folded[end + 1 : end + 2].islower():
            return True
        return self.forms.place_ends.match(folded, end) is not None

    def _place(self, rest: list[Token]) -> Name | None:
        forms, first = self.forms, rest[0]
        if (by_first := self._by_first(rest) or self._home(rest) or self._seated(rest)) is not None:
            return by_first
        head = next((n for n in range(len(rest) - 1, 0, -1) if self._is_kind(rest[n].word, rest[n - 1].word)), -1)
        called = head == 1 and self._is_somebodys(rest)
        if head > 0 and self._has_no_name(rest[: head + 1]):
            return None
        street = head == 1 and rest[1].word in forms.places.streets
        honours = head > 1 and rest[head].word in forms.places.honouring and forms.people.ends_office(first.word)
        titles = rest[1:head] if honours else rest[:head]
        if head > 0 and not called and (street or not any(forms.people.ends_office(t.word) for t in titles)):
            return Name(first.start, rest[head].end, "place")
        last = rest[-1]
        if self._is_explained(rest):
            return Name(first.start, last.end, "place")
        if (
            len(rest) <= 3
            and forms.place_after.match(self.folded, last.end, self.end)
            and not forms.people.is_office(first.word)
            and first.word not in forms.no_names
            and not (first.word.isupper() and len(first.word) > _LETTER and not last.word.isupper())
            and not (last is first and first.opens and forms.people.vocabulary.is_plain(first.word))
        ):
            return Name(first.start, last.end, "place")
        return None

    def _has_no_name(self, rest: list[Token]) -> bool:
        """Whether it is a plan's or an area of a kind, and no place: a Five Point Consensus, the Free Trade Zone."""
        if len(rest) == _FULL and rest[1].word == "Point":
            return rest[0].word in _COUNTS
        return rest[-1].word == "Zone" and all(token.word in self.forms.places.zoned for token in rest[:-1])

    def _by_first(self, rest: list[Token]) -> Name | None:
        """A place that its first words tell, or that somebody holds an office for."""
        first, places = rest[0], self.forms.places
        if first.word in _GANGS and len(rest) > 1 and self._has_leader(first):
            return Name(first.start, rest[1].end, "organisation", opens=first.opens)
        kind = places.numbered if first.word in places.wards else places.of_its_kind
        kind = kind if first.word in places.telling else _ISLES
        if (whole := kind.match(self.folded, first.start, self.end)) is not None:
            return Name(first.start, whole.end(), "place")
        if (port := self._port(first)) is not None:
            return port
        county = first.word in {"Co", "Co."} and len(rest) > 1 and self._is_county(first)
        if county or (self._begins_place(first) and len(rest) > 1 and not self._is_persons(rest)):
            return Name(first.start, self._placed_end(rest), "place")
        return self._seat(rest)

    def _port(self, first: Token) -> Name | None:
        """Who runs a port: the Port of Tarl."""
        port = _PORT.match(self.folded, first.start, self.end) if first.word == "Port" else None
        if port is None or self.known_at(first.start) is not None:
            return None
        at = port.end() - len(port[0].removeprefix("Port of ").removeprefix("the "))
        town = self.known_at(at)
        end = max(port.end(), at + len(town.form) if town else 0)
        return Name(first.start, end, "organisation", opens=first.opens)

    def _begins_place(self, token: Token) -> bool:
        """Whether a word tells that a place's name begins, and no rank: Col de Tarl, but not Col Joel Orr."""
        pass_of = token.word != "Col" or self.folded.startswith((" d", " la "), token.end)
        return token.word in self.forms.place_first and pass_of

    def _has_leader(self, token: Token) -> bool:
        """Whether the words before tell who leads or is of a gang: the leader of Los Kolods."""
        return _LED.search(self.folded, max(self.start, token.start - 12), token.start) is not None

    def _is_explained(self, rest: list[Token]) -> bool:
        """Whether what kind of place it is stands behind a name: Tarl, an island of high cliffs."""
        if (
            len(rest) > _NAMES
            or not self.folded.startswith((", ", " is ", " was "), rest[-1].end)
            or rest[0].word.isupper()
        ):
            return False
        if any(self.forms.people.is_office(token.word) or token.word in self.forms.heads for token in rest):
            return False
        told = self.forms.places.explained.match(self.folded, rest[-1].end, self.end)
        return (
            told is not None
            and f"{self.folded[rest[0].start : rest[-1].end]} {told[1].capitalize()}" not in self.folded
        )

    def _seated(self, rest: list[Token]) -> Name | None:
        """The place that something is based in, or that a seat is for: a Tarl-based mill, the Tarl Assembly seat."""
        if not rest[-1].word.isupper() and self.forms.joints.seated.match(self.folded, rest[-1].end, self.end):
            return Name(rest[0].start, rest[-1].end, "place")
        if len(rest) < _FULL or rest[-1].word != "Assembly" or not SEAT.match(self.folded, rest[-1].end, self.end):
            return None
        return Name(rest[0].start, rest[-2].end, "place")

    def _home(self, rest: list[Token]) -> Name | None:
        """Where somebody lives who is named behind it and what he is: Norby pensioner Mara Lind, Norby North MP."""
        token = rest[0]
        if self.strict or token.word.isupper():
            return None
        end = rest[1].end if len(rest) > 1 and rest[1].word in _COMPASS_POINTS else token.end
        if self.forms.places.natives.match(self.folded, end, self.end) is None and not self._is_of_age(token, end):
            return None
        forms = self.forms
        known = token.word in forms.no_names or token.word in forms.never or token.word in forms.heads
        if known or forms.people.is_office(token.word) or forms.people.vocabulary.is_english(token.word):
            return None
        return Name(token.start, end, "place")

    def _is_of_age(self, token: Token, end: int) -> bool:
        """Whether a man or woman stands behind a name, and an age beside them: a Norby man, 44."""
        someone = self.forms.places.aged.match(self.folded, end, self.end)
        if someone is None:
            return False
        before = self.folded[max(self.start, token.start - 10) : token.start]
        return before.endswith("-year-old ") or (someone[1] is not None and _ARTICLE.search(before) is not None)

    def _is_kind(self, word: str, before: str) -> bool:
        """Whether a word tells that it is a place: Kelder Municipality-2, Kelder Border Post."""
        if before in self.forms.places.sites.get(word, ()):
            return True
        return word in self.forms.place_last or ("-" in word and _ORDERED.sub("", word) in self.forms.place_last)

    def _seat(self, rest: list[Token]) -> Name | None:
        """The place that somebody holds an office for, before the office and the name: Naivasha East MCA Joel Orr."""
        if len(rest) < _SHORTEST_SEAT:
            return None
        people, first, offices = self.forms.people, rest[0], self.forms.people.offices
        n = next((n for n, token in enumerate(rest[:4]) if token.word in offices.seats), 0)
        held = n - 1 if n > 1 and rest[n - 1].word in offices.under else n
        if not held or n + 1 >= len(rest) or first.word.isupper():
            return None
        if people.is_office(rest[n + 1].word) and rest[n + 1].word not in people.courtesy:
            return None
        words = [token.word for token in rest[:held]]
        if any(people.is_office(word) or word in self.forms.heads or word in self.forms.no_names for word in words):
            return None
        quarter = first.word in _COMPASS_POINTS and held > 1
        english = people.vocabulary.is_english(rest[1].word if quarter else first.word)
        return None if english else Name(first.start, rest[held - 1].end, "place")

    def _placed_end(self, rest: list[Token]) -> int:
        """Where a place ends whose kind comes first: Lake County, and not its coroner; Port Vila."""
        end = rest[1].end
        for before, token in pairwise(rest[1:]):
            named = self.forms.people.is_given(token.word) and before.word not in self.forms.places.saints
            if self.forms.people.is_office(token.word) or named:
                break
            end = token.end
        return end

    def _is_persons(self, rest: list[Token]) -> bool:
        """Whether a word that places begin with is somebody's name or office here: Glen Moss, County Manager."""
        people = self.forms.people
        given = people.is_given(rest[0].word)
        if given and (people.vocabulary.is_family(rest[1].word) or self._is_called_so(rest)):
            return True
        return people.ends_office(rest[1].word) or (people.is_office(rest[0].word) and people.is_office(rest[1].word))

    def _is_called_so(self, rest: list[Token]) -> bool:
        """Whether what somebody is stands beside two words: council leader Isla Tarl; Isla Tarl, 34, a nurse."""
        start = rest[0].start
        before = self.folded[max(self.start, start - _BESIDE) : start]
        led = self.forms.people.before.search(before) is not None
        return led or (len(rest) == _FULL and _SOMEBODY.match(self.folded, rest[-1].end, self.end) is not None)

    def _is_somebodys(self, rest: list[Token]) -> bool:
        """Whether a word that places end in is somebody's last name: Joel Marsh, but not Florence Street."""
        first, last = rest[:2]
        before = self.folded[max(self.start, first.start - 20) : first.start].rstrip(" ").rpartition(" ")[2]
        if before in self.forms.people.roles and self.forms.people.is_given(first.word):
            return True
        given = self.forms.people.is_called(first.word)
        family = last.word not in self.forms.places.no_family and self._may_be_last(last)
        return given and family and not self._is_placed(first)

    def _may_be_last(self, token: Token) -> bool:
        return token.word in self.forms.people.family or self.forms.people.vocabulary.is_family(token.word)

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
        if beyond is None or beyond.kind != "place" or self.folded.startswith("'s ", end + 2 + len(beyond.form)):
            return False
        return beyond.form.endswith(".") or not (beyond.faint or beyond.printed or beyond.people)
