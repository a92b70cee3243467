"""A text whose marks stand apart from their letters, read as if they did not."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

__all__ = ["Composed", "compose"]

_MARK = re.compile("[\u0300-\u036f]")
_MARKED = re.compile("(?s:.)[\u0300-\u036f]+")
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
_PLAIN = re.compile(r"[^\W_]+")
_OFFSETS = ("start", "end")

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in which each letter is one character with its marks, or without those that no character has.

    `words` are those that lost a mark, as they are printed.
    """

    text: str
    words: Mapping[str, str]
    _at: list[int] = field(repr=False)
    _lost: list[int] = field(repr=False)

    def offset(self, at: int) -> int:
        """Where a place in this text is in the one that it was made of."""
        return at + self._lost[bisect_right(self._at, at)]

    def restored(self, model: Model) -> Model:
        """What was read of this text as if it had been read of the one that it was made of."""
        changed = {}
        for name in type(model).model_fields:
            value = getattr(model, name)
            new = self._restored(name, value)
            if new is not value and new != value:
                changed[name] = new
        return model.model_copy(update=changed) if changed else model

    def _restored(self, name: str, value: Any) -> Any:
        if isinstance(value, BaseModel):
            return self.restored(value)
        if isinstance(value, tuple):
            return tuple(self._restored(name, each) for each in value)
        if isinstance(value, int) and name.rpartition("_")[2] in _OFFSETS:
            return self.offset(value)
        if isinstance(value, str) and self.words:
            return _PLAIN.sub(lambda word: self.words.get(word[0], word[0]), value)
        return value


def compose(text: str) -> Composed | None:
    """The text with its marks on their letters (Unicode Normalization Form C); None where they already are.

    >>> composed = compose("In Ha\u0300 No\u0323\u0302i, Ko\u0323\u0301la said.")
    >>> composed.text, composed.offset(6), composed.offset(9), composed.words
    ('In Hà Nội, Kọla said.', 7, 12, {'Kọla': 'Kọ́la'})
    """
    if text.isascii() or _MARK.search(text) is None:
        return None
    parts, at, lost, done = [], [], [0], 0
    for marked in _MARKED.finditer(text):
        letter = unicodedata.normalize("NFC", marked[0])
        parts += [text[done : marked.start()], letter[0]]
        done = marked.end()
        at.append(marked.start() - lost[-1] + 1)
        lost.append(lost[-1] + len(marked[0]) - 1)
    words: dict[str, str] = {}
    for word in _WORD.finditer(text):
        printed = unicodedata.normalize("NFC", word[0])
        if (read := _MARK.sub("", printed)) != printed:
            words.setdefault(read, printed)
    return Composed("".join((*parts, text[done:])), words, at, lost)
