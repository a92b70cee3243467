"""What a name is, and the words by which one is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from broadsheet.reading.abbreviations import LongForm, find_long_forms
from broadsheet.reading.body_forms import BodyForms, body_forms
from broadsheet.reading.evidence import BodyEvidence, body_evidence
from broadsheet.reading.gazetteer import Gazetteer, Known, built_in
from broadsheet.reading.index import Firsts, index_of
from broadsheet.reading.innings import is_cricket
from broadsheet.reading.lexicon import Lexicon, alternatives, apart, both_cases
from broadsheet.reading.person_forms import people
from broadsheet.reading.persons import People
from broadsheet.reading.place_forms import PlaceForms, place_forms
from broadsheet.reading.ships import ShipForms, find_ships, ship_forms
from broadsheet.reading.sport_forms import SportForms, sport_forms
from broadsheet.reading.tails import Tail
from broadsheet.reading.tokens import Joints, joints

__all__ = ["STARTING", "Name", "NameForms", "Page", "name_forms"]

_JOINED = re.compile(r"[\w-]|'(?!s\b)|\.\w")
_DOC_NUMBER = re.compile(r" (?:No\.? ?)?\d[\d/]*(?:-[A-Z\d/-]+)?(?!\w|,\d)")
_DOUBLE = re.compile(r"\b([A-Z][a-z]+) ([A-Z][\w']*-[A-Z][\w']+)")
_BRACKETED = re.compile(r"[A-Z][\w'-]{1,60} \([A-Z][A-Za-z][\w &'-]{2,30}\)")
_CAPITALISED, _LINK = re.compile(r"\b[A-Z][a-z]+\b"), re.compile(" (?:of |for |and |the )*")
"""A word with a capital, and what may stand between two of them in the name of a body."""

_SMALL = re.compile(r"\b[a-z]{2,}\b(?:[ -][a-z]{2,}\b){2,}")
"""Three words in small letters or more that stand together."""

_THEME = re.compile(r"[\"\u201c]([A-Z][a-z]+ing [^\"\u201c\u201d.,!?\n]{8,120})[\"\u201d]")
_IN_SMALL = re.compile(
    r"(?<![\w'-])(?!(?:across|against|amid|among|between|beyond|from|into|over|through|towards?|under|with|within)\b)"
    r"[a-z]{4,}"
)
"""What a meeting is about in quotation marks, by a first word that tells of doing, and what no title has small."""

_APOSTROPHE = "'"
STARTING = 3
_AIMS = frozenset({"Alliance", "Partnership", "Union"})
"""Heads of bodies that a meeting may be about, too."""

_SHORT = range(3, 7)
"""So many letters may be the initials of words."""

_NO_PAPERS = frozenset({"Newspaper", "Press", "Daily", "Weekly"})
_INSIDE = frozenset("_'-")


class Name(NamedTuple):
    """A name where it stands; `kind` is empty where the stretch alone does not tell, `unsure` where it only hints."""

    start: int
    end: int
    kind: str
    known: Known | None = None
    titled: bool = False
    opens: bool = False
    unsure: bool = False


@dataclass(frozen=True)
class Page:
    """A text as the name finder needs it; `owned` where a project has names of its own."""

    text: str
    folded: str
    lower: str
    known: Gazetteer
    forms: NameForms
    owned: bool = False
    words: dict[str, bool] = field(default_factory=dict)
    shown: dict[str, bool] = field(default_factory=dict)
    bodies: dict[str, bool] = field(default_factory=dict)
    repeated: dict[str, bool] = field(default_factory=dict)
    firms: dict[str, bool] = field(default_factory=dict)
    begun: dict[int, Known | None] = field(default_factory=dict)
    """The known names of which somebody has asked whether they begin at an offset."""

    @cached_property
    def sporting(self) -> bool:
        """Whether a text tells of a match, where the name of a town is that of its club."""
        sport, words = self.forms.sport, index_of(self.folded).words
        return sport.tells(words) or sport.counts(self.folded, words)

    @cached_property
    def teams(self) -> frozenset[str]:
        """The towns that beat one another, in small letters: Tarl beat Elda by three goals."""
        sport, folded = self.forms.sport, self.folded
        playing = [*sport.team.findall(folded), *zip(sport.left.findall(folded))] if self.playing else []
        words = index_of(folded).words
        beating = [] if words.isdisjoint(sport.beats) else sport.beat.findall(folded)
        scoring = sport.scored(folded, words)
        return frozenset(name.lower() for names in (*playing, *beating, *scoring) for name in names if name)

    @cached_property
    def cricket(self) -> bool:
        """Whether a text tells of cricket."""
        return is_cricket(self.folded)

    @cached_property
    def playing(self) -> bool:
        """Whether teams meet in a text."""
        return self.sporting or self.cricket

    @cached_property
    def beaten(self) -> frozenset[str]:
        """The towns and states that play one another, in small letters, by what only teams do."""
        found = self.forms.sport.beaten.findall(self.folded) if self.playing else []
        return self.teams | frozenset(name.lower() for names in found for name in names if name)

    @cached_property
    def ships(self) -> dict[int, int]:
        """Where ships are named, and where their names end."""
        return find_ships(self.folded, self.forms.ships)

    @cached_property
    def themes(self) -> list[tuple[int, int]]:
        """Where quotation marks hold what a meeting is about, and no body: the theme “Linking Tarl and Elda Ports”."""
        bodies = self.forms.org_last - _AIMS
        done = (
            match.span(1)
            for match in _THEME.finditer(self.folded)
            if not (match[1].rpartition(" ")[2] in bodies or _IN_SMALL.search(match[1]))
        )
        called = self.forms.theme.finditer(self.folded) if self.forms.themes & index_of(self.folded).words else ()
        return [*done, *(match.span(1) for match in called)]

    @cached_property
    def title_families(self) -> frozenset[str]:
        """The titles that are the last name of somebody whom the text names in full: Mara King."""
        return frozenset(title for _, title in self.forms.titled.findall(self.folded))

    @cached_property
    def double_families(self) -> frozenset[str]:
        """The last names of two halves of those whom the text names with a given one: Mara London-Lind."""
        people = self.forms.people
        return frozenset(family for given, family in _DOUBLE.findall(self.folded) if people.is_given(given))

    @cached_property
    def realm(self) -> Known | None:
        """The kingdom that a text names most often."""
        most = max(self.forms.places.kingdoms, key=self.folded.count)
        return self.known.at(most, most.lower(), 0) if most in self.folded else None

    @cached_property
    def brackets_teams(self) -> bool:
        """Whether a text tells of a race or match, and sets names in brackets behind others."""
        racing = len(self.forms.sport.race & index_of(self.folded).words) > 1
        return racing and len(_BRACKETED.findall(self.folded)) > 1

    @cached_property
    def long_forms(self) -> dict[int, LongForm]:
        """What the text explains abbreviations by, under the offset at which it begins."""
        return find_long_forms(self.folded)

    def spells(self, short: str, heads: AbstractSet[str]) -> bool:
        """Whether letters are the initials of a name in the text that ends in one of some words."""
        may_spell = len(short) in _SHORT and short.isupper()
        return may_spell and not heads.isdisjoint(self.initials.get(short, ()))

    @cached_property
    def initials(self) -> dict[str, set[str]]:
        """The initials of names of three words to six, with the last words of those that have them."""
        found: dict[str, set[str]] = defaultdict(set)
        run, end = "", 0
        for word in _CAPITALISED.finditer(self.folded):
            joined = _LINK.fullmatch(self.folded, end, word.start()) is not None
            run, end = (run[1 - _SHORT.stop :] if joined else "") + word[0][0], word.end()
            for length in _SHORT[: max(0, len(run) - 2)]:
                found[run[-length:]].add(word[0])
        return found

    @cached_property
    def small_initials(self) -> str:
        """The initials of words in small letters that stand together, in capitals, a line for each such stretch."""
        stretches = (stretch.replace("-", " ").split() for stretch in _SMALL.findall(self.folded))
        return "\n".join("".join([word[0] for word in stretch]) for stretch in stretches).upper()

    @cached_property
    def tied(self) -> dict[str, frozenset[str]]:
        """The abbreviations that the text explains, each with the words that it stands for."""
        forms = self.long_forms.items()
        return {form.short: frozenset(self.folded[start : form.end].split()) for start, form in forms}

    def places(self, form: str) -> Iterator[int]:
        """Where a name stands by itself, and is no part of a longer word."""
        for at in index_of(self.folded).begins(form) if form[:1].isupper() else ():
            before = self.folded[at - 1 : at]
            apart = not (before.isalnum() or before in _INSIDE) and self.folded.startswith(form, at)
            if apart and _JOINED.match(self.folded, at + len(form)) is None:
                yield at

    def has_word(self, word: str) -> bool:
        """Whether the text has a word, written so, after a blank."""
        if word not in self.words:
            self.words[word] = " " not in word and any(
                map(partial(self._has, word), index_of(self.folded).begins(word))
            )
        return self.words[word]

    def _has(self, word: str, at: int) -> bool:
        """Whether a word, written so, stands at an offset, behind a blank."""
        after = self.folded[at + len(word) : at + len(word) + 1]
        return at > 0 and self.folded.startswith(f" {word}", at - 1) and not (after.isalnum() or after == "-")

    def repeats(self, word: str) -> bool:
        """Whether a word, written so, stands in the text more than once."""
        if word not in self.repeated:
            places = index_of(self.folded).begins(word)
            self.repeated[word] = sum(map(partial(self.folded.startswith, word), places)) > 1
        return self.repeated[word]


@dataclass(frozen=True)
class NameForms:
    """The lexicon's words about names, compiled."""

    people: People
    kinds: BodyForms
    places: PlaceForms
    sport: SportForms
    ships: ShipForms
    joints: Joints
    titled: re.Pattern[str]
    """A name before a title that is the last name."""

    common: frozenset[str]
    never: frozenset[str]
    money: re.Pattern[str]
    openers: frozenset[str]
    plain: frozenset[str]
    breaks: frozenset[str]
    """Words across which no name goes on in a title whose words have capitals."""

    no_names: frozenset[str]
    small: Firsts
    """Names of houses and bodies that begin with a small letter: dpa, teleSUR."""

    papers: frozenset[str]
    """Words that newspapers are called by, alone."""

    desks: frozenset[str]
    """The last words of what a paper calls those who write for it: Web Desk, Our Correspondent."""

    foreign_first: frozenset[str]
    foreign_last: tuple[str, ...]
    org_last: frozenset[str]
    org_first: frozenset[str]
    alone: dict[str, tuple[frozenset[str], str]]
    """Heads that mean a body without more of its name: the words of which a text then has one, and the body."""

    event_last: frozenset[str]
    event_first: re.Pattern[str]
    event_starts: frozenset[str]
    """The first letters of what it begins with."""

    themes: frozenset[str]
    theme: re.Pattern[str]
    """What a meeting is about, in quotation marks behind the word for that."""

    doc_last: frozenset[str]
    paper_before: re.Pattern[str]
    """What a paper is, with what it is on, before its abbreviation."""

    things: frozenset[str]
    """The last words of what has a name and an abbreviation, and is no body: Alternative Delivery Mode (ADM)."""

    place_last: frozenset[str]
    heads: frozenset[str]
    any_head: frozenset[str]
    money_words: frozenset[str]
    bodies: BodyEvidence
    shared: dict[str, frozenset[str]]
    """Names of bodies and places, each with the words that tell a text of the place."""

    place_after: re.Pattern[str]
    place_before: Tail
    place_ends: re.Pattern[str]
    place_first: frozenset[str]
    numbered: re.Pattern[str]

    def is_office(self, name: str) -> bool:
        """Whether what an abbreviation stands for is an office, and no body: Additional Director General (ADG)."""
        *before, last = name.partition(" of ")[0].split()
        return self.people.ends_office(last) and not any(w in self.org_last or w in self.org_first for w in before)


