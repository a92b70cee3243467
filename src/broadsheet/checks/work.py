"""Where the stages of a check run, and what they may take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from broadsheet.checks.pieces import Given, Piece, Shard, shared_out
from broadsheet.engines import Lost, is_far, open_engine, run

__all__ = ["Stages", "Work"]

R = TypeVar("R")

PAYS = 24 << 20
"""From so many bytes of records on, more processes than this one are quicker."""

TEXTS = 12
"""A record with its text takes as long as so many without."""


@dataclass(frozen=True, slots=True)
class Work:
    """How a check is done; its result does not depend on it.

    Args:
        engine: `auto`, `local`, `cores`, `dask://HOST:PORT`, or any executor.
        jobs: processes on the cores, one for each if nothing is said.
        memory: about how much memory the ids of records may take, in bytes or like "512MB".
        kept: a folder in which results of shards are kept, to be taken up when what they were made of is the same.
    """

    engine: str | Executor = "auto"
    jobs: int | None = None
    memory: int | str | None = None
    kept: Path | None = None

    @contextmanager
    def open(self, files: Sequence[Given | Piece], *, with_texts: bool) -> Iterator[Stages]:
        """The engine for the shards of some files."""
        weight = TEXTS if with_texts else 1
        opened, _ = open_engine(self.engine, shared_out(files), lambda shard: weight * size_of(shard), self.jobs, PAYS)
        with opened as executor:
            yield Stages(executor, files)


class Stages:
    """Stages over the shards of files, on an engine that is open."""

    def __init__(self, executor: Executor, files: Sequence[Given | Piece]) -> None:
        self._executor, self._files = executor, files

    def map(
        self,
        stage: Callable[[Shard], R],
        wanted: Collection[int] | None = None,
        prepared: Callable[[int, Shard], Shard] = lambda _, shard: shard,
    ) -> Iterator[tuple[int, R | Lost[Shard]]]:
        """What a stage makes of each shard, or of those with wanted numbers, in their order, with the numbers."""
        numbers = []

        def items() -> Iterator[Shard]:
            for number, shard in enumerate(shared_out(self._files)):
                if wanted is None or number in wanted:
                    numbers.append(number)
                    ready = prepared(number, shard)
                    yield tuple(piece.carried() for piece in ready) if is_far(self._executor) else ready

        for place, found in enumerate(run(stage, items(), self._executor, batch=1)):
            yield numbers[place], found


def size_of(shard: Iterable[Piece]) -> int:
    """The bytes of a shard."""
    return sum(piece.size for piece in shard)
