"""The lexicon's words about persons, compiled."""

from __future__ import annotations

from broadsheet.reading.expressions import Expression
from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.persons import People
from broadsheet.reading.tails import Tail
from broadsheet.reading.vocabulary import load_vocabulary

__all__ = ["people"]

_HELD = (
    "council member", "board member", "committee member", "city manager", "county manager", "town manager",
    "co-owner", "head coach", "assistant coach", "defence lawyer", "defense lawyer", "defense attorney",
    "city attorney", "co-founder", "district attorney", "police chief", "fire chief", "deputy mayor", "vice mayor",
    "team-mate", "teammate", "opponent", "midfielder", "striker", "winger", "defender", "goalkeeper", "batsman",
    "bowler", "quarterback", "pitcher", "skipper", "councillor", "councilman", "councilwoman", "senator",
    "congressman", "congresswoman", "lawmaker", "spokeswoman",
)  # fmt: skip
"""What somebody is, where a last name follows that may be a word, too."""

_DETERMINED = (
    "who", "whose", "a", "an", "the", "his", "her", "its", "their", "of the", "director", "head", "chair", "chief",
    "deputy", "vice", "president", "former", "one of", "also", "now", "then", "secretary", "chairman", "chairwoman",
    "professor", "aged", "from",
)  # fmt: skip
"""What begins, behind a name and a comma, to say who that is."""


def people(lexicon: Lexicon) -> People:
    """The lexicon's words about persons."""
    titles, names = lexicon["people"]["titles"], lexicon["people"]["names"]
    said = alternatives(lexicon["cues"]["clause"])
    heads = [role.capitalize() for role in titles["roles"]]
    said_before = [*titles["roles"], "said", "says", "named", "called", "by", "according to", "told", "added"]
    determined = alternatives(_DETERMINED)
    return People(
        courtesy=frozenset(titles["courtesy"]),
        office=frozenset(titles["office"]),
        final=frozenset(titles["final"]),
        vietnamese=frozenset(names["vietnamese"]),
        middle=frozenset(names["vietnamese_middle"]),
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
        before=Tail(said_before, rf"(?<![\w])(?:{alternatives(said_before)}),? $"),
        presented=Expression(
            rf",? (?:who (?:is|was|has|had|said|told)|(?:also )?(?:said|told|added|says|tells))\b"
            rf"|, (?:(?:a|an|the|its|his|her|their|one of) )?(?:[a-z]+[ -]){{0,3}}{alternatives(titles['roles'])}\b"
            rf"|, (?:(?:[Dd]eputy|[Ss]enior|[Vv]ice|[Aa]ssistant|[Aa]cting|[Cc]hief) )?{alternatives(heads)} of\b"
        ),
        introduced=Expression(
            rf",? who (?:is|was|has|had|lives|works|lost|said|told|runs)\b"
            rf"|, {alternatives(titles['roles'])} (?:of|at|for|in|with)"
            r" [^.;\u201c\u201d\"]{3,80}, (?:told|said|says)\b"
            rf"|, (?:a|an|one of (?:the|its|his|her|their)) (?:(?!(?:of|for|in|to|from)\b)[a-z-]+ ){{0,3}}"
            rf"(?:{alternatives(titles['roles'])}s?|headmen|women|men|elders)\b"
            rf"| from [A-Z][\w' ]{{2,30}} (?:said|says|told|claimed|added|recalled|complained)\b"
        ),
        holding=Tail(_HELD, rf"(?<![\w-]){alternatives(_HELD)} $"),
        kin=Expression(
            rf"\b(?:{alternatives(titles['roles'])}|(?<!locally )named|called|nicknamed|namely"
            r"|name(?: only)? as|deceased|accused|injured|identified as),? $"
        ),
        vocabulary=load_vocabulary(),
        after=Expression(
            rf",? (?:has |have |had |also |then |later |then )?(?:{said})(?![a-z])|, (?:{determined})(?![a-z])"
        ),
    )
