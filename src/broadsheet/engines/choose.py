"""Which engine, by its name; and when more than one process pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from typing import TypeVar

from broadsheet.engines.cores import Cores, cores_here
from broadsheet.engines.here import Here
from broadsheet.engines.names import SCHEME, require_engine
from broadsheet.engines.threads import Threads
from broadsheet.errors import BroadsheetError

__all__ = ["MANY", "MUCH", "is_far", "open_engine"]

T = TypeVar("T")

MANY, MUCH = 300, 2**20
"""From so many items, or so many bytes of items, on the cores of a machine are quicker than one process."""


def open_engine(  # noqa: PLR0913, PLR0917 - what decides, and what it decides about
    name: str | Executor,
    items: Iterable[T],
    size: Callable[[T], int],
    jobs: int | None = None,
    much: int = MUCH,
    many: int = MANY,
) -> tuple[AbstractContextManager[Executor], Iterator[T]]:
    """The engine of a name, to be closed after use, and the items; an executor is taken as it is, and stays open.

    `auto` looks at the first items, and takes the cores where there are so `many` of them, or so `much` in them. A name
    `dask://HOST:PORT` is the cluster whose scheduler is there. Raises BroadsheetError for any other name.

    >>> engine, items = open_engine("auto", ["a", "b"], len)
    >>> type(engine).__name__, list(items)
    ('Here', ['a', 'b'])
    """
    if isinstance(name, Executor):
        return _given(name), iter(items)
    require_engine(name)
    if name.startswith(SCHEME):
        from broadsheet.engines.cluster import connect  # noqa: PLC0415 - asyncio takes time to load

        return connect(name), iter(items)
    pays, rest = name == "cores", iter(items)
    if name == "auto" and (jobs or cores_here()) > 1:
        pays, rest = _pays(rest, size, much, many)
    return Cores(jobs) if pays else Here(), rest


def is_far(engine: Executor) -> bool:
    """Whether tasks may run where the files of this machine are not, so that their bytes have to go with them."""
    return not isinstance(engine, (Here, Cores, Threads))


@contextmanager
def _given(executor: Executor) -> Iterator[Executor]:
    """An executor of the caller. Raises BroadsheetError where it does no more: a pool of Python ends with a process."""
    try:
        yield executor
    except BrokenExecutor as error:
        hint = 'give engine="cores" instead: its processes are replaced, and what kills them is set aside'
        raise BroadsheetError(f"the executor that was given has ended: {error}", hint=hint) from error


def _pays(items: Iterable[T], size: Callable[[T], int], much: int, many: int) -> tuple[bool, Iterator[T]]:
    rest, seen, total = iter(items), [], 0
    for item in rest:
        seen.append(item)
        total += size(item)
        if len(seen) >= many or total >= much:
            return True, chain(seen, rest)
    return False, iter(seen)
