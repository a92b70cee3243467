"""How far a command has come: a line written over on a terminal, a line a minute elsewhere, JSON for logs."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import click

from broadsheet.issues import Issue, Report, plural, printable
from broadsheet.reports import to_json
from broadsheet.reports.text import issue_lines

__all__ = ["LOGS", "Progress"]

T = TypeVar("T")

LOGS = ("text", "json")
"""The forms of what is told on the way."""

ON_TERMINAL, ELSEWHERE = 0.2, 60.0
"""Seconds between two tellings."""

LONGEST_NAME = 40

CLEAR = "\r\x1b[K"


class Progress:
    """The talk of a command that goes through many things, on the standard error.

    In the form `json` it is an object on each line, whose `event` is progress, issue or end.
    """

    def __init__(self, thing: str, done: str, log: str = "text") -> None:
        self._thing, self._done = thing, done
        self._json = log == "json"
        self._terminal = sys.stderr.isatty() and not self._json
        self._pause = ON_TERMINAL if self._terminal else ELSEWHERE
        self._begin = time.monotonic()
        self._count = self._issues = 0

    def over(self, things: Iterable[T]) -> Iterator[T]:
        """The things, while it is told how many have come, how fast, and which is the last."""
        self._begin = time.monotonic()
        told = self._begin - self._pause if self._terminal else self._begin
        for each in things:
            self._count += 1
            yield each
            if (now := time.monotonic()) - told >= self._pause:
                told = now
                self._tell_progress(now - self._begin, each)
        if self._json:
            self._event("end", seconds=round(time.monotonic() - self._begin, 1))
        elif self._terminal:
            click.echo(CLEAR, err=True, nl=False)

    def issue(self, issue: Issue) -> None:
        """Tell what is wrong with one of them, and count it."""
        self._issues += 1
        if self._json:
            self._echo({"event": "issue", **issue.to_dict()})
        else:
            line = issue_lines(Report((issue,)), colour=False)
            click.echo(CLEAR + line if self._terminal else line, err=True)

    def _tell_progress(self, seconds: float, last: object) -> None:
        name = _name(last)
        if self._json:
            self._event("progress", seconds=round(seconds, 1), last=name)
            return
        parts = [f"{plural(self._count, self._thing)} {self._done}"]
        parts += [plural(self._issues, "issue")] if self._issues else []
        parts += [f"{self._count / seconds:,.0f} a second"] if seconds > 1 else []
        parts += [_short(name)] if name else []
        line = ", ".join(parts)
        click.echo(CLEAR + line if self._terminal else line, err=True, nl=not self._terminal)

    def _event(self, event: str, **more: Any) -> None:
        self._echo({"event": event, "count": self._count, "issues": self._issues, **more})

    def _echo(self, value: dict[str, Any]) -> None:
        click.echo(to_json(value, indent=None), err=True)


def _name(thing: object) -> str | None:
    """What a thing goes by: its id, or the file that an issue is about."""
    found = getattr(thing, "id", None) or getattr(thing, "path", None)
    return None if found is None else str(found)


def _short(name: str) -> str:
    return printable(name if len(name) <= LONGEST_NAME else "…" + name[-LONGEST_NAME:])
