"""How far work has come: told to whoever watches it, and nothing where nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

__all__ = ["Step", "Watcher", "notify", "watched", "watching"]

T = TypeVar("T")


def _one(_: Any) -> int:
    return 1


def _none() -> int:
    return 0


def _name(thing: object) -> str | None:
    """What a thing goes by: its id, or the file that an issue is about."""
    found = getattr(thing, "id", None) or getattr(thing, "path", None)
    return None if found is None else str(found)


@dataclass(frozen=True)
class Step(Generic[T]):
    """What is done to things one after the other: `Step("record", "checked")`.

    Args:
        thing: what is counted, in the singular.
        done: what is done to it.
        total: how many there are, where that is known.
        share: which share of all a count of them is, 0 to 1; None where that cannot be said.
        count: how many things come with each of those that are gone through.
        name: what one of them goes by.
        issues: how many issues there are so far.
    """

    thing: str
    done: str
    total: int | None = None
    share: Callable[[int], float | None] | None = None
    count: Callable[[T], int] = _one
    name: Callable[[T], str | None] = _name
    issues: Callable[[], int] = _none

    def part(self, count: int) -> float | None:
        """The share of all that a count is, if that is known."""
        return count / self.total if self.total else self.share(count) if self.share else None


class Watcher(Protocol):
    """Who is told."""

    def over(self, things: Iterable[T], step: Step[T], /) -> Iterator[T]:
        """The things, while it is told how far they have come."""

    def notice(self, message: str, hint: str, /) -> None:
        """Be told what has happened to the work, and what to do."""


_watcher: ContextVar[Watcher | None] = ContextVar("_watcher", default=None)


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    """A block whose work in this thread is told to a watcher."""
    before = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(before)


def watched(things: Iterable[T], step: Step[T]) -> Iterator[T]:
    """The things as they are, told to the watcher where there is one.

    >>> list(watched("ab", Step("letter", "read")))
    ['a', 'b']
    """
    watcher = _watcher.get()
    return iter(things) if watcher is None else watcher.over(things, step)


def notify(message: str, hint: str) -> None:
    """Tell the watcher what has happened to the work, and what to do; nobody where there is none."""
    if watcher := _watcher.get():
        watcher.notice(message, hint)