def name_forms(lexicon: Lexicon) -> NameForms:
    """The lexicon's words about names."""
    words = lexicon.compiled(people)
    places, organisations, events = lexicon["places"]["heads"], lexicon["organisations"]["heads"], lexicon["events"]
    money = lexicon["money"]
    numbered = alternatives(events["documents"]["numbered"])
    before = [
        form for word in places["before"] for form in dict.fromkeys((word, word.replace(" such as", ", such as")))
    ]
    return NameForms(
        people=words,
        kinds=lexicon.compiled(body_forms),
        places=lexicon.compiled(place_forms),
        sport=lexicon.compiled(sport_forms),
        ships=lexicon.compiled(ship_forms),
        joints=lexicon.compiled(joints),
        titled=re.compile(
            r"\b(?!The\b|A\b|Vice\b|Deputy\b)([A-Z][a-z'-]+)(?: [A-Z]\.?)*"
            rf" ({alternatives(words.offices.families)})\b(?! [A-Z])"
        ),
        common=frozenset(lexicon["common"]["words"]),
        never=frozenset(lexicon["common"]["never"]),
        money=re.compile(
            rf"{alternatives([*money['signs'], *money['codes']['iso']])}(?: ?[\d$]| dollars?\b)"
            r"|CFA francs?|U\.?S\.? (?:dollars?|cents?\b|\$)|\u20ac"
        ),
        openers=frozenset(lexicon["common"]["openers"]),
        plain=frozenset(lexicon["common"]["words"]) - frozenset(lexicon["common"]["openers"]),
        breaks=frozenset(lexicon["common"]["breaks"]),
        no_names=frozenset(organisations["no_names"]),
        small=Firsts(known.form for known in lexicon.compiled(built_in).small()),
        papers=frozenset(map(str.title, lexicon["layout"]["masthead"]["words"])) - _NO_PAPERS,
        desks=frozenset(lexicon["layout"]["byline"]["offices"]),
        foreign_first=frozenset(organisations["foreign_first"]),
        foreign_last=tuple(organisations["foreign_last"]),
        org_last=frozenset(organisations["last"]),
        org_first=frozenset(organisations["first"]),
        alone={
            head: (frozenset(about["among"]), about["name"])
            for head, about in lexicon["organisations"]["alone"].items()
        },
        event_last=frozenset(events["events"]["last"]),
        event_first=re.compile(rf"(?:{alternatives(events['events']['first'])}) (?:[A-Z][\w'-]+(?: \d+)?|\d+)"),
        themes=frozenset(events["events"]["themes"]),
        event_starts=frozenset(first[:STARTING] for first in events["events"]["first"]),
        theme=re.compile(
            rf"{apart(events['events']['themes'])}(?: (?:is|was|of))?[,:]? "
            r"[\"\u201c]([^\"\u201c\u201d\n]{8,160})[\"\u201d]"
        ),
        doc_last=frozenset(events["documents"]["last"]),
        paper_before=re.compile(
            rf"\b({alternatives(events['documents']['last'])}) (?:of|on|for|between) [^.;()\n]{{1,110}}$"
        ),
        things=frozenset(organisations["things"]),
        place_last=frozenset(places["last"]),
        heads=frozenset([*places["last"], *organisations["last"], *organisations["first"], *events["events"]["last"]]),
        any_head=frozenset(
            [
                *(word for table in (organisations, events["events"], events["documents"]) for word in table["last"]),
                *organisations["first"],
                *lexicon["organisations"]["double"],
                *(name.split()[0] for name in (*events["events"]["first"], *events["documents"]["numbered"])),
            ]
        ),
        money_words=frozenset(
            [*(word.rstrip("$.\u00a2\u20b5") for word in (*money["signs"], *money["codes"]["iso"])), "U.S.", "CFA"]
        ),
        bodies=lexicon.compiled(body_evidence),
        shared={name: frozenset(words) for name, words in lexicon["places"]["shared"].items()},
        place_after=re.compile(
            rf"(?: \([A-Z][\w' -]{{2,30}}\))? (?:{alternatives(places['after'])})(?![a-z]| (?:manag|direct|cod))"
            rf"| (?:and|or|&) [A-Z][\w'-]+(?: [A-Z][\w'-]+)? {alternatives(w for w in places['after'] if w[-1] == 's')}"
            r"(?![a-z])"
        ),
        place_before=Tail(
            [form for word in before for form in (word, f"{word} the")],
            rf"{apart(both_cases(before), _APOSTROPHE)}(?: the)? $",
        ),
        place_ends=re.compile(rf" (?:{alternatives(places['follows'])}|[a-z]+(?:ed|ing|ly))(?![a-z])"),
        place_first=frozenset(places["first"]),
        numbered=re.compile(rf"(?:{numbered}){_DOC_NUMBER.pattern}"),
    )
