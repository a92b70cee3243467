"""Quotation marks in pairs: curly, straight, single, low and angled ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Quotation", "find_quotations", "find_rest"]

_MARK = re.compile(
    "[\u201c\u201d\u201e\u201f\"\u00ab\u00bb\u2018\u2019\u201a\u201b'\u2039\u203a`](?:(?<=')'|(?<=`)`|(?<=[\u2018\u2019])[\u2018\u2019])?"
)
_FAMILY = {
    **dict.fromkeys(("\u201c", "\u201d", "\u201e", "\u201f", '"', "``", "''"), "double"),
    **dict.fromkeys(("\u2018\u2018", "\u2018\u2019", "\u2019\u2018", "\u2019\u2019"), "double"),
    **dict.fromkeys("\u00ab\u00bb\u2039\u203a", "angle"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b'", "single"),
}
_OPENERS = frozenset("\u201c\u201e\u201f\u00ab\u2039\u2018\u201a\u201b") | {"``", "\u2018\u2018", "\u2018\u2019"}
_CLOSERS = frozenset("\u201d\u00bb\u203a\u2019") | {"''"}
_BEFORE = frozenset(" \t([{\u2014\u2013-/:\u2026\u201c\u2018\"'\u00ab")
_ELIDED = re.compile(r"\d0s\b|(?:tis|twas|em|til|cause|n|bout|round)\b", re.IGNORECASE)
_LOOK = 8
_LONGEST_NAME = 20
_NAME_BESIDE = re.compile(r" [A-Z]\w")


class Quotation(NamedTuple):
    """What stands between two marks: `start` and `end` with them, `inner` and `after` without.

    `closed` is false where the closing mark is missing: because the quotation goes on in the
    next paragraph, or by mistake.
    """

    start: int
    inner: int
    after: int
    end: int
    closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    family: str


def find_quotations(
    text: str, start: int, end: int, following: int | None = None
) -> tuple[list[Quotation], int | None]:
    """The quotations between two offsets, and where one opens that is never closed.

    Marks inside a quotation of another family, and apostrophes, are part of the words. A single mark is left open
    only where the paragraph that begins at `following` opens with it again.

    >>> text = "“It's ‘done’,” she said of Linh's boat."
    >>> [text[q.inner:q.after] for q in find_quotations(text, 0, len(text))[0]]
    ["It's ‘done’,"]
    """
    every = _marks(text)
    marks = every[bisect_left(every, (start,)) : bisect_left(every, (end,))]
    found: list[Quotation] = []
    opened: _Mark | None = None
    for n, mark in enumerate(marks):
        if mark.family == "single" and _is_apostrophe(text, mark, start, end):
            continue
        if opened is None:
            opened = mark if _opens(text, mark, start, end) else None
        elif mark.family == opened.family:
            if _closes(text, mark, start, end, marks[n + 1 : n + 1 + _LOOK]):
                if not _is_nickname(text, opened.start, mark.end):
                    found.append(_quotation(text, opened, mark))
                opened = None
            elif _opens(text, mark, start, end) and mark.family != "single":
                opened = mark
    goes_on = opened is not None and following is not None and text.startswith(opened.sign, following)
    if opened is not None and opened.family == "single" and not goes_on:
        after = [mark for mark in marks if mark.start > opened.start and mark.family != "single"]
        opened = _outer_after(text, after, found, start, end)
    return found, opened.start if opened else None


def find_rest(text: str, start: int, end: int) -> Quotation | None:
    """What a paragraph has left of a quotation that was opened before it, up to the first mark, which closes.

    >>> text = "It went well,” he said."
    >>> find_rest(text, 0, len(text))
    Quotation(start=0, inner=0, after=13, end=14, closed=True)
    """
    every = _marks(text)
    mark = next(
        (m for m in every[bisect_left(every, (start,)) : bisect_left(every, (end,))] if m.family != "single"), None
    )
    if mark is None or _opens(text, mark, start, end) or text[mark.start - 1] not in ",.!?\u2026":
        return None
    return Quotation(start, start, mark.start, mark.end)


@lru_cache(maxsize=2)
def _marks(text: str) -> list[_Mark]:
    """All marks of a text; kept while the text is read."""
    return [_Mark(*m.span(), m[0], _FAMILY[m[0]]) for m in _MARK.finditer(text) if m[0] != "`"]


def _outer_after(text: str, marks: Sequence[_Mark], found: list[Quotation], start: int, end: int) -> _Mark | None:
    """A single mark that nothing closes hides no quotation of another family after it."""
    outer: _Mark | None = None
    for mark in marks:
        if outer is None:
            outer = mark if _opens(text, mark, start, end) else None
        elif mark.family == outer.family and _closes(text, mark, start, end, ()):
            found.append(_quotation(text, outer, mark))
            outer = None
    return outer


def _quotation(text: str, opened: _Mark, closing: _Mark) -> Quotation:
    inner, after = opened.end, closing.start
    while inner < after and text[inner].isspace():
        inner += 1
    while after > inner and text[after - 1].isspace():
        after -= 1
    return Quotation(opened.start, inner, after, closing.end)


def _is_nickname(text: str, start: int, end: int) -> bool:
    """Whether a name in marks stands within a name: Mara “Bo” Lind."""
    name = text[start + 1 : end - 1]
    if len(name) > _LONGEST_NAME or not name.replace(" ", "").isalpha() or _NAME_BESIDE.match(text, end) is None:
        return False
    first, blank, _ = text[max(0, start - _LONGEST_NAME) : start].rpartition(" ")
    words = [first.rpartition(" ")[2], *name.split()]
    return text[start - 1] == blank == " " and all(word[:1].isupper() for word in words)


def _is_apostrophe(text: str, mark: _Mark, start: int, end: int) -> bool:
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    if before.isalnum() and after.isalnum():
        return True
    return mark.sign in "'\u2019\u2018" and not before.isalnum() and _ELIDED.match(text, mark.end, end) is not None


def _opens(text: str, mark: _Mark, start: int, end: int) -> bool:
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    if mark.sign in _CLOSERS and mark.sign != "''":
        return mark.sign == "\u201d" and before.isspace() and not after.isspace()
    if mark.sign in _OPENERS:
        return not (after.isspace() and not before.isspace() and mark.sign not in "\u00ab\u2039") and mark.end < end
    return before in _BEFORE and mark.end < end and (not after.isspace() or mark.start == start)


def _closes(text: str, mark: _Mark, start: int, end: int, following: Sequence[_Mark]) -> bool:
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    if mark.family == "single":
        return not before.isspace() and not after.isalnum() and not _is_possessive(text, mark, after, end, following)
    if mark.sign in _CLOSERS:
        return True
    if mark.sign in "\u201e\u00ab\u2039" or mark.sign == "``":
        return False
    if before.isspace():
        return after.isspace() or mark.end == end
    return not after.isalnum() or before in ",.!?\u2026"


def _is_possessive(text: str, mark: _Mark, after: str, end: int, following: Sequence[_Mark]) -> bool:
    """Whether the mark after an s is a possessive, because the quotation closes later."""
    if text[mark.start - 1] not in "sS" or after != " " or not text[mark.end + 1 : mark.end + 2].islower():
        return False
    for other in following:
        if other.family != "single":
            continue
        before = text[other.start - 1]
        beyond = text[other.end] if other.end < end else " "
        if before.isspace() and not beyond.isspace():
            return False
        if not beyond.isalnum() and (before in ",.!?\u2026" or beyond in ",.;:"):
            return True
    return False
