"""What is known of a text while its names are gathered: the things that it names so far, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from broadsheet.reading.abbreviations import head_word, spells
from broadsheet.reading.clusters import Cluster, Clusters
from broadsheet.reading.name_forms import NameForms, Page
from broadsheet.reading.persons import People

__all__ = ["Gathered"]

_BRACKETED = re.compile(r" \(([A-Z]{2,10}s?)\)")
_EXPLAINED = re.compile(
    r"([A-Z](?<!\w[A-Z])[A-Za-z]?[A-Z]{1,5})"
    r" \((?:the )?((?:[A-Z][a-z]+ (?:of |and |for |on |the |to )*){1,5}[A-Z][a-z]+)\)"
)
"""An abbreviation with the words behind it that it stands for: CPA (Criminal Procedure Act)."""

_HELD = re.compile(r"\b([a-z]+) of (?:the )?[a-z]+$")
"""An office in small letters, with what it is of, before its abbreviation: superintendent of police (SP)."""

_REACH, _FAR = 40, 120
"""So many characters before an abbreviation are looked at, for a word that is no name and for one that a paper is."""


@dataclass
class Gathered:
    """One text, the things that it names, and where."""

    source: Page
    text: str
    folded: str
    forms: NameForms
    clusters: Clusters = field(default_factory=Clusters)
    found: list[tuple[int, int, Cluster]] = field(default_factory=list)
    embodied: set[str] = field(default_factory=set)
    """Names that the words beside them make those of bodies, in one place at least."""

    spoken: dict[str, bool] = field(default_factory=dict)
    """Abbreviations, and whether they are of who says something."""

    @property
    def people(self) -> People:
        """What makes capitals the name of a person."""
        return self.forms.people

    @cached_property
    def shortened(self) -> frozenset[str]:
        """Abbreviations of words that are no name: relief centres (PPS), and all that the text explains so."""
        return self.explained.union(filter(None, map(self._bracketed, _BRACKETED.finditer(self.folded))))

    @cached_property
    def explained(self) -> frozenset[str]:
        """Abbreviations that the text says stand for no body: Alternative Delivery Mode (ADM)."""
        long = self.source.long_forms.items()
        spelled = [(form.short, self.folded[start : form.end]) for start, form in long]
        spelled += [(short, name) for short, name in _EXPLAINED.findall(self.folded) if spells(short, name)]
        shorts = (short for short in _BRACKETED.finditer(self.folded) if short[1].isupper())
        held = (short[1] for short in shorts if self._is_held(short.start()))
        return frozenset([*held, *(short for short, name in spelled if self._is_thing(name))])

    def _is_held(self, at: int) -> bool:
        """Whether an office in small letters stands before an abbreviation, with what it is of."""
        office = _HELD.search(self.folded, max(0, at - _FAR), at)
        return office is not None and office[1] in self.people.roles

    def _is_thing(self, name: str) -> bool:
        """Whether the head of a name makes it no body's: an act, a method, an office."""
        head = head_word(name)
        return head in self.forms.things or head in self.forms.doc_last or self.forms.is_office(name)

    def _bracketed(self, short: re.Match[str]) -> str | None:
        """An abbreviation in brackets, where a word that is no name stands before it."""
        at = short.start()
        before = self.people.offices.unbodied.search(self.folded, max(0, at - _REACH), at)
        small = before is not None and before[0] not in self.forms.bodies.bracketed
        return short[1] if small or self._is_paper(short[1], at) else None

    def _is_paper(self, short: str, at: int) -> bool:
        """Whether letters in brackets are those of a paper on something: a Code of Conduct in the East Sea (COC)."""
        begun = self.forms.paper_before.search(self.folded, max(0, at - _FAR), at)
        return begun is not None and begun[1][0] == short[0]

    def is_foreign(self, word: str, at: int) -> bool:
        """Whether a word with a capital is no English one, no given name and no known one."""
        known = self.source.known.at(self.folded, self.source.lower, at)
        return known is None and not (self.people.vocabulary.is_english(word) or self.people.is_given(word))

    def add(self, start: int, end: int, cluster: Cluster) -> None:
        """Note that something is named between two offsets."""
        cluster.last = start
        self.found.append((start, end, cluster))
