"""How far a command has come: a line written over on a terminal, a line a minute elsewhere, JSON for logs."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import click

from broadsheet.cli.cells import cells, fitted
from broadsheet.issues import Issue, Report, plural, printable
from broadsheet.reports import to_json
from broadsheet.reports.text import issue_lines

__all__ = ["LOGS", "Progress"]

T = TypeVar("T")

LOGS = ("text", "json")
"""The forms of what is told on the way."""

ON_TERMINAL, ELSEWHERE = 0.2, 60.0
"""Seconds between two tellings."""

SOON = 10.0
"""Seconds after which a run tells for the first time, where it is not on a terminal."""

LATELY = 100
"""So many tellings back is where the speed is measured from."""

LEAST_NAME, LONGEST_NAME = 8, 40
"""The cells that a name has on a terminal, at least and at most."""

CLEAR = "\r\x1b[K"


class _Mark(NamedTuple):
    """How far it was at a time: how many things, and which share of all."""

    seconds: float
    things: int
    share: float | None


class Progress:
    """The talk of a command that goes through many things, on the standard error.

    In the form `json` it is an object on each line, whose `event` is progress, issue or end.
    """

    def __init__(self, thing: str, done: str, log: str = "text") -> None:
        self._thing, self._done = thing, done
        self._json = log == "json"
        self._terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not self._json
        self._pause = ON_TERMINAL if self._terminal else ELSEWHERE
        self._begin = time.monotonic()
        self._count = self._issues = 0
        self._total: int | None = None
        self._marks: deque[_Mark] = deque(maxlen=LATELY)

    def over(
        self, things: Iterable[T], *, total: int | None = None, share: Callable[[int], float | None] | None = None
    ) -> Iterator[T]:
        """The things, while it is told how many have come, how fast, which is the last, and how long it will take.

        That needs to be known how many there are (`total`), or which share of all a count of them is (`share`).
        """
        self._begin, self._total = time.monotonic(), total
        self._marks.append(_Mark(0, 0, 0))
        told = self._begin - self._pause + (0 if self._terminal else SOON)
        for each in things:
            self._count += 1
            yield each
            if (now := time.monotonic()) - told >= self._pause:
                told = now
                part = self._count / total if total else share(self._count) if share else None
                self._tell_progress(_Mark(now - self._begin, self._count, part), _name(each))
        if self._terminal:
            click.echo(CLEAR, err=True, nl=False)

    def issue(self, issue: Issue) -> None:
        """Tell what is wrong with one of them, and count it."""
        self._issues += 1
        if self._json:
            self._echo({"event": "issue", **issue.to_dict()})
        else:
            line = issue_lines(Report((issue,)), colour=False)
            click.echo(CLEAR + line if self._terminal else line, err=True)

    def end(self, **summary: Any) -> None:
        """Tell programs that it is done, and what came of it."""
        if self._json:
            self._event("end", seconds=round(time.monotonic() - self._begin, 1), **summary)

    def _tell_progress(self, now: _Mark, name: str | None) -> None:
        speed, left = _speed(self._marks[0], now), _left(self._marks[0], now)
        self._marks.append(now)
        if self._json:
            rounded = None if left is None else round(left)
            told = {"a_second": round(speed, 1), "left": rounded, "total": self._total, "last": name}
            self._event("progress", seconds=round(now.seconds, 1), **told)
            return
        of = f" of {self._total:,}" if self._total else ""
        parts = [f"{plural(self._count, self._thing)}{of} {self._done}"]
        parts += [f"{_duration(left)} left"] if left is not None else []
        parts += [plural(self._issues, "issue")] if self._issues else []
        parts += [f"{speed:,.0f} a second"] if now.seconds > 1 else []
        shown = printable(name) if name else ""
        if self._terminal:
            click.echo(CLEAR + _line(parts, shown, _columns() - 1), err=True, nl=False)
        else:
            click.echo(", ".join([*parts, *([fitted(shown, LONGEST_NAME)] if name else [])]), err=True)

    def _event(self, event: str, **more: Any) -> None:
        self._echo({"event": event, "count": self._count, "issues": self._issues, **more})

    def _echo(self, value: dict[str, Any]) -> None:
        click.echo(to_json(value, indent=None), err=True)


def _speed(before: _Mark, now: _Mark) -> float:
    return (now.things - before.things) / max(now.seconds - before.seconds, 0.001)


def _left(before: _Mark, now: _Mark) -> float | None:
    """The seconds that are left, at the speed of late; None where that cannot be said."""
    if now.share is None or before.share is None or now.share <= before.share:
        return None
    return (1 - now.share) * (now.seconds - before.seconds) / (now.share - before.share)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02} min"


def _line(parts: list[str], name: str, room: int) -> str:
    """As much as the line of a terminal has room for: what comes first is the most telling."""
    while len(parts) > 1 and cells(", ".join(parts)) > room:
        parts.pop()
    line = fitted(", ".join(parts), room)
    left = min(room - cells(line) - 2, LONGEST_NAME)
    return f"{line}, {fitted(name, left)}" if name and left >= LEAST_NAME else line


def _columns() -> int:
    """How wide the terminal is now."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _name(thing: object) -> str | None:
    """What a thing goes by: its id, or the file that an issue is about."""
    found = getattr(thing, "id", None) or getattr(thing, "path", None)
    return None if found is None else str(found)
