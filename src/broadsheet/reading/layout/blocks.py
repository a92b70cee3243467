"""Blocks: the lines of a text, joined where a line was only broken to fit."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from broadsheet.articles.folding import fold

__all__ = ["Block", "ends_sentence", "read_blocks"]

_END = re.compile(r"""[.!?\u2026:;][*"'\u201c\u201d\u00bb)\]]*$""")
_STOPS = (".", "!", "?", "\u2026")
_CLOSING = "\"'\u2018\u2019\u201c\u201d\u00bb)]* "
_JOINING = frozenset({"a", "about", "and", "at", "by", "for", "from", "in", "of", "on", "than", "the", "to", "with"})
_BLANKS = " \u200e\u200f"

_SPACINGS = (0, 1)
"""Between the lines of a paragraph there is no empty line; some scrapers set one behind every line."""

NARROW, WIDE = 40, 110
"""Lines broken to fit are mostly about as long as each other, and between these lengths."""


class Block(NamedTuple):
    """One paragraph, line or heading: a span, and its folded text on one line.

    `gap` counts the empty lines before it.
    """

    start: int
    end: int
    text: str
    gap: int

    def cut(self, start: int, end: int) -> Block | None:
        """The part of the block between two offsets of the source, without blanks at its ends."""
        return _trimmed(self.text[start - self.start : end - self.start], start, self.gap)


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does.

    >>> ends_sentence("He left.”"), ends_sentence("Port to open"), ends_sentence("Really?")
    (True, False, True)
    """
    return text.endswith(_STOPS) or (text[-1:] in _CLOSING and text[-8:].rstrip(_CLOSING).endswith(_STOPS))


def read_blocks(text: str) -> list[Block]:
    r"""The blocks of a text, in order.

    >>> [block.text for block in read_blocks("One\n\nTwo lines\nof text")]
    ['One', 'Two lines', 'of text']
    """
    folded = fold(text)
    lines = _lines(text, folded)
    for spacing in _SPACINGS:
        width = _wrapped_at(lines, spacing)
        if width:
            return _joined(lines, folded, width, spacing)
    return lines


def _lines(text: str, folded: str) -> list[Block]:
    found: list[Block] = []
    start = breaks = 0
    for printed in text.split("\n"):
        end = start + len(printed)
        line = _trimmed(folded[start:end], start, max(0, breaks - 1))
        if line is not None:
            found.append(line)
            breaks = 0
        start, breaks = end + 1, breaks + 1
    return found


def _trimmed(piece: str, start: int, gap: int) -> Block | None:
    bare = piece.strip(_BLANKS)
    if not bare:
        return None
    start += piece.index(bare)
    return Block(start, start + len(bare), bare, gap)


def _wrapped_at(lines: list[Block], spacing: int) -> int:
    """The length at which lines with so many empty ones between were broken, or 0 where they were not."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == spacing]
    open_ended = [len(a.text) for a, b in pairs if _runs_on(a.text, b.text)]
    if len(open_ended) < 3 or len(open_ended) * 3 < len(pairs):
        return 0
    longest = max(len(line.text) for line in lines)
    return longest if NARROW <= longest <= WIDE else 0


def _runs_on(line: str, following: str) -> bool:
    if len(line) < NARROW or _END.search(line[-4:]) is not None:
        return False
    return following[0].islower() or (following[0].isalnum() and line[line.rfind(" ") + 1 :] in _JOINING)


def _joined(lines: list[Block], folded: str, width: int, spacing: int) -> list[Block]:
    blocks: list[Block] = []
    last = lines[0]
    for line in lines:
        if blocks and line.gap <= spacing and _was_broken(last.text, line.text, width):
            first = blocks.pop()
            text = folded[first.start : line.end]
            blocks.append(Block(first.start, line.end, text, first.gap))
        else:
            blocks.append(line)
        last = line
    return blocks


def _was_broken(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted into this line."""
    word = following.split(" ", 1)[0]
    return len(line) + 1 + len(word) > width - 1 or (_runs_on(line, following) and len(line) > width * 2 // 3)
