"""Names of which nothing is known but what stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.name_forms import Name
from broadsheet.reading.placing import PlaceReader
from broadsheet.reading.tokens import Token

__all__ = ["REPORTS", "UnknownReader"]

_REFERENCE = re.compile(r" \d|-\d")
_AMPERSAND = re.compile(r" & [A-Z][A-Za-z]+(?: (?:Co|Sons|Cie|Partners|Brothers))?")
_WHICH = re.compile(r", which\b| \([A-Z]{2,6}\)")
_MINISTRY = re.compile(r"\b(?:ministry|[Mm]inistries|[Dd]epartments) of (?:[A-Z][a-z]+(?:,? and|,)? ){0,8}$")
_DIGIT = re.compile(r"\d")
_MINISTRIES = Firsts(["ministry", "ministries", "Ministries", "departments", "Departments"])
_CAMEL = re.compile(
    r"(?!Mc|Mac|De|La|Le|Di|Du|Fitz|Van|Mc)[A-Z][a-z]+(?:[A-Z][a-z]\w*|[A-Z]{2})|[A-Z]-[A-Z][a-z]{5,}|U[A-Z][a-z]{3,}"
)
_U_OF = re.compile(r"U of [A-Z]\w*")
"""A university by its initial: U of K."""

_NICK = re.compile(r"[A-Z][a-z]{2,}[a-rt-z]s")
"""What clubs are called by: Ospreys."""

_DOMAIN = re.compile(r"[A-Z][\w-]+\.(?:com|org|net|info|news|tv|gov|edu|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2})")
_LONGEST = 10
_NATION = 3
"""So many letters in brackets tell whom somebody rides for, and are no team: (Nor)."""

_ACRONYM = re.compile(r"(?:[A-Z]\.){2,6}|[A-Z][A-Za-z]*[A-Z][A-Z0-9.&-]*s?|[A-Z]{2,}(?:-[A-Z]+)*")
_SEVERAL = re.compile("[A-Z]{2,5}s")
"""Several of what an abbreviation stands for, and no body: the FMs."""

_DETERMINED = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir)(?: [a-z-]+)? $")
_TOLD_THE = re.compile(r"\b(?:told|tell(?:s|ing)|informed|with|by|to|for) [Tt]he $")
REPORTS = re.compile(
    r" (?:said|says|reported|reports|wrote|writes|understands|newspaper|reporter|visited|has (?:learned|learnt|seen))\b"
)
_CITED = re.compile(r" (?:reported|reports)[.,]")
_HOLDER = re.compile(r" (?:chairman|chairwoman|chief executive|managing director|spokes[a-z]+) (?:of|at|for) ")
"""What somebody is, behind the name: said Joel Orr chairman of the club."""

_SPECIES = re.compile(r" ([a-z]{2,}(?:us|is|ii|i|a|um|ae|orum|ensis|oides))\b")

_LED = re.compile(
    r"\b(?:[Hh]ead|(?:[Dd]irector|[Ss]ecretary|[Gg]overnor|[Cc]ommissioner)(?:-[Gg]eneral)?|[Cc]oordinator|[Cc]hief|[Cc]hair\w*|[Mm]anager|[Ll]eader|[Ff]ounder|[Oo]wner|[Pp]resident"
    r"|[Mm]inister|[Ss]pokes[a-z]+)"
    r" (?:of|for|at|from|with) (?:the|this|that|its|his|her|a) (?:[a-z-]+ ){0,3}$"
)
_LOCAL = re.compile(
    r" (?:police station(?! areas?\b)|"
    r"(?:(?:city|town|county|district|municipal|regional|borough|parish|village) (?:council|police)|council|police)"
    r"(?= (?:said|says|met|have|has|had|were|was|are|is|voted|told|arrested|in|on|at|to|and|after|for|will|who|that"
    r"|then|also|chairman|chairwoman|chair|leader|member|meeting|spokes[a-z]+|chief|officers?|official)"
    r"\b|[.,;)]|$))"
    r"| (?:(?:high|supreme|crown|county|district|magistrates'?|sheriff|family|appeals?) court|hospital|jail|prison)"
    r"(?= (?:said|says|on|in|at|to|and|after|for|where|two|three|an? |the )|[.,;)]|'s |$)"
)
"""What bears the name of its town or founder, in small letters: Kelmere police, Kelmere high court, Selby hospital."""

_LEADER = re.compile(r" leader [A-Z][\w'-]+ [A-Z]")
"""Behind the name of a party: Swar Abhin leader Mara Lind."""

_COUPLE = re.compile(r" and ([A-Z][a-z]+) [A-Z][a-z]")
"""Behind a given name, another with the last name of both: Diane and Gary Kolod."""

_OF_AN_OFFICE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Oo]ur|of) $")
"""Before a title that is no name: the King."""

_PARTIES = frozenset({"Con", "Green", "Lab", "Lib Dem", "LibDem", "Plaid", "Tory"})
"""What stands in brackets behind a councillor's name for his party: Lind (Lab)."""

