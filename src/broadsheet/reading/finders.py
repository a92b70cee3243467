"""Name finders of third parties, and the one that asks a spaCy pipeline.

A finder is a callable: it takes a text and gives `(start, end, kind, name)` for every name that
it finds, the offsets in code points, the kind one of person, organisation, place, event and
document. A distribution offers one as an entry point of the group `broadsheet.names`. One that loads
a model says in its attribute `memory` how many bytes that takes in each process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points

from broadsheet.errors import SettingsError
from broadsheet.plugins import load_plugin
from broadsheet.reading.spacy_names import SpacyFinder

__all__ = ["GROUP", "NameFinder", "load_finders", "memory_for"]

GROUP = "broadsheet.names"
"""The entry point group that name finders are offered under."""

Found = tuple[int, int, str, str]
"""Start, end, kind and name of something that was found."""

NameFinder = Callable[[str], Iterable[Found]]
"""A text -> start, end, kind and name of what it finds."""

SPACY = "spacy"


def load_finders(names: Iterable[str]) -> tuple[NameFinder, ...]:
    """The finders of these names, in their order; SettingsError for one that is not there, or does not load.

    `spacy` asks an English pipeline that is installed, `spacy:PIPELINE` the one that is named.

    >>> load_finders([])
    ()
    """
    offered = {point.name: point for point in entry_points(group=GROUP)}
    return tuple(_load(name, offered) for name in names)


def memory_for(finders: Iterable[NameFinder]) -> int:
    """The bytes that each process takes for finders, as far as they say.

    >>> memory_for([str.split, SpacyFinder("./names")]) >> 20
    128
    """
    said = (getattr(finder, "memory", 0) for finder in finders)
    return sum(max(0, each) for each in said if isinstance(each, int))


def _load(name: str, offered: dict[str, EntryPoint]) -> NameFinder:
    if name in offered:
        return load_plugin(offered[name], "name finder")
    ours, _, pipeline = name.partition(":")
    if ours == SPACY:
        return SpacyFinder.of(pipeline)
    known = ", ".join(sorted({*offered, SPACY}))
    raise SettingsError(f"no name finder is called {name!r}", hint=f"choose one of: {known}")
