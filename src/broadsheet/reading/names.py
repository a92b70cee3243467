"""Names in one stretch of text: where they stand and what kind of thing they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from broadsheet.reading.gazetteer import Gazetteer, Known
from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.persons import People, people
from broadsheet.reading.tokens import Token, find_runs

__all__ = ["Name", "Page", "find_names", "has_word"]


class Name(NamedTuple):
    """A name where it stands; `kind` is empty where the stretch alone does not tell."""

    start: int
    end: int
    kind: str
    known: Known | None = None
    titled: bool = False
    opens: bool = False


@dataclass(frozen=True)
class _Forms:
    people: People
    common: frozenset[str]
    never: frozenset[str]
    money: re.Pattern[str]
    openers: frozenset[str]
    no_names: frozenset[str]
    org_last: frozenset[str]
    org_first: frozenset[str]
    event_last: frozenset[str]
    event_first: re.Pattern[str]
    doc_last: frozenset[str]
    place_last: frozenset[str]
    heads: frozenset[str]
    org_before: re.Pattern[str]
    org_after: re.Pattern[str]
    place_after: re.Pattern[str]
    place_before: re.Pattern[str]
    place_first: frozenset[str]
    numbered: re.Pattern[str]


_ON = re.compile(r" (?:of(?: the)?|for(?: the)?|on(?: the)?|against) (?=[A-Z])")
_LIST = re.compile(r"(?:, | and |, and | & )(?=[A-Z])")
_SUFFIX = re.compile(r"\.?,? (?:Co\b\.?,? )?(?:Ltd|Inc|JSC|LLC|Corp|Plc|PLC)\b\.?")
_AND = re.compile(r" and (?=[A-Z])")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) $")
_NUMBER = re.compile(r" (?:\d{4}|\d{1,2})(?![\d,.%]\d|\w|%)")
_DOC_NUMBER = re.compile(r" (?:No\.? ?)?\d[\d/]*(?:-[A-Z\d/-]+)?(?!\w|,\d)")
_REFERENCE = re.compile(r" \d|-\d")
_AMPERSAND = re.compile(r" & [A-Z][A-Za-z]+(?: (?:Co|Sons|Cie|Partners|Brothers))?")
_BRACKETS = re.compile(r" \(([A-Z]{2,6})\)")
_MODEL = re.compile(r" [A-Z]?-?\d{3}")
_WHICH = re.compile(r", which\b| \([A-Z]{2,6}\)")
_MINISTRY = re.compile(r"\b(?:ministr(?:y|ies)|departments) of (?:[A-Z][a-z]+ ){0,3}(?:and )?$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Z0-9.&-]*s?|[A-Z]{2,}(?:-[A-Z]+)*")


@dataclass
class _Reader:
    """Reads the runs of one stretch from left to right."""

    text: str
    folded: str
    lower: str
    start: int
    end: int
    known: Gazetteer
    forms: _Forms
    strict: bool = False
    found: list[Name] = field(default_factory=list)
    reached: int = 0

    def read(self) -> list[Name]:
        runs = find_runs(self.folded, self.start, self.end, self.text)
        self.reached = self.start
        for index, run in enumerate(runs):
            self._run(run, runs, index)
        return self.found

    def _run(self, run: list[Token], runs: list[list[Token]], index: int) -> None:
        at = 0
        while at < len(run):
            token = run[at]
            if token.start < self.reached:
                at += 1
                continue
            taken = self._name_at(run, at, runs, index)
            if taken is not None:
                self.found.append(taken)
                self.reached = taken.end
            at += 1

    def _name_at(self, run: list[Token], at: int, runs: list[list[Token]], index: int) -> Name | None:
        token = run[at]
        if self.forms.money.match(self.folded, token.start, self.end) or token.word in self.forms.never and not token.marked:
            return None
        known = self.known.at(self.folded, self.lower, token.start)
        if known is not None and known.entity is not None:
            return self._known(token, known)
        rest = run[at:]
        long = self._organisation(rest, runs, index) or self._event(rest) or self._document(rest)
        end = token.start + len(known.form) if known else 0
        if long is not None and long.end > end:
            short = _BRACKETS.match(self.folded, long.end)
            return None if short and short[1] in self.forms.no_names else long
        if known is not None and self._fits(known, token, rest, end):
            return self._known(token, known)
        if self._is_common(token) and not (token.word in self.forms.openers and self._place_run(rest)):
            return None
        return self._place(rest) or self._person(rest, at, run) or self._single(rest)

    def _is_common(self, token: Token) -> bool:
        """Whether the capital only opens a sentence or a title."""
        if token.marked or not (token.opens or self.strict):
            return False
        return token.word in self.forms.common or token.word.partition("-")[0] in self.forms.common

    def _known(self, token: Token, known: Known) -> Name:
        end = token.start + len(known.form)
        return Name(token.start, end, known.kind, known, opens=token.opens)

    def _fits(self, known: Known, token: Token, rest: Sequence[Token], end: int) -> bool:
        """Whether a known name is itself here, and not the beginning or end of somebody else's."""
        if known.kind != "place":
            if known.weak and _MODEL.match(self.folded, end):
                return False
            return not (known.weak and self._is_plain(token, known, end))
        beyond = [other for other in rest if other.start >= end]
        if not beyond or beyond[0].start > end + 1:
            return not (known.weak and token.opens and self._is_word(known.form))
        if re.fullmatch(r"[A-Z][a-z]+[a-rt-z]s", beyond[0].word) and len(beyond) == 1 and not self.forms.people.is_office(beyond[0].word) and not self.strict:
            return False
        if not known.weak:
            return True
        nearest = beyond[0].word
        return nearest in self.forms.common or self.forms.people.is_office(nearest) or nearest in self.forms.place_last or nearest in self.forms.org_last

    def _is_word(self, form: str) -> bool:
        """Whether the text also has the word without its capital."""
        return has_word(self.folded, form.lower())

    def _is_plain(self, token: Token, known: Known, end: int) -> bool:
        """A word like Party or State that only now and then is a name."""
        before = self.folded[max(self.start, token.start - 5) : token.start]
        if known.form in {"Party", "State", "Government", "Congress", "Senate", "Secretariat", "Labour", "Renewal"}:
            return token.opens or known.form == "State" and re.match(r" [A-Z]", self.folded[end:]) is not None
        return token.opens and not before.endswith(("\u201c", '"')) and self.folded[end : end + 1] == " " and known.form in self.forms.common

    # organisations

    def _organisation(self, rest: list[Token], runs: list[list[Token]], index: int) -> Name | None:
        forms = self.forms
        if self._is_common(rest[0]) and rest[0].word not in forms.openers and not self.known.at(self.folded, self.lower, rest[0].start):
            return None
        head = max((n for n, token in enumerate(rest) if token.word in forms.org_last or token.word in forms.org_first), default=-1)
        if head < 0:
            return self._two_runs(rest, runs, index)
        if any(forms.people.ends_office(token.word) and token.word != "General" and n > 0 for n, token in enumerate(rest[:head])):
            return None
        if rest[0].word in forms.people.courtesy:
            return None
        end = rest[head].end
        extended = self._extended(rest[head], end) if rest[head].word in forms.org_first and head == len(rest) - 1 else end
        if head == 0 and extended == end:
            return None
        if head == len(rest) - 1 and (suffix := _SUFFIX.match(self.folded, extended, self.end)):
            extended = suffix.end()
        if head == 0 and len(rest) == 1 and extended == end:
            return None
        start = rest[0].start
        return Name(start, extended, "organisation", opens=rest[0].opens)

    def _two_runs(self, rest: list[Token], runs: list[list[Token]], index: int) -> Name | None:
        """Maritime Affairs and Fisheries Ministry: the head stands in the run after "and"."""
        if index + 1 >= len(runs) or _AND.fullmatch(self.folded[rest[-1].end : runs[index + 1][0].start]) is None:
            return None
        following = runs[index + 1]
        if following[-1].word not in {"Ministry", "Department", "Agency", "Authority", "Commission", "Committee", "Bureau", "Council"} or len(following) == 1:
            return None
        if self.known.at(self.folded, self.lower, rest[0].start) or not self.folded[max(0, rest[0].start - 4) : rest[0].start].lower().endswith("the "):
            return None
        return Name(rest[0].start, following[-1].end, "organisation")

    def _extended(self, head: Token, end: int) -> int:
        """Ministry *of Land, Infrastructure and Transport*: where the name ends."""
        for _ in range(2):
            link = _ON.match(self.folded, end, self.end)
            if link is None:
                break
            reach = self._capitals(link.end())
            if reach is None:
                break
            end = reach
            while more := _LIST.match(self.folded, end, self.end):
                reach = self._listed(more, head)
                if reach is None:
                    break
                end = reach
        return end

    def _capitals(self, at: int) -> int | None:
        runs = find_runs(self.folded, at, min(self.end, at + 80), self.text)
        if not runs or runs[0][0].start != at:
            return None
        run = runs[0]
        last = run[0]
        if last.word in self.forms.people.courtesy or last.word in _DAYS:
            return None
        for n, token in enumerate(run[1:], 1):
            if self.forms.people.opens_name(token.word) and len(run) - n >= 2 or token.word in _DAYS:
                break
            last = token
        return last.end

    def _listed(self, more: re.Match[str], head: Token) -> int | None:
        """The end of a further item, where the list still belongs to the name."""
        if head.word not in _LISTING:
            return None
        if self.known.at(self.folded, self.lower, more.end()) is not None:
            return None
        reach = self._capitals(more.end())
        if reach is None:
            return None
        inside = self.folded[more.end() : reach].split()
        if any(word in self.forms.org_first or self.forms.people.ends_office(word) for word in inside):
            return None
        if more[0] == ", " and not (_LIST.match(self.folded, reach, self.end)):
            return None
        if more[0] == ", " and self.forms.people.opens_name(inside[0]):
            return None
        return reach

    # events, documents, places

    def _event(self, rest: list[Token]) -> Name | None:
        forms, first = self.forms, rest[0]
        if match := forms.event_first.match(self.folded, first.start, self.end):
            return Name(first.start, match.end(), "event")
        head = max((n for n, token in enumerate(rest) if token.word in forms.event_last), default=-1)
        if head < 0 or self._is_common(first) and first.word not in forms.openers:
            return None
        if any(forms.people.ends_office(token.word) for token in rest[:head]):
            return None
        ordinal = _ORDINAL.search(self.folded, max(self.start, first.start - 7), first.start)
        end = rest[head].end
        year = _NUMBER.match(self.folded, end, self.end)
        link = self._extended(rest[head], end) if rest[head].word in {"Conference", "Summit", "Forum", "Dialogue", "Congress"} and head == len(rest) - 1 else end
        if head == 0 and not ordinal and not year and link == end:
            return None
        return Name(ordinal.start() if ordinal else first.start, year.end() if year and link == end else link, "event")

    def _document(self, rest: list[Token]) -> Name | None:
        forms, first = self.forms, rest[0]
        match = forms.numbered.match(self.folded, first.start, self.end)
        if match:
            return Name(first.start, match.end(), "document")
        head = max((n for n, token in enumerate(rest) if token.word in forms.doc_last), default=-1)
        if head < 1 or self._is_common(first) and first.word not in forms.openers:
            return None
        if any(forms.people.ends_office(token.word) for token in rest[:head]):
            return None
        return Name(first.start, rest[head].end, "document")

    def _place_run(self, rest: list[Token]) -> bool:
        return len(rest) > 1 and rest[1].word in self.forms.place_last

    def _place(self, rest: list[Token]) -> Name | None:
        forms, first = self.forms, rest[0]
        if first.word in forms.place_first and len(rest) > 1:
            return Name(first.start, rest[-1].end, "place")
        head = next((n for n, token in enumerate(rest) if n and token.word in forms.place_last), -1)
        if head > 0 and not any(forms.people.ends_office(token.word) for token in rest[:head]):
            return Name(first.start, rest[head].end, "place")
        last = rest[-1]
        if len(rest) <= 3 and forms.place_after.match(self.folded, last.end, self.end) and not forms.people.is_office(first.word):
            return Name(first.start, last.end, "place")
        return None

    def _person(self, rest: list[Token], at: int, run: list[Token]) -> Name | None:
        titled = at > 0 and self.forms.people.ends_office(run[at - 1].word)
        placed = self._is_placed(rest[0])
        if not titled and self._is_body(rest):
            return None
        span = self.forms.people.at(self.folded, rest, self.start, self.end, after_title=titled, placed=placed)
        return Name(span[0], span[1], "person", titled=span[2]) if span else None

    def _is_body(self, rest: list[Token]) -> bool:
        """Whether the words beside an unknown name speak of a company, club or the like."""
        end = rest[-1].end
        if self.folded[rest[0].end : rest[0].end + 3] == " & " or self.forms.org_after.match(self.folded, end, self.end):
            return True
        return self.forms.org_before.search(self.folded, max(self.start, rest[0].start - 20), rest[0].start) is not None

    def _is_placed(self, token: Token) -> bool:
        """Whether the words before lead to a place."""
        before = self.folded[max(self.start, token.start - 22) : token.start]
        if self.forms.place_before.search(before) and not token.opens:
            return True
        last = self.found[-1] if self.found else None
        gap = self.folded[last.end : token.start] if last and token.start - last.end < 9 else ""
        return last is not None and last.kind in {"place", "place?"} and gap in {" and ", ", ", " to ", " or ", ", and "}

    def _single(self, rest: list[Token]) -> Name | None:
        """A name of which its neighbours must tell more, or nothing."""
        forms, first = self.forms, rest[0]
        if first.word in forms.no_names or first.word in forms.heads or forms.people.is_office(first.word) or len(first.word) < 2:
            return None
        last = rest[0]
        for token in rest[1:]:
            if token.word in forms.never or forms.people.is_office(token.word) or token.word in forms.no_names:
                break
            last = token
        if first is last and _REFERENCE.match(self.folded, last.end):
            return None
        if any(character.isdigit() for character in self.folded[first.start : last.end]):
            return None
        if _ACRONYM.fullmatch(first.word) and len(first.word) <= 10 and last is first:
            return Name(first.start, first.end, "acronym", opens=first.opens)
        if _MINISTRY.search(self.folded, max(self.start, first.start - 60), first.start) or last is not first and _WHICH.match(self.folded, last.end):
            return Name(first.start, last.end, "organisation")
        if self._is_body(rest[: rest.index(last) + 1]) and not (last is first and first.opens and first.word in forms.common):
            ampersand = _AMPERSAND.match(self.folded, last.end, self.end)
            return Name(first.start, ampersand.end() if ampersand else last.end, "organisation")
        if self._is_placed(first):
            return Name(first.start, last.end, "place?")
        return Name(first.start, last.end, "", opens=first.opens)


