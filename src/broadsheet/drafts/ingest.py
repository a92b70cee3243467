"""Every text of some paths as a draft record: given one by one, and written into a folder where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from broadsheet.articles.article import Article
from broadsheet.drafts.doubts import Doubt
from broadsheet.drafts.folder import Folder, Kept, open_folder
from broadsheet.drafts.lines import record_lines
from broadsheet.drafts.prepare import Prepare, Prepared, lexicon_file, over_texts, size_of
from broadsheet.drafts.unfinished import shards_of
from broadsheet.engines import Lost, open_engine
from broadsheet.engines.atomic import alone
from broadsheet.engines.database import telling_of_databases
from broadsheet.engines.memory import lanes
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue
from broadsheet.projects import Project
from broadsheet.reading.finders import NameFinder, memory_for
from broadsheet.reading.lexicon import read_words
from broadsheet.sources import Columns, Extent, Found, find_sources

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
    memory: int | str | None = None,
    resume: bool = False,
    render: Callable[[dict[str, Any]], str] = record_lines,
    extent: Extent | None = None,
) -> Iterator[Ingested | Issue]:
    """A draft for every text under the paths; what cannot be read is an issue, and the rest goes on.

    With `out` the drafts are written into that folder. An edited record is never overwritten; one whose text is gone
    from the folder that it was in stays, and is an issue as well, after all others: a warning.
    The entities and outlets that a person wrote, and the lexicon of the project, are used first. `engine` is one
    of ENGINES, the address of a cluster, `dask://HOST:PORT`, or an executor, `jobs` how many processes it has, as far
    as they have room in `memory` (bytes, or like "512MB"; a quarter of the machine if neither is said);
    records, their order and their bytes are the same with any.
    With `resume` a run into `out` that was broken off is taken up: what it drafted is not drafted again.
    Raises UnwritableError when another run writes into `out`, or the disk is full.
    Without `out`, `render` may write the records in another form of JSON. `extent` is told how far reading has come.

    >>> [each.kept.outcome for each in ingest(project / "seeds/texts", out=tmp / "drafts")]
    ['written', 'written']
    """
    if resume and out is None:
        raise BroadsheetError("there is no run to take up", hint="name the folder of its drafts")
    jobs = lanes(memory, jobs, memory_for(finders))
    sources = find_sources(paths, columns=columns, stdin=stdin, extent=extent)
    with telling_of_databases(), alone(out, wait=False) if out else nullcontext():
        around = out or (project.seeds if project else None)
        folder = open_folder(around, project.root / "schema" if project else None) if around else None
        stage = _stage(project, folder, tuple(finders), render, for_folder=out is not None)
        shards = shards_of(out, stage, resume=resume) if out else None
        written = folder if out else None
        with folder or nullcontext():
            for each in over_texts(stage, open_engine(engine, sources, size_of, jobs), shards):
                if not (written and isinstance(each, Prepared) and written.waits(each)):
                    yield _came_of(each, written)
            for waited in written.waiting() if written else ():
                yield _came_of(waited, written)
            if written:
                yield from written.without_text()
        if shards:
            shards.kept.clear()


def _stage(
    project: Project | None,
    folder: Folder | None,
    finders: tuple[NameFinder, ...],
    render: Callable[[dict[str, Any]], str],
    *,
    for_folder: bool,
) -> Prepare:
    """The stage, with the words of the project and the names that persons gave."""
    words = lexicon_file(project) if project else None
    own = read_words(words) if words else None
    known = (folder.outlets, folder.known) if folder else ((), ())
    return Prepare(words, own, *known, finders, for_folder=for_folder, render=render)


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
