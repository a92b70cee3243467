"""Where spans may begin and end: at the edges of words, and direct speech at its quotation marks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["ends_quotation", "inside_word", "starts_quotation", "word_at"]

_APOSTROPHES = {"'", "’"}
_CONTRACTED = {"s", "t", "re", "ve", "ll", "d", "m"}
"""What follows the apostrophe in English: `Lind's` may be cut before it, never after it."""

_SPACED = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")
"""Scripts that put blanks between words; in others, what a word is cannot be told from its letters."""

_LETTERS = re.compile(r"[^\W\d_]*")
_WORD = re.compile(r"[\w'’.,]*\w")

_DOUBLE = '"“”„‟«»‹›「」『』《》＂'
_MARKS = re.escape(_DOUBLE + "'‘’‚‛")
_BEFORE = re.compile(rf"(?:[{_MARKS}]|[“„‘‚«‹]\s)[^\w\s]*$")
_AFTER = re.compile(rf"(?:\s(?=[^\w\s]))?[^\w\s]*(?:[{_DOUBLE}]|['‘’‚‛](?!\w))")
_RESUMED = re.compile(r"[^\S\n]*+\n\s*+['‘](?=\w)")
_SINGLE = re.compile(r"(?:^|[\s:(])['‘](?=\w)")
_DASH = re.compile(r"\s*[—–―-]\s?")
_YEAR = 4
_NEAR = 12
"""Characters that may stand between the words and their quotation mark."""


def inside_word(text: str, at: int) -> bool:
    """Whether a span that begins or ends at an offset would cut a word or a number in two.

    >>> [inside_word("Lind's well-known", at) for at in (2, 4, 5, 6, 12)]
    [True, False, True, False, False]
    """
    if not 0 < at < len(text):
        return False
    if unicodedata.combining(text[at]):
        return not text[at - 1].isspace()
    left, right = _base(text, at - 1), text[at]
    if right in _APOSTROPHES:
        return left in {"n", "N"} and _letters(text, at + 1) == "t"
    if left in _APOSTROPHES:
        return at > 1 and text[at - 2].isalpha() and _letters(text, at) in _CONTRACTED
    if {left, right} & {".", ","}:
        return _in_number(text, at)
    return _is_spaced(left) and _is_spaced(right) and not _is_joint(left, right)


def _base(text: str, at: int) -> str:
    """The character at an offset, or the letter that carries it."""
    while at and unicodedata.combining(text[at]):
        at -= 1
    return text[at]


def _letters(text: str, at: int) -> str:
    found = _LETTERS.match(text, at)
    return found[0].lower() if found else ""


def _in_number(text: str, at: int) -> bool:
    """Whether an edge beside a point or comma lies between the digits of one number.

    A comma behind four digits or more separates two numbers: `2019,18:05`.
    """
    point = at if text[at] in {".", ","} else at - 1
    if text[point] == "," and point >= _YEAR and text[point - _YEAR : point].isdecimal():
        return False
    return text[point - 1 : point].isdecimal() and text[point + 1 : point + 2].isdecimal()


def _is_joint(left: str, right: str) -> bool:
    """Whether two words were run together: `2024By`, `gazetteThe`, `USD50`."""
    return (right.isupper() and not left.isupper()) or (left.isupper() and right.isdecimal())


@cache
def _is_spaced(character: str) -> bool:
    return character.isalnum() and unicodedata.name(character, "").startswith(_SPACED)


def word_at(text: str, at: int) -> str:
    """The word or number around an offset.

    >>> word_at("has waited long", 6)
    'waited'
    """
    start = at
    while start and (text[start - 1].isalnum() or unicodedata.combining(text[start - 1])):
        start -= 1
    found = _WORD.match(text, start)
    return found[0] if found else text[start : at + 1]


def starts_quotation(text: str, start: int) -> bool:
    """Whether words begin after a quotation mark, after the dash of a dialogue, or with a further sentence.

    >>> [starts_quotation('“Go. We stay,” she said.', at) for at in (0, 1, 5, 15)]
    [False, True, True, False]
    """
    if _BEFORE.search(text[max(0, start - _NEAR) : start]) or _is_dialogue(text, start):
        return True
    return text[start - 1 : start].isspace() and text[start] not in _DOUBLE and _is_open(text, start)


def ends_quotation(text: str, end: int) -> bool:
    r"""Whether words end before a quotation mark, or with a sentence of a quotation that goes on.

    Where a text forgot to close the quotation, its words end with any clause.

    >>> [ends_quotation('“Go. We stay,” she said.', at) for at in (3, 4, 12, 14)]
    [False, True, True, False]
    >>> ends_quotation('“We stay, she said.', 9)
    True
    >>> ends_quotation("She said: 'We go." + "\n" * 2 + "'We stay.'", 17)
    True
    """
    if _AFTER.match(text[end : end + _NEAR]) or _is_dialogue(text, end) or _is_resumed(text, end):
        return True
    rest = text[end:].partition("\n")[0]
    if any(character in _DOUBLE for character in rest):
        at_clause = text[end - 1] in ".!?…:;" and rest[:1].isspace()
    else:
        at_clause = text[end - 1] in ".!?…:;," or rest[:1] in ".!?…:;,"
    return at_clause and _is_open(text, end)


def _is_resumed(text: str, at: int) -> bool:
    """Whether a quotation in single marks goes on in the next paragraph, which opens with the mark again."""
    if text[at - 1] not in ".!?…" or _RESUMED.match(text[at : at + _NEAR]) is None:
        return False
    return _SINGLE.search(text[text.rfind("\n", 0, at) + 1 : at]) is not None


def _is_dialogue(text: str, at: int) -> bool:
    return _DASH.match(text, text.rfind("\n", 0, at) + 1, at) is not None


def _is_open(text: str, at: int) -> bool:
    """Whether a quotation that began earlier has not ended: in this paragraph, or else in one before it."""
    while at > 0:
        line = text.rfind("\n", 0, at) + 1
        if marks := [character for character in text[line:at] if character in _DOUBLE]:
            return marks[-1] in "“„«‹「『《" or (marks[-1] in '"＂' and len(marks) % 2 == 1)
        at = line - 1
    return False
