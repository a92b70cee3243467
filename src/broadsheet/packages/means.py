"""With what a package is written: the engine, what was kept from the last time, and the fixed sizes."""

from __future__ import annotations

import hashlib
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from broadsheet.articles.version import CURRENT
from broadsheet.engines import open_threads
from broadsheet.packages.kept import Kept

__all__ = ["MEANS", "Means", "kept_in"]

BLOCK = 2_000
"""At most so many articles are made into pieces of files at once."""

PART = 50_000
"""At most so many articles stand in a file; a package of more has several files for each table."""

MANY = 8_000
"""Past so many articles, what came of blocks is kept for the next build."""

FOLDER = ".broadsheet"
"""The folder of a project in which that is kept."""


@dataclass(frozen=True)
class Means:
    """With what a package is written. Its bytes depend on `block` and `part` alone, which are fixed.

    `engine` and `jobs` are as for `open_engine`; `kept` holds what came of earlier builds.
    """

    engine: str | Executor = "auto"
    jobs: int | None = None
    kept: Kept | None = None
    block: int = BLOCK
    part: int = PART

    def threads(self) -> AbstractContextManager[Executor]:
        """Threads of this process, unless the engine is to be this one alone."""
        return open_threads(self.engine, self.jobs)


MEANS = Means()


def kept_in(project: Path, edition: str, articles: int) -> Kept | None:
    """What earlier builds of an edition left for the next one; None where there are too few articles to gain by it."""
    return Kept(project / FOLDER / edition, _code()) if articles > MANY else None


def _code() -> bytes:
    """The code that what is kept depends on: the versions of polars and of the records, and the modules themselves."""
    import polars as pl  # noqa: PLC0415 - heavy

    found = hashlib.sha256(f"{CURRENT} {pl.__version__}".encode())
    here = Path(__file__).parents[1]
    for path in sorted(path for name in ("articles", "packages", "tables") for path in (here / name).glob("*.py")):
        found.update(path.read_bytes())
    return found.digest()
