"""`broadsheet copies`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import click

from broadsheet.cli import options
from broadsheet.cli.columns import columns_of
from broadsheet.cli.columns import option as column
from broadsheet.cli.main import FAILED, INVALID, OK
from broadsheet.cli.progress import Progress
from broadsheet.drafts.copies import Written, write_copies
from broadsheet.drafts.stories import reading_texts, stories_of_package, stories_of_project
from broadsheet.drafts.unfinished import kept_until_done
from broadsheet.engines.memory import lanes
from broadsheet.engines.watching import Step, watched, watching
from broadsheet.errors import BroadsheetError
from broadsheet.issues import Issue, plural, printable
from broadsheet.projects import Project, find_project, open_project
from broadsheet.sources import Extent
from broadsheet.syndication import THRESHOLD, Copy, Story, clusters, each_copy

__all__ = ["command"]

SHOWN = {
    "mark": "carries",
    "credit": "credits",
    "date": "is later than",
    "shared_credit": "credits the same agency as",
    "text": "has the words of",
}

AT_ONCE = 1000
"""So many copies are told together."""


@click.command("copies")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.texts
@click.option(
    "--threshold",
    type=click.FloatRange(0.001, 1),
    default=THRESHOLD,
    show_default=True,
    metavar="SHARE",
    help="Share of the shorter article that the other has to hold, in runs of three words.",
)
@column
@options.engine
@options.jobs
@options.memory
@click.option(
    "--resume",
    type=options.FOLDER,
    metavar="DIR",
    help="Keep in DIR what is done until the run ends; take up one that was broken off: do only what is missing.",
)
@click.option("--write", is_flag=True, help="Write what is found into the project: seeds/copies.json, and drafts.")
@options.log
@options.form
def command(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    texts: Path | None,
    threshold: float,
    columns: tuple[str, ...],
    engine: str,
    jobs: int | None,
    memory: str | None,
    resume: Path | None,
    write: bool,
    log: str,
    form: str,
) -> int:
    """Tell which articles are copies of which.

    PATH is a project, a data package, or texts as for ingest: files, folders, globs, zips, JSON Lines,
    Parquet, - for stdin; without it, the project around the current folder. Of a project or package those articles
    are compared whose texts are at hand. Who has a story from whom is told where a mark, a credit or the
    dates show it.

    With --write the copies of a project are listed in seeds/copies.json, of which build makes the table
    copies, and drafts name in is_based_on whom they have their story from. What somebody edited is never
    overwritten.
    """
    tally, progress = _Tally(names=write), Progress.of_command(log, eager=True)
    project = _project(paths)
    if write and project is None:
        raise BroadsheetError("--write needs a project", hint="name the folder of one, or go there")
    extent = Extent(() if project else paths)
    jobs = lanes(memory, jobs)
    with kept_until_done(resume) as kept, watching(progress), ExitStack() as open_:
        stories = _of_records(project, paths, texts)
        works: str | Executor = engine
        if stories is None:
            named = columns_of(columns)
            reading = reading_texts(paths, named, engine=engine, jobs=jobs, extent=extent, kept=kept)
            stories, works = open_.enter_context(reading)
        elif columns:
            hint = "leave it out: a record says where its text is"
            raise BroadsheetError("--column is for texts in JSON Lines and Parquet", hint=hint)
        found = tally.stories(watched(stories, Step("article", "read", share=extent.share)), progress)
        pairs = each_copy(found, threshold=threshold, engine=works, jobs=jobs, memory=memory, kept=kept)
        told = tally.copies(pairs, progress)
        if form == "text":
            told = _told(told)
        copies = list(told) if write or form == "json" else []
        groups = clusters(copies or told)
        written = write_copies(project, copies, tally.ids, texts) if project and write else None
        summary = {"path": options.from_here(written.path).as_posix(), "drafted": written.drafted} if written else {}
        progress.end(**tally.summary, copies=tally.copies_found, **summary)
        if form == "json":
            notices = [issue.to_dict() for issue in tally.notices]
            answer = {"copies": [asdict(copy) for copy in copies], "articles": tally.count, "notices": notices}
            options.print_json(answer | ({"written": _as_json(written)} if written else {}))
        else:
            click.echo("\n".join((_sum(groups, tally), *(_written(written) if written else ()))))
    if tally.issues:
        return INVALID if tally.count else FAILED
    return OK


def _project(paths: tuple[str, ...]) -> Project | None:
    """The project that is named, or around; None where something else is named."""
    path = Path(paths[0] if paths else ".")
    if not paths:
        return find_project(path) or open_project(path)
    found = find_project(path) if len(paths) == 1 and path.is_dir() else None
    return found if found and found.root == path.resolve() else None


def _of_records(project: Project | None, paths: tuple[str, ...], texts: Path | None) -> Iterator[Story | Issue] | None:
    """The articles of the project, or of the package that is named; None where texts are named."""
    if project:
        return stories_of_project(project, texts)
    return stories_of_package(Path(paths[0]), texts) if len(paths) == 1 and _is_package(Path(paths[0])) else None


def _is_package(path: Path) -> bool:
    return path.name == "datapackage.json" or (path / "datapackage.json").is_file()


class _Tally:
    """How many articles are compared, with `names` which they are, and how many could not be."""

    def __init__(self, *, names: bool) -> None:
        self._names = names
        self.count = self.copies_found = self.issues = self.set_aside = 0
        self.notices: list[Issue] = []
        self.ids: set[str] = set()

    @property
    def summary(self) -> dict[str, int]:
        """How many articles there were of each kind."""
        lost = {"not_compared": self.issues - self.set_aside, "set_aside": self.set_aside}
        return {"compared": self.count, **lost}

    def stories(self, found: Iterable[Story | Issue], progress: Progress) -> Iterator[Story]:
        """The stories; the issues among them are told."""
        for each in found:
            if not isinstance(each, Issue):
                self.count += 1
                if self._names:
                    self.ids.add(each.id)
                yield each
            elif each.severity == "notice":
                self._note(each, progress)
            else:
                self._miss(each, progress)

    def copies(self, found: Iterable[Copy | Issue], progress: Progress) -> Iterator[Copy]:
        """The copies; the articles that were set aside are told, and are none that were compared."""
        for each in found:
            if not isinstance(each, Issue):
                self.copies_found += 1
                yield each
            elif each.severity == "notice":
                self._note(each, progress)
            else:
                self._miss(each, progress)
                self.count -= 1
                self.ids.discard(each.path or "")

    def _note(self, issue: Issue, progress: Progress) -> None:
        """Tell what holds for all of them."""
        self.notices.append(issue)
        progress.issue(issue)

    def _miss(self, issue: Issue, progress: Progress) -> None:
        self.issues += 1
        self.set_aside += issue.code == "B029"
        progress.issue(issue)


def _told(copies: Iterator[Copy]) -> Iterator[Copy]:
    """The copies, each told on a line: there may be more of them than have room in memory."""
    while some := list(islice(copies, AT_ONCE)):
        click.echo("\n".join(map(_line, some)))
        yield from some


def _line(copy: Copy) -> str:
    words = f"{copy.article} {SHOWN[copy.evidence]} {copy.copy_of} ({copy.containment:.0%} of the shorter one)"
    return printable(words)


def _sum(stories: list[tuple[str, ...]], tally: _Tally) -> str:
    """What all comes to."""
    within = sum(map(len, stories))
    told = f"{within:,} of which tell {plural(len(stories), 'story')}" if stories else "no copies"
    lost = {name.replace("_", " "): count for name, count in tally.summary.items() if name != "compared" and count}
    left_out = "".join(f"; {count:,} {name}" for name, count in lost.items())
    return f"{plural(tally.count, 'article')} compared, {told}{left_out}"


def _as_json(written: Written) -> dict[str, Any]:
    return {**asdict(written), "path": options.from_here(written.path).as_posix()}


def _written(written: Written) -> Iterator[str]:
    kept = f", {written.kept:,} kept as edited" if written.kept else ""
    rejected = f", {written.rejected:,} left out as before" if written.rejected else ""
    path = options.from_here(written.path).as_posix()
    yield f"{printable(path)}: {plural(written.drafted, 'copy')} drafted{kept}{rejected}"
    if written.based:
        yield f"is_based_on written into {plural(len(written.based), 'draft')}"
    for id in written.unsaid:
        yield printable(f"{id}: edited, so its is_based_on stays as it is")
