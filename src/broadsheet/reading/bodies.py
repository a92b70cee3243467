"""The names of organisations: a head, and what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from broadsheet.reading.gazetteer import Known
from broadsheet.reading.index import index_of
from broadsheet.reading.name_forms import Name, NameForms, Page
from broadsheet.reading.tokens import Token, find_run, find_runs

__all__ = ["PORTFOLIO", "SEAT", "BodyReader"]

_ON = re.compile(r" (?:of(?: the)?|for(?: the)?|on(?: the)?|against) (?=[A-Z])")
_LIST = re.compile(r"(?:, | and |, and | & )(?=[A-Z])")
_SHORT = re.compile(r" \(([A-Z]{3,})\)")
_SHORT_WORD, _NAMED = 3, 2
_CAPITALISED = re.compile(r"\b[A-Z]\w*")
PORTFOLIO = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary of [Ss]tate|Councillor|MEC) (?:of|for)(?: the)?"
    r" (?:[A-Z][\w-]*,? (?:and |& )?){0,6}$"
)
"""What a minister is for, which is no body: Minister of Fisheries and Aquatic Resources."""

SEAT = re.compile(r" (?:seats?|segments?|constituenc(?:y|ies)|by-?elections?|by-?polls?|elections?|polls?|voters?)\b")
"""What is of an assembly, and of the place before it: the Tarl Assembly seat."""

_SITTING = re.compile(r"Board of (?:Executive |Managing )?(?:Directors|Trustees|Governors|Management|Supervisors)")
"""What every company has, and is no name of a body."""

_COUNTY = re.compile(r" [A-Z][a-z]+(?=[,.;]|$| (?:and|in|on|who|was|were|is|has|had)\b)")
"""What stands behind Co where a county follows a town: Dunelk, Co Tyrone."""

_LEADING = frozenset({"Acting", "Chief", "Deputy", "Managing", "Permanent", "Principal", "Vice"})
"""The first words of offices of two words, behind what they are of."""

_NEAR_ROAD = 3
"""So near behind a head a street is called after it: Hospital Road, Great House Farm Road."""


@dataclass
class BodyReader:
    """One stretch of a page while its names are read."""

    page: Page
    start: int
    end: int
    forms: NameForms
    strict: bool = False
    runs: list[list[Token]] = field(init=False)
    found: list[Name] = field(default_factory=list)
    reached: int = 0
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = self.page.folded
        self.runs = find_runs(self.folded, self.start, self.end, self.forms.joints, self.page.text)
        if self.folded.find("-", self.start, self.end) >= 0:
            self.runs = list(chain.from_iterable(map(self._parted, self.runs)))
        if self.strict:
            self.runs = list(chain.from_iterable(map(self._cut, self.runs)))

    def _cut(self, run: list[Token]) -> Iterator[list[Token]]:
        """A run of a title, in parts where it tells inside of it what is done: Norway | Signs | Harbour Treaty."""
        begin = 0
        for n, token in enumerate(run):
            if n > begin and token.word.capitalize() in self.forms.breaks:
                yield run[begin:n]
                begin = n + 1
        if begin < len(run):
            yield run[begin:]

    def _parted(self, run: list[Token]) -> Iterator[list[Token]]:
        """A run in two behind somebody or something by which a thing was done: the Mara Lind-led Tarl Alliance."""
        begin = 0
        for n, token in enumerate(run):
            done = self.forms.joints.done.search(token.word) if "-" in token.word else None
            if done is None or self.forms.people.vocabulary.is_plain(token.word[: done.start()]):
                continue
            yield [*run[begin:n], token._replace(end=token.start + done.start(), word=token.word[: done.start()])]
            begin = n + 1
        if begin < len(run):
            yield run[begin:]

    def known_at(self, at: int) -> Known | None:
        """The longest name known before that begins at an offset."""
        begun = self.page.begun
        if at not in begun:
            begun[at] = self.page.known.at(self.folded, self.page.lower, at)
        return begun[at]

    def _is_tied(self, short: str) -> bool:
        """Whether letters that mostly are no name stand for a body here: Royal Ropework Society (RRS)."""
        heads = self.forms.kinds.spelled
        return not heads.isdisjoint(self.page.tied.get(short, ())) or self.page.spells(short, heads)

    def _is_common(self, token: Token) -> bool:
        """Whether the capital only opens a sentence or a title."""
        if token.marked or not (token.opens or self.strict):
            return False
        word, common = token.word, self.forms.common
        head, _, tail = word.partition("-")
        if word in common or (tail and head in common and not tail[0].isupper()):
            return True
        return len(word) > _SHORT_WORD and word.isupper() and word.capitalize() in common

    def _organisation(self, rest: list[Token], runs: list[list[Token]], index: int) -> Name | None:
        forms = self.forms
        if self._is_common(rest[0]) and rest[0].word not in forms.openers and not self.known_at(rest[0].start):
            return None
        if (airline := self._airline(rest)) is not None:
            return airline
        last = range(len(rest) - 1, -1, -1)
        head = next((n for n in last if self._is_head(rest[n], rest[n - 1] if n else None)), -1)
        if head < 0:
            return self._two_runs(rest, runs, index)
        before = max(self.start, rest[0].start - 70), rest[0].start
        governs = index_of(self.folded).has(forms.people.offices.long_words, *before)
        if governs and PORTFOLIO.search(self.folded, *before):
            return None
        ranked = forms.kinds.ranked
        if any(
            forms.people.ends_office(token.word) and token.word not in ranked and n > 0 and not self._owns(token)
            for n, token in enumerate(rest[:head])
        ):
            return None
        return self._headed(rest, head)

    def _airline(self, rest: list[Token]) -> Name | None:
        """A company that flies for a country, and is called by it: Air Tuvalu."""
        if rest[0].word != "Air" or len(rest) == 1:
            return None
        land = self.known_at(rest[1].start)
        if land is None or land.kind != "place" or land.people:
            return None
        end = rest[1].start + len(land.form)
        return None if rest[-1].end > end else Name(rest[0].start, end, "organisation", opens=rest[0].opens)

    def _is_head(self, token: Token, before: Token | None) -> bool:
        """Whether a word tells that it is a body whose name ends in it, or goes on with what it is for."""
        if token.word in self.forms.org_last or token.word in self.forms.org_first:
            return token.word != "Co" or not self._is_county(token)
        if before is None:
            return False
        if token.word == "Conference" and self.forms.kinds.conferring.match(self.folded, token.end, self.end):
            return True
        return before.word in self.forms.kinds.double.get(token.word, ())

    def _is_no_body(self, rest: list[Token], head: int) -> bool:
        """Whether what stands beside the head makes another thing of it: an act, an area, a country's government."""
        beyond, streets = rest[head + 1].word if head + 1 < len(rest) else "", self.forms.places.streets
        if self._is_site(rest[head], rest[head - 1].word if head else ""):
            return True
        if beyond in self.forms.kinds.laws or any(
            token.word in streets for token in rest[head + 1 : head + _NEAR_ROAD]
        ):
            return True
        if rest[head].word == "Assembly" and SEAT.match(self.folded, rest[head].end, self.end):
            return True
        if head == 1 and rest[0].word == "First" and rest[1].word == "Nation":
            return True
        if rest[head].word == "Partnership" and head > 1 and rest[head - 1].word in self.forms.kinds.relations:
            return True
        national = head == 1 and self._is_people(rest[0]) and rest[0].word not in self.forms.kinds.devolved
        return rest[head].word == "Government" and (beyond == "Area" or national)

    def _is_site(self, head: Token, before: str) -> bool:
        """Whether the head is that of a site: a Border Post, a Refugee Camp."""
        return before in self.forms.places.sites.get(head.word, ())

    def _is_seated(self, token: Token) -> bool:
        """Whether a title is the first word of a town's name, and nobody's: Prince Albert Grand Council."""
        known = self.known_at(token.start)
        return known is not None and known.kind == "place" and " " in known.form

    def _is_people(self, token: Token) -> bool:
        """Whether a word is what the people of a country are called."""
        known = self.known_at(token.start)
        return known is not None and known.people

    def _is_county(self, token: Token) -> bool:
        """Whether the county of an Irish place follows, which is no company: Kelmore, Co Mayo."""
        known = self.known_at(token.end + 1) if self.folded.startswith(" ", token.end) else None
        if known is not None and known.kind == "place":
            return True
        return self.folded.startswith(", ", token.start - 2) and _COUNTY.match(self.folded, token.end) is not None

    def _headed(self, rest: list[Token], head: int) -> Name | None:
        """The organisation whose head is the word `head` of a run."""
        forms, end = self.forms, rest[head].end
        if rest[0].word in forms.people.courtesy and not (
            self._owns(rest[0]) or (head > 1 and (rest[head].word in forms.kinds.endowed or self._is_seated(rest[0])))
        ):
            return None
        onward = rest[head].word in forms.org_first or rest[head].word == "Conference"
        extended = self._extended(rest[head], end) if onward and head == len(rest) - 1 else end
        nothing = extended == end or _SITTING.fullmatch(self.folded, rest[0].start, extended) is not None
        if (head == 0 and nothing) or self._ends_in_capitals(rest, head) or self._is_last_name(rest, head):
            return None
        if extended == end and self._is_no_body(rest, head):
            return None
        if self._leads_to_office(rest[head], rest[head + 1 :]) or self.folded.startswith(
            "Group of Islands", rest[head].start
        ):
            return None
        if head == len(rest) - 2 and extended == end and (self._ends_with_place(rest[-1]) or self._is_station(rest)):
            return Name(rest[0].start, rest[-1].end, "organisation", opens=rest[0].opens)
        return Name(rest[0].start, self._with_suffix(extended), "organisation", opens=rest[0].opens)

    def _is_station(self, rest: list[Token]) -> bool:
        """Whether it is a station of police: Kolod Police Station."""
        return rest[-1].word == "Station" and rest[-2].word in self.forms.kinds.forces

    def _leads_to_office(self, head: Token, beyond: list[Token]) -> bool:
        """Whether an office follows a cabinet or force, which is part of it: Tarl Police Chief, Cabinet Secretary."""
        if not beyond:
            return False
        people, force = self.forms.people, head.word in self.forms.kinds.forces and not self.strict
        return (
            people.ends_office(beyond[0].word) if force else head.word == "Cabinet" and people.is_office(beyond[0].word)
        )

    def _ends_in_capitals(self, rest: list[Token], head: int) -> bool:
        """Whether somebody's name all in capitals stands before a head that has small letters: MARA LIND News."""
        words = [token.word for token in rest[:head]]
        if head < _NAMED or rest[head].word.isupper() or not all(word.isupper() for word in words):
            return False
        return self.forms.people.may_be(words)

    def _is_last_name(self, rest: list[Token], head: int) -> bool:
        """Whether the head is somebody's last name, behind a given one: Joel Chambers."""
        if rest[head].word not in self.forms.kinds.families or head < len(rest) - 1:
            return False
        people, words = self.forms.people, [token.word for token in rest[:head]]
        offices = next((n for n, word in enumerate(words) if not people.ends_office(word)), len(words))
        return (offices > 0 and offices == head) or (offices < head and people.is_given(words[offices]))

    def _with_suffix(self, end: int) -> int:
        """Where the name of a company ends, with what tells its legal form."""
        suffix = self.forms.kinds.suffix.match(self.folded, end, self.end)
        return suffix.end() if suffix else end

    def _owns(self, token: Token) -> bool:
        """Whether an office is the owner of a house: the Sheriff's Office, Queen's University."""
        return self.folded.startswith("'s ", token.end)

    def _ends_with_place(self, token: Token) -> bool:
        """Whether the last word of a run is a country: Natural Resources Wales."""
        known = self.known_at(token.start)
        return known is not None and known.kind == "place" and len(known.form) == token.end - token.start

    def _two_runs(self, rest: list[Token], runs: list[list[Token]], index: int) -> Name | None:
        """Maritime Affairs and Fisheries Ministry: the head stands in the run after "and"."""
        if index + 1 >= len(runs) or self.folded[rest[-1].end : runs[index + 1][0].start] not in {" and ", " & "}:
            return None
        following, kinds = runs[index + 1], self.forms.kinds
        head = max((n for n, token in enumerate(following) if token.word in self.forms.org_last), default=-1)
        if head < 0:
            return None
        end = following[head].end
        if head == len(following) - 1 and following[head].word in self.forms.org_first:
            end = self._extended(following[head], end)
        paired = len(rest) > 1 and following[0].word in kinds.paired.get(rest[-1].word, ())
        if paired:
            end = max(token.end for token in following if token.word in self.forms.org_last)
        if paired or self._is_spelled(rest[0].start, end) or self._is_shared(rest, following[: head + 1]):
            return Name(rest[0].start, end, "organisation")
        known = self.known_at(rest[0].start)
        whole = known is not None and (known.weak or len(known.form) >= rest[-1].end - rest[0].start)
        the = self.folded[max(0, rest[0].start - 4) : rest[0].start].lower().endswith("the ")
        forces = following[head].word in kinds.forces and known is not None and known.kind == "place"
        if (forces and self.known_at(following[0].start)) or self._is_firm_of_place(rest, known, following[: head + 1]):
            return Name(rest[0].start, end, "organisation")
        if head == 0 or not the or whole or following[head].word not in kinds.joining:
            return None
        return Name(rest[0].start, end, "organisation")

    def _is_firm_of_place(self, rest: list[Token], known: Known | None, following: list[Token]) -> bool:
        """Whether it is a firm that a place begins: Tarl Pharmaceutical and Medical Equipment Company."""
        if known is None or known.kind != "place":
            return False
        field = len(known.form) < rest[-1].end - rest[0].start
        firm = len(following) > _NAMED and following[-1].word in {"Company", "Corporation"}
        return field and firm and rest[-1].word not in self.forms.place_last

    def _is_shared(self, rest: list[Token], following: list[Token]) -> bool:
        """Whether it is a council of two places: Tarl and Elda Borough Council."""
        words = [token.word for token in following[-2:]]
        if len(rest) > 1 or len(following) <= _NAMED or words[1] != "Council":
            return False
        if words[0] not in self.forms.kinds.councils:
            return False
        return not (self.forms.people.is_office(rest[0].word) or rest[0].word in self.forms.never)

    def _is_spelled(self, start: int, end: int) -> bool:
        """Whether the initials of the words stand in brackets after them: (NOAA)."""
        short = _SHORT.match(self.folded, end)
        if short is None:
            return False
        initials = "".join(word[0] for word in _CAPITALISED.findall(self.folded[start:end]))
        return len(initials) > 2 and initials == short[1]

    def _extended(self, head: Token, end: int) -> int:
        """Ministry *of Land, Infrastructure and Transport*: where the name ends."""
        land = False
        for _ in range(2):
            link = None if land else _ON.match(self.folded, end, self.end)
            if link is None or self._is_national(link.end()):
                break
            land = self._is_land(link.end())
            reach = self._capitals(link.end())
            if reach is None:
                break
            land = land or self.folded[link.end() : reach].rpartition(" ")[2] in self.forms.place_last
            end = reach
            while more := _LIST.match(self.folded, end, self.end):
                reach = self._listed(more, head)
                if reach is None:
                    break
                end = reach
        return end

    def _is_national(self, at: int) -> bool:
        """Whether a country's own follows, and no more of the name: the Ministry of Ports of the Danish state."""
        known = self.known_at(at)
        after = self.folded[at + len(known.form) : at + len(known.form) + 2] if known and known.people else ""
        return after[:1] == " " and after[1:].islower()

    def _is_land(self, at: int) -> bool:
        """Whether a country follows, of which another has no part: the Government of Norway of Sweden's offer."""
        known = self.known_at(at)
        if known is None or known.country is None or known.printed or known.people:
            return False
        return self.folded.startswith(" of ", at + len(known.form))

    def _capitals(self, at: int) -> int | None:
        run = find_run(self.runs, at, min(self.end, at + 80))
        if not run:
            return None
        last = run[0]
        if (last.word in self.forms.people.courtesy and last.word != "Justice") or last.word in self.forms.never:
            return None
        placed = run[-1].word in self.forms.place_last
        for n, token in enumerate(run[1:], 1):
            named = not placed and self.forms.people.opens_name(token.word) and len(run) - n >= 2
            if named or token.word in self.forms.never:
                break
            if last.word.isupper() and len(last.word) > 2 and not self._is_a_word(token):
                break
            if self._is_led_by(run[n:]) or self._is_somebody_of(run[n:]) or self._is_somebody_behind(last, run[n:]):
                break
            last = token
        return last.end

    def _is_led_by(self, rest: list[Token]) -> bool:
        """Whether an office of two words stands behind what a body is for: Department of Trade Permanent Secretary."""
        return len(rest) == _NAMED and rest[0].word in _LEADING and self.forms.people.ends_office(rest[1].word)

    def _is_somebody_of(self, rest: list[Token]) -> bool:
        """Whether an office and who holds it stand behind what a body is for: Board of Trade Chairman Ada Byron."""
        people, ranked = self.forms.people, self.forms.kinds.ranked
        if not people.ends_office(rest[0].word) or rest[0].word in ranked:
            return False
        behind = 2 if len(rest) > 1 and rest[1].word in ranked else 1
        holder = [token.word for token in rest[behind : behind + _NAMED]]
        return len(holder) == _NAMED and people.may_be(holder)

    def _is_somebody_behind(self, last: Token, rest: list[Token]) -> bool:
        """Whether somebody is named right behind what a body is for: the Ministry of Ports Yusuf bin Orr."""
        vocabulary = self.forms.people.vocabulary
        placed = rest[-1].word in self.forms.place_last
        return len(rest) > 1 and not placed and vocabulary.is_plain(last.word) and vocabulary.is_name(rest[0].word)

    def _is_a_word(self, token: Token) -> bool:
        """Whether a word is one of the language, or all of it is in capitals."""
        return token.word.isupper() or self.forms.people.vocabulary.is_english(token.word)

    def _listed(self, more: re.Match[str], head: Token) -> int | None:
        """The end of a further item, where the list still belongs to the name."""
        if head.word not in self.forms.kinds.listing:
            return None
        known = self.known_at(more.end())
        reach = self._capitals(more.end())
        if known is not None or reach is None:
            return None
        inside = self.folded[more.end() : reach].split()
        if any(word in self.forms.org_first or self.forms.people.ends_office(word) for word in inside):
            return None
        last = _LIST.match(self.folded, reach, self.end) is None
        if more[0] == ", " and (last or self.forms.people.opens_name(inside[0])):
            return None
        return reach
