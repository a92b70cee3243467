"""One loop over any `concurrent.futures.Executor`: bounded ahead, results in order."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Generic, TypeVar

from broadsheet.engines.cores import WorkerLostError
from broadsheet.engines.shards import Results

__all__ = ["AbsentError", "Lost", "run"]

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""So many batches are submitted ahead to an executor that does not say how many it wants."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """An item that was set aside: the process that worked on it died, and died again, or there was no memory for it."""

    item: T
    reason: str


class AbsentError(Exception):
    """What an item names is not there, where the stage runs."""


@dataclass(frozen=True, slots=True)
class _Each(Generic[T, R]):
    """The stage for each item of a batch; None where what the items name is not there."""

    stage: Callable[[T], R]

    def __call__(self, batch: list[T]) -> list[R] | None:
        try:
            return [self.stage(item) for item in batch]
        except AbsentError:
            return None


def run(  # noqa: PLR0913 - the map, and how its items are put together
    stage: Callable[[T], R],
    items: Iterable[T],
    executor: Executor,
    *,
    batch: int = 8,
    size: Callable[[T], int] = lambda _: 0,
    most: int = 2**20,
    shards: Results | None = None,
    name: Callable[[T], str] | None = None,
    carry: Callable[[T], T] | None = None,
) -> Iterator[R | Lost[T]]:
    """What the stage makes of each item, in the order of the items, or Lost where it kills its process.

    Items are submitted in batches of at most `batch` items, closed early when their sizes reach `most`;
    few batches are under way at any time, however many items there are. What the stage raises is raised here.
    What came of a batch is kept in `shards`, and is not done again where it is there already. With `name`, a batch ends
    at items whose names say so, one in `batch` of them, and has four times as many at most: then an item that is
    new among the others changes the batch that it is in, and not those behind it. Where the stage raises AbsentError,
    the batch is done again with what `carry` makes of its items, which has inside what they name.

    >>> from broadsheet.engines import Here
    >>> list(run(len, ["a", "bb", "ccc"], Here(), batch=2))
    [1, 2, 3]
    """
    tasks, ahead = _Tasks(_Each(stage), executor, shards, carry), getattr(executor, "ahead", AHEAD)
    waiting: deque[_Task[T, R]] = deque()
    try:
        for some in _batches(items, 4 * batch if name else batch, size, most, _ends(name, batch)):
            waiting.append(tasks.submit(some))
            if len(waiting) > ahead:
                yield from tasks.results(waiting.popleft())
        while waiting:
            yield from tasks.results(waiting.popleft())
    finally:
        for task in waiting:
            task.future.cancel()


def _ends(name: Callable[[T], str] | None, batch: int) -> Callable[[T], bool]:
    """Whether a batch is to end at an item, as one in so many names says."""
    if name is None:
        return lambda _: False
    return lambda item: _number(name(item)) % batch == 0


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def _batches(
    items: Iterable[T], batch: int, size: Callable[[T], int], most: int, ends: Callable[[T], bool]
) -> Iterator[list[T]]:
    some: list[T] = []
    total = 0
    for item in items:
        some.append(item)
        total += size(item)
        if len(some) >= batch or total >= most or ends(item):
            yield some
            some, total = [], 0
    if some:
        yield some


@dataclass(frozen=True, slots=True)
class _Task(Generic[T, R]):
    """A batch under way, and the name of its shard where it has to be saved."""

    some: list[T]
    future: Future[list[R] | None]
    name: str | None = None


class _Tasks(Generic[T, R]):
    """Batches on their way through an executor."""

    def __init__(
        self, each: _Each[T, R], executor: Executor, shards: Results | None, carry: Callable[[T], T] | None
    ) -> None:
        self._each, self._executor, self._shards, self._carry = each, executor, shards, carry

    def submit(self, some: list[T]) -> _Task[T, R]:
        """The task of a batch, which is done already where its shard is there."""
        name = self._shards.name(some) if self._shards else None
        known = self._shards.load(name) if self._shards and name else None
        if known is None:
            return _Task(some, self._executor.submit(self._each, some), name)
        done: Future[list[R] | None] = Future()
        done.set_result(known)
        return _Task(some, done)

    def results(self, task: _Task[T, R]) -> Iterator[R | Lost[T]]:
        """The results of a batch; one that is lost is done again item by item, to find the one that kills."""
        try:
            found = self._found(task.some, task.future)
        except (WorkerLostError, MemoryError) as error:
            trials = getattr(self._executor, "trials", 1) - (len(task.some) == 1)
            for item in task.some:
                yield from self._alone(Lost(item, _reason(error)), trials)
            return
        if self._shards and task.name:
            self._shards.save(task.name, found)
        yield from found

    def _found(self, some: list[T], future: Future[list[R] | None]) -> list[R]:
        """What came of a batch; it is sent once more with all that it names where that was not there."""
        found = future.result()
        if found is None and self._carry:
            found = self._executor.submit(self._each, [*map(self._carry, some)]).result()
        if found is None:
            raise AbsentError
        return found

    def _alone(self, lost: Lost[T], trials: int) -> Iterator[R | Lost[T]]:
        """The result of an item that was lost, tried so often by itself."""
        if trials == 0:
            yield lost
            return
        try:
            yield from self._found([lost.item], self._executor.submit(self._each, [lost.item]))
        except (WorkerLostError, MemoryError) as error:
            yield from self._alone(Lost(lost.item, _reason(error)), trials - 1)


def _reason(error: WorkerLostError | MemoryError) -> str:
    return str(error) if isinstance(error, WorkerLostError) else "there was no memory left"
