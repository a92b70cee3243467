"""With what a package is written: the engine, what was kept from the last time, and the fixed sizes."""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from broadsheet.engines import Kept, code, open_threads
from broadsheet.engines.disk import Disk
from broadsheet.engines.kept import CHECK
from broadsheet.projects import Project
from broadsheet.tables.chunk import Chunk

__all__ = ["MEANS", "Means", "kept_chunk", "kept_in"]

BLOCK = 2_000
"""At most so many articles are made into pieces of files at once."""

PART = 50_000
"""At most so many articles stand in a file; a package of more has several files for each table."""

LARGE = 16 << 20
"""From so many bytes of records on, what came of them is kept for the next build."""

PLAIN = (".json", ".jsonl", ".ndjson")
PACKED = 8
"""Other files count for so many times their bytes."""

FOLDER = ".broadsheet"
"""The folder of a project in which that is kept."""


@dataclass(frozen=True)
class Means:
    """With what a package is written. Its bytes depend on `block` and `part` alone, which are fixed.

    `engine` and `jobs` are as for `open_engine`; `kept` holds what came of earlier builds; `disk` brings files down.
    """

    engine: str | Executor = "auto"
    jobs: int | None = None
    kept: Kept | None = None
    disk: Disk | None = None
    block: int = BLOCK
    part: int = PART

    def threads(self) -> AbstractContextManager[Executor]:
        """Threads of this process, unless the engine is to be this one alone."""
        return open_threads(self.engine, self.jobs)


MEANS = Means()


def kept_in(project: Project, edition: str) -> AbstractContextManager[Kept | None]:
    """What earlier builds of an edition left for the next one; None where there is too little to gain by it."""
    return Kept(project.root / FOLDER / edition, code()) if _is_large(project) else nullcontext()


def kept_chunk(kept: Kept, name: str) -> Chunk | None:
    """What is kept under a name, as a chunk whose key that is; None where there is nothing, or not the whole of it."""
    path = kept.find(name)
    return None if path is None else Chunk(path.stat().st_size - CHECK, b"", name, path)


def _is_large(project: Project) -> bool:
    """Whether there are many records: their files are looked at until there are enough."""
    total = 0
    for path in project.record_files():
        total += path.stat().st_size * (1 if path.suffix in PLAIN else PACKED)
        if total >= LARGE:
            return True
    return False
