"""The names of all entities, and what a text may call a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    """Every form of the name of every entity: `forms` by id and folded, `persons` the ids by the words of a form."""

    forms: dict[str, list[str]] = field(default_factory=dict)
    persons: dict[Words, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entities: Iterable[Entry]) -> Names:
        """The names of entities; those with one id are taken together."""
        names = cls()
        for entity in entities:
            forms = names.forms.setdefault(entity.value["id"], [])
            for form in _forms(entity.value):
                forms.append(key(form))
                if entity.value["kind"] == "person" and len(form) >= _SHORTEST:
                    names.persons.setdefault(_folded(form), set()).add(entity.value["id"])
        return names

    def other_person(self, found: str, speaker: str) -> str | None:
        """The person whom words name in place of the speaker, if they do.

        Pronouns and offices name nobody, and a spokesman of somebody is not that person.
        """
        runs = list(_runs(found))
        own = {_folded(form) for form in self.forms.get(speaker, ())}
        if _ABOUT.search(found) or any(run in own for run, _ in runs):
            return None
        others = (self.persons.get(run, set()) for run, is_capital in runs if is_capital)
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
