"""With what a package is written: the engine, what was kept from the last time, and the fixed sizes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from broadsheet.engines import Here, Kept, open_engine, open_threads
from broadsheet.engines.disk import Disk
from broadsheet.engines.kept import CHECK
from broadsheet.tables.chunk import Chunk
from broadsheet.tables.layout import Layout

__all__ = ["MEANS", "Means", "chunk_in", "kept_chunk"]

T = TypeVar("T")
Engine = AbstractContextManager[Executor]

BLOCK = 3_000
"""At most so many articles are made into pieces of files at once."""

PART = 50_000
"""At most so many articles stand in a file; a package of more has several files for each table."""

PAYS = 20_000
"""From so many articles on that are to be made into pieces, processes pay: each loads polars for itself."""


@dataclass(frozen=True)
class Means:
    """With what a package is written. Its bytes depend on `block` and `part` alone, which are fixed.

    `engine` and `jobs` are as for `open_engine`; `kept` holds what came of earlier builds; `disk` brings files down.
    `layouts` are those of the files that were written, by their SHA-256, where something is kept.
    """

    engine: str | Executor = "auto"
    jobs: int | None = None
    kept: Kept | None = None
    disk: Disk | None = None
    block: int = BLOCK
    part: int = PART
    layouts: dict[str, Layout] = field(default_factory=dict)

    def open(
        self, items: Iterable[T], size: Callable[[T], int]
    ) -> tuple[AbstractContextManager[Executor], Iterator[T]]:
        """The engine that makes pieces of files of some items, whose sizes are articles; and the items.

        It is threads where too few articles are to be worked on for processes to pay.
        """
        name = "auto" if self.engine == "cores" else self.engine
        opened, items = open_engine(name, items, size, self.jobs, PAYS, sys.maxsize)
        return self.threads() if isinstance(opened, Here) else opened, items

    def threads(self) -> Engine:
        """Threads of this process, unless the engine is to be this one alone."""
        return open_threads(self.engine, self.jobs)


MEANS = Means()


def kept_chunk(kept: Kept, name: str) -> Chunk | None:
    """What is kept under a name, as a chunk whose key that is; None where there is nothing, or not the whole of it."""
    path = kept.find(name)
    return None if path is None else chunk_in(path, name)


def chunk_in(file: Path, name: str) -> Chunk:
    """The same of a file in which it is known to be kept."""
    return Chunk.at(((os.fspath(file), 0, file.stat().st_size - CHECK),), name)
