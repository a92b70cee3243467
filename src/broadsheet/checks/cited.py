"""Articles that others refer to: what of them is asked for, so that the whole of none is held."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from broadsheet.checks.spans import decode
from broadsheet.checks.texts import Texts

__all__ = ["Cited", "CitedTexts"]


@dataclass(frozen=True, slots=True)
class Cited:
    """Of an article: who published it and when, whom it credits, its source, and start, end and role of its parts."""

    id: str
    publisher: str | None
    credits: frozenset[str]
    date: str | None
    segments: tuple[tuple[int, int, str], ...]
    source: Mapping[str, Any]

    @classmethod
    def of(cls, article: Mapping[str, Any]) -> Self:
        """What is asked for of an article of the right shape."""
        publisher = article.get("publisher")
        credited = frozenset(article.get("source_organization", ())) - {publisher}
        segments = tuple((each["start"], each["end"], each["role"]) for each in article.get("segments", ()))
        return cls(article["id"], publisher, credited, article.get("date_published"), segments, article["source"])

    @property
    def length(self) -> int:
        """The characters of its text."""
        return int(self.source["characters"])


class CitedTexts:
    """The texts of such articles, read when they are asked for; `sound` are the ids of those that are as described."""

    def __init__(self, texts: Texts, cited: Mapping[str, Cited], sound: Collection[str]) -> None:
        self._texts, self._cited, self._sound = texts, cited, sound

    def find(self, id: str) -> str | None:
        """The text of an article; None where it is not at hand, or not the one that the record describes."""
        if id not in self._sound:
            return None
        source = self._cited[id].source
        data = self._texts.find(dict(source))
        is_same = data is not None and hashlib.sha256(data).hexdigest() == source["sha256"]
        return decode(data, source["encoding"]) if data is not None and is_same else None
