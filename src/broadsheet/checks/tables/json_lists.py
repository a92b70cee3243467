"""Long lists in JSON, whose items are made one by one: the text is held, and not the values in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

__all__ = ["items_of"]

LONG = 1 << 20
"""Bytes from which on it is worth it."""


def items_of(data: bytes, make: Callable[[bytes], Any]) -> Iterator[tuple[Any, int]] | None:
    """What is made of each item of a list, with its bytes; None for a short text, or one with anything wrong.

    All items are made once before the first is given out, so that what is wrong comes to light.

    >>> items_of(b"[1, 2]", int) is None
    True
    """
    if len(data) < LONG or find_spec("msgspec") is None:
        return None
    import msgspec  # noqa: PLC0415 - loaded when used

    try:
        pieces = msgspec.json.Decoder(list[msgspec.Raw]).decode(data)
        for text in map(bytes, pieces):
            make(text)
    except (ValueError, RecursionError):
        return None
    return ((make(text), len(text)) for text in map(bytes, pieces))
