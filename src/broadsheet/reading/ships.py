"""The names of ships, which are mostly those of towns, rivers and persons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.reading.index import index_of
from broadsheet.reading.lexicon import Lexicon, alternatives, apart, both_cases

__all__ = ["ShipForms", "find_ships", "ship_forms"]

_REST = r"[a-z][\w'-]{0,40}(?: (?:[A-Z][a-z][\w'-]{0,40}|[IVX]{1,4}|\d{1,2})(?![\w'-])){0,2}"
_NAME = rf"(?!(?:The|A|An)\b)[A-Z]{_REST}"
_OPENING = r"[A-Z](?<![\w'-][A-Z])(?!(?<=T)he\b|(?<=A)n\b)"
"""The first letter of a name that stands behind no other, where a search tries it alone."""

_KINDS = (
    "the", "oil", "chemical", "merchant", "patrol", "cargo", "container", "passenger", "fishing", "research",
)  # fmt: skip
"""What stands before the word for a ship."""

_REACH = 12
_MOST = 20
"""So many ships of one text are known again; of a register of them each stands by its kind."""


@dataclass(frozen=True)
class ShipForms:
    """The lexicon's words beside the names of ships, compiled."""

    words: frozenset[str]
    explained: re.Pattern[str]
    """Behind the name, what it is that bears it: Tarl, a crude oil tanker flagged by Malta."""

    led: re.Pattern[str]
    """Before it: a vessel called Tarl."""

    known: re.Pattern[str]
    """The ferry Tarl, cargo ship Tarl."""

    beside: re.Pattern[str]


def ship_forms(lexicon: Lexicon) -> ShipForms:
    """The lexicon's words beside the names of ships."""
    kinds = lexicon["people"]["ships"]["kinds"]
    kind = alternatives(kinds)
    return ShipForms(
        words=frozenset([*kinds, *(f"{each}s" for each in kinds)]),
        explained=re.compile(
            rf"({_OPENING}{_REST}), an? (?:[\w-]+ ){{0,5}}?{kind}"
            r"(?=[,.;)]| (?:flagged|carrying|that|which|with|owned|built|registered|bound|operated|sailing|of|laden)\b)"
        ),
        led=re.compile(rf"{apart(kinds)}(?:,? (?:called|named|the))+ ({_NAME})"),
        known=re.compile(rf"{apart(both_cases(_KINDS))} {kind} ({_NAME})"),
        beside=re.compile(rf"\b(?:[Tt]he|[Aa]board|[Tt]hat|[Oo]f|{kind}) $"),
    )


def find_ships(folded: str, forms: ShipForms) -> dict[int, int]:
    """Where the ships of a text are named: the offsets after their names, under those of the names.

    >>> text = "The ferry Oslo sank. Nobody was aboard the Oslo, and in Oslo nobody knew."
    >>> [text[start:end + 6] for start, end in find_ships(text, ship_forms(Lexicon.load())).items()]
    ['Oslo sank.', 'Oslo, and ']
    """
    if forms.words.isdisjoint(index_of(folded).words):
        return {}
    told = [match for form in (forms.explained, forms.led, forms.known) for match in form.finditer(folded)]
    names = list(dict.fromkeys(match[1] for match in told))[:_MOST]
    spans = {match.start(1): match.end(1) for match in told}
    for name in names:
        for match in re.finditer(rf"(?<![\w'-]){re.escape(name)}(?![\w-])", folded):
            if " " in name or forms.beside.search(folded, max(0, match.start() - _REACH), match.start()):
                spans[match.start()] = match.end()
    return dict(sorted(spans.items()))
