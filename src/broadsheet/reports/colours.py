"""The colours of a report in a terminal."""

from __future__ import annotations

__all__ = ["BOLD", "COLOURS", "GREEN", "painted"]

COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "notice": "\x1b[36m"}
BOLD, GREEN, PLAIN = "\x1b[1m", "\x1b[32m", "\x1b[0m"


def painted(text: str, paint: str, colour: bool) -> str:
    r"""The text between the codes of a colour, if colours are wanted.

    >>> painted("good", GREEN, True), painted("good", GREEN, False)
    ('\x1b[32mgood\x1b[0m', 'good')
    """
    return f"{paint}{text}{PLAIN}" if colour and text else text
