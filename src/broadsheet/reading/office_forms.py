"""The lexicon's words of offices, compiled by what else they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.index import Firsts
from broadsheet.reading.lexicon import Lexicon, alternatives, apart, both_cases

__all__ = ["OfficeForms", "office_forms"]


@dataclass(frozen=True)
class OfficeForms:
    """What the words of offices tell; `people.toml` says of each list what is in it."""

    seats: frozenset[str]
    under: frozenset[str]
    local: frozenset[str]
    families: frozenset[str]
    nameless: frozenset[str]
    honours: frozenset[str]
    ranks: frozenset[str]
    abbreviated: dict[str, list[str]]
    """The words of an office by its letters, all of them small."""

    leading: frozenset[str]
    unnamed: frozenset[str]
    trainers: frozenset[str]
    governing: re.Pattern[str]
    """Words before the place of an office whose holder is named behind a comma: the governor of Kano, Joel Orr."""

    posted: re.Pattern[str]
    """Before the place of an office whose holder is named right behind: Governor Sindh Kamran Orr."""

    employed: re.Pattern[str]
    """Who is more often of a body than of a town: analyst Mara Lind of Kelder."""

    appointed: re.Pattern[str]
    """An office with what it is of, before a name between commas."""

    unbodied: re.Pattern[str]
    """What no body's name ends in, before an abbreviation in brackets."""

    long: re.Pattern[str]
    """Offices of several words."""

    long_words: Firsts
    """The first words of those, and of offices with what they are for."""


def office_forms(lexicon: Lexicon) -> OfficeForms:
    """The lexicon's words of offices."""
    offices = lexicon["people"]["offices"]
    return OfficeForms(
        seats=frozenset(offices["seats"]),
        under=frozenset(offices["under"]),
        local=frozenset(offices["local"]),
        families=frozenset(offices["families"]),
        nameless=frozenset(offices["nameless"]),
        honours=frozenset(offices["honours"]),
        ranks=frozenset(offices["ranks"]),
        abbreviated={short.lower(): words.split() for short, words in offices["abbreviated"].items()},
        leading=frozenset(offices["leading"]),
        unnamed=frozenset(offices["unnamed"]),
        trainers=frozenset(offices["trainers"]),
        governing=re.compile(
            rf"\b{alternatives(offices['governing'])} (?:for (?:[a-z]+ ){{1,3}})?(?:of|for|to) (?:the )?"
            r"(?:(?:republic|kingdom) of )?$",
            re.IGNORECASE,
        ),
        posted=re.compile(rf"{apart(offices['posted'])} $"),
        employed=re.compile(rf"{apart(both_cases(offices['employed']))} $"),
        appointed=re.compile(rf"{apart(offices['appointed'])}\b[^.;,]{{0,50}}, $"),
        unbodied=re.compile(rf"(?:(?<![\w'-])[a-z][a-z-]*|\b{alternatives(offices['shortened'])})$"),
        long=re.compile(rf"{apart(offices['long'])} $"),
        long_words=Firsts(
            ["minister", "secretary", "councillor", "mec", *(name.split()[0].lower() for name in offices["long"])]
        ),
    )
