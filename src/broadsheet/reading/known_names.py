"""Names that are known before a text is read, where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.reading.gazetteer import Known
from broadsheet.reading.index import index_of
from broadsheet.reading.name_forms import Name
from broadsheet.reading.tokens import Token
from broadsheet.reading.unknowns import UnknownReader

__all__ = ["KnownReader"]

_MODEL = re.compile(r" [A-Z]?-?\d{3}")
_AGENCY_BEFORE = re.compile(r"\b[Aa]gency,? $|\($")
_AGENCY_AFTER = re.compile(r",? (?:[Nn]ews|[Pp]ress|[Aa]gency)\b")

_OF_STATE = re.compile(r"\b(?!The |Secretary )[A-Z][a-z]+ $")
"""What makes the name of a state of the word: Kano State."""
_STATES_OWN = re.compile(
    r" (?:agenc|attorney|broadcaster|counsel|court|funeral|govern|house|institution|law|media|minister|news|own"
    r"|pathologist|police|prosecut|television|universit|visit)"
)
"""What is of a state, behind the word with a capital: a State prosecutor."""

_PARTY_STATES = frozenset({"vietnam", "vietnamese", "viet", "lao", "laos", "party"})
"""Words of texts in which the State does something; elsewhere it is a land, or who prosecutes."""

_WHO = re.compile(r",? (?:who|whose|said|says|told)\b|, (?:an? |\d{1,2},)")
"""What goes on about somebody whose full name stands before."""

_CAMERAS = re.compile(
    r" (?:also |later |from |in |on |has |had )?(?:[a-z]+ )?(?:camera|footage|image|video|record|still|clip|evidence"
    r"|operator|show|capture|caught|surveillance|system|monitor)"
)
"""What is of no Chinese broadcaster, behind its letters."""

_CAPITAL = re.compile(" [A-Z]")
_LABOUR = re.compile(
    r" (?:MPs?|accuse[sd]|also|called|calls|councillors?|demand(?:s|ed)|has|had|have|is|leader|lost|peers?|said|says"
    r"|wants|was|were|will|won|would)\b"
)
"""What a party does, and no work."""

_FIRM = re.compile(r"\b(?:company|firm|miner|retailer|lender|airline|carmaker|brewer|developer|start-?up) $")
_LEGISLATES = re.compile(
    r" (?:has|had|will|would|may|must|should|could|is|was|did|does|voted|passed|approved|rejected|adopted|failed|meets"
    r"|met|agreed)\b"
)
"""What a parliament does, behind a word that opens a sentence: Congress has failed."""

_BEYOND = re.compile(r"(?: [A-Z][\w'-]+){1,4}")
_SPOKEN = re.compile(
    r"\b(?:(?:in|into|speaks?|spoke|speaking|learn(?:s|ed|ing)?|teach(?:es|ing)?|taught|studied|fluent in"
    r"|words? in|and in|partly in|mix of|(?:English|French|Spanish|Portuguese|Arabic|Swahili) (?:and|or))"
    r" |translated from (?:the )?|from the )$"
)
"""Words before a language."""

_PORTFOLIO_BEHIND = re.compile(
    r"(?: [A-Z][a-z]+,?){1,2} (?:and|&) (?:[A-Z][a-z]+ ){1,3}(?:Minister|Secretary|Commissioner|Ministry)\b"
)
"""What an office is for, where its country stands before: Norway Ports and Sea Affairs Minister."""

_ALLIED = re.compile(r" ([A-Z][a-z]+) (?:coalition|alliance|party|bloc|movement|government|administration)\b")

_FULL, _LONGEST = 2, 3
_OFFICE_OF = re.compile(
    r"\b(?:Mayor|Minister|Governor|Regent|Bishop|Archbishop|Premier|Chief|Governor-General|Sultan|Emir) of $"
)
_ENVOY = re.compile(r"\b(?:[Aa]mbassador|[Ee]nvoy|[Cc]ommissioner|[Cc]onsul(?:[- ][Gg]eneral)?) (?:to|for) $")
"""Who is sent to the place that follows."""

_BETWEEN = re.compile(r"\bbetween [A-Z][\w'-]+(?: [A-Z][\w'-]+)? and $")
"""What stands before the second of two places: the talks between Cairo and Luxor."""

_OF_TOWN = "city|town|local|county|district|municipal|provincial|prefectural|regional|borough|parish|village"
_LOCAL_BODY = re.compile(
    rf" (?:(?:{_OF_TOWN}) (?:council|police|government|assembly)|council|police"
    r"|(?:high|crown|county|district|magistrates'?|sheriff) court)(?![\w-]| areas?\b)"
)


@dataclass
class KnownReader(UnknownReader):
    """One stretch of a page while it is told whether a known name is itself there."""

    def _known(self, token: Token, known: Known) -> Name | None:
        end = token.start + len(known.form)
        if known.people and self._is_language(token, end):
            return None
        if known.kind == "place" and (local := self._local_body(known, end) or self._body_beyond(known, end)):
            return Name(token.start, local, "organisation", opens=token.opens)
        if known.country and not known.people and (allied := self._allied(end)):
            return Name(token.start, allied, "organisation", opens=token.opens)
        if known.kind == "organisation" and self._is_town(token, known):
            return Name(token.start, end, "place", opens=token.opens)
        if known.kind == "organisation" and end < self.end and self.folded[end] == " ":
            branch = self.known_at(end + 1)
            if branch is not None and branch.country and not (branch.people or branch.printed):
                return Name(token.start, end + 1 + len(branch.form), "organisation", opens=token.opens)
        return Name(token.start, end, known.kind, known, opens=token.opens)

    def _allied(self, end: int) -> int | None:
        """Where the name of a party ends that a country begins: the Kenya Tarlanza coalition."""
        allied = _ALLIED.match(self.folded, end, self.end)
        if allied is None or self.forms.people.vocabulary.is_english(allied[1]) or self.known_at(allied.start(1)):
            return None
        return None if self.forms.people.is_given(allied[1]) else allied.end(1)

    def _realm(self, token: Token) -> Name | None:
        """The country that a text calls the Kingdom."""
        if token.word != "Kingdom" or self.folded.startswith(" of ", token.end):
            return None
        the = self.folded[max(0, token.start - 5) : token.start].endswith((" the ", "The "))
        return Name(token.start, token.end, "place", self.page.realm) if the and self.page.realm else None

    def _is_town(self, token: Token, known: Known) -> bool:
        """Whether it is the town that lends its name to a body, where something happens in it: near San Miguel."""
        if (words := self.forms.shared.get(known.form)) is not None:
            return not words.isdisjoint(index_of(self.folded).words)
        if " " not in known.form or not self.page.known.towns.knows(known.form):
            return False
        last = self.found[-1] if self.found else None
        landmark = last is not None and last.kind == "place" and self.folded[last.end : token.start] == " of "
        return landmark or self._is_within(token)

    def _is_language(self, token: Token, end: int) -> bool:
        """Whether people lend their name to what they speak: translated from the German, fluent in Greek."""
        if _SPOKEN.search(self.folded, max(self.start, token.start - 24), token.start) is None:
            return False
        return self._may_end(end) and not self.folded.startswith("-", end)

    def _local_body(self, known: Known, end: int) -> int | None:
        """Where the name of a town's council or police ends, which has small letters: Selby council."""
        if known.people or known.entity or (known.country and not known.printed):
            return None
        if self.folded[end : end + 1] != " " or not self.folded[end + 1 : end + 2].islower():
            return None
        body = _LOCAL_BODY.match(self.folded, end, self.end)
        return body.end() if body else None

    def _body_beyond(self, known: Known, end: int) -> int | None:
        """Where the name of a body ends that a place of several words begins: Bay of Plenty Regional Council."""
        beyond = _BEYOND.match(self.folded, end, self.end) if " of " in known.form else None
        last = beyond[0].rpartition(" ")[2] if beyond else ""
        return beyond.end() if beyond and last in self.forms.org_last else None

    def _governs(self, known: Known, at: int) -> bool:
        """Whether an office of several words stands behind its country: Norway Ports and Sea Affairs Minister."""
        return known.kind == "place" and _PORTFOLIO_BEHIND.match(self.folded, at + len(known.form)) is not None

    def _fits(self, known: Known, token: Token, rest: Sequence[Token], end: int) -> bool:
        """Whether a known name is itself here, and not the beginning or end of somebody else's."""
        if known.kind != "place":
            return self._fits_body(known, token, end)
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
        if not known.weak or self._is_held(token, beyond):
            return True
        if self._is_firm_of(token, beyond):
            return False
        nearest = beyond[0].word
        return (
            nearest in self.forms.common
            or self.forms.people.is_office(nearest)
            or nearest in self.forms.place_last
            or nearest in self.forms.org_last
        )

    def _is_firm_of(self, token: Token, beyond: Sequence[Token]) -> bool:
        """Whether a firm is named after a place, behind the noun for what it is: the Canadian company Tarl Gold."""
        if len(beyond) != 1 or self.strict or self.forms.people.is_office(beyond[0].word):
            return False
        form = self.folded[token.start : beyond[0].end]
        is_firm = self.page.firms.get(form)
        if is_firm is None:
            places = self.page.places(form)
            is_firm = self.page.firms[form] = any(_FIRM.search(self.folded, max(0, at - 12), at) for at in places)
        return is_firm

    def _is_held(self, token: Token, beyond: Sequence[Token]) -> bool:
        """Whether a place is that of an office, and who holds it is named right behind: Mayor of Kelder Mara Lind."""
        if _FULL <= len(beyond) <= _LONGEST and self._is_met_in(token, beyond):
            return True
        if len(beyond) < _FULL or not (len(beyond[0].word) < _FULL or self.forms.people.is_given(beyond[0].word)):
            return False
        return _OFFICE_OF.search(self.folded, max(self.start, token.start - 24), token.start) is not None

    def _is_met_in(self, token: Token, beyond: Sequence[Token]) -> bool:
        """Whether somebody's full name stands right behind where he works.

        The director of works in Luxor Joel Orr, the envoy for talks between Cairo and Luxor Joel Orr.
        """
        people, given, last = self.forms.people, beyond[0], beyond[-1]
        paired = _BETWEEN.search(self.folded, max(self.start, token.start - 36), token.start) is not None
        sent = _ENVOY.search(self.folded, max(self.start, token.start - 24), token.start) is not None
        if not (paired or sent or self.folded.startswith("in ", token.start - 3)) or people.is_given(token.word):
            return False
        family = sent and given.word in people.family_first
        named = family or people.is_given(given.word) or _WHO.match(self.folded, last.end) is not None
        return (
            named
            and not people.vocabulary.is_english(given.word)
            and last.word not in self.forms.heads
            and not people.vocabulary.is_english(last.word)
        )

    def _fits_body(self, known: Known, token: Token, end: int) -> bool:
        """Whether what is known for no place is neither somebody of that name nor only a word."""
        if (known.form == "CCTV" and _CAMERAS.match(self.folded, end)) or (
            known.form == "S&P" and _MODEL.match(self.folded, end)
        ):
            return False
        if not known.weak:
            return True
        given = known.kind == "organisation" and self.forms.people.is_given(known.form)
        if (given and not self._is_agency(token, end)) or _MODEL.match(self.folded, end):
            return False
        return not self._is_plain(token, known, end)

    def _is_agency(self, token: Token, end: int) -> bool:
        """Whether a body that bears a given name, as the agency Petra does, is meant and nobody of that name."""
        before = _AGENCY_BEFORE.search(self.folded, max(self.start, token.start - 9), token.start)
        return token.word.isupper() or before is not None or _AGENCY_AFTER.match(self.folded, end) is not None

    def _is_word(self, form: str) -> bool:
        """Whether the text also has the word without its capital."""
        return self.page.has_word(form.lower())

    def _is_titles(self, known: Known, end: int) -> bool:
        """Whether a body only stands in what somebody is called: Chief of Cabinet, Minister of Government."""
        if known.form == "Government":
            return self.folded.endswith(("inister of ", "inister of the "), 0, end - len(known.form))
        if known.form != "Cabinet":
            return False
        led = self.folded.endswith(("Chief of ", "chief of "), 0, end - len(known.form))
        return led or self.folded.startswith((" Secretar", " secretar"), end)

    def _is_land_or_office(self, token: Token, end: int, before: str) -> bool:
        """Whether the State is a land or stands in an office, or nothing tells of one that acts: the Head of State."""
        if _PARTY_STATES.isdisjoint(index_of(self.folded).words) or before.endswith((" of ", " a ")):
            return True
        headed = self.folded.endswith("ead of the ", 0, token.start)
        return headed or _STATES_OWN.match(self.folded, end) is not None

    def _is_plain(self, token: Token, known: Known, end: int) -> bool:
        """A word like Party or State that only now and then is a name."""
        if known.form == "Labour":
            return (
                _LABOUR.match(self.folded, end) is None if token.opens else _CAPITAL.match(self.folded, end) is not None
            )
        before = self.folded[max(self.start, token.start - 5) : token.start]
        if self._is_titles(known, end):
            return True
        last = self.found[-1] if self.found else None
        if known.form == "Government" and last and last.known and last.known.people and last.end == token.start - 1:
            return True
        if known.form in {"Party", "State", "Government", "Congress", "Senate", "Secretariat", "Labour", "Renewal"}:
            near = max(0, token.start - 20)
            named = _CAPITAL.match(self.folded, end) or _OF_STATE.search(self.folded, near, token.start)
            of_state = known.form == "State" and (named is not None or self._is_land_or_office(token, end, before))
            acts = known.form in {"Congress", "Senate"} and _LEGISLATES.match(self.folded, end) is not None
            return (token.opens and not acts) or of_state
        return (
            token.opens
            and not before.endswith(("\u201c", '"'))
            and self.folded[end : end + 1] == " "
            and known.form in self.forms.common
        )
