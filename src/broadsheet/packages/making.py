"""What stages make for a package: taken as it was kept, or made on an engine; other processes leave it in files."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from broadsheet.checks.scratch import scratch
from broadsheet.engines import Cores, Kept, Lost, run
from broadsheet.errors import BroadsheetError

__all__ = ["KeptResults", "Stage", "make"]


class Made(Protocol):
    """What came of an item: at hand, or in the file that there is then."""

    @property
    def path(self) -> Path | None:
        """The file."""


T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
M = TypeVar("M", bound=Made)


class Stage(Protocol[T_contra, M]):
    """A stage whose results can be kept in files. It can be pickled."""

    def __call__(self, item: T_contra, /) -> M:
        """What comes of an item."""

    def name(self, item: T_contra, /) -> str:
        """What tells what comes of it from all else."""

    def to_bytes(self, made: M, /) -> Iterable[bytes]:
        """What came of it as bytes, in pieces."""

    def in_file(self, path: Path, key: str, /) -> M:
        """It from a file that begins with these bytes; the key is that under which they are kept."""


class KeptResults(Generic[T, M]):
    """What came of items, also in earlier builds; it is the `shards` of a run."""

    def __init__(self, stage: Stage[T, M], kept: Kept) -> None:
        self._stage, self.kept = stage, kept
        self._found: dict[str, list[M]] = {}

    def knows(self, item: T) -> bool:
        """Whether what comes of an item is kept; it is held until it is loaded."""
        name = self.name([item])
        found = self.load(name)
        if found is not None:
            self._found[name] = found
        return found is not None

    def name(self, batch: Sequence[T]) -> str:
        """The name of what comes of an item."""
        return self.kept.name(self._stage.name(batch[0]))

    def load(self, name: str) -> list[M] | None:
        """What came of it, if it is kept."""
        if name in self._found:
            return self._found.pop(name)
        path = self.kept.find(name)
        return None if path is None else [self._stage.in_file(path, name)]

    def save(self, name: str, results: Sequence[M]) -> None:
        """Keep what came of it, unless who made it did so."""
        made = results[0]
        if made.path is None:
            self.kept.save(name, self._stage.to_bytes(made))
        else:
            self.kept.made(made.path)


@dataclass(frozen=True, slots=True)
class _Leaving(Generic[T, M]):
    """The stage in a process that shares a folder with the one that calls: what comes of an item is left there.

    Where there is no room, it is handed over as it is.
    """

    stage: Stage[T, M]
    kept: Kept

    def __call__(self, item: T) -> M:
        made, name = self.stage(item), self.kept.name(self.stage.name(item))
        path = self.kept.save(name, self.stage.to_bytes(made))
        return made if path is None else self.stage.in_file(path, name)


def make(
    stage: Stage[T, M],
    items: Iterable[T],
    engine: Executor,
    results: KeptResults[T, M] | None,
    told: Callable[[T], str],
) -> Generator[M]:
    """What a stage makes of each item, in order. What is not kept may be gone when the next is asked for.

    Raises BroadsheetError for an item at which processes die; `told` is what that is called.
    """
    with ExitStack() as stack:
        called: Callable[[T], M] = stage
        if isinstance(engine, Cores):
            called = _Leaving(stage, results.kept if results else Kept(stack.enter_context(scratch()), b""))
        for found in run(called, items, engine, batch=1, shards=results):
            if isinstance(found, Lost):
                hint = "there may be too little memory; try --engine local"
                raise BroadsheetError(f"{told(found.item)} cannot be written: {found.reason}", hint=hint)
            yield found
            if found.path and not results:
                found.path.unlink(missing_ok=True)
