"""The lexicon's words in and beside the names of places, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.lexicon import Lexicon, alternatives, apart

__all__ = ["PlaceForms", "place_forms"]


@dataclass(frozen=True)
class PlaceForms:
    """What the words of places tell; `places.toml` says of each list what is in it."""

    streets: frozenset[str]
    land: frozenset[str]
    """What bears the name of a town, and is none."""

    honouring: frozenset[str]
    """What bears somebody's name with the title."""

    no_family: frozenset[str]
    saints: frozenset[str]
    wards: frozenset[str]
    telling: frozenset[str]
    """The first words of what the next two match."""

    numbered: re.Pattern[str]
    of_its_kind: re.Pattern[str]
    kind_of: re.Pattern[str]
    """What a place is called, before "of" and its name."""

    settlement_of: re.Pattern[str]
    """Those of them behind which nobody stands: the town of Monte Rio."""

    explained: re.Pattern[str]
    """Behind a name, what kind of place it is: Tarl, an island of high cliffs."""

    natives: re.Pattern[str]
    """Whoever is of the place that is named before them: Norby pensioner Mara Lind."""

    aged: re.Pattern[str]
    """Who is of the place that is named before them, with an age: a Norby man, 44, but also a 44-year-old Norby man."""

    sites: dict[str, frozenset[str]]
    """Words that make a place of a name behind one of others: Border Post."""

    divided: frozenset[str]
    qualifying: frozenset[str]
    stems: frozenset[str]
    zoned: frozenset[str]
    serving: re.Pattern[str]
    """Bodies that serve a country, and are called by what for: Transport Scotland, Horticulture New Zealand."""

    kingdoms: tuple[str, ...]


def place_forms(lexicon: Lexicon) -> PlaceForms:
    """The lexicon's words in and beside the names of places."""
    kinds, offices = lexicon["places"]["kinds"], lexicon["people"]["offices"]
    called = [*kinds["settlements"], *kinds["divisions"]]
    named = r"[A-Z][\w'-]*(?: [A-Z][\w'-]*)?"
    return PlaceForms(
        streets=frozenset(kinds["streets"]),
        land=frozenset([*kinds["streets"], *kinds["land"]]),
        honouring=frozenset([*kinds["streets"], *kinds["grounds"]]),
        no_family=frozenset(kinds["no_family"]),
        saints=frozenset(kinds["saints"]),
        wards=frozenset(kinds["wards"]),
        telling=frozenset([*kinds["wards"], *kinds["of"]]),
        numbered=re.compile(rf"{alternatives(kinds['wards'])} \d{{1,3}}(?![\w,.%-]\d|\w)"),
        of_its_kind=re.compile(rf"{alternatives(kinds['of'])} of (?:the )?{named}"),
        kind_of=re.compile(rf"{apart(called)} of $"),
        settlement_of=re.compile(rf"{apart(kinds['settlements'])} of $"),
        explained=re.compile(
            r"(?:,| is| was) (?:an?|the) (?:(?!(?:for|of|in|at|from|with|to|by|on|the|who|and)\b)[a-z-]+,? ){0,4}?"
            rf"({alternatives([*called, *kinds['sites']])})"
            r"(?= (?:of|in|on|near|about|some|with|where|that|which|at|just|known|popular|north|south|east|west|between"
            r"|surrounded|outside|off|close|\d)\b|[.;)])"
        ),
        natives=re.compile(
            rf" {alternatives(offices['natives'])}(?= |[.,;])"
            rf"| (?:[a-z]+ )?(?:{alternatives(offices['home'])}|mother-of-[a-z]+|father-of-[a-z]+)"
            r" (?=[A-Z][\w'-]+ [A-Z][\w'-]+)"
            r"| Members? of Parliament (?=[A-Z])"
        ),
        aged=re.compile(rf" {alternatives(offices['home'])}(, (?:aged )?\d{{1,3}}(?=,| ))?(?![\w-])"),
        sites={word: frozenset(before) for word, before in lexicon["places"]["sites"].items()},
        divided=frozenset(kinds["divided"]),
        qualifying=frozenset(kinds["qualifying"]),
        stems=frozenset(kinds["stems"]),
        zoned=frozenset(kinds["zoned"]),
        serving=re.compile(rf"([A-Z][a-z]{{4,}}) {alternatives(kinds['served'])}(?![\w'-]| [A-Z])"),
        kingdoms=tuple(kinds["kingdoms"]),
    )
