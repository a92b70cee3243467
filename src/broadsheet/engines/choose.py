"""Which engine, by its name; and when more than one process pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import TypeVar

from broadsheet.engines.cores import Cores, cores_here
from broadsheet.engines.here import Here

__all__ = ["ENGINES", "MANY", "MUCH", "open_engine"]

T = TypeVar("T")

ENGINES = ("auto", "local", "cores")
"""The engines by the names that `--engine` takes."""

MANY, MUCH = 300, 2**20
"""From so many items, or so many bytes of items, on the cores of a machine are quicker than one process."""


def open_engine(
    name: str | Executor, items: Iterable[T], size: Callable[[T], int], jobs: int | None = None
) -> tuple[AbstractContextManager[Executor], Iterator[T]]:
    """The engine of a name, to be closed after use, and the items; an executor is taken as it is.

    `auto` looks at the first items, and takes the cores where there are many of them, or much in them.

    >>> engine, items = open_engine("auto", ["a", "b"], len)
    >>> type(engine).__name__, list(items)
    ('Here', ['a', 'b'])
    """
    if isinstance(name, Executor):
        return nullcontext(name), iter(items)
    pays, items = (
        _pays(items, size) if name == "auto" and (jobs or cores_here()) > 1 else (name == "cores", iter(items))
    )
    return Cores(jobs) if pays else Here(), items


def _pays(items: Iterable[T], size: Callable[[T], int]) -> tuple[bool, Iterator[T]]:
    rest, seen, total = iter(items), [], 0
    for item in rest:
        seen.append(item)
        total += size(item)
        if len(seen) >= MANY or total >= MUCH:
            return True, chain(seen, rest)
    return False, iter(seen)
