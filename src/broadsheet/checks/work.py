"""Where the stages of a check run, and what they may take."""

from __future__ import annotations

import math
import os
from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from broadsheet.checks.kept import KeptShards, Seen
from broadsheet.checks.listing import Listing
from broadsheet.checks.pieces import Given, Piece, Shard, is_packed
from broadsheet.checks.sharing import Ranges, halves, shared_out
from broadsheet.checks.texts import Texts
from broadsheet.engines import AbsentError, Cores, Kept, Lost, is_far, open_engine, run
from broadsheet.engines.stamps import NOWHERE, Stamp, stamp_of
from broadsheet.errors import UnreadableError
from broadsheet.issues import InvalidDataError

__all__ = ["Stages", "Work"]

R = TypeVar("R")

PAYS = 96 << 20
"""From so many bytes of records on, more processes than this one pay; starting them takes a fourth of the work."""

TEXTS = 12
"""A record with its text takes as long as so many without."""


@dataclass(frozen=True, slots=True)
class Work:
    """How a check is done; its result does not depend on it.

    Args:
        engine: `auto`, `local`, `cores`, `dask://HOST:PORT`, or any executor.
        jobs: processes on the cores, one for each if nothing is said.
        memory: about how much memory the call may take, of which ids have their share, in bytes or like "512MB".
        kept: where results of shards are kept, to be taken up when what they were made of is the same.
    """

    engine: str | Executor = "auto"
    jobs: int | None = None
    memory: int | str | None = None
    kept: Kept | None = None

    @contextmanager
    def open(self, files: Sequence[Given | Piece], *, with_texts: bool) -> Iterator[Stages]:
        """The engine for the shards of some files."""
        weight = TEXTS if with_texts else 1
        seen = Seen(self.kept) if self.kept else None
        shards = shared_out(files, seen.ranges if seen else None)
        new = shards if seen is None else (shard for shard in shards if not seen.knows(shard))
        opened, _ = open_engine(self.engine, new, lambda shard: weight * size_of(shard), self.jobs, PAYS)
        with opened as executor:
            try:
                yield Stages(executor, files, seen)
            except InvalidDataError:  # all is checked, and will be again when it is mended
                _save(seen)
                raise
            _save(seen)


