"""`broadsheet ingest`."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from broadsheet.cli import options
from broadsheet.cli.columns import columns_of
from broadsheet.cli.columns import option as column
from broadsheet.cli.main import FAILED, INVALID, OK
from broadsheet.cli.progress import Progress
from broadsheet.drafts.doubts import doubtfulness, most_telling
from broadsheet.drafts.folder import Kept
from broadsheet.drafts.ingest import Ingested, ingest
from broadsheet.drafts.lines import record_lines
from broadsheet.engines.watching import Step, watched, watching
from broadsheet.issues import Issue, plural, printable
from broadsheet.projects import find_project
from broadsheet.reading.finders import load_finders
from broadsheet.reports import to_json
from broadsheet.sources import Extent

__all__ = ["command"]

SHOWN = 20
"""Of so many drafts the doubts are shown, the most doubtful first; so many records whose texts are gone are told."""

GONE = "B030"

LEFT_ALONE = "B032"

DOUBTS = 5
"""So many doubts of a draft are shown, of as many kinds as there are."""


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out", type=options.FOLDER, metavar="DIR", help="Write into this folder; in a project the default is its seeds/."
)
@column
@click.option(
    "--names",
    "finders",
    multiple=True,
    metavar="FINDER",
    help="Name finder to ask as well: spacy, spacy:PIPELINE, or one that a package offers as broadsheet.names.",
)
@options.engine
@options.jobs
@options.memory
@click.option("--resume", is_flag=True, help="Take up a run that was broken off: do only what is missing.")
@options.log
@options.form
def command(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    out: Path | None,
    columns: tuple[str, ...],
    finders: tuple[str, ...],
    engine: str,
    jobs: int | None,
    memory: str | None,
    resume: bool,
    log: str,
    form: str,
) -> int:
    """Draft a record for every text under PATH: files, folders, globs, zips, JSON Lines, Parquet, WARC, - for stdin.

    Drafts go into DIR: articles/ID.json, with the entities and outlets they need. A record that
    somebody edited is never overwritten. With --format json and without --out nothing is
    written: each record is printed as a line of JSON. What to look at is told, the most
    doubtful first.
    """
    progress = Progress.of_command(log, eager=True)
    project = find_project(Path())
    folder = out or (options.from_here(project.seeds) if project and form == "text" else None)
    tally, extent = Tally(), Extent(paths)
    found = ingest(
        *paths,
        out=folder,
        project=project,
        columns=columns_of(columns),
        finders=load_finders(finders),
        engine=engine,
        jobs=jobs,
        memory=memory,
        resume=resume,
        render=record_lines if folder or form == "text" else partial(to_json, indent=None),
        extent=extent,
    )
    try:
        with watching(progress):
            for each in watched(found, Step("text", "read", share=extent.share)):
                if isinstance(each, Issue):
                    if tally.miss(each):
                        progress.issue(each)
                else:
                    tally.add(each)
                    if form == "json":
                        click.echo(to_json(_answer(each, each.kept), indent=None) if each.kept else each.record)
    except KeyboardInterrupt:
        if folder and tally.outcomes:
            progress.note("what was drafted stays; the same command with --resume goes on from there")
        raise
    progress.end(**tally.summary, path=folder.as_posix() if folder else None)
    if form == "text":
        click.echo("\n".join(tally.lines(folder)))
    return tally.status


def _answer(each: Ingested, kept: Kept) -> dict[str, Any]:
    return {
        "id": kept.path.stem,
        "path": kept.path.as_posix(),
        "outcome": kept.outcome,
        "source_change": kept.source_change,
        "doubts": [{"pointer": doubt.pointer, "message": doubt.message} for doubt in each.doubts],
    }


class Tally:
    """What came of all texts, and the most doubtful drafts among them."""

    def __init__(self) -> None:
        self.issues = self.set_aside = self.gone = 0
        self.outcomes: Counter[str] = Counter()
        self.kept: list[str] = []
        self._worst: list[tuple[float, int, str, list[str]]] = []
        self._doubtful = 0

    @property
    def status(self) -> int:
        """The exit status: 1 where some texts could not be read, 2 where none could."""
        if not self.outcomes.total():
            return FAILED
        return INVALID if self.issues else OK

    @property
    def summary(self) -> dict[str, int]:
        """How many texts there were of each kind."""
        lost = {"not_read": self.issues - self.set_aside, "set_aside": self.set_aside}
        return {"drafted": self.outcomes.total(), **self.outcomes, **lost, "gone": self.gone}

    def miss(self, issue: Issue) -> bool:
        """Count a text of which no draft was made, or that is gone, or no text; whether that is to be told."""
        if issue.code == GONE:
            self.gone += 1
            return self.gone <= SHOWN
        if issue.code != LEFT_ALONE:
            self.issues += 1
            self.set_aside += issue.code == "B029"
        return True

    def add(self, each: Ingested) -> None:
        """Count a draft, and remember it if it is doubtful."""
        self.outcomes[each.kept.outcome if each.kept else "drafted"] += 1
        if each.kept and each.kept.outcome == "kept":
            self.kept.append(f"{each.kept.path.as_posix()}: edited, so not overwritten; {each.kept.source_change}")
        if each.doubts:
            self._doubtful += 1
            name = each.kept.path.as_posix() if each.kept else each.id
            told = [f"{doubt.pointer}: {doubt.message}" for doubt in most_telling(each.doubts, DOUBTS)]
            if len(each.doubts) > DOUBTS:
                told.append(f"and {plural(len(each.doubts) - DOUBTS, 'more doubt')}")
            keep = heapq.heappush if len(self._worst) < SHOWN else heapq.heappushpop
            keep(self._worst, (doubtfulness(each.doubts), -self.outcomes.total(), name, told))

    def lines(self, folder: Path | None) -> Iterator[str]:
        """The answer: what to look at, what was kept, and the sum."""
        shown = sorted(self._worst, reverse=True)
        for _, _, name, told in shown:
            yield printable(name)
            yield from (f"  {printable(line)}" for line in told)
        if self._doubtful > len(shown):
            yield f"and {plural(self._doubtful - len(shown), 'draft')} with fewer doubts"
        yield from map(printable, self.kept)
        yield self._sum(folder)

    def _sum(self, folder: Path | None) -> str:
        parts = [f"{plural(self.outcomes.total(), 'text')} drafted"]
        parts += [f"{count:,} {name}" for name, count in self.outcomes.items() if name != "drafted"]
        if folder and self.outcomes:
            parts[-1] += f" in {printable(folder.as_posix())}"
        unread = self.issues - self.set_aside
        parts += [f"{plural(unread, 'source')} not read"] if unread else []
        parts += [f"{plural(self.set_aside, 'text')} set aside"] if self.set_aside else []
        parts += [f"{plural(self.gone, 'text')} gone"] if self.gone else []
        unwritten = "; nothing was written: name a folder with --out" if self.outcomes and not folder else ""
        return ", ".join(parts) + unwritten
