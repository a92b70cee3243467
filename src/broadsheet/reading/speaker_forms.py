"""How a speaker may be named: the expressions for pronouns and roles beside a verb of saying."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.lexicon import Lexicon, alternatives
from broadsheet.reading.persons import People, people

__all__ = ["SpeakerForms", "speaker_forms"]


@dataclass(frozen=True)
class SpeakerForms:
    """Pronouns and roles, compiled."""

    people: People
    pronoun: re.Pattern[str]
    pronoun_after: re.Pattern[str]
    role: re.Pattern[str]
    role_after: re.Pattern[str]
    adverb: re.Pattern[str]
    bodies: frozenset[str]


def speaker_forms(lexicon: Lexicon) -> SpeakerForms:
    """The lexicon's pronouns and roles."""
    words, cues = lexicon.compiled(people), lexicon["cues"]
    bodies = [*cues["bodies"], *(body.capitalize() for body in cues["bodies"])]
    nouns = alternatives([*words.roles, *(role + "s" for role in words.roles), *cues["bodies"]])
    pronouns = alternatives([*cues["male"], *cues["female"], *cues["neutral"]])
    between = rf"(?:,? (?:{alternatives(cues['between'])}),?)*,? $"
    determiner = "[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Ss]ome|[Mm]any|[Ll]ocal|[Tt]wo|[Ss]everal|[Aa]nother|[A-Z][\\w-]*|[a-z]+"
    role = rf"(?<![\w'-])((?:(?:{determiner})(?: [A-Za-z][\w'-]*){{0,4}}? (?:{nouns})|(?:{alternatives(bodies)}))(?![\w'-])"
    tail = '(?: (?:of|at|for|in|from|with|close to|who|on|by) [^,.;\u201c\u201d"]{1,60}?)?)'
    return SpeakerForms(
        people=words,
        pronoun=re.compile(rf"(?<![\w'-])({pronouns}){between}"),
        pronoun_after=re.compile(rf" ?({pronouns})(?![\w'-])"),
        role=re.compile(role + tail + between),
        role_after=re.compile(" ?" + role + ")"),
        adverb=re.compile(rf", (?:{alternatives(cues['between'])})(?: (?:{alternatives(cues['between'])}))*,? $"),
        bodies=frozenset(cues["bodies"]),
    )
