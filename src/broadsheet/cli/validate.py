"""`broadsheet validate`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from broadsheet.checks.validate import FRICTIONLESS, OURS, validate
from broadsheet.cli import options
from broadsheet.cli.main import FAILED, INVALID, OK
from broadsheet.cli.progress import Progress, sum_of
from broadsheet.engines import ENGINES, SCHEME
from broadsheet.engines.watching import watching
from broadsheet.issues import Report
from broadsheet.projects import find_project
from broadsheet.reports import FORMS, as_text, told

__all__ = ["command"]

SHOWN = {"text": 5}
OTHERWISE = 100
"""How many issues of each kind a form shows if nothing else is said."""


def _reports(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> list[tuple[str, Path]]:
    """The pairs of form and file in `--report FORM=FILE`."""
    pairs = [each.partition("=") for each in given]
    for form, _, path in pairs:
        if form not in FORMS or not path:
            raise click.BadParameter(f"write FORM=FILE, FORM being one of {', '.join(FORMS)}")
    return [(form, Path(path)) for form, _, path in pairs]


def _caps(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """The caps by name in `--cap NAME=SIZE`."""
    pairs = [each.partition("=") for each in given]
    if not all(middle for _, middle, _ in pairs):
        raise click.BadParameter("write NAME=SIZE, as in json=2G")
    return {name: size for name, _, size in pairs}


@click.command("validate")
@click.argument("paths", nargs=-1, type=options.FOLDER)
@options.texts
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Form of the report."
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORM=FILE",
    callback=_reports,
    help="Write the report into a file, in another form. May be repeated.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="Show N issues of each kind; all are counted. A kind is a rule, in a column of a table or in a file of "
    "records.  [default: 5 as text, else 100]",
)
@click.option("--all", "everything", is_flag=True, help="Show every issue.")
@click.option(
    "--allow-remote",
    multiple=True,
    metavar="HOST",
    help="Read files of a package from this host, over http and https. May be repeated.",
)
@click.option(
    "--allow-folder",
    "allow_folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Follow references into packages that lie in this folder, in folders of their names. May be repeated.",
)
@click.option(
    "--cap",
    "caps",
    multiple=True,
    metavar="NAME=SIZE",
    callback=_caps,
    help="Read more, or less, of a package than the caps allow, as in json=2G. May be repeated.",
)
@options.memory
@click.option(
    "--engine",
    type=options.Engine(FRICTIONLESS, OURS),
    default="auto",
    show_default=True,
    metavar="ENGINE",
    help=f"Where records are checked: on all cores where that is quicker, here, on all cores ({', '.join(ENGINES)}), "
    f"or on the cluster at {SCHEME}HOST:PORT. Tables are checked here, by polars and its threads; {FRICTIONLESS} is a "
    "second opinion on data packages and needs that extra.",
)
@options.jobs
@options.log
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    paths: tuple[Path, ...],
    texts: Path | None,
    form: str,
    reports: list[tuple[str, Path]],
    limit: int | None,
    everything: bool,
    allow_remote: tuple[str, ...],
    allow_folders: tuple[Path, ...],
    caps: dict[str, str],
    memory: str | None,
    engine: str,
    jobs: int | None,
    log: str,
) -> int:
    """Check a data package, a project, or files of records (JSON, JSON Lines, Parquet, zips of JSON).

    A data package is a folder with a datapackage.json, a descriptor, or a zip archive; any
    Frictionless package will do. Without PATHS the current folder is checked. Every issue
    is found in one run, with its file, line and place, what was found and what to do.
    Where the source texts of records are at hand, every span is compared with them.
    """
    progress = Progress.of_command(log)
    if everything and limit is not None:
        raise click.UsageError("--all and --limit say different things; give one of them")
    shown = None if everything else _limit(limit, form, reports)
    with watching(progress):
        report = validate(
            *paths,
            texts=texts,
            limit=shown,
            allow_remote=allow_remote,
            engine=engine,
            jobs=jobs,
            caps=caps,
            memory=memory,
            allow_folders=allow_folders,
        )
    report = Report.joined([report, *_of_settings(paths)])
    for other, path in reports:
        path.write_text(told(report, other) + "\n", encoding="utf-8")
    answer = as_text(report, colour=options.colour()) if form == "text" else told(report, form)
    if answer:
        click.echo(answer, color=options.colour())
    progress.end(**sum_of(report))
    return _status(report)


def _of_settings(paths: tuple[Path, ...]) -> Iterator[Report]:
    """What a build would refuse in the settings of the projects among the paths."""
    for path in paths or (Path(),):
        project = find_project(path) if path.is_dir() else None
        if project is not None and project.root == path.resolve():
            from broadsheet.packages.prepare import check_settings  # noqa: PLC0415 - only for projects

            yield check_settings(project)


def _limit(limit: int | None, form: str, reports: list[tuple[str, Path]]) -> int:
    """How many issues of a kind are shown: as many as the most patient of the forms can take."""
    if limit is not None:
        return limit
    return max(SHOWN.get(each, OTHERWISE) for each in (form, *(other for other, _ in reports)))


def _status(report: Report) -> int:
    if report.unchecked:
        return FAILED
    return OK if report.valid else INVALID
