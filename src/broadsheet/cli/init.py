"""`broadsheet init`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli import options
from broadsheet.cli.main import OK
from broadsheet.issues import printable
from broadsheet.templates import init

__all__ = ["command"]


@click.command("init")
@click.argument("folder", default=".", metavar="[DIR]", type=options.FOLDER)
@click.option("--name", metavar="NAME", help="Name of the data set.  [default: that of the folder]")
@click.option("--title", metavar="TITLE", help="Title of the data set.  [default: its name]")
@click.option(
    "--requirement",
    metavar="REQUIREMENT",
    help="What the workflow and the README give to pip install.  "
    "[default: broadsheet[page,release,sign], this version or later]",
)
def command(folder: Path, name: str | None, title: str | None, requirement: str | None) -> int:
    """Start a project in DIR: settings, an example record with its text, a GitHub workflow, a README.

    It is valid, and passes its own workflow, from the first commit on. No file that is there is overwritten.
    """
    started = init(folder, name=name, title=title, requirement=requirement)
    lines = [f"{(folder / path).as_posix()}" for path in started.written]
    lines += [f"{(folder / path).as_posix()}: kept as it is" for path in started.kept]
    click.echo("\n".join(map(printable, lines)))
    click.echo("next: broadsheet validate, then broadsheet release", err=True)
    return OK
