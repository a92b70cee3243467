"""`broadsheet validate`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.checks.validate import validate
from broadsheet.cli import options
from broadsheet.cli.main import FAILED, INVALID, OK
from broadsheet.reports import FORMS, as_text

__all__ = ["command"]


@click.command("validate")
@click.argument("paths", nargs=-1, type=options.FOLDER)
@options.texts
@click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="text", show_default=True, help="Form of the report."
)
def command(paths: tuple[Path, ...], texts: Path | None, form: str) -> int:
    """Check a project, or files of records (JSON, JSON Lines).

    Without PATHS the project in the current folder is checked. Every issue is told in one
    run, with its file, line and place, what was found and what to do. Where the source
    texts are at hand, every span is compared with them.
    """
    report = validate(*paths, texts=texts)
    told = as_text(report, colour=options.colour()) if form == "text" else FORMS[form](report)
    if told:
        click.echo(told, color=options.colour())
    if any(issue.code == "B001" for issue in report.issues):
        return FAILED
    return OK if report.valid else INVALID
