"""One loop over any `concurrent.futures.Executor`: bounded ahead, results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Generic, TypeVar

from broadsheet.engines.cores import WorkerLostError

__all__ = ["Lost", "run"]

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""So many batches are submitted ahead to an executor that does not say how many it wants."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """An item that was set aside, because the process that worked on it died, and died again."""

    item: T
    reason: str


@dataclass(frozen=True, slots=True)
class _Each(Generic[T, R]):
    """The stage for each item of a batch."""

    stage: Callable[[T], R]

    def __call__(self, batch: list[T]) -> list[R]:
        return [self.stage(item) for item in batch]


def run(  # noqa: PLR0913 - the map, and how its items are put together
    stage: Callable[[T], R],
    items: Iterable[T],
    executor: Executor,
    *,
    batch: int = 8,
    size: Callable[[T], int] = lambda _: 0,
    most: int = 2**20,
) -> Iterator[R | Lost[T]]:
    """What the stage makes of each item, in the order of the items, or Lost where it kills its process.

    Items are submitted in batches of at most `batch` items, closed early when their sizes reach `most`;
    few batches are under way at any time, however many items there are. What the stage raises is raised here.

    >>> from broadsheet.engines import Here
    >>> list(run(len, ["a", "bb", "ccc"], Here(), batch=2))
    [1, 2, 3]
    """
    each, ahead = _Each(stage), getattr(executor, "ahead", AHEAD)
    waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
    try:
        for some in _batches(items, batch, size, most):
            waiting.append((some, executor.submit(each, some)))
            if len(waiting) > ahead:
                yield from _results(*waiting.popleft(), each, executor)
        while waiting:
            yield from _results(*waiting.popleft(), each, executor)
    finally:
        for _, future in waiting:
            future.cancel()


def _batches(items: Iterable[T], batch: int, size: Callable[[T], int], most: int) -> Iterator[list[T]]:
    some: list[T] = []
    total = 0
    for item in items:
        some.append(item)
        total += size(item)
        if len(some) >= batch or total >= most:
            yield some
            some, total = [], 0
    if some:
        yield some


def _results(some: list[T], future: Future[list[R]], each: _Each[T, R], executor: Executor) -> Iterator[R | Lost[T]]:
    """The results of a batch; one that is lost is done again item by item, to find the one that kills."""
    try:
        yield from future.result()
    except WorkerLostError as error:
        trials = getattr(executor, "trials", 1) - (len(some) == 1)
        for item in some:
            yield from _alone(item, each, executor, Lost(item, str(error)), trials)


def _alone(item: T, each: _Each[T, R], executor: Executor, lost: Lost[T], trials: int) -> Iterator[R | Lost[T]]:
    """The result of an item that was lost, tried so often by itself."""
    if trials == 0:
        yield lost
        return
    try:
        yield from executor.submit(each, [item]).result()
    except WorkerLostError as error:
        yield from _alone(item, each, executor, Lost(item, str(error)), trials - 1)
