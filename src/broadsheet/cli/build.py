"""`broadsheet build`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.checks.fixity import paths_of
from broadsheet.cli import options
from broadsheet.cli.main import OK
from broadsheet.cli.progress import Progress, sum_of
from broadsheet.engines.watching import watching
from broadsheet.issues import InvalidDataError, Report, printable
from broadsheet.packages import build
from broadsheet.packages.build import EDITIONS, Built

__all__ = ["command"]


@click.command("build")
@click.argument("project", default=".", type=options.FOLDER)
@click.option("--out", type=options.FOLDER, metavar="DIR", help="Write the package into this folder, and nothing else.")
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default="open",
    show_default=True,
    help="Leave withheld texts out, or carry all.",
)
@options.texts
@options.engine
@options.jobs
@options.memory
@options.log
@options.form
def command(  # noqa: PLR0913, PLR0917 - one for each option
    project: Path,
    out: Path | None,
    edition: str,
    texts: Path | None,
    engine: str,
    jobs: int | None,
    memory: str | None,
    log: str,
    form: str,
) -> int:
    """Check a project and write its data package: datapackage.json, CSV, JSON, Parquet.

    Without --out the package goes to dist/NAME-VERSION/ with a zip beside it, and the
    project's own data/ and datapackage.json are brought up to date. Nothing is written when
    the check finds an error; an old package is replaced in one step. A release stays as it is: what has changed since
    is built as VERSION-dev beside it, until the next release. What came of many
    articles is kept in .broadsheet/, which may be deleted, so that the next build is quicker.
    """
    progress = Progress.of_command(log)
    try:
        with watching(progress):
            built = build(project, out=out, edition=edition, texts=texts, engine=engine, jobs=jobs, memory=memory)
    except InvalidDataError as error:
        if form == "json":
            options.print_json(_nothing(error.report))
        else:
            progress.report(error.report)
        progress.fail(error, **sum_of(error.report), path=None)
        raise
    if form == "json":
        options.print_json(_answer(built))
    else:
        _tell(built, progress)
    progress.end(**sum_of(built.report), path=built.package.as_posix())
    return OK


def _answer(built: Built) -> dict[str, object]:
    return {
        "package": built.package.as_posix(),
        "archive": built.archive.as_posix() if built.archive else None,
        "descriptor": built.descriptor,
        "report": built.report.to_dict(),
        "note": built.note,
    }


def _nothing(report: Report) -> dict[str, object]:
    return {"package": None, "archive": None, "descriptor": None, "report": report.to_dict()}


def _tell(built: Built, progress: Progress) -> None:
    progress.report(built.report)
    if built.note:
        progress.note(f"note: {printable(built.note)}")
    resources = built.descriptor["resources"]
    size = sum((built.package / path).stat().st_size for resource in resources for path in paths_of(resource))
    about = options.about(built.descriptor)
    click.echo(f"{printable(built.package.as_posix())}: {about}, {len(resources)} resources, {size:,} bytes")
    if built.archive:
        click.echo(printable(built.archive.as_posix()))
