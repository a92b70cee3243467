"""The lexicon's words about persons, compiled."""

from __future__ import annotations

import re

from broadsheet.articles.countries import COUNTRIES
from broadsheet.reading.expressions import Expression
from broadsheet.reading.lexicon import Lexicon, alternatives, apart, both_cases
from broadsheet.reading.office_forms import office_forms
from broadsheet.reading.persons import People
from broadsheet.reading.tails import Tail
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["people"]


def people(lexicon: Lexicon) -> People:
    """The lexicon's words about persons."""
    about = lexicon["people"]
    titles, names, offices, ships = about["titles"], about["names"], about["offices"], about["ships"]
    said = alternatives(lexicon["cues"]["clause"])
    heads = [role.capitalize() for role in titles["roles"]]
    said_before = [
        *titles["roles"],
        "said",
        "says",
        "named",
        "called",
        "by",
        "according to",
        "told",
        "added",
        "counterpart",
    ]
    determined = alternatives(offices["determined"])
    vessels = [form for kind in ships["kinds"] for form in (kind, f"{kind}s")]
    return People(
        courtesy=frozenset(titles["courtesy"]),
        office=frozenset(titles["office"]),
        final=frozenset(titles["final"]),
        vietnamese=frozenset(names["vietnamese"]),
        family_first=frozenset(names["family_first"]),
        female_names=frozenset(names["given_female"]),
        male_names=frozenset(names["given_male"]),
        either=frozenset(names["either"]),
        worded=frozenset(names["given_worded"]),
        well_known=frozenset(names["well_known"]),
        female=frozenset(titles["female"]),
        male=frozenset(titles["male"]),
        roles=frozenset(titles["roles"]),
        stops=frozenset(lexicon["common"]["never"]),
        before=Tail(said_before, rf"{apart(said_before)},? $"),
        presented=Expression(
            rf",? (?:who (?:is|was|has|had|said|told)|(?:also )?(?:said|told|added|says|tells))\b"
            rf"|, (?:(?:a|an|the|its|his|her|their|one of) )?(?:[a-z]+[ -]){{0,3}}{alternatives(titles['roles'])}\b"
            rf"|, (?:(?:[Dd]eputy|[Ss]enior|[Vv]ice|[Aa]ssistant|[Aa]cting|[Cc]hief) )?{alternatives(heads)} of\b"
        ),
        introduced=Expression(
            rf",? who (?:is|was|has|had|lives|works|lost|said|told|runs"
            r"|heads|headed|leads|led|owns|teaches|sells|fled)\b"
            rf"|, {alternatives(titles['roles'])} (?:of|at|for|in|with)"
            r" [^.;\u201c\u201d\"]{3,80}, (?:told|said|says)\b"
            rf"|, (?:a|an|one of (?:the|its|his|her|their)) (?:(?!(?:of|for|in|to|from)\b)[a-z-]+ ){{0,3}}"
            rf"(?:{alternatives(titles['roles'])}s?|headmen|women|men|elders)\b"
            rf"| from [A-Z][\w' ]{{2,30}} (?:said|says|told|claimed|added|recalled|complained)\b"
        ),
        holding=Tail(offices["held"], rf"{apart(offices['held'], '-')} $"),
        kin=Expression(
            rf"\b(?:{alternatives(titles['roles'])}|(?<!locally )named|called|nicknamed|namely"
            r"|name(?: only)? as|deceased|accused|injured|identified as),? $"
        ),
        vocabulary=load_vocabulary(),
        family=frozenset(names["family"]),
        quartered=frozenset(
            [*(name.rpartition(" ")[2] for name in COUNTRIES.values()), *lexicon["places"]["kinds"]["quartered"]]
        ),
        endings=tuple(names["endings"]),
        particles=frozenset(names["particles"]),
        ships=frozenset(ships["before"]),
        lettered=frozenset(ships["aboard"]),
        aboard=re.compile(
            rf"{apart(both_cases(['the', 'aboard', *vessels]))}"
            rf" {alternatives(ships['aboard'])}\b"
        ),
        offices=lexicon.compiled(office_forms),
        after=Expression(
            rf",? (?:has |have |had |also |then |later |then )?(?:{said})(?![a-z])|, (?:{determined})(?![a-z])"
        ),
    )
