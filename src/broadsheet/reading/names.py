"""Names in one stretch of text: where they stand and what kind of thing they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.reading.gazetteer import Known
from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.name_forms import Name, Page, name_forms
from broadsheet.reading.placing import PlaceReader
from broadsheet.reading.stretch import Stretch
from broadsheet.reading.tokens import Token, find_runs

__all__ = ["Name", "Page", "find_names"]


_IN_TIME = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|next|this|early|late|mid|of|from|to|for)|\d|-) ?$"
)
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) $")
_NUMBER = re.compile(r" (?:\d{4}|\d{1,2})(?![\d,.%]\d|\w|%)")
_REFERENCE = re.compile(r" \d|-\d")
_AMPERSAND = re.compile(r" & [A-Z][A-Za-z]+(?: (?:Co|Sons|Cie|Partners|Brothers))?")
_BRACKETS = re.compile(r" \(([A-Z]{2,6})\)")
_MODEL = re.compile(r" [A-Z]?-?\d{3}")
_WHICH = re.compile(r", which\b| \([A-Z]{2,6}\)")
_MINISTRY = re.compile(r"\b(?:ministr(?:y|ies)|departments) of (?:[A-Z][a-z]+ ){0,3}(?:and )?$")
_CAPITAL = re.compile(" [A-Z]")
_DIGIT = re.compile(r"\d")
_MINISTRIES = Firsts(["ministry", "ministries", "departments"])
_CAMEL = re.compile(r"(?!Mc|Mac|De|La|Le|Di|Du|Fitz|Van|Mc)[A-Z][a-z]+[A-Z][a-z]\w*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Z0-9.&-]*s?|[A-Z]{2,}(?:-[A-Z]+)*")


@dataclass
class _Reader(PlaceReader):
    """Reads the runs of one stretch from left to right."""

    def read(self) -> list[Name]:
        runs = find_runs(self.folded, self.start, self.end, self.page.text)
        self.reached = self.start
        for index, run in enumerate(runs):
            if len(run) > 1 or not self._is_plain_opening(run[0]):
                self._run(run, runs, index)
        return self.found

    def _is_plain_opening(self, token: Token) -> bool:
        """Whether a lone word like He or In only opens its sentence."""
        return token.opens and not token.marked and token.word in self.forms.plain and not self.page.owned

    def _run(self, run: list[Token], runs: list[list[Token]], index: int) -> None:
        beside = runs[index + 1][-1:] if index + 1 < len(runs) else []
        headed = not self.forms.any_head.isdisjoint([token.word for token in (*run, *beside)])
        for at, token in enumerate(run):
            if token.start < self.reached or (self._is_nothing(token) and not self._is_called(run[at:])):
                continue
            taken = self._name_at(run, at, runs, index if headed else -1)
            if taken is not None:
                self.found.append(taken)
                self.reached = taken.end
                self._pair(token)

    def _pair(self, token: Token) -> None:
        """The second half of a pair like US-China."""
        while self.reached < token.end - 1 and self.folded[self.reached] in "-/":
            at = self.reached + 1
            known = self.known_at(at)
            if known is None or known.faint or not self.folded[at].isupper():
                return
            self.found.append(Name(at, at + len(known.form), known.kind, known))
            self.reached = at + len(known.form)

    def _name_at(self, run: list[Token], at: int, runs: list[list[Token]], index: int) -> Name | None:
        token = run[at]
        known = self.known_at(token.start)
        if known is not None and known.entity is not None:
            return self._known(token, known)
        if known is not None and known.faint and not self._is_shown(token, known.form):
            known = None
        rest = run[at:]
        long = self._headed_name(rest, runs, index) if index >= 0 else None
        end = token.start + len(known.form) if known else 0
        if long is not None and long.end > end:
            short = _BRACKETS.match(self.folded, long.end)
            return None if short and short[1] in self.forms.no_names else long
        if known is not None and self._fits(known, token, rest, end):
            return self._known(token, known)
        if self._is_common(token) and not (token.word in self.forms.openers and self._place_run(rest)):
            return None
        return self._place(rest) or self._branch(rest) or self._person(rest, at, run) or self._single(rest)

    def _is_called(self, rest: list[Token]) -> bool:
        """Whether a month is somebody's name: April Ryan, but not in April Ryan said."""
        before = self.folded[max(self.start, rest[0].start - 7) : rest[0].start]
        return self.forms.people.is_month_name(rest, 0) and _IN_TIME.search(before) is None

    def _is_nothing(self, token: Token) -> bool:
        """Whether a word with a capital is a sum of money, a weekday or the like."""
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

    def _known(self, token: Token, known: Known) -> Name:
        end = token.start + len(known.form)
        if known.kind == "organisation" and self.folded[end : end + 1] == " ":
            branch = self.known_at(end + 1)
            if branch is not None and branch.country and not (branch.people or branch.printed):
                return Name(token.start, end + 1 + len(branch.form), "organisation", opens=token.opens)
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
        if (
            re.fullmatch(r"[A-Z][a-z]+[a-rt-z]s", beyond[0].word)
            and len(beyond) == 1
            and not self.forms.people.is_office(beyond[0].word)
            and not self.strict
        ):
            return False
        if not known.weak:
            return True
        nearest = beyond[0].word
        return (
            nearest in self.forms.common
            or self.forms.people.is_office(nearest)
            or nearest in self.forms.place_last
            or nearest in self.forms.org_last
        )

    def _is_word(self, form: str) -> bool:
        """Whether the text also has the word without its capital."""
        return self.page.has_word(form.lower())

    def _is_plain(self, token: Token, known: Known, end: int) -> bool:
        """A word like Party or State that only now and then is a name."""
        before = self.folded[max(self.start, token.start - 5) : token.start]
        if known.form in {"Party", "State", "Government", "Congress", "Senate", "Secretariat", "Labour", "Renewal"}:
            return token.opens or (known.form == "State" and _CAPITAL.match(self.folded, end) is not None)
        return (
            token.opens
            and not before.endswith(("\u201c", '"'))
            and self.folded[end : end + 1] == " "
            and known.form in self.forms.common
        )

    # events, documents, places

    def _event(self, rest: list[Token]) -> Name | None:
        forms, first = self.forms, rest[0]
        if match := forms.event_first.match(self.folded, first.start, self.end):
            return Name(first.start, match.end(), "event")
        head = max((n for n, token in enumerate(rest) if token.word in forms.event_last), default=-1)
        if head < 0 or (self._is_common(first) and first.word not in forms.openers):
            return None
        if any(forms.people.ends_office(token.word) for token in rest[:head]):
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
        head = max((n for n, token in enumerate(rest) if token.word in forms.doc_last), default=-1)
        if head < 1 or (self._is_common(first) and first.word not in forms.openers):
            return None
        if any(forms.people.ends_office(token.word) for token in rest[:head]):
            return None
        return Name(first.start, rest[head].end, "document")

    def _branch(self, rest: list[Token]) -> Name | None:
        """Kelderwood Vietnam: what is called after a country is a firm or a body of its own."""
        if len(rest) != 2 or self.forms.people.vocabulary.is_english(rest[0].word):
            return None
        if self.forms.people.is_office(rest[0].word) or rest[1].start != rest[0].end + 1:
            return None
        where = self.known_at(rest[1].start)
        if where is None or where.kind != "place" or where.people or " " in where.form:
            return None
        short = rest[0].word.isupper() and len(rest[0].word) > 2
        if not short and (where.printed or not where.country or self._is_within(rest[0])):
            return None
        return Name(rest[0].start, rest[1].end, "organisation", opens=rest[0].opens)

    def _person(self, rest: list[Token], at: int, run: list[Token]) -> Name | None:
        titled = at > 0 and self.forms.people.ends_office(run[at - 1].word)
        placed = self._is_placed(rest[0])
        if not titled and self._is_body(rest):
            return None
        stretch = Stretch(self.page.text, self.folded, self.start, self.end)
        span = self.forms.people.at(stretch, rest, after_title=titled, placed=placed, within=self._is_within(rest[0]))
        return Name(span[0], span[1], "person", titled=span[2]) if span else None

    def _is_body(self, rest: list[Token]) -> bool:
        """Whether the words beside an unknown name speak of a company, club or the like."""
        end = rest[-1].end
        if self.folded[rest[0].end : rest[0].end + 3] == " & " or self.forms.org_after.match(
            self.folded, end, self.end
        ):
            return True
        return self.forms.org_before.search(self.folded, max(self.start, rest[0].start - 20), rest[0].start) is not None

    def _is_ministry(self, first: Token) -> bool:
        """Whether a name is one in a list of ministries: the ministries of Health, Labour and Trade."""
        start = max(self.start, first.start - 60)
        near = index_of(self.folded).has(_MINISTRIES, start, first.start)
        return near and _MINISTRY.search(self.folded, start, first.start) is not None

    def _single(self, rest: list[Token]) -> Name | None:
        """A name of which its neighbours must tell more, or nothing."""
        forms, first = self.forms, rest[0]
        if (
            first.word in forms.no_names
            or first.word in forms.heads
            or forms.people.is_office(first.word)
            or len(first.word) < 2
        ):
            return None
        last = rest[0]
        for token in rest[1:]:
            if token.word in forms.never or forms.people.is_office(token.word) or token.word in forms.no_names:
                break
            known = self.known_at(token.start)
            if known is not None and not known.faint and not known.printed:
                break
            last = token
        if first is last and _REFERENCE.match(self.folded, last.end):
            return None
        if _DIGIT.search(self.folded, first.start, last.end):
            return None
        return self._unknown(rest, last)

    def _unknown(self, rest: list[Token], last: Token) -> Name:
        """A name that nothing is known of, with what its neighbours tell."""
        forms, first = self.forms, rest[0]
        if last is first and _CAMEL.fullmatch(first.word):
            return Name(first.start, first.end, "organisation", opens=first.opens)
        if last is first and len(first.word) <= 10 and _ACRONYM.fullmatch(first.word):
            return Name(first.start, first.end, "acronym", opens=first.opens)
        if self._is_ministry(first) or (last is not first and _WHICH.match(self.folded, last.end)):
            return Name(first.start, last.end, "organisation")
        if self._is_body(rest[: rest.index(last) + 1]) and not (
            last is first and first.opens and first.word in forms.common
        ):
            ampersand = _AMPERSAND.match(self.folded, last.end, self.end)
            end = ampersand.end() if ampersand else last.end
            return Name(first.start, end, "organisation", unsure=ampersand is None)
        if first is last and self._is_first_name(first):
            return Name(first.start, last.end, "person", titled=True)
        return Name(first.start, last.end, "place?" if self._seems_place(first, last) else "", opens=first.opens)

    def _is_first_name(self, token: Token) -> bool:
        """Whether a lone given name is somebody's: her sister Elsa, Elsa said, Elsa, 11."""
        people, folded = self.forms.people, self.folded
        if len(token.word) < 3 or token.word.isupper() or not people.is_given(token.word):
            return False
        if people.presented.match(folded, token.end) or people.is_aged(folded, token.end):
            return True
        return people.kin.search(folded, max(self.start, token.start - 20), token.start) is not None


def find_names(page: Page, start: int, end: int, lexicon: Lexicon, *, strict: bool = False) -> list[Name]:
    """The names between two offsets of a text, in their order; `strict` where every word has a capital."""
    return _Reader(page, start, end, lexicon.compiled(name_forms), strict).read()
