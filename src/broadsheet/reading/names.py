"""Names in one stretch of text: where they stand and what kind of thing they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.reading.abbreviations import head_word
from broadsheet.reading.gazetteer import Known
from broadsheet.reading.holders import HolderReader
from broadsheet.reading.index import index_of
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.name_forms import STARTING, Name, Page, name_forms
from broadsheet.reading.tokens import Token
from broadsheet.reading.unknowns import REPORTS

__all__ = ["Name", "Page", "find_names"]


_IN_TIME = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|next|this|early|late|mid|of|from|to|for)|\d|-) ?$"
)
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) $")
_NUMBER = re.compile(r" (?:\d{4}|\d{1,2})(?![\d,.%]\d|\w|%)")
_BRACKETS = re.compile(r" \(([A-Z]{2,6})\)")
_BASES = frozenset({"Base", "Station", "Airfield"})
_BASE = re.compile(
    r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}?"
    r" (?:(?:Air|Space)(?: Force)?|Naval(?: Air)?|Army(?: Air)?|Marine Corps(?: Air)?)"
    r" (?:Base|Station|Airfield)\b"
    r"|(?:Naval|Naval Air|Joint|Marine Corps Air) (?:Base|Station) [A-Z][\w'-]+(?: Bay| Harbou?r)?"
)
"""Where soldiers are, by the name of a place and their kind: Kelder Air Base."""

_AIRPORT = re.compile(r" (?:International|Regional|National|Domestic|Municipal|City) Airport\b")
"""What is no name behind that of a town."""

_LICENCE = re.compile(r"(?:Creative Commons|CC BY)(?:[ -][A-Z][\w-]*)*(?: \d(?:\.\d)?)?")
_LICENSED = frozenset({"Creative", "CC"})
_OPENING, _CLOSING = frozenset("\"\u201c\u2018'\u00ab"), frozenset("\"\u201d\u2019'\u00bb")
_OPENED = frozenset({' "', " '", " \u201c", " \u201cthe ", ' "the ', " ("})
_CLOSED = frozenset({'" ', "' ", "\u201d ", ") "})

_PARTIES = frozenset({"(D-", "(R-", "(I-", " D-", " R-", " I-"})
_PLAYERS = re.compile(r"[A-Z][a-z]{2,}[a-rt-z]s")
"""Who plays for a country or town, behind it: Norway Hammers."""

_LINKED = ("-speaking", "-language")
"""What is said of the language of a people, and not of its land: the English-speaking Caribbean."""

_GLUED = re.compile(r"[A-Z][a-z]?\.(?:[A-Z]\.)?([A-Z][a-z]{2,}(?:-[A-Z]?[a-z]+)?)")
"""A name with its initial before it, as Mongolians write theirs: D.Tserendorj."""

_FULL_NAME = 2
"""So many words are somebody's full name."""

_INITIALS_ONLY = re.compile(r"(?:[A-Z]\.){2,3}")

_SHORT = re.compile("[A-Z]{3,8}")
_AREA = re.compile(r" Local Government Area\b")
_OPENING_MARKS = frozenset({"\u201c", "\u2018", '"', "'", "\u00ab"})
_IN_MARKS = re.compile(r"([A-Z][\w-]*(?: (?:of|the|and|for|[A-Z][\w-]*)){0,5})[\u201d\u2019\"'\u00bb]")
_PARTY_NEAR = 24

_POSTED = re.compile(
    r"\b(?:account|message|post(?:s|ed|ing)?|said|shared|statement|thread|wr(?:ites?|iting|ote))\b[^.]{0,30} on $"
)
"""What somebody does on X."""

_ARTICLE, _FAR = "al-", 14
_NAMED = 2
"""So many words may be somebody's name, whose initials stand in brackets: Mara Lind (ML)."""

_WITHIN_WORD, _GOES_ON = re.compile(r"[\w@.-]$|(?://|www)[^ ]*$"), re.compile(r"[\w@/-]|\.\w")
"""What makes a part of another word or of an address of what stands behind or before it."""

_PAIRED, _OF_THE_WORLD = frozenset("-/"), " World "
_OF_ITS_OWN = re.compile(r" (?:de|del|da|do|dos|di|du) ")
_CHANNEL = re.compile(r"Channel (?:\d{1,2}|[A-Z]|One|Two|Three|Four|Five|Seven|Nine|Ten)(?![\w'-]|\.\d)")