_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_LISTING = frozenset({"Ministry", "Department", "Office", "Committee", "Commission", "Institute", "University", "Academy", "Faculty", "School", "Chamber", "Bureau", "Association", "Centre", "Center", "Council", "Organization", "Organisation", "Union", "Federation", "Society", "Directorate", "Agency"})


def has_word(folded: str, word: str) -> bool:
    """Whether a text has a word, written so, between blanks or before a stop.

    >>> has_word("The port of Bay Port.", "port"), has_word("The ports of Bay Port.", "port")
    (True, False)
    """
    if " " in word:
        return False
    at = folded.find(f" {word}")
    while at >= 0:
        after = folded[at + len(word) + 1 : at + len(word) + 2]
        if not (after.isalnum() or after == "-"):
            return True
        at = folded.find(f" {word}", at + 1)
    return False


class Page(NamedTuple):
    """A text as the name finder needs it."""

    text: str
    folded: str
    lower: str
    known: Gazetteer


def find_names(
    page: Page, start: int, end: int, lexicon: Lexicon, *, strict: bool = False
) -> list[Name]:
    """The names between two offsets of a text, in their order; `strict` where every word has a capital."""
    return _Reader(page.text, page.folded, page.lower, start, end, page.known, lexicon.compiled(_forms), strict).read()


