"""How a speaker may be named: the expressions for pronouns and roles beside a verb of saying."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.antecedents import Firms
from broadsheet.reading.expressions import Expression
from broadsheet.reading.index import Firsts
from broadsheet.reading.lexicon import Lexicon, alternatives, apart
from broadsheet.reading.person_forms import people
from broadsheet.reading.persons import People

__all__ = [
    "NO_DESCRIPTION",
    "OPENERS",
    "SMALL",
    "Speaker",
    "SpeakerForms",
    "speaker_forms",
]

_SHORT_ROLE = 3
"""Roles of so few letters have no capital of their own."""

_ISSUED = "carried out|commissioned|compiled|conducted|drawn up|issued|prepared|presented|published|released|tabled"
"""What was done with a report or study that says something."""

_VERBS = "on|than|that|which|who|is|are|was|were|has|had|after|before"
"""Words that are not in what somebody is called: shares fell after the company."""

_WEEKDAYS = [f"{day}day" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")]
_WEEKDAY = f"(?:{'|'.join(_WEEKDAYS)})"
SMALL = frozenset(["of", "for", "and", "the", "on"])
OPENERS = frozenset(
    [
        "According",
        "But",
        "And",
        "Meanwhile",
        "However",
        "Then",
        "When",
        "While",
        "As",
        "In",
        "On",
        "At",
        "For",
        "Yesterday",
        "Today",
        "Also",
    ]
)
NO_DESCRIPTION = frozenset({
    "and", "or", "but", "nor", "as", "when", "while", "where", "which", "who", "that", "than", "then",
    "if", "because", "so", "with", "by", "in", "on", "at", "to", "from", "of", "for", "after",
    "before", "since", "until", "though", "although", "according", "is", "was", "were", "are", "has",
    "had", "have", "said", "says", "told", "adds", "added", "like", "not", "into", "under", "over",
    "between", "including", "such", "also", "however", "meanwhile",
})  # fmt: skip
"""Words that do not stand in what a person is called."""

_INSIDE = "'-"
"""What stands in words, too."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker, and whom they name."""

    start: int
    end: int
    entity: str | None


@dataclass(frozen=True)
class SpeakerForms:
    """Pronouns and roles, compiled."""

    people: People
    pronoun: re.Pattern[str]
    pronoun_after: re.Pattern[str]
    nouns: Firsts
    """Where there is none of these, nobody is called by a role or an age."""

    role: Expression
    role_after: Expression
    adverbs: Expression
    adverb_ends: frozenset[str]
    """The last words of those that do not end in "ly" or a number."""

    pronouns: Firsts
    bodies: frozenset[str]
    trained: frozenset[str]
    """What stands before the word for who trains a team: club manager, City boss, former coach."""

    papers: frozenset[str]
    """What somebody issues, under whose name it speaks."""

    firms: Firms
    """How a company is named and called."""

    silent: frozenset[str]
    nationals: frozenset[str]


def speaker_forms(lexicon: Lexicon) -> SpeakerForms:
    """The lexicon's pronouns and roles."""
    words, cues = lexicon.compiled(people), lexicon["cues"]
    bodies = [*cues["bodies"], *(body.capitalize() for body in cues["bodies"])]
    called = [*words.roles, *(role + "s" for role in words.roles), *cues["bodies"]]
    letters = [short.upper() for short in words.offices.abbreviated]
    nouns = alternatives([*called, *letters])
    capital = alternatives([*(role.capitalize() for role in words.roles if len(role) > _SHORT_ROLE), *bodies])
    pronouns = [*cues["male"], *cues["female"], *cues["neutral"]]
    adverb = alternatives(cues["between"])
    aside = rf"(?>(?:{adverb}|[a-z]+ly|(?:on )?{_WEEKDAY}|on \w+ \d+)(?=[, ]|$))"
    between = rf"(?:,? {adverb}(?:,{{0,2}} {adverb})*+,{{0,2}}|,?) $"
    link = "as|and|but|or|that|which|when|while|because|if|than|of|to|in|on|at|by|for|from|with|after|before"
    determiner = rf"(?!(?:{link}|As|After|Before|When|While|If)\b)(?:[A-Z][\w-]*+|[a-z]++)"
    aged = r"the (?:(?:[a-z]+ )?\d+-year-old(?! [a-z]+er| [a-z]+ist)|(?:mother|father)-of-[a-z]+)"
    ranked = rf"[Tt]he {alternatives(lexicon['people']['offices']['ranked'])} (?:Justice|{capital})(?! [A-Z])"
    called_so = rf"(?:{determiner})(?: (?!(?:{_VERBS})\b)[\w'-]++){{0,4}}? {nouns}"
    named = rf"{aged}|{ranked}|{called_so}|[Tt]he {capital}(?! [A-Z])|{alternatives(bodies)}"
    role = rf"(?<![\w'-])((?:{named})(?![\w'-])"
    done = rf"(?:{_ISSUED}) (?:at|by|for|in|on|to|last|this)"
    tail = rf'(?: (?:of|at|for|in|from|with|close to|who|on|by|{done}) [^,.;\u201c\u201d"]{{1,60}}?)?)'
    return SpeakerForms(
        people=words,
        pronoun=re.compile(f"({apart(pronouns, _INSIDE)}){between}"),
        pronoun_after=re.compile(rf" ?({alternatives(pronouns)})(?![\w'-])"),
        nouns=Firsts([*called, *words.offices.abbreviated, "year", "justice"]),
        role=Expression(role + tail + between),
        role_after=Expression(" ?" + role + ")"),
        adverbs=Expression(rf"(?:,? {aside}(?:,{{0,2}} {aside})*+,?)? ?$"),
        adverb_ends=frozenset([*(words.rpartition(" ")[2] for words in cues["between"]), *_WEEKDAYS]),
        pronouns=Firsts(pronouns),
        bodies=frozenset(cues["bodies"]),
        trained=_trained(lexicon),
        papers=frozenset(cues["papers"]),
        firms=Firms(
            re.compile(rf"{apart(lexicon['organisations']['kinds']['companies'])}\b"), frozenset(cues["firms"])
        ),
        silent=frozenset(cues["silent"]),
        nationals=frozenset(form for forms in lexicon["places"]["demonyms"].values() for form in forms),
    )


def _trained(lexicon: Lexicon) -> frozenset[str]:
    """The words that stand before the one for who trains a team."""
    words, clubs = lexicon["sport"]["words"], lexicon["sport"]["clubs"]
    teams = (*words["match"], *words["club"], *words["race"], *words["sides"], *words["sports"], *clubs["last"])
    return frozenset(
        map(str.lower, (*teams, *lexicon["people"]["offices"]["leading"], "new", "head", "the", "a", "an"))
    )
