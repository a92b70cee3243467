"""Name finders of third parties, and the one that asks a spaCy model.

A finder is a callable: it takes a text and gives `(start, end, kind, name)` for every name that
it finds, the offsets in code points, the kind one of person, organisation, place, event and
document. A distribution offers one as an entry point of the group `broadsheet.names`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from broadsheet.errors import SettingsError

__all__ = ["GROUP", "NameFinder", "find_with_spacy", "load_finders"]

GROUP = "broadsheet.names"
"""The entry point group that name finders are offered under."""

NameFinder = Callable[[str], Iterable[tuple[int, int, str, str]]]
"""A text -> start, end, kind and name of what it finds."""

MODEL = "en_core_web_sm"
"""The spaCy pipeline that is asked."""

_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "place",
    "EVENT": "event",
    "LAW": "document",
    "WORK_OF_ART": "document",
}


def load_finders(names: Iterable[str]) -> tuple[NameFinder, ...]:
    """The finders of these names, in their order.

    >>> load_finders([])
    ()
    """
    offered = {point.name: point for point in entry_points(group=GROUP)}
    return tuple(_load(name, offered) for name in names)


def _load(name: str, offered: dict[str, Any]) -> NameFinder:
    if name == "spacy" and name not in offered:
        return find_with_spacy
    if name not in offered:
        known = ", ".join(sorted({*offered, "spacy"}))
        raise SettingsError(f"no name finder is called {name!r}", hint=f"choose one of: {known}")
    finder: NameFinder = offered[name].load()
    return finder


def find_with_spacy(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The names that a spaCy pipeline finds; needs the extra `ner` and the model."""
    for entity in _pipeline()(text).ents:
        if entity.label_ in _KINDS:
            yield entity.start_char, entity.end_char, _KINDS[entity.label_], entity.text


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    try:
        return import_module("spacy").load(MODEL, exclude=["parser", "lemmatizer", "textcat"])
    except (ImportError, OSError) as error:
        hint = f"pip install 'broadsheet[ner]' and then: python -m spacy download {MODEL}"
        raise SettingsError("the spaCy model is not there", hint=hint) from error
