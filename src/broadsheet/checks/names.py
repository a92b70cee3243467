"""The names of all entities, and what a text may call a speaker."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from broadsheet.articles.folding import key, words
from broadsheet.checks.entries import Entry

__all__ = ["Names"]

Words = tuple[str, ...]

_ABOUT = re.compile(r"\b(?:at|by|for|from|of|to|with)\b|['’]s?\b|s['’]", re.IGNORECASE)
"""Signs that a name only tells whose spokesman or whose sister somebody is."""

_SHORTEST = 3
"""Letters of a name that is looked for among other words."""


@dataclass(frozen=True)
class Names:
    """Every form of the name of every entity: `forms` by id and folded, `persons` the ids by the words of a form.

    They are in every process that compares texts: each word is held once, and an id is in no set where it is alone.
    """

    forms: dict[str, list[str]] = field(default_factory=dict)
    persons: dict[Words, str | set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entities: Iterable[Entry]) -> Names:
        """The names of entities; those with one id are taken together."""
        names, once = cls(), dict[str, str]()
        for entity in entities:
            id, given = entity.value["id"], _forms(entity.value)
            names.forms.setdefault(id, []).extend(map(key, given))
            for form in given if entity.value["kind"] == "person" else ():
                if len(form) >= _SHORTEST:
                    names._add(tuple(once.setdefault(word, word) for word in _folded(form)), id)
        return names

    def ids_of(self, form: Words) -> Collection[str]:
        """The persons who may be called so."""
        found = self.persons.get(form, ())
        return (found,) if isinstance(found, str) else found

    def _add(self, form: Words, id: str) -> None:
        found = self.persons.setdefault(form, id)
        if isinstance(found, set):
            found.add(id)
        elif found != id:
            self.persons[form] = {found, id}

    def other_person(self, found: str, speaker: str) -> str | None:
        """The person whom words name in place of the speaker, if they do.

        Pronouns and offices name nobody, and a spokesman of somebody is not that person.
        """
        runs = list(_runs(found))
        own = {_folded(form) for form in self.forms.get(speaker, ())}
        if _ABOUT.search(found) or any(run in own for run, _ in runs):
            return None
        others = (self.ids_of(run) for run, is_capital in runs if is_capital)
        return min((id for ids in others if speaker not in ids for id in ids), default=None)


def _forms(entity: dict[str, Any]) -> list[str]:
    given = (entity["name"], entity.get("native_name"))
    more = (*entity.get("alternate_name", ()), *entity.get("abbreviation", ()))
    return [form for form in (*given, *more) if form]


def _folded(text: str) -> Words:
    return tuple(word for word, _, _ in words(text))


def _runs(text: str) -> Iterator[tuple[Words, bool]]:
    """All runs of words of a text, and whether each starts with a capital letter."""
    found = words(text)
    for first, (_, start, _) in enumerate(found):
        for last in range(first + 1, min(len(found), first + 8) + 1):
            yield tuple(word for word, _, _ in found[first:last]), text[start].isupper()