class Stages:
    """Stages over the shards of files, on an engine that is open; results are kept in a folder, or not."""

    def __init__(self, executor: Executor, files: Sequence[Given | Piece], seen: Seen | None = None) -> None:
        self._executor, self._files, self._seen = executor, files, seen
        self._ranges: Ranges = seen.ranges if seen else {}
        self._stamps: dict[int, array[int]] = {}
        self._total: float | None = None
        self._passed, self.last = 0, ""
        self._parts: dict[int, list[Shard]] = {}
        self._far = is_far(executor)
        self._carries = False

    @property
    def keeps(self) -> bool:
        """Whether results are kept."""
        return self._seen is not None

    @property
    def folder(self) -> Path | None:
        """The folder for records that stages write, where they are kept and there can be one."""
        try:
            return self._seen.kept.place("records").absolute() if self._seen else None
        except OSError:
            return None

    def listed(self, texts: Texts) -> Listing | None:
        """The texts at hand as they are now, for results that are kept."""
        return self._seen.listed(texts) if self._seen else None

    def share(self, make: Callable[[], object]) -> None:
        """Have something made now that the processes will need, where they are copies of this one."""
        if isinstance(self._executor, Cores) and self._executor.forks:
            make()

    def require(self, folders: Sequence[Path]) -> None:
        """Raise UnreadableError where a far engine does not have the folders in which stages read or write."""
        if folders and self._far and (missing := self._executor.submit(not_there, folders).result()):
            hint = "let all machines have it at the same path, or use --engine cores"
            raise UnreadableError(f"a worker of the engine does not find {missing[0].as_posix()}", hint=hint)

    def map(
        self,
        stage: Callable[[Shard], R],
        wanted: Collection[int] | None = None,
        about: tuple[Any, ...] = (),
        texts: Listing | None = None,
    ) -> Iterator[tuple[int, R | Lost[Shard]]]:
        """What a stage makes of each shard, or of those with wanted numbers, in their order, with the numbers.

        A shard that is lost is halved until what kills is found: then several parts have its number, also later on.
        Results are kept where it is said what they are `about`: the name of the stage, and what it depends on beside
        the shards; `texts` are those that it reads. A far engine reads the files itself where it has the same ones;
        from the first shard on that is here and not there, the bytes go with the shards.
        """
        sent: deque[tuple[int, Shard]] = deque()
        shards = KeptShards(self._seen, about, texts) if self._seen and about else None
        self._passed = 0
        for found in self._run(stage, self._items(sent, wanted), shards):
            number, part = sent.popleft()
            self._passed, self.last = self._passed + size_of(part), part[-1].shown
            yield from ((number, each) for each in self._found(stage, number, part, found))

    def part(self, _: int) -> float | None:
        """Which share of all bytes the shards have that the last map has gone through; None where files are packed."""
        if self._total is None:
            self._total = sum(map(_stored, self._files))
        return min(1.0, self._passed / self._total) if self._total > 0 else None

    def _found(
        self, stage: Callable[[Shard], R], number: int, part: Shard, found: R | Lost[Shard]
    ) -> Iterator[R | Lost[Shard]]:
        """What came of a part of a shard, or where it was lost, of its halves, which take its place."""
        if not isinstance(found, Lost):
            yield found
            return
        parts, known = halves(part), self._parts.setdefault(number, [part])
        at = known.index(part)
        known[at : at + 1] = parts
        if not parts:
            yield found
        for half, each in zip(parts, self._run(stage, map(self._sent, parts)), strict=True):
            yield from self._found(stage, number, half, each)

    def _run(
        self, stage: Callable[[Shard], R], shards: Iterable[Shard], kept: KeptShards | None = None
    ) -> Iterator[R | Lost[Shard]]:
        """What a stage makes of shards; where they go far, of those that are there, and of the others once more."""
        if not self._far:
            return run(stage, shards, self._executor, batch=1, shards=kept)
        return run(AtHand(stage), shards, self._executor, batch=1, shards=kept, carry=self._carry)

    def _carry(self, shard: Shard) -> Shard:
        """A shard with its bytes inside, as all later ones will be where it is at hand here, and was not there."""
        self._carries = self._carries or all(piece.is_at_hand for piece in shard)
        return tuple(piece.carried() for piece in shard)

    def _sent(self, shard: Shard) -> Shard:
        """A shard as it goes to the engine."""
        if not self._far:
            return shard
        return self._carry(shard) if self._carries else tuple(piece.named() for piece in shard)

    def _items(self, sent: deque[tuple[int, Shard]], wanted: Collection[int] | None) -> Iterator[Shard]:
        """The shards that are wanted, with the stamps of their first time; their numbers and parts are noted."""
        for number, shard in enumerate(shared_out(self._files, self._ranges)):
            if wanted is None or number in wanted:
                stamps = self._stamps.setdefault(
                    number, array("q", ((piece.stamp or NOWHERE).print for piece in shard))
                )
                for part in tuple(self._parts.get(number, (stamped(shard, stamps),))):
                    sent.append((number, part))
                    yield self._sent(part)


@dataclass(frozen=True, slots=True)
class AtHand(Generic[R]):
    """A stage for shards whose bytes are inside, or whose files are the same where it runs; AbsentError for others."""

    stage: Callable[[Shard], R]

    def __call__(self, shard: Shard) -> R:
        if not all(piece.is_at_hand for piece in shard):
            raise AbsentError
        return self.stage(shard)


def _save(seen: Seen | None) -> None:
    if seen:
        seen.save()


def not_there(folders: Sequence[Path]) -> list[Path]:
    """The folders that are not there, where this is asked."""
    return [folder for folder in folders if not folder.is_dir()]


def stamped(shard: Shard, prints: Sequence[int]) -> Shard:
    """The shard whose files have to be those that they were; none of them is where there were less."""
    known = (*prints, *[-1] * (len(shard) - len(prints)))
    return tuple(
        piece if piece.stamp is None or piece.stamp.print == found else replace(piece, stamp=Stamp(found))
        for piece, found in zip(shard, known, strict=False)
    )


def _stored(file: Given | Piece) -> float:
    """The bytes of a file of records; less than any number where it is packed, so that nobody knows what is in it."""
    if isinstance(file, Piece):
        return file.size
    return -math.inf if is_packed(file[1]) else max(0, stamp_of(os.fspath(file[0])).size)


def size_of(shard: Iterable[Piece]) -> int:
    """The bytes of a shard."""
    return sum(piece.size for piece in shard)