def _forms(lexicon: Lexicon) -> _Forms:
    places, organisations, events = lexicon["places"]["heads"], lexicon["organisations"]["heads"], lexicon["events"]
    near = lexicon["organisations"]["neighbours"]
    numbered = alternatives(events["documents"]["numbered"])
    return _Forms(
        people=lexicon.compiled(people),
        common=frozenset(lexicon["common"]["words"]),
        never=frozenset(lexicon["common"]["never"]),
        money=re.compile(rf"(?:{alternatives([*lexicon['money']['signs'], *lexicon['money']['codes']['iso']])})(?: ?[\d$]| dollars?\b)|CFA francs?|U\.S\. dollars?|\u20ac"),
        openers=frozenset(lexicon["common"]["openers"]),
        no_names=frozenset(organisations["no_names"]),
        org_last=frozenset(organisations["last"]),
        org_first=frozenset(organisations["first"]),
        event_last=frozenset(events["events"]["last"]),
        event_first=re.compile(rf"(?:{alternatives(events['events']['first'])}) (?:[A-Z][\w'-]+(?: \d+)?|\d+)"),
        doc_last=frozenset(events["documents"]["last"]),
        place_last=frozenset(places["last"]),
        heads=frozenset([*places["last"], *organisations["last"], *organisations["first"], *events["events"]["last"]]),
        org_before=re.compile(rf"(?<![\w'-])(?:{alternatives(near['before'])}),? $"),
        org_after=re.compile(rf"{alternatives(near['after'])}(?!')"),
        place_after=re.compile(rf" (?:{alternatives(places['after'])})(?![a-z])"),
        place_before=re.compile(rf"(?<![\w'])(?:{alternatives([form for word in places['before'] for form in (word, word.capitalize())])})(?: the)? $"),
        place_first=frozenset(places["first"]),
        numbered=re.compile(rf"(?:{numbered}){_DOC_NUMBER.pattern}"),
    )
