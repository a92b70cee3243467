"""Pages in scripts that put no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese."""

from __future__ import annotations

import re

from broadsheet.reading.layout.blocks import Block
from broadsheet.reading.layout.prose import PROSE, Roles

__all__ = ["is_unspaced", "read_unspaced"]

_LETTER = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_DAY = re.compile("\\d{4}\u5e74\\d{1,2}\u6708\\d{1,2}\u65e5")
_STOPS = tuple(".!?\u2026\u3002\uff01\uff1f\u300d\u300f\u104b\u17d4")
SAMPLE, LONGEST_DAY = 2000, 40


def is_unspaced(text: str) -> bool:
    """Whether half of the letters of a text are of such a script.

    >>> is_unspaced("港が再開"), is_unspaced("Japanese (日本語)")
    (True, False)
    """
    if text.isascii():
        return False
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    return letters > 0 and 2 * letters > sum(map(str.isalpha, sample))


def read_unspaced(blocks: list[Block], roles: Roles) -> int:
    """Give every block a role; the index of the first paragraph.

    The longest line above it is the headline, the others are the page's; below it are paragraphs.
    """
    for index, block in enumerate(blocks):
        roles[index] = None if roles[index] == "weak" else roles[index]
        if roles[index] is None and len(block.text) <= LONGEST_DAY and _DAY.search(block.text) is not None:
            roles[index] = "date_line"
    free = [i for i, role in enumerate(roles) if role is None]
    body = next((i for i in free if blocks[i].text.endswith(_STOPS) or len(blocks[i].text) >= PROSE), 0)
    chosen = max((i for i in free if i < body), key=lambda i: len(blocks[i].text), default=None)
    for index in free:
        roles[index] = "headline" if index == chosen else "boilerplate" if index < body else "paragraph"
    return body
