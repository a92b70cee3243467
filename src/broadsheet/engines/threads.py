"""Threads of this process, for work that libraries do while Python's lock is free: polars, zlib, hashing."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext

from broadsheet.engines.cores import cores_here
from broadsheet.engines.here import Here

__all__ = ["Threads", "open_threads"]


class Threads(ThreadPoolExecutor):
    """An executor with so many threads, which have at most one task each waiting for them."""

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs)
        self.ahead = 2 * jobs - 1


def open_threads(name: str | Executor, jobs: int | None = None) -> AbstractContextManager[Executor]:
    """A thread for each core, or so many jobs; this thread alone for the engine `local` and for one job.

    >>> with open_threads("cores", 2) as threads:
    ...     list(threads.map(abs, [-3, 4]))
    [3, 4]
    """
    jobs = jobs or cores_here()
    return nullcontext(Here()) if name == "local" or jobs == 1 else Threads(jobs)
