"""How far a command has come: a line written over on a terminal, a line a minute elsewhere, JSON for logs."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

import click

from broadsheet.cli.cells import cells, fitted
from broadsheet.cli.main import FAILED, INTERRUPTED, INVALID, Ended
from broadsheet.engines.watching import Step
from broadsheet.errors import BroadsheetError
from broadsheet.issues import InvalidDataError, Issue, Report, plural, printable
from broadsheet.reports import as_text, to_json
from broadsheet.reports.text import issue_lines

__all__ = ["LOGS", "Progress", "sum_of"]

T = TypeVar("T")

LOGS = ("text", "json", "issues")
"""The forms of what is told on the way; the last is that of text, with nothing of how far it is."""

ON_TERMINAL, ELSEWHERE = 0.2, 60.0
"""Seconds between two tellings."""

PATIENCE = 1.0
"""Seconds that a terminal shows nothing, where most runs are done by then."""

SOON = 10.0
"""Seconds after which a run tells for the first time, where it is not on a terminal."""

LATELY = 100
"""So many tellings back is where the speed is measured from."""

LEAST_NAME, LONGEST_NAME = 8, 40
"""The cells that a name has on a terminal, at least and at most."""

CLEAR = "\r\x1b[K"

_TOLD = (Ended, BroadsheetError, click.ClickException, click.Abort, KeyboardInterrupt, OSError)
"""What the end of a log tells whole; anything else is a mistake of the program, and shows where."""


class _Mark(NamedTuple):
    """How far it was at a time: how many things, and which share of all."""

    seconds: float
    things: int
    share: float | None


class Progress:
    """The talk of a command that goes through many things, on the standard error.

    In the form `issues` it tells those and notices alone, in the form `json` an object on each line, whose `event` is
    progress, issue, notice or end. A command has one or more steps, one after the other, or in each other. On a
    terminal it tells at once where it is `eager`, else after a second: what is done by then shows nothing but its
    answer. A command that fails has an end that says with what; in the form `json` nothing else does.
    """

    def __init__(self, log: str = "text", *, eager: bool = False) -> None:
        self._json, self._quiet = log == "json", log == "issues"
        self._terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not self._json
        self._pause = ON_TERMINAL if self._terminal else ELSEWHERE
        self._begin = time.monotonic()
        self._told = self._begin - self._pause + ((not eager) * PATIENCE if self._terminal else SOON)
        self._shows = self._ended = False
        self._issues = 0

    @classmethod
    def of_command(cls, log: str, *, eager: bool = False) -> Progress:
        """The progress of the command that runs, which ends with it."""
        return click.get_current_context().with_resource(cls(log, eager=eager))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: TracebackType | None) -> None:
        if error is not None and not self._ended:
            self.end(**_failure(error))
        gone = isinstance(error, OSError) and error.errno == errno.EPIPE
        if isinstance(error, _TOLD) and self._json and not gone:  # another line of it would be no JSON
            raise SystemExit(_failure(error)["status"]) from error

    def over(self, things: Iterable[T], step: Step[T]) -> Iterator[T]:
        """The things, while it is told how many have come, how fast, which is the last, and how long it will take.

        That needs to be known how many there are, or which share of all a count of them is.
        """
        begin, count = time.monotonic(), 0
        marks = deque([_Mark(0, 0, 0)], maxlen=LATELY)
        try:
            for each in things:
                count += step.count(each)
                yield each
                if not self._quiet and (now := time.monotonic()) - self._told >= self._pause:
                    self._told = now
                    mark = _Mark(now - begin, count, step.part(count))
                    self._tell(step, marks[0], mark, step.name(each))
                    marks.append(mark)
        finally:
            self._clear()

    def issue(self, issue: Issue) -> None:
        """Tell what is wrong with one of them, and count it."""
        self._issues += 1
        if self._json:
            self._event("issue", **issue.to_dict())
        else:
            self._clear()
            click.echo(issue_lines(Report((issue,)), colour=False), err=True)

    def notice(self, message: str, hint: str) -> None:
        """Tell what has happened to the work, and what to do."""
        if self._json:
            self._event("notice", message=message, hint=hint)
        else:
            self._clear()
            click.echo(printable(f"broadsheet: {message}; {hint}"), err=True)

    def note(self, message: str) -> None:
        """Tell what whoever reads the answer should know, in words that a terminal may show."""
        if self._json:
            self._event("notice", message=message, hint=None)
        else:
            self._clear()
            click.echo(message, err=True)

    def report(self, report: Report) -> None:
        """Tell what a check has found."""
        if self._json:
            for issue in report.issues:
                self._event("issue", **issue.to_dict())
        else:
            self._clear()
            click.echo(as_text(report, colour=False), err=True)

    def fail(self, error: BaseException, **summary: Any) -> None:
        """Tell programs with what it has failed, and what came of it."""
        self.end(**summary, **_failure(error))

    def end(self, **summary: Any) -> None:
        """Tell programs that it is done, and what came of it."""
        self._ended = True
        if self._json:
            self._event("end", seconds=round(time.monotonic() - self._begin, 1), **{"issues": self._issues, **summary})

    def _tell(self, step: Step[Any], before: _Mark, now: _Mark, name: str | None) -> None:
        speed, left, issues = _speed(before, now), _left(before, now), self._issues + step.issues()
        if self._json:
            rounded = None if left is None else round(left)
            told = {"count": now.things, "total": step.total, "issues": issues, "a_second": round(speed, 3)}
            which = f"{step.thing} {step.done}"
            self._event("progress", seconds=round(now.seconds, 1), step=which, **told, left=rounded, last=name)
            return
        of = f" of {step.total:,}" if step.total else ""
        parts = [f"{plural(now.things, step.thing)}{of} {step.done}"]
        parts += [f"{_duration(left)} left"] if left is not None else []
        parts += [plural(issues, "issue")] if issues else []
        parts += [_rate(speed)] if now.seconds > 1 else []
        shown = printable(name) if name else ""
        if self._terminal:
            click.echo(CLEAR + _line(parts, shown, _columns() - 1), err=True, nl=False)
            self._shows = True
        else:
            click.echo(", ".join([*parts, *([fitted(shown, LONGEST_NAME)] if name else [])]), err=True)

    def _clear(self) -> None:
        """Leave the line of the terminal empty."""
        if self._shows:
            click.echo(CLEAR, err=True, nl=False)
        self._shows = False

    def _event(self, event: str, **more: Any) -> None:
        click.echo(to_json({"event": event, **more}, indent=None), err=True)


def _failure(error: BaseException) -> dict[str, Any]:
    """What ended a command, and with which exit status."""
    if isinstance(error, Ended):
        return {"status": error.status, "error": str(error)}
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return {"status": INTERRUPTED, "error": "interrupted"}
    status = INVALID if isinstance(error, InvalidDataError) else FAILED
    message = error.format_message() if isinstance(error, click.ClickException) else str(error)
    return {"status": status, "error": message, "hint": error.hint if isinstance(error, BroadsheetError) else None}


def sum_of(report: Report) -> dict[str, Any]:
    """What a report comes to, for `end`: whether all is well, how many issues there are, and what was looked at."""
    found = report.count() + report.hidden()
    numbers = {name: value for name, value in report.stats.items() if isinstance(value, int)}
    return {"valid": report.valid, "issues": found.total(), **numbers}


def _speed(before: _Mark, now: _Mark) -> float:
    return (now.things - before.things) / max(now.seconds - before.seconds, 0.001)


def _rate(speed: float) -> str:
    """How fast it goes, in a number that is not 0 where it does go."""
    if speed >= 1:
        return f"{speed:,.0f} a second"
    return f"{60 * speed:,.0f} a minute" if 60 * speed >= 1 or not speed else f"{60 * speed:.1g} a minute"


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
