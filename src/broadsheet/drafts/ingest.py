"""Every text of some paths as a draft record: given one by one, and written into a folder where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from broadsheet.articles.article import Article
from broadsheet.drafts.doubts import Doubt
from broadsheet.drafts.folder import Folder, Kept, open_folder
from broadsheet.drafts.lines import record_lines
from broadsheet.drafts.prepare import Prepare, Prepared, lexicon_file, reachable, size_of
from broadsheet.engines import Lost, open_engine, run
from broadsheet.issues import Issue
from broadsheet.projects import Project
from broadsheet.reading.finders import NameFinder
from broadsheet.reading.lexicon import read_words
from broadsheet.sources import Columns, Found, find_sources

__all__ = ["Ingested", "ingest"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """One text that was drafted: its record as JSON, what to look at, and what became of it."""

    id: str
    record: str
    doubts: list[Doubt]
    kept: Kept | None

    @property
    def article(self) -> Article:
        """The draft as it came of the text."""
        return Article.model_validate_json(self.record)


def ingest(  # noqa: PLR0913 - what to read and how, where to write, and where to run
    *paths: str | Path,
    out: Path | None = None,
    project: Project | None = None,
    columns: Columns | None = None,
    finders: Sequence[NameFinder] = (),
    stdin: BinaryIO | None = None,
    engine: str | Executor = "local",
    jobs: int | None = None,
    render: Callable[[dict[str, Any]], str] = record_lines,
) -> Iterator[Ingested | Issue]:
    """A draft for every text under the paths; what cannot be read is an issue, and the rest goes on.

    With `out` the drafts are written into that folder. An edited record is never overwritten.
    The entities, outlets and lexicon of the project are used first. `engine` is one of ENGINES, the address
    of a cluster, `dask://HOST:PORT`, or an executor, `jobs` how many processes it has; records, their order and
    their bytes are the same with any.
    Without `out`, `render` may write the records in another form of JSON.

    >>> [each.kept.outcome for each in ingest(project / "seeds/texts", out=tmp / "drafts")]
    ['written', 'written']
    """
    around = out or (project.seeds if project else None)
    folder = open_folder(around, project.root / "schema" if project else None) if around else None
    words = lexicon_file(project) if project else None
    stage = Prepare(
        words,
        read_words(words) if words else None,
        folder.outlets if folder else (),
        folder.known if folder else (),
        tuple(finders),
        for_folder=out is not None,
        render=render,
    )
    opened, found = open_engine(engine, find_sources(paths, columns=columns, stdin=stdin), size_of, jobs)
    try:
        with opened as executor:
            for each in run(stage, reachable(found, executor), executor, size=size_of):
                yield _came_of(each, folder if out else None)
    finally:
        if folder is not None:
            folder.close()


def _came_of(each: Prepared | Issue | Lost[Found | Issue], folder: Folder | None) -> Ingested | Issue:
    if isinstance(each, Issue):
        return each
    if isinstance(each, Lost):
        path = each.item.path
        return Issue.of("B029", f"no draft could be made of it: {each.reason}", hint="leave it out", path=path)
    kept = folder.put(each) if folder else None
    if kept and kept.outcome == "kept":
        return Ingested(each.id, each.record, [], kept)
    doubts = sorted((*(kept.doubts if kept else ()), *each.doubts), key=lambda doubt: -doubt.weight)
    return Ingested(each.id, each.record, doubts, kept)