@dataclass
class _Reader(HolderReader):
    """Reads the runs of one stretch from left to right."""

    def read(self) -> list[Name]:
        runs = self._without_nicknames(self.runs)
        self.reached = self.start
        plain: frozenset[str] = frozenset() if self.page.owned else self.forms.plain
        for index, run in enumerate(runs):
            if len(run) > 1 or run[0].word not in plain or not self._only_opens(run[0]):
                self._run(run, runs, index)
        return [*self.found, *self._small()]

    def _small(self) -> Iterator[Name]:
        """Houses whose names begin with a small letter, where no name has been found: told dpa."""
        for at in index_of(self.folded).between(self.forms.small, self.start, self.end):
            known = None if _WITHIN_WORD.search(self.folded, max(0, at - 12), at) else self.known_at(at)
            if known is None or known.kind != "organisation" or not self.folded.startswith(known.form, at):
                continue
            end = at + len(known.form)
            if _GOES_ON.match(self.folded, end) is None and not any(n.start < end and at < n.end for n in self.found):
                yield Name(at, end, known.kind, known)

    def _without_nicknames(self, runs: list[list[Token]]) -> list[list[Token]]:
        """The runs, a given and a family name as one where only a nickname in quotation marks stands between them."""
        joined: list[list[Token]] = []
        at = 0
        for n in range(len(runs) - 2):
            opened = self.folded[runs[n][-1].end : runs[n + 1][0].start] in _OPENED
            if opened and n >= at and self._is_nicked(*runs[n : n + 3]):
                joined += [*runs[at:n], [*runs[n], *runs[n + 2]]]
                at = n + 3
        return [*joined, *runs[at:]]

    def _is_nicked(self, given: list[Token], nick: list[Token], family: list[Token]) -> bool:
        closed = self.folded[nick[-1].end : family[0].start] in _CLOSED
        return closed and self.forms.people.is_given(given[-1].word)

    def _only_opens(self, token: Token) -> bool:
        """Whether a lone word like He or In only opens its sentence."""
        return token.opens and not token.marked and token.start not in self.page.long_forms

    def _run(self, run: list[Token], runs: list[list[Token]], index: int) -> None:
        beside = runs[index + 1][-1:] if index + 1 < len(runs) else []
        headed = not self.forms.any_head.isdisjoint([token.word for token in (*run, *beside)])
        ships, themes = self.page.ships, self.page.themes
        for at, token in enumerate(run):
            if token.word in _LICENSED and (licence := _LICENCE.match(self.folded, token.start, self.end)):
                self.reached = licence.end()
            if token.start in ships and not self._is_aboard(token, ships[token.start]):
                self.reached = max(self.reached, ships[token.start])
            if token.start < self.reached or self._takes_house(token, run):
                continue
            if (self._is_nothing(token) and not self._is_called(run[at:])) or self._is_relation(run[at:]):
                continue
            if at + 1 < len(run) and self._is_lettered(token):
                self.reached = self._ship_end(run[at + 1 :])
                continue
            if token.opens and token.word.endswith("ing") and self._is_done_to(token, run[at + 1 : at + 2]):
                continue
            themed = bool(themes) and any(start <= token.start < end for start, end in themes)
            taken = self._of_list(token) if themed else self._name_at(run, at, runs, index if headed else -1)
            if taken is not None:
                self.found.append(taken)
                self.reached = taken.end
                self._pair(run)
                if taken.kind == "place" and (airport := _AIRPORT.match(self.folded, self.reached, self.end)):
                    self.reached = airport.end()

    def _takes_house(self, token: Token, run: list[Token]) -> bool:
        """Take a paper that is known by its article, too: told The Star, The Nation reported."""
        known = self.known_at(token.start) if token.word == "The" and not self.strict else None
        if known is None or known.kind != "organisation" or not self.folded.startswith(known.form, token.start):
            return False
        end = token.start + len(known.form)
        if run[-1].end != end or (token.opens and REPORTS.match(self.folded, end) is None):
            return False
        self.found.append(Name(token.start, end, "organisation", known, opens=token.opens))
        self.reached = end
        return True

    def _is_done_to(self, token: Token, rest: list[Token]) -> bool:
        """Whether a sentence opens with what is done, and somebody's name follows: Welcoming Lind, she smiled."""
        vocabulary = self.forms.people.vocabulary
        return bool(rest) and vocabulary.is_plain(token.word) and vocabulary.is_name(rest[0].word)

    def _is_lettered(self, token: Token) -> bool:
        """Whether a word is the letters before the name of a ship: USS Tarl; the ferry MS Tarl, but SS Raman."""
        people = self.forms.people
        if token.word not in people.lettered:
            return token.word in people.ships
        return people.aboard.search(self.folded, max(self.start, token.start - _FAR), token.end) is not None

    def _ship_end(self, rest: list[Token]) -> int:
        """Where the name of a ship ends, behind the letters before it, and what somebody is begins."""
        offices = (n for n, token in enumerate(rest) if n and self.forms.people.is_office(token.word))
        return rest[next(offices, len(rest)) - 1].end

    def _is_aboard(self, token: Token, end: int) -> bool:
        """Whether somebody or a country is named behind a ship, and no ship: the boat Captain Joel Orr steered."""
        people = self.forms.people
        if people.is_office(token.word) or (end > token.end and people.is_given(token.word)):
            return True
        known = self.known_at(token.start)
        return known is not None and known.kind == "place" and known.country is not None and not known.printed

    def _pair(self, run: list[Token]) -> None:
        """The second half of a pair like US-China, Viet Nam-US."""
        if self.folded[self.reached : self.reached + 1] not in _PAIRED:
            return
        end = next((token.end for token in run if token.end > self.reached), 0)
        while self.reached < end - 1 and self.folded[self.reached] in _PAIRED:
            at = self.reached + 1
            known = self.known_at(at)
            if known is None or known.faint or not self.folded[at].isupper():
                return
            if not self._is_branch(known, at):
                self.found.append(Name(at, at + len(known.form), known.kind, known))
            self.reached = at + len(known.form)

    def _is_branch(self, known: Known, at: int) -> bool:
        """Whether a country is that of a body's branch, and no partner of it: WWF-Norway, but the EU-Norway talks."""
        body = self.found[-1]
        if body.kind != "organisation" or known.country is None or known.people:
            return False
        return self.folded[body.start : body.end] not in self.forms.kinds.unions and at == body.end + 1

    def _name_at(self, run: list[Token], at: int, runs: list[list[Token]], index: int) -> Name | None:
        token, rest = run[at], run[at:]
        joined = token.start > 0 and self.folded[token.start - 1] == "-"
        if (name := (self._articled(token) if joined else None) or self._beside(token, rest)) is not None:
            return name
        known = self.known_at(token.start)
        if known is not None and (
            known.entity is not None or self._governs(known, token.start) or self._is_apart(known, token)
        ):
            return self._known(token, known)
        half = known is not None and known.kind == "place" and token.end > token.start + len(known.form)
        if known is not None and known.faint and not self._is_shown(token, known.form):
            known = None
        if half and token.word in self.page.double_families:
            known = None
        long = self._headed_name(rest, runs, index) if index >= 0 else None
        end = token.start + len(known.form) if known else 0
        if token.start in self.page.long_forms:
            long = self._spelled(token, max(end, long.end if long else 0)) or long
        told = long is not None and long.kind == "organisation" and token.word in self.forms.org_first
        told = told and not (known is not None and known.kind == "organisation")
        if long is not None and (long.end > end or (told and long.end == end)):
            short = _BRACKETS.match(self.folded, long.end)
            plain = short is not None and short[1] in self.forms.no_names and not self._is_tied(short[1])
            return None if plain else long
        if known is not None and self._fits(known, token, rest, end):
            street = len(rest) > 1 and rest[1].word in self.forms.places.land and rest[1].start == end + 1
            return self._place(rest) if street else self._known(token, known)
        people = self.forms.people
        called = token.word in people.worded and people.is_worded([part.word for part in rest])
        common = self._is_common(token) and not (called or (token.word in self.forms.openers and self._place_run(rest)))
        if common or self._is_of_office(token, rest):
            return None
        return self._unlisted(run, at)

    def _of_list(self, token: Token) -> Name | None:
        """A name of a list, where no other can be: in what a meeting is about."""
        known = self.known_at(token.start)
        if known is None or known.faint or known.printed or (known.weak and known.kind != "place"):
            return None
        return self._known(token, known)

    def _articled(self, token: Token) -> Name | None:
        """A known body that begins with an Arabic article in small letters: al-Qaeda."""
        at = token.start - len(_ARTICLE)
        known = self.known_at(at) if self.folded.startswith(_ARTICLE, max(self.start, at)) else None
        if known is None or known.kind != "organisation" or self.folded[at - 1 : at].isalnum():
            return None
        return Name(at, at + len(known.form), "organisation", known)

    def _is_relation(self, rest: list[Token]) -> bool:
        """Whether it is how states stand to each other, and no body: a Comprehensive Strategic Partnership."""
        relations, last = self.forms.kinds.relations, rest[-1]
        if rest[0].word not in relations:
            return False
        if last.word != "Partnership" or not all(token.word in relations for token in rest[:-1]):
            return False
        return not (self.known_at(rest[0].start) or self.folded.startswith(" (", last.end))

    def _is_apart(self, known: Known, token: Token) -> bool:
        """Whether a country stands by itself before a name: the pro-Danish Harbour Party, Laos' National Assembly."""
        if known.kind != "place" or known.country is None or known.printed:
            return False
        end = token.start + len(known.form)
        after = self.folded[end : end + len(_OF_THE_WORLD)]
        if after.startswith("' ") and known.form.endswith("s"):
            return True
        return (
            after == _OF_THE_WORLD
            or self.folded.startswith(("pro-", "anti-", "\u2013"), token.start - 4)
            or (self.folded[token.start - 1 : token.start] == "\u2013")
        )

    def _unlisted(self, run: list[Token], at: int) -> Name | None:
        """A name that is in no list, by its form and by what stands around it."""
        if at + 1 < len(run):
            counties = (n for n in range(at + 1, len(run)) if run[n].word == "Co" and self._is_county(run[n]))
            run = run[: next(counties, len(run))]
        rest = run[at:]
        return (
            self._initialled(rest)
            or (self._posted(rest[0]) if rest[0].word == "X" else None)
            or self._place(rest)
            or self._team(rest)
            or (self._branch(rest) or self._serving(rest) if len(rest) > 1 else self._realm(rest[0]))
            or (self._foreign(rest) if rest[0].word.isupper() else None)
            or (self._somebody(rest, at, run) if len(rest) > 1 or at else None)
            or self._paper(rest)
            or self._foreign(rest)
            or self._nicked(rest)
            or self._ministry(rest)
            or self._single(rest)
        )

    def _initialled(self, rest: list[Token]) -> Name | None:
        """Somebody with an initial glued to the name, or told of by initials alone: D.Tserendorj, identified as J.K."""
        token = rest[0]
        if "." not in token.word:
            return None
        glued = _GLUED.fullmatch(token.word)
        if glued is None:
            kin = self.forms.people.kin.search(self.folded, max(self.start, token.start - 20), token.start)
            alone = kin is not None and len(rest) == 1 and _INITIALS_ONLY.fullmatch(token.word)
            return Name(token.start, token.end, "person", titled=True) if alone else None
        if self.forms.people.vocabulary.is_english(glued[1]) or self.known_at(token.start + glued.start(1)):
            return None
        return Name(token.start, token.end, "person", titled=True)

    def _posted(self, token: Token) -> Name | None:
        """The network that is called by one letter: she wrote on X."""
        posted = _POSTED.search(self.folded, max(self.start, token.start - 50), token.start)
        return Name(token.start, token.end, "organisation") if posted else None

    def _post(self, person: Name, rest: list[Token]) -> Name | None:
        """The place of an office that stands between it and who holds it: Governor Sindh Kamran Orr."""
        known, start = self.known_at(person.start), person.start
        if known is None or known.kind != "place" or known.people or self.forms.people.is_given(rest[0].word):
            return None
        end = start + len(known.form)
        behind = sum(token.start > end for token in rest)
        named = behind >= _FULL_NAME if end < person.end else self.folded.startswith(", ", end)
        held = named and self.forms.people.offices.posted.search(self.folded, max(self.start, start - 40), start)
        return Name(start, end, "place", known) if held else None

    def _somebody(self, rest: list[Token], at: int, run: list[Token]) -> Name | None:
        """A person, and not the title of a work in quotation marks: “The Long Night”."""
        found = self._person(rest, at, run)
        if found is not None and (post := self._post(found, rest)) is not None:
            return post
        if found is None or found.end != rest[-1].end or self.page.text[found.end : found.end + 1] not in _CLOSING:
            return found
        before = self.page.text[max(0, found.start - 5) : found.start].removesuffix("The ")
        owns = self.folded.startswith("'s", found.end)
        return None if before[-1:] in _OPENING and not owns else found

    def _beside(self, token: Token, rest: list[Token]) -> Name | None:
        """What its neighbours make a club, a state or the place where a body is at home."""
        if len(rest) > _NAMED:
            if rest[-1].word == "Area" and (area := _AREA.search(self.folded, token.start, rest[-1].end)):
                return Name(token.start, area.end(), "place")
            if rest[-2].word in self.forms.places.divided and _SHORT.fullmatch(rest[-1].word):
                return Name(token.start, rest[-1].end, "organisation", opens=token.opens)
        based = len(rest) > 1 and not _BASES.isdisjoint([part.word for part in rest[1:]])
        if based and (base := _BASE.match(self.folded, token.start, self.end)):
            return Name(token.start, base.end(), "place")
        if (quoted := self._quoted_body(token)) is not None:
            return quoted
        if (served := self._of_field(rest)) is not None:
            return served
        club = self._club(rest) if self.page.sporting or token.word in self.forms.sport.club_always else None
        return club or ((self._state(token) or self._second(token)) if "-" in token.word else None)

    def _quoted_body(self, token: Token) -> Name | None:
        """A party whose name the text sets in quotation marks, beside the word for what it is: the “New Oak” party."""
        text = self.page.text
        if text[max(0, token.start - 1) : token.start] not in _OPENING_MARKS:
            return None
        called = _IN_MARKS.match(text, token.start, self.end)
        if called is None:
            return None
        kinds = self.forms.kinds
        beside = kinds.quoted_before.search(text, max(self.start, token.start - _PARTY_NEAR), token.start - 1)
        if beside is None and kinds.quoted_behind.match(text, called.end(1)) is None:
            return None
        return Name(token.start, called.end(1), "organisation")

    def _spelled(self, token: Token, end: int) -> Name | None:
        """What an abbreviation in brackets is made of, where nothing else names as much: Fire and Emergency (Fenz)."""
        form = self.page.long_forms[token.start]
        if form.end <= end or form.end > self.end or form.short in self.forms.no_names:
            return None
        words = self.folded[token.start : form.end].split()
        last = head_word(self.folded[token.start : form.end])
        if len(words) <= _NAMED and self.forms.people.may_be(words):
            return Name(token.start, form.end, "person", opens=token.opens)
        if last in self.forms.place_last and last not in self.forms.org_last:
            return Name(token.start, form.end, "place", opens=token.opens)
        if last in self.forms.doc_last or last in self.forms.event_last or last in self.forms.things:
            return None
        if self.forms.is_office(self.folded[token.start : form.end]):
            return None
        return Name(token.start, form.end, "organisation", opens=token.opens)

    def _club(self, rest: list[Token]) -> Name | None:
        """A club by the last word of its name, which otherwise is a town's: Tarl City, Elda United."""
        if len(rest) < 2 or rest[1].start != rest[0].end + 1:
            return None
        if rest[0].word in self.forms.sport.club_first:
            return Name(rest[0].start, rest[1].end, "organisation", opens=rest[0].opens)
        known = self.known_at(rest[0].start)
        placed = known is not None and known.kind == "place"
        town = 1 + known.form.count(" ") if known is not None and placed else 1
        if rest[0].word in self.forms.openers or rest[0].word in self.forms.never:
            return None
        last = self._club_end([token.word for token in rest], town, placed=placed)
        return Name(rest[0].start, rest[last].end, "organisation", opens=rest[0].opens) if last else None

    def _club_end(self, words: list[str], town: int, *, placed: bool) -> int:
        """Which word ends the name of a club behind that of its town: Tarl City, Tarl Gold Stars, Norway Hammers."""
        last, org_last = self.forms.sport.club_last, self.forms.org_last
        end = next((n for n in (town + 1, town) if n < len(words) and " ".join(words[town : n + 1]) in last), 0)
        if not end and len(words) == town + 2 and words[town + 1] in last and words[town + 1].endswith("s"):
            end = town + 1
        if not end and placed and len(words) == town + 1 and _PLAYERS.fullmatch(words[town]):
            plain = not (words[town] in self.forms.place_last or self.forms.people.is_office(words[town]))
            return town if plain and self.forms.people.vocabulary.is_english(words[town]) else 0
        return next((n for n in (end + 1, end + 2) if end and len(words) > n and words[n] in org_last), end)

    def _state(self, token: Token) -> Name | None:
        """The state behind the letter of a party: (R-Mich.)."""
        at = token.start + 2
        known = self.known_at(at) if self.folded[token.start - 1 : at] in _PARTIES else None
        listed = self.folded[token.start - 2 : token.start] == ", "
        if known is None or known.kind != "place" or not (listed or self.folded[token.start - 1] == "("):
            return None
        return Name(at, at + len(known.form), "place", known)

    def _second(self, token: Token) -> Name | None:
        """The people behind one that is named by a stem alone: Anglo-Danish."""
        head, _, people = token.word.partition("-")
        if head not in self.forms.places.stems:
            return None
        known = self.known_at(token.end - len(people))
        return Name(token.end - len(people), token.end, "place", known) if known and self._is_of_land(known) else None

    @staticmethod
    def _is_of_land(known: Known) -> bool:
        """Whether a known place is a country, or its people."""
        return known.people or (known.country is not None and not known.printed)

    def _is_called(self, rest: list[Token]) -> bool:
        """Whether a month is somebody's name: April Ryan, but not in April Ryan said."""
        if rest[0].word == "A":
            return self._is_initial(rest)
        before = self.folded[max(self.start, rest[0].start - 7) : rest[0].start]
        return self.forms.people.is_month_name(rest, 0) and _IN_TIME.search(before) is None

    def _is_initial(self, rest: list[Token]) -> bool:
        """Whether an A inside of a sentence is somebody's initial: party chief A Rehesh."""
        if rest[0].opens or self.strict or len(rest) < _NAMED or not self.folded[rest[0].start - 2].isalpha():
            return False
        people = self.forms.people
        return rest[1].start == rest[0].end + 1 and people.named_by_initial([token.word for token in rest[:2]])

    def _is_nothing(self, token: Token) -> bool:
        """Whether a word with a capital is a sum of money, a weekday or the like."""
        if token.word.endswith(_LINKED):
            return True
        if token.word == "Parliament":
            return self.folded.endswith(("ember of ", "embers of "), self.start, token.start)
        if token.word in self.forms.never:
            return not token.marked
        after = self.folded[token.end : token.end + 1]
        if after == "$" or token.word in self.forms.money_words or token.word[-1].isdigit():
            return self.forms.money.match(self.folded, token.start, self.end) is not None
        return False

    def _headed_name(self, rest: list[Token], runs: list[list[Token]], index: int) -> Name | None:
        """A name that a word of its own tells the kind of: an event with its ordinal, a body, a document."""
        event = self._event(rest)
        if event is not None and event.start < rest[0].start:
            return event
        return self._organisation(rest, runs, index) or event or self._document(rest)

    # events, documents, places

    def _event(self, rest: list[Token]) -> Name | None:
        forms, first = self.forms, rest[0]
        starts = self.folded[first.start : first.start + STARTING] in forms.event_starts
        if starts and (match := forms.event_first.match(self.folded, first.start, self.end)):
            return Name(first.start, match.end(), "event")
        head = next((n for n in range(len(rest) - 1, -1, -1) if rest[n].word in forms.event_last), -1)
        if head < 0 or (self._is_common(first) and first.word not in forms.openers):
            return None
        if any(forms.people.ends_office(token.word) and token.word not in forms.kinds.ranked for token in rest[:head]):
            return None
        ordinal = _ORDINAL.search(self.folded, max(self.start, first.start - 7), first.start)
        end = rest[head].end
        year = _NUMBER.match(self.folded, end, self.end)
        link = (
            self._extended(rest[head], end)
            if rest[head].word in {"Conference", "Summit", "Forum", "Dialogue", "Congress"} and head == len(rest) - 1
            else end
        )
        if head == 0 and not ordinal and not year and link == end:
            return None
        return Name(ordinal.start() if ordinal else first.start, year.end() if year and link == end else link, "event")

    def _document(self, rest: list[Token]) -> Name | None:
        forms, first = self.forms, rest[0]
        match = forms.numbered.match(self.folded, first.start, self.end)
        if match:
            return Name(first.start, match.end(), "document")
        head = next((n for n in range(len(rest) - 1, -1, -1) if rest[n].word in forms.doc_last), -1)
        if head < 1 or (self._is_common(first) and first.word not in forms.openers):
            return None
        if any(forms.people.ends_office(token.word) for token in rest[:head]):
            return None
        return Name(first.start, rest[head].end, "document")

    def _branch(self, rest: list[Token]) -> Name | None:
        """Kelderwood Vietnam: what is called after a country is a firm or a body of its own; so is Sport Wales."""
        crown = self.forms.places.serving.match(self.folded, rest[0].start, self.end) if len(rest) > 1 else None
        if crown is not None and not (self._is_common(rest[0]) or crown[1] in self.forms.places.qualifying):
            return Name(rest[0].start, crown.end(), "organisation")
        if len(rest) != 2 or rest[1].start != rest[0].end + 1:
            return None
        if self.forms.people.is_office(rest[0].word) or self.forms.people.vocabulary.is_english(rest[0].word):
            return None
        where = self.known_at(rest[1].start)
        if where is None or where.kind != "place" or where.people or " " in where.form:
            return None
        somebody = self._is_beside_somebody(rest[0]) and self.forms.people.is_given(rest[1].word)
        short = rest[0].word.isupper() and len(rest[0].word) > 2 and not rest[1].word.isupper()
        plays = self.page.sporting and where.printed and not self.forms.people.is_given(rest[0].word)
        if not (short or plays or somebody) and (where.printed or not where.country or self._is_within(rest[0])):
            return None
        return Name(rest[0].start, rest[1].end, "person" if somebody else "organisation", opens=rest[0].opens)

    def _is_beside_somebody(self, token: Token) -> bool:
        """Whether somebody is named before "and": Mara Lind and Chukwu Israel."""
        last = self.found[-1] if self.found else None
        return last is not None and last.kind == "person" and self.folded[last.end : token.start] == " and "

    def _of_field(self, rest: list[Token]) -> Name | None:
        """A body by its field and its place, or a house by its first word: Athletics Kenya, Channel Nine, TV Elmo."""
        first = rest[0]
        if first.word == "Channel" and (channel := _CHANNEL.match(self.folded, first.start, self.end)):
            return Name(first.start, channel.end(), "organisation", opens=first.opens)
        if first.word == "Hospital" and len(rest) > 1 and _OF_ITS_OWN.match(self.folded, first.end):
            return Name(first.start, rest[-1].end, "organisation", opens=first.opens)
        if first.word == "TV" and len(rest) == _NAMED and self.folded.endswith((" on ", " told "), 0, first.start):
            return Name(first.start, rest[1].end, "organisation")
        if first.word not in self.forms.kinds.fields or self.strict or len(rest) == 1 or rest[1].start != first.end + 1:
            return None
        where = self.known_at(rest[1].start)
        if where is None or where.kind != "place" or where.people:
            return None
        end = rest[1].start + len(where.form)
        return Name(rest[0].start, end, "organisation", opens=rest[0].opens) if end == rest[-1].end else None

    def _serving(self, rest: list[Token]) -> Name | None:
        """A body that is called by what it does and for which place: Ferry Safety Queensland."""
        if self.strict or len(rest) <= _NAMED or rest[0].word.isupper():
            return None
        vocabulary, people = self.forms.people.vocabulary, self.forms.people
        for n in range(1, len(rest)):
            word = rest[n - 1].word
            if (
                not vocabulary.is_english(word)
                or people.is_given(word)
                or people.is_office(word)
                or word in self.forms.places.qualifying
            ):
                return None
            if word in self.forms.heads:
                return None
            where = self.known_at(rest[n].start) if n > 1 else None
            if where is not None:
                whole = rest[n].start + len(where.form) == rest[-1].end
                fits = where.kind == "place" and whole and not (where.people or where.printed or where.faint)
                return Name(rest[0].start, rest[-1].end, "organisation", opens=rest[0].opens) if fits else None
        return None


def find_names(page: Page, start: int, end: int, lexicon: Lexicon, *, strict: bool = False) -> list[Name]:
    """The names between two offsets of a text, in their order; `strict` where every word has a capital."""
    return _Reader(page, start, end, lexicon.compiled(name_forms), strict).read()
