"""How far a command has come: a line that is written over on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from broadsheet.reports.text import plural

__all__ = ["Progress"]

T = TypeVar("T")

ON_TERMINAL, ELSEWHERE = 0.2, 60.0
"""Seconds between two tellings."""

CLEAR = "\r\x1b[K"


class Progress:
    """The talk of a command that goes through many things, on the standard error."""

    def __init__(self, thing: str, done: str) -> None:
        self._thing, self._done = thing, done
        self._terminal = sys.stderr.isatty()
        self._pause = ON_TERMINAL if self._terminal else ELSEWHERE

    def over(self, things: Iterable[T]) -> Iterator[T]:
        """The things, while it is told how many have come, and how fast."""
        begin = time.monotonic()
        told = begin - self._pause if self._terminal else begin
        for number, each in enumerate(things, 1):
            yield each
            if (now := time.monotonic()) - told >= self._pause:
                told = now
                rate = f", {number / (now - begin):,.0f} a second" if now - begin > 1 else ""
                line = f"{plural(number, self._thing)} {self._done}{rate}"
                click.echo(CLEAR + line if self._terminal else line, err=True, nl=not self._terminal)
        if self._terminal:
            click.echo(CLEAR, err=True, nl=False)

    def tell(self, line: str) -> None:
        """Say something between, on a line of its own."""
        click.echo(CLEAR + line if self._terminal else line, err=True)
