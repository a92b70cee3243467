"""What stages make for a package: taken as it was kept, or made on an engine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from mmap import mmap
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from broadsheet.engines import Cores, Kept, Lost, run
from broadsheet.engines.scratch import new_folder, telling
from broadsheet.errors import BroadsheetError
from broadsheet.packages.trays import Filled, Trays, fill

__all__ = ["KeptResults", "Stage", "make"]

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
M = TypeVar("M")


class Stage(Protocol[T_contra, M]):
    """A stage whose results are bytes in the end. It can be pickled."""

    def __call__(self, item: T_contra, /) -> M:
        """What comes of an item."""

    def name(self, item: T_contra, /) -> str:
        """What tells what comes of it from all else."""

    def to_bytes(self, made: M, /) -> Iterable[bytes]:
        """What came of it as bytes, in pieces."""

    def lent(self, data: mmap, /) -> M:
        """It from its bytes, which are lent."""

    def in_file(self, path: Path, key: str, /) -> M:
        """It from a file that begins with its bytes; the key is that under which they are kept."""


@dataclass(frozen=True, slots=True)
class _Order(Generic[T]):
    """An item, and the tray for what comes of it, if it is to lie in one."""

    item: T
    tray: Path | None


@dataclass(frozen=True, slots=True)
class _Doing(Generic[T, M]):
    """A stage where it runs. What comes of an order with a tray is kept by whoever makes it."""

    stage: Stage[T, M]
    kept: Kept | None

    def __call__(self, order: _Order[T]) -> M | Filled:
        made, kept = self.stage(order.item), None
        if order.tray is None:
            return made
        if self.kept:
            kept = self.kept.save(self.kept.name(self.stage.name(order.item)), self.stage.to_bytes(made))
        return fill(order.tray, self.stage.to_bytes(made), kept) or made


class KeptResults(Generic[T, M]):
    """What came of items, also in earlier builds; it is the `shards` of a run over orders."""

    def __init__(self, stage: Stage[T, M], kept: Kept) -> None:
        self._stage, self.kept = stage, kept
        self._found: dict[str, list[M]] = {}

    def knows(self, item: T) -> bool:
        """Whether what comes of an item is kept; it is held until it is loaded."""
        name = self.name([_Order(item, None)])
        found = self.load(name)
        if found is not None:
            self._found[name] = found
        return found is not None

    def name(self, batch: Sequence[_Order[T]]) -> str:
        """The name of what comes of an order."""
        return self.kept.name(self._stage.name(batch[0].item))

    def load(self, name: str) -> list[M] | None:
        """What came of it, if it is kept."""
        if name in self._found:
            return self._found.pop(name)
        path = self.kept.find(name)
        return None if path is None else [self._stage.in_file(path, name)]

    def save(self, name: str, results: Sequence[M | Filled]) -> None:
        """Keep what came of it, unless that is done."""
        made = results[0]
        if not isinstance(made, Filled):
            self.kept.save(name, self._stage.to_bytes(made))
        elif made.kept:
            self.kept.made(made.kept)


def make(
    stage: Stage[T, M],
    items: Iterable[T],
    engine: Executor,
    results: KeptResults[T, M] | None,
    told: Callable[[T], str],
) -> Generator[tuple[T, M]]:
    """Each item with what a stage makes of it, in order; that is good until the next is asked for.

    Processes on the cores hand it over in trays. Raises BroadsheetError for an item at which processes die; `told` is
    what that is called.
    """
    with ExitStack() as stack:
        trays = stack.enter_context(_trays()) if isinstance(engine, Cores) else None
        given, kept = deque[_Order[T]](), results.kept if results and trays else None
        orders = _orders(items, trays, given)
        for found in run(_Doing(stage, kept), orders, engine, batch=1, shards=results):
            if isinstance(found, Lost):
                hint = "there may be too little memory; try --engine local"
                raise BroadsheetError(f"{told(found.item.item)} cannot be written: {found.reason}", hint=hint)
            order = given.popleft()
            yield order.item, stage.lent(found.look()) if isinstance(found, Filled) else found
            if order.tray and trays:
                trays.give_back(order.tray)
            del found, order  # before the next is made


@contextmanager
def _trays() -> Iterator[Trays]:
    """Trays in a temporary folder, of which some may still be looked at when it goes. Raises UnwritableError.

    After an error processes may still be at work: the place for trays goes first, in one step, so that none is added
    to a folder that is being removed.
    """
    with new_folder() as name:
        place = Path(name, "trays")
        with telling():
            place.mkdir()
        try:
            yield Trays(place)
        finally:
            with suppress(OSError):
                place.rename(place.with_name("old"))


def _orders(items: Iterable[T], trays: Trays | None, given: deque[_Order[T]]) -> Iterator[_Order[T]]:
    """Orders for items, which are noted."""
    for item in items:
        given.append(_Order(item, trays.take() if trays else None))
        yield given[-1]
