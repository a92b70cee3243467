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
from broadsheet.drafts.prepare import Prepare, Prepared, lexicon_file, size_of
from broadsheet.drafts.unfinished import Known, known_before, shards_of
from broadsheet.engines import Lost, is_far, open_engine, run
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue
from broadsheet.projects import Project
from broadsheet.reading.finders import NameFinder
from broadsheet.reading.lexicon import read_words
from broadsheet.sources import Columns, Found, at_hand, find_sources

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
    resume: bool = False,
    render: Callable[[dict[str, Any]], str] = record_lines,
) -> Iterator[Ingested | Issue]:
    """A draft for every text under the paths; what cannot be read is an issue, and the rest goes on.

    With `out` the drafts are written into that folder. An edited record is never overwritten.
    The entities, outlets and lexicon of the project are used first. `engine` is one of ENGINES, the address
    of a cluster, `dask://HOST:PORT`, or an executor, `jobs` how many processes it has; records, their order and
    their bytes are the same with any.
    With `resume` a run into `out` that was broken off is taken up: what it drafted is not drafted again.
    Without `out`, `render` may write the records in another form of JSON.

    >>> [each.kept.outcome for each in ingest(project / "seeds/texts", out=tmp / "drafts")]
    ['written', 'written']
    """
    if resume and out is None:
        raise BroadsheetError("there is no run to take up", hint="name the folder of its drafts")
    around = out or (project.seeds if project else None)
    folder = open_folder(around, project.root / "schema" if project else None) if around else None
    words = lexicon_file(project) if project else None
    known = Known(entities=folder.known, outlets=folder.outlets) if folder else Known()
    known = known_before(out, known, resume=resume) if out else known
    stage = Prepare(
        words,
        read_words(words) if words else None,
        known.outlets,
        known.entities,
        tuple(finders),
        for_folder=out is not None,
        render=render,
    )
    opened, found = open_engine(engine, find_sources(paths, columns=columns, stdin=stdin), size_of, jobs)
    shards = shards_of(out, stage) if out else None
    try:
        with opened as executor:
            texts = map(at_hand, found) if shards or is_far(executor) else found
            for each in run(stage, texts, executor, size=size_of, shards=shards):
                yield _came_of(each, folder if out else None)
        if shards:
            shards.clear()
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