_QUARTERS = frozenset({"North", "South", "East", "West"})


@dataclass
class UnknownReader(PlaceReader):
    """One stretch of a page while the names in it are read that nobody knows."""

    embodied: tuple[int, int, bool] | None = None

    def _ministry(self, rest: list[Token]) -> Name | None:
        """One in a list of ministries: the ministries of Health, Labour and Trade."""
        first = rest[0]
        start = max(self.start, first.start - 60)
        near = index_of(self.folded).has(_MINISTRIES, start, first.start)
        if not near or _MINISTRY.search(self.folded, start, first.start) is None:
            return None
        return Name(first.start, rest[-1].end, "organisation")

    def _single(self, rest: list[Token]) -> Name | None:
        """A name of which its neighbours must tell more, or nothing."""
        forms, first = self.forms, rest[0]
        if self._is_tied_head(rest):
            return Name(first.start, first.end, "head")
        if (
            ((first.word in forms.no_names or forms.people.is_office(first.word)) and not self._may_name(rest))
            or (first.word in forms.heads and first.word.lower() not in self.page.teams)
            or len(first.word) < 2
            or (len(rest) == 1 and self._is_species(first))
        ):
            return None
        last = rest[0]
        for token in rest[1:]:
            if token.word in forms.never or forms.people.is_office(token.word) or token.word in forms.no_names:
                break
            if last.word.isupper() and len(last.word) >= _NATION and self._is_named_behind(rest, token):
                break
            if self._is_called_behind(rest, last, token) or self._is_beyond_capitals(rest, token):
                break
            known = self.known_at(token.start)
            if known is not None and not known.faint and (not known.printed or self._only_describes(rest, token)):
                break
            last = token
        if first is last and _REFERENCE.match(self.folded, last.end):
            return None
        if _DIGIT.search(self.folded, first.start, last.end):
            return None
        return self._unknown(rest, last)

    def _is_species(self, token: Token) -> bool:
        """Whether it is a kind of beings by its two names: Tarlaspis lindi."""
        kind = _SPECIES.match(self.folded, token.end)
        english = self.forms.people.vocabulary.is_english
        return kind is not None and not (english(kind[1]) or english(token.word) or self.known_at(token.start))

    def _may_name(self, rest: list[Token]) -> bool:
        """Whether a word that mostly is no name, or an office, stands for a body or somebody of the text."""
        return self._is_tied(rest[0].word) or self._is_family_again(rest)

    def _is_family_again(self, rest: list[Token]) -> bool:
        """Whether a title stands for somebody of that last name, whom the text names in full: King, of Mara King."""
        first = rest[0]
        if (
            len(rest) > 1
            or first.word not in self.forms.people.offices.families
            or _OF_AN_OFFICE.search(self.folded, max(self.start, first.start - 5), first.start)
        ):
            return False
        return first.word in self.page.title_families

    def _is_named_behind(self, rest: list[Token], token: Token) -> bool:
        """Whether somebody or a place is named right behind letters: MCA Joel Orr, BNPB Sutopo, TKR Port Elda."""
        people = self.forms.people
        if token.word.isupper() or token is rest[-1]:
            return False
        if token.word in self.forms.place_first:
            return True
        return people.is_given(token.word) or (token is not rest[-2] and not people.vocabulary.is_english(token.word))

    def _is_beyond_capitals(self, rest: list[Token], token: Token) -> bool:
        """Whether what somebody is follows a name all in capitals: MARA LIND News reporter."""
        n = rest.index(token)
        return n > 1 and self.forms.people.is_small_again(rest[:n], token.word)

    def _is_called_behind(self, rest: list[Token], last: Token, token: Token) -> bool:
        """Whether somebody's given and last name stand behind what he is: State Controller Joel Orr."""
        people, n = self.forms.people, rest.index(token)
        if n + 1 >= len(rest) or not people.vocabulary.is_plain(last.word) or token.word.isupper():
            return False
        if self._is_within(rest[0]):
            return False
        words = [part.word for part in rest[n : n + 2]]
        given = people.is_given(words[0]) and not people.vocabulary.is_english(words[0])
        return (given or people.is_worded(words)) and not people.vocabulary.is_plain(words[1])

    def _only_describes(self, rest: list[Token], token: Token) -> bool:
        """Whether a word of the language has its capital only as the first before a place: Independent Waikato."""
        first = rest[0]
        return token is rest[1] and first.opens and self.forms.people.vocabulary.is_plain(first.word)

    def _ends_short(self, first: Token, last: Token) -> bool:
        """Whether a name ends in its own abbreviation, as bodies of two languages have it: Waka Rere NZRA."""
        short = len(last.word) > 2 and last.word.isupper() and last.word.isalpha()
        return short and not (self.strict or first.word.isupper() or self.forms.people.is_given(first.word))

    def _is_tied_head(self, rest: list[Token]) -> bool:
        """Whether only the head of a body's name stands there, which the text may name in full: the Fund.

        In a report of sport the club needs no article: Rangers, of Skarn Rangers.
        """
        head = rest[0].word
        if len(rest) > 1 or not (
            head in self.forms.org_first or head in self.forms.org_last or head in self.forms.alone
        ):
            return False
        if self.page.sporting and not self.strict and _NICK.fullmatch(head):
            return True
        return _DETERMINED.search(self.folded, max(self.start, rest[0].start - 20), rest[0].start) is not None

    def _unknown(self, rest: list[Token], last: Token) -> Name:
        """A name that nothing is known of, with what its neighbours tell."""
        forms, first = self.forms, rest[0]
        if last is first and (kind := _shaped(first.word)):
            return Name(first.start, first.end, kind, opens=first.opens)
        half = self._is_half(rest, last)
        which = last is not first and last.word not in forms.things and _WHICH.match(self.folded, last.end)
        if half or which:
            return Name(first.start, last.end, "place" if half else "organisation")
        if self._is_body(rest[: rest.index(last) + 1]) and not (
            last is first and first.opens and first.word in forms.common
        ):
            ampersand = _AMPERSAND.match(self.folded, last.end, self.end)
            end = self._with_suffix(ampersand.end() if ampersand else last.end)
            return Name(first.start, end, "organisation", unsure=ampersand is None)
        if first is last and self._is_first_name(first):
            return Name(first.start, last.end, "person", titled=True)
        if (body := self._local(first, last)) is not None:
            return body
        place = last.word not in forms.things and self._seems_place(first, last)
        kind = "place?" if place else ""
        if not kind and not self._is_common(first) and self._acts_as_body(first, last):
            kind = "organisation"
        return Name(first.start, last.end, kind, opens=first.opens, unsure=kind == "organisation")

    def _local(self, first: Token, last: Token) -> Name | None:
        """The police or council of a town that nobody knows: Kelmere police."""
        body = _LOCAL.match(self.folded, last.end, self.end)
        if body is None or self.strict or self.forms.people.vocabulary.is_plain(first.word) or first.word.isupper():
            return None
        if last is not first and self.forms.people.may_be([first.word, last.word]):
            return None
        return Name(first.start, body.end(), "organisation", opens=first.opens)

    def _paper(self, rest: list[Token]) -> Name | None:
        """A newspaper or journal: told the Argus, the Herald reported, told The Lantern, in the journal Science."""
        first = rest[0]
        if self.folded.endswith(" journal ", self.start, first.start):
            last = next((n for n, token in enumerate(rest) if token.word in self.forms.never), len(rest))
            return Name(first.start, rest[last - 1].end, "organisation") if last else None
        if not self.folded.endswith(("the ", "The "), self.start, first.start):
            return None
        before = self.folded[max(self.start, first.start - 16) : first.start]
        if before.endswith(" The ") and _TOLD_THE.search(before):
            return Name(first.start, rest[-1].end, "organisation")
        if len(rest) > 1 or first.word not in self.forms.papers:
            return None
        if _TOLD_THE.search(before) or REPORTS.match(self.folded, first.end):
            return Name(first.start, first.end, "organisation", opens=first.opens)
        return None

    def _team(self, rest: list[Token]) -> Name | None:
        """A team in brackets after somebody's name, where that is how the text gives teams: Lind (Kelder-Orr).

        Everywhere it is the short name of a party: Lind (Lab), Lind (Con, Skarn).
        """
        last = self.found[-1] if self.found and self.folded[rest[0].start - 1] == "(" else None
        if last is None or last.kind not in {"person", ""} or self.folded[last.end : rest[0].start] != " (":
            return None
        named = next((token for token in rest if self.folded[token.end : token.end + 1] in {")", ","}), None)
        if named and self.folded[rest[0].start : named.end] in _PARTIES:
            return Name(rest[0].start, named.end, "organisation")
        closes = self.folded[rest[-1].end : rest[-1].end + 1] == ")" and rest[-1].end - rest[0].start > _NATION
        return Name(rest[0].start, rest[-1].end, "organisation") if closes and self.page.brackets_teams else None

    def _nicked(self, rest: list[Token]) -> Name | None:
        """A club by its nickname in a report of sport, or a university by its initial: the Ospreys, U of K."""
        first = rest[0]
        if first.word == "U" and (short := _U_OF.match(self.folded, first.start, self.end)):
            return Name(first.start, short.end(), "organisation", opens=first.opens)
        if len(rest) > 1 or not self.page.sporting or not _NICK.fullmatch(first.word) or self.strict:
            return None
        the = self.folded[max(self.start, first.start - 4) : first.start].lower() == "the "
        plain = not the or self.page.has_word(first.word.lower()) or self.folded.startswith("'", first.end - 1)
        return None if plain else Name(first.start, first.end, "organisation", opens=first.opens)

    def _foreign(self, rest: list[Token]) -> Name | None:
        """A body that its own language names: Universidad Nacional de Tarma, Goethe-Institut."""
        first = rest[0]
        if first.word in self.forms.foreign_first and len(rest) > 1 and not rest[-1].word.isupper():
            return Name(first.start, rest[-1].end, "organisation", opens=first.opens)
        ends = next((n for n, token in enumerate(rest[:2]) if token.word.endswith(self.forms.foreign_last)), -1)
        if ends >= 0:
            return Name(first.start, rest[ends].end, "organisation", opens=first.opens)
        return None

    def _is_body(self, rest: list[Token]) -> bool:
        """Whether the words beside an unknown name speak of a company, club or the like."""
        start, end = rest[0].start, rest[-1].end
        if self.embodied is None or self.embodied[:2] != (start, end):
            self.embodied = (start, end, self._speak_of_body(rest))
        return self.embodied[2]

    def _speak_of_body(self, rest: list[Token]) -> bool:
        forms, end = self.forms, rest[-1].end
        joined = self.folded.startswith(" & ", end) and (len(rest) == 1 or self._is_joined(rest))
        placed = self.folded.startswith(", which", end) and self._is_placed(rest[0])
        if (joined and not forms.place_after.match(self.folded, rest[0].end)) or (
            not placed and forms.bodies.follows(self.folded, end, self.end)
        ):
            return _HOLDER.match(self.folded, end) is None or not self._is_somebody(rest)
        if self._is_led_or_counts(rest):
            return True
        match = forms.bodies.introduces(self.folded, self.start, rest[0].start)
        if match is None:
            return False
        apart = ", " in match[0] and match[0][0].isupper()
        if len(rest) > 1 and (self._is_last(match.start()) or self._is_led(match.start())):
            return False
        if match[0].endswith(", ") and self._is_hyphened(rest):
            return False
        return not ((apart or match[0].strip(" ,").lower() in self.forms.kinds.unsure) and self._is_somebody(rest))

    def _is_led_or_counts(self, rest: list[Token]) -> bool:
        """Whether somebody leads what is named, or it has the numbers or is called a party."""
        end, english = rest[-1].end, self.forms.people.vocabulary.is_english
        if len(rest) > 1 and _LEADER.match(self.folded, end, self.end):
            return True
        counts = self.forms.bodies.counts(self.folded, rest[0].start, end)
        return counts and not any(english(token.word) for token in rest)

    def _is_last(self, at: int) -> bool:
        """Whether a name may stand before the noun of a body, and not only whose it is: the Chinese manufacturer."""
        if not self.forms.bodies.is_last(self.folded, at):
            return False
        own = self.known_at(self.folded.rfind(" ", self.start, at - 1) + 1)
        return own is None or not own.people

    def _is_joined(self, rest: list[Token]) -> bool:
        """Whether "&" and a further name make a firm of words that are nobody's name: Kelder Crane & Hoist."""
        if _AMPERSAND.match(self.folded, rest[-1].end, self.end) is None:
            return False
        return not (self._is_hyphened(rest) or self.forms.people.may_be([token.word for token in rest]))

    def _is_hyphened(self, rest: list[Token]) -> bool:
        """Whether words are somebody's two last names behind a first one: Chika Orr-Bello."""
        first, _, second = rest[-1].word.partition("-")
        english = self.forms.people.vocabulary.is_english
        return (
            len(rest) > 1 and second[:1].isupper() and not (english(rest[0].word) or english(first) or english(second))
        )

    def _is_led(self, at: int) -> bool:
        """Whether it is who leads the body that is named, and not the body: head of the agency Taras Kolod."""
        return _LED.search(self.folded, max(self.start, at - 40), at) is not None

    def _acts_as_body(self, first: Token, last: Token) -> bool:
        """Whether the text somewhere makes a name a body's that might be anything here."""
        if last is not first and self._ends_short(first, last):
            return True
        form = self.folded[first.start : last.end]
        shown = self.page.bodies.get(form)
        if shown is None:
            shown = self.page.bodies[form] = self._is_shown_body(form, first, last)
        return shown

    def _is_shown_body(self, form: str, first: Token, last: Token) -> bool:
        folded, bodies, people = self.folded, self.forms.bodies, self.forms.people
        person = (
            people.is_given(first.word)
            or first.word in people.well_known
            or (first is not last and people.may_be(form.split()))
        )
        plain = first is last and first.opens and people.vocabulary.is_english(form)
        if person or plain or not form.replace(" ", "").replace("-", "").isalpha():
            return False
        places = [(at, at + len(form)) for at in self.page.places(form)]
        if any(bodies.is_last(folded, at) for at, _ in places):
            return False
        if any(bodies.shows(folded, at, end) for at, end in places):
            return True
        alone = first is last and not people.vocabulary.is_family(first.word)
        if alone and any(bodies.is_told(folded, at, end) for at, end in places):
            return True
        if alone and not first.opens and people.vocabulary.is_plain(form) and any(map(self._is_cited, places)):
            return True
        odd = len(form) > 3 and not people.vocabulary.is_english(form) and not form.endswith("s")
        odd = odd and not people.ends_as_family(form)
        return alone and odd and any(bodies.speaks(folded, end) for _, end in places)

    def _is_cited(self, place: tuple[int, int]) -> bool:
        """Whether a clause ends with who reported it: the port is shut, Trend reported."""
        cited = _CITED.match(self.folded, place[1]) is not None
        return cited and self.folded.startswith(", ", place[0] - 2)

    def _is_half(self, rest: list[Token], last: Token) -> bool:
        """Whether a quarter of the compass stands before a name of no language's words: West Oltan."""
        if self.page.sporting or len(rest) < 2 or last is not rest[1] or rest[0].word not in _QUARTERS:
            return False
        word = last.word
        return word[1:].islower() and not self.forms.people.vocabulary.is_english(word) and word not in self.forms.heads

    def _is_somebody(self, rest: list[Token]) -> bool:
        return len(rest) > 1 and self.forms.people.is_given(rest[0].word)

    def _is_first_name(self, token: Token) -> bool:
        """Whether a lone given name is somebody's: her sister Elsa, Elsa said, Elsa, 11."""
        people, folded = self.forms.people, self.folded
        if len(token.word) < 3 or token.word.isupper():
            return False
        if folded.startswith((" administration", " presidency"), token.end):
            return folded.endswith(("the ", "The "), 0, token.start) and not people.vocabulary.is_english(token.word)
        if not people.is_given(token.word):
            return self._is_mononym(token)
        beside = _COUPLE.match(folded, token.end)
        if beside and people.is_given(beside[1]):
            return True
        if people.presented.match(folded, token.end) or people.is_aged(folded, token.end):
            return True
        return people.kin.search(folded, max(self.start, token.start - 20), token.start) is not None

    def _is_mononym(self, token: Token) -> bool:
        """Whether a word that is no other name is all that somebody is called: village head Marwoto, Sutrisno, 51,."""
        people, folded = self.forms.people, self.folded
        before = folded[max(self.start, token.start - 24) : token.start]
        if people.vocabulary.is_english(token.word):
            called = people.vocabulary.is_family(token.word) and not (token.opens or self.strict)
            return called and people.holding.search(before) is not None
        if len(token.word) < 4 or not token.word.replace("-", "").isalpha() or folded[token.end : token.end + 1] == "-":
            return False
        if people.is_aged(folded, token.end):
            return True
        if people.introduced.match(folded, token.end) and not self._is_placed(token):
            return True
        return people.kin.search(before) is not None and not before.endswith(", ")


def _shaped(word: str) -> str:
    """What a word can only be by its letters: a body's name, or an abbreviation."""
    if word.isalpha() and (word[1:].islower() or _SEVERAL.fullmatch(word)):
        return ""
    if _CAMEL.fullmatch(word) or _DOMAIN.fullmatch(word):
        return "organisation"
    return "acronym" if len(word) <= _LONGEST and _ACRONYM.fullmatch(word) else ""
