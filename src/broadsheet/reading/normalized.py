"""A text with other marks, blanks and line ends than most have, read as if it had theirs."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from broadsheet.articles.folding import LINE_ENDS

__all__ = ["Normalized", "normalize", "plain_text"]

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\ufe20-\ufe2f"
"""Marks of no script of its own, without those that enclose."""

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""What takes no room and only tells how others are set: where a line may break, which way it runs."""

_MARK = re.compile(f"[{_MARKS}{_UNSEEN}]")
_IS_UNSEEN = re.compile(f"[{_UNSEEN}]")
_JAMO = frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))
"""Vowels and ends of Korean syllables, which Unicode has for letters."""

_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_BROKEN = (*LINE_ENDS, " \n", "\t\n", "\n ", "\n\t")
"""One of these is in every text with a line end that is more or other than one line feed."""

_END = f"(?P<end>(?:(?<![ \t])[ \t]++)?(?:\r\n?|[\n{LINE_ENDS}])[ \t]*)"
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
class Normalized:
    """A text in which each letter is one character with its marks, or without those that no character has.

    Characters that are not seen, as soft hyphens, are left out. Between two lines stands one line feed, without blanks
    beside it, and all blanks in a line are plain.
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
        changed: dict[str, Any] = {}
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


def normalize(text: str) -> Normalized | None:
    r"""The text with its marks on their letters (Unicode Normalization Form C), and plain blanks and line ends.

    None where it is so already.

    >>> normal = normalize("In Ha\u0300 No\u0323\u0302i, Ko\u0323\u0301la\r\nsaid.")
    >>> normal.text, normal.offset(6), normal.offset(9), normal.offset(14), normal.words
    ('In H\xe0 N\u1ed9i, K\u1ecdla\nsaid.', 7, 12, 19, {'K\u1ecdla': 'K\u1ecd\u0301la'})
    """
    plain = text if text.isascii() else _BLANK.sub(" ", text)
    marks = _marks(plain)
    if not marks and not any(map(plain.__contains__, _BROKEN)):
        return None if plain == text else Normalized(plain, {}, [], [0])
    parts, at, lost, done = [], [], [0], 0
    for found in re.finditer(rf"\A[{_UNSEEN}]+|{_END}[{marks}]*|(?s:.)[{marks}]+" if marks else _END, plain):
        read, (start, end) = "\n" if found["end"] else _letter(found[0]), found.span()
        if read != found[0]:
            parts += [plain[done:start], read]
            done = end
            at.append(start - lost[-1] + 1)
            lost.append(lost[-1] + end - start - len(read))
    if not parts and plain == text:
        return None
    return Normalized("".join((*parts, plain[done:])), _reprinted(plain) if marks else {}, at, lost)


def plain_text(text: str) -> str:
    r"""The text as it is read, where nobody asks for places in it.

    >>> plain_text("The quay\r\nof\u00a0Oslo")
    'The quay\nof Oslo'
    """
    normal = normalize(text)
    return normal.text if normal else text


def _marks(text: str) -> str:
    """The marks that may stand apart in a text."""
    if text.isascii() or (_MARK.search(text) is None and unicodedata.is_normalized("NFC", text)):
        return ""
    return "".join(sorted(filter(_is_mark, set(text))))


def _is_mark(character: str) -> bool:
    is_mark = unicodedata.category(character)[0] == "M"
    return is_mark or character in _JAMO or _IS_UNSEEN.match(character) is not None


def _letter(marked: str) -> str:
    """A letter in as few characters as it has."""
    composed = unicodedata.normalize("NFC", _IS_UNSEEN.sub("", marked))
    return composed[:1] + _MARK.sub("", composed[1:])


def _reprinted(text: str) -> Mapping[str, str]:
    """The words that lose a mark, as they are first printed; none that the text prints without it before."""
    words: dict[str, str] = {}
    for word in _WORD.finditer(text):
        printed = unicodedata.normalize("NFC", word[0])
        words.setdefault(_MARK.sub("", printed), printed)
    return {read: printed for read, printed in words.items() if read != printed}
