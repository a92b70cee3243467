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

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\ufe20-\ufe2f"
"""Marks of no script of its own, without those that enclose."""

_MARK = re.compile(f"[{_MARKS}]")
_JAMO = frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))
"""Vowels and ends of Korean syllables, which Unicode has for letters."""

_WORD = re.compile(f"(?:[^\\W_][{_MARKS}]*)+")
_PLAIN = re.compile(r"[^\W_]+")
_OFFSETS = ("start", "end")
_PRINTED = (
    *("headline", "author", "credit_text", "copyright_holder"),
    *("name", "native_name", "alternate_name", "abbreviation"),
)
"""Fields that hold words of the text; ids, days and terms of vocabularies have words of the same letters."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in which each letter is one character with its marks, or without those that no character has.

    `words` are those that lost a mark, as they are first printed.
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
        if isinstance(value, str) and self.words and name in _PRINTED:
            return _PLAIN.sub(lambda word: self.words.get(word[0], word[0]), value)
        return value


def compose(text: str) -> Composed | None:
    """The text with its marks on their letters (Unicode Normalization Form C); None where they already are.

    >>> composed = compose("In Ha\u0300 No\u0323\u0302i, Ko\u0323\u0301la said.")
    >>> composed.text, composed.offset(6), composed.offset(9), composed.words
    ('In Hà Nội, Kọla said.', 7, 12, {'Kọla': 'Kọ́la'})
    """
    if text.isascii() or (_MARK.search(text) is None and unicodedata.is_normalized("NFC", text)):
        return None
    marks = "".join(sorted(filter(_is_mark, set(text))))
    marked = re.finditer(f"(?s:.)[{marks}]+", text) if marks else ()
    parts, at, lost, done = [], [], [0], 0
    for letter, start, end in map(_composed, marked):
        if len(letter) < end - start:
            parts += [text[done:start], letter]
            done = end
            at.append(start - lost[-1] + 1)
            lost.append(lost[-1] + end - start - len(letter))
    return Composed("".join((*parts, text[done:])), _reprinted(text), at, lost) if at else None


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or character in _JAMO


def _composed(letter: re.Match[str]) -> tuple[str, int, int]:
    """A letter in as few characters as it has, and where it stands."""
    composed = unicodedata.normalize("NFC", letter[0])
    return composed[0] + _MARK.sub("", composed[1:]), letter.start(), letter.end()


def _reprinted(text: str) -> Mapping[str, str]:
    """The words that lose a mark, as they are first printed; none that the text prints without it before."""
    words: dict[str, str] = {}
    for word in _WORD.finditer(text):
        printed = unicodedata.normalize("NFC", word[0])
        words.setdefault(_MARK.sub("", printed), printed)
    return {read: printed for read, printed in words.items() if read != printed}
