"""`broadsheet copies`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import FAILED, INVALID, OK
from broadsheet.cli.progress import Progress
from broadsheet.drafts.stories import stories_of_package, stories_of_project, stories_of_texts
from broadsheet.engines import ENGINES
from broadsheet.issues import Issue, Report, printable
from broadsheet.projects import find_project, open_project
from broadsheet.reports.text import issue_lines, plural
from broadsheet.syndication import THRESHOLD, Copy, Story, clusters, find_copies

__all__ = ["command"]

SHOWN = {
    "mark": "carries",
    "credit": "credits",
    "date": "is later than",
    "shared_credit": "credits the same agency as",
    "text": "has the words of",
}


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
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="Where texts are read.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes of the engine.")
@options.form
def command(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...], texts: Path | None, threshold: float, engine: str, jobs: int | None, form: str
) -> int:
    """Tell which articles are copies of which.

    PATH is a project, a data package, or texts as for ingest: files, folders, globs, zips, JSON Lines,
    - for stdin; without it, the project around the current folder. Of a project or package those articles
    are compared whose texts are at hand. Who has a story from whom is told where a mark, a credit or the
    dates show it.
    """
    tally = _Tally()
    progress = Progress("article", "read")
    found = progress.over(_stories(paths, texts, engine, jobs))
    copies = find_copies(tally.stories(found, progress), threshold=threshold)
    if form == "json":
        options.print_json({"copies": [asdict(copy) for copy in copies], "articles": tally.count})
    else:
        click.echo("\n".join(_lines(copies, tally.count)))
    if tally.issues:
        return INVALID if tally.count else FAILED
    return OK


def _stories(paths: tuple[str, ...], texts: Path | None, engine: str, jobs: int | None) -> Iterator[Story | Issue]:
    path = Path(paths[0] if paths else ".")
    if not paths:
        return stories_of_project(find_project(path) or open_project(path), texts)
    if len(paths) == 1 and path.is_dir() and (project := find_project(path)) and project.root == path.resolve():
        return stories_of_project(project, texts)
    if len(paths) == 1 and _is_package(path):
        return stories_of_package(path, texts)
    return stories_of_texts(paths, engine=engine, jobs=jobs)


def _is_package(path: Path) -> bool:
    return path.name == "datapackage.json" or (path / "datapackage.json").is_file()


class _Tally:
    """How many articles are compared, and how many could not be."""

    def __init__(self) -> None:
        self.count = self.issues = 0

    def stories(self, found: Iterable[Story | Issue], progress: Progress) -> Iterator[Story]:
        """The stories; the issues among them are told."""
        for each in found:
            if isinstance(each, Issue):
                self.issues += 1
                progress.tell(issue_lines(Report((each,)), colour=False))
            else:
                self.count += 1
                yield each


def _lines(copies: list[Copy], count: int) -> Iterator[str]:
    for copy in copies:
        words = f"{copy.article} {SHOWN[copy.evidence]} {copy.copy_of} ({copy.containment:.0%} of the shorter one)"
        yield printable(words)
    stories = clusters(copies)
    within = sum(map(len, stories))
    told = f", {within:,} of which tell {plural(len(stories), 'story').replace('storys', 'stories')}" if stories else ""
    yield f"{plural(count, 'article')} compared{told or ', no copies'}"
