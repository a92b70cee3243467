"""The lexicon's words in the names of bodies, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.lexicon import Lexicon, alternatives

__all__ = ["BodyForms", "body_forms"]


@dataclass(frozen=True)
class BodyForms:
    """What the words in the names of bodies tell; `organisations.toml` says of each list what is in it."""

    endowed: frozenset[str]
    ranked: frozenset[str]
    laws: frozenset[str]
    joining: frozenset[str]
    listing: frozenset[str]
    forces: frozenset[str]
    councils: frozenset[str]
    devolved: frozenset[str]
    families: frozenset[str]
    part: frozenset[str]
    firms: frozenset[str]
    unsure: frozenset[str]
    relations: frozenset[str]
    fields: frozenset[str]
    unions: frozenset[str]
    spelled: frozenset[str]
    """The last words of what an abbreviation stands for that mostly is no name."""

    double: dict[str, frozenset[str]]
    paired: dict[str, frozenset[str]]
    conferring: re.Pattern[str]
    """Who meets where a conference is a body: the Conference of Mayors."""

    suffix: re.Pattern[str]
    """What tells the legal form of a company, behind its name."""

    quoted_before: re.Pattern[str]
    quoted_behind: re.Pattern[str]
    """What a body is, beside its name in quotation marks."""

    serving: re.Pattern[str]
    """What a body of a place has behind the name of that."""

    national: re.Pattern[str]
    """The name of a body that every state may have."""

    articled: frozenset[str]
    """The codes of countries that are named with "the"."""


def body_forms(lexicon: Lexicon) -> BodyForms:
    """The lexicon's words in the names of bodies."""
    organisations = lexicon["organisations"]
    kinds = _sets(organisations["kinds"])
    quoted = alternatives(organisations["kinds"]["quoted"])
    first = alternatives([*kinds["legal_first"], "Co"])
    return BodyForms(
        endowed=kinds["endowed"],
        ranked=kinds["ranked"],
        laws=kinds["laws"],
        joining=kinds["joining"],
        listing=kinds["listing"],
        forces=kinds["forces"],
        councils=kinds["councils"],
        devolved=kinds["devolved"],
        families=kinds["families"],
        part=frozenset(map(str.lower, kinds["part"])),
        firms=kinds["firms"],
        unsure=kinds["unsure"],
        relations=kinds["relations"],
        fields=kinds["fields"],
        unions=kinds["unions"],
        spelled=kinds["joining"] | kinds["endowed"] | kinds["explained"],
        double=_sets(organisations["double"]),
        paired=_sets(organisations["paired"]),
        conferring=re.compile(
            rf" of (?:the )?(?:[A-Z][\w-]+ ){{0,2}}{alternatives(organisations['kinds']['conferring'])}\b"
        ),
        suffix=re.compile(rf"\.?,? (?:{first}\b\.?,? )?{alternatives(organisations['kinds']['legal'])}(?!\w)\.?"),
        quoted_before=re.compile(rf"\b{quoted}(?: called)? ?$"),
        quoted_behind=re.compile(rf"[\u201d\u2019\"'\u00bb] {quoted}\b"),
        serving=re.compile(
            rf"(?: {alternatives(organisations['kinds']['serving'])})* (?:Council|Court|Police)", re.IGNORECASE
        ),
        national=re.compile(
            rf"{alternatives(organisations['kinds']['national'])}|(?:Federal )?Ministry (?:of|for) .+|.+ Ministry"
        ),
        articled=frozenset(lexicon["places"]["articled"]["codes"]),
    )


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {head: frozenset(words) for head, words in table.items()}
