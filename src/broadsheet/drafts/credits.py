"""Where in their texts articles credit the publishers of others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from broadsheet.articles.folding import word_list
from broadsheet.checks.spans import decode
from broadsheet.checks.texts import Texts
from broadsheet.reading.lexicon import Lexicon

__all__ = ["Credits", "find_credit"]

CREDITED_IN = ("marker", "dateline", "byline", "sign_off", "date_line", "credit")
"""The parts of an article in which somebody is credited, in the order in which they are looked at."""


class Credits:
    """The credits of the articles in a folder of records, read where they are asked for.

    `lexicon` knows by which names outlets go.
    """

    def __init__(self, articles: Path, texts: Texts, lexicon: Lexicon) -> None:
        self._articles, self._texts, self._lexicon = articles, texts, lexicon

    def find(self, article: str, of: str) -> tuple[int, int] | None:
        """Where an article credits the publisher of another; None where that is not found, or no text is at hand."""
        record, other = self._record(article), self._record(of)
        about = self._lexicon["outlets"].get(other.get("publisher") or "", {})
        names = (about.get("name"), *about.get("abbreviation", ()), *about.get("alias", ()))
        return find_credit(self._text(record), record.get("segments", ()), filter(None, names))

    def _record(self, id: str) -> Mapping[str, Any]:
        try:
            found: Mapping[str, Any] = json.loads((self._articles / f"{id}.json").read_bytes())
        except (OSError, ValueError):
            return {}
        return found

    def _text(self, record: Mapping[str, Any]) -> str:
        source = record.get("source")
        data = self._texts.find(source) if source else None
        return record.get("text") or (decode(data, source["encoding"]) if source and data is not None else None) or ""


def find_credit(text: str, segments: Iterable[Mapping[str, Any]], names: Iterable[str]) -> tuple[int, int] | None:
    """The first part of a text beside the story in which one of the names stands.

    >>> segments = [{"start": 0, "end": 13, "role": "paragraph"}, {"start": 14, "end": 26, "role": "sign_off"}]
    >>> find_credit("The tug sank. (North Wire)", segments, ["NW", "North Wire"])
    (14, 26)
    """
    wanted = [_apart(name) for name in names if word_list(name)]
    beside = sorted((each for each in segments if each["role"] in CREDITED_IN), key=_rank)
    return next((span for span in map(_span, beside) if _holds(text[slice(*span)], wanted)), None)


def _rank(segment: Mapping[str, Any]) -> int:
    return CREDITED_IN.index(segment["role"])


def _span(segment: Mapping[str, Any]) -> tuple[int, int]:
    return segment["start"], segment["end"]


def _holds(text: str, names: Iterable[str]) -> bool:
    words = _apart(text)
    return any(name in words for name in names)


def _apart(text: str) -> str:
    """The words of a text, so that whole words can be looked for."""
    return f" {' '.join(word_list(text))} "
