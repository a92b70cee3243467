"""How wide a text is on a terminal, where letters of some scripts take two cells and marks none."""

from __future__ import annotations

import unicodedata

__all__ = ["cells", "fitted"]

CUT = "…"


def cells(text: str) -> int:
    """How many cells of a terminal a text takes.

    >>> cells("Quay"), cells("新闻"), cells("e\u0301")
    (4, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fitted(text: str, room: int) -> str:
    """The text, or the end of it that fits into so many cells.

    >>> fitted("2024-06-11-quay", 8), fitted("旧港新闻", 6), fitted("quay", 4)
    ('…11-quay', '…新闻', 'quay')
    """
    if cells(text) <= room:
        return text
    start, left = len(text), room - cells(CUT)
    while start and (width := _width(text[start - 1])) <= left:
        start, left = start - 1, left - width
    while start < len(text) and not _width(text[start]):
        start += 1  # a mark without its letter
    return CUT + text[start:] if room > 0 else ""
