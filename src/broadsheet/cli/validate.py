"""`broadsheet validate`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.checks.validate import validate
from broadsheet.cli import options
from broadsheet.cli.main import FAILED, INVALID, OK
from broadsheet.reports import as_text

__all__ = ["command"]


@click.command("validate")
@click.argument("paths", nargs=-1, type=options.FOLDER)
@options.texts
@options.form
def command(paths: tuple[Path, ...], texts: Path | None, form: str) -> int:
    """Check a project, or files of records (JSON, JSON Lines).

    Without PATHS the project in the current folder is checked. Every issue is told in one
    run, with its file, line and place, what was found and what to do. Where the source
    texts are at hand, every span is compared with them.
    """
    report = validate(*paths, texts=texts)
    if form == "json":
        options.print_json(report.to_dict())
    else:
        click.echo(as_text(report, colour=options.colour()), color=options.colour())
    if any(issue.code == "B001" for issue in report.issues):
        return FAILED
    return OK if report.valid else INVALID
